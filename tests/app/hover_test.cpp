// What lights up on the pages when a thing is pointed at.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/diagram/labels.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

const Theme& theme() { return theme_of("light"); }

std::ptrdiff_t count_of(const std::vector<RecordingCanvas::Shape>& shapes, Color color) {
  return std::ranges::count(shapes, color, &RecordingCanvas::Shape::color);
}
// Cells that are fully lit, and entries of C within an outline.
std::ptrdiff_t lit(const Drawn& d, Role role) { return count_of(d.canvas.fills, theme().of(role).solid); }
std::ptrdiff_t ringed(const Drawn& d) {
  return std::ranges::count_if(
      d.hits, [&](const Hit& h) { return h.focus.target == Target::nonzero && d.canvas.active_at(h.rect.centre(), theme()); });
}

// Outputs that belong to what is pointed at but have not been reached.
std::ptrdiff_t outlined_outputs(const Drawn& d) {
  return std::ranges::count_if(d.canvas.outlines, [](const auto& o) { return o.color == theme().of(Role::output).solid && o.width == 2; });
}

TEST(Hover, AnOutputCellShowsItsPlacementItsRowAndItsTerms) {
  const Drawn d = draw("convolution?i=4&k=3&input=counting&t=0", {Target::output, {1, 0}, {}});
  EXPECT_THAT(d.sentence, testing::HasSubstr("output (1,0) = 4·1 + 5·2 + 6·3 + 8·4 + 9·5 + 10·6 + 12·7 + 13·8 + 14·9 = 483"));
  EXPECT_EQ(lit(d, Role::input), 9);
  EXPECT_EQ(lit(d, Role::output), 1);
  EXPECT_EQ(ringed(d), 9);
}

TEST(Hover, TheTermsAreWrittenAsTheCellsAre) {
  const Drawn d = draw("convolution?i=4&k=3&symbols=1&t=0", {Target::output, {1, 0}, {}});
  EXPECT_THAT(d.sentence, testing::HasSubstr("y_{1,0} = x_{1,0}·w_{0,0} + x_{1,1}·w_{0,1}"));
  EXPECT_THAT(d.sentence, testing::Not(testing::HasSubstr("= 2")));
}

TEST(Hover, AnInputCellShowsItsColumnAndWhatItFeeds) {
  // The cell (1,1) of 4 x 4 feeds all four outputs, with the weights (1,1), (1,0), (0,1) and (0,0).
  const Drawn d = draw("convolution?i=4&k=3&t=0", {Target::input, {1, 1}, {}});
  EXPECT_EQ(lit(d, Role::input), 1);
  // Of them the timeline has reached one; the others are outlined.
  EXPECT_EQ(lit(d, Role::output), 1);
  EXPECT_EQ(outlined_outputs(d), 3);
  EXPECT_EQ(ringed(d), 4);
  const Color band = theme().of(Role::input).solid.with_alpha(0.22f);
  EXPECT_EQ(count_of(d.canvas.fills, band), 1);
}

TEST(Hover, AWeightShowsEveryEntryThatBearsIt) {
  const Drawn d = draw("convolution?i=5&k=3&s=2&p=1&t=0", {Target::weight, {0, 0}, {}});
  EXPECT_EQ(ringed(d), 4);  // of nine placements, five have this weight on the padding
  EXPECT_EQ(lit(d, Role::input), 4);
  EXPECT_EQ(lit(d, Role::output), 1);
  EXPECT_EQ(outlined_outputs(d), 8);
}

TEST(Hover, ANonzeroShowsItsPairOfCells) {
  const Drawn d = draw("convolution?i=4&k=3&t=0", {Target::nonzero, {1, 1}, {2, 3}});
  EXPECT_EQ(ringed(d), 1);
  EXPECT_EQ(lit(d, Role::input), 1);
  EXPECT_EQ(lit(d, Role::output), 1);
  EXPECT_THAT(d.sentence, testing::StartsWith("C_{3,11} = w_{1,2}"));
}

TEST(Hover, TheMatrixSceneLightsItsColumnsAndPatchesToo) {
  // The input cell (0,0) lies in one patch only; it is lit in X, in the patches and in the grid.
  EXPECT_EQ(lit(draw("matrix?i=4&k=3&t=0", {Target::input, {0, 0}, {}}), Role::input), 3 + 1);  // and im2col's bar
  // An output cell: nine cells of X, nine of its patch, nine of the grid.
  EXPECT_EQ(lit(draw("matrix?i=4&k=3&t=0", {Target::output, {1, 1}, {}}), Role::input), 27 + 1);
}

TEST(Hover, AWeightOfAThinMatrixIsLitInItsPicture) {
  const auto pixels = [](const Drawn& d) {
    std::ptrdiff_t count = 0;
    for (const Raster& r : d.canvas.pictures) count += std::ranges::count(r.rgba, packed(theme().text));
    return count;
  };
  EXPECT_EQ(pixels(draw("convolution?i=64&k=15&s=3&p=7&t=9")), 0);
  EXPECT_GT(pixels(draw("convolution?i=64&k=15&s=3&p=7&t=9", {Target::weight, {7, 7}, {}})), 100);
}

// Pointing must not move the picture under the mouse; a pin does.
TEST(Hover, TheEnlargedPartFollowsTheStepAndThePinOnly) {
  const Model model = lesson("matrix?i=64&k=15&s=3&p=7&t=100");
  const MatrixView at_rest = draw(model).pane.view;
  EXPECT_EQ(draw(model, {Target::output, {20, 20}, {}}).pane.view, at_rest);
  Model pinned = model;
  pinned.pinned = {Target::output, {20, 20}, {}};
  EXPECT_NEAR(draw(pinned, pinned.pinned).pane.view.row, 20 * 22 + 20 + 0.5, 0.51);
  Model later = model;
  later.time = 200;
  EXPECT_NEAR(draw(later).pane.view.row, 200.5, 0.51);
}

TEST(Hover, OnlyThePinnedOutputIsShownBeforeItsTime) {
  // Ones everywhere: every output that is shown is 9.
  const auto nines = [](const char* link) {
    const Model model = lesson(link);
    const Drawn d = draw(model, model.pinned);
    return std::ranges::count(d.canvas.texts, "9", &RecordingCanvas::Text::text);
  };
  EXPECT_EQ(nines("convolution?i=5&k=3&input=ones&kernel=ones&t=4"), 5);
  EXPECT_EQ(nines("convolution?i=5&k=3&input=ones&kernel=ones&t=4&pin=output:2,2,0,0"), 6);
  EXPECT_EQ(nines("convolution?i=5&k=3&input=ones&kernel=ones&t=4&pin=weight:1,1,0,0"), 5);
}

TEST(Hover, WhatIsPinnedIsMarkedAndSaid) {
  for (const char* pin : {"input:1,1,0,0", "output:1,1,0,0", "weight:1,1,0,0", "nonzero:0,1,1,1"}) {
    for (const char* scene : {"convolution", "matrix"}) {
      const Model model = lesson(fmt::format("{}?i=4&k=3&t=0&pin={}", scene, pin));
      const auto marks = [](const Drawn& d) {
        return std::ranges::count_if(d.canvas.outlines, [](const auto& o) { return o.color == theme().accent && o.width > 3; });
      };
      EXPECT_GT(marks(draw(model, model.pinned)), 0) << scene << " " << pin;
      EXPECT_THAT(draw(model, model.pinned).sentence, testing::StartsWith("Pinned (Esc unpins):"));
      Model free = model;
      free.pinned = {};
      EXPECT_EQ(marks(draw(free, model.pinned)), 0);
      EXPECT_THAT(draw(free, model.pinned).sentence, testing::Not(testing::HasSubstr("Pinned")));
    }
  }
}

TEST(Hover, AHitOfAGridFindsItsCellByArithmetic) {
  const Hit grid{{10, 20, 70, 60}, {Target::input, {-1, -1}, {}}, {6, 7}};
  const Hit cell = grid.at({45, 31});
  EXPECT_EQ(cell.focus, (Focus{Target::input, {0, 2}, {}}));
  EXPECT_EQ(cell.rect, (Rect{40, 30, 10, 10}));
  EXPECT_EQ(grid.at({79.99, 79.99}).focus.cell, (Cell{4, 5}));
  EXPECT_TRUE(grid.holds({Target::input, {4, 5}, {}}));
  EXPECT_FALSE(grid.holds({Target::input, {5, 5}, {}}));
  EXPECT_FALSE(grid.holds({Target::output, {0, 0}, {}}));
}

TEST(Hover, HitsAndPicturesDoNotGrowWithThePadding) {
  for (const char* scene : {"convolution", "matrix"}) {
    const Drawn d = draw(fmt::format("{}?i=5&k=3&s=15&p=900&t=3", scene));
    EXPECT_LT(d.hits.size(), 2000u);
    for (const Raster& r : d.canvas.pictures) EXPECT_LE(r.width * r.height, 1280 * 720);
  }
}

TEST(Hover, HitsLieOnThePage) {
  for (const char* link : {"matrix?i=64&k=15&s=3&p=7&t=100", "matrix?i=6&k=3&s=2&p=1&matrix=4,9,60", "convolution?i=9&k=3&d=3"}) {
    for (const Hit& hit : draw(link).hits) ASSERT_TRUE(kPage.contains(hit.rect)) << link;
  }
}

TEST(Hover, WhatTheLessonDoesNotHaveIsAsIfNothingWerePointedAt) {
  const std::string plain = draw("convolution?i=4&k=3&t=1").sentence;
  for (const Focus& focus : {Focus{Target::output, {2, 0}, {}}, Focus{Target::weight, {0, 3}, {}}, Focus{Target::input, {-1, 0}, {}},
                             Focus{Target::nonzero, {0, 0}, {4, 0}}}) {
    for (const char* link : {"convolution?i=4&k=3&t=1", "matrix?i=4&k=3&t=1"}) {
      Model model = lesson(link);
      model.pinned = focus;
      EXPECT_FALSE(draw(model, focus).sentence.empty());
    }
    EXPECT_EQ(draw("convolution?i=4&k=3&t=1", focus).sentence, plain);
  }
}

TEST(Words, ARoundedNumberIsNotCalledEqual) {
  EXPECT_THAT(draw("convolution?i=4&k=3&input=ones&kernel=own:3x3:0.5,0,0,0,0,0,0,0,0.25&t=0").sentence, testing::HasSubstr(" = 0.75"));
  EXPECT_THAT(draw("convolution?i=4&k=3&input=ones&kernel=own:3x3:0.33333,0,0,0,0,0,0,0,0&t=0").sentence, testing::HasSubstr(" ≈ 0.333"));
  EXPECT_EQ(number(-0.1f), "−0.1");
  EXPECT_EQ(number(123456.0), "123456");
  EXPECT_EQ(number(2.5e8), "2.5·10⁸");
  EXPECT_EQ(number(0.00001), "10⁻⁵");
  EXPECT_FALSE(is_rounded(0.1f));
  EXPECT_TRUE(is_rounded(0.12345f));
}

}  // namespace
}  // namespace deconvlab::test
