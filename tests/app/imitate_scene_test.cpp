// The page of the training lesson, cell by cell: planes and their colours, the table, the curves.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "app/lessons/pooling/imitation.h"
#include "app/scenes/imitate/imitate_words.h"
#include "app/scenes/imitate/loss_curve.h"
#include "tests/app/drawn.h"

namespace deconvlab {
namespace {

using test::Drawn;

// 4 x 4 pooled to 2 x 2, so that every cell has room for its number; the kernel does not reach all of its targets.
constexpr const char* kSmall = "imitate?i=4&up=4&input=own:4:9,0,8,0,0,3,0,1,0,5,0,2,7,0,6,0&t=30";

struct Page {
  explicit Page(const std::string& link) : model(test::lesson(link)), results(*compute(model.lesson)), drawn(test::draw(model)) {}
  explicit Page(const std::string& link, Focus focus)
      : model(test::lesson(link)), results(*compute(model.lesson)), drawn(test::draw(model, focus)) {}

  const Imitation& of(ImitationTarget target) const { return (*results.of<TrainingResult>().imitations)[target]; }
  std::int64_t update() const { return static_cast<std::int64_t>(model.time); }
  // In the order of the page: x, the pooled map, then of each row the kernel, the output, the target and what is between them.
  const Hit& x() const { return drawn.hits[0]; }
  const Hit& part(ImitationTarget target, int n) const {
    return drawn.hits[static_cast<std::size_t>(2 + 4 * static_cast<int>(target) + n)];
  }
  static Rect cell(const Hit& hit, Cell c) { return hit.of({hit.focus.target, c, {}}).rect; }
  // The number written there.
  std::string number_at(const Hit& hit, Cell c) const {
    const Rect r = cell(hit, c);
    for (const auto& text : drawn.canvas.texts) {
      if (r.contains(text.rect.centre())) return text.text;
    }
    return "";
  }
  Color color_at(const Hit& hit, Cell c) const {
    const Rect r = cell(hit, c);
    Color last{};
    for (const auto& fill : drawn.canvas.fills) {
      if (fill.rect.contains(Point{r.x + 3, r.y + 3})) last = fill.color;
    }
    return last;
  }

  Model model;
  Results results;
  Drawn drawn;
};

std::string one_digit(double value) {
  const std::string text = fmt::format("{:.1f}", std::abs(value));
  return value < 0 && text != "0.0" ? "−" + text : text;
}

// Stamps of the kernel, stride 2, padding 1.
double stamped(const Tensor& x, const Tensor& w, Cell at) {
  double sum = 0;
  for (std::int64_t n = 0; n < x.size(); ++n) {
    const Cell from = x.shape().plane().cell_at(n);
    const Cell tap{at.row + 1 - 2 * from.row, at.col + 1 - 2 * from.col};
    if (w.shape().plane().contains(tap)) sum += double{x.at(from)} * w.at(tap);
  }
  return sum;
}

// 9 8 / 7 6 are the maxima: at (0,0), (0,2), (3,0), (3,2).
double wanted(ImitationTarget target, Cell at) {
  constexpr double kPooled[2][2] = {{9, 8}, {7, 6}};
  const double near = kPooled[at.row / 2][at.col / 2];
  if (target == ImitationTarget::nearest) return near;
  const bool is_switch = at.col % 2 == 0 && at.row % 3 == 0;
  if (target == ImitationTarget::unpool) return is_switch ? near : 0;
  const auto along = [](std::int64_t n) { return std::clamp(static_cast<double>(n) / 2 - 0.25, 0.0, 1.0); };
  const double y = along(at.row), x = along(at.col);
  return (1 - y) * ((1 - x) * 9 + x * 8) + y * ((1 - x) * 7 + x * 6);
}

TEST(ImitatePage, EachRowIsTheOutputLessTheTarget) {
  const Page page(kSmall);
  for (const ImitationTarget target : kAllImitationTargets) {
    const Tensor& kernel = page.of(target).kernel(page.update());
    for (std::int64_t n = 0; n < 16; ++n) {
      const Cell c{n / 4, n % 4};
      const double y = stamped(page.results.pooling().resampled->pooled.values, kernel, c);
      const double t = wanted(target, c);
      EXPECT_EQ(page.number_at(page.part(target, 1), c), one_digit(y)) << n;
      EXPECT_EQ(page.number_at(page.part(target, 2), c), one_digit(t)) << n;
      EXPECT_EQ(page.number_at(page.part(target, 3), c), one_digit(static_cast<float>(y) - static_cast<float>(t))) << n;
      EXPECT_EQ(page.number_at(page.part(target, 0), c),
                (kernel.at(c) < -0.005 ? "−" : "") + fmt::format("{:.2f}", std::abs(kernel.at(c))));
    }
  }
}

bool is_warm(Color c) { return c.r > c.b + 0.01; }
bool is_cold(Color c) { return c.b > c.r + 0.01; }
double strength(Color c) { return (1 - c.r) + (1 - c.g) + (1 - c.b); }

TEST(ImitatePage, SwitchesAndSignsHaveTheirColours) {
  const Page page(kSmall);
  const Color paper = theme_of("light").background;
  const Hit& unpooled = page.part(ImitationTarget::unpool, 2);
  for (std::int64_t n = 0; n < 16; ++n) {
    const Cell c{n / 4, n % 4};
    const bool is_switch = c.col % 2 == 0 && c.row % 3 == 0;
    if (is_switch) {
      EXPECT_TRUE(is_warm(page.color_at(page.x(), c))) << n;
      EXPECT_TRUE(is_warm(page.color_at(unpooled, c))) << n;
    } else {
      EXPECT_FALSE(is_warm(page.color_at(page.x(), c))) << n;
      EXPECT_EQ(page.color_at(unpooled, c), paper) << n;
    }
  }
}

// How many outputs were below 0.
int expect_colours_of_signs(const Page& page) {
  int below = 0;
  for (const ImitationTarget target : {ImitationTarget::nearest, ImitationTarget::unpool}) {
    const Tensor& kernel = page.of(target).kernel(page.update());
    for (std::int64_t n = 0; n < 16; ++n) {
      const Cell c{n / 4, n % 4};
      const double y = stamped(page.results.pooling().resampled->pooled.values, kernel, c);
      const double apart = y - wanted(target, c);
      const Color shown = page.color_at(page.part(target, 3), c);
      if (std::abs(apart) > 0.5) {
        EXPECT_TRUE(apart > 0 ? is_warm(shown) : is_cold(shown)) << n;
      }
      if (y > -0.5) continue;
      ++below;
      EXPECT_EQ(page.color_at(page.part(target, 1), c), theme_of("light").of(Role::output).fill) << n;
    }
  }
  return below;
}

// An output below 0 is tinted as all of them are, a difference has the other colour.
TEST(ImitatePage, OnlyDifferencesHaveAnotherColourBelowZero) {
  expect_colours_of_signs(Page(kSmall));
  EXPECT_GT(expect_colours_of_signs(Page("imitate?i=4&up=4&input=own:4:9,0,8,0,0,3,0,1,0,5,0,2,7,0,6,0&kernel=uniform:4&t=0")), 0);
}

// A larger value is a stronger shade, up to the largest of the pooled map, where there is no room for numbers; else all are tinted alike.
TEST(ImitatePage, ShadesGrowWithTheValueWhereNoNumberSaysIt) {
  const Theme& theme = theme_of("light");
  const Page numbered(kSmall);
  for (std::int64_t n = 0; n < 16; ++n)
    EXPECT_EQ(numbered.color_at(numbered.part(ImitationTarget::nearest, 2), {n / 4, n % 4}), theme.of(Role::output).fill);
  const Page page("imitate?i=16&input=counting&t=0");
  const Hit& nearest = page.part(ImitationTarget::nearest, 2);
  const auto seen = [&](Cell c) { return page.drawn.canvas.color_at(Page::cell(nearest, c).centre()); };
  const float most = page.results.pooling().resampled->pooled.values.at({7, 7});
  EXPECT_EQ(packed(seen({15, 15})), packed(value_shade(theme, Role::output, 1, {1, false})));
  for (const std::int64_t n : {1, 7, 13}) {
    EXPECT_EQ(packed(seen({n, n})),
              packed(value_shade(theme, Role::output, page.results.pooling().resampled->pooled.values.at({n / 2, n / 2}), {most, false})));
    EXPECT_LT(strength(seen({n, n})), strength(seen({15, 15})));
  }
}

// Of bilinear the border is pale and lies outside of a dashed frame.
TEST(ImitatePage, WhatIsNotCountedIsPale) {
  const Page page(kSmall);
  for (const ImitationTarget target : kAllImitationTargets) {
    for (int part = 1; part < 4; ++part) {
      const Rect inner = page.part(target, part).of({Target::output, {1, 1}, {}}).rect;
      const Rect counted{inner.x, inner.y, 2 * inner.w, 2 * inner.h};
      const auto same = [&](const auto& outline) {
        return std::abs(outline.rect.x - counted.x) + std::abs(outline.rect.y - counted.y) + std::abs(outline.rect.w - counted.w) +
                   std::abs(outline.rect.h - counted.h) <
               0.1;
      };
      EXPECT_EQ(std::ranges::count_if(page.drawn.canvas.outlines, same), target == ImitationTarget::bilinear ? 1 : 0);
    }
  }
  // 9 at the corner is the largest, 8.25 within.
  const Hit& bilinear = page.part(ImitationTarget::bilinear, 2);
  EXPECT_LT(strength(page.color_at(bilinear, {0, 0})), strength(page.color_at(bilinear, {1, 1})));
  const Hit& nearest = page.part(ImitationTarget::nearest, 2);
  EXPECT_EQ(page.color_at(nearest, {0, 0}), page.color_at(nearest, {1, 1}));
}

// Cells of what is pointed at that are outlined.
std::int64_t focused(const Focus& focus) {
  const Page page(kSmall, focus);
  return std::ranges::count_if(page.drawn.hits, [&](const Hit& h) {
    const Focus there{focus.target, focus.cell, {}, h.focus.channel};
    return h.holds(there) && page.drawn.canvas.active_at(h.of(there).rect.centre(), theme_of("light"));
  });
}

TEST(ImitatePage, WhatIsPointedAtIsFramedEverywhere) {
  EXPECT_EQ(focused({Target::weight, {3, 9}, {}}), 0);
  EXPECT_EQ(focused({Target::weight, {1, 2}, {}}), 3);
  EXPECT_EQ(focused({Target::output, {1, 2}, {}}), 10);
  EXPECT_EQ(focused({Target::input, {1, 1}, {}}), 1);
  EXPECT_EQ(focused({Target::input, {2, 2}, {}}), 0);
}

TEST(ImitatePage, WhatIsPointedAtIsDescribed) {
  const Page page(kSmall);
  const Frame frame{page.model, page.results, {}, theme_of("light"), language_of("en")};
  EXPECT_THAT(describe_imitation({Target::input, {1, 0}, {}}, frame), testing::HasSubstr(": the cell (3,0)"));
  for (const ImitationTarget target : kAllImitationTargets) {
    const std::string weight = describe_imitation({Target::weight, {1, 2}, {}, static_cast<std::int64_t>(target)}, frame);
    EXPECT_THAT(weight, testing::HasSubstr(number(page.of(target).kernel(30).at({1, 2}))));
    EXPECT_THAT(weight, testing::HasSubstr(number(page.of(target).best.kernel.at({1, 2}))));
  }
}

TEST(ImitatePage, TheTableHasTheLossesOfItsUpdate) {
  for (const int t : {0, 7, 400}) {
    const Page page(fmt::format("imitate?t={}", t));
    for (const ImitationTarget target : kAllImitationTargets)
      EXPECT_TRUE(page.drawn.canvas.shows(loss_text(page.of(target).run.losses[t])));
  }
}

// The marks at the ends of the curves, circles or crosses of two strokes, which lie in the plot above the table.
std::vector<Rect> marks(const Page& page) {
  std::vector<Rect> found;
  for (const Rect& shape : page.drawn.canvas.shapes) {
    if (std::abs(shape.w - 10) < 0.01 && std::abs(shape.h - 10) < 0.01) found.push_back(shape);
  }
  return found;
}
std::vector<Rect> curve_points(const Page& page) {
  std::vector<Rect> points;
  std::ranges::copy_if(page.drawn.canvas.shapes, std::back_inserter(points), [](const Rect& r) { return r.w == 0 && r.h == 0; });
  return points;
}
double axis_ends_at(const Page& page) {
  return std::ranges::find(page.drawn.canvas.texts, "≤ 10⁻¹²", &RecordingCanvas::Text::text)->rect.centre().y;
}

TEST(ImitatePage, CurvesLeadToTheUpdateAndNoFurther) {
  const Page page("imitate?t=100");
  const std::vector<Rect> points = curve_points(page);
  const std::vector<Rect> ends = marks(page);
  ASSERT_EQ(points.size(), 3u * 101);
  ASSERT_EQ(ends.size(), 6u);
  for (const Rect& point : points) EXPECT_LE(point.x, ends[0].centre().x + 0.01);
  for (int n = 0; n < 3; ++n) EXPECT_NEAR(ends[n].centre().y, points[101 * n + 100].y, 0.01);
}

TEST(ImitatePage, TheAxisHoldsEveryLoss) {
  const Page start("imitate?t=0");  // losses 26, 21 and 7
  const std::vector<Rect> ends = marks(start);
  EXPECT_LT(ends[0].y, ends[1].y);
  EXPECT_LT(ends[1].y, ends[2].y);
  const Page end("imitate?t=400&rate=0.05");
  EXPECT_LT(end.of(ImitationTarget::nearest).loss(400), 1e-12);
  for (const Rect& point : curve_points(end)) EXPECT_LE(point.y, axis_ends_at(end) + 0.01);
}

TEST(ImitatePage, ACrossEndsADivergedTraining) {
  EXPECT_EQ(marks(Page("imitate?rate=0.3&t=1")).size(), 6u);
  EXPECT_EQ(marks(Page("imitate?rate=0.3&t=2")).size(), 10u);  // two of the three
  EXPECT_EQ(marks(Page("imitate?rate=0.3&t=30")).size(), 12u);
}

// Only unpooling's floor is above zero and has a line.
TEST(ImitatePage, AFloorIsDrawnWhereThereIsOne) {
  const Page page("imitate?t=400");
  const auto named = [](const auto& text) { return text.text.starts_with("best possible ") && text.text != "best possible"; };
  EXPECT_EQ(std::ranges::count_if(page.drawn.canvas.texts, named), 1);
}

// The mean squared difference of a kernel's stamps from the target, of all cells.
double loss_of(ImitationTarget target, const Tensor& pooled, const Tensor& w) {
  double sum = 0;
  for (std::int64_t n = 0; n < 16; ++n) {
    const Cell at{n / 4, n % 4};
    sum += std::pow(stamped(pooled, w, at) - wanted(target, at), 2) / 16;
  }
  return sum;
}

// By the loss of kernels a little larger and smaller in one weight.
double slope(ImitationTarget target, const Tensor& pooled, Tensor w, Cell weight) {
  constexpr float kStep = 1.0f / 64;
  w.at(weight) += kStep;
  const double above = loss_of(target, pooled, w);
  w.at(weight) -= 2 * kStep;
  return (above - loss_of(target, pooled, w)) / (2 * kStep);
}

TEST(ImitatePage, ACellSaysItsWeightsItsDifferenceAndItsPartInTheGradient) {
  const Page page(kSmall);
  const Tensor pooled = Tensor::plane({2, 2}, {9, 8, 7, 6});
  const Tensor& w = page.of(ImitationTarget::nearest).kernel(page.update());
  const auto said = [&](const Focus& focus) { return test::draw(page.model, focus).sentence; };
  // Cell (1,2) gets tap (2,3) of pooled (0,0), (2,1) of (0,1), (0,3) of (1,0) and (0,1) of (1,1).
  const double output = 9.0 * w.at({2, 3}) + 8.0 * w.at({2, 1}) + 7.0 * w.at({0, 3}) + 6.0 * w.at({0, 1});
  const float y = static_cast<float>(output);
  const std::string cell = said({Target::output, {1, 2}, {}, 0});
  EXPECT_THAT(cell, testing::HasSubstr("② nearest, cell (1,2): output 9·w(2,3) + 8·w(2,1) + 7·w(0,3) + 6·w(0,1) = " + number(y)));
  EXPECT_THAT(cell, testing::HasSubstr("target 8, difference " + number(y - 8)));
  EXPECT_THAT(cell, testing::HasSubstr("2 · difference · x / 16: w(2,3) " + significant(2 * (output - 8) * 9 / 16, 3)));
  for (const ImitationTarget target : {ImitationTarget::nearest, ImitationTarget::unpool}) {
    const double gradient = slope(target, pooled, page.of(target).kernel(page.update()), {1, 2});
    const std::string weight = said({Target::weight, {1, 2}, {}, static_cast<std::int64_t>(target)});
    EXPECT_THAT(weight, testing::HasSubstr("w(1,2) = " + number(page.of(target).kernel(page.update()).at({1, 2}))));
    EXPECT_THAT(weight, testing::HasSubstr(" is " + significant(gradient, 3) + ".")) << weight;
  }
  EXPECT_THAT(said({Target::output, {0, 0}, {}, 1}), testing::HasSubstr("does not count"));
}

// What is written along the axis of updates stands apart, however long the last name is.
TEST(ImitatePage, TheUpdatesOnTheAxisStandApart) {
  for (const double width : {220.0, 300.0, 340.0, 420.0, 700.0}) {
    for (const char* name : {"400 updates", "400 次更新", "更新 400 次", "a name that is much longer than that"}) {
      RecordingCanvas canvas;
      draw_loss_curves(canvas, {0, 0, width, 200}, {}, 0, 400, name, theme_of("light"));
      std::vector<Rect> texts;
      for (const auto& text : canvas.texts) {
        if (text.rect.centre().y > 185) texts.push_back(text.rect);
      }
      ASSERT_GE(texts.size(), 2u) << width << name;
      std::ranges::sort(texts, {}, &Rect::x);
      for (std::size_t n = 1; n < texts.size(); ++n) EXPECT_GE(texts[n].x - texts[n - 1].right(), 8) << width << name;
    }
  }
}

}  // namespace
}  // namespace deconvlab
