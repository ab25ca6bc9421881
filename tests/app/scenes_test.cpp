// What the scenes show, asked of a canvas that keeps it.
#include "app/scenes/scenes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/diagram/labels.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

TEST(ConvolutionScene, TheSentenceHasThisStepsNumbers) {
  // x = 0..15, w = 1..9, no padding: y(1,0) = 4*1 + 5*2 + 6*3 + 8*4 + 9*5 + 10*6 + 12*7 + 13*8 + 14*9.
  const Drawn d = draw(lesson("convolution?i=4&k=3&input=counting&t=2"));
  EXPECT_THAT(d.sentence, testing::HasSubstr("4·1 + 5·2 + 6·3 + 8·4 + 9·5 + 10·6 + 12·7 + 13·8 + 14·9 = 483"));
  EXPECT_TRUE(d.canvas.shows("483"));
}

TEST(ConvolutionScene, SymbolsTakeTheNumbersPlace) {
  const Drawn d = draw(lesson("convolution?i=4&k=3&symbols=1&t=0"));
  EXPECT_THAT(d.sentence, testing::HasSubstr("x_{0,0}·w_{0,0} + x_{0,1}·w_{0,1}"));
}

TEST(ConvolutionScene, TrueConvolutionTurnsTheKernel) {
  const Drawn d = draw(lesson("convolution?i=4&k=3&symbols=1&flip=1&t=0"));
  EXPECT_THAT(d.sentence, testing::HasSubstr("x_{0,0}·w_{2,2} + x_{0,1}·w_{2,1}"));
}

TEST(ConvolutionScene, TheRemainderIsSaidOnlyWhereThereIsOne) {
  const auto says = [](const Drawn& d) {
    return std::ranges::any_of(d.canvas.texts,
                               [](const auto& t) { return t.text.starts_with("Remainder a = 1: the stride never reaches"); });
  };
  EXPECT_FALSE(says(draw(lesson("convolution?i=5&k=3&s=2&p=1"))));
  EXPECT_TRUE(says(draw(lesson("convolution?i=6&k=3&s=2&p=1"))));
}

TEST(ConvolutionScene, OutputCellsFillInOrder) {
  const auto outputs = [](const char* link) {
    Drawn d = draw(lesson(link));
    return std::ranges::count_if(d.canvas.texts, [](const auto& t) { return t.text == "9"; });
  };
  // Ones everywhere: every filled output is 9, and no other number is.
  EXPECT_EQ(outputs("convolution?i=5&k=3&input=ones&kernel=ones&t=0"), 1);
  EXPECT_EQ(outputs("convolution?i=5&k=3&input=ones&kernel=ones&t=4"), 5);
  EXPECT_EQ(outputs("convolution?i=5&k=3&input=ones&kernel=ones&t=8"), 9);
}

TEST(ConvolutionScene, TheTurnedKernelIsDrawnTurned) {
  const auto first_weight = [](const char* link) {
    const Drawn d = draw(lesson(link));
    const auto found = std::ranges::find_if(d.hits, [](const Hit& h) { return h.focus.target == Target::weight; });
    return found == d.hits.end() ? Cell{-1, -1} : found->focus.cell;
  };
  EXPECT_EQ(first_weight("convolution?i=4&k=3&t=0"), (Cell{0, 0}));
  EXPECT_EQ(first_weight("convolution?i=4&k=3&flip=1&t=0"), (Cell{2, 2}));
}

TEST(Scenes, BetweenStepsEveryViewShowsTheSameSum) {
  // Four of the nine products of the last step are there; one more 4 is the size in the formula.
  for (const char* scene : {"convolution", "matrix"}) {
    const Drawn d = draw(lesson(fmt::format("{}?i=4&k=3&input=ones&kernel=ones&t=2.82", scene)));
    EXPECT_THAT(d.sentence, testing::EndsWith(";  so far 4"));
    const auto count = [&](const char* text) { return std::ranges::count(d.canvas.texts, text, &RecordingCanvas::Text::text); };
    EXPECT_EQ(count("4"), d.sentence.starts_with("Step 4 of 4:  row") ? 4 : 2);
  }
}

TEST(Scenes, ASentenceCarriesStepAndRow) {
  EXPECT_THAT(draw(lesson("matrix?i=5&k=3&s=2&p=1&t=4")).sentence,
              testing::StartsWith("Step 5 of 9:  row 4 of C (counted from 0), nonzeros 9:  output (1,1) = "));
  EXPECT_THAT(draw("matrix?i=5&k=3&s=2&p=1&t=4", {Target::output, {0, 1}, {}}).sentence,
              testing::StartsWith("Row 1 of C (counted from 0), nonzeros 6:  output (0,1) = "));
}

TEST(Scenes, AScaleKnowsWhetherAnythingIsBelowZero) {
  EXPECT_TRUE(compute(lesson("convolution?i=5&k=3&kernel=sobel-x").lesson)->output_scale.has_negative);
  EXPECT_FALSE(compute(lesson("convolution?i=5&k=3").lesson)->output_scale.has_negative);
}

TEST(MatrixScene, SaysItsCounts) {
  const Drawn d = draw(lesson("matrix?i=5&k=3&s=2&p=1"));
  EXPECT_TRUE(d.canvas.shows("C  9 × 25,  nonzeros 49"));
  for (const char* count : {"225", "49", "81"}) EXPECT_TRUE(d.canvas.shows(count)) << count;
  EXPECT_EQ(std::ranges::count_if(d.hits, [](const Hit& h) { return h.focus.target == Target::nonzero; }), 49);
}

TEST(Scenes, EveryHitCanBeDescribedInEveryLanguage) {
  for (const Scene& scene : scene_table()) {
    const Model model = lesson(std::string(scene.id) + "?" + taken(scene, "i=6&k=3&s=2&p=1"));
    const auto results = compute(model.lesson);
    const Drawn d = draw(model);
    ASSERT_FALSE(d.hits.empty());
    for (const Language& language : language_table()) {
      for (const Hit& hit : d.hits) {
        const Frame frame{model, *results, hit.focus, theme_of("light"), language};
        EXPECT_FALSE(scene.describe(hit.focus, frame).empty());
        EXPECT_FALSE(scene.sentence(frame).empty());
      }
    }
  }
}

TEST(Scenes, TheMatrixPaneIsWhereTheMatrixIs) {
  Model model = lesson("matrix?i=8&k=3");
  EXPECT_EQ(draw(model).pane.view.col, 32);
  EXPECT_EQ(draw(model).pane.view.row, 18);
  model.matrix = {0, 0, 40};
  const MatrixPane pane = draw(model).pane;
  EXPECT_EQ(pane.view.zoom, 40);
  EXPECT_NEAR(pane.view.col, pane.rect.w / 80, 1e-9);
}

TEST(Scenes, AnUnknownOneIsNamedWithThoseThereAre) {
  const auto scene = find_scene("nowhere");
  ASSERT_FALSE(scene);
  std::vector<std::string_view> ids;
  for (const Scene& each : scene_table()) ids.push_back(each.id);
  EXPECT_THAT(scene.error().args, testing::ElementsAre("scene", "nowhere", fmt::format("{}", fmt::join(ids, ", "))));
}

}  // namespace
}  // namespace deconvlab::test
