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

TEST_F(Pool, SwitchesAloneAreWholeNumbersInEveryFormat) {
  const std::string pool = "apply max-pool-switches --input counting -i 4 -k 2 -s 2 --device cpu -o ";
  does(pool + "at.csv");
  EXPECT_EQ(read("at.csv"), "5,7\n13,15\n");
  does(pool + "at.json");
  EXPECT_EQ(read("at.json"), "{\"shape\":[2,2]\n,\"data\":[5,7,13,15]\n}\n");
  does(pool + "at.mtx");
  EXPECT_THAT(read("at.mtx"), HasSubstr("2 2\n5\n13\n7\n15\n"));
  does(pool + "at.tex");
  EXPECT_THAT(read("at.tex"), HasSubstr("5 & 7"));
  does(pool + "at.npy");
  EXPECT_THAT(read("at.npy"), HasSubstr("'<i8'"));
  does(pool + "at.npz");
  does(pool + "at.png");
  for (const char* file : {"at.csv", "at.json", "at.npy", "at.npz", "at.png"}) {
    does(std::string("apply max-unpool --input counting -i 2 -k 2 -s 2 --device cpu -o u.csv --indices ") + file);
    EXPECT_EQ(read("u.csv"), "0,0,0,0\n0,0,0,1\n0,0,0,0\n0,2,0,3\n") << file;
  }
}

// 2^24 + 1 and + 3 are no floats. The last eight cells of the plane are from 2^24 on; 1 is 00 00 80 3f.
TEST_F(Pool, NamesCellsBeyondWhatFloatsCount) {
  write("far.csv", "16777217,16777219\n");
  warns("apply max-unpool --input counting -i 1x2 -k 1 -s 2x8388611 --output 2x8388612 --indices far.csv -o u.npy --device cpu",
        "switches outside their own windows: 2");
  const std::string bytes = read("u.npy");
  ASSERT_EQ(bytes.size(), 128u + 4u * 16777224u);
  EXPECT_EQ(bytes.substr(128 + 4 * 16777216), std::string(14, '\0') + "\x80?" + std::string(16, '\0'));
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
  refuses(unpool + " --indices far.csv", "far.csv cannot be read: the switches have the shape 1x1x4x10, but 1x1x2x2 is needed.");
  refuses("apply max-unpool --input counting -i 4x10 -k 1 --output 4x10 --indices far.csv -o u.csv --device cpu --exclude-pad",
          "max-unpool takes no --exclude-pad.");
  warns(unpool + " --indices near.csv", "near.csv: switches outside their own windows: 2; the first is number 1 with the value 1.");
  refuses("apply max-unpool --input counting -i 1x2 -k 1 --indices half.csv -o u.csv --device cpu", "half.csv");
  does("apply upsample-bilinear --input counting -i 1x2 --output 1x3 --align-corners -o half.csv --device cpu");
  refuses("apply max-unpool --input counting -i 1x3 -k 1 --indices half.csv -o u.csv --device cpu", "switch number 1 is 0.5");
  write("large.json", R"({"shape":[2,2],"data":[0,1,2,1099511627777]})");
  refuses(unpool + " --indices large.json", "switch number 3 is 1099511627777");
  write("large.csv", "0,18446744073709551615\n2,3\n");
  refuses(unpool + " --indices large.csv", "switch number 1 is 18446744073709551615");
  write("below.csv", "0,1\n-1,3\n");
  refuses(unpool + " --indices below.csv", "switch number 2 is -1");
  write("part.json", R"({"shape":[2,2],"data":[0,1.5,2,3]})");
  refuses(unpool + " --indices part.json", "switch number 1 is 1.5");
  write("none.csv", "0,nan\n2,3\n");
  refuses(unpool + " --indices none.csv", "switch number 1 is nan");
  refuses(unpool + " --indices near.csv --output 6", "the output sizes that would do are 3 to 5");
  refuses("matrix max-pool -i 4 -k 2 -o m.csv", "max-pool needs --input.");
  refuses("apply max-pool --input counting -i 5 -k 3 -p 3 -o y.csv",
          "p = 3 (h) is too large for windows that span 3: with at most 2 none lies on the padding alone.");
  refuses("apply max-pool --input counting -i 5 -k 3 --indices i.csv -o y.csv", "is not one of .npy");
  refuses("apply upsample-nearest --input counting -i 2 -s 2 -k 3 -o y.csv", "upsample-nearest takes no -k.");
}

// ONNX has such layers; what PyTorch says to them stands beside every result.
TEST_F(Pool, PadsOverHalfAWindowAndSaysThatPyTorchDoesNot) {
  constexpr std::string_view kNote = "p = 2 (w) is more than half of k = 3, which PyTorch refuses: there p is at most 1.\n";
  const std::string sizes = " -i 1x3 -k 1x3 -p 0x2";
  warns("apply max-pool --input [[1,2,3]]" + sizes + " -o y.csv --device cpu", kNote);
  EXPECT_EQ(read("y.csv"), "1,2,3,3,3\n");
  warns("apply avg-pool --input [[3,6,9]] -k 1x3 -p 0x2 --exclude-pad -o y.csv --device cpu", kNote);
  EXPECT_EQ(read("y.csv"), "3,4.5,6,7.5,9\n");
  warns("matrix max-pool --input [[1,2,3]]" + sizes + " -o m.csv", kNote);
  EXPECT_EQ(read("m.csv"), "1,0,0\n0,1,0\n0,0,1\n0,0,1\n0,0,1\n");
  warns("steps max-pool --input counting" + sizes + " -o steps.csv", kNote);
  EXPECT_THAT(run("sizes max-pool" + sizes).out, HasSubstr(kNote));
  EXPECT_THAT(run("sizes max-unpool -i 1x5 -k 1x3 -p 0x2").out, HasSubstr(kNote));
  EXPECT_THAT(run("sizes max-pool -i 3 -k 3 -p 1").out, testing::Not(HasSubstr("PyTorch")));
  EXPECT_THAT(run("sizes conv -i 3 -k 3 -p 2").out, testing::Not(HasSubstr("PyTorch")));
}

}  // namespace
}  // namespace deconvlab
