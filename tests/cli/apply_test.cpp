// `apply`: every operator on both devices against NumPy, arrays of every kind, a picture, and what is refused.
#include <fmt/format.h>

#include <sstream>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using Apply = test::CliTest;

TEST_F(Apply, GivesWhatNumPyGivesOnBothDevices) {
  ASSERT_EQ(python("arrays.py", "make").status, 0);
  std::istringstream commands(read("commands.txt"));
  std::string names;
  int count = 0;
  for (std::string name, arguments; commands >> name && std::getline(commands, arguments); ++count) {
    for (const char* device : {"cpu", "gpu"}) does(fmt::format("apply{} --device {} -o {}.{}.npy", arguments, device, name, device));
    names += " " + name;
  }
  EXPECT_GE(count, 25);
  const test::Outcome checked = python("arrays.py", "check" + names);
  EXPECT_EQ(checked.out, fmt::format("{} results agree\n", count)) << checked.err;
}

TEST_F(Apply, SaysInOneLineWhatRanWhere) {
  EXPECT_THAT(does("apply conv --input digits -i 5 -k 3 -s 2 -p 1 -o y.csv --device cpu").out,
              MatchesRegex("CPU, [0-9]+ threads: conv gave 1x1x3x3 in [0-9.e-]+ ms\\.\n"));
  EXPECT_THAT(does("apply conv --input digits -i 5 -k 3 -o y.csv --device gpu").out, MatchesRegex("GPU, .+: conv gave .+ ms\\.\n"));
  const std::string chosen = does("apply conv --input digits -i 5 -k 3 -o y.csv").out;
  EXPECT_THAT(chosen, MatchesRegex("GPU, .+ ms\\.\n|CPU, .+ ms\\. auto took the CPU because the GPU here is software \\(.+\\)\\.\n"));
}

TEST_F(Apply, WithoutGlOnlyTheCpuRuns) {
  const test::Words no_gl{"__EGL_VENDOR_LIBRARY_DIRS=/nonexistent"};
  const test::Words no_driver{"GALLIUM_DRIVER=none"};
  const test::Words old_driver{"MESA_GL_VERSION_OVERRIDE=3.0"};
  const std::string conv = "apply conv --input digits -i 5 -k 3 -o y.csv";
  for (const test::Words& env : {no_gl, no_driver, old_driver}) refuses(conv + " --device gpu", "OpenGL 4.3 is needed", env);
  EXPECT_THAT(does(conv + " --device cpu", no_gl).out, testing::StartsWith("CPU, "));
  EXPECT_THAT(does(conv, no_gl).out, HasSubstr("auto took the CPU: OpenGL 4.3 is needed"));
}

TEST_F(Apply, ArraysFormatsAndPictures) {
  does("apply conv --input counting -i 2 -k 1 -p 1 -o y.csv");
  EXPECT_EQ(read("y.csv"), "0,0,0,0\n0,0,1,0\n0,2,3,0\n0,0,0,0\n");
  does("apply conv --input y.csv -k 1 -o y.json");
  EXPECT_THAT(read("y.json"), HasSubstr("\"shape\":[4,4]"));
  does("apply conv --input y.json -k 1 -o y.npz");
  does("apply conv --input y.npz -k 1 -o again.csv");
  EXPECT_EQ(read("again.csv"), read("y.csv"));
}

TEST_F(Apply, APictureIsFilteredChannelByChannel) {
  does("render convolution --size 320x180 -o picture.png");
  does("apply conv --input picture.png --kernel box -k 2 -s 2 -o small.png");
  const auto picture = read_array(at("picture.png"));
  const auto small = read_array(at("small.png"));
  ASSERT_TRUE(picture && small);
  EXPECT_EQ(small->shape(), (Shape{1, 3, 90, 160}));
  for (std::int64_t c = 0; c < 3; ++c) {
    for (const Cell cell : {Cell{0, 0}, Cell{20, 30}, Cell{60, 40}, Cell{89, 159}}) {
      float sum = 0;
      for (const Cell in : {Cell{0, 0}, Cell{0, 1}, Cell{1, 0}, Cell{1, 1}})
        sum += picture->at(0, c, 2 * cell.row + in.row, 2 * cell.col + in.col);
      EXPECT_NEAR(small->at(0, c, cell.row, cell.col), sum / 4, 0.51) << c << " " << cell.row << " " << cell.col;
    }
  }
}

// The samples are pictures by name: sobel-x over each of three channels, by a loop of its own.
TEST_F(Apply, ASampleIsFilteredChannelByChannel) {
  does("apply crop --input scene -i 48x64 --output 48x64 -o scene.npy");
  does("apply conv --input scene -i 48x64 --kernel sobel-x -k 3 -o edges.npy");
  const auto scene = read_array(at("scene.npy"));
  const auto edges = read_array(at("edges.npy"));
  ASSERT_TRUE(scene && edges);
  ASSERT_EQ(scene->shape(), (Shape{1, 3, 48, 64}));
  ASSERT_EQ(edges->shape(), (Shape{1, 3, 46, 62}));
  const float weights[] = {1, 2, 1};
  for (std::int64_t c = 0; c < 3; ++c) {
    for (const Cell cell : {Cell{0, 0}, Cell{20, 30}, Cell{45, 61}}) {
      float sum = 0;
      for (std::int64_t u = 0; u < 3; ++u)
        sum += weights[u] * (scene->at(0, c, cell.row + u, cell.col + 2) - scene->at(0, c, cell.row + u, cell.col));
      EXPECT_EQ(edges->at(0, c, cell.row, cell.col), sum) << c;
    }
  }
  refuses("apply conv --input zone-plate -k 3 -o y.png", "The size of the input needs -i");
}

// Pictures of a cell in two channels, (1, 10) and (2, 0), and three kernels of a weight for each: 1, 2 / 3, 4 / 5, 6, as out x in; as the
// in x out of a transposed convolution they are 1, 2, 3 / 4, 5, 6.
TEST_F(Apply, ABiasIsAddedToEachOutputChannel) {
  write("x.json", "[[[[1]],[[10]]],[[[2]],[[0]]]]");
  write("w.json", "[[[[1]],[[2]]],[[[3]],[[4]]],[[[5]],[[6]]]]");
  write("t.json", "[[[[1]],[[2]],[[3]]],[[[4]],[[5]],[[6]]]]");
  write("bias.csv", "0.5,0,-1\n");
  for (const char* device : {"cpu", "gpu"}) {
    const std::string layer = fmt::format(" --device {} --input x.json -o y.json --bias ", device);
    does("apply conv --kernel w.json" + layer + "0.5,0,-1");
    EXPECT_THAT(read("y.json"), HasSubstr("[21.5,43,64,2.5,6,9]"));
    does("apply conv-transpose --kernel t.json" + layer + "bias.csv");
    EXPECT_THAT(read("y.json"), HasSubstr("[41.5,52,62,2.5,4,5]"));
    does("apply conv -k 1" + layer + "-7,100");  // a kernel over each channel
    EXPECT_THAT(read("y.json"), HasSubstr("[-6,110,-5,100]"));
  }
  refuses("apply conv --input x.json --kernel w.json --bias 1,2 -o y.csv",
          "--bias has 2 values, but one for each of 3 output channels is needed; `deconvlab apply --help` tells more.");
  refuses("apply avg-pool --input x.json -k 1 --bias 1 -o y.csv", "avg-pool takes no --bias.");
  refuses("apply conv-input-grad --grad x.json -k 1 -i 1 --bias 1,2 -o y.csv", "conv-input-grad takes no --bias.");
  refuses("apply conv --input x.json --kernel w.json --bias bias.csv -o bias.csv", "bias.csv cannot be written");
}

TEST_F(Apply, SixteenBitPicturesKeepFractions) {
  does("apply crop --input scene -i 32 --output 32 -o scene.npy");
  does("apply conv --input scene.npy --kernel box -k 3 -o box.npy");
  does("apply conv --input scene.npy --kernel box -k 3 -o box.png --depth 16");
  const auto exact = read_array(at("box.npy"));
  const auto deep = read_array(at("box.png"));
  ASSERT_TRUE(exact && deep);
  for (std::int64_t n = 0; n < exact->size(); ++n) EXPECT_NEAR(deep->data()[n], exact->data()[n], 0.5 / 257 + 1e-4);
  refuses("apply conv --input scene.npy --kernel box -k 3 -o box.npy --depth 16",
          "box.npy cannot be written: --depth 16 is for .png only.");
  refuses("apply conv --input scene.npy --kernel box -k 3 -o box.png --depth 12", "There is no depth named \"12\"; there are: 8, 16.");
}

TEST_F(Apply, SaysWhatAPictureLost) {
  const std::string pictures = std::string(DECONVLAB_TESTS_DIR) + "/pictures/";
  const std::string clear = warns("apply crop --input " + pictures + "rgba.png --output 2x3 -o y.png", "rgba.png: alpha was left out").out;
  EXPECT_THAT(clear, testing::Not(HasSubstr("clamped")));
  warns("apply crop --input " + pictures + "flat.hdr --output 2 -o y.npy", "flat.hdr: linear light");
  // 4 and 2 of white are above 255.
  EXPECT_THAT(warns("apply crop --input " + pictures + "flat.hdr --output 2 -o y.png", "flat.hdr: linear light").out,
              HasSubstr("2 of 12 values were outside of 0 to 255 and were clamped."));
  EXPECT_THAT(does("apply crop --input " + pictures + "rgb.gif --output 2x3 -o y.png").out, testing::Not(HasSubstr("alpha")));
}

TEST_F(Apply, RefusesOperandsThatDoNotFit) {
  does("apply conv --input digits -i 5 -k 3 -o y.npy");
  refuses("apply conv -i 5 -k 3 -o z.npy", "conv needs --input.");
  refuses("apply conv-input-grad -i 5 -k 3 -o z.npy", "conv-input-grad needs --grad.");
  refuses("apply conv-kernel-grad --input y.npy -k 2 -o z.npy", "conv-kernel-grad needs --grad.");
  refuses("apply conv --input y.npy -k 2 --grad y.npy -o z.npy", "conv takes no --grad.");
  refuses("apply conv-input-grad --input y.npy --grad y.npy -i 5 -k 3 -o z.npy", "conv-input-grad --grad takes no --input.");
  refuses("apply conv --input digits -k 3 -o z.npy", "The size of the input needs -i");
  refuses("apply conv-input-grad --grad y.npy -k 3 -o z.npy", "The size of the input needs -i");
  refuses("apply conv --input y.npy -i 4 -k 3 -o z.npy", "The shape of the input is 1x1x3x3, but 1x1x4x4 is needed.");
  refuses("apply conv-input-grad --grad y.npy -i 6 -k 3 -o z.npy", "The shape of the output gradient is 1x1x3x3, but 1x1x4x4 is needed.");
  refuses("apply conv --input y.npy -k 4 -o z.npy", "k_eff = 4 is larger than the padded input 3");
  refuses("apply conv --input missing.npy -k 3 -o z.npy", "missing.npy cannot be read: No such file or directory.");
  refuses("apply conv --input noise -i 5 -k 3 -o z.npy", "There is no input named \"noise\"; there are: digits, counting");
  refuses("apply conv --input noise -i 5 -k 3 -o z.npy", "edge, scene, text, zone-plate, objects.");
  refuses("apply blur --input y.npy -k 3 -o z.npy", "There is no operator named \"blur\"");
  refuses("apply conv --input y.npy -k 3 -o z.npy --device tpu", "There is no device named \"tpu\"; there are: auto, cpu, gpu.");
  refuses("apply conv --input digits -i 5 -k 3 -p 10000000 -o z.npy", "The number of cells = 400000120000009 is too large");
}

TEST_F(Apply, RefusesItsTargetBeforeItComputes) {
  does("apply conv --input digits -i 5 -k 3 -o y.npy");
  std::filesystem::create_symlink("/dev/full", at("full.npy"));
  refuses("apply conv --input missing.npy -k 3 -o missing/z.npy", "missing/z.npy cannot be written");
  refuses("apply conv --input missing.npy -k 3 -o z.svg",
          "z.svg: the extension \".svg\" is not one of .npz .npy .mtx .csv .tex .json .png.");
  refuses("apply conv --input y.npy -k 3 -o full.npy", "full.npy cannot be written: No space left on device.");
  refuses("apply conv --input counting -i 2 -k 1 -p 1 -o .", ". cannot be written: Is a directory.");
}

}  // namespace
}  // namespace deconvlab
