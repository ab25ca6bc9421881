// Pixels as video encoders take them, by ITU-R BT.709.
#include "app/record/video_frame.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace deconvlab {
namespace {

using testing::ElementsAre;

constexpr std::uint32_t kBlack = 0xFF000000, kWhite = 0xFFFFFFFF, kRed = 0xFF0000FF, kBlue = 0xFFFF0000;

std::vector<int> values(const VideoFrame& frame) {
  std::vector<int> all;
  for (const char byte : frame.bytes()) all.push_back(static_cast<unsigned char>(byte));
  return all;
}

// Of red Y is 16 + 219 · 0.2126 = 62.6, Cb 128 − 224 · 0.2126 / 1.8556 = 102.3, Cr 240; of blue 31.8, 240 and 117.7.
TEST(VideoFrame, HasBrightnessAndColourDifferences) {
  EXPECT_THAT(values(VideoFrame({2, 2, 0, {kRed, kRed, kRed, kRed}})), ElementsAre(63, 63, 63, 63, 102, 240));
  EXPECT_THAT(values(VideoFrame({2, 2, 0, {kBlue, kBlue, kBlue, kBlue}})), ElementsAre(32, 32, 32, 32, 240, 118));
  EXPECT_THAT(values(VideoFrame({2, 2, 0, {kBlack, kWhite, kWhite, kBlack}})), ElementsAre(16, 235, 235, 16, 128, 128));
  EXPECT_THAT(values(VideoFrame({4, 2, 0, {kBlack, kBlack, kRed, kRed, kBlack, kBlack, kRed, kRed}})),
              ElementsAre(16, 16, 63, 63, 16, 16, 63, 63, 128, 102, 128, 240));
}

TEST(VideoFrame, RepeatsTheEdgeOfOddSides) {
  const VideoFrame frame({1, 3, 0, {kBlack, kWhite, kRed}});
  EXPECT_EQ(frame.width(), 2);
  EXPECT_EQ(frame.height(), 4);
  EXPECT_THAT(values(frame), ElementsAre(16, 16, 235, 235, 63, 63, 63, 63, 128, 102, 128, 240));
}

// Wherever the part begins and ends, what is put over another frame is as if it had been there from the first.
TEST(VideoFrame, TakesOverTheChangedPartAlone) {
  Raster before{7, 5, 0, std::vector<std::uint32_t>(35, kWhite)};
  for (int left = 0; left < 7; ++left) {
    for (int top = 0; top < 5; ++top) {
      Raster now = before;
      for (int y = top; y < 5 && y < top + 2; ++y)
        for (int x = left; x < 7 && x < left + 3; ++x) now.rgba[static_cast<std::size_t>(y) * 7 + x] = 0xFF000000u + 7919u * (x + 7 * y);
      VideoFrame frame(before);
      frame.put(now, changed(before, now));
      EXPECT_EQ(frame.bytes(), VideoFrame(now).bytes()) << left << "," << top;
      frame.put(now, {});
      EXPECT_EQ(frame.bytes(), VideoFrame(now).bytes());
    }
  }
}

}  // namespace
}  // namespace deconvlab
