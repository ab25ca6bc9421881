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

TEST_F(Rules, StepsFollowTheRules) {
  does("steps upsample-nearest --input counting -i 1x3 --scale 1x1.5 --rounding ceil -o s.csv");
  EXPECT_THAT(read("s.csv"), HasSubstr("1,0,1,0,0,0,1,0,1,1,1,1,1\n"));
}

TEST_F(Rules, RefusesWhatSaysNothingOrTwice) {
  const std::string up = "apply upsample-nearest --input counting -i 3 -o y.csv ";
  refuses(up + "--scale 0", "--scale must be a number above 0, or two such as 1.5x2, not \"0\".");
  refuses(up + "--scale 2x", "not \"2x\".");
  refuses(up + "--scale -1", "not \"-1\".");
  refuses(up + "--scale nan", "not \"nan\".");
  refuses(up + "--scale inf", "--scale = inf is too large");
  refuses(up + "--scale 0.3", "o must be at least 1, not 0.");
  refuses(up + "--scale 2 -s 2", "--scale takes no -s.");
  refuses(up + "--scale 2 --output 6", "--scale takes no --output.");
  refuses(up + "--align-corners --coordinates asymmetric", "--align-corners takes no --coordinates.");
  refuses(up + "--coordinates corners", "There is no rule for coordinates named \"corners\"; there are: half-pixel, align-corners, asymmetric");
  refuses(up + "--same", "upsample-nearest takes no --same.");
  refuses("apply upsample-bilinear --input counting -i 3 --rounding floor -o y.csv", "upsample-bilinear takes no --rounding.");
  refuses("apply conv --input counting -i 3 -k 1 --scale 2 -o y.csv", "conv takes no --scale.");
  refuses("apply max-pool --input counting -i 3 -k 2 --coordinates asymmetric -o y.csv", "max-pool takes no --coordinates.");
  refuses("apply max-pool --input counting -i 3 -k 2 --same -p 1 -o y.csv", "--same takes no -p.");
  refuses("apply max-pool --input counting -i 3 -k 2 --same-lower --ceil-mode -o y.csv", "--same-lower takes no --ceil-mode.");
  refuses("apply max-pool --input counting -i 3 -k 2 --same-lower --same -o y.csv", "--same");
  refuses("render unpool --scale 2 -o y.png", "--scale");
}

}  // namespace
}  // namespace deconvlab
