// `sizes`, `info`, `scenes`, `--help` and the window where none can open.
#include <algorithm>
#include <sstream>

#include "cli_test.h"
#include "core/operators/operators.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Sizes = test::CliTest;
using Help = test::CliTest;

TEST_F(Sizes, HandNumbers) {
  const std::string five = does("sizes conv -i 5 -k 3 -s 2 -p 1").out;
  EXPECT_THAT(five, HasSubstr("floor((5 + 2*1 - 3) / 2) + 1 = 3 "));
  EXPECT_THAT(five, HasSubstr("remainder a = (i + 2p - k_eff) mod s = 0\n"));
  EXPECT_THAT(five, HasSubstr("i' = 3 (5 with zeros inserted), k' = 3, s' = 1, p' = 1, a = 0, o' = 5\n"));
  const std::string six = does("sizes conv -i 6 -k 3 -s 2 -p 1").out;
  EXPECT_THAT(six, HasSubstr("floor((6 + 2*1 - 3) / 2) + 1 = 3 "));
  EXPECT_THAT(six, HasSubstr("mod s = 1\n"));
  EXPECT_THAT(six, HasSubstr("a = 1, o' = 6\n"));
  const std::string four = does("sizes conv -i 4 -k 3").out;
  EXPECT_THAT(four, HasSubstr("C: 4 x 16, 36 nonzeros\n"));
  EXPECT_THAT(four, HasSubstr("dense C 64, C's nonzeros 36, im2col 36\n"));
}

TEST_F(Sizes, JsonGivesRowsAndColumns) {
  const std::string json = does("sizes conv -i 39x12 -k 4 -s 2 -p 1 -d 1 --json").out;
  std::string tight;
  for (const char c : json) {
    if (c != ' ' && c != '\n') tight += c;
  }
  EXPECT_THAT(tight, HasSubstr(R"("i":[39,12])"));
  EXPECT_THAT(tight, HasSubstr(R"("o":[19,6])"));
  EXPECT_THAT(tight, HasSubstr(R"("remainder":[1,0])"));
}

TEST_F(Sizes, RowsAndColumnsThatDifferHaveALineEach) {
  const std::string text = does("sizes conv -i 39x12 -k 3 -d 2").out;
  EXPECT_THAT(text, HasSubstr("h: o = floor((i + 2p - k_eff) / s) + 1 = floor((39 + 2*0 - 5) / 1) + 1 = 35"));
  EXPECT_THAT(text, HasSubstr("w: o = floor((i + 2p - k_eff) / s) + 1 = floor((12 + 2*0 - 5) / 1) + 1 = 8"));
}

TEST_F(Sizes, CountsThatNoNumberHoldsSaySo) {
  EXPECT_THAT(does("sizes conv -i 16777216 -k 8388608").out, HasSubstr("im2col over 9223372036854775807\n"));
}

TEST_F(Sizes, RefusesSizesThatAreNone) {
  refuses("sizes conv -k 3", "The size of the input needs -i, such as -i 5 or -i 39x12.");
  refuses("sizes conv -i 5", "The size of the kernel needs -k");
  refuses("sizes conv -i 0 -k 3", "i must be at least 1, not 0.");
  refuses("sizes conv -i -5 -k 3", "i must be at least 1, not -5.");
  refuses("sizes conv -i 5 -k 3 -s 0", "s must be at least 1, not 0.");
  refuses("sizes conv -i 5 -k 3 -d 0", "d must be at least 1, not 0.");
  refuses("sizes conv -i 5.5 -k 3", "-i must be a whole number, or two such as 5x3, not \"5.5\".");
  refuses("sizes conv -i five -k 3", "not \"five\".");
  refuses("sizes conv -i 5x -k 3", "not \"5x\".");
  refuses("sizes conv -i 5x5x5x5 -k 3", "not \"5x5x5x5\".");
  refuses("sizes conv -i 1000000000000 -k 3", "i = 1000000000000 is too large: at most 16777216 is possible here.");
  refuses("sizes conv -i 99999999999999999999 -k 3", "-i = 99999999999999999999 is too large");
  refuses("sizes conv -i 5 -k 3 -p 1000000000000", "p = 1000000000000 is too large");
  refuses("sizes conv -i 4 -k 3 -d 2", "k_eff = 5 is larger than the padded input 4");
  refuses("sizes convolve -i 4 -k 3",
          "There is no operator named \"convolve\"; there are: conv, conv-input-grad, conv-kernel-grad, conv-transpose, ");
}

TEST_F(Sizes, RefusesInChineseToo) {
  const test::Words chinese{"LANG=zh_CN.UTF-8"};
  refuses("sizes convolve -i 4 -k 3", "没有名为“convolve”的算子", chinese);
  refuses("sizes conv -i 4", "卷积核的大小需要 -k，例如 -k 3", chinese);
  refuses("sizes", "命令行有误（OP is required）；`deconvlab sizes --help`", chinese);
  write("ragged.csv", "1,2\n3\n");
  refuses("matrix -i 4 --kernel ragged.csv -o C.npz", "第 2 行有 1 个数，而第一行有 2 个", chinese);
}

TEST_F(Help, IsThereForEverySubcommand) {
  const std::string all = does("--help").out;
  for (const char* name : {"sizes", "matrix", "steps", "apply", "render", "demo", "info", "scenes"}) {
    EXPECT_THAT(all, HasSubstr(std::string("\n  ") + name + " "));
    const std::string own = does(std::string(name) + " --help").out;
    EXPECT_THAT(own, HasSubstr(std::string("Usage: deconvlab ") + name));
    EXPECT_THAT(own, testing::Not(HasSubstr("TEXT")));
  }
}

TEST_F(Help, SpeaksTheUsersLanguage) {
  const test::Words chinese{"LANG=zh_CN.UTF-8"};
  EXPECT_THAT(does("--help", chinese).out, HasSubstr("把场景画成图片"));
  for (const char* name : {"sizes", "matrix", "steps", "apply", "render", "demo"}) {
    const std::string help = does(std::string(name) + " --help", chinese).out;
    EXPECT_THAT(help, testing::AnyOf(HasSubstr("卷积"), HasSubstr("图片"))) << name;
    EXPECT_THAT(help, testing::Not(HasSubstr("help."))) << name;
  }
  EXPECT_THAT(does("sizes conv -i 5 -k 3 -s 2 -p 1", chinese).out, HasSubstr("转置：i' = 3（插零后 5）"));
  EXPECT_THAT(does("info", chinese).out, HasSubstr("显示器"));
}

TEST_F(Help, IsNamedWhereTheArgumentsAreWrong) {
  refuses("sizes", "OP is required; `deconvlab sizes --help` tells more.");
  refuses("sizes conv -i 4 -k 3 --jsn", "--jsn; `deconvlab sizes --help` tells more.");
  refuses("matrix -i 4 -k 3", "-o is required; `deconvlab matrix --help` tells more.");
  refuses("sizs", "There is no scene or subcommand named \"sizs\"; there are: kernels, convolution, matrix, ");
}

TEST_F(Help, NoDisplayIsOneSentenceThatNamesRender) {
  refuses("", "`deconvlab render`");
  refuses("", "`deconvlab render`", {"LANG=zh_CN.UTF-8"});
  refuses("", "`deconvlab render`", {"WAYLAND_DISPLAY=wayland-0"});
  refuses("", "`deconvlab render`", {"WAYLAND_DISPLAY=wayland-0", "XDG_RUNTIME_DIR=/nonexistent"});
  refuses("", "`deconvlab render`", {"XDG_RUNTIME_DIR=/nonexistent"});
}

TEST_F(Help, OutputThatNobodyTakesIsAnError) {
  const test::Outcome outcome = run("sizes conv -i 5 -k 3", {}, "/dev/full");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, "stdout cannot be written: No space left on device.\n");
}

TEST_F(Help, InfoAndScenesListWhatThereIs) {
  const std::string info = does("info").out;
  for (const char* part : {"version ", "CPU ", "GPU ", "display    none\n", "languages  en, zh, es\n", ".mtx"})
    EXPECT_THAT(info, HasSubstr(part));
  for (const char* name : {"Cairo", "Dear ImGui", "GLFW", "libpng", "oneDNN", "Protocol Buffers", "zlib"})
    EXPECT_THAT(info, testing::ContainsRegex(std::string(name) + " [0-9]+\\.[0-9]+(\\.[0-9]+)?(\\.[0-9]+)?(,|\n)"));
  EXPECT_THAT(does("scenes").out, testing::StartsWith("kernels           Kernels on a picture\nconvolution       Convolution\n"));
  EXPECT_THAT(does("scenes", {"LANG=zh_CN.UTF-8"}).out, HasSubstr("convolution       卷积\n"));
  EXPECT_THAT(does("--version").out, testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_F(Help, TheTitlesOfScenesStandBelowEachOther) {
  std::istringstream lines(does("scenes").out);
  std::size_t column = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t title = line.find_first_not_of(' ', line.find("  "));
    if (column == 0) column = title;
    EXPECT_EQ(title, column) << line;
  }
}

TEST_F(Help, ScenesAreListedAsJsonToo) {
  const std::string json = does("scenes --json").out;
  EXPECT_THAT(json, testing::StartsWith("[\n  {\n    \"id\": \"kernels\",\n    \"chapter\": \"Slide\",\n"));
  EXPECT_THAT(json, HasSubstr("\"id\": \"overlap\",\n    \"chapter\": \"Traps\",\n    \"title\": \"Overlap and checkerboards\",\n"
                              "    \"question\": \"Why does upsampling leave checkerboards?\",\n"
                              "    \"home\": \"deconvlab:overlap?i=4&k=3&s=2&t=15\"\n"));
  EXPECT_EQ(std::ranges::count(json, '{'), std::ranges::count(does("scenes").out, '\n'));
  EXPECT_THAT(does("scenes --json", {"LANG=zh_CN.UTF-8"}).out, HasSubstr("\"chapter\": \"误区\""));
  does("render deconvlab:overlap?i=4&k=3&s=2&t=15 -o home.png --size 640x360");
  does("render overlap -o scene.png --size 640x360");
  EXPECT_EQ(read("home.png"), read("scene.png"));
}

// A category of operators that has no JSON of its own ends the program.
TEST_F(Sizes, OfEveryOperatorAreSaidInBothForms) {
  for (const Operator& op : operator_table()) {
    std::string command = fmt::format("sizes {} -i 6", op.id);
    if (op.takes(Setting::kernel_size)) command += " -k 2";
    if (op.takes(Setting::stride)) command += " -s 2";
    for (const char* form : {"", " --json"}) {
      const test::Outcome said = does(command + form);
      EXPECT_EQ(said.status, 0) << command << form << said.err;
      EXPECT_THAT(said.out, testing::Not(testing::IsEmpty()));
    }
  }
}

// Top, bottom, left, right; F.pad(x, (2, -1, 0, 1)) is PyTorch's.
TEST_F(Sizes, PaddingOfEachSideIsTaken) {
  EXPECT_THAT(does("sizes conv -i 5 -k 3 -s 2 -p 0,1,2,-1").out, HasSubstr("h: o = floor((i + p_begin + p_end - k_eff) / s) + 1"));
  EXPECT_THAT(does("sizes conv -i 5 -k 3 -s 2 -p 0,1,2,-1").out, HasSubstr("floor((5 + 2 + (-1) - 3) / 2) + 1 = 2"));
  refuses("sizes conv -i 5 -k 3 -p 1,2", "four such as 0,1,2,1 (top, bottom, left, right), not \"1,2\"");
  refuses("sizes conv -i 5 -k 3 -p -3", "cuts off all of the 5 cells");
  refuses("sizes crop -i 5 -p -1", "p must be 0 or more, not -1");
  EXPECT_THAT(does("sizes conv -i 8 -k 3 -d 2 --causal").out, HasSubstr("(8 + 4 + 0 - 5)"));
}

}  // namespace
}  // namespace deconvlab
