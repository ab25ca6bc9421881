// The training lesson and its scene: what it comes to, what it says, how commands restart it.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/lessons/pooling/imitation.h"
#include "app/scenes/imitate/imitate_words.h"
#include "app/scenes/scenes.h"
#include "app/state/player.h"
#include "app/state/update.h"
#include "tests/app/drawn.h"

namespace deconvlab {
namespace {

using test::draw;
using test::lesson;
using testing::HasSubstr;
using testing::Not;

// What a moment of the lesson says, sentence and statements together.
std::string said(const std::string& link) {
  const Model model = lesson(link);
  const auto results = compute(model.lesson);
  EXPECT_TRUE(results) << link;
  const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
  const ImitateStage stage(frame);
  std::string all = imitate_sentence(stage);
  for (const std::string& statement : imitate_statements(stage)) {
    EXPECT_NE(statement, "") << link;
    all += "\n" + statement;
  }
  return all;
}

const Imitations& trained(const Results& results) { return *results.of<TrainingResult>().imitations; }

TEST(ImitateLesson, ReachesBothUpsamplingsAndStopsAtUnpoolingsFloor) {
  const auto results = compute(lesson("imitate").lesson);
  ASSERT_TRUE(results);
  for (const ImitationTarget target : {ImitationTarget::nearest, ImitationTarget::bilinear}) {
    const Imitation& one = trained(*results)[target];
    EXPECT_TRUE(one.can_reach());
    EXPECT_LT(one.run.losses.back(), 1e-8);
  }
  const Imitation& unpool = trained(*results)[ImitationTarget::unpool];
  EXPECT_FALSE(unpool.can_reach());
  EXPECT_NEAR(unpool.run.losses.back() / unpool.best.loss, 1, 0.01);
  EXPECT_EQ(unpool.run.last(), kTrainingUpdates);
  EXPECT_EQ(step_count(lesson("imitate").lesson), kTrainingUpdates + 1);
  EXPECT_EQ(trained(*results)[ImitationTarget::bilinear].task.counted, (CellWindow{{1, 1}, {6, 6}}));
}

TEST(ImitateLesson, StartsFromTheLessonsKernel) {
  const Model model = lesson("imitate?up=2&kernel=ones");
  const auto results = compute(model.lesson);
  EXPECT_EQ(trained(*results)[ImitationTarget::nearest].run.losses[0], 0);  // ones as wide as the stride
  EXPECT_EQ(trained(*results)[ImitationTarget::unpool].kernel(0), Tensor(Shape{1, 1, 2, 2}, 1));
}

TEST(ImitateLesson, RefusesWhatCannotBeTrained) {
  EXPECT_EQ(compute(lesson("imitate?rate=-1").lesson).error().code, ErrorCode::not_a_rate);
  EXPECT_EQ(compute(lesson("imitate?optimiser=newton").lesson).error().code, ErrorCode::unknown_name);
  const auto large = compute(lesson("imitate?i=400&k=1&s=1&up=3").lesson);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error(), (Error{ErrorCode::too_large, {"number of products", "1440000", "400000"}}));
}

TEST(ImitateScene, SaysWhyUnpoolingIsNotLearned) {
  EXPECT_THAT(said("imitate?t=0"), HasSubstr("Before training"));
  const std::string end = said("imitate?t=400");
  EXPECT_THAT(end, HasSubstr("After 400 of 400 updates"));
  EXPECT_THAT(end, HasSubstr("its switches stand at 4 different places"));
  EXPECT_THAT(end, HasSubstr("Nearest and bilinear can be learned"));
  EXPECT_THAT(end, HasSubstr("Of bilinear 36 of 64 cells count"));
}

TEST(ImitateScene, SaysTheTruthWhereTheFloorIsAnother) {
  EXPECT_THAT(said("imitate?up=2"), HasSubstr("② bilinear: no 2 × 2 kernel gives it"));
  const std::string corners = "imitate?i=4&up=2&input=own:4:9,0,8,0,0,0,0,0,7,0,6,0,0,0,0,0";
  EXPECT_THAT(said(corners), HasSubstr("only because all switches of this input stand at one place"));
  const std::string few = "imitate?i=2x4&square=0&up=4&input=own:2x4:9,0,0,0,0,0,0,8";
  EXPECT_THAT(said(few), HasSubstr("only because the pooled map has 2 cells"));
  EXPECT_THAT(said(few), HasSubstr("nothing to learn"));
}

TEST(ImitateScene, ShowsTheLastGoodKernelWhereTheRateIsTooLarge) {
  const auto results = compute(lesson("imitate?rate=2").lesson);
  const Imitation& one = trained(*results)[ImitationTarget::nearest];
  ASSERT_TRUE(one.run.diverged);
  EXPECT_EQ(one.kernel(kTrainingUpdates), one.run.kernels[one.run.best()]);
  EXPECT_FALSE(one.stopped(one.run.last()));
  EXPECT_THAT(said("imitate?rate=2&t=400"), HasSubstr(fmt::format("② nearest diverged at update {}", *one.run.diverged)));
}

// The best kernel, which is not the last one before the end.
TEST(ImitateScene, ShowsTheBestKernelOfADivergedTraining) {
  const auto results = compute(lesson("imitate?rate=0.3").lesson);
  const Imitation& one = trained(*results)[ImitationTarget::nearest];
  ASSERT_TRUE(one.run.diverged);
  ASSERT_LT(one.run.best(), one.run.last());
  EXPECT_EQ(one.kernel(30), one.run.kernels[static_cast<std::size_t>(one.run.best())]);
  EXPECT_EQ(one.loss(30), *std::ranges::min_element(one.run.losses));
  EXPECT_THAT(said("imitate?rate=0.3&t=30"),
              HasSubstr(fmt::format("② nearest diverged at update {}; shown: update {}.", *one.run.diverged, one.run.best())));
}

// Nothing is claimed of updates that were not made, nor of learning that failed.
TEST(ImitateScene, TellsADivergedTrainingFromAFinishedOne) {
  const std::string end = said("imitate?rate=0.3&t=30");
  EXPECT_THAT(end, HasSubstr("② nearest at update 2, ② bilinear at update 2, ① unpooling at update 3"));
  EXPECT_THAT(end, HasSubstr("The rate 0.3 is too large"));
  EXPECT_THAT(end, Not(HasSubstr("After 30")));
  EXPECT_THAT(end, Not(HasSubstr("can be learned")));
  const auto d = draw("imitate?rate=0.3&t=30");
  EXPECT_TRUE(d.canvas.shows("best kept"));
  EXPECT_FALSE(d.canvas.shows("after 30 updates"));
  EXPECT_THAT(said("imitate?rate=0.3&t=0"), HasSubstr("Nearest and bilinear can be learned"));
}

// The last words of every statement, whatever the page's size.
TEST(ImitateScene, DropsNoStatement) {
  for (const Rect page : {test::kPage, Rect{0, 0, 1920, 1080}, Rect{0, 0, 2560, 1440}}) {
    for (const char* link : {"imitate?up=3&t=150", "imitate?up=2&t=400", "imitate?rate=0.3&t=30"}) {
      const auto d = draw(lesson(link), {}, page);
      const auto ends = [&](std::string_view words) {
        return std::ranges::any_of(d.canvas.texts, [&](const auto& t) { return std::string_view(t.text).ends_with(words); });
      };
      EXPECT_TRUE(ends("compromise.")) << link;
      EXPECT_TRUE(ends("border.")) << link;
      EXPECT_EQ(ends("possible."), std::string_view(link).find("up=") != std::string_view::npos) << link;
    }
  }
}

TEST(ImitateScene, TheLossesAxisSaysWhereItEnds) { EXPECT_TRUE(draw("imitate?t=400").canvas.shows("≤ 10⁻¹²")); }

TEST(ImitateScene, ShowsTheKernelsAndLossesOfItsStep) {
  const auto d = draw("imitate?t=400");
  // The kernel of ones in the middle, FCN's bilinear one.
  EXPECT_EQ(std::ranges::count(d.canvas.texts, "1.00", &RecordingCanvas::Text::text), 4);
  EXPECT_EQ(std::ranges::count(d.canvas.texts, "0.56", &RecordingCanvas::Text::text), 4);
  EXPECT_TRUE(d.canvas.shows("after 400 updates"));
  const auto results = compute(lesson("imitate").lesson);
  EXPECT_TRUE(d.canvas.shows("best possible " + loss_text(trained(*results)[ImitationTarget::unpool].best.loss)));
}

TEST(ImitateScene, LossesHaveFourDigitsOrAPowerOfTen) {
  EXPECT_EQ(loss_text(0), "0");
  EXPECT_EQ(loss_text(4.70812), "4.708");
  EXPECT_EQ(loss_text(3.44e-5), "3.4·10⁻⁵");
  EXPECT_EQ(loss_text(9.99e-13), "10⁻¹²");
  EXPECT_EQ(loss_text(2.5e7), "2.5·10⁷");
}

Document in_imitate() {
  Document d;
  d.scenes = scene_facts();
  update(d, command::GoToScene{"imitate"});
  return d;
}

TEST(ImitateUpdate, StartsAtHomeWithAKernelThatKnowsNothing) {
  Document d = in_imitate();
  EXPECT_EQ(d.model.lesson.up, Extent::square(4));
  EXPECT_EQ(d.model.lesson.kernel.name, "uniform");
  EXPECT_TRUE(compute(d.model.lesson));
  update(d, command::GoToScene{"unpool"});
  EXPECT_EQ(d.model.lesson.kernel.name, "ones");
}

TEST(ImitateUpdate, AChangedTrainingStartsAnew) {
  Document d = in_imitate();
  const auto restarts = [&](const Command& command) {
    d.model.time = 50;
    update(d, command);
    return d.model.time == 0;
  };
  EXPECT_TRUE(restarts(command::SetRate{0.1}));
  EXPECT_TRUE(restarts(command::ChooseOptimiser{"adam"}));
  EXPECT_TRUE(restarts(command::ChooseKernel{"uniform", 2}));
  EXPECT_TRUE(restarts(command::SetSize{Size::up, Axes::both, 3}));
  EXPECT_TRUE(restarts(command::Undo{}));
  EXPECT_FALSE(restarts(command::SetTheme{"dark"}));
  EXPECT_FALSE(restarts(command::ChooseOptimiser{"adam"}));
  update(d, command::Open{"imitate?rate=0.01&t=30"});
  EXPECT_EQ(d.model.time, 30);
}

TEST(ImitateUpdate, ItsLinkCarriesRateAndOptimiser) {
  Document d = in_imitate();
  update(d, command::SetRate{0.00013});
  update(d, command::ChooseOptimiser{"adam"});
  const auto back = open_link(to_link(d.model));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->lesson.rate, 0.00013);
  EXPECT_EQ(back->lesson.optimiser, "adam");
}

TEST(ImitatePlayer, PassesTheScenesPace) {
  Model model = lesson("imitate?t=0");
  model.playing = true;
  Player player;
  player.advance(model, 0.5, step_count(model.lesson));
  EXPECT_NEAR(model.time, 0.5 * model.lesson.kind->pace, 1e-9);
}

}  // namespace
}  // namespace deconvlab
