// Films of which only what changes is drawn: every picture is the one that is drawn alone.
#include "app/record/frame_sequence.h"

#include <gtest/gtest.h>

#include "app/draw/theme.h"
#include "app/record/film.h"
#include "app/scenes/scenes.h"

namespace deconvlab {
namespace {

void expect_drawn_alone(FrameSequence& frames, const Figure& figure) {
  const Raster before = frames.now(), alone = rasterized(figure);
  frames.draw(figure);
  ASSERT_EQ(frames.now().width, alone.width);
  ASSERT_EQ(frames.now().height, alone.height);
  ASSERT_TRUE(frames.now().rgba == alone.rgba);
  ASSERT_TRUE(frames.before().rgba == before.rgba);
  const PixelRect found = frames.changed(), expected = changed(before, alone);
  EXPECT_EQ(std::tuple(found.x, found.y, found.w, found.h), std::tuple(expected.x, expected.y, expected.w, expected.h));
}

// Six moments of each scene, the first one twice, in a size whose pixels are no whole logical ones, and on nothing.
TEST(FrameSequence, DrawsEverySceneAsItIsDrawnAlone) {
  for (const Scene& scene : scene_table()) {
    SCOPED_TRACE(scene.id);
    FilmRequest request{.seconds = 0.6, .per_second = 10};
    request.look.width = 533, request.look.height = 300;
    if (scene.id == "overlap" || scene.id == "unpool") request.look.background = Background::none;
    const auto film = film_of(*open_link(scene.id), request);
    ASSERT_TRUE(film);
    FrameSequence frames;
    for (const std::int64_t frame : {0, 0, 1, 2, 3, 5, 4, 0}) expect_drawn_alone(frames, film->at(frame));
  }
}

// What a figure of those tests has: half transparent bars, one over the other, in a clip.
struct Bar {
  double x;
  Color color;
};
Figure bars(double width, const std::vector<Bar>& bars) {
  return {.width = width, .height = 20, .scale = 1.3, .draw = [=](Canvas& canvas) {
            canvas.push_clip({1, 2, 36, 30});
            for (const Bar& bar : bars) canvas.fill_rect({bar.x, 0, 8, 12}, bar.color, 2);
            canvas.pop_clip();
          }};
}
constexpr Color kRed{1, 0, 0, 0.5f}, kBlue{0, 0, 1, 0.5f};

TEST(FrameSequence, LeavesNothingOfWhatIsGone) {
  FrameSequence frames;
  for (const Figure& figure : {bars(40, {{3, kRed}}), bars(40, {{3, kRed}, {20, kRed}}), bars(40, {{20, kRed}}), bars(40, {}),
                               bars(60, {{20, kRed}}), bars(60, {{20.5, kRed}}), bars(40, {{3, kRed}})})
    expect_drawn_alone(frames, figure);
}

TEST(FrameSequence, SeesThatOneThingLiesOverAnother) {
  FrameSequence frames;
  for (const Figure& figure :
       {bars(40, {{3, kRed}, {6, kBlue}}), bars(40, {{6, kBlue}, {3, kRed}}), bars(40, {{3, kRed}, {3, kRed}}), bars(40, {{3, kRed}})})
    expect_drawn_alone(frames, figure);
}

TEST(FrameSequence, SeesThatAClipCameOrWentAboutTheSame) {
  const auto clipped = [](std::vector<Rect> clips) {
    return Figure{.width = 40, .height = 20, .draw = [=](Canvas& canvas) {
                    for (const Rect& clip : clips) canvas.push_clip(clip);
                    canvas.fill_rect({2, 2, 30, 15}, kRed);
                    for (std::size_t n = 0; n < clips.size(); ++n) canvas.pop_clip();
                  }};
  };
  FrameSequence frames;
  for (const Figure& figure :
       {clipped({}), clipped({{5, 5, 4, 4}}), clipped({{7, 5, 4, 4}}), clipped({{5, 5, 9, 9}, {7, 5, 4, 4}}), clipped({})})
    expect_drawn_alone(frames, figure);
}

TEST(FrameSequence, SeesPicturesWithoutANumberByTheirPixels) {
  FrameSequence frames;
  for (const std::uint32_t pixel : {0xff0000ffu, 0xff00ff00u, 0xff00ff00u}) {
    const Figure figure{.width = 9, .height = 9, .draw = [=](Canvas& canvas) { canvas.image({2, 2, 4, 4}, Raster{1, 1, 0, {pixel}}); }};
    expect_drawn_alone(frames, figure);
  }
}

}  // namespace
}  // namespace deconvlab
