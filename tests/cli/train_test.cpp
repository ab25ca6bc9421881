// `train`: a kernel that imitates, a network for a step, and what is refused.
#include <fmt/format.h>

#include <cstdio>
#include <sstream>

#include "cli_test.h"
#include "tests/core/full_disk.h"

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

// Where Ctrl+C stopped it; -1 where it did not.
int stopped_at(const test::Outcome& outcome) {
  int step = -1;
  const auto said = outcome.out.find("Stopped at step ");
  if (said != std::string::npos) std::sscanf(outcome.out.c_str() + said, "Stopped at step %d of 100000. w.npz has the best weights", &step);
  return step;
}

class TrainSegment : public test::CliTest {
 protected:
  // Starts a long training of small scenes and stops it when it has come to `step`; where it stopped.
  int train_to(int step, std::string_view more = "") {
    const auto outcome = interrupted(fmt::format("train segment --side 32 --steps 100000 -o w.npz {}", more), shown(step));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("this goes on: deconvlab train segment --resume w.state.npz -o w.npz\n"));
    first_shown_ = outcome.err.substr(0, outcome.err.find(','));
    return stopped_at(outcome);
  }
  static std::string shown(int step) { return fmt::format("step {} of 100000", step); }
  // The steps that a state has done, where NumPy reads both files.
  std::string steps_done() { return python("weights.py", "check w.npz w.state.npz").out; }

  std::string first_shown_;
};

TEST_F(TrainSegment, CtrlCKeepsTheBestSoFarAndTheStateGoesOn) {
  const int stopped = train_to(2);
  EXPECT_GE(stopped, 2);
  EXPECT_EQ(steps_done(), fmt::format("{}\n", stopped));
  EXPECT_EQ(files().size(), 2u);
  const int again = train_to(stopped + 1, "--resume w.state.npz");
  EXPECT_THAT(first_shown_, HasSubstr(shown(stopped + 1)));
  EXPECT_GT(again, stopped);
  EXPECT_EQ(steps_done(), fmt::format("{}\n", again));
  EXPECT_EQ(files().size(), 2u);
}

TEST_F(TrainSegment, AFullDiskKeepsWhatWasThereAndTrainingGoesOn) {
  const int next = train_to(1) + 1;
  const auto before = files();
  test::Outcome outcome;
  {
    const test::FullDisk full(150'000);
    outcome = run(fmt::format("train segment --resume w.state.npz --steps {} -o w.npz", next));
  }
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("File too large. Training goes on.\n"));
  EXPECT_THAT(outcome.out, HasSubstr(fmt::format("step {0} of {0}: loss", next)));
  EXPECT_EQ(files(), before);
}

TEST_F(TrainSegment, ASmallerRateGoesOnFromTheStateOfOneThatWasTooLarge) {
  const auto outcome = run("train segment --rate 1e6 --steps 9 --side 32 -o w.npz");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err,
              HasSubstr("the learning rate 1e+06 is too large. What step 0 had come to is in w.state.npz; take a smaller rate."));
  EXPECT_EQ(files().size(), 1u);
  EXPECT_GE(train_to(1, "--resume w.state.npz --rate 0.001"), 1);
}

TEST_F(TrainSegment, FilesThatAreNotWholeAreRefused) {
  train_to(1);
  for (const char* name : {"w.npz", "w.state.npz"}) {
    write(std::string("cut-") + name, read(name).substr(0, read(name).size() / 2));
    EXPECT_EQ(python("weights.py", fmt::format("spoil {0} bad-{0}", name)).status, 0);
  }
  refuses("train segment --judge cut-w.npz", "cut-w.npz");
  refuses("train segment --judge bad-w.npz",
          "bad-w.npz is not a usable .npz file: segnet.1.bias has the value nan, and only finite numbers can be used.");
  refuses("train segment --resume cut-w.state.npz -o v.npz", "cut-w.state.npz");
  refuses("train segment --resume bad-w.state.npz -o v.npz", "segnet.1.bias has the value nan, and only finite numbers can be used.");
  refuses("train segment --resume w.npz -o v.npz", "it has no plan, so it is of another network");
}

TEST_F(TrainSegment, ADamagedPlanIsRefusedWithItsNumber) {
  train_to(1);
  for (const char* value : {"0", "-1", "-3", "nan", "inf", "1e20", "0.5"}) {
    for (const char* field : {"groups", "group", "side"}) {
      ASSERT_EQ(python("weights.py", fmt::format("plan w.state.npz bad.npz {} {}", field, value)).status, 0);
      refuses("train segment --resume bad.npz -o v.npz",
              fmt::format("its plan has {} = {}", field, value == std::string_view("1e20") ? "1.0000000200408773e+20" : value));
    }
  }
  refuses("train segment --seed -1 -o v.npz", "--seed must be 0 or more, not -1.");
  refuses("train segment --seed 281474976710656 -o v.npz", "--seed = 281474976710656 is too large: at most 281474976710655");
}

// The lessons on networks take the weights of a file in the place of the program's own.
TEST_F(TrainSegment, ItsWeightsCanBeLookedAt) {
  train_to(1);
  const std::string own = DECONVLAB_TESTS_DIR "/../app/weights/segment.npz";
  for (const std::string command : {"decoder", "project"}) {
    does(command + " objects -o usual.png");
    does(command + " objects --weights " + own + " -o same.png");
    does(command + " objects --weights w.npz -o other.png");
    EXPECT_EQ(read("same.png"), read("usual.png")) << command;
    EXPECT_NE(read("other.png"), read("usual.png")) << command;
    refuses(command + " objects --weights none.npz -o x.png", "none.npz cannot be read");
  }
  does("render project -o usual.png");
  does("--weights w.npz render project -o other.png");
  EXPECT_NE(read("other.png"), read("usual.png"));
  EXPECT_EQ(python("weights.py", "spoil w.npz bad.npz").status, 0);
  refuses("project objects --weights bad.npz -o x.png", "bad.npz is not a usable .npz file: segnet.1.bias has the value");
  refuses("decoders --weights bad.npz", "bad.npz is not a usable .npz file: segnet.1.bias has the value");
}

// A kernel takes seconds: there is nothing to go on from.
TEST_F(Train, CtrlCEndsAnImitationWithoutAFile) {
  const auto outcome = interrupted("train imitate nearest --steps 2000000 -o k.npy", "");
  EXPECT_EQ(outcome.status, -1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(files().size(), 0u);
}

TEST_F(Train, RefusesWithTheNumbers) {
  refuses("train segment", "train segment needs -o.");
  refuses("train segment -o w.txt", "w.txt: the extension \".txt\" is not one of .npz.");
  refuses("train segment -o none/w.npz", "none/w.npz cannot be written: No such file or directory.");
  refuses("train segment --side 100 -o w.npz", "--side must be a multiple of 32, not 100.");
  refuses("train segment --steps 0 -o w.npz", "--steps");
  refuses("train segment --rate 0 -o w.npz", "The learning rate must be a number above 0, not 0.");
  refuses("train segment --scenes 0 -o w.npz", "--scenes");
  refuses("train segment --judge shipped --scenes 1001", "--scenes = 1001 is too large: at most 1000");
  refuses("train segment --rate fast -o w.npz", "fast");
  refuses("train segment --resume none.npz -o w.npz", "none.npz cannot be read");
  does("apply conv --input ones -i 3 -k 3 -o small.npz --device cpu");
  refuses("train segment --resume small.npz -o w.npz", "it has no plan, so it is of another network");
  refuses("train segment --judge small.npz", "small.npz is not a usable .npz file: it has no encoder.0.weight");
  refuses("train imitate cubic -o k.csv", "\"cubic\"");
  refuses("train imitate nearest --steps -1 -o k.csv", "--steps must be at least 1, not -1.");
  refuses("train imitate nearest --steps 3000000 -o k.csv", "--steps = 3000000 is too large: at most 2796202 is");
  refuses("train imitate nearest --optimiser newton -o k.csv", "newton");
  refuses("train", "train needs one of imitate, segment.");
}

}  // namespace
}  // namespace deconvlab
