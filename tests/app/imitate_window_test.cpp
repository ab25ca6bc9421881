// The training lesson in the window: computed beside it, restarted by its controls.
#include <gmock/gmock.h>

#include "app/lessons/pooling/imitation.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

class ImitateWindow : public test::WindowTest {
 protected:
  const Imitation& unpooling() { return (*shell().results()->of<TrainingResult>().imitations)[ImitationTarget::unpool]; }
};

TEST_F(ImitateWindow, TrainsBesideTheWindow) {
  open("imitate?t=0");
  wait_for_results();
  ASSERT_TRUE(shell().results());
  EXPECT_EQ(unpooling().run.last(), kTrainingUpdates);
}

TEST_F(ImitateWindow, ItsControlsStartAnotherTraining) {
  open("imitate?t=50");
  wait_for_results();
  const double before = unpooling().run.losses[1];
  click(middle_of("optimiser.1"));
  wait_for_results();
  EXPECT_EQ(model().lesson.optimiser, "adam");
  EXPECT_EQ(model().time, 0);
  EXPECT_NE(unpooling().run.losses[1], before);
  const Point from = middle_of("rate");
  drag(from, {from.x - 40, from.y});
  wait_for_results();
  EXPECT_LT(model().lesson.rate, 0.03);
  EXPECT_GT(model().lesson.rate, 0);
  key(Key::z, true);
  EXPECT_EQ(model().lesson.rate, 0.03);
  click("part.window.kernel_at_start");
  frame(2);
  click("kernel.again");
  EXPECT_EQ(model().lesson.kernel.seed, 2u);
}

TEST_F(ImitateWindow, PlaysAtItsPaceAndStepsByOneUpdate) {
  open("imitate?t=10");
  wait_for_results();
  click(middle_of("forward"));
  frame(30);
  EXPECT_EQ(model().time, 11);
  click(middle_of("play"));
  frame(60);
  EXPECT_GT(model().time, 11 + 0.5 * model().lesson.kind->pace);
  click(middle_of("first"));
  EXPECT_EQ(model().time, 0);
}

}  // namespace
}  // namespace deconvlab
