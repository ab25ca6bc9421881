#include "app/lessons/convolution/channels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/lang/lang.h"
#include "app/lang/text.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/operators.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// The n-th plane of own ones; of a name the first one, the others have their own.
Expected<Tensor> nth_plane(const PlaneChoice& choice, std::string_view others, Extent size, std::int64_t n, bool kernel) {
  if (auto own = own_plane_of(choice, size, n)) return std::move(*own);
  return plane_of(n == 0 ? choice : PlaneChoice{std::string(others), choice.seed + static_cast<std::uint64_t>(n), {}, {}}, size, kernel);
}

// Channels that the lesson has no input for have digits of other seeds.
Expected<Tensor> inputs_of(const Lesson& lesson, Extent size) {
  Tensor x(Shape{1, kInChannels, size.h, size.w});
  for (std::int64_t c = 0; c < kInChannels; ++c) {
    const auto plane = TRY(nth_plane(lesson.input, "digits", size, c, false));
    std::ranges::copy(plane.data(), x.plane(0, c).begin());
  }
  return x;
}

// Planes that the lesson has no kernel for are random ones.
Expected<Tensor> filter_of(const Lesson& lesson, Extent size) {
  Tensor w(Shape{kInChannels, kOutChannels, size.h, size.w});
  for (std::int64_t n = 0; n < kInChannels * kOutChannels; ++n) {
    const auto plane = TRY(nth_plane(lesson.kernel, "random", size, n, true));
    std::ranges::copy(plane.data(), w.plane(n / kOutChannels, n % kOutChannels).begin());
  }
  return w;
}

// A convolution takes w as (out, in, kh, kw).
Tensor channels_swapped(const Tensor& w) {
  Tensor swapped(Shape{kOutChannels, kInChannels, w.shape().h, w.shape().w});
  for (std::int64_t in = 0; in < kInChannels; ++in) {
    for (std::int64_t out = 0; out < kOutChannels; ++out) std::ranges::copy(w.plane(in, out), swapped.plane(out, in).begin());
  }
  return swapped;
}

// Finds where y and the misreading are farthest apart.
void compare(Channels& c) {
  const auto y = c.y.data();
  const auto misread = c.misread.data();
  std::size_t at = 0;
  const auto apart = [&](std::size_t n) { return std::abs(y[n] - misread[n]); };
  for (std::size_t n = 1; n < y.size(); ++n) at = apart(n) > apart(at) ? n : at;
  const Extent plane = c.y.shape().plane();
  c.largest_difference = apart(at);
  c.farthest_channel = static_cast<std::int64_t>(at) / plane.area();
  c.farthest = plane.cell_at(static_cast<std::int64_t>(at) % plane.area());
}

Expected<void> misread(Channels& c) {
  const Geometry& g = c.geometry;
  c.enlarged = {g.h.k_eff + g.h.s * (g.h.i - 1), g.w.k_eff + g.w.s * (g.w.i - 1)};
  if (capped_product(c.enlarged.h, c.enlarged.w) > kMostEnlarged) return {};
  Params resize;
  resize.i = g.output();
  resize.output = c.enlarged;
  const auto larger = TRY(resolve_upsample(resize));
  Params slide{c.enlarged, g.kernel(), {g.h.s, g.w.s}, {0, 0}, {g.h.d, g.w.d}, g.flip};
  const auto sliding = TRY(resolve(slide));
  c.misread = conv(operator_of(OpKind::upsample_bilinear).apply(c.x, {}, larger), channels_swapped(c.w), sliding);
  compare(c);
  return {};
}

// Of more values than a plane with numbers has, any.
float widest_of(const Tensor& t) {
  constexpr std::size_t kMostWritten = 10'000;
  const auto some = t.data().first(std::min(t.data().size(), kMostWritten));
  return *std::ranges::max_element(some, {},
                                   [](float v) { return std::pair(characters(number(v)), v < 0); });  // a minus is wider than a digit
}

}  // namespace

Expected<Tensor> channel_planes(const Lesson& lesson, bool kernel) {
  return resolve(lesson).and_then(
      [&](const Geometry& g) { return kernel ? filter_of(lesson, g.kernel()) : inputs_of(lesson, g.output()); });
}

Expected<Channels> compute_channels(const Lesson& lesson) {
  const auto geometry = TRY(resolve(lesson));
  auto x = TRY(inputs_of(lesson, geometry.output()));
  auto w = TRY(filter_of(lesson, geometry.kernel()));
  Channels c;
  c.geometry = geometry;
  c.x = std::move(x);
  c.w = std::move(w);
  c.y = conv_transpose(c.x, c.w, c.geometry);
  TRY(misread(c));
  c.x_scale = scale_of(c.x.data());
  c.w_scale = scale_of(c.w.data());
  c.y_scale = scale_of(c.y.data());
  c.x_widest = widest_of(c.x);
  c.w_widest = widest_of(c.w);
  c.y_widest = widest_of(c.y);
  return c;
}

LaidTap laid_tap(const Geometry& g, Cell output, Cell tap) {
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  const Cell at{output.row - h.p + tap.row * g.h.d, output.col - w.p + tap.col * g.w.d};
  const Cell weight = g.flip ? tap : Cell{g.h.k - 1 - tap.row, g.w.k - 1 - tap.col};
  if (!Extent{h.stretched, w.stretched}.contains(at)) return {TapOn::padding, {}, weight};
  const Cell x{at.row / g.h.s, at.col / g.w.s};
  const bool value = at.row % g.h.s == 0 && at.col % g.w.s == 0 && g.output().contains(x);
  return {value ? TapOn::value : TapOn::inserted, x, weight};
}

float channel_sum(const Channels& c, std::int64_t in, std::int64_t out, Cell output) {
  float sum = 0;
  for (std::int64_t n = 0; n < c.geometry.kernel().area(); ++n) {
    const LaidTap tap = laid_tap(c.geometry, output, c.geometry.kernel().cell_at(n));
    if (tap.on == TapOn::value) sum += c.x.at(0, in, tap.input.row, tap.input.col) * c.w.at(in, out, tap.weight.row, tap.weight.col);
  }
  return sum;
}

}  // namespace deconvlab
