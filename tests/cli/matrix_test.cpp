// `matrix` and `steps`: files that NumPy and SciPy read, and what is refused.
#include <fmt/format.h>

#include <algorithm>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Matrix = test::CliTest;
using Steps = test::CliTest;

// As cases.txt and the command line say it.
struct Case {
  const char* sizes;      // "ih iw kh kw sh sw ph pw dh dw"
  const char* arguments;  // the same
  bool flip;
};
constexpr Case kCases[] = {
    {"4 4 3 3 1 1 0 0 1 1", "-i 4 -k 3", false},
    {"5 5 3 3 2 2 1 1 1 1", "-i 5 -k 3 -s 2 -p 1", true},
    {"6 6 3 3 2 2 1 1 1 1", "-i 6 -k 3 -s 2 -p 1", false},
    {"7 5 3 2 1 3 2 0 2 1", "-i 7x5 -k 3x2 -s 1x3 -p 2x0 -d 2x1", true},
};

std::string kernel_of(const Case& c) { return std::string_view(c.sizes).substr(4, 3) == "3 3" ? "kernel.csv" : "-"; }

TEST_F(Matrix, EveryFormatIsReadBackByNumPyAndSciPy) {
  write("kernel.csv", "0.5,-1.25,3\n0,2,0.0078125\n1e6,-7,0\n");
  std::string cases;
  int count = 0;
  for (const Case& c : kCases) {
    const std::string kernel = kernel_of(c);
    for (const char* format : {"npz", "npy", "mtx", "csv", "json", "tex"}) {
      for (const bool transposed : {false, true}) {
        const std::string file = fmt::format("{}.{}", ++count, format);
        does(fmt::format("matrix {} {}{}{}-o {}", c.arguments, kernel == "-" ? "" : "--kernel kernel.csv ", c.flip ? "--flip " : "",
                         transposed ? "--transpose " : "", file));
        cases += fmt::format("{} {} {:d} {:d} {}\n", file, kernel, c.flip, transposed, c.sizes);
      }
    }
  }
  write("cases.txt", cases);
  const test::Outcome checked = python("matrices.py", "cases.txt");
  EXPECT_EQ(checked.out, fmt::format("{} matrices agree\n", count)) << checked.err;
  EXPECT_EQ(count, 48);
}

// A block for each pair of channels: C of 2 -> 3 channels, depthwise, and the transposed one, against PyTorch's order of weights.
TEST_F(Matrix, OfSeveralChannelsIsReadBackByNumPy) {
  does("matrix conv -i 4x3 -k 2 --channels 2x3 -o blocks.npz");
  does("matrix conv -i 4x3 -k 2 --channels 4x2 --groups 2 -s 2 -p 1 -o groups.npz");
  does("matrix conv -i 4x3 -k 2 --groups 3 -o depthwise.npz");
  does("matrix conv-transpose -i 2x3 -k 2 --channels 2x3 -s 2 -o back.npz");
  const test::Outcome checked = python("blocks.py", "");
  EXPECT_EQ(checked.out, "4 matrices agree\n") << checked.err;
  does("matrix conv -i 3 -k 2 --channels 2x1 -o C.json");
  EXPECT_THAT(read("C.json"), HasSubstr("\"channels\":{\"in\":2,\"out\":1,\"groups\":1}"));
  EXPECT_THAT(read("C.json"), HasSubstr("[0,1,1,1]"));
  refuses("matrix conv -i 4 -k 3 --channels 3x4 --groups 2 -o C.npz", "input (3 channels)");
  refuses("matrix max-pool -i 4 -k 2 --channels 2 --input digits -o C.npz", "max-pool takes no --channels.");
  refuses("matrix conv -i 4 -k 3 --channels 2 --symbols -o C.svg", "conv --channels takes no --symbols.");
  refuses("matrix conv -i 4 -k 3 --channels 0 -o C.npz", "--channels must be at least 1, not 0.");
}

// Rows are weights: channel, kernel row, kernel column; columns output cells. A matrix for each group.
// What is opened again is the scene with the same sizes and planes, at its first step.
TEST_F(Matrix, AndStepsCarryTheLinkOfTheirScene) {
  write("kernel.csv", "0.5,-1\n0,2\n");
  does("matrix -i 4x5 -k 3 -s 2 -p 1 --kernel gaussian -o C.json");
  EXPECT_THAT(read("C.json"), testing::StartsWith("{\"link\":\"deconvlab:matrix?i=4x5&k=3&s=2&p=1&d=1"));
  EXPECT_THAT(read("C.json"), HasSubstr("kernel=gaussian"));
  does("matrix conv-transpose -i 2 --kernel kernel.csv -s 2 --transpose -o Ct.tex");
  EXPECT_THAT(read("Ct.tex"), testing::StartsWith("% deconvlab:transposed?i=2&k=2&s=2"));
  EXPECT_THAT(read("Ct.tex"), HasSubstr("kernel=own:2:0.5,-1,0,2"));
  does("steps conv -i 3 -k 2 --input digits:7 -o steps.json");
  EXPECT_THAT(read("steps.json"), HasSubstr("input=digits:7"));
  does("steps conv -i 4 -k 2 --channels 2x3 --bias 1,2,3 -o blocks.json");
  EXPECT_THAT(read("blocks.json"), HasSubstr("channels=2x3&groups=1&bias=1,2,3"));
  for (const char* file : {"C.npz", "C.mtx", "C.tex", "C.json", "C.svg", "C.png"}) {
    does(fmt::format("matrix -i 4x5 -k 3 -s 2 -p 1 --kernel gaussian -o {}", file));
    does(fmt::format("render {} --size 320x180 -o {}.page.png", file, file));
    EXPECT_EQ(read(std::string(file) + ".page.png"), read("C.npz.page.png")) << file;
  }
}

// Operators, sizes and planes that no scene shows carry none.
TEST_F(Matrix, WhatNoSceneShowsCarriesNoLink) {
  does("matrix avg-pool -i 4 -k 2 -o C.json");
  EXPECT_THAT(read("C.json"), testing::Not(HasSubstr("deconvlab:")));
  does("matrix conv-transpose -i 2 -k 2 --channels 2x3 -o back.json");
  EXPECT_THAT(read("back.json"), testing::Not(HasSubstr("deconvlab:")));
}

TEST_F(Matrix, Im2colUnfoldsEveryChannel) {
  write("x.json", "[[[1,2],[3,4]],[[5,6],[7,8]]]");
  does("matrix conv --im2col --input x.json -k 1x2 -o patches.csv");
  EXPECT_EQ(read("patches.csv"), "1,3\n2,4\n5,7\n6,8\n");
  does("matrix --im2col --input x.json -k 2x1 -p 0x1 -s 1x3 --groups 2 -o patches.json");
  EXPECT_EQ(read("patches.json"), "{\"shape\":[2,2,2]\n,\"data\":[0,0,0,0,0,0,0,0]\n}\n");
  does("matrix --im2col --input counting -i 1x2 -k 1 --channels 2x5 -o patches.csv");
  EXPECT_EQ(read("patches.csv"), "0,1\n2,3\n");
  refuses("matrix --im2col --input x.json -k 1 --groups 3 -o p.npy", "The input (2 channels) cannot be shared out to 3 groups");
  refuses("matrix --im2col --input x.json -k 1 --channels 3 -o p.npy", "The shape of the input is 1x2x2x2, but 1x3x2x2 is needed.");
  refuses("matrix --im2col --input x.json -k 1 -o p.svg",
          "p.svg: the extension \".svg\" is not one of .npz .npy .mtx .csv .tex .json .png.");
  refuses("matrix --im2col --input x.json -k 1 --kernel ones -o p.npy", "conv --im2col takes no --kernel.");
  refuses("matrix --im2col --input x.json -k 1 --transpose -o p.npy", "conv --im2col takes no --transpose.");
  refuses("matrix --im2col --input digits -i 100000 -k 5 -o p.npy", "The number of cells = 249980000400 is too large: at most 1073741824");
}

TEST_F(Matrix, PicturesShowEveryNonzero) {
  does("matrix -i 4 -k 3 -o C.png");
  const auto picture = read_array(at("C.png"));
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->shape().plane(), (Extent{4, 16}));
  EXPECT_EQ(std::ranges::count(picture->plane(0, 2), 255.0f), 4 * 16 - 36);  // blue is whole in white only
  does("matrix -i 4 -k 3 -o C.svg");
  EXPECT_THAT(read("C.svg"), HasSubstr(">9</text>"));
  does("matrix -i 4 -k 3 --symbols -o C.tex");
  EXPECT_THAT(read("C.tex"), HasSubstr("w_{0,0} & w_{0,1} & w_{0,2} & 0 & w_{1,0}"));
}

TEST_F(Matrix, RefusesTargetsThatItCannotWrite) {
  std::filesystem::create_symlink("/dev/full", at("full.npz"));
  std::filesystem::create_directory(at("folder.npz"));
  write("C.txt", "mine");
  refuses("matrix -i 4 -k 3 -o C.txt", "C.txt: the extension \".txt\" is not one of .npz .npy .mtx .csv .tex .json .svg .png.");
  refuses("matrix -i 4 -k 3 --symbols -o C.mtx", "C.mtx: the format .mtx holds values only; symbols need one of .csv .tex .json .svg.");
  refuses("matrix -i 4 -k 3 -o C", "the extension \"\"");
  refuses("matrix -i 4 -k 3 -o missing/C.npz", "missing/C.npz cannot be written: No such file or directory.");
  refuses("matrix -i 4 -k 3 -o /proc/C.npz", "/proc/C.npz cannot be written");
  refuses("matrix -i 4 -k 3 -o folder.npz", "folder.npz cannot be written: Is a directory.");
  for (const char* format : {"npz", "npy", "mtx", "csv", "json", "svg", "png"}) {
    const std::string link = std::string("full.") + format;
    if (!exists(link)) std::filesystem::create_symlink("/dev/full", at(link));
    refuses("matrix -i 40 -k 3 -o " + link, link + " cannot be written: No space left on device.");
  }
}

TEST_F(Matrix, RefusesWhatNoMemoryHolds) {
  write("C.npz", "as it was");
  refuses("matrix -i 100000 -k 3 -o C.npz",
          "C.npz cannot be written: it would have 89996400036 nonzeros, and no format takes more than 67108864");
  refuses("matrix -i 16777216 -k 3 -o C.npz", "it would have 2533274186416164 nonzeros");
  refuses("matrix -i 1000 -k 3 -o C.tex", "C.tex cannot be written: rows x columns = 996004000000, and pdflatex");
}

// A .npy with this header and these bytes behind it.
std::string npy(const std::string& header, std::size_t bytes) {
  std::string text = "{" + header + "}\n";
  return std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(text.size()) + '\0' + text + std::string(bytes, '\1');
}

TEST_F(Matrix, RefusesKernelFilesThatAreNone) {
  const auto kernel = [&](const char* name, const std::string& bytes, const char* sentence) {
    write(name, bytes);
    refuses(std::string("matrix -i 4 --kernel ") + name + " -o C.npz", sentence);
  };
  const std::string f4 = "'descr': '<f4', 'fortran_order': False, 'shape': ";
  kernel("short.npy", npy(f4 + "(3, 3), ", 35), "short.npy is truncated: it has");
  kernel("long.npy", npy(f4 + "(3, 3), ", 37), "long.npy is not a usable .npy file: 1 byte follows its data.");
  kernel("cut.npy", npy(f4 + "(3, 3), ", 36).substr(0, 20), "cut.npy is truncated");
  kernel("empty.npy", "", "empty.npy is not a usable .npy file");
  kernel("huge.npy", npy(f4 + "(1099511627776, 1099511627776), ", 36),
         "huge.npy cannot be read: its shape 1099511627776x1099511627776 has too many values: at most 2147483648 are possible.");
  kernel("wide.npy", npy(f4 + "(1048576, 1048576), ", 36), "wide.npy cannot be read: its shape 1048576x1048576 has too many values");
  kernel("minus.npy", npy(f4 + "(-3, 3), ", 36), "a side of -3");
  kernel("deep.npy", npy(f4 + "(1, 1, 1, 3, 3), ", 36), "5 dimensions, not 1 to 4");
  kernel("object.npy", npy("'descr': '|O', 'fortran_order': False, 'shape': (3, 3), ", 72), "object.npy holds |O; readable are");
  kernel("fields.npy", npy("'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3, 3), ", 36), "holds a structured dtype");
  kernel("words.csv", "1,2,x\n", "words.csv:1: \"x\" is not a number.");
  kernel("ragged.csv", "1,2\n3\n", "line 2 has 1 number and the first 2");
  kernel("none.csv", "\n\n", "it has no numbers");
  kernel("text.json", "hello", "text.json is not a usable .json file: from line 1, character 1 on it is not JSON.");
  kernel("text.npz", "hello", "text.npz is not a usable .npz file");
  kernel("text.png", "hello", "text.png is not a usable picture file");
  kernel("a.mtx", "hello", "a.mtx is not a usable .mtx file: it begins with \"hello\", not with %%MatrixMarket matrix and coordinate");
  kernel("a.tex", "hello",
         "a.tex: the extension \".tex\" is not one of .npz .npy .mtx .csv .txt .json .png .jpg .jpeg .bmp .tga .psd .gif .hdr .ppm .pgm "
         ".pnm.");
  write("kernel.csv", "1,2\n3,4\n");
  refuses("matrix -i 4 -k 3 --kernel kernel.csv -o C.npz", "The shape of the kernel is 1x1x2x2, but 1x1x3x3 is needed.");
  refuses("matrix -i 4 -k 3 --kernel missing.npy -o C.npz", "missing.npy cannot be read: No such file or directory.");
  refuses("matrix -i 4 -k 3 --kernel sobel -o C.npz", "There is no kernel named \"sobel\"; there are: counting, ones,");
  refuses("matrix -i 4 -k 3 --kernel random:x -o C.npz", "seed must be a whole number, not \"x\".");
  refuses("matrix -i 4 -k 3 --kernel :7 -o C.npz", "There is no kernel named \":7\"; there are: counting,");
}

TEST_F(Matrix, AKernelsFileGivesItsSize) {
  write("kernel.csv", "1,2\n3,4\n5,6\n");
  does("matrix -i 4 --kernel kernel.csv -o C.csv");
  EXPECT_THAT(read("C.csv"), testing::StartsWith("1,2,0,0,3,4,0,0,5,6,0,0,0,0,0,0\n"));
}

TEST_F(Steps, AreRecordedOneByOne) {
  does("steps conv -i 4 -k 3 --input counting -o steps.csv");
  const std::string csv = read("steps.csv");
  EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 4 * 9);
  // The last product of y(1,1) = 5*1 + 6*2 + 7*3 + 9*4 + 10*5 + 11*6 + 13*7 + 14*8 + 15*9.
  EXPECT_TRUE(csv.ends_with("\n3,1,1,2,2,3,3,0,15,15,9,135,528\n")) << csv;
  does("steps conv -i 5 -k 3 -s 2 -p 1 -o steps.json");
  EXPECT_THAT(read("steps.json"), HasSubstr("\"unread\": [],\n\"steps\""));
}

// A row of the block matrix a step, of 2 -> 3 channels, of two groups, and of the transposed one, each as .json and .csv.
TEST_F(Steps, OfSeveralChannelsNameThem) {
  write("digits.json", "[[[1,0,3,2],[4,2,2,0],[0,1,1,3]],[[2,2,0,4],[1,3,0,0],[4,4,1,2]]]");
  for (const char* to : {"json", "csv"}) {
    const std::string conv = "steps conv --input digits.json -k 2 ";
    does(fmt::format("{}--channels 2x3 --bias 0.5,0,-1 -o steps.{}", conv, to));
    does(fmt::format("{}--groups 2 -s 2 -p 1 -o grouped.{}", conv, to));
    does(fmt::format("steps conv-transpose --input digits.json -k 2 --channels 2x3 -s 2 -p 1 --bias 1,2,3 -o back.{}", to));
  }
  does("apply crop --input digits.json -p 0 -o digits.npy");
  const test::Outcome checked = python("layer_steps.py", "");
  EXPECT_EQ(checked.out, "3 records agree\n") << checked.err;
  EXPECT_THAT(read("back.json"), HasSubstr("\"channels\": {\"in\":2,\"out\":3,\"groups\":1}, \"unread\": []"));
}

// Depthwise: a channel's steps read it alone. Pointwise: a product of every channel.
TEST_F(Steps, OfDepthwiseAndPointwiseLayers) {
  does("steps conv -i 3 -k 3 --channels 4x4 --groups 4 --input counting -o depthwise.csv");
  EXPECT_THAT(read("depthwise.csv"), HasSubstr("\n2,2,0,0,2,0,0,0,0,0,18,18,19,342,342\n"));  // x and w count on: 18 and 19 are third
  does("steps conv -i 3 -k 1 --channels 3x2 --input counting -o pointwise.csv");
  EXPECT_TRUE(read("pointwise.csv")
                  .ends_with("17,1,2,2,0,0,0,2,2,0,8,8,4,32,32\n17,1,2,2,1,0,0,2,2,0,17,17,5,85,117\n"
                             "17,1,2,2,2,0,0,2,2,0,26,26,6,156,273\n"));
}

TEST_F(Steps, OfSeveralChannelsRefuseWhatDoesNotFit) {
  write("three.json", "[1,2,3]");
  write("square.csv", "1,2\n3,4\n");
  write("two.json", "[[[1,2],[3,4]],[[5,6],[7,8]]]");
  const std::string layer = "steps conv -i 4 -k 3 --channels 2x3 -o s.csv ";
  refuses(layer + "--bias 1,2", "--bias has 2 values, but one for each of 3 output channels is needed; `deconvlab steps --help`");
  refuses(layer + "--bias square.csv", "--bias has the shape 2x2, but one value for each output channel is needed;");
  refuses(layer + "--bias ones", "--bias: \"ones\" is not a number.");
  refuses(layer + "--bias none.npy", "none.npy cannot be read");
  refuses(layer + "--groups 2", "The output (3 channels) cannot be shared out to 2 groups");
  refuses("steps conv --input two.json -k 2 --channels 3x3 -o s.csv", "The shape of the input is 1x2x2x2, but 1x3x2x2 is needed.");
  refuses("steps conv -i 4 -k 3 --channels 100000x100000 -o s.csv", "The number of products = 360000000000 is too large: at most 50000000");
  refuses("steps max-pool -i 4 -k 2 --channels 2 -o s.csv", "max-pool takes no --channels.");
  refuses("steps max-pool -i 4 -k 2 --bias 2 -o s.csv", "max-pool takes no --bias.");
  refuses("steps conv-transpose -i 4 -k 3 --channels 2 --view scatter -o s.csv", "conv-transpose --channels takes no --view scatter.");
  refuses(layer + "--view gather", "conv takes no --view gather.");
  refuses("steps conv -i 4 -k 3 --bias three.json -o three.json", "three.json cannot be written");
  EXPECT_EQ(read("three.json"), "[1,2,3]");
}

TEST_F(Steps, NameTheCellsThatNoneReads) {
  does("steps conv -i 4 -k 3 -s 2 -o S.JSON");
  EXPECT_THAT(read("S.JSON"), HasSubstr("\"unread\": [[0,3],[1,3],[2,3],[3,0],[3,1],[3,2],[3,3]],\n\"steps\""));
  EXPECT_THAT(read("S.JSON"), HasSubstr("\"sizes\": "
                                        "{\"i\":[4,4],\"k\":[3,3],\"s\":[2,2],\"p\":[0,0],\"p_end\":[0,0],\"d\":[1,1],\"o\":[1,1],\"flip\":"
                                        "false,\"padding\":\"given\"}"));
  const auto unread = [&](const std::string& arguments) {
    does("steps " + arguments + " --input counting -o u.json");
    const std::string record = read("u.json");
    const std::size_t begin = record.find("\"unread\": ") + 10;
    return record.substr(begin, record.find("\n", begin) - begin);
  };
  EXPECT_EQ(unread("max-pool -i 3 -k 2 -s 2"), "[[0,2],[1,2],[2,0],[2,1],[2,2]],");
  EXPECT_EQ(unread("max-pool -i 3 -k 2 -s 2 --ceil-mode"), "[],");
  EXPECT_EQ(unread("avg-pool -i 3x4 -k 1 -s 2x3"), "[[0,1],[0,2],[1,0],[1,1],[1,2],[1,3],[2,1],[2,2]],");
  EXPECT_EQ(unread("upsample-nearest -i 1x4 --output 1x2"), "[[0,1],[0,3]],");
  EXPECT_EQ(unread("upsample-bilinear -i 1x5 --output 1x2 --align-corners"), "[[0,1],[0,2],[0,3]],");
  for (const char* view : {"gather", "scatter", "direct"})
    EXPECT_EQ(unread(std::string("conv-transpose -i 1x3 -k 1 -p 0x1 --view ") + view), "[[0,0],[0,2]],") << view;
}

TEST_F(Steps, RefuseWhatTheyCannotRecord) {
  refuses("steps conv -i 5 -k 3 -o steps.txt", "steps.txt: the extension \".txt\" is not one of .json .csv.");
  refuses("steps conv -i 100000 -k 3 -o steps.csv", "The number of products = 89996400036 is too large: at most 50000000");
  refuses("steps conv -i 16777216 -k 8388608 -o steps.csv", "The number of products = ");
  refuses("steps conv-input-grad -i 5 -k 3 -o steps.csv", "There is no operator with recorded steps named \"conv-input-grad\"");
  refuses("steps conv -i 5 -k 3 --input noise -o steps.csv", "There is no input named \"noise\"; there are: digits,");
}

}  // namespace
}  // namespace deconvlab
