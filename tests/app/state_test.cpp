// The model, its one door for changes, its link text and its clock.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/lang/lang.h"
#include "app/lessons/kind.h"
#include "app/scenes/scenes.h"
#include "app/state/model.h"
#include "app/state/player.h"
#include "app/state/update.h"

namespace deconvlab {
namespace {

Document document() {
  Document d;
  constexpr static SceneFacts kTwo[] = {{"convolution", &kConvolutionKind}, {"matrix", &kConvolutionKind}};
  d.scenes = kTwo;
  return d;
}

TEST(Link, BringsBackEverythingItCarries) {
  Model m;
  m.lesson.scene = "matrix";
  m.lesson.kind = &kMatrixKind;
  m.lesson.channels = {2, 3};
  m.lesson.params = {{5, 7}, {3, 2}, {2, 1}, {1, 0}, {1, 2}, true};
  m.lesson.square = false;
  m.lesson.input = {"", 0, {1, 2}, {0.1f, -3.5f}};
  m.lesson.kernel = {"random", 7, {}, {}};
  m.lesson.symbols = true;
  m.time = 2.25;
  m.pinned = {Target::nonzero, {1, 2}, {3, 4}, 5};
  m.matrix = {3.5, 4.25, 12};
  m.theme = "dark";
  m.language = "zh";
  const auto back = open_link(to_link(m));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, m);
}

TEST(Link, TakesABareSceneAndAnUnsquareSize) {
  EXPECT_EQ(open_link("matrix")->lesson.scene, "matrix");
  const auto m = open_link("deconvlab:convolution?i=39x12&k=3");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->lesson.params.i, (Extent{39, 12}));
  EXPECT_EQ(m->lesson.params.k, (Extent{3, 3}));
}

TEST(Link, NothingBetweenTwoSignsIsNoField) {
  EXPECT_EQ(open_link("convolution?&i=7&&k=4&")->lesson, open_link("convolution?i=7&k=4")->lesson);
  EXPECT_TRUE(open_link("convolution?"));
}

TEST(Link, RowsAndColumnsThatDifferAreNotLinked) {
  EXPECT_TRUE(open_link("convolution?i=5&k=3")->lesson.square);
  EXPECT_FALSE(open_link("convolution?i=5x3")->lesson.square);
  for (const char* size : {"i=5x3", "k=1x2", "s=1x2", "p=0x1", "d=2x1"}) {
    EXPECT_FALSE(open_link(std::string("convolution?square=1&") + size)->lesson.square) << size;
  }
}

TEST(Link, NamesWhatItDoesNotUnderstand) {
  for (const char* text : {"convolution?i=five",
                           "convolution?i",
                           "convolution?i=3x4x5",
                           "convolution?flip=2",
                           "convolution?kernel=own:2x2:1,2,3",
                           "convolution?kernel=own:9999999999x9999999999:1",
                           "convolution?pin=cat:0,0,0,0",
                           "convolution?pin=none:0,0",
                           "convolution?pin=output:0,0,0,0,0,0",
                           "convolution?pin=output:0,0,0,0,x",
                           "convolution?t=abc",
                           "convolution?matrix=1,2",
                           "convolution?t=nan",
                           "convolution?t=inf",
                           "convolution?matrix=0,-inf,1",
                           "convolution?i=99999999999999999999",
                           "decoder?channel=x",
                           "decoder?channel=",
                           "decoder?channel=1.5",
                           "project?level=two",
                           "project?level=1x2"}) {
    const auto m = open_link(text);
    ASSERT_FALSE(m) << text;
    EXPECT_EQ(m.error().code, ErrorCode::bad_link) << text;
  }
}

TEST(Link, WithoutASceneItNamesThoseThereAre) {
  for (const char* text : {"", "deconvlab:", "?i=3", "deconvlab:?i=3"}) {
    const auto m = open_link(text);
    ASSERT_FALSE(m) << text;
    EXPECT_THAT(say(language_of("en"), m.error()), testing::HasSubstr("no scene named \"\"; there are: kernels, convolution, matrix,"))
        << text;
  }
}

TEST(Update, ASliderChangesBothAxesOnlyWhileTheyAreLinked) {
  Document d = document();
  update(d, command::SetSize{Size::k, Axes::height, 4});
  EXPECT_EQ(d.model.lesson.params.k, (Extent{4, 4}));
  update(d, command::SetSquare{false});
  update(d, command::SetSize{Size::k, Axes::width, 2});
  EXPECT_EQ(d.model.lesson.params.k, (Extent{4, 2}));
  update(d, command::SetSquare{true});
  EXPECT_EQ(d.model.lesson.params.k, (Extent{4, 4}));
}

TEST(Update, ADragIsOneUndo) {
  Document d = document();
  const Lesson before = d.model.lesson;
  update(d, command::SetSize{Size::i, Axes::both, 6});
  update(d, command::SetSize{Size::i, Axes::both, 7}, true);
  update(d, command::SetSize{Size::i, Axes::both, 8}, true);
  EXPECT_EQ(d.undo.size(), 1u);
  update(d, command::Undo{});
  EXPECT_EQ(d.model.lesson, before);
  update(d, command::Redo{});
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(8));
  update(d, command::Redo{});
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(8));
}

TEST(Update, TheOutputSideOffersEveryInputThatLeadsToIt) {
  Document d = document();
  d.model.lesson.params = {Extent::square(5), Extent::square(3), Extent::square(2), Extent::square(1), Extent::square(1)};
  update(d, command::SetOutput{Axes::both, 3, 0});
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(5));
  update(d, command::SetOutput{Axes::both, 3, 1});
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(6));
  EXPECT_EQ(resolve(d.model.lesson.params)->output(), Extent::square(3));
  update(d, command::SetOutput{Axes::both, 0, 0});
  ASSERT_TRUE(d.refused);
  EXPECT_EQ(d.refused->code, ErrorCode::not_positive);
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(6));
}

TEST(Update, AWeightIsEditedInPlaceAndTheOthersStay) {
  Document d = document();
  update(d, command::SetWeight{{1, 2}, -0.5f});
  const auto w = plane_of(d.model.lesson.kernel, Extent::square(3), true);
  ASSERT_TRUE(w);
  EXPECT_THAT(w->data(), testing::ElementsAre(1, 2, 3, 4, 5, -0.5f, 7, 8, 9));
  const auto larger = plane_of(d.model.lesson.kernel, Extent{4, 2}, true);
  EXPECT_THAT(larger->data(), testing::ElementsAre(1, 2, 4, 5, 7, 8, 0, 0));
  update(d, command::SetWeight{{3, 0}, 1});  // outside the kernel
  EXPECT_EQ(*plane_of(d.model.lesson.kernel, Extent::square(3), true), *w);
}

TEST(Update, AMapIsChosenByNumberOrTheStrongestIsMeant) {
  Document d = document();
  EXPECT_EQ(d.model.lesson.channel, -1);
  update(d, command::SetChannel{7});
  EXPECT_EQ(d.model.lesson.channel, 7);
  update(d, command::SetChannel{8}, true);
  EXPECT_EQ(d.undo.size(), 1u);
  update(d, command::Undo{});
  EXPECT_EQ(d.model.lesson.channel, -1);
  update(d, command::SetChannel{-5});
  EXPECT_EQ(d.model.lesson.channel, -1);
  EXPECT_FALSE(d.refused);
}

// The way back from level n has n + 2 steps, six at most.
TEST(Update, ALevelHasItsStepsAndTheTimeStaysWithinThem) {
  Document d = document();
  d.model.lesson.kind = &kProjectionKind;
  update(d, command::SetLevel{4});
  EXPECT_EQ(step_count(d.model.lesson), 6);
  update(d, command::ToEnd{true});
  EXPECT_EQ(d.model.time, 5);
  update(d, command::SetLevel{2});
  EXPECT_EQ(d.model.lesson.level, 2);
  EXPECT_EQ(d.model.time, 3);
  update(d, command::SetLevel{-1});
  EXPECT_EQ(d.model.lesson.level, 0);
  EXPECT_EQ(d.model.time, 1);
  update(d, command::SetLevel{99});
  EXPECT_EQ(step_count(d.model.lesson), 6);
}

// "objects" is what the networks were made for; a picture of one's own can be taken over.
TEST(Update, ASceneAboutNetworksStartsWithTheirPicture) {
  Document d = document();
  d.scenes = scene_facts();
  update(d, command::GoToScene{"decoder"});
  EXPECT_EQ(d.model.lesson.picture, "objects");
  update(d, command::GoToScene{"kernels"});
  update(d, command::ChoosePicture{"own.png"});
  update(d, command::GoToScene{"decoder"});
  EXPECT_EQ(d.model.lesson.picture, "objects");
  update(d, command::TakeOver{});
  EXPECT_EQ(d.model.lesson.picture, "own.png");
}

TEST(Update, RefusesWhatDoesNotExistAndKeepsTheModel) {
  Document d = document();
  const Model before = d.model;
  for (const Command& c : std::initializer_list<Command>{command::GoToScene{"nowhere"}, command::ChooseKernel{"nothing", 0},
                                                         command::ChooseInput{"nothing", 0}, command::Open{"deconvlab:nowhere"},
                                                         command::Open{"convolution?i=x"}}) {
    update(d, c);
    EXPECT_TRUE(d.refused);
    EXPECT_EQ(d.model, before);
  }
  update(d, command::NextScene{-1});
  EXPECT_EQ(d.model, before);
  update(d, command::NextScene{1});
  EXPECT_EQ(d.model.lesson.scene, "matrix");
}

TEST(Update, StepsStayWithinTheLesson) {
  Document d = document();
  update(d, command::StepBy{-1});
  EXPECT_EQ(d.model.time, 0);
  d.model.time = 2.3;
  update(d, command::StepBy{1});
  EXPECT_EQ(d.model.time, 3);
  d.model.time = 2.3;
  update(d, command::StepBy{-1});
  EXPECT_EQ(d.model.time, 2);
  update(d, command::ToEnd{true});
  EXPECT_EQ(d.model.time, 8);
  update(d, command::StepBy{1});
  EXPECT_EQ(d.model.time, 8);
  update(d, command::Play{true});
  EXPECT_EQ(d.model.time, 0);
  EXPECT_TRUE(d.model.playing);
}

TEST(Player, PlaysAtItsSpeedAndStopsAtTheLastStep) {
  Model m;
  m.playing = true;
  m.speed = 2;
  Player player;
  EXPECT_TRUE(player.advance(m, 0.5, 9));
  EXPECT_DOUBLE_EQ(m.time, 1);
  EXPECT_FALSE(player.advance(m, 100, 9));
  EXPECT_DOUBLE_EQ(m.time, 8);
  EXPECT_FALSE(m.playing);
}

TEST(Player, GlidesToAStepOrCutsWithReducedMotion) {
  Model m;
  Player player;
  player.target = 1;
  EXPECT_TRUE(player.advance(m, kGlideSeconds / 2, 9));
  EXPECT_NEAR(m.time, 0.5, 1e-9);
  EXPECT_FALSE(player.advance(m, kGlideSeconds, 9));
  EXPECT_EQ(m.time, 1);
  m.reduce_motion = true;
  player.target = 5;
  EXPECT_FALSE(player.advance(m, 0.001, 9));
  EXPECT_EQ(m.time, 5);
}

TEST(Player, PlaysInCutsWithReducedMotion) {
  Model m;
  m.playing = m.reduce_motion = true;
  m.speed = 2;
  Player player;
  EXPECT_TRUE(player.advance(m, 0.3, 9));
  EXPECT_EQ(m.time, 0);
  EXPECT_TRUE(player.advance(m, 0.3, 9));
  EXPECT_EQ(m.time, 1);
  EXPECT_TRUE(player.advance(m, 0.4, 9));
  EXPECT_EQ(m.time, 2);
}

TEST(Player, AStepIsCompleteAtItsWholeNumber) {
  EXPECT_EQ(moment_of(3, 9).step, 3);
  EXPECT_EQ(moment_of(3, 9).glide, 1);
  EXPECT_EQ(moment_of(3, 9).products, 1);
  const Moment gliding = moment_of(3.2, 9);
  EXPECT_EQ(gliding.step, 4);
  EXPECT_NEAR(gliding.glide, 0.5, 1e-9);
  EXPECT_EQ(gliding.products, 0);
  const Moment adding = moment_of(3.7, 9);
  EXPECT_EQ(adding.glide, 1);
  EXPECT_NEAR(adding.products, 0.5, 1e-9);
  EXPECT_EQ(moment_of(99, 9).step, 8);
  EXPECT_EQ(moment_of(5, 0).step, 0);
}

TEST(Compute, RefusesWhatWouldStallTheWindow) {
  Lesson lesson;
  lesson.params.i = Extent::square(100'000);
  const auto results = compute(lesson);
  ASSERT_FALSE(results);
  EXPECT_EQ(results.error().code, ErrorCode::too_large);
}

// (6,3,2,1) leads to 3 with a remainder of 1: the transposed lesson starts from 3 with a = 1, and leads back to 6.
TEST(Update, AnotherKindTakesOverTheCounterpartsSizes) {
  Document d;
  d.scenes = scene_facts();
  d.model.lesson.params = {Extent::square(6), Extent::square(3), Extent::square(2), Extent::square(1), Extent::square(1)};
  EXPECT_EQ(step_count(d.model.lesson), 9);
  update(d, command::GoToScene{"transposed"});
  update(d, command::TakeOver{});
  EXPECT_TRUE(d.model.lesson.kind->input_is_small);
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(3));
  EXPECT_EQ(d.model.lesson.params.a, Extent::square(1));
  EXPECT_EQ(step_count(d.model.lesson), 9);  // stamps
  update(d, command::SetView{"gather"});
  EXPECT_EQ(step_count(d.model.lesson), 36);
  update(d, command::SetView{"scatter"});
  update(d, command::GoToScene{"convolution"});
  update(d, command::TakeOver{});
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(6));
  EXPECT_EQ(d.model.lesson.params.a, Extent{});
  update(d, command::GoToScene{"transposed"});
  update(d, command::Undo{});
  update(d, command::Undo{});
  EXPECT_TRUE(d.model.lesson.kind->input_is_small);
}

}  // namespace
}  // namespace deconvlab
