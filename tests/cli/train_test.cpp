// `train`: a kernel that imitates, a network for a step, and what is refused.
#include <cstdio>
#include <sstream>

#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Train = test::CliTest;

TEST_F(Train, AKernelLearnsToCopy) {
  const auto outcome = does("train imitate nearest -i 16 -k 2 -o k.csv");
  EXPECT_THAT(outcome.out, HasSubstr("nearest: after 2000 steps"));
  std::istringstream rows(read("k.csv"));
  char comma = 0;
  for (int row = 0; row < 2; ++row) {
    double left = 0, right = 0;
    rows >> left >> comma >> right;
    EXPECT_NEAR(left, 1, 1e-4);
    EXPECT_NEAR(right, 1, 1e-4);
  }
}

TEST_F(Train, NoKernelUnpools) {
  const auto outcome = does("train imitate unpool -i 16 -k 2 -o k.npy");
  double reached = 0, floor = 0;
  ASSERT_EQ(
      std::sscanf(outcome.out.c_str(), "unpool: after 2000 steps the loss came down to %lf; no kernel gets below %lf.", &reached, &floor),
      2)
      << outcome.out;
  EXPECT_GT(floor, 0.1);
  EXPECT_GE(reached, 0.999 * floor);
  EXPECT_LE(reached, 1.01 * floor);
}

TEST_F(Train, ARateThatIsTooLargeKeepsTheLastGoodKernel) {
  const auto outcome = run("train imitate nearest -i 16 -k 2 --optimiser sgd --rate 50 -o k.csv");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("the learning rate 50 is too large. What step "));
  EXPECT_TRUE(exists("k.csv"));
}

TEST_F(Train, ANetworkForAStep) {
  const auto outcome = does("train segment --steps 1 --side 32 -o w.npz");
  EXPECT_THAT(outcome.out, HasSubstr("step 1 of 1: loss"));
  EXPECT_THAT(outcome.out, HasSubstr("On 200 scenes that no training has seen:\ndeconvnet"));
  EXPECT_TRUE(exists("w.npz") && exists("w.state.npz"));
  EXPECT_EQ(files().size(), 2u);
}

TEST_F(Train, AFullDiskEndsNothingButSaysSo) {
  std::filesystem::create_symlink("/dev/full", at("w.npz"));
  const auto outcome = run("train segment --steps 1 --side 32 -o w.npz");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("No space left on device. Training goes on.\n"));
  EXPECT_THAT(outcome.out, HasSubstr("step 1 of 1"));
  EXPECT_TRUE(exists("w.state.npz"));
}

TEST_F(Train, RefusesWithTheNumbers) {
  refuses("train segment", "train segment needs -o.");
  refuses("train segment -o w.txt", "w.txt: the extension \".txt\" is not one of .npz.");
  refuses("train segment -o none/w.npz", "none/w.npz cannot be written: No such file or directory.");
  refuses("train segment --side 100 -o w.npz", "--side must be a multiple of 32, not 100.");
  refuses("train segment --steps 0 -o w.npz", "--steps");
  refuses("train segment --rate 0 -o w.npz", "The learning rate must be a number above 0, not 0.");
  refuses("train segment --rate fast -o w.npz", "fast");
  refuses("train segment --resume none.npz -o w.npz", "none.npz cannot be read");
  does("apply conv --input ones -i 3 -k 3 -o small.npz --device cpu");
  refuses("train segment --resume small.npz -o w.npz", "it has no plan, so it is of another network");
  refuses("train segment --judge small.npz", "small.npz is not a usable .npz file: it has no encoder.0.weight");
  refuses("train imitate cubic -o k.csv", "\"cubic\"");
  refuses("train imitate nearest --steps -1 -o k.csv", "--steps must be at least 1, not -1.");
  refuses("train imitate nearest --steps 3000000 -o k.csv", "--steps = 3000000 is too large: at most 2796202 is");
  refuses("train imitate nearest --optimiser newton -o k.csv", "newton");
  refuses("train", "subcommand");
}

}  // namespace
}  // namespace deconvlab
