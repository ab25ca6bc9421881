// What the transposed convolution's scenes show, asked of a canvas that keeps it.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "app/diagram/links.h"
#include "app/scenes/scenes.h"
#include "tests/app/drawn.h"
#include "tests/app/said.h"

namespace deconvlab::test {
namespace {

std::ptrdiff_t count_of(const Drawn& d, std::string_view text) {
  return std::ranges::count(d.canvas.texts, text, &RecordingCanvas::Text::text);
}

TEST(TransposedScene, TheSentenceHasThisStepsNumbers) {
  // x = 0..3, w = 1..9: y(1,1) = 0*5 + 1*4 + 2*2 + 3*1.
  const Drawn d = draw("transposed?i=2&k=3&input=counting&t=5");
  EXPECT_THAT(d.sentence, testing::HasSubstr("Step 6 of 16:  output (1,1) = 0·5 + 1·4 + 2·2 + 3·1 = 11"));
}

TEST(TransposedScene, TheSameOutputFillsInEveryView) {
  // x = w = [[0,1],[2,3]] makes [[0,0,1],[0,4,6],[4,12,9]].
  const char* sizes = "i=2&k=2&input=counting&kernel=own:2x2:0,1,2,3&t=8";
  for (const char* view : {"gather", "scatter", "direct", "gradient"})
    EXPECT_EQ(count_of(draw(fmt::format("transposed?{}&view={}", sizes, view)), "12"), 1) << view;
  EXPECT_EQ(count_of(draw(fmt::format("transposed?{}", sizes)), "12"), 4);
}

TEST(TransposedScene, SaysThatTheWaysAgree) {
  EXPECT_TRUE(draw("transposed?i=3&k=3&s=2&p=1&a=1").canvas.shows("Largest difference between the four ways: 0"));
  EXPECT_EQ(compute(lesson("transposed?i=3&k=3&s=2&p=1&kernel=gaussian").lesson)->of<TransposedResult>().ways_difference, 0);
  EXPECT_FALSE(compute(lesson("transposed?i=64&k=15&s=8").lesson)->of<TransposedResult>().ways_difference);
}

TEST(TransposedScene, ShowsTheMatrixThatItMultipliesWith) {
  const Drawn d = draw("transposed?i=3&k=3&s=2&p=1");
  EXPECT_TRUE(d.canvas.shows("Cᵀ  25 × 9,  nonzeros 49"));
  EXPECT_EQ(std::ranges::count_if(d.hits, [](const Hit& h) { return h.focus.target == Target::nonzero; }), 49 + 1);  // and the row's one
}

TEST(TransposedScene, AStepOfTheScatterIsAStamp) {
  const char* sizes = "transposed?i=3&k=3&s=2&p=1&view=";
  EXPECT_EQ(step_count(lesson(fmt::format("{}scatter", sizes)).lesson), 9);
  EXPECT_EQ(step_count(lesson(fmt::format("{}gather", sizes)).lesson), 25);
  for (int n = 0; n < 9; ++n) {
    EXPECT_THAT(draw(fmt::format("{}scatter&t={}", sizes, n)).sentence,
                testing::StartsWith(fmt::format("Step {} of 9:  Input ({},{}) stamps", n + 1, n / 3, n % 3)));
  }
  EXPECT_EQ(step_count(lesson("transposed?i=7&k=3&p=2&view=scatter").lesson), 49);  // more than the 25 outputs
  EXPECT_FALSE(draw("transposed?i=7&k=3&p=2&view=scatter&t=48").sentence.empty());
}

// What changes with a view are the steps: the last one stays the last.
TEST(TransposedScene, AViewOfOtherStepsIsShownWhereItHasOne) {
  Document d;
  d.model = lesson("transposed?i=3&k=3&s=2&p=1&view=gather&t=24");
  update(d, command::SetView{"scatter"});
  EXPECT_EQ(d.model.time, 8);
  update(d, command::SetView{"direct"});
  EXPECT_EQ(d.model.time, 24);
  update(d, command::SetTime{3});
  update(d, command::SetView{"scatter"});
  EXPECT_EQ(d.model.time, 3);
}

// Its column of Ct stands out, and the stamp's input.
TEST(TransposedScene, AStampIsAColumnOfTheMatrix) {
  const Drawn d = draw("transposed?i=2&k=2&s=2&view=scatter&t=2");
  const Color band = theme_of("light").of(Role::input).solid.with_alpha(0.22f);
  const auto found = std::ranges::find(d.canvas.fills, band, &RecordingCanvas::Shape::color);
  ASSERT_NE(found, d.canvas.fills.end());
  const auto entry = std::ranges::find_if(d.hits, [](const Hit& h) {
    return h.focus.target == Target::nonzero && h.focus.other == Cell{1, 0};
  });
  ASSERT_NE(entry, d.hits.end());
  EXPECT_NEAR(found->rect.centre().x, entry->rect.centre().x, 0.5);
  EXPECT_GT(found->rect.h, 10 * entry->rect.h);
}

// The numbers in a scatter's cells, in row order: texts in the middle of a cell of y, nothing of the small tiles.
std::vector<std::string> sums_of(const Drawn& d, Extent size) {
  const auto grid = std::ranges::find_if(d.hits, [](const Hit& h) { return h.focus.target == Target::output; });
  std::vector<std::string> all(static_cast<std::size_t>(size.area()));
  const double cell = grid->rect.w / static_cast<double>(size.w);
  for (const auto& t : d.canvas.texts) {
    if (!grid->rect.contains(t.rect.centre())) continue;
    const Point at{(t.rect.centre().x - grid->rect.x) / cell, (t.rect.centre().y - grid->rect.y) / cell};
    const Cell c{static_cast<std::int64_t>(at.y), static_cast<std::int64_t>(at.x)};
    const bool middle = std::abs(at.x - std::floor(at.x) - 0.5) < 0.1 && std::abs(at.y - std::floor(at.y) - 0.5) < 0.1;
    if (middle) all[static_cast<std::size_t>(size.index_of(c))] = t.text;
  }
  return all;
}

TEST(TransposedScene, TheSentenceAddsUpWhereMostStampsMeet) {
  // x = 4 1 1 ..., w = 1 to 9, p = 1: the second stamp meets the first in (0,1), 4·6 + 1·4, and in (1,1).
  const Drawn d = draw("transposed?i=3&k=3&s=2&p=1&view=scatter&t=1");
  EXPECT_THAT(d.sentence, testing::HasSubstr("at (0,1)  24 + 4 = 28."));
  EXPECT_EQ(sums_of(d, {5, 5})[1], "28");
  const Drawn negative = draw("transposed?i=1x2&square=0&k=1x2&input=own:1x2:1,-2&kernel=own:1x2:3,4&view=scatter&t=1");
  EXPECT_THAT(negative.sentence, testing::HasSubstr("at (0,1)  4 + (−6) = −2."));
  EXPECT_THAT(draw("transposed?i=3&k=2&s=2&view=scatter&t=4").sentence, testing::Not(testing::HasSubstr("overlap")));
}

TEST(TransposedScene, APointedAtOutputIsSaidToBeWhereStampsMeet) {
  const std::string said = draw("transposed?i=3&k=3&s=2&p=1&view=scatter&t=3", {Target::output, {3, 1}, {}}).sentence;
  EXPECT_THAT(said, testing::EndsWith("Stamps that meet in this cell and add up: 4."));
}

TEST(TransposedScene, AStampLiftsFromItsInputGlidesAndAddsUp) {
  // 2 x 2 input 4 1 / 0 2, w = 1 to 9: the second stamp begins at output (0,1), where 4·2 lies already, and adds 1·1.
  const auto at = [](double t) { return sums_of(draw(fmt::format("transposed?i=2&k=3&view=scatter&t={}", t)), {4, 4}); };
  EXPECT_EQ(at(0)[1], "8");
  EXPECT_EQ(at(0.55)[1], "9");  // the first of its 9 products is on the sum
  EXPECT_EQ(at(0.55)[7], "");   // the others are not
  EXPECT_EQ(at(1)[7], "6");
  const auto tiles = [](double t) {
    const Drawn d = draw(fmt::format("transposed?i=2&k=3&view=scatter&t={}", t));
    const auto nine = std::ranges::find_if(d.canvas.texts, [](const auto& text) { return text.text == "9"; });
    return nine == d.canvas.texts.end() ? -1.0 : nine->rect.centre().x;
  };
  EXPECT_LT(tiles(0.2), tiles(0.3));  // the last product of the stamp, on its way to the right
  EXPECT_LT(tiles(0.3), tiles(0.39));
}

TEST(TransposedScene, AStampOfTheCornerIsCutOff) {
  const Drawn d = draw("transposed?i=3&k=3&s=2&p=1&view=scatter&t=0");
  EXPECT_THAT(d.sentence, testing::HasSubstr("4 products land on the output"));
  EXPECT_THAT(d.sentence, testing::EndsWith("cuts 5 off."));
}

TEST(TransposedScene, TheTurnedKernelMeetsCellsZerosAndPadding) {
  EXPECT_THAT(draw("transposed?i=3&k=3&s=2&p=1&view=direct&t=0").sentence,
              testing::HasSubstr("of its 9 weights 1 lies on cells, 3 on inserted zeros, 5 on padding"));
}

TEST(TransposedScene, ACellThatNoStampReachesIsSaidToBeZero) {
  const Model model = lesson("transposed?i=1x3&k=1x3&s=1x2&a=0x1&square=0&input=ones&kernel=ones");
  const auto results = compute(model.lesson);
  const std::vector<float> expected{1, 1, 2, 1, 2, 1, 1, 0};
  EXPECT_TRUE(std::ranges::equal(results->output.data(), expected));
  const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
  EXPECT_THAT(draw(model, {Target::output, {0, 7}, {}}).sentence, testing::HasSubstr("output (0,7) = 0."));
  EXPECT_THAT((*find_scene("transposed"))->describe({Target::output, {0, 7}, {}}, frame), testing::HasSubstr("no stamp reaches"));
  EXPECT_THAT((*find_scene("transposed"))->describe({Target::output, {0, 2}, {}}, frame), testing::HasSubstr("the sum of 2 products"));
}

TEST(FractionalScene, EachChangeOfTheInputIsAStepWithItsSentence) {
  const auto at = [](double t) { return draw(fmt::format("fractional?i=3&k=3&s=2&p=1&a=1&t={}", t)).sentence; };
  EXPECT_EQ(step_count(lesson("fractional?i=3&k=3&s=2&p=1&a=1").lesson), 5 + 36);
  EXPECT_THAT(at(0), testing::AllOf(testing::StartsWith("Step 1 of 41:"), testing::HasSubstr("It is 3 × 3 now")));
  for (const double t : {0.5, 1.0})
    EXPECT_THAT(at(t), testing::HasSubstr("Step 2 of 41:  The cells move apart to the distance s = 2")) << t;
  for (const double t : {1.5, 2.0}) EXPECT_THAT(at(t), testing::HasSubstr("nothing is interpolated.  The stretched input is 5 × 5")) << t;
  for (const double t : {2.5, 3.0}) EXPECT_THAT(at(t), testing::HasSubstr("Zero padding p′ = 1")) << t;
  for (const double t : {3.5, 4.0}) EXPECT_THAT(at(t), testing::HasSubstr("a = 1 at the bottom and right makes the output 6 × 6")) << t;
  EXPECT_THAT(
      at(5), testing::AllOf(testing::StartsWith("Step 6 of 41:  output (0,0) = "), testing::HasSubstr("of its 9 weights 1 lies on cells")));
  EXPECT_THAT(at(6), testing::StartsWith("Step 7 of 41:  output (0,1)"));
  EXPECT_THAT(at(40), testing::StartsWith("Step 41 of 41:  output (5,5)"));
}

TEST(FractionalScene, TheCaptionGrowsWithTheInput) {
  const auto shows = [](double t, const char* text) {
    return draw(fmt::format("fractional?i=3&k=3&s=2&p=1&a=1&t={}", t)).canvas.shows(text);
  };
  for (const double t : {0.0, 1.0}) EXPECT_TRUE(shows(t, "x  3 × 3")) << t;
  for (const double t : {2.0, 3.0}) EXPECT_TRUE(shows(t, "x, stretched to 5 × 5")) << t;
  EXPECT_TRUE(shows(4, "x, stretched to 6 × 6, p′ = 1"));
}

TEST(FractionalScene, CellsThatStayTogetherHaveNoStepsOfTheirOwn) {
  const auto at = [](double t) { return draw(fmt::format("fractional?i=2&k=3&t={}", t)).sentence; };
  EXPECT_EQ(step_count(lesson("fractional?i=2&k=3").lesson), 3 + 16);
  EXPECT_THAT(at(0), testing::HasSubstr("the cells stay together"));
  EXPECT_THAT(at(1), testing::HasSubstr("Zero padding p′ = 2"));
  EXPECT_THAT(at(2), testing::HasSubstr("a = 0: no output padding"));
  EXPECT_THAT(at(3), testing::StartsWith("Step 4 of 19:  output (0,0)"));
}

TEST(FractionalScene, ASingleOutputIsPreparedToo) {
  const auto at = [](double t) { return draw(fmt::format("fractional?i=1&k=1&t={}", t)).sentence; };
  EXPECT_THAT(at(0), testing::StartsWith("Step 1 of 4:  The stride is s = 1"));
  EXPECT_THAT(at(3), testing::StartsWith("Step 4 of 4:  output (0,0)"));
}

TEST(FractionalScene, CellsMoveApartAndZerosDropInBetween) {
  // Of a single weight 1 the output is the stretched input; x holds no 0.
  const auto zeros = [](double t) { return count_of(draw(fmt::format("fractional?i=2&k=1&s=3&input=ones&kernel=ones&t={}", t)), "0"); };
  EXPECT_EQ(zeros(0), zeros(1));
  EXPECT_EQ(zeros(2) - zeros(0), 12);  // 4 x 4 less the four cells
  const auto first = [](double t) {
    const Drawn d = draw(fmt::format("fractional?i=2&k=1&s=3&t={}", t));
    const auto place = [&](Cell c) {
      return std::ranges::find_if(d.hits, [&](const Hit& h) { return h.focus == Focus{Target::input, c, {}}; })->rect;
    };
    return (place({0, 1}).x - place({0, 0}).x) / place({0, 0}).w;
  };
  EXPECT_NEAR(first(0), 1, 1e-9);
  EXPECT_GT(first(0.5), 1.5);
  EXPECT_LT(first(0.5), 2.5);
  EXPECT_NEAR(first(1), 3, 1e-9);
}

TEST(FractionalScene, NoOutputIsFilledBeforeTheWalk) {
  // Every output of ones is 4 in the middle of a full overlap; nothing else is 4.
  const auto fours = [](double t) { return count_of(draw(fmt::format("fractional?i=5&k=2&p=1&input=ones&kernel=ones&t={}", t)), "4"); };
  const auto stated = fours(2);
  EXPECT_EQ(fours(0), stated);
  EXPECT_EQ(fours(2.3), stated);
  EXPECT_EQ(fours(3) - stated, 1);
  EXPECT_EQ(fours(4) - stated, 2);
  EXPECT_EQ(fours(18) - stated, 16);
}

TEST(FractionalScene, ANegativePaddingIsSaidToCrop) {
  EXPECT_THAT(draw("fractional?i=6&k=3&p=3&t=2").sentence, testing::Not(testing::HasSubstr("cropped")));
  EXPECT_THAT(draw("fractional?i=6&k=3&p=3&t=1").sentence, testing::HasSubstr("p′ = −1 is negative"));
  EXPECT_TRUE(draw("fractional?i=6&k=3&p=3&t=3").canvas.shows("cropped: p′ is negative"));
  EXPECT_FALSE(draw("fractional?i=6&k=3&p=2&t=3").canvas.shows("cropped: p′ is negative"));
  const Theme& theme = theme_of("light");
  const Color faded = mix(theme.of(Role::input).fill, theme.background, 0.65);
  const Drawn d = draw("fractional?i=6&k=3&p=3&t=3");
  EXPECT_EQ(std::ranges::count(d.canvas.fills, faded, &RecordingCanvas::Shape::color), 20 + 1);  // 6 x 6 less 4 x 4; the legend's
}

TEST(FractionalScene, CountsTheWastedProducts) {
  const Drawn d = draw("fractional?i=3&k=3&s=2&p=1&t=3");
  EXPECT_TRUE(d.canvas.shows("Products of all placements: 225"));
  EXPECT_TRUE(d.canvas.shows("with input cells 49,  with zeros 176 (78 %)"));
}

TEST(FractionalScene, ShowsTheInputSidesThatAPicksFrom) {
  const Drawn d = draw("fractional?i=3&k=3&s=2&p=1&a=1&t=3");
  EXPECT_TRUE(d.canvas.shows("Why a?  Input sides that lead to 3"));
  for (const char* text : {"i = 5", "i = 6", "a = 0", "a = 1"}) EXPECT_TRUE(d.canvas.shows(text)) << text;
  EXPECT_FALSE(d.canvas.shows("i = 7"));
  EXPECT_TRUE(draw("fractional?i=2&k=3&t=3").canvas.shows("i = 4") && !draw("fractional?i=2&k=3&t=3").canvas.shows("i = 5"));
  const Drawn three = draw("fractional?i=6&k=5&s=3&p=2&t=3");
  for (const char* text : {"i = 16", "i = 17", "i = 18"}) EXPECT_TRUE(three.canvas.shows(text)) << text;
}

TEST(FractionalScene, SaysWhatTheKernelWouldGiveUnturned) {
  const auto says = [](const std::string& link, const std::string& text) {
    const auto texts = texts_of(draw(link).canvas);
    return std::ranges::find(texts, text) != texts.end();
  };
  // Its taps on cells are at (0,0), (0,1), (1,0) and (1,1) in turn: t 1 is the first output where s = 1.
  const std::string link = "fractional?i=2&k=2&s=1&input=own:2x2:0,1,2,3&kernel=own:2x2:0,1,2,3&t=";
  EXPECT_TRUE(says(link + "7", "Slid unturned, y_{1,1} would be 14, not 4."));
  EXPECT_TRUE(says(link + "3", "Slid unturned, y_{0,0} would be 0 too."));
  EXPECT_FALSE(says(link + "0", "Slid unturned, y_{0,0} would be 0 too."));
}

TEST(FractionalScene, TheKernelIsShownAsItIsAndTurned) {
  const Drawn d = draw("fractional?i=2&k=3&t=3");
  std::vector<Cell> weights;
  for (const Hit& h : d.hits) {
    if (h.focus.target == Target::weight) weights.push_back(h.focus.cell);
  }
  EXPECT_THAT(draw("fractional?i=2&k=3&flip=1&t=3").sentence, testing::HasSubstr("turned again it slides as w itself"));
  ASSERT_EQ(weights.size(), 18u);
  EXPECT_EQ(weights[0], (Cell{0, 0}));
  EXPECT_EQ(weights[9], (Cell{2, 2}));
}

TEST(TransposedLinks, AreTheConvolutionsWithItsSidesSwapped) {
  const auto g = *resolve_transposed({.i = {3, 2}, .k = {3, 4}, .s = {2, 1}, .p = {1, 1}, .flip = true, .a = {1, 0}});
  for (std::int64_t x = 0; x < g.output().area(); ++x) {
    for (std::int64_t y = 0; y < g.input().area(); ++y) {
      const Cell in = g.output().cell_at(x);
      const Cell out = g.input().cell_at(y);
      const MaybeCell w = g.weight_between(in, out);
      EXPECT_EQ(Links(g, {Target::output, out, {}}, 0, Side::c_transposed).input(in), w.found);
      EXPECT_EQ(Links(g, {Target::input, in, {}}, 0, Side::c_transposed).output(out), w.found);
      if (!w.found) continue;
      EXPECT_TRUE(Links(g, {Target::weight, w.cell, {}}, 0, Side::c_transposed).input(in));
      EXPECT_TRUE(Links(g, {Target::input, in, {}}, 0, Side::c_transposed).weight(w.cell));
    }
  }
  EXPECT_EQ(focus_within(g, {Target::output, {g.h.i, 0}, {}}, Side::c_transposed), Focus{});
  EXPECT_EQ(focus_within(g, {Target::input, {-1, 0}, {}}, Side::c_transposed), Focus{});
}

}  // namespace
}  // namespace deconvlab::test
