// `apply`, `matrix`, `steps` and `sizes` of pooling, unpooling and upsampling: small cases by hand, and what is refused.
#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Pool = test::CliTest;

TEST_F(Pool, SwitchesGoToAFileAndComeBack) {
  does("apply max-pool --input counting -i 4 -k 2 -s 2 --indices at.npy -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "5,7\n13,15\n");
  EXPECT_THAT(read("at.npy"), HasSubstr("'<i8'"));
  does("apply max-unpool --input y.csv --indices at.npy -k 2 -s 2 -o u.csv --device cpu");
  EXPECT_EQ(read("u.csv"), "0,0,0,0\n0,5,0,7\n0,0,0,0\n0,13,0,15\n");
  does("matrix max-unpool --indices at.npy -i 2 -k 2 -s 2 --transpose -o mt.csv");
  does("matrix max-pool --input counting -i 4 -k 2 -s 2 -o m.csv");
  EXPECT_EQ(read("mt.csv"), read("m.csv"));
}

TEST_F(Pool, TakesPyTorchsOptions) {
  does("apply avg-pool --input ones -i 3 -k 3 -s 2 -p 1 -o y.csv --device cpu --exclude-pad");
  EXPECT_EQ(read("y.csv"), "1,1\n1,1\n");
  does("apply max-pool --input counting -i 3 -k 2 -s 2 --ceil-mode -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "4,5\n7,8\n");
  does("apply upsample-nearest --input counting -i 1x2 -s 1x2 -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "0,0,1,1\n");
  does("apply upsample-bilinear --input counting -i 1x2 --output 1x3 --align-corners -o y.csv --device cpu");
  EXPECT_EQ(read("y.csv"), "0,0.5,1\n");
  does("matrix upsample-bilinear -i 1x2 --output 1x4 -o m.csv");
  EXPECT_EQ(read("m.csv"), "1,0\n0.75,0.25\n0.25,0.75\n0,1\n");
}

TEST_F(Pool, StepsTellWhichValueWon) {
  does("steps max-pool --input counting -i 1x3 -k 1x2 -o s.csv");
  EXPECT_EQ(read("s.csv"),
            "step,output_row,output_col,weight_row,weight_col,input_row,input_col,padding,column,x,w,product,sum\n"
            "0,0,0,0,0,0,0,0,0,0,0,0,0\n0,0,0,0,1,0,1,0,1,1,1,1,1\n"
            "1,0,1,0,0,0,1,0,1,1,0,0,0\n1,0,1,0,1,0,2,0,2,2,1,2,2\n");
}

TEST_F(Pool, SizesSayWhatIsPossible) {
  EXPECT_THAT(does("sizes max-unpool -i 67 -k 2 -s 2").out, HasSubstr("133 to 135"));
  EXPECT_THAT(does("sizes max-pool -i 5 -k 2 -s 2 --ceil-mode").out, HasSubstr("M: 9 x 25, 9 nonzeros"));
  EXPECT_THAT(does("sizes upsample-bilinear -i 4 -s 2").out, HasSubstr("M: 64 x 16, 196 nonzeros"));
}

TEST_F(Pool, RefusesWithTheNumbers) {
  const std::string unpool = "apply max-unpool --input counting -i 2 -k 2 -s 2 -o u.csv --device cpu";
  does("apply conv --input counting -i 4x10 -k 1 -o far.csv --device cpu");
  does("apply crop --input far.csv --output 2 -o near.csv --device cpu");
  refuses(unpool, "max-unpool needs --indices.");
  refuses(unpool + " --indices far.csv", "The switches has shape 1x1x4x10, but 1x1x2x2 is needed.");
  refuses("apply max-unpool --input counting -i 4x10 -k 1 --output 4x10 --indices far.csv -o u.csv --device cpu --exclude-pad",
          "max-unpool takes no --exclude-pad.");
  does(unpool + " --indices near.csv");
  refuses("apply max-unpool --input counting -i 1x2 -k 1 --indices half.csv -o u.csv --device cpu", "half.csv");
  does("apply upsample-bilinear --input counting -i 1x2 --output 1x3 --align-corners -o half.csv --device cpu");
  refuses("apply max-unpool --input counting -i 1x3 -k 1 --indices half.csv -o u.csv --device cpu", "Switch number 1 is 0.5");
  refuses(unpool + " --indices near.csv --output 6", "the output sizes that would do are 3 to 5");
  refuses("matrix max-pool -i 4 -k 2 -o m.csv", "max-pool needs --input.");
  refuses("apply max-pool --input counting -i 5 -k 3 -p 2 -o y.csv", "pooling takes at most half of k, 1");
  refuses("apply max-pool --input counting -i 5 -k 3 --indices i.csv -o y.csv", "is not one of .npy");
  refuses("apply upsample-nearest --input counting -i 2 -s 2 -k 3 -o y.csv", "upsample-nearest takes no -k.");
}

}  // namespace
}  // namespace deconvlab
