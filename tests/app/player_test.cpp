// How playing and stepping go: slowly enough to follow, soon enough done, and never hidden by what is pinned.
#include "app/state/player.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/scenes/scenes.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

// Three products in 0.6 of the time, six in the rest.
TEST(Products, TheFirstThreeTakeTheirTime) {
  const auto arrived = [](double share, std::int64_t count) { return Moment{0, 1, share}.arrived(count); };
  EXPECT_DOUBLE_EQ(arrived(0.2, 9), 1);
  EXPECT_DOUBLE_EQ(arrived(0.6, 9), 3);
  EXPECT_DOUBLE_EQ(arrived(0.8, 9), 6);
  EXPECT_DOUBLE_EQ(arrived(1, 9), 9);
  EXPECT_DOUBLE_EQ(arrived(0.5, 2), 1);
  EXPECT_DOUBLE_EQ(arrived(0.5, 0), 0);
}

double played_seconds(Model model) {
  const std::int64_t steps = step_count(model.lesson);
  Player player;
  model.playing = true;
  model.time = 0;
  double seconds = 0;
  for (; model.playing && seconds < 1000; seconds += 0.01) player.advance(model, 0.01, steps);
  return seconds;
}

// 9 outputs are 8 moves; 64 x 64 outputs would be an hour at one a second.
TEST(Playing, TakesAboutAMinuteHoweverLongTheWalkIs) {
  EXPECT_NEAR(played_seconds(lesson("convolution?i=5&k=3")), 8, 0.1);
  EXPECT_NEAR(played_seconds(lesson("convolution?i=66&k=3")), 62, 0.5);
  Model fast = lesson("convolution?i=66&k=3");
  fast.speed = 4;
  EXPECT_NEAR(played_seconds(fast), 62.0 / 4, 0.5);
}

TEST(Playing, SaysBeforehandHowLongItTakes) {
  for (const char* link : {"convolution?i=5&k=3", "convolution?i=40&k=3", "fractional?i=3&k=3&s=2", "fractional?i=24&k=3&s=2", "unpool",
                           "convolution?i=1&k=1"}) {
    const Model model = lesson(link);
    EXPECT_NEAR(seconds_in_all(model), played_seconds(model), 0.03 * seconds_in_all(model) + 0.1) << link;
  }
}

// The lead of fractional stride is as slow as the first three outputs.
TEST(Playing, IsSlowUntilThreeOutputsAreMade) {
  Model model = lesson("fractional?i=24&k=3&s=2");
  for (const double t : {0.0, 4.0, 6.5}) {
    model.time = t;
    EXPECT_EQ(steps_per_second(model), 1) << t;
  }
  model.time = 7;
  EXPECT_GT(steps_per_second(model), 30);  // 2209 outputs
}

// 100 stamps: two steps of a second, 97 in the minute after them.
TEST(Playing, SaysHowFastALongWalkComesToGo) {
  EXPECT_DOUBLE_EQ(last_steps_per_second(*open_link("overlap?i=10&k=3&s=2")), 97.0 / 60);
  EXPECT_DOUBLE_EQ(last_steps_per_second(*open_link("convolution?i=5&k=3")), 1);
}

// 4 x 4 cells make 9 x 9 with k 3 and 10 x 10 with k 4.
TEST(Stepping, StaysAtTheEndWithOtherSizes) {
  const auto time_with = [](const char* link, std::int64_t k) {
    Document document;
    document.model = *open_link(link);
    update(document, command::SetSize{Size::k, Axes::both, k});
    return document.model.time;
  };
  EXPECT_EQ(time_with("fractional?i=4&k=3&s=2&p=0&t=85", 4), 104);
  EXPECT_EQ(time_with("fractional?i=4&k=3&s=2&p=0&t=85", 2), 68);
  EXPECT_EQ(time_with("fractional?i=4&k=3&s=2&p=0&t=84", 4), 84);
  EXPECT_EQ(time_with("convolution?i=4&k=3&t=3", 9), 3) << "an impossible size keeps the moment";
}

TEST(Playing, ProductsFlyOnlyWhereTheyCanBeFollowed) {
  Model model = lesson("convolution?i=66&k=3&t=1.7");
  model.playing = true;
  EXPECT_TRUE(can_follow(model));
  model.time = 700.7;
  EXPECT_FALSE(can_follow(model));
  model.playing = false;
  EXPECT_TRUE(can_follow(model));
}

// y_{0,1} is being summed: it is lit as long as its products fly.
TEST(Playing, TheTargetIsLitWhileProductsFly) {
  const Color lit = theme_of("light").of(Role::output).solid;
  for (const double t : {0.5, 0.8, 1.0}) {
    const Drawn d = draw(fmt::format("convolution?i=5&k=3&t={}", t));
    EXPECT_EQ(std::ranges::count(d.canvas.fills, lit, &RecordingCanvas::Shape::color), 1) << t;
  }
}

Document at(const std::string& link) {
  Document document;
  document.model = lesson(link);
  document.scenes = scene_facts();
  return document;
}

TEST(Stepping, GoesOnFromThePinnedOutput) {
  Document d = at("convolution?i=5&k=3&pin=output:1,2,0,0");
  ASSERT_EQ(d.model.pinned, (Focus{Target::output, {1, 2}, {}}));
  update(d, command::StepBy{1});
  EXPECT_EQ(d.model.pinned, Focus{});
  EXPECT_EQ(d.model.time, 3 + 2 + 1);
  d = at("fractional?i=3&k=3&s=2&p=1&pin=output:0,1,0,0");
  update(d, command::StepBy{-1});
  EXPECT_EQ(d.model.time, 5 + 1 - 1);
}

TEST(Stepping, LetsGoOfAWeight) {
  for (const Command& command :
       {Command(command::StepBy{1}), Command(command::Play{true}), Command(command::ToEnd{true}), Command(command::SetTime{3})}) {
    Document d = at("convolution?i=5&k=3&t=2&pin=weight:1,1,0,0");
    ASSERT_EQ(d.model.pinned.target, Target::weight);
    update(d, command);
    EXPECT_EQ(d.model.pinned, Focus{});
  }
}

TEST(Stepping, KeepsThePinThatChoosesWhatItIsOf) {
  for (const char* link : {"kernels?pin=input:20,20,0,0", "gallery?pin=tile:3,0,0,0"}) {
    Document d = at(link);
    const Focus pinned = d.model.pinned;
    ASSERT_NE(pinned.target, Target::none) << link;
    update(d, command::StepBy{1});
    EXPECT_EQ(d.model.pinned, pinned) << link;
  }
}

class SteppingInTheWindow : public WindowTest {};

// However many steps there are: the count, the speed and the time stand beside each other.
TEST_F(SteppingInTheWindow, TheTimelinesWordsStandApart) {
  for (const std::string language : {"en", "zh", "es"}) {
    open("conv2d-transpose?i=39x12&k=4&s=2&padding=same&output=78x24&square=0&t=1871&lang=" + language);
    const auto& places = shell().ui().places;
    EXPECT_LT(places.at("timeline.step").right(), places.at("timeline.speed").x) << language;
    EXPECT_LT(places.at("timeline.rate").right(), 1280) << language;
    EXPECT_LT(places.at("scrub").right(), places.at("timeline.step").x) << language;
  }
}

TEST_F(SteppingInTheWindow, GlidesFromThePinnedOutput) {
  open("convolution?i=5&k=3&pin=output:1,2,0,0");
  key(Key::right);
  frame(60);
  EXPECT_EQ(model().pinned, Focus{});
  EXPECT_EQ(model().time, 6);
}

}  // namespace
}  // namespace deconvlab::test
