// Painting in layers: shapes by how far a point lies within them, one over the other, edges smooth at every size.
// Only + - * / and square roots, which every machine rounds alike.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/parallel.h"
#include "core/tensor.h"

namespace deconvlab {

struct Colour {
  float r = 0;
  float g = 0;
  float b = 0;
};

inline float clamp01(float t) { return std::clamp(t, 0.0f, 1.0f); }
// 0 up to `from`, 1 from `to` on.
inline float ramp(float from, float to, float x) { return clamp01((x - from) / (to - from)); }
inline float mix(float a, float b, float t) { return a + (b - a) * t; }
inline Colour mix(Colour a, Colour b, float t) { return {mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t)}; }
inline Colour operator*(Colour c, float by) { return {c.r * by, c.g * by, c.b * by}; }
// An ink of one colour.
inline auto flat(Colour colour) {
  return [colour](float, float) { return colour; };
}
inline int below(float x) {
  const int whole = static_cast<int>(x);
  return static_cast<float>(whole) > x ? whole - 1 : whole;
}
inline float fraction(float x) { return x - static_cast<float>(below(x)); }
inline float length(float x, float y) { return std::sqrt(x * x + y * y); }

// Smooth noise between 0 and 1 from a lattice of hashed values, the same again after 256 cells.
class Noise {
 public:
  Noise();
  // The lattice's own value.
  float cell(int col, int row) const { return lattice_[static_cast<std::size_t>((row & 255) << 8 | (col & 255))]; }
  float at(float x, float y) const {
    const int col = below(x);
    const int row = below(y);
    const float right = smooth(x - static_cast<float>(col));
    const float lower = smooth(y - static_cast<float>(row));
    return mix(mix(cell(col, row), cell(col + 1, row), right), mix(cell(col, row + 1), cell(col + 1, row + 1), right), lower);
  }
  // Octaves, each twice as fine and half as strong as the one before, together 0 to 1.
  float octaves(float x, float y, int count) const {
    float sum = 0;
    float weight = 0.5f;
    float weights = 0;
    for (int n = 0; n < count; ++n) {
      sum += weight * at(x, y);
      weights += weight;
      x = 2 * x + 17.3f;
      y = 2 * y + 5.1f;
      weight /= 2;
    }
    return sum / weights;
  }

 private:
  // No corners at the lattice's points.
  static float smooth(float t) { return t * t * (3 - 2 * t); }

  std::vector<float> lattice_;
};

struct PaintBox {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;

  // How far within; below 0 outside.
  float depth(float x, float y) const { return std::min({x - left, right - x, y - top, bottom - y}); }
};

// The picture is 1 x 1 in the middle, x from -0.5 to 0.5 and y from 0 down to 1; its longer sides show more of the scene.
class Sheet {
 public:
  explicit Sheet(Extent size)
      : picture_(Tensor::unfilled(Shape{1, 3, size.h, size.w})), scale_(static_cast<float>(std::min(size.h, size.w))) {}

  // How much of a pixel a shape covers whose edge lies so deep under (or above, below 0) its centre.
  float cover(float depth) const { return clamp01(depth * scale_ + 0.5f); }
  // The same of a line: one thinner than a pixel covers only so much of it.
  float line(float distance, float width) const {
    return std::min(1.0f, width * scale_) * clamp01((std::max(width, 1 / scale_) / 2 - std::abs(distance)) * scale_ + 0.5f);
  }
  float pixels(float length) const { return length * scale_; }

  // Lays ink(x, y) over what is there, as much of it as cover(x, y) says, within the box.
  template <class Cover, class Ink>
  void paint(const PaintBox& box, Cover cover, Ink ink) {
    const std::int64_t h = picture_.shape().h;
    const std::int64_t w = picture_.shape().w;
    const std::int64_t bottom = pixel(box.bottom - 0.5f, h) + 1;
    const std::int64_t right = pixel(box.right, w) + 1;
    const std::int64_t top = pixel(box.top - 0.5f, h);
    const std::int64_t left = pixel(box.left, w);
    const std::int64_t rows = std::min(bottom, h) - top;
    const std::int64_t cols = std::min(right, w) - left;
    parallel_for(rows, rows * cols * kPixelCost, [&](std::int64_t n) {
      const float y = place(top + n, h) + 0.5f;
      for (std::int64_t col = left; col < left + cols; ++col) {
        const float x = place(col, w);
        const float much = cover(x, y);
        if (much > 0) blend(static_cast<std::size_t>((top + n) * w + col), ink(x, y), much);
      }
    });
  }
  // A rectangle.
  template <class Ink>
  void fill(const PaintBox& box, Ink ink) {
    const float pixel = 1 / scale_;
    const PaintBox grown{box.left - pixel, box.top - pixel, box.right + pixel, box.bottom + pixel};  // its smooth edge lies outside
    paint(
        grown, [&](float x, float y) { return cover(box.depth(x, y)); }, ink);
  }
  // Lays ink(x, y, depth) over all that is lower than a line y = edge(x), from top to bottom.
  template <class Edge, class Ink>
  void paint_below(Edge edge, float top, float bottom, Ink ink) {
    const auto [h, w] = picture_.shape().plane();
    std::vector<float> edges(static_cast<std::size_t>(w));
    for (std::int64_t col = 0; col < w; ++col) edges[col] = edge(place(col, w));
    const float middle = static_cast<float>(w) / 2;
    const auto cover_at = [&](float x, float y) { return cover(y - edges[static_cast<std::size_t>(x * scale_ + middle)]); };
    const PaintBox band{place(0, w), top, place(w, w), bottom};
    paint(band, cover_at, [&](float x, float y) { return ink(x, y, y - edges[static_cast<std::size_t>(x * scale_ + middle)]); });
  }
  // The whole sheet, which has nothing on it yet.
  template <class Ink>
  void prime(Ink ink) {
    std::ranges::fill(picture_.data(), 0.0f);
    const auto [h, w] = picture_.shape().plane();
    const PaintBox all{place(0, w), place(0, h) + 0.5f, place(w, w), place(h, h) + 0.5f};
    paint(
        all, [](float, float) { return 1.0f; }, ink);
  }
  // Rounded to whole numbers from 0 to 255.
  Tensor finish() &&;

 private:
  static constexpr std::int64_t kPixelCost = 20;  // nanoseconds

  float place(std::int64_t pixel, std::int64_t side) const {
    return (static_cast<float>(pixel) + 0.5f - static_cast<float>(side) / 2) / scale_;
  }
  std::int64_t pixel(float place, std::int64_t side) const {
    const float at = place * scale_ + static_cast<float>(side) / 2;
    return static_cast<std::int64_t>(std::clamp(at, 0.0f, static_cast<float>(side)));
  }
  void blend(std::size_t at, Colour ink, float much) {
    const std::size_t plane = picture_.data().size() / 3;
    const auto lay = [&](float& under, float over) { under += (over - under) * much; };
    lay(picture_.data()[at], ink.r);
    lay(picture_.data()[plane + at], ink.g);
    lay(picture_.data()[2 * plane + at], ink.b);
  }

  Tensor picture_;
  float scale_;
};

}  // namespace deconvlab
