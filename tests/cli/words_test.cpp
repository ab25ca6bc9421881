// What `sizes` and `steps` say: equations that are true, an operator's own settings, one rule for what is no number.
#include <regex>

#include "cli_test.h"
#include "tests/equations.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using testing::Not;
using Said = test::CliTest;

const test::Words kChinese{"LANG=zh_CN.UTF-8"};

// Settings of every operator, given and by every rule, of unlike axes, with and without a remainder.
constexpr const char* kSizes[] = {
    "conv -i 5 -k 3 -s 2 -p 1",
    "conv -i 6x7 -k 3x2 -s 2x3 -p 1x0 -d 2x1",
    "conv -i 6 -k 3 -s 2 --same",
    "conv -i 5 -k 4 --same",
    "conv -i 7 -k 2 -s 3 --valid",
    "conv -i 2x1 -k 2x1",
    "conv-input-grad -i 6 -k 3 -s 2 --same",
    "conv-kernel-grad -i 6 -k 3 -s 2",
    "conv-transpose -i 3 -k 3 -s 2 -p 1 -a 1",
    "conv-transpose -i 3x2 -k 4x1 -s 2 -p 4x0 -d 2 -a 1x0",
    "conv-transpose -i 3 -k 3 -s 2 --same",
    "conv-transpose -i 3 -k 4 -s 2 --same --output 5x6",
    "conv-transpose -i 3 -k 1 -s 2 --valid",
    "conv-transpose-input-grad -i 3 -k 3 -s 2",
    "zero-insert -i 3 -s 2",
    "zero-insert -i 3x1 -s 2x3 -a 1x2",
    "crop -i 6 -p 1",
    "crop -i 10x7 -p 2x1 --output 5x6",
    "max-pool -i 5 -k 2 -s 2",
    "max-pool -i 5 -k 2 -s 2 --ceil-mode",
    "max-pool -i 6 -k 3 -s 2 -p 1 --ceil-mode",
    "max-pool -i 3x5 -k 2 -s 2 -p 1 --ceil-mode",
    "max-pool-switches -i 6x7 -k 3x2 -s 2x1 -p 1x0 -d 2x1",
    "avg-pool -i 6 -k 3 -s 2 -p 1 --exclude-pad --ceil-mode",
    "max-unpool -i 3 -k 2 -s 2",
    "max-unpool -i 3x2 -k 3 -s 2 -p 1 --output 5x4",
    "max-unpool -i 3 -k 1",
    "upsample-nearest -i 3 -s 2",
    "upsample-bilinear -i 3x4 --output 5x9 --align-corners",
    "upsample-bilinear -i 1 -s 1",
};

TEST_F(Said, SizesOfEveryOperatorHoldWithTheirNumbers) {
  int compared = 0;
  for (const char* sizes : kSizes) {
    for (const test::Words& language : {test::Words{}, kChinese}) {
      const test::Equations equations(does(std::string("sizes ") + sizes, language).out);
      EXPECT_THAT(equations.wrong(), testing::IsEmpty()) << sizes;
      compared += equations.compared();
    }
  }
  EXPECT_GT(compared, 60);
}

TEST_F(Said, SizesHaveFormsThatGoWithTheirNumbers) {
  const std::regex plural(R"((^|[^x0-9.*(] )1 [a-z]+s\b)");
  for (const char* sizes : kSizes) {
    const std::string said = does(std::string("sizes ") + sizes).out;
    EXPECT_FALSE(std::regex_search(said, plural)) << said;
    EXPECT_FALSE(std::regex_search(said, std::regex(R"(\b(\d+) to \1\b)"))) << said;
  }
  EXPECT_THAT(does("sizes max-unpool -i 3 -k 1").out, HasSubstr("with --output only 3 is possible; here 3"));
  EXPECT_THAT(does("sizes upsample-nearest -i 1 -s 1").out, HasSubstr("M: 1 x 1, 1 nonzero\n"));
}

TEST_F(Said, SizesOfSameHaveTheTransposesPaddingAtBothEnds) {
  EXPECT_THAT(does("sizes conv -i 6 -k 3 -s 2 --same").out, HasSubstr("s' = 1, p' = 2 | 1, a = 0, o' = 6\n"));
  EXPECT_THAT(does("sizes conv -i 5 -k 4 --same").out, HasSubstr("p' = 2 | 1, "));
  EXPECT_THAT(does("sizes conv -i 224 -k 7 -s 2 --same").out, HasSubstr("p' = 4 | 3, "));
  EXPECT_THAT(does("sizes conv -i 224 -k 7 -s 2 --same", kChinese).out, HasSubstr("p' = 4 | 3，"));
}

TEST_F(Said, SizesOfAnOperatorHaveItsOwnFormula) {
  EXPECT_THAT(does("sizes crop -i 10 -p 4 --output 5").out,
              testing::StartsWith("h, w: o = i - p_begin - p_end = 10 - 4 - 1 = 5\nM: 25 x 100, 25 nonzeros\n"));
  EXPECT_THAT(does("sizes zero-insert -i 3 -s 2 -a 1").out,
              testing::StartsWith("h, w: o = s (i - 1) + 1 + a = 2*(3 - 1) + 1 + 1 = 6\nM: 36 x 9, 9 nonzeros\n"));
  EXPECT_THAT(does("sizes upsample-nearest -i 3 -s 2").out, testing::StartsWith("h, w: o = s i = 2*3 = 6\n"));
  EXPECT_THAT(does("sizes max-pool -i 5 -k 2 -s 2 --ceil-mode").out,
              testing::StartsWith("h, w: o = ceil((i + 2p - k_eff) / s) + 1 = ceil((5 + 2*0 - 2) / 2) + 1 = 3\n"));
  EXPECT_THAT(does("sizes max-pool -i 3 -k 2 -s 2 -p 1 --ceil-mode").out,
              testing::StartsWith("h, w: o = ceil((i + 2p - k_eff) / s) + 1 - 1 = ceil((3 + 2*1 - 2) / 2) + 1 - 1 = 2\n"
                                  "   - 1: one more window would start in the padding at the end\n"));
}

std::string tight(const std::string& json) {
  std::string text;
  for (const char c : json) {
    if (c != ' ' && c != '\n') text += c;
  }
  return text;
}

TEST_F(Said, RecordsHaveAnOperatorsOwnSizesAndSettings) {
  const std::pair<const char*, const char*> expected[] = {
      {"upsample-bilinear -i 2x3 --output 4x7 --align-corners",
       R"({"i":[2,3],"o":[4,7],"align_corners":true,"coordinates":"align-corners"})"},
      {"upsample-nearest -i 2 -s 3", R"({"i":[2,2],"o":[6,6]})"},
      {"max-pool -i 5 -k 2 -s 2 --ceil-mode --input digits",
       R"({"i":[5,5],"o":[3,3],"k":[2,2],"s":[2,2],"p":[0,0],"p_end":[1,1],"d":[1,1],"padding":"given","ceil_mode":true})"},
      {"avg-pool -i 4 -k 2 -s 2 -p 1 --exclude-pad",
       R"({"i":[4,4],"o":[3,3],"k":[2,2],"s":[2,2],"p":[1,1],"p_end":[1,1],"d":[1,1],"padding":"given","ceil_mode":false,"count_include_pad":false})"},
      {"zero-insert -i 3x2 -s 2 -a 1", R"({"i":[3,2],"o":[6,4],"s":[2,2],"a":[1,1]})"},
      {"conv -i 6 -k 3 -s 2 --same",
       R"({"i":[6,6],"k":[3,3],"s":[2,2],"p":[0,0],"p_end":[1,1],"d":[1,1],"o":[3,3],"flip":false,"padding":"same"})"},
  };
  for (const auto& [run, sizes] : expected) {
    does(std::string("steps ") + run + " -o steps.json");
    EXPECT_THAT(tight(read("steps.json")), HasSubstr(std::string("\"sizes\":") + sizes + ",")) << run;
  }
  // The same fields in `sizes` and beside a matrix.
  EXPECT_THAT(tight(does("sizes crop -i 6x5 -p 1 --output 3 --json").out),
              testing::StartsWith(R"({"op":"crop","i":[6,5],"o":[3,3],"p":[1,1],"p_end":[2,1],)"));
  does("matrix upsample-nearest -i 2 -s 3 -o m.json");
  EXPECT_THAT(read("m.json"), HasSubstr(R"("i":[2,2],"o":[6,6])"));
}

// JSON has no such numbers: the same words in records of steps as in arrays.
TEST_F(Said, WhatIsNoNumberIsAWordInEveryJson) {
  write("x.csv", "nan,1\n-inf,inf\n");
  does("apply crop --input x.csv --output 2 -o x.json --device cpu");
  const std::string array = read("x.json");
  for (const char* steps :
       {"conv -k 1 --kernel ones", "conv-transpose -k 1 --kernel ones", "conv-transpose -k 1 --kernel ones --view scatter",
        "conv-transpose -k 1 --kernel ones --view direct", "upsample-nearest -s 2", "max-pool -k 1"}) {
    does(std::string("steps ") + steps + " --input x.csv -o steps.json");
    const std::string record = read("steps.json");
    for (const char* word : {"\"NaN\"", "\"Infinity\"", "\"-Infinity\""}) {
      EXPECT_THAT(array, HasSubstr(word));
      EXPECT_THAT(record, HasSubstr(word)) << steps;
    }
    EXPECT_THAT(record, Not(HasSubstr("null"))) << steps;
  }
}

// 2 x 2 cells, stride 2, a = 1: the last row and column of the stretched input are the output padding's zeros.
TEST_F(Said, StepsTellZerosOfTheOutputPaddingFromInsertedOnes) {
  does("steps conv-transpose -i 2 -k 3 -s 2 -p 1 -a 1 --view direct -o d.csv");
  const std::string csv = read("d.csv");
  EXPECT_THAT(csv, HasSubstr(",3,3,output_padding,"));
  EXPECT_THAT(csv, HasSubstr(",1,1,inserted,"));
}

}  // namespace
}  // namespace deconvlab
