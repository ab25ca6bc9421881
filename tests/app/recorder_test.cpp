// What a recorder was given comes back as a film: every frame for as long as it was seen, with the mouse.
#include "app/record/recorder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/record/record_formats.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

Raster plain(int width, int height, std::uint32_t rgba) {
  return {width, height, 0, std::vector<std::uint32_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), rgba)};
}

// A grey picture with a pixel that says which it is.
Raster marked(int n) {
  Raster raster = plain(64, 48, 0xff808080u);
  raster.rgba[static_cast<std::size_t>(n)] = 0xff0000ffu;
  return raster;
}

// Until the recorder has taken it: it drops pictures that come while it is busy.
void put(Recorder& recorder, double seconds, const Raster& picture, const std::optional<Pointer>& pointer = {}) {
  recorder.pass(seconds);
  for (int n = 0; n < 1000 && recorder.pass(0); ++n) {
    recorder.put(picture, pointer);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

TEST(Recorder, KeepsEveryFrameForAsLongAsItWasSeen) {
  Recorder recorder(10);
  put(recorder, 0.05, marked(1));
  EXPECT_FALSE(recorder.pass(0.02)) << "the tenth of a second is not over";
  put(recorder, 0.05, marked(2));    // at 0.12 s
  put(recorder, 0.30, marked(2));    // at 0.42 s: the same
  put(recorder, 0.10, marked(700));  // at 0.52 s
  recorder.pass(0.28);
  const auto recording = recorder.finish();
  ASSERT_TRUE(recording);
  EXPECT_EQ(recording->count, 8);
  EXPECT_DOUBLE_EQ(recording->seconds(), 0.8);
  const Film film = film_of(recording);
  constexpr int kShown[] = {1, 2, 2, 2, 2, 700, 700, 700};
  for (const int n : {0, 1, 2, 3, 4, 5, 6, 7, 3, 0, 7}) EXPECT_EQ(rasterized(film.at(n)).rgba, marked(kShown[n]).rgba) << n;
}

TEST(Recorder, NothingIsNoFilm) {
  Recorder recorder;
  recorder.pass(5);
  EXPECT_FALSE(recorder.finish());
}

// Black and white about the tip, which stands where the mouse does; at the edge a part of it.
TEST(Recorder, DrawsTheMouse) {
  Recorder recorder(10);
  const Raster grey = plain(64, 48, 0xff808080u);
  put(recorder, 0.05, grey, Pointer{{20, 10}, 1, false});
  put(recorder, 0.10, grey, Pointer{{62, 46}, 1, false});
  put(recorder, 0.10, grey, Pointer{{20, 10}, 1, true});
  put(recorder, 0.10, grey);
  const Film film = film_of(recorder.finish());
  const Raster shown = rasterized(film.at(0));
  const auto at = [](const Raster& raster, int x, int y) { return raster.rgba[static_cast<std::size_t>(y * raster.width + x)]; };
  EXPECT_LT(at(shown, 22, 19) & 255, 16u);
  EXPECT_EQ(at(shown, 10, 10), 0xff808080u);
  EXPECT_EQ(at(shown, 50, 40), 0xff808080u);
  EXPECT_NE(rasterized(film.at(1)).rgba, grey.rgba);
  EXPECT_NE(at(rasterized(film.at(2)), 10, 10), 0xff808080u) << "a ring says that the button is down";
  EXPECT_EQ(rasterized(film.at(3)).rgba, grey.rgba);
}

TEST(Recorder, FitsAnotherSizeIntoTheFirst) {
  Recorder recorder(10);
  put(recorder, 0.05, plain(64, 48, 0xff808080u));
  put(recorder, 0.10, plain(128, 48, 0xff0000ffu));
  const Film film = film_of(recorder.finish());
  const Raster shown = rasterized(film.at(1));
  EXPECT_EQ(shown.width, 64);
  EXPECT_EQ(shown.height, 48);
  EXPECT_EQ(shown.rgba[0], 0xff000000u) << "free room above";
  EXPECT_EQ(shown.rgba[24 * 64 + 32], 0xff0000ffu);
}

TEST(Recorder, IsWrittenAsAnyFilm) {
  const test::Folder folder;
  Recorder recorder(10);
  for (int n = 0; n < 5; ++n) put(recorder, 0.1, marked(n));
  const auto recording = recorder.finish();
  recording->link = "deconvlab:matrix?i=4";
  for (const char* name : {"a.gif", "a.apng", "a.webp"}) {
    ASSERT_TRUE(save_film(film_of(recording), folder / name));
    EXPECT_EQ(link_in_file(folder / name), recording->link);
  }
}

}  // namespace
}  // namespace deconvlab
