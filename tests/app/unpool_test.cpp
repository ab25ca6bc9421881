// The scene "unpool": what it draws is where the timeline stands.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/scenes/unpool/unpool_side.h"
#include "tests/app/unpool_shown.h"

namespace deconvlab {
namespace {

using test::Drawn;
using test::kFour;
using test::kZeros;
using test::Shown;
using testing::HasSubstr;

TEST(UnpoolScene, BringsBackOnePooledCellAStep) {
  const Shown shown(std::string(kFour) + "&t=4");
  const UnpoolStage& stage = shown.stage;
  EXPECT_FALSE(stage.pooling());
  EXPECT_TRUE(stage.is_placed({0, 0}) && !stage.is_placed({0, 1}));
  EXPECT_EQ(stage.owner({3, 1}), (Cell{1, 0}));
  EXPECT_EQ(stage.row_of(2, {0, 0}).size(), 1u);
}

// Bilinear of 4, 5 / 7, 9: after the first step cell (1,1) holds 4 * 0.5625 only.
TEST(UnpoolScene, EveryWayShowsWhatHasComeSoFar) {
  const std::string link = "unpool?i=4&k=2&s=2&up=4&kernel=bilinear&view=bilinear&input=own:4:1,3,2,1,4,2,0,5,7,6,1,1,5,0,2,9";
  const Shown pooling(link + "&t=3");
  const Shown first(link + "&t=4");
  const Shown last(link + "&t=7");
  for (int way = 0; way < 3; ++way) EXPECT_FALSE(pooling.stage.shown(way, {0, 0})) << way;
  EXPECT_EQ(first.stage.shown(0, {0, 0}), 0.0f);
  EXPECT_EQ(first.stage.shown(0, {1, 0}), 4.0f);
  EXPECT_FALSE(first.stage.shown(0, {3, 3}));
  EXPECT_EQ(first.stage.shown(1, {1, 1}), 4 * 0.5625f);
  EXPECT_EQ(first.stage.shown(2, {1, 1}), 4 * 0.5625f);
  EXPECT_FALSE(first.stage.shown(1, {3, 3}));
  EXPECT_FALSE(first.stage.shown(2, {3, 3}));
  for (std::int64_t n = 0; n < 16; ++n) {
    const Cell c = Extent::square(4).cell_at(n);
    for (int way = 0; way < 3; ++way) EXPECT_EQ(last.stage.shown(way, c), last.stage.back(way).at(c)) << way << " " << n;
  }
}

// While a value is on its way it is nowhere; with time on a whole step nothing moves.
TEST(UnpoolScene, AValueIsThereOnlyWhenItHasArrived) {
  const Shown flying(std::string(kFour) + "&t=4.5");
  EXPECT_EQ(flying.stage.step(), 5);
  EXPECT_TRUE(flying.stage.is_placed({0, 0}) && !flying.stage.is_placed({0, 1}));
  EXPECT_FALSE(flying.stage.shown(2, {0, 2}));
  EXPECT_GT(flying.stage.on_its_way(), 0.3);
  EXPECT_LT(flying.stage.on_its_way(), 0.7);
  const Shown pooling(std::string(kFour) + "&t=0.9");
  EXPECT_TRUE(pooling.stage.made({0, 0}) && !pooling.stage.made({0, 1}));
  EXPECT_TRUE(pooling.stage.is_switch({1, 3}));  // found, on its way
  EXPECT_FALSE(Shown(std::string(kFour) + "&t=0.2").stage.is_switch({1, 3}));
}

std::ptrdiff_t count_of(const std::vector<RecordingCanvas::Shape>& shapes, Color color, double width = 0) {
  return std::ranges::count_if(shapes, [&](const auto& s) { return s.color == color && s.width == width; });
}
const Tone& tone(Role role) { return theme_of("light").of(role); }

// Of the four switches that x shows at the end, the step's own is strong; so is the one that ① puts back.
TEST(UnpoolScene, OnlyTheStepsOwnSwitchIsStrong) {
  const Drawn d = test::draw(std::string(kFour) + "&t=7");
  EXPECT_EQ(count_of(d.canvas.fills, tone(Role::switches).solid), 2);
  EXPECT_EQ(count_of(d.canvas.fills, tone(Role::switches).fill), 3 + 3);
  const Drawn pooling = test::draw(std::string(kFour) + "&t=3");
  EXPECT_EQ(count_of(pooling.canvas.fills, tone(Role::switches).solid), 1);
  EXPECT_EQ(count_of(pooling.canvas.fills, tone(Role::switches).fill), 3);
}

constexpr const char* kOneWeight = "unpool?i=4&k=2&s=2&up=2&kernel=own:2:0,0,0,1&input=own:4:1,3,2,1,4,2,0,5,7,6,1,1,5,0,2,9&t=7";

// Of the step's cells (2,2) is the first that ① leaves empty and the kernel does not; with no kernel that tells them apart it is the
// switch.
TEST(UnpoolScene, AsksAboutACellThatTellsTheWaysApart) {
  EXPECT_EQ(Shown(std::string(kFour) + "&t=7").stage.asked, (Cell{2, 2}));
  EXPECT_EQ(Shown(std::string(kFour) + "&t=3").stage.asked, (Cell{3, 3}));
  EXPECT_EQ(Shown(kOneWeight).stage.asked, (Cell{3, 3}));
  const Drawn d = test::draw(std::string(kFour) + "&t=7");
  EXPECT_TRUE(d.canvas.shows("③ Cᵀ: deconvolution’s matrix, in this row ≠ ①, = ②"));
}

// ① ≠ ② = ③ of a kernel of ones; before anything is back there is nothing to compare.
TEST(UnpoolScene, SaysBetweenTheWaysWhetherTheyAreAlike) {
  const auto signs = [](const std::string& link) {
    std::string all;
    for (const RecordingCanvas::Text& text : test::draw(link).canvas.texts)
      if (text.text == "=" || text.text == "≠") all += text.text;
    return all;
  };
  EXPECT_EQ(signs(std::string(kFour) + "&t=7"), "≠=");
  EXPECT_EQ(signs(kOneWeight), "≠≠");
  EXPECT_EQ(signs(std::string(kFour) + "&t=2"), "");
  EXPECT_EQ(signs(std::string(kFour) + "&t=3.5"), "");
}

TEST(UnpoolScene, ASwitchOfValueZeroIsVermilionToo) {
  const Drawn d = test::draw(fmt::format("unpool?i=4&k=2&s=2&up=2&kernel=ones&{}&t=7", kZeros));
  EXPECT_EQ(count_of(d.canvas.fills, tone(Role::switches).solid), 2);
}

TEST(UnpoolScene, PointingLinksAValueThroughAllThreeAtAnyTime) {
  // While pooling nothing has come back: what the pooled cell will reach is outlined.
  const Drawn early = test::draw(std::string(kFour) + "&t=0", {Target::input, {1, 1}, {}});
  EXPECT_EQ(count_of(early.canvas.outlines, tone(Role::switches).solid, 2), 1);
  EXPECT_EQ(count_of(early.canvas.outlines, tone(Role::output).solid, 2), 4 + 4);  // ② and ③
  EXPECT_EQ(count_of(early.canvas.outlines, tone(Role::input).solid, 2), 1);
  EXPECT_THAT(early.sentence,
              HasSubstr("pooled cell (1,1) = 9, its switch is 15: the cell (3,3) The same cell is 15 in PyTorch and ONNX, 15 in ONNX"));
  // At the end they are filled: four copies, and what the stamp covers.
  const Drawn late = test::draw(std::string(kFour) + "&t=7", {Target::input, {0, 0}, {}});
  EXPECT_EQ(count_of(late.canvas.fills, tone(Role::output).solid), 4 + 4);
  EXPECT_EQ(count_of(late.canvas.outlines, tone(Role::output).solid, 2), 0);
  // A cell of a large grid is marked in x and in all three.
  const Drawn cell = test::draw(std::string(kFour) + "&t=7", {Target::output, {2, 1}, {}});
  EXPECT_EQ(count_of(cell.canvas.outlines, theme_of("light").text, 2), 4);
  const auto weight = std::ranges::find_if(cell.hits, [](const Hit& h) { return h.focus.target == Target::weight; });
  ASSERT_NE(weight, cell.hits.end());
  EXPECT_TRUE(cell.canvas.active_at(weight->of({Target::weight, {0, 1}, {}}).rect.centre(), theme_of("light")));  // that reaches it
  EXPECT_TRUE(
      std::ranges::any_of(cell.hits, [](const Hit& h) { return h.focus.target == Target::weight && h.cells == Extent::square(2); }));
}

TEST(UnpoolScene, NumbersStayWhereTheyAreManyAndLong) {
  const Drawn d = test::draw("unpool?i=6&k=2&s=2&up=4&kernel=bilinear&view=bilinear&t=17&input=digits:1");
  EXPECT_TRUE(d.canvas.shows("3.625"));
  EXPECT_TRUE(d.canvas.shows("0.5625"));
  // On the way to 7, 8, ... sums have more digits than at the end.
  const Drawn sums = test::draw("unpool?i=6&k=2&s=2&up=4&kernel=bilinear&view=bilinear&t=11&input=counting");
  const auto shown = [&](const std::string& text) { return std::ranges::count(sums.canvas.texts, text, &RecordingCanvas::Text::text); };
  EXPECT_EQ(shown("7.125"), 3);  // in a row of ② and in two of ③
  EXPECT_EQ(shown("7.1"), 0);
}

TEST(UnpoolScene, StripsOfManyColumnsShowThoseThatMatter) {
  const Shown small(kFour);
  EXPECT_EQ(strip_columns(small.stage, 410).size(), 4u);
  const Shown large("unpool?i=32&k=2&s=2&up=4&kernel=bilinear&view=bilinear&pin=output:5,5,0,0");
  // Cell 5 lies between the pooled cells 2 and 3.
  EXPECT_EQ(strip_columns(large.stage, 410), (std::vector<std::int64_t>{2 * 16 + 2, 2 * 16 + 3, 3 * 16 + 2, 3 * 16 + 3}));
}

TEST(UnpoolScene, ValuesFlyAndTheWindowGlides) {
  const auto tiles = [](const Drawn& d) {  // values in flight are 24 high
    return std::ranges::count_if(d.canvas.fills, [](const auto& f) { return f.rect.h == 24 && f.color == tone(Role::switches).solid; });
  };
  EXPECT_EQ(tiles(test::draw(std::string(kFour) + "&t=0.8")), 1);
  EXPECT_EQ(tiles(test::draw(std::string(kFour) + "&t=4.5")), 1);
  EXPECT_EQ(tiles(test::draw(std::string(kFour) + "&t=5")), 0);
  const auto window = [](const Drawn& d) {
    const auto at =
        std::ranges::find_if(d.canvas.outlines, [](const auto& o) { return o.color == tone(Role::kernel).solid && o.width == 3; });
    return at->rect.x;
  };
  const double from = window(test::draw(std::string(kFour) + "&t=0"));
  const double to = window(test::draw(std::string(kFour) + "&t=1"));
  const double between = window(test::draw(std::string(kFour) + "&t=0.2"));
  EXPECT_LT(from, between);
  EXPECT_LT(between, to);
}

}  // namespace
}  // namespace deconvlab
