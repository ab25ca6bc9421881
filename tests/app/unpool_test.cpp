// The scene "unpool": what it says is so, and what it draws is where the timeline stands.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

#include "app/scenes/unpool/unpool_side.h"
#include "app/scenes/unpool/unpool_words.h"
#include "core/operators/conv_transpose.h"
#include "tests/app/drawn.h"

namespace deconvlab {
namespace {

using test::Drawn;
using test::lesson;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFour = "unpool?i=4&k=2&s=2&up=2&kernel=ones&input=own:4:1,3,2,1,4,2,0,5,7,6,1,1,5,0,2,9";
constexpr const char* kZeros = "input=own:4:0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0";
// Every maximum at the top left of its window.
constexpr const char* kCorners = "unpool?i=4&k=2&s=2&input=own:4:9,0,8,0,0,0,0,0,7,0,6,0,0,0,0,0";

// A lesson with its results, for as long as a stage looks at them.
struct Shown {
  Model model;
  Expected<Results> results;
  Frame frame;
  UnpoolStage stage;

  explicit Shown(const std::string& link) : Shown(lesson(link), Focus{}) {}
  Shown(const Model& m, const Focus& focus)
      : model(m),
        results(compute(model.lesson)),
        frame{model, *results, focus.target == Target::none ? model.pinned : focus, theme_of("light"), language_of("en")},
        stage(frame) {}
  std::vector<std::string> statements() const { return unpool_statements(stage); }
};

std::string said(const std::string& link) { return unpool_sentence(Shown(link).stage); }

TEST(UnpoolScene, TellsTheSwitchAndThePlaceItGoesBackTo) {
  EXPECT_THAT(said(std::string(kFour) + "&t=1"),
              HasSubstr("pooled cell (0,1) is 5. It stands at (1,3): its switch is row · width + column = 1·4 + 3 = 7"));
  EXPECT_THAT(said(std::string(kFour) + "&t=7"), HasSubstr("Pooled cell (1,1) holds 9. ① puts it back at its switch (3,3)"));
}

// Windows of 3 every 2 cells over 5 are two, and of the 5 cells nearest gives 3 to the first and 2 to the last.
TEST(UnpoolScene, SaysWhereUpsamplingCopiesTo) {
  EXPECT_THAT(said("unpool?i=5&k=3&s=2&up=3&t=4"), HasSubstr("② copies it to rows 0 to 2, columns 0 to 2."));
  EXPECT_THAT(said("unpool?i=5&k=3&s=2&up=3&t=7"), HasSubstr("② copies it to rows 3 to 4, columns 3 to 4."));
}

// Windows of 3 every cell: (0,0) and (1,0) both have the 7 at (2,0).
TEST(UnpoolScene, SaysThatTwoPooledCellsNameOnePlace) {
  const std::string link = "unpool?i=6&k=3&s=1&up=3";
  EXPECT_THAT(said(link + "&t=20"),
              AllOf(HasSubstr("Pooled cell (0,0) named the same place"), HasSubstr("the last write in row order wins"),
                    HasSubstr("② copies it to row 2, columns 0 to 1.")));
  EXPECT_THAT(said(link + "&t=16"), Not(HasSubstr("named the same place")));
  EXPECT_THAT(Shown(link).statements()[0], HasSubstr("stamps stand 1 row and 1 column apart"));
}

TEST(UnpoolScene, SaysWhichOfEqualValuesIsTheSwitch) {
  EXPECT_THAT(said("unpool?i=4&input=own:4:1,4,0,0,4,2,0,5,0,0,0,0,0,0,0,0&t=0"),
              HasSubstr("4 stands there twice; the first in row order is the switch."));
  EXPECT_THAT(said("unpool?i=4&input=ones&t=2"), HasSubstr("1 stands there 4 times; the first in row order is the switch."));
  EXPECT_THAT(said("unpool?i=4&t=2"), Not(HasSubstr("row order")));
}

// Stamps of 2 every 2 cells from two cells reach 4 of 5 rows and columns.
TEST(UnpoolScene, StrikesOutCellsThatNoStampReaches) {
  const auto struck = [](const std::string& link) {
    const Shown shown(link);
    std::int64_t count = 0;
    for (std::int64_t n = 0; n < shown.stage.large().area(); ++n)
      count += shown.stage.up().ever_read(shown.stage.large().cell_at(n)) ? 0 : 1;
    return std::pair(count, shown.statements().size());
  };
  EXPECT_EQ(struck("unpool?i=5&k=3&s=2&t=7"), std::pair(std::int64_t{9}, std::size_t{3}));
  EXPECT_EQ(struck("unpool?i=4&t=7"), std::pair(std::int64_t{0}, std::size_t{2}));
  // ② and the statement have the zeros; the nine cells of ③ none.
  const Drawn d = test::draw("unpool?i=5&k=3&s=2&input=ones&kernel=ones&t=7");
  const auto labelled = std::ranges::count(d.canvas.texts, "1", &RecordingCanvas::Text::text);
  EXPECT_GE(labelled, 25 + 4 + 16);
  EXPECT_TRUE(d.canvas.shows("Struck out in ③: cells that no stamp reaches."));
}

TEST(UnpoolScene, JudgesOnlyWhatHasBegunToComeBack) {
  const auto starts = [](const Drawn& d, std::string_view words) {
    return std::ranges::any_of(d.canvas.texts, [&](const auto& t) { return std::string_view(t.text).starts_with(words); });
  };
  const Drawn pooling = test::draw("unpool?t=3");
  EXPECT_FALSE(starts(pooling, "③ equals"));
  EXPECT_TRUE(starts(pooling, "Each matrix will take the 4 pooled values"));
  EXPECT_TRUE(starts(test::draw("unpool?t=4"), "③ equals"));
}

TEST(UnpoolScene, APinHasASentenceOfItsOwn) {
  const std::string pinned = said(std::string(kFour) + "&t=1&pin=output:0,1,0,0");
  EXPECT_THAT(pinned, HasSubstr("cell (0,1): x 3, unpooled 0, upsampled 4, deconvolved 4"));
  EXPECT_THAT(pinned, Not(HasSubstr("Step")));
  EXPECT_THAT(said(std::string(kFour) + "&t=1&pin=output:9,9,0,0"), HasSubstr("Step 2 of 8: The largest value in the window"));
}

TEST(UnpoolScene, SaysWhetherAKernelCanDoWhatTheOthersDo) {
  const auto ones = Shown(kFour).statements();
  EXPECT_THAT(ones[0], HasSubstr("③ equals ② exactly, for every input: all 16 rows"));
  EXPECT_THAT(ones[1], HasSubstr("No kernel does it: these switches stand at different places"));
  EXPECT_THAT(Shown(std::string(kCorners) + "&up=2&kernel=ones").statements()[1], HasSubstr("a 2 × 2 kernel with a single 1, at (0,0)"));
  EXPECT_THAT(Shown(std::string(kCorners) + "&up=2&kernel=own:2:1,0,0,0").statements()[1],
              HasSubstr("③ equals ① exactly, with these switches: all 16 rows are the same"));
}

// Values differ with this input, matrices in the row that is shown: each says of what it speaks.
TEST(UnpoolScene, SaysWhatDiffersWithThisInputAndWhatInThisRow) {
  const std::string link = std::string(kFour) + "&t=7";
  EXPECT_THAT(Shown(link).statements()[1], HasSubstr("With this input ③ differs from ① by up to"));
  const Drawn d = test::draw(link);
  std::string all;
  for (const RecordingCanvas::Text& text : d.canvas.texts) all += text.text + " ";
  EXPECT_THAT(all, HasSubstr("deconvolution’s matrix, in this row "));
}

// Of zeros every result is zero; the rows differ all the same.
TEST(UnpoolScene, JudgesByRowsNotByThisInputsValues) {
  const auto zeros = Shown(fmt::format("unpool?i=4&k=2&s=2&up=2&kernel=counting&{}&t=7", kZeros)).statements();
  EXPECT_THAT(zeros[0], AllOf(HasSubstr("the same values, but 12 of 16 rows are not the same, the first that of cell (0,1)"),
                              HasSubstr("a 2 × 2 kernel of ones")));
  EXPECT_THAT(zeros[1], AllOf(HasSubstr("the same values, but 12 of 16 rows"), HasSubstr("a 2 × 2 kernel with a single 1, at (0,0)")));
}

// A 4 x 4 kernel is cut by 1 on each side: what reaches the first cell of a window is its weight (1,1).
TEST(UnpoolScene, NamesThePlaceInTheKernelNotInTheWindow) {
  const std::string link = std::string(kCorners) + "&up=4";
  EXPECT_THAT(Shown(link).statements()[1], HasSubstr("a 4 × 4 kernel with a single 1, at (1,1)"));
  EXPECT_THAT(Shown(link + "&kernel=own:4:0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0").statements()[1], HasSubstr("its 1, at (1,1)"));
}

// Windows of 3 with the maxima in their last cells, which a kernel of 2 does not reach.
TEST(UnpoolScene, SaysThatAPlaceLiesOutsideTheKernel) {
  const std::string corner = "unpool?i=6&k=3&s=3&input=own:6:0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,0,0,9,0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,0,0,9";
  EXPECT_THAT(Shown(corner + "&up=2").statements()[1],
              AllOf(HasSubstr("but this kernel does not reach it"), HasSubstr("a 3 × 3 kernel with a single 1, at (2,2)")));
  EXPECT_THAT(Shown(corner + "&up=3").statements()[1], Not(HasSubstr("does not reach")));
}

TEST(UnpoolScene, SaysThatNoKernelStretchesByFiveHalves) {
  EXPECT_THAT(Shown("unpool?i=5&k=2&s=2&up=2&kernel=ones&t=7").statements()[0],
              HasSubstr("No kernel makes them equal: ② stretches 2 cells to 5"));
  // A kernel too large by one: the advice is the block of ones that the padding leaves.
  EXPECT_THAT(Shown("unpool?i=4&k=2&s=2&up=3&kernel=ones").statements()[0], HasSubstr("a 3 × 3 kernel that is 1 from (1,1) to (2,2)"));
}

TEST(UnpoolScene, SaysThatBilinearIsEqualInsideAndWhatTheBorderLacks) {
  const auto said = Shown("unpool?i=6&k=2&s=2&up=4&kernel=bilinear&view=bilinear&t=17").statements()[0];
  EXPECT_THAT(said, AllOf(HasSubstr("equals ② exactly inside, from (1,1) to (4,4)"), HasSubstr("Only the border’s differ, 20 of them"),
                          HasSubstr("In cell (0,0) the weights of ③ add up to 0.5625")));
  EXPECT_THAT(Shown("unpool?i=6&k=2&s=2&up=4&kernel=ones&view=bilinear").statements()[0],
              HasSubstr("away from the border: the 4 × 4 bilinear kernel"));
}

// ---- Every statement, checked with dense matrices.

using Dense = std::vector<std::vector<float>>;  // a row for each large cell

Dense dense(const LinearMap& map) {
  Dense rows(map.to().area(), std::vector<float>(map.from().area()));
  for (std::int64_t t = 0; t < map.to().area(); ++t) {
    for (const RowEntry& e : map.row(t)) rows[t][e.column] += e.weight;
  }
  return rows;
}

// Column by column: what the transposed convolution makes of a single 1.
Dense dense_deconvolution(const Geometry& up, const Tensor& w) {
  Dense rows(up.input().area(), std::vector<float>(up.output().area()));
  for (std::int64_t q = 0; q < up.output().area(); ++q) {
    Tensor one(Shape{1, 1, up.h.o, up.w.o});
    one.at(up.output_cell(q)) = 1;
    const Tensor column = conv_transpose(one, w, up);
    for (std::int64_t t = 0; t < up.input().area(); ++t) rows[t][q] = column.data()[t];
  }
  return rows;
}

bool same(const std::vector<float>& a, const std::vector<float>& b) {
  return std::ranges::equal(a, b, [](float x, float y) { return std::abs(x - y) <= 1e-6f; });
}

std::int64_t rows_apart(const Dense& a, const Dense& b, const CellRect& inside, Extent large) {
  std::int64_t count = 0;
  for (std::int64_t t = 0; t < std::ssize(a); ++t) count += inside.contains(large.cell_at(t)) && !same(a[t], b[t]) ? 1 : 0;
  return count;
}

// Whether any kernel, however large, has these rows: each offset of a cell from a stamp must have one weight.
bool some_kernel(const Dense& rows, const UnpoolStage& s, const CellRect& inside) {
  std::map<std::pair<std::int64_t, std::int64_t>, float> weight;
  const Extent stride{s.up().h.s, s.up().w.s};
  for (std::int64_t t = 0; t < s.large().area(); ++t) {
    const Cell c = s.large().cell_at(t);
    for (std::int64_t q = 0; q < s.cells() && inside.contains(c); ++q) {
      const Cell at = s.small().cell_at(q);
      const auto [found, fresh] = weight.insert({{c.row - at.row * stride.h, c.col - at.col * stride.w}, rows[t][q]});
      if (!fresh && std::abs(found->second - rows[t][q]) > 1e-6f) return false;
    }
  }
  return true;
}

// The kernel that a statement advises.
Tensor advised(const std::string& said, Extent& size) {
  std::smatch m;
  EXPECT_TRUE(std::regex_search(said, m, std::regex("(\\d+) × (\\d+) (bilinear )?kernel"))) << said;
  size = {std::stoll(m[1]), std::stoll(m[2])};
  if (m[3].matched) return *plane_of({"bilinear", 0, {}, {}}, size, true);
  Tensor w(Shape{1, 1, size.h, size.w}, said.find("kernel of ones") != std::string::npos ? 1.0f : 0.0f);
  if (std::regex_search(said, m, std::regex("single 1, at \\((\\d+),(\\d+)\\)"))) w.at({std::stoll(m[1]), std::stoll(m[2])}) = 1;
  if (!std::regex_search(said, m, std::regex("is 1 from \\((\\d+),(\\d+)\\) to \\((\\d+),(\\d+)\\)"))) return w;
  for (std::int64_t r = std::stoll(m[1]); r <= std::stoll(m[3]); ++r) {
    for (std::int64_t c = std::stoll(m[2]); c <= std::stoll(m[4]); ++c) w.at({r, c}) = 1;
  }
  return w;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// What is said of ③ against another way back, against the rows themselves. Counts which kinds of statements there were.
void check(const std::string& said, const Dense& rows, const UnpoolStage& s, const CellRect& inside, std::map<std::string, int>& kinds) {
  const CellRect all{{}, s.large()};
  const Geometry& up = s.up();
  const Dense c = dense_deconvolution(up, s.kernel());
  const std::int64_t apart = rows_apart(c, rows, all, s.large());
  const bool equal_inside = rows_apart(c, rows, inside, s.large()) == 0;
  const bool says_all = has(said, "exactly, ");
  const bool says_inside = has(said, "exactly inside");
  ++kinds[says_all                     ? "all"
          : says_inside                ? "inside"
          : has(said, "No kernel")     ? "none"
          : has(said, "other weights") ? "other weights"
                                       : "advice"];
  EXPECT_EQ(says_all, apart == 0);
  EXPECT_EQ(says_inside, apart > 0 && equal_inside);
  if (says_all || says_inside) return;
  EXPECT_THAT(said, HasSubstr(fmt::format("{} of {} rows", apart, s.large().area())));
  EXPECT_EQ(has(said, "No kernel"), !some_kernel(rows, s, inside));
  if (has(said, "No kernel")) return;
  if (has(said, "other weights")) {  // only where windows leave cells over, or the map is stretched by no whole number of strides
    const bool left_over = s.pool().h.remainder > 0 || s.pool().w.remainder > 0;
    EXPECT_TRUE(left_over || s.large() != (Extent{s.small().h * up.h.s, s.small().w * up.w.s}));
    return;
  }
  Lesson other = s.frame.model.lesson;
  const Tensor w = advised(said, other.up);
  const auto resolved = resolve(other);
  ASSERT_TRUE(resolved);
  EXPECT_EQ(rows_apart(dense_deconvolution(*resolved, w), rows, inside, s.large()), 0);
  EXPECT_EQ(has(said, "does not reach"), other.up != up.kernel() && has(said, "single 1") && has(said, "All switches"));
}

// At how many places of their windows switches stand.
std::size_t switch_places(const UnpoolStage& s) {
  std::set<std::pair<std::int64_t, std::int64_t>> places;
  for (std::int64_t q = 0; q < s.cells(); ++q) {
    const Cell pooled = s.small().cell_at(q);
    places.insert({s.switch_of(pooled).row - s.first_of(pooled).row, s.switch_of(pooled).col - s.first_of(pooled).col});
  }
  return places.size();
}

void check_lesson(const std::string& link, std::map<std::string, int>& kinds) {
  SCOPED_TRACE(link);
  const Model model = lesson(link);
  if (!compute(model.lesson)) return;
  const Shown shown(model, {});
  const UnpoolStage& s = shown.stage;
  const auto statements = shown.statements();
  const auto& like = s.comparison_with_b();
  ASSERT_TRUE(like);
  check(statements[0], dense(s.map_of_b()), s, like->inside, kinds);
  check(statements[1], dense(s.ways().unpool), s, {{}, s.large()}, kinds);
  std::smatch place;
  if (std::regex_search(statements[0], place, std::regex("stretches (\\d+) cells to (\\d+), but stamps stand (\\d+) rows"))) {
    EXPECT_NE(std::stoll(place[1]) * std::stoll(place[3]), std::stoll(place[2]));
  }
  EXPECT_TRUE(!has(statements[1], "different places") || switch_places(s) > 1);
  if (!std::regex_search(statements[1], place, std::regex("has its 1, at \\((\\d+),(\\d+)\\)"))) return;
  EXPECT_EQ(s.kernel().at({std::stoll(place[1]), std::stoll(place[2])}), 1);
}

TEST(UnpoolScene, WhatItSaysOfRowsAndKernelsIsSo) {
  std::map<std::string, int> kinds;
  int n = 0;
  for (int i = 3; i <= 7; ++i) {
    for (int k = 1; k <= 4; ++k) {
      for (int s = 1; s <= 3; ++s) {
        for (int up = 1; up <= 5; ++up) {
          for (const char* kernel : {"ones", "identity", "bilinear", "counting"}) {
            for (const char* input : {"digits:3", "ones", "counting", "edge"}) {
              const bool flip = ++n % 5 == 0;
              const int p = n % 3 == 0 ? k / 2 : 0;
              check_lesson(fmt::format("unpool?i={}&k={}&s={}&p={}&up={}&kernel={}&input={}&flip={}&ceil={}&view={}", i, k, s, p, up,
                                       kernel, input, flip ? 1 : 0, n % 7 < 3 ? 1 : 0, n % 2 == 0 ? "all" : "bilinear"),
                           kinds);
            }
          }
        }
      }
    }
  }
  for (const char* kind : {"all", "inside", "none", "advice"}) EXPECT_GT(kinds[kind], 10) << kind;
}

// ---- What is drawn.

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
  EXPECT_THAT(early.sentence, HasSubstr("pooled cell (1,1) = 9, its switch is (3,3)"));
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
  EXPECT_TRUE(d.canvas.shows("3.63"));  // 3.625
  EXPECT_TRUE(d.canvas.shows("0.562"));
  // On the way to 7, 8, ... sums have more digits than at the end.
  const Drawn sums = test::draw("unpool?i=6&k=2&s=2&up=4&kernel=bilinear&view=bilinear&t=11&input=counting");
  const auto shown = [&](const std::string& text) { return std::ranges::count(sums.canvas.texts, text, &RecordingCanvas::Text::text); };
  EXPECT_EQ(shown("7.1"), 3);  // 7.125 in a row of ② and in two of ③
  EXPECT_EQ(shown("7.13"), 0);
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
