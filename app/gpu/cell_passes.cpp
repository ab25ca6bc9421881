#include "app/gpu/cell_passes.h"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <bit>

#include "app/gpu/loops.h"
#include "app/gpu/passes.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kFoursInARow = 1024;

// Calls run(first, end) for pieces of `count` cells of which each takes `floats` in the largest buffer.
template <class Run>
PassResult for_each_piece(const ComputeLimits& limits, std::int64_t count, std::int64_t floats, Run&& run) {
  TRY(check_size(limits, {4 * floats}));
  const std::int64_t most = limits.buffer_bytes / static_cast<std::int64_t>(sizeof(float)) / floats / 4 * 4;
  for (std::int64_t first = 0; first < count; first += most) run(first, std::min(count, first + most));
  return {};
}

// The cells [first, end) of each of some planes, each plane's filled up to whole vec4s with zeros.
void fill_cells(Compute& compute, unsigned int binding, std::span<const float> planes, std::int64_t cells, Band piece) {
  const std::int64_t width = 4 * in_fours(piece.size());
  const std::int64_t count = std::ssize(planes) / cells;
  compute.fill(binding, count * width, [&](std::span<float> to) {
    for (std::int64_t n = 0; n < count; ++n) {
      const auto end = std::ranges::copy(planes.subspan(n * cells + piece.first, piece.size()), to.begin() + n * width).out;
      std::fill(end, to.begin() + (n + 1) * width, 0.0f);
    }
  });
}

// Invocations of four cells, folded into rows.
void run_cells(Compute& compute, std::int64_t cells) {
  const std::int64_t fours = in_fours(cells);
  set_uniform(1, {fours, kFoursInARow});
  compute.dispatch({(fours + kFoursInARow - 1) / kFoursInARow, kFoursInARow});
}

void fill_stops(Compute& compute, unsigned int binding, const std::vector<Rgba>& stops) {
  compute.fill(binding, 4 * std::ssize(stops), [&](std::span<float> to) {
    auto next = to.begin();
    for (const Rgba& stop : stops) next = std::ranges::copy(std::array{stop.r, stop.g, stop.b, stop.a}, next).out;
  });
}

}  // namespace

tl::expected<Tensor, TooLarge> run_difference(const Tensor& found, const Tensor& wanted, Compute& compute) {
  const Shape& s = found.shape();
  const std::int64_t cells = s.plane().area();
  Tensor y = Tensor::unfilled({s.n, 1, s.h, s.w});
  const auto run = [&](std::int64_t item, Band piece) {
    const std::int64_t begin = item * s.c * cells;
    fill_cells(compute, 0, found.data().subspan(begin, s.c * cells), cells, piece);
    fill_cells(compute, 1, wanted.data().subspan(begin, s.c * cells), cells, piece);
    compute.reserve(2, 4 * in_fours(piece.size()));
    set_uniform(2, {0, s.c});
    for_each_part(compute.limits().rounds, {1, 1, s.c}, [&](const LoopPart& part) {
      set_range(3, part.inner);
      run_cells(compute, piece.size());
    });
    compute.read(2, piece.size(), [&](auto from) { std::ranges::copy(from, y.plane(item, 0).begin() + piece.first); });
  };
  PassResult done;
  for (std::int64_t n = 0; n < s.n && done; ++n)
    done = for_each_piece(compute.limits(), cells, s.c, [&](std::int64_t first, std::int64_t end) { run(n, {first, end}); });
  return done.map([&] { return std::move(y); });
}

tl::expected<PackedColors, TooLarge> run_color_map(const Tensor& x, const ColorMap& map, Compute& compute) {
  TRY(check_size(compute.limits(), {4 * std::ssize(map.stops)}));
  PackedColors pixels(static_cast<std::size_t>(x.size()));
  const auto run = [&](std::int64_t first, std::int64_t end) {
    fill_cells(compute, 0, x.data(), x.size(), {first, end});
    compute.reserve(1, 4 * in_fours(end - first));
    fill_stops(compute, 2, map.stops);
    set_uniform(2, {0, std::ssize(map.stops)});
    glUniform2f(3, map.low, map.high);
    run_cells(compute, end - first);
    compute.read(1, end - first, [&](auto from) {
      std::ranges::transform(from, pixels.begin() + first, [](float bits) { return std::bit_cast<std::uint32_t>(bits); });
    });
  };
  return for_each_piece(compute.limits(), x.size(), 1, run).map([&] { return std::move(pixels); });
}

}  // namespace deconvlab
