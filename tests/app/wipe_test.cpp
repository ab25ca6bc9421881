// One picture in place of many: what stands on either side of the edge, where the edge stands, and the numbers under the lens.
#include "app/diagram/wipe.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "app/diagram/picture_panel.h"
#include "app/state/player.h"
#include "app/state/update.h"
#include "tests/app/drawn.h"
#include "tests/equations.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

constexpr double kClear = 1;  // of the edge, in pixels: a cell's middle that is nearer is of neither side

const Hit& frame_of(const Drawn& d) {
  return *std::ranges::find_if(d.hits, [](const Hit& hit) { return hit.focus.target == Target::input && hit.cells.area() > 1; });
}

bool alike(Color a, Color b) {
  constexpr float kStep = 1.01f / 255;
  return std::abs(a.r - b.r) < kStep && std::abs(a.g - b.g) < kStep && std::abs(a.b - b.b) < kStep;
}

// Calls check(cell of the frame, its colour, whether it lies before the edge) for each cell that is not cut by the edge.
template <class Check>
void each_cell(const Drawn& d, double edge, Check&& check) {
  const Hit& frame = frame_of(d);
  const double x = frame.rect.x + frame.rect.w * edge;
  for (std::int64_t n = 0; n < frame.cells.area(); ++n) {
    const Cell c = frame.cells.cell_at(n);
    const Point middle = frame.of({Target::input, c, {}}).rect.centre();
    if (std::abs(middle.x - x) > kClear) check(c, d.canvas.color_at(middle), middle.x < x);
  }
}

TEST(Wipe, TheEdgeGoesFromAllBeforeToAllAfter) {
  EXPECT_EQ(wipe_edge(0), 1);
  EXPECT_EQ(wipe_edge(4), 0.5);
  EXPECT_EQ(wipe_edge(8), 0);
  EXPECT_EQ(wipe_edge(99), 0);
  for (const double edge : {0.0, 0.25, 0.7, 1.0}) EXPECT_NEAR(wipe_edge(wipe_time(edge)), edge, 1e-12);
  EXPECT_EQ(wipe_time(-3), 8);
}

TEST(Wipe, TheOriginalIsLeftAndTheConvolvedPictureRightOfTheEdge) {
  for (const double time : {0.0, 2.5, 4.0, 7.3, 8.0}) {
    const Model model = lesson(fmt::format("kernels?i=40&k=3&p=1&kernel=box&view=one&t={}", time));
    const Results& results = *results_of(model.lesson);
    const Drawn d = draw(model);
    int left = 0, right = 0, wrong = 0;
    each_cell(d, 1 - time / 8, [&](Cell c, Color seen, bool before) {
      const Tensor& values = before ? *results.of<FilteredResult>().picture : results.output;
      wrong += alike(seen, pixel_color(values, c)) ? 0 : 1;
      ++(before ? left : right);
    });
    EXPECT_EQ(wrong, 0) << time;
    EXPECT_EQ(left == 0, time == 8.0) << time;
    EXPECT_EQ(right == 0, time == 0.0) << time;
  }
}

// An output pixel lies over the middle of what it was made of: with k = 4, s = 2, p = 1 pixel n over the pixels 2 n and 2 n + 1.
TEST(Wipe, AStridesPixelsCoverWhatTheyAreMadeOf) {
  const Model model = lesson("kernels?i=40&k=4&s=2&p=1&kernel=box&view=one&t=8");
  const Results& results = *results_of(model.lesson);
  ASSERT_EQ(results.output.shape().plane(), Extent::square(20));
  int wrong = 0;
  each_cell(draw(model), 0, [&](Cell c, Color seen, bool) {
    wrong += alike(seen, pixel_color(results.output, {c.row / 2, c.col / 2})) ? 0 : 1;
  });
  EXPECT_EQ(wrong, 0);
}

TEST(Wipe, AnyOfTheWaysBackStandsOnEitherSide) {
  const Model home = lesson("picture?i=32&k=2&s=2&up=4&view=one&t=4");
  const Results& results = *results_of(home.lesson);
  const Resampled& r = *results.pooling().resampled;
  const auto at = [&](std::int64_t layer, Cell c) {
    const Tensor* all[] = {r.x.get(), &r.pooled.values, &r.unpooled, &r.nearest, &r.bilinear, &results.output};
    return pixel_color(*all[layer - 1], layer == 2 ? Cell{c.row / 2, c.col / 2} : c);
  };
  for (std::int64_t n = 1; n <= 6; ++n) {
    Model model = home;
    model.lesson.wipe = {n, 7 - n};
    int wrong = 0;
    each_cell(draw(model), 0.5, [&](Cell c, Color seen, bool before) { wrong += alike(seen, at(before ? n : 7 - n, c)) ? 0 : 1; });
    EXPECT_EQ(wrong, 0) << n;
  }
}

// Also with pictures kept from frame to frame.
TEST(Wipe, SteppingBackRetraces) {
  const Model model = lesson("kernels?i=48&k=3&p=1&view=one");
  const Results& results = *results_of(model.lesson);
  PictureMemo memo;
  const auto seen = [&](double time) {
    Model at = model;
    at.time = time;
    RecordingCanvas canvas;
    std::vector<Hit> hits;
    Frame frame{at, results, {}, theme_of("light"), language_of("en"), &hits};
    frame.picture_memo = &memo;
    draw_page(canvas, kPage, **find_scene("kernels"), frame);
    std::string all;
    for (const auto& fill : canvas.fills) all += fmt::format("{},{},{},{};", fill.rect.x, fill.rect.y, fill.rect.w, fill.rect.h);
    for (const Raster& picture : canvas.pictures) all += fmt::format("{};", picture.id);
    for (const auto& text : canvas.texts) all += text.text + ";";
    return all;
  };
  const std::string first = seen(3.25);
  EXPECT_NE(seen(5), first);
  EXPECT_EQ(seen(3.25), first);
}

TEST(Wipe, OpensInItsMiddleAndALinkBringsItBack) {
  EXPECT_EQ(open_link("overlap?view=one")->time, 4);
  EXPECT_EQ(open_link("overlap?view=one&t=1.5")->time, 1.5);
  Document d;
  d.scenes = scene_facts();
  d.model = lesson("picture");
  update(d, command::SetView{"one"});
  EXPECT_EQ(d.model.time, 4);
  update(d, command::SetTime{2.25});
  const Model back = lesson(to_link(d.model));
  EXPECT_EQ(back.time, 2.25);
  EXPECT_EQ(back.lesson, d.model.lesson);
  update(d, command::SetView{"all"});
  EXPECT_LE(d.model.time, static_cast<double>(step_count(d.model.lesson) - 1));
}

TEST(Wipe, AChoiceIsALinkToIt) {
  const Model model = lesson("picture?i=32&view=one&t=3&wipe=1,3");
  const Scene& scene = **find_scene("picture");
  const Frame frame{model, *results_of(model.lesson), {}, theme_of("light"), language_of("en")};
  EXPECT_EQ(lesson(scene.open(wipe_choice(4, true), frame)).lesson.wipe, (WipeSides{1, 5}));
  EXPECT_EQ(lesson(scene.open(wipe_choice(5, false), frame)).lesson.wipe, (WipeSides{6, 3}));
  EXPECT_EQ(lesson(scene.open(wipe_choice(5, false), frame)).time, 3);
  EXPECT_EQ(scene.open(wipe_choice(6, true), frame), "");  // there are six
  EXPECT_EQ(scene.open({Target::input, {0, 0}, {}}, frame), "");
  EXPECT_FALSE(open_link("picture?wipe=0,1"));
  EXPECT_FALSE(open_link("picture?wipe=1"));
}

// What stands in a cell of the lens: the pixel above, its weight below.
std::vector<std::string> in_cell(const Drawn& d, const Rect& cell) {
  std::vector<std::string> texts;
  for (const auto& t : d.canvas.texts) {
    if (cell.contains(t.rect.centre())) texts.push_back(t.text);
  }
  return texts;
}

TEST(Lens, ItsNumbersAreThoseOfThePlacement) {
  for (const char* fields : {"k=3&p=1", "k=3&p=1&kernel=own:3:1,-2,3,0,5,-6,7,8,-9", "k=2&s=2", "k=3&d=2&p=2"}) {
    for (const Cell pixel : {Cell{20, 11}, Cell{31, 25}}) {
      const Model model = lesson(fmt::format("kernels?i=40&{}&view=one&pin=input:{},{},0,0", fields, pixel.row, pixel.col));
      const Results& results = *results_of(model.lesson);
      const Geometry& g = results.geometry;
      const Drawn d = draw(model, model.pinned);
      const Cell out{std::clamp<std::int64_t>((pixel.row + g.h.p - g.h.k_eff / 2 + g.h.s / 2) / g.h.s, 0, g.h.o - 1),
                     std::clamp<std::int64_t>((pixel.col + g.w.p - g.w.k_eff / 2 + g.w.s / 2) / g.w.s, 0, g.w.o - 1)};
      double sum = 0;
      int cells = 0;
      for (const Hit& hit : d.hits) {
        if (hit.focus.target != Target::weight) continue;
        const Cell u = hit.focus.cell;
        const Cell c{out.row * g.h.s - g.h.p + u.row * g.h.d, out.col * g.w.s - g.w.p + u.col * g.w.d};
        const float x = results.of<FilteredResult>().picture->at(c), w = results.trace.kernel().at(u);
        EXPECT_THAT(in_cell(d, hit.rect), testing::ElementsAre(number(std::round(x)), "× " + number(w))) << fields;
        sum += double{x} * w;
        ++cells;
      }
      EXPECT_EQ(cells, g.kernel().area()) << fields;
      EXPECT_NEAR(sum, results.output.at(out), 0.01) << fields;
      EXPECT_TRUE(d.canvas.shows(number(std::round(results.output.at(out))))) << fields;
      EXPECT_TRUE(d.canvas.shows(fmt::format("convolved ({},{})", out.row, out.col))) << fields;
    }
  }
}

// Each way back, where windows overlap too: the sentence's sum comes to what core has in that pixel.
TEST(Lens, SaysWhatAPixelOfAWayBackIsMadeOf) {
  int summed = 0;
  for (const char* sizes : {"k=2&s=2&up=4", "k=3&s=2&up=3", "k=3&s=2&p=1&up=4", "k=2&s=3&up=3&ceil=1"}) {
    const Model home = lesson(fmt::format("picture?i=33&{}&view=one", sizes));
    const Results& results = *results_of(home.lesson);
    const Resampled& r = *results.pooling().resampled;
    const Tensor* layers[] = {r.x.get(), nullptr, &r.unpooled, &r.nearest, &r.bilinear, &results.output};
    for (const Cell pixel : {Cell{0, 0}, Cell{7, 12}, Cell{16, 16}, Cell{17, 16}, Cell{16, 17}, Cell{17, 17}, Cell{30, 5}}) {
      for (const std::int64_t layer : {1, 3, 4, 5, 6}) {
        Model model = home;
        model.lesson.wipe = {1, layer};
        model.pinned = {Target::input, pixel, {}};
        const std::string said = draw(model, model.pinned).sentence;
        EXPECT_THAT(said, HasSubstr(fmt::format("({},{})", pixel.row, pixel.col))) << sizes;
        const float value = layers[layer - 1]->at(pixel);
        EXPECT_THAT(said, HasSubstr(" " + number(value))) << sizes << " layer " << layer;
        const Equations equations(said);
        EXPECT_THAT(equations.wrong(), testing::IsEmpty()) << sizes;
        summed += equations.compared();
      }
    }
  }
  EXPECT_GT(summed, 50);
}

TEST(Lens, ShowsAWindowsMaximumWithTheWeightOne) {
  Model model = lesson("picture?i=32&k=2&s=2&up=2&view=one&wipe=1,2&pin=input:9,20,0,0");
  const Resampled& r = *results_of(model.lesson)->pooling().resampled;
  const float most = std::max({r.x->at({8, 20}), r.x->at({8, 21}), r.x->at({9, 20}), r.x->at({9, 21})});
  const Drawn d = draw(model, model.pinned);
  EXPECT_THAT(d.sentence, HasSubstr(fmt::format("pooled (4,10) = {} · 1 = {}", number(most), number(most))));
  EXPECT_EQ(std::ranges::count(d.canvas.texts, "× 0", &RecordingCanvas::Text::text), 3);
  EXPECT_EQ(std::ranges::count(d.canvas.texts, "× 1", &RecordingCanvas::Text::text), 1);
}

TEST(Alignment, WholeCellsThatReachOverTheFramesEdge) {
  const PicturePlace frame{{100, 50, 80, 40}, {4, 8}, 10, 0, 0};
  const PicturePlace same = place_aligned(frame, {4, 8}, {});
  EXPECT_EQ(same.rect, frame.rect);
  EXPECT_EQ(same.zoom, 10);
  const PicturePlace half = place_aligned(frame, {5, 9}, {1, 1, -0.5, -0.5});
  EXPECT_EQ(half.rect, (Rect{95, 45, 90, 50}));
  const PicturePlace twice = place_aligned(frame, {2, 4}, {2, 2, 0, 0});
  EXPECT_EQ(twice.rect, frame.rect);
  EXPECT_EQ(twice.zoom, 20);
  EXPECT_EQ(place_aligned(frame, {2, 8}, {2, 1, 0, 0}).wide, 0.5);
  // Of a part: cells 2 to 5 of 8 rows.
  const PicturePlace part = place_aligned({{0, 0, 40, 40}, {8, 8}, 10, 2, 2}, {4, 4}, {2, 2, 0, 0});
  EXPECT_EQ(part.rect, (Rect{0, 0, 40, 40}));
  EXPECT_EQ(part.row0, 1);
  EXPECT_EQ(place_aligned(frame, {2, 2}, {1, 1, 9, 0}).rect.h, 0);
}

}  // namespace
}  // namespace deconvlab::test
