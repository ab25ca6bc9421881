#include "app/lessons/fcn/fcn.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "core/cpu/cpu_device.h"
#include "core/operators/kernels.h"
#include "core/operators/pool.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kTwice = 2;  // between FCN-32s, FCN-16s and FCN-8s

constexpr std::array<Rgb, kFcnClasses> kColours = {{
    {20, 20, 24},     // black
    {75, 75, 80},     // dark grey
    {130, 130, 130},  // grey
    {190, 192, 192},  // light grey
    {246, 246, 240},  // white
    {105, 40, 40},    // dark red
    {200, 50, 45},    // red
    {190, 105, 90},   // brick
    {235, 140, 45},   // orange
    {115, 75, 45},    // brown
    {200, 170, 125},  // sand
    {240, 220, 90},   // yellow
    {130, 130, 50},   // olive
    {40, 85, 40},     // dark green
    {95, 150, 60},    // green
    {165, 205, 120},  // light green
    {55, 125, 120},   // teal
    {150, 195, 235},  // sky blue
    {75, 130, 205},   // blue
    {40, 55, 115},    // navy
    {135, 90, 160},   // violet
}};

// Every class by itself with the bilinear kernel.
Tensor upsampled(const Tensor& scores, std::int64_t factor) {
  Params params = fcn_params(scores.shape().plane(), factor);
  params.groups = kFcnClasses;
  const Geometry g = *resolve_transposed(params);
  const Tensor plane = *make_kernel("bilinear", g.kernel());
  Tensor w(Shape{kFcnClasses, 1, g.kernel().h, g.kernel().w});
  for (std::int64_t n = 0; n < kFcnClasses; ++n) std::ranges::copy(plane.data(), w.plane(n, 0).begin());
  return *CpuDevice().run(OpKind::conv_transpose, scores, w, g);
}

// The first pixel of cell t.
std::int64_t first_pixel(std::int64_t t, std::int64_t factor, std::int64_t crop) { return factor * t + factor / 2 - crop; }

float mean_of(const Tensor& picture, std::int64_t channel, Cell from, std::int64_t side) {
  const Shape& shape = picture.shape();
  double sum = 0;
  for (std::int64_t r = from.row; r < from.row + side; ++r) {
    for (std::int64_t c = from.col; c < from.col + side; ++c)
      sum += picture.at(0, channel, std::clamp<std::int64_t>(r, 0, shape.h - 1), std::clamp<std::int64_t>(c, 0, shape.w - 1));
  }
  return static_cast<float>(sum / static_cast<double>(side * side));
}

// A grey picture has one channel for all three.
Rgb mean_colour(const Tensor& picture, Cell from, std::int64_t side) {
  const std::int64_t last = picture.shape().c - 1;
  const auto channel = [&](std::int64_t n) { return mean_of(picture, last < 2 ? 0 : n, from, side); };
  return {channel(0), channel(1), channel(2)};
}

float distance(Rgb a, Rgb b) { return std::hypot(a.r - b.r, a.g - b.g, a.b - b.b); }

Labels nearest_labels(const Labels& coarse, std::int64_t factor, std::int64_t crop, Extent size) {
  Labels labels{size, {}};
  labels.of.reserve(static_cast<std::size_t>(size.area()));
  const auto cell = [&](std::int64_t pixel) {
    return std::clamp<std::int64_t>((pixel + crop - factor / 2) / factor, 0, coarse.size.h - 1);
  };
  for (std::int64_t n = 0; n < size.area(); ++n) {
    const Cell pixel = size.cell_at(n);
    labels.of.push_back(coarse.at({cell(pixel.row), cell(pixel.col)}));
  }
  return labels;
}

FcnVariant variant_of(const Tensor& picture, std::size_t n, const Tensor* coarser) {
  FcnVariant v;
  v.factor = kFcnFactors[n];
  v.crop = kFcnCrops[n];
  if (coarser) {
    Tensor sum = upsampled(*coarser, kTwice);
    const Tensor finer = score_map(picture, sum.shape().h, v.factor, v.crop);
    v.before = largest_of(sum);
    v.finer = largest_of(finer);
    std::ranges::transform(sum.data(), finer.data(), sum.data().begin(), std::plus<>());
    v.scores = std::move(sum);
  } else {
    v.scores = score_map(picture, kFcnScores, v.factor, v.crop);
  }
  v.coarse = largest_of(v.scores);
  v.plane = largest_of(upsampled(v.scores, v.factor));
  v.nearest = nearest_labels(v.coarse, v.factor, v.crop, picture.shape().plane());
  return v;
}

}  // namespace

std::shared_ptr<const Fcn> fcn_of(const Tensor& picture) {
  auto fcn = std::make_shared<Fcn>();
  for (std::size_t n = 0; n < fcn->variants.size(); ++n)
    fcn->variants[n] = variant_of(picture, n, n > 0 ? &fcn->variants[n - 1].scores : nullptr);
  return fcn;
}

std::int64_t fcn_scores(std::size_t n) {
  return n == 0 ? kFcnScores : resolve_transposed(fcn_params(Extent::square(fcn_scores(n - 1)), kTwice))->input().h;
}

std::size_t fcn_variant(std::string_view view) {
  const auto found = std::ranges::find(kFcnViews, view);
  return found == kFcnViews.end() ? 0 : static_cast<std::size_t>(found - kFcnViews.begin());
}

Rgb class_colour(std::int64_t n) { return kColours[static_cast<std::size_t>(n)]; }

std::shared_ptr<const Tensor> shrunk_for_fcn(std::shared_ptr<const Tensor> picture) {
  const Extent size = picture->shape().plane();
  const std::int64_t square = (std::max(size.h, size.w) + kFcnSide - 1) / kFcnSide;
  if (square == 1) return picture;
  const Extent side{std::min(square, size.h), std::min(square, size.w)};
  const auto g = resolve_pool({.i = size, .k = side, .s = side, .ceil_mode = true});
  return g ? std::make_shared<const Tensor>(avg_pool(*picture, *g)) : picture;
}

Params fcn_params(Extent scores, std::int64_t factor) {
  Params params = fcn_upsampling(scores, factor);
  params.p = {0, 0};
  return params;
}

Labels largest_of(const Tensor& scores) {
  Labels labels{scores.shape().plane(), {}};
  labels.of.assign(static_cast<std::size_t>(labels.size.area()), 0);
  for (std::int64_t n = 0; n < labels.size.area(); ++n) {
    for (std::int64_t c = 1; c < scores.shape().c; ++c) {
      auto& best = labels.of[static_cast<std::size_t>(n)];
      if (scores.plane(0, c)[n] > scores.plane(0, best)[n]) best = static_cast<std::uint8_t>(c);
    }
  }
  return labels;
}

Tensor score_map(const Tensor& picture, std::int64_t side, std::int64_t factor, std::int64_t crop) {
  Tensor scores(Shape{1, kFcnClasses, side, side});
  for (std::int64_t n = 0; n < side * side; ++n) {
    const Cell cell = Extent::square(side).cell_at(n);
    const Rgb mean = mean_colour(picture, {first_pixel(cell.row, factor, crop), first_pixel(cell.col, factor, crop)}, factor);
    for (std::int64_t c = 0; c < kFcnClasses; ++c) scores.plane(0, c)[n] = -distance(mean, class_colour(c));
  }
  return scores;
}

std::shared_ptr<const Fcn> FcnSource::get(const std::shared_ptr<const Tensor>& picture) {
  if (!kept_ || last_ != picture) kept_ = fcn_of(*picture);
  last_ = picture;
  return kept_;
}

}  // namespace deconvlab
