#include "app/record/video_frame.h"

#include <algorithm>
#include <cstddef>

namespace deconvlab {

namespace {

// Shares of the three lights in Y, and what the differences are divided by: ITU-R BT.709-6, 3.2 and 3.3.
constexpr double kRed = 0.2126, kGreen = 0.7152, kBlue = 0.0722;
constexpr double kOfBlue = 1.8556, kOfRed = 1.5748;
constexpr int kOne = 1 << 16;

constexpr int fixed(double value) { return static_cast<int>(value * kOne + (value < 0 ? -0.5 : 0.5)); }

// One value as a weighted sum of red, green and blue, of 0 to 255.
struct Weights {
  int red, green, blue, from;

  constexpr Weights(double r, double g, double b, double range, int zero)
      : red(fixed(r * range / 255)), green(fixed(g * range / 255)), blue(fixed(b * range / 255)), from(zero * kOne + kOne / 2) {}
  int of(int r, int g, int b) const { return (red * r + green * g + blue * b + from) / kOne; }
};

constexpr Weights kY(kRed, kGreen, kBlue, 219, 16);
constexpr Weights kCb(-kRed / kOfBlue, -kGreen / kOfBlue, (1 - kBlue) / kOfBlue, 224, 128);
constexpr Weights kCr((1 - kRed) / kOfRed, -kGreen / kOfRed, -kBlue / kOfRed, 224, 128);

int even(int side) { return side + side % 2; }

}  // namespace

VideoFrame::VideoFrame(const Raster& raster)
    : width_(even(raster.width)), height_(even(raster.height)), bytes_(static_cast<std::size_t>(width_) * height_ * 3 / 2) {
  put(raster, {0, 0, raster.width, raster.height});
}

void VideoFrame::put(const Raster& raster, const PixelRect& part) {
  const int right = std::min(part.x + part.w, width_), bottom = std::min(part.y + part.h, height_);
  for (int y = part.y / 2 * 2; y < bottom; y += 2)
    for (int x = part.x / 2 * 2; x < right; x += 2) put_block(raster, x, y);
}

void VideoFrame::put_block(const Raster& raster, int x, int y) {
  int sums[3] = {0, 0, 0};
  for (int n = 0; n < 4; ++n) {
    const int column = std::min(x + n % 2, raster.width - 1), row = std::min(y + n / 2, raster.height - 1);
    const std::uint32_t rgba = raster.rgba[static_cast<std::size_t>(row) * raster.width + column];
    const int r = rgba & 255, g = rgba >> 8 & 255, b = rgba >> 16 & 255;
    bytes_[static_cast<std::size_t>(y + n / 2) * width_ + x + n % 2] = static_cast<std::uint8_t>(kY.of(r, g, b));
    sums[0] += r, sums[1] += g, sums[2] += b;
  }
  const std::size_t all = static_cast<std::size_t>(width_) * height_, at = all + static_cast<std::size_t>(y / 2) * (width_ / 2) + x / 2;
  const auto mean = [&](int n) { return (sums[n] + 2) / 4; };
  bytes_[at] = static_cast<std::uint8_t>(kCb.of(mean(0), mean(1), mean(2)));
  bytes_[at + all / 4] = static_cast<std::uint8_t>(kCr.of(mean(0), mean(1), mean(2)));
}

}  // namespace deconvlab
