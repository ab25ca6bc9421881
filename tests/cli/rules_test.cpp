// SAME of pooling, resizing by a factor and by rules for places, and the ways to number switches: small cases by hand, and what is refused.
#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Rules = test::CliTest;

TEST_F(Rules, PoolingHasSame) {
  const std::string of = "--input counting -i 1x5 -k 1x2 -s 1x2 -o y.csv --device cpu ";
  does("apply max-pool --same " + of);
  EXPECT_EQ(read("y.csv"), "1,3,4\n");
  does("apply max-pool --same-lower " + of);
  EXPECT_EQ(read("y.csv"), "0,2,4\n");
  does("apply max-pool --valid " + of);
  EXPECT_EQ(read("y.csv"), "1,3\n");
  does("apply avg-pool --same " + of);
  EXPECT_EQ(read("y.csv"), "0.5,2.5,4\n");
  does("apply avg-pool --same --count-include-pad " + of);
  EXPECT_EQ(read("y.csv"), "0.5,2.5,2\n");
  does("matrix avg-pool --same-lower -i 1x3 -k 1x2 -s 1x2 -o m.csv");
  EXPECT_EQ(read("m.csv"), "1,0,0\n0,0.5,0.5\n");
}

TEST_F(Rules, SameComesBackToEachSideThatPoolsToIt) {
  const std::string window = " --same -k 2 -s 2 --indices at.npy --device cpu ";
  does("apply max-pool --input counting -i 5 -o y.csv" + window);
  does("apply max-unpool --input y.csv --output 5 -o u.csv" + window);
  EXPECT_EQ(read("u.csv"), "0,0,0,0,0\n0,6,0,8,9\n0,0,0,0,0\n0,16,0,18,19\n0,21,0,23,24\n");
  refuses("apply max-unpool --input y.csv --output 7 -o u.csv" + window, "the output sizes that would do are 5 to 6");
}

// ONNX's node case test_maxunpool_export_with_output_shape: cells are counted in the 4 x 4 that come without a size.
TEST_F(Rules, UnpoolingCountsTheDefaultPlaneWhereSaid) {
  write("x.csv", "1,2\n3,4\n");
  write("at.csv", "5,7\n13,15\n");
  const std::string unpool = " max-unpool -k 2 -s 2 --indices at.csv --indices-as onnx-default-plane ";
  does("apply" + unpool + "--input x.csv --output 5 -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "0,0,0,0,0\n0,1,0,2,0\n0,0,0,0,0\n0,3,0,4,0\n0,0,0,0,0\n");
  does("apply" + unpool + "--input x.csv -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "0,0,0,0\n0,1,0,2\n0,0,0,0\n0,3,0,4\n");
  does("matrix" + unpool + "-i 2 --output 5 -o m.mtx");
  EXPECT_EQ(read("m.mtx"), "%%MatrixMarket matrix coordinate real general\n25 4 4\n7 1 1\n9 2 1\n17 3 1\n19 4 1\n");
  does("apply max-pool --input counting -i 5 -k 2 -s 2 --indices w.npy --indices-as onnx-default-plane -o y.csv --device cpu");
  does("apply max-unpool --input y.csv -k 2 -s 2 --output 5 --indices w.npy --indices-as onnx-default-plane -o u.csv --device cpu");
  EXPECT_EQ(read("u.csv"), "0,0,0,0,0\n0,6,0,8,0\n0,0,0,0,0\n0,16,0,18,0\n0,0,0,0,0\n");
  refuses(
      "apply" + unpool + "--input x.csv --output 3 -o y.csv",
      "at.csv cannot be read: switch number 1 is 7, which is row 1, column 3 of 4x4, the size that comes without --output, and not within "
      "the 3x3 asked for.");
  write("at.csv", "5,7\n13,16\n");
  refuses("apply" + unpool + "--input x.csv --output 5 -o y.csv", "at.csv cannot be read: switch number 3 is 16, and a switch is");
  const std::string help = does("apply --help").out;
  for (const char* name : {"pytorch: within", "onnx: from", "onnx-column: as", "onnx-default-plane: as", "tensorflow: within"})
    EXPECT_THAT(help, HasSubstr(name));
}

TEST_F(Rules, ConvolutionsHaveSameLower) {
  does("apply conv --same-lower --input counting -i 1x4 --kernel ones -k 1x2 -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "0,1,3,5\n");
  does("apply conv --same --input counting -i 1x4 --kernel ones -k 1x2 -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "1,3,5,3\n");
}

TEST_F(Rules, ResizesByAFactor) {
  const std::string to = " --input counting -i 1x5 -o y.csv --device cpu";
  does("apply upsample-nearest --scale 1x1.5" + to);
  EXPECT_EQ(read("y.csv"), "0,0,1,2,2,3,4\n");
  does("apply upsample-nearest --scale 1x1.5 --coordinates half-pixel" + to);
  EXPECT_EQ(read("y.csv"), "0,1,1,2,3,3,4\n");
  does("apply upsample-nearest --output 1x8 --coordinates asymmetric --rounding ceil" + to);
  EXPECT_EQ(read("y.csv"), "0,1,2,2,3,4,4,4\n");
  does("apply upsample-bilinear --output 1x10 --coordinates asymmetric" + to);
  EXPECT_EQ(read("y.csv"), "0,0.5,1,1.5,2,2.5,3,3.5,4,4\n");
  does("apply upsample-nearest --output 1x9 --align-corners" + to);
  EXPECT_EQ(read("y.csv"), "0,1,1,2,2,3,3,4,4\n");
  does("matrix upsample-bilinear -i 1x2 --scale 1x1.5 -o m.csv");
  EXPECT_EQ(read("m.csv"), "1,0\n0.5,0.5\n0,1\n");
}

TEST_F(Rules, AFactorIsNotItsSize) {
  const auto starts = [&](const std::string& how, const std::string& start) {
    does("apply upsample-bilinear --input counting -i 1x5 -o y.csv --device cpu " + how);
    EXPECT_THAT(read("y.csv"), testing::StartsWith(start));
  };
  starts("--scale 1x1.5", "0,0.5,1.16666");
  starts("--output 1x7", "0,0.571428");
}

TEST_F(Rules, SizesSayWhatTheRulesMake) {
  const std::string lower = does("sizes max-pool -i 5 -k 2 -s 2 --same-lower").out;
  EXPECT_THAT(lower, HasSubstr("h, w: o = ceil(i / s) = ceil(5 / 2) = 3\n"));
  EXPECT_THAT(lower, HasSubstr("max((3 - 1)*2 + 2 - 5, 0) = 1 + 0\n"));
  EXPECT_THAT(does("sizes max-unpool -i 3 -k 2 -s 2 --same").out,
              HasSubstr("h, w: o = s i = 2*3 = 6   (with --output 5 to 6 are possible; here 6)\n"));
  EXPECT_THAT(does("sizes upsample-bilinear -i 5 --scale 1.5").out, HasSubstr("h, w: 5 -> 7   (f = 3/2)\n"));
  EXPECT_THAT(does("sizes conv -i 5 -k 2 -s 2 --same-lower --json").out, HasSubstr("\"padding\": \"same-lower\""));
  const std::string corners = does("sizes upsample-bilinear -i 5 --scale 1.5 --align-corners").out;  // corners lie where the sides say
  EXPECT_THAT(corners, testing::StartsWith("h, w: 5 -> 7\n"));
  EXPECT_THAT(does("sizes upsample-bilinear -i 5 --scale 1.5 --align-corners --json").out, testing::Not(HasSubstr("scale")));
  does("steps upsample-nearest -i 2 --scale 1.5x2 -o s.json");
  EXPECT_THAT(read("s.json"), HasSubstr(R"("i":[2,2],"o":[3,4],"scale":[1.5,2.0])"));
}

TEST_F(Rules, StepsFollowTheRules) {
  does("steps upsample-nearest --input counting -i 1x3 --scale 1x1.5 --rounding ceil -o s.csv");
  EXPECT_THAT(read("s.csv"), HasSubstr("1,0,1,0,0,0,1,0,1,1,1,1,1\n"));
}

// Windows of 2 x 2 over two items of two channels of 2 x 4 cells: the largest are the last of each window, (1,1) and (1,3).
TEST_F(Rules, NumbersSwitchesAsEveryFramework) {
  write("x.json", R"({"shape": [2, 2, 2, 4], "data": [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7,)"
                  R"( 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7]})");
  const std::pair<const char*, const char*> numbers[] = {{"pytorch", "[5,7,5,7,5,7,5,7]"},
                                                         {"onnx", "[5,7,13,15,21,23,29,31]"},
                                                         {"onnx-column", "[3,7,11,15,19,23,27,31]"},
                                                         {"tensorflow", "[10,14,11,15,10,14,11,15]"},
                                                         {"tensorflow-batch", "[10,14,11,15,26,30,27,31]"}};
  does("apply max-pool --input x.json -k 2 -s 2 --indices at.npy -o y.npy --device cpu");
  does("apply max-unpool --input y.npy -k 2 -s 2 --indices at.npy -o u.json --device cpu");
  const std::string unpooled = read("u.json");
  for (const auto& [as, wanted] : numbers) {
    const std::string how = std::string(" -k 2 -s 2 --indices-as ") + as + " --device cpu ";
    does("apply max-pool --input x.json --indices at.npy -o y.npy" + how);
    does("apply max-unpool --input y.npy --indices at.npy -o u.json" + how);
    EXPECT_EQ(read("u.json"), unpooled) << as;
    does("apply max-pool-switches --input x.json -o at.json" + how);
    std::string text = read("at.json");
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    EXPECT_THAT(text, HasSubstr(wanted)) << as;
  }
}

TEST_F(Rules, MatricesAndStepsReadNumbersToo) {
  does("apply max-pool --input counting -i 2x4 -k 2 -s 2 --indices at.npy --indices-as onnx-column -o y.csv --device cpu");
  does("matrix max-unpool --indices at.npy --indices-as onnx-column -i 1x2 -k 2 -s 2 --transpose -o m.csv");
  EXPECT_EQ(read("m.csv"), "0,0,0,0,0,1,0,0\n0,0,0,0,0,0,0,1\n");
  does("steps max-unpool --indices at.npy --indices-as onnx-column --input y.csv -k 2 -s 2 -o s.csv");
  EXPECT_THAT(read("s.csv"), HasSubstr("\n5,1,1,"));
}

TEST_F(Rules, RefusesNumbersOfOtherPlanes) {
  write("y.json", R"({"shape": [2, 1, 1], "data": [1, 2]})");
  write("at.json", R"({"shape": [2, 1, 1], "data": [3, 3]})");
  write("far.json", R"({"shape": [2, 1, 1], "data": [3, 8]})");
  const std::string unpool = "apply max-unpool --input y.json -k 2 -s 2 -o u.npy --device cpu --indices ";
  does(unpool + "at.json");
  refuses(unpool + "at.json --indices-as onnx",
          "switch number 1 is 3: it stands in channel 1 of item 0 and names a cell of channel 0 of item 0");
  refuses(unpool + "far.json --indices-as onnx", "a whole number from 0 to 7");
  refuses(unpool + "at.json --indices-as caffe",
          "There is no way to number cells named \"caffe\"; there are: pytorch, onnx, onnx-column, onnx-default-plane, tensorflow, "
          "tensorflow-batch.");
  refuses("apply max-pool --input counting -i 4 -k 2 --indices-as onnx -o y.csv", "max-pool takes no --indices-as.");
  refuses("apply conv --input counting -i 4 -k 2 --indices-as onnx -o y.csv", "conv takes no --indices-as.");
  refuses("matrix -i 4 -k 2 --indices-as onnx -o y.csv", "conv takes no --indices-as.");
  refuses("matrix max-pool --input counting -i 4 -k 2 --indices-as onnx -o y.csv", "max-pool takes no --indices-as.");
  refuses("steps conv -i 4 -k 2 --indices-as onnx -o y.csv", "conv takes no --indices-as.");
}

TEST_F(Rules, RefusesWhatSaysNothingOrTwice) {
  const std::string up = "apply upsample-nearest --input counting -i 3 -o y.csv ";
  refuses(up + "--scale 0", "--scale must be a number above 0, or two such as 1.5x2, not \"0\".");
  refuses(up + "--scale 2x", "not \"2x\".");
  refuses(up + "--scale -1", "not \"-1\".");
  refuses(up + "--scale nan", "not \"nan\".");
  refuses(up + "--scale inf", "--scale = inf is too large");
  refuses(up + "--scale 0.3", "o must be at least 1, not 0.");
  refuses(up + "--scale 2 -s 2", "--scale and -s exclude each other");
  refuses(up + "--scale 2 --output 6", "--scale and --output exclude each other");
  refuses(up + "--align-corners --coordinates asymmetric", "--align-corners and --coordinates exclude each other");
  refuses(up + "--coordinates corners",
          "There is no rule for coordinates named \"corners\"; there are: half-pixel, align-corners, asymmetric");
  refuses(up + "--same", "upsample-nearest takes no --same.");
  refuses("apply upsample-bilinear --input counting -i 3 --rounding floor -o y.csv", "upsample-bilinear takes no --rounding.");
  refuses("apply conv --input counting -i 3 -k 1 --scale 2 -o y.csv", "conv takes no --scale.");
  refuses("apply max-pool --input counting -i 3 -k 2 --coordinates asymmetric -o y.csv", "max-pool takes no --coordinates.");
  refuses("apply max-pool --input counting -i 3 -k 2 --same -p 1 -o y.csv", "--same and -p exclude each other");
  refuses("apply max-pool --input counting -i 3 -k 2 --same-lower --ceil-mode -o y.csv", "--same-lower and --ceil-mode exclude each other");
  refuses("apply max-pool --input counting -i 3 -k 2 --same-lower --same -o y.csv", "--same");
}

}  // namespace
}  // namespace deconvlab
