// The gallery's tiles: the guide's numbers, and what a tile shows, says and opens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "app/scenes/gallery/gallery_tiles.h"
#include "app/scenes/scenes.h"
#include "app/state/player.h"
#include "app/state/update.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

const std::vector<TileResults>& tiles() {
  static const Results results = *compute(lesson("gallery").lesson);
  return results.of<GalleryResult>().tiles->of;
}

const Scene& gallery() { return **find_scene("gallery"); }

TEST(Gallery, ItsTilesComeToTheGuidesSizes) {
  struct Sizes {
    std::int64_t input, padding, output;  // of what is drawn
  };
  constexpr Sizes kGuide[] = {{4, 0, 2}, {5, 2, 6}, {5, 1, 5}, {5, 2, 7}, {5, 0, 2}, {5, 1, 3}, {6, 1, 3}, {7, 0, 3},
                              {2, 2, 4}, {6, 1, 5}, {5, 1, 5}, {7, 0, 5}, {3, 2, 5}, {5, 1, 5}, {6, 1, 6}};
  ASSERT_EQ(tile_table().size(), std::size(kGuide));
  for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n) {
    const Geometry& g = tiles()[static_cast<std::size_t>(n)].drawn.geometry;
    EXPECT_EQ(g.h, g.w) << n;
    EXPECT_EQ(g.h.i, kGuide[n].input) << n;
    EXPECT_EQ(g.h.p, kGuide[n].padding) << n;
    EXPECT_EQ(g.h.o, kGuide[n].output) << n;
  }
}

TEST(Gallery, ATransposedTileIsDrawnAsTheConvolutionThatGivesItsOutput) {
  for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n) {
    const TileResults& r = tiles()[static_cast<std::size_t>(n)];
    EXPECT_TRUE(std::ranges::equal(r.drawn.output.data(), r.lesson.output.data())) << n;
  }
}

TEST(Gallery, ItEndsWhereEveryTileDoes) {
  for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n)
    EXPECT_EQ(kGallerySteps % tiles()[static_cast<std::size_t>(n)].drawn.trace.size(), 0) << n;
  EXPECT_EQ(step_count(lesson("gallery").lesson), kGallerySteps);
}

// All shapes of a page whose side shows a tile of nine steps.
std::vector<Rect> shapes(const char* link) { return draw(lesson(link), {Target::tile, {5, 0}, {}}).canvas.shapes; }

TEST(Gallery, ATileStartsAnewWhenItIsDone) {
  EXPECT_EQ(shapes("gallery?t=0"), shapes("gallery?t=176400"));
  const auto sentence = [](const char* link) { return draw(lesson(link), {Target::tile, {5, 0}, {}}).sentence; };
  EXPECT_EQ(sentence("gallery?t=9"), sentence("gallery?t=0"));
  EXPECT_NE(sentence("gallery?t=8"), sentence("gallery?t=0"));
}

// Between the last step and the first nothing moves: the counter stays at the last, as the picture does.
TEST(Gallery, TheTimelineIsThatOfTheTilePointedAt) {
  Model model = lesson("gallery");
  const auto results = compute(model.lesson);
  for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n) {
    const Focus focus{Target::tile, {n, 0}, {}};
    for (const double time : {0.0, 0.5, 4.0, 8.0, 8.5, 9.0, 12.25, 176399.5}) {
      model.time = time;
      const StepCount count = counted_step(timeline_of(model, focus, &*results));
      EXPECT_EQ(count.all, tiles()[static_cast<std::size_t>(n)].drawn.trace.size()) << n;
      EXPECT_THAT(draw(model, focus).sentence, testing::HasSubstr(fmt::format("Step {} of {}:", count.now, count.all))) << time;
    }
  }
}

TEST(Gallery, TheTilePointedAtIsLargeWithItsNumbers) {
  // (3, 3, 2, 1), a 1: output (0,0) is 5, the kernel's middle, times input (0,0).
  const Drawn d = draw("gallery?t=0", {Target::tile, {14, 0}, {}});
  const float x = tiles()[14].lesson.transpose.input().at({0, 0});
  EXPECT_TRUE(d.canvas.shows("(3, 3, 2, 1), a 1 → 6"));
  EXPECT_THAT(d.sentence, testing::StartsWith("Transposed convolution, strides, with a remainder: (3, 3, 2, 1), a 1 → 6,"));
  EXPECT_THAT(d.sentence, testing::HasSubstr(fmt::format(" = {}·5 + 0·4 + 0·2 + 0·1 = {}", x, 5 * x)));
  EXPECT_TRUE(d.canvas.shows("stretched input  6 × 6, padding 1"));
  EXPECT_TRUE(d.canvas.shows("inserted zero"));
  EXPECT_TRUE(d.canvas.shows("o′"));
  EXPECT_FALSE(draw("gallery?t=0", {Target::tile, {2, 0}, {}}).canvas.shows("o′"));
  EXPECT_FALSE(draw("gallery?t=0", {Target::tile, {2, 0}, {}}).canvas.shows("inserted zero"));
}

TEST(Gallery, SymbolsNameTheCellsBetweenWhichTheZerosStand) {
  const Drawn d = draw("gallery?t=0&symbols=1", {Target::tile, {14, 0}, {}});
  EXPECT_THAT(d.sentence, testing::HasSubstr("y_{0,0} = x_{0,0}·w_{1,1} + 0·w_{1,0} + 0·w_{0,1} + 0·w_{0,0}"));
  EXPECT_THAT(draw("gallery?t=7&symbols=1", {Target::tile, {14, 0}, {}}).sentence, testing::HasSubstr("x_{1,1}·w_{0,0}"));
  EXPECT_TRUE(d.canvas.shows("2,2"));  // of x, a subscript
  EXPECT_FALSE(d.canvas.shows("4,4"));
}

TEST(Gallery, WhatIsNoTileShowsTheSameAsNothing) {
  const std::string none = draw("gallery?t=3").sentence;
  for (const Focus& focus : {Focus{Target::tile, {15, 0}, {}}, Focus{Target::tile, {-1, 0}, {}}, Focus{Target::output, {0, 0}, {}}}) {
    EXPECT_EQ(draw("gallery?t=3", focus).sentence, none);
    EXPECT_TRUE(gallery().open(focus, {lesson("gallery"), tiles()[0].lesson, focus, theme_of("light"), language_of("en")}).empty());
  }
}

TEST(Gallery, ATooltipIsShortAndSaysWhatAClickDoes) {
  const Model model = lesson("gallery");
  const auto results = compute(model.lesson);
  const Focus focus{Target::tile, {13, 0}, {}};
  EXPECT_EQ(gallery().describe(focus, {model, *results, focus, theme_of("light"), language_of("en")}),
            "strides and padding  (3, 3, 2, 1) → 5: a click opens it with sliders");
}

TEST(Gallery, EveryTileOpensInItsScene) {
  const Model model = lesson("gallery?t=3&lang=zh");
  const auto results = compute(model.lesson);
  const std::map<Side, std::string> scenes{{Side::c, "convolution"}, {Side::c_transposed, "transposed"}};
  for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n) {
    const Focus focus{Target::tile, {n, 0}, {}};
    const auto opened = open_link(gallery().open(focus, {model, *results, focus, theme_of("light"), language_of("zh")}), model);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->lesson.scene, scenes.at(tile_table()[n].side));
    EXPECT_EQ(opened->lesson.params, tile_table()[n].params);
    EXPECT_EQ(opened->time, 0);
    EXPECT_EQ(opened->language, "zh");
  }
}

TEST(Gallery, ThereIsAPlaceForEveryTileInTheWindowsPanes) {
  for (const Rect& area : {Rect{0, 0, 600, 470}, Rect{0, 0, 340, 470}, Rect{0, 0, 790, 480}}) {
    const Model model = lesson("gallery?t=7.3");
    const auto results = compute(model.lesson);
    RecordingCanvas canvas;
    std::vector<Hit> hits;
    gallery().draw_main(canvas, area, {model, *results, {}, theme_of("light"), language_of("en"), &hits});
    ASSERT_EQ(hits.size(), tile_table().size());
    for (std::size_t a = 0; a < hits.size(); ++a) {
      EXPECT_TRUE(area.contains(hits[a].rect));
      for (std::size_t b = 0; b < a; ++b) EXPECT_TRUE(hits[a].rect.within(hits[b].rect).w <= 0 || hits[a].rect.within(hits[b].rect).h <= 0);
    }
    for (const Rect& r : canvas.shapes) EXPECT_TRUE(area.contains(r)) << r.x << " " << r.y << " " << r.w << " " << r.h;
  }
}

}  // namespace
}  // namespace deconvlab::test
