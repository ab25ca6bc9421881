// `sizes` and `apply` along one axis and three.
#include <fmt/format.h>

#include <sstream>

#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Space = test::CliTest;

TEST_F(Space, LayersGiveWhatNumPyGives) {
  ASSERT_EQ(python("space.py", "make").status, 0);
  std::istringstream commands(read("commands.txt"));
  std::string names = "at3 at1";
  int count = 2;
  for (std::string name, arguments; commands >> name && std::getline(commands, arguments); ++count) {
    does(fmt::format("apply{} -o {}.npy", arguments, name));
    names += " " + name;
    if (!name.ends_with("1")) continue;  // the GPU has a column as well
    does(fmt::format("apply{} --device gpu -o {}.gpu.npy", arguments, name));
    names += fmt::format(" {}.gpu", name);
    ++count;
  }
  const test::Outcome checked = python("space.py", "check " + names);
  EXPECT_EQ(checked.out, fmt::format("{} results agree\n", count)) << checked.err;
  EXPECT_GE(count, 15);
}

// 1, 2, 3 / 4, 5, 6 as two channels of three cells; every format has one axis.
TEST_F(Space, OneAxisIsAnArrayAsAnyOther) {
  write("x.csv", "1,2,3\n4,5,6\n");
  does("apply conv --dims 1 --input x.csv --kernel 1,10 -o y.csv");
  EXPECT_EQ(read("y.csv"), "21,32\n54,65\n");
  does("apply max-pool --dims 1 --input [1,5,2,4] -k 2 -s 2 -o y.json --indices at.npy");
  EXPECT_EQ(read("y.json"), "{\"shape\":[2]\n,\"data\":[5,4]\n}\n");
  EXPECT_THAT(does("apply conv --dims 1 --input digits -i 5 -k 3 -o y.npy").out, HasSubstr(": conv gave 3 in "));
  EXPECT_THAT(does("apply conv --input counting -i 2x3x4 -k 2 -o y.npy").out, HasSubstr("CPU, "));
}

TEST_F(Space, SizesAreSaidAlongEachAxis) {
  const std::string three = does("sizes conv -i 32x16x16 -k 3 -s 2x1x1").out;
  EXPECT_THAT(three, HasSubstr("d: o = floor((i + 2p - k_eff) / s) + 1 = floor((32 + 2*0 - 3) / 2) + 1 = 15"));
  EXPECT_THAT(three, HasSubstr("\nh, w: o = floor((i + 2p - k_eff) / s) + 1 = floor((16 + 2*0 - 3) / 1) + 1 = 14"));
  EXPECT_THAT(three, HasSubstr("C: 2940 x 8192, 79380 nonzeros"));  // 15 14 14; 32 16 16; 27 of each row
  const std::string one = does("sizes conv-transpose --dims 1 -i 4 -k 4 -s 2 -p 1,2").out;
  EXPECT_THAT(one, testing::StartsWith("l: o' = s (i' - 1) + a + k_eff - p_begin - p_end = 2*(4 - 1) + 0 + 4 - 1 - 2 = 7"));
  EXPECT_THAT(one, HasSubstr("Ct: 7 x 4, 13 nonzeros"));
  const auto flat = [](std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  EXPECT_THAT(flat(does("sizes max-pool -i 4x6x8 -k 2x3x4 -s 2 --json").out),
              HasSubstr("\"i\":[4,6,8],\"o\":[2,2,3],\"k\":[2,3,4],\"s\":[2,2,2]"));
  EXPECT_THAT(flat(does("sizes conv --dims 1 -i 16 -k 3 --json").out),
              HasSubstr("\"matrix\":{\"rows\":14,\"columns\":16,\"nonzeros\":42}"));
  EXPECT_EQ(does("sizes conv -i 5x6 -k 3 --dims 2").out, does("sizes conv -i 5x6 -k 3").out);
}

TEST_F(Space, WhatDoesNotFitItsAxesIsSaid) {
  refuses("sizes conv -i 8x8x8 -k 3x3", "-k 3x3 has 2 numbers, but one or 3 are needed here");
  refuses("sizes conv --dims 1 -i 8x8 -k 3", "-i 8x8 has 2 numbers, but one is needed here");
  refuses("sizes conv -i 8x8x8 -k 3 -p 1,2", "-p 1,2 has 2 numbers, but 6 are needed: both ends along every axis");
  refuses("sizes conv -i 4x8x8 -k 5", "k_eff = 5 is larger than the padded input 4 along d");
  refuses("sizes conv --dims 1 -i 4 -k 5", "along l (k = 5");
  refuses("sizes conv --dims 4 -i 4 -k 5", "--dims = 4 is too large: at most 3 is possible here.");
  refuses("sizes conv --dims 0 -i 4 -k 5", "--dims must be at least 1, not 0.");
  refuses("sizes conv -i 8x8xq -k 5", "-i must be a whole number, not \"q\".");
}

TEST_F(Space, ApplyRefusesWhatOneOrThreeAxesHaveNot) {
  ASSERT_EQ(python("space.py", "make").status, 0);
  const std::string conv3 = "apply conv --input x3.npy --kernel w3.npy --groups 2 -o y.npy ";
  refuses(conv3 + "--device gpu", "--device gpu cannot compute conv --dims 3; use --device cpu.");
  refuses(conv3 + "--layout nhwc", "conv --dims 3 takes no --layout.");
  refuses(conv3 + "--bias 1,2", "--bias has 2 values, but one for each of 6 output channels is needed");
  refuses("apply upsample-nearest --input x3.npy -s 2 -o y.npy", "upsample-nearest takes no --dims 3.");
  refuses("apply conv --input x3.npy --kernel w3.npy -o y.npy", "The shape of the kernel is 6x2x2x3x2, but 6x4x2x3x2 is needed.");
  refuses("apply conv --input x3.npy --kernel w3.npy --groups 3 -o y.npy", "The input (4 channels) cannot be shared out to 3 groups");
  refuses("apply conv --input x3.npy --kernel w3.npy --groups 2 -o y.csv", "y.csv: the extension \".csv\" is not one of .npy.");
  refuses("apply conv --input x3.npy -i 4x5x4 -k 2 -o y.npy", "The shape of the input is 2x4x4x5x3, but 2x4x4x5x4 is needed.");
  refuses("apply conv --dims 1 --input x3.npy -k 2 -o y.npy", "5 dimensions, not 1 to 4");
  refuses("apply conv --dims 1 --input channels.npy -k 2 -o y.npy",
          "channels.npy cannot be read: its shape 2x3x4x4 has 4 sides, but 1 to 3 are possible: items, channels and 1 of space.");
  refuses("apply conv --input counting -i 3x3x3 -k 2 --kernel sobel-x -o y.npy",
          "There is no kernel named \"sobel-x\"; there are: counting, ones, random, uniform.");
  refuses("apply conv --input x3.npy -k 2 -p 16777216 -o y.npy", "The number of cells = ");
  refuses("apply max-pool --input x3.npy -k 2 --kernel w3.npy -o y.npy", "max-pool takes no --kernel.");
  refuses("apply conv --input x3.npy --kernel w3.npy --groups 2 -o x3.npy", "x3.npy cannot be written");
}

}  // namespace
}  // namespace deconvlab
