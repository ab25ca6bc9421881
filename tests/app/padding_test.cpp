// SAME, VALID and the output shape: in the state, in links, in the formulas and on the pages.
#include <gmock/gmock.h>

#include "app/diagram/stretched.h"
#include "app/scenes/scenes.h"
#include "app/state/update.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

Document at(const std::string& link) {
  Document d;
  d.scenes = scene_facts();
  d.model = lesson(link);
  return d;
}

const Params& params(const Document& d) { return d.model.lesson.params; }
Extent output_of(const Document& d) {
  const auto g = resolve(d.model.lesson);
  EXPECT_TRUE(g);
  return !g ? Extent{} : !d.model.lesson.kind->input_is_small ? g->output() : g->input();
}

TEST(PaddingRule, ALinkCarriesItAndTheOutputShape) {
  Model m = lesson("transposed?i=3&k=3&s=2");
  m.lesson.params.padding = Padding::same;
  m.lesson.params.output = Extent{5, 6};
  m.lesson.square = false;
  EXPECT_THAT(to_link(m), testing::AllOf(testing::HasSubstr("&padding=same&"), testing::HasSubstr("&output=5x6&")));
  EXPECT_EQ(*open_link(to_link(m), lesson("transposed?padding=valid")), m);
  const Model plain = lesson("transposed?i=3&k=3&s=2");
  EXPECT_EQ(*open_link(to_link(plain), m), plain);
  EXPECT_EQ(lesson("transposed?padding=valid&output=7").lesson.params.output, Extent::square(7));
}

TEST(PaddingRule, ALinkThatGivesPTakesItsPlace) {
  constexpr SceneFacts scenes[] = {{"transposed", &kTransposedKind, "i=3&k=3&s=2&padding=same&output=5"}};
  EXPECT_EQ(open_link("transposed", {}, scenes)->lesson.params.output, Extent::square(5));
  Model at_home = *open_link("transposed", {}, scenes);
  const auto with_p = open_link("transposed?p=1", at_home);
  EXPECT_EQ(with_p->lesson.params.padding, Padding::given);
  EXPECT_FALSE(with_p->lesson.params.output);
}

// k = 3, s = 2, 16 -> 32: SAME_LOWER cuts 1 | 0 off, the numbers in its place are SAME's.
TEST(PaddingRule, ALinkMayPutTheOddCellAtTheBeginning) {
  Document d = at("transposed?i=16&k=3&s=2&padding=same-lower");
  EXPECT_EQ(output_of(d), Extent::square(32));
  EXPECT_EQ(resolve(d.model.lesson)->h.p, 1);
  EXPECT_EQ(resolve(d.model.lesson)->h.p_end, 0);
  EXPECT_THAT(to_link(d.model), testing::HasSubstr("&padding=same-lower&"));
  update(d, command::SetPadding{Padding::given});
  EXPECT_EQ(params(d).p, Extent::square(1));
  EXPECT_EQ(params(d).a, Extent::square(1));
  EXPECT_EQ(output_of(d), Extent::square(32));
}

TEST(PaddingRule, ALinkNamesWhatIsNoRule) {
  for (const char* part : {"padding=full", "padding=", "padding=1", "output=five", "output=", "output=1x2x3"}) {
    const auto m = open_link(std::string("transposed?") + part);
    ASSERT_FALSE(m) << part;
    EXPECT_EQ(m.error(), (Error{ErrorCode::bad_link, {std::string("transposed?") + part, part}}));
  }
}

TEST(PaddingRule, SameAndValidChangeTheOutputAndUndo) {
  Document d = at("convolution?i=6&k=3&s=2&p=1");
  const Lesson before = d.model.lesson;
  update(d, command::SetPadding{Padding::same});
  EXPECT_EQ(output_of(d), Extent::square(3));  // ceil(6 / 2)
  EXPECT_EQ(resolve(d.model.lesson)->h.p, 0);
  EXPECT_EQ(resolve(d.model.lesson)->h.p_end, 1);
  update(d, command::SetPadding{Padding::valid});
  EXPECT_EQ(output_of(d), Extent::square(2));
  update(d, command::Undo{});
  update(d, command::Undo{});
  EXPECT_EQ(d.model.lesson, before);
}

// i = 6, k = 3, s = 2: SAME pads 0 | 1. The same size without the rule has 1 | 1, one cell on.
TEST(PaddingRule, ASliderOfPStartsFromTheRulesNumbers) {
  Document d = at("convolution?i=6&k=3&s=2&padding=same");
  update(d, command::SetPadding{Padding::given});
  EXPECT_EQ(params(d).p, Extent::square(1));
  EXPECT_EQ(output_of(d), Extent::square(3));
  d = at("convolution?i=6&k=3&s=2&padding=same");
  update(d, command::SetSize{Size::p, Axes::both, 2});
  EXPECT_EQ(params(d).padding, Padding::given);
  EXPECT_EQ(params(d).p, Extent::square(2));
}

// k = 3, s = 2, 16 -> 32: SAME cuts 0 | 1 off; p = 1, a = 1 has the same shape.
TEST(PaddingRule, OfTheTransposedOneComesToPAndA) {
  Document d = at("transposed?i=16&k=3&s=2&padding=same");
  EXPECT_EQ(output_of(d), Extent::square(32));
  update(d, command::SetPadding{Padding::given});
  EXPECT_EQ(params(d).p, Extent::square(1));
  EXPECT_EQ(params(d).a, Extent::square(1));
  EXPECT_EQ(output_of(d), Extent::square(32));
  d = at("transposed?i=16&k=3&s=2&padding=same");
  update(d, command::SetSize{Size::a, Axes::both, 0});
  EXPECT_EQ(output_of(d), Extent::square(31));
}

// i = 6, k = 3, s = 2: of each end by itself p is SAME's 0 | 1, the picture stays as it was; on one slider it is 1 | 1 again.
TEST(PaddingRule, OfEachEndKeepsTheRulesNumbers) {
  Document d = at("convolution?i=6&k=3&s=2&padding=same");
  const Geometry before = *resolve(d.model.lesson);
  update(d, command::SetEndsApart{});
  EXPECT_EQ(resolve(d.model.lesson)->h, before.h);
  EXPECT_THAT(to_link(d.model), testing::HasSubstr("&p=0,1,0,1&"));
  update(d, command::SetSize{Size::p_end, Axes::both, -2});
  EXPECT_EQ(resolve(d.model.lesson)->h.p_end, -2);
  update(d, command::SetSize{Size::p, Axes::both, 3});
  EXPECT_EQ(resolve(d.model.lesson)->h.p_end, -2);  // the other end keeps its own
  update(d, command::SetPadding{Padding::given});
  EXPECT_EQ(params(d).p, Extent::square(3));
  EXPECT_FALSE(params(d).p_end);
  update(d, command::Undo{});
  EXPECT_EQ(resolve(d.model.lesson)->h.p_end, -2);
}

// k = 3, s = 2, 16 -> 32 under SAME cuts 0 | 1 off; of a pooling p is the windows' padding, not that of the way back.
TEST(PaddingRule, OfEachEndIsTheLessonsOwnPadding) {
  Document d = at("transposed?i=16&k=3&s=2&padding=same");
  update(d, command::SetEndsApart{});
  EXPECT_EQ(output_of(d), Extent::square(32));
  EXPECT_EQ(resolve(d.model.lesson)->h.p_end, 1);
  d = at("unpool?i=5&k=3&s=2&up=5&padding=same-lower");
  update(d, command::SetEndsApart{});
  EXPECT_EQ(params(d).p, Extent::square(1));
  EXPECT_EQ(params(d).p_end, Extent::square(1));
  EXPECT_EQ(resolve(d.model.lesson)->input(), Extent::square(5));
}

TEST(PaddingRule, OfEachEndIsALinksOwn) {
  const auto m = open_link("convolution?i=5x6&p=1,-1,0,2");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->lesson.params.p, (Extent{1, 0}));
  EXPECT_EQ(m->lesson.params.p_end, (Extent{-1, 2}));
  EXPECT_FALSE(m->lesson.square);
  EXPECT_FALSE(open_link("convolution?p=1,2"));
  EXPECT_FALSE(open_link("convolution?p=1,2,3,x"));
}

TEST(PaddingRule, TheOutputShapePicksAmongTheSizes) {
  Document d = at("transposed?i=39x12&k=4&s=2&padding=same");
  EXPECT_EQ(output_of(d), (Extent{78, 24}));
  update(d, command::SetOutputShape{Extent{77, 24}});
  EXPECT_EQ(output_of(d), (Extent{77, 24}));
  update(d, command::SetOutputShape{Extent{76, 24}});
  EXPECT_EQ(resolve(d.model.lesson).error(), (Error{ErrorCode::output_not_reached, {"h", "76", "39", "77", "78"}}));
  update(d, command::SetPadding{Padding::valid});
  EXPECT_FALSE(params(d).output);
  update(d, command::Undo{});
  update(d, command::Undo{});
  update(d, command::Undo{});
  EXPECT_EQ(output_of(d), (Extent{78, 24}));
}

// 5 and 6 both lead to 3 under SAME with s = 2; 6 is what the transpose gives by itself.
TEST(PaddingRule, TheCounterpartKeepsTheRuleAndTheSize) {
  for (const std::int64_t side : {5, 6}) {
    Document d = at("convolution?k=3&s=2&padding=same");
    update(d, command::SetSize{Size::i, Axes::both, side});
    update(d, command::GoToScene{"transposed"});
    update(d, command::TakeOver{});
    EXPECT_EQ(params(d).padding, Padding::same);
    EXPECT_EQ(params(d).i, Extent::square(3));
    EXPECT_EQ(output_of(d), Extent::square(side));
    EXPECT_EQ(params(d).output.has_value(), side == 5);
    update(d, command::GoToScene{"matrix"});
    update(d, command::TakeOver{});
    EXPECT_EQ(params(d).i, Extent::square(side));
    EXPECT_FALSE(params(d).output);
  }
}

TEST(PaddingRule, TheOutputSideOffersThisRulesInputs) {
  Document d = at("convolution?i=6&k=3&s=2&padding=same");
  update(d, command::SetOutput{Axes::both, 4, 0});
  EXPECT_EQ(params(d).i, Extent::square(7));
  EXPECT_EQ(output_of(d), Extent::square(4));
  update(d, command::SetOutput{Axes::both, 4, 1});
  EXPECT_EQ(params(d).i, Extent::square(8));
  EXPECT_EQ(output_of(d), Extent::square(4));
}

// Where cells of padding stand: one column at the right and one row at the bottom of 6 x 6, none before it.
TEST(PaddingOnThePage, OfSameStandsAtTheEnd) {
  const Model model = lesson("convolution?i=6&k=3&s=2&padding=same&t=0");
  const auto results = compute(model.lesson);
  ASSERT_TRUE(results);
  const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
  const Stage stage(frame);
  RecordingCanvas canvas;
  const GridPlace place = place_in({0, 0, 400, 400}, 40, results->geometry.input(), padding_of(results->geometry));
  draw_input(canvas, place, stage);
  EXPECT_EQ(place.outer(), (Rect{60, 60, 280, 280}));
  EXPECT_EQ(place.at({0, 0}), (Rect{60, 60, 40, 40}));
  EXPECT_EQ(std::ranges::count_if(canvas.texts, [&](const auto& t) { return t.rect.centre().x > 300 || t.rect.centre().y > 300; }), 13);
  EXPECT_EQ(std::ssize(canvas.texts), 36 + 13);
}

TEST(PaddingOnThePage, EveryConvolutionsSceneHasItAtTheEnd) {
  const auto is_padded_input = [](const Hit& h) { return h.focus == Focus{Target::input, {}, {}} && h.cells == Extent::square(7); };
  for (const char* scene : {"convolution", "matrix", "inverse"}) {
    const Drawn d = draw(std::string(scene) + "?i=6&k=3&s=2&padding=same&t=8");
    EXPECT_EQ(std::ranges::count_if(d.hits, is_padded_input), 1) << scene;
  }
}

// p' = k - 1 - p = 2 before the first cell and 1 after the last: 5 + 3 rows and columns, 64 cells of which 9 are real.
TEST(PaddingOnThePage, OfTheWalkIsLargerBeforeTheFirstCell) {
  const Model model = lesson("fractional?i=3&k=3&s=2&padding=same&input=ones&t=40");
  const auto results = compute(model.lesson);
  ASSERT_TRUE(results);
  const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
  const Geometry& g = results->geometry;
  RecordingCanvas canvas;
  const GridPlace place = place_in({0, 0, 320, 320}, 40, stretched_size(g), stretched_padding(g));
  draw_stretched(canvas, place, Stage(frame));
  EXPECT_EQ(place.outer(), (Rect{0, 0, 320, 320}));
  EXPECT_EQ(place.at({0, 0}), (Rect{80, 80, 40, 40}));
  EXPECT_EQ(std::ranges::count(canvas.texts, "0", &RecordingCanvas::Text::text), 64 - 9);
  EXPECT_TRUE(draw(model).canvas.shows("x, stretched to 5 × 5, p′ = 2 | 1"));
  EXPECT_TRUE(draw("inverse?i=6&k=3&s=2&padding=same").canvas.shows("p′ = 2"));
}

TEST(PaddingOnThePage, TheInputSidesOfSameHaveTheirOwnPadding) {
  const Drawn d = draw("fractional?i=3&k=3&s=2&padding=same");
  EXPECT_TRUE(d.canvas.shows("i = 5"));
  EXPECT_TRUE(d.canvas.shows("i = 6"));
  EXPECT_FALSE(d.canvas.shows("i = 7"));
  EXPECT_TRUE(d.canvas.shows("1"));      // 5 is padded by 1 | 1
  EXPECT_TRUE(d.canvas.shows("0 | 1"));  // and 6 by 0 | 1
}

TEST(PaddingOnThePage, ItsNameTellsTheEndsApart) {
  EXPECT_EQ(both_ends({{1, 1}, {1, 1}}), "1");
  EXPECT_EQ(both_ends({{0, 0}, {1, 1}}), "0 | 1");
  EXPECT_EQ(both_ends({{0, 2}, {1, 2}}), "(0 | 1) × 2");
}

}  // namespace
}  // namespace deconvlab::test
