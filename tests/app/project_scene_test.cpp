// Scene "project": what goes back to the pixels, against the signals themselves.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/diagram/labels.h"
#include "app/diagram/picture_panel.h"
#include "app/lessons/networks/weights.h"
#include "app/state/update.h"
#include "core/geometry/cell_rect.h"
#include "tests/app/network_seen.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

std::string project_link(std::int64_t level, std::int64_t t) { return fmt::format("project?picture=objects:7&level={}&t={}", level, t); }

TEST(ProjectScene, GoesBackALevelAStep) {
  for (std::int64_t level = 0; level < 5; ++level) {
    const Seen unit(project_link(level, 0));
    const Projected& p = *unit.results.of<ProjectionResult>().projected;
    EXPECT_EQ(step_count(unit.model.lesson), level + 2);
    EXPECT_EQ(unit.sentence(),
              fmt::format("Step 1 of {}:  Map {} of level {} answers most strongly at cell ({},{}), with {}. Only this value "
                          "goes back: everything else of the level counts as 0.",
                          level + 2, p.unit.channel, level, p.unit.cell.row, p.unit.cell.col, number(p.activation)));
    for (std::int64_t t = 1; t <= level; ++t) {
      EXPECT_THAT(Seen(project_link(level, t)).sentence(), HasSubstr(fmt::format("Back to where level {} begins", level - t + 1)));
    }
    EXPECT_THAT(Seen(project_link(level, level + 1)).sentence(), HasSubstr("At the pixels: what in the patch"));
  }
}

// The unit's own level is gone back through without a pooling: only from the second step on is anything unpooled.
TEST(ProjectScene, UnpoolingIsNamedWhereTheSideDoubles) {
  for (std::int64_t level = 1; level < 5; ++level) {
    for (std::int64_t t = 1; t <= level; ++t) {
      const std::string said = Seen(project_link(level, t)).sentence();
      const bool doubles = t > 1;
      EXPECT_EQ(said.find("unpooling at the switches, then") != std::string::npos, doubles) << said;
      EXPECT_THAT(said, HasSubstr("2 times a ReLU and transposed filters"));
    }
  }
}

// What is blue in the upper row is there until the ReLU of the next step.
TEST(ProjectScene, SignalsAreShownBeforeTheNextReluCutsThem) {
  const Seen s(project_link(2, 1));
  EXPECT_THAT(s.sentence(), HasSubstr("shown before the next ReLU: above, it will cut off what is negative (blue)"));
  const std::vector<Tensor>& signals = s.results.of<ProjectionResult>().projected->rectified;
  std::size_t n = 0;
  while (signals[n + 1].shape().h == signals[0].shape().h) ++n;
  const auto negative = [](float v) { return v < 0; };
  EXPECT_TRUE(std::ranges::any_of(signals[n].data(), negative));
  EXPECT_TRUE(std::ranges::any_of(signals[n + 1].data(), negative));   // behind the unpooling
  EXPECT_FALSE(std::ranges::any_of(signals[n + 2].data(), negative));  // behind its ReLU
}

TEST(ProjectScene, ALevelThatIsNotThereIsTheNearest) {
  EXPECT_EQ(Seen(project_link(99, 3)).sentence(), Seen(project_link(4, 3)).sentence());
  EXPECT_EQ(Seen(project_link(-7, 1)).sentence(), Seen(project_link(0, 1)).sentence());
  for (const std::int64_t level : {std::int64_t{-1}, std::int64_t{-7}, INT64_MIN}) {
    EXPECT_EQ(step_count(lesson(project_link(level, 0)).lesson), 2) << level;
  }
  EXPECT_EQ(step_count(lesson(project_link(INT64_MAX, 0)).lesson), 6);
}

TEST(ProjectScene, ShowsBothWays) {
  const Drawn d = Seen(project_link(2, 3)).drawn();
  // Four squares of each way, the picture and its patch.
  EXPECT_EQ(d.canvas.pictures.size(), 10u);
  EXPECT_EQ(Seen(project_link(2, 0)).drawn().canvas.pictures.size(), 4u);
  for (const char* title : {"map 56 × 56", "of 56 × 56", "of 112 × 112", "its pixels", "its patch"})
    EXPECT_TRUE(d.canvas.shows(title)) << title;
}

// A picture of the page as a plane of colours, each cell a pixel.
struct Colours {
  const Raster& raster;
  Extent size() const { return {raster.height, raster.width}; }
  std::uint32_t at(Cell c) const { return raster.rgba[static_cast<std::size_t>(c.row * raster.width + c.col)]; }
};

float largest_in(const Tensor& t) {
  float largest = 0;
  for (const float v : t.data()) largest = std::max(largest, std::abs(v));
  return largest;
}

// Of each cell over the patch, the map whose value is farthest from 0.
void expect_signal(const Colours& shown, const Tensor& signal, const CellRect& patch) {
  const std::int64_t pixels = kSceneSide / signal.shape().h;
  const Cell first{patch.first.row / pixels, patch.first.col / pixels};
  ASSERT_EQ(shown.size(), (Extent{patch.last().row / pixels - first.row + 1, patch.last().col / pixels - first.col + 1}));
  for (std::int64_t n = 0; n < shown.size().area(); ++n) {
    const Cell c = shown.size().cell_at(n);
    float strongest = 0;
    for (std::int64_t map = 0; map < signal.shape().c; ++map) {
      const float v = signal.at(0, map, first.row + c.row, first.col + c.col);
      if (std::abs(v) > std::abs(strongest)) strongest = v;
    }
    ASSERT_EQ(shown.at(c), packed(theme_of("light").diverging(strongest / largest_in(signal)))) << n;
  }
}

// Middle grey is 0.
void expect_pixels(const Colours& shown, const Tensor& signal, const CellRect& patch) {
  const float largest = largest_in(signal);
  ASSERT_EQ(shown.size(), patch.size);
  for (std::int64_t n = 0; n < patch.size.area(); ++n) {
    const Cell c = patch.size.cell_at(n);
    const auto channel = [&](std::int64_t map) {
      return 0.5f + 0.5f * signal.at(0, map, patch.first.row + c.row, patch.first.col + c.col) / largest;
    };
    ASSERT_EQ(shown.at(c), packed(Color{channel(0), channel(1), channel(2), 1})) << n;
  }
}

TEST(ProjectScene, EachWaysSignalsAreShownOverThePatch) {
  const Seen s(project_link(2, 3));
  const Projected& p = *s.results.of<ProjectionResult>().projected;
  const CellRect patch = receptive_field(segmenter_in_use().encoder, s.results.network().decoded->encoder, p.unit);
  const Drawn d = s.drawn();
  ASSERT_EQ(d.canvas.pictures.size(), 10u);
  ASSERT_NE(p.rectified.back(), p.gated.back());
  const auto picture = [&](std::size_t n) { return Colours{d.canvas.pictures[n]}; };
  for (const auto& [first, signals] : {std::pair<std::size_t, const std::vector<Tensor>*>{0, &p.rectified}, {4, &p.gated}}) {
    std::size_t n = first + 1;
    for (const std::int64_t side : {56, 112}) {  // the last signal of each side: where its level begins
      const Tensor* last = nullptr;
      for (const Tensor& signal : *signals) last = signal.shape().h == side ? &signal : last;
      expect_signal(picture(n++), *last, patch);
    }
    expect_pixels(picture(n), signals->back(), patch);
  }
  const Colours shown = picture(9);
  ASSERT_EQ(shown.size(), patch.size);
  for (std::int64_t n = 0; n < patch.size.area(); ++n) {
    const Cell c = patch.size.cell_at(n), pixel{patch.first.row + c.row, patch.first.col + c.col};
    ASSERT_EQ(shown.at(c), packed(pixel_color(s.results.network().decoded->picture, pixel))) << n;
  }
}

TEST(ProjectScene, TheUnitAndItsPatchAreFramed) {
  const Seen s(project_link(2, 3));
  const Projected& p = *s.results.of<ProjectionResult>().projected;
  const CellRect patch = receptive_field(segmenter_in_use().encoder, s.results.network().decoded->encoder, p.unit);
  ASSERT_NE(p.unit.cell.row, p.unit.cell.col);
  const Drawn d = s.drawn();
  const Color vermilion = theme_of("light").of(Role::switches).solid;
  int maps = 0;
  for (const Hit& hit : d.hits) {
    const bool map = hit.focus.target == Target::output;
    const Rect cell = span_of(hit, p.unit.cell, {1, 1}).inset(-2);
    EXPECT_TRUE(outlined(d, map ? cell : span_of(hit, patch.first, patch.size), vermilion));
    maps += map ? 1 : 0;
  }
  EXPECT_EQ(maps, 2);
}

TEST(ProjectScene, SaysWhetherTheWaysDiffer) {
  int same = 0;
  for (std::int64_t level = 0; level < 5; ++level) {
    const Seen s(project_link(level, level + 1));
    const bool equal =
        s.results.of<ProjectionResult>().projected->rectified.back() == s.results.of<ProjectionResult>().projected->gated.back();
    EXPECT_THAT(s.sentence(), HasSubstr(equal ? "the same" : "they differ by what each ReLU let pass")) << level;
    same += equal ? 1 : 0;
  }
  EXPECT_GT(same, 0);
  EXPECT_LT(same, 5);
}

TEST(ProjectScene, APixelAndACellOfTheUnitsMapAreDescribed) {
  const Seen s(project_link(1, 0));
  const Projected& p = *s.results.of<ProjectionResult>().projected;
  const float value = s.results.network().decoded->encoder.outputs[p.unit.layer].at(0, p.unit.channel, 100, 7);
  EXPECT_EQ(s.sentence({Target::output, {100, 7}, {}}), fmt::format("cell (100,7) of map {} = {}", p.unit.channel, number(value)));
  EXPECT_EQ(s.describe({Target::input, {200, 9}, {}}), Seen(decoder_link(0)).describe(tile(0, {200, 9})));
  for (const Focus& f : {Focus{Target::output, {112, 0}, {}}, {Target::input, {0, 224}, {}}, {}}) EXPECT_EQ(s.describe(f), "");
}

}  // namespace
}  // namespace deconvlab::test
