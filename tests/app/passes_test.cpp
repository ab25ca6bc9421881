// Scene "passes": one row of C a step, forward and backward, of the convolution and of its transpose.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "app/scenes/scenes.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

std::int64_t count(const Drawn& d, std::string_view text) { return std::ranges::count(d.canvas.texts, text, &RecordingCanvas::Text::text); }

TEST(PassesScene, FourPassesExchangeTheSamePlanes) {
  // x = 0..8, w = 1..4: y = 27 37 57 67 and Ct y = 27 91 74 138 400 282 171 429 268; each plane is drawn twice, y four times.
  const Drawn d = draw("passes?i=3&k=2&input=counting&t=3");
  for (const char* sum : {"91", "74", "138", "400", "282", "171", "429", "268"}) EXPECT_EQ(count(d, sum), 2) << sum;
  for (const char* y : {"37", "57", "67"}) EXPECT_EQ(count(d, y), 4) << y;
  EXPECT_TRUE(d.canvas.shows("C  4 × 9,  nonzeros 16"));
  EXPECT_TRUE(d.canvas.shows("Cᵀ  9 × 4"));
}

TEST(PassesScene, AStepGathersARowAndHandsOutAColumn) {
  // Only y(0,0) = 27 has been handed back: 27 times 1 2 3 4.
  const Drawn d = draw("passes?i=3&k=2&input=counting&t=0");
  for (const char* product : {"54", "81", "108"}) EXPECT_EQ(count(d, product), 2) << product;
  EXPECT_EQ(count(d, "37"), 2);  // known as x' and as the gradient of y, not yet as a product with C
  EXPECT_THAT(d.sentence, testing::HasSubstr("row 0 of C gathers 4 cells of x into y_{0,0} = 27."));
}

TEST(PassesScene, ACellIsDescribedWithItsGradient) {
  const Model model = lesson("passes?i=3&k=2&input=counting");
  const auto results = compute(model.lesson);
  const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
  EXPECT_THAT((**find_scene("passes")).describe({Target::input, {1, 1}, {}}, frame), testing::HasSubstr("∂L/∂x_{1,1} = 400."));
}

// None of the four looks like less than another.
TEST(PassesScene, FormulasAreOfOneSize) {
  for (const char* language : {"en", "zh", "es"}) {
    const Drawn d = draw("passes?i=4&lang=" + std::string(language));
    std::set<double> sizes;
    for (const char* key : {"conv_forward", "conv_backward", "transposed_forward", "transposed_backward"}) {
      const std::string formula(phrase(language_of(language), "scene.passes_" + std::string(key)));
      const auto text = std::ranges::find(d.canvas.texts, formula, &RecordingCanvas::Text::text);
      ASSERT_NE(text, d.canvas.texts.end()) << formula;
      sizes.insert(text->size);
    }
    EXPECT_EQ(sizes.size(), 1u) << language;
  }
}

TEST(PassesScene, CtIsStillSeenWhereItsEntriesArePixels) {
  const Drawn d = draw("passes?i=64&k=3&t=2000");
  EXPECT_EQ(d.canvas.pictures.size(), 8u + 2u);
}

}  // namespace
}  // namespace deconvlab::test
