#include "app/gpu/pool_passes.h"

#include <algorithm>
#include <atomic>
#include <bit>

#include "app/gpu/loops.h"
#include "core/operators/resample.h"
#include "core/parallel.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// One number for each cell of a band: f(cell).
template <class Number>
std::vector<std::int32_t> list_of(const Band& cells, Number&& number) {
  std::vector<std::int32_t> list;
  for (std::int64_t c = cells.first; c < cells.last; ++c) list.push_back(static_cast<std::int32_t>(number(c)));
  return list;
}

// Of a row of cells, filled up to whole vec4s with the last one's.
template <class Number>
std::vector<std::int32_t> columns_of(std::int64_t width, Number&& number) {
  std::vector<std::int32_t> list = list_of({0, width}, number);
  list.resize(static_cast<std::size_t>(4 * in_fours(width)), list.back());
  return list;
}

std::int64_t cells_in_fours(const Box& box, std::int64_t width) { return product({box.planes(), box.rows.size(), 4 * in_fours(width)}); }

PassResult check_planes(const PassInput& in, std::int64_t width) {
  return check_size(in.compute.limits(), {in.part.first.shape().size(), cells_in_fours(in.part.result, width)});
}

// From one operand at binding 0 to y at binding 1, with what is bound beside them.
void run_plane(const PassInput& in, Tensor& y, std::initializer_list<Extent> more, std::optional<Extent> taps = {}) {
  const std::int64_t width = y.shape().w;
  fill_copy(in.compute, 0, in.part.first);
  in.compute.reserve(1, cells_in_fours(in.part.result, width));
  run_fours(in, in_fours(width), more, taps);
  read_rows(in.compute, 1, 4 * in_fours(width), y, in.part.result);
}

// The same where a list of the rows of y and one of its columns are at bindings 2 and 3.
PassResult run_listed(const PassInput& in, Tensor& y, const std::vector<std::int32_t>& rows, const std::vector<std::int32_t>& columns,
                      std::initializer_list<Extent> more = {}, std::optional<Extent> taps = {}) {
  TRY(check_size(in.compute.limits(), {std::ssize(rows), std::ssize(columns)}));
  in.compute.fill(2, rows);
  in.compute.fill(3, columns);
  run_plane(in, y, more, taps);
  return {};
}

// Stride, dilation and padding of the part's windows, each as the shaders of pooling take them.
struct Windows {
  Extent kernel, stride, dilation, padding;

  explicit Windows(const Geometry& g) : kernel(g.kernel()), stride{g.h.s, g.w.s}, dilation{g.h.d, g.w.d}, padding{g.h.p, g.w.p} {}
};

// The taps that means are taken over, along one axis.
std::int64_t divisor(const Axis& axis, bool count_include_pad, std::int64_t t) {
  return avg_pool_divisor({.h = axis, .w = {.i = 1, .k = 1, .o = 1}, .count_include_pad = count_include_pad}, {t, 0});
}

// The last placement that covers a cell of an axis, and how many may.
std::int64_t last_placement(const Axis& axis, std::int64_t cell) { return placements_of(axis, {cell, cell + 1}).last - 1; }
std::int64_t most_placements(const Axis& axis) {
  std::int64_t most = 1;
  for (std::int64_t c = 0; c < axis.i; ++c) most = std::max(most, placements_of(axis, {c, c + 1}).size());
  return most;
}

std::int32_t bits_of(float value) { return std::bit_cast<std::int32_t>(value); }

// Of rows of the result between the same two of x: upper, lower, first, count. Rows of x are counted from `first` on, those of the result
// from the band's first one. `most` in one of them.
std::vector<std::int32_t> bilinear_rows(const Axis& axis, const Resampling& rule, const Band& rows, std::int64_t first, std::int64_t most) {
  std::vector<std::int32_t> list;
  for (std::int64_t c = rows.first; c < rows.last; ++c) {
    const Source source = bilinear_source(axis, rule, c);
    const auto upper = static_cast<std::int32_t>(source.first - first);
    const auto lower = static_cast<std::int32_t>(source.second - first);
    if (!list.empty() && list.end()[-4] == upper && list.end()[-3] == lower && list.back() < most) {
      ++list.back();
    } else {
      list.insert(list.end(), {upper, lower, static_cast<std::int32_t>(c - rows.first), 1});
    }
  }
  return list;
}

// Of each four columns: left, share.
std::vector<std::int32_t> bilinear_columns(const Axis& axis, const Resampling& rule) {
  const auto source = [&](std::int64_t c) { return bilinear_source(axis, rule, c); };
  const std::vector<std::int32_t> parts[] = {
      columns_of(axis.i, [&](std::int64_t c) { return source(c).first; }),
      columns_of(axis.i, [&](std::int64_t c) { return bits_of(source(c).weight); }),
  };
  std::vector<std::int32_t> list;
  for (std::size_t n = 0; n < parts[0].size(); n += 4) {
    for (const auto& part : parts) list.insert(list.end(), part.begin() + n, part.begin() + n + 4);
  }
  return list;
}

// Of the pooled cells that a part of max_unpool is given.
IndicesPart switches_of(const PassInput& in) { return {*in.work.switches, in.part.first.box}; }

// Switches only where they are wanted.
PassResult run_pooling(const PassInput& in, Tensor& values, Indices* switches) {
  const std::int64_t width = in.work.geometry.w.o;
  TRY(check_planes(in, width));
  const std::int64_t floats = cells_in_fours(in.part.result, width);
  fill_copy(in.compute, 0, in.part.first);
  in.compute.reserve(1, floats);
  in.compute.reserve(2, floats);
  const Windows windows(in.part.geometry);
  const Extent begin{in.part.first.box.rows.first, 0};
  run_fours(in, in_fours(width), {windows.kernel, windows.stride, windows.dilation, windows.padding, begin}, windows.kernel);
  read_rows(in.compute, 1, 4 * in_fours(width), values, in.part.result);
  if (switches) read_rows(in.compute, 2, 4 * in_fours(width), *switches, in.part.result);
  return {};
}

}  // namespace

bool are_in_their_windows(const Indices& switches, const Geometry& g) {
  const Shape& s = switches.shape();
  std::atomic<bool> all = true;
  parallel_for(s.n * s.c * s.h, 16 * switches.size(), [&](std::int64_t row) {
    const auto values = switches.data().subspan(static_cast<std::size_t>(row * s.w), static_cast<std::size_t>(s.w));
    for (std::int64_t c = 0; c < s.w; ++c) {
      const Cell at = g.input_cell(values[static_cast<std::size_t>(c)]);
      if (!in_window(g.h, row % s.h, at.row) || !in_window(g.w, c, at.col)) all = false;
    }
  });
  return all;
}

tl::expected<Pooled, TooLarge> run_max_pool(const Tensor& x, const Geometry& g, Compute& compute) {
  const Tensor none;
  const Work work{x, none, g};
  const Shape shape = result_shape(operator_of(OpKind::max_pool), x.shape(), {}, g);
  Pooled pooled{Tensor::unfilled(shape), Indices::unfilled(shape)};
  const auto run = [&](const Piece& piece) {
    return run_pooling({cut_windows(work, piece), work, compute}, pooled.values, &pooled.switches);
  };
  return run_in_pieces(whole_of(shape), 1, run).map([&] { return std::move(pooled); });
}

PassResult run_pooled_values(const PassInput& in, Tensor& y) { return run_pooling(in, y, nullptr); }

PassResult run_avg_pool(const PassInput& in, Tensor& y) {
  const Geometry& g = in.work.geometry;
  TRY(check_planes(in, g.w.o));
  const auto taps = [&](const Axis& axis) { return [&](std::int64_t t) { return divisor(axis, g.count_include_pad, t); }; };
  const Windows windows(in.part.geometry);
  return run_listed(in, y, list_of(in.part.result.rows, taps(g.h)), columns_of(g.w.o, taps(g.w)),
                    {windows.kernel, windows.stride, windows.dilation, windows.padding}, windows.kernel);
}

bool windows_are_apart(const Geometry& g) { return g.h.s >= g.h.k_eff && g.w.s >= g.w.k_eff; }

// Windows from the first on, each s cells, until they reach the end of an axis.
PassResult run_max_unpool_apart(const PassInput& in, Tensor& y) {
  const Geometry& g = in.part.geometry;
  const Shape x = in.part.first.shape();
  const std::int64_t width = 4 * in_fours(x.w);
  const std::int64_t floats = product({in.part.result.planes(), g.h.i, g.w.i});
  TRY(check_size(in.compute.limits(), {x.n * x.c * x.h * width, floats}));
  fill_rows(in.compute, 0, in.part.first, {0, width});
  fill_rows(in.compute, 2, switches_of(in), {0, width});
  in.compute.reserve(1, floats);
  const auto windows = [](const Axis& axis) { return (axis.i + axis.p + axis.s - 1) / axis.s; };
  const Extent grid{windows(g.h), in_fours(windows(g.w))};
  const Extent values[] = {grid, x.plane(), g.input(), {g.h.s, g.w.s}, {g.h.p, g.w.p}, {in.part.result.rows.first, 0}};
  int location = 1;
  for (const Extent value : values) set_uniform(location++, value);
  for_each_part(in.compute.limits().rounds, {1, g.h.s, g.w.s}, [&](const LoopPart& part) {
    set_range(7, part.middle);
    set_range(8, part.inner);
    in.compute.dispatch(grid, in.part.result.planes());
  });
  read_rows(in.compute, 1, g.w.i, y, in.part.result);
  return {};
}

PassResult run_max_unpool(const PassInput& in, Tensor& y) {
  const Geometry& g = in.part.geometry;
  TRY(check_planes(in, g.w.i));
  const auto last = [](const Axis& axis) { return [&](std::int64_t c) { return last_placement(axis, c); }; };
  fill_copy(in.compute, 0, in.part.first);
  fill_copy(in.compute, 1, switches_of(in));
  in.compute.reserve(2, cells_in_fours(in.part.result, g.w.i));
  in.compute.fill(3, list_of({0, g.h.i}, last(g.h)));
  in.compute.fill(4, columns_of(g.w.i, last(g.w)));
  const Extent windows{most_placements(g.h), most_placements(g.w)};
  run_fours(in, in_fours(g.w.i), {windows, {in.part.result.rows.first, g.w.i}}, windows);
  read_rows(in.compute, 2, 4 * in_fours(g.w.i), y, in.part.result);
  return {};
}

// Of the rows of the piece, from one band of pooled rows after the other: later values take the place of earlier ones.
PassResult run_max_unpool_scatter(const PassInput& in, Tensor& y) {
  const Box& result = in.part.result;
  const Extent plane{result.rows.size(), y.shape().w};
  const Shape x = in.part.first.shape();
  const std::int64_t cells = product({result.planes(), plane.area()});
  const std::int64_t row = product({result.planes(), x.w});
  TRY(check_size(in.compute.limits(), {row, cells}));
  in.compute.reserve(2, cells);
  const std::int64_t most = in.compute.limits().buffer_bytes / static_cast<std::int64_t>(sizeof(float)) / row;
  for (std::int64_t first = 0; first < x.h; first += most) {
    const Box band{result.items, result.channels, {first, std::min(x.h, first + most)}};
    const Extent pooled{band.rows.size(), x.w};
    fill_copy(in.compute, 0, TensorPart{in.work.first, band});
    fill_copy(in.compute, 1, IndicesPart{*in.work.switches, band});
    in.compute.fill<std::int32_t>(3, cells, [](std::span<std::int32_t> writers) { std::ranges::fill(writers, 0); });
    set_uniform(2, {pooled.area(), plane.area()});
    for (const std::int64_t stage : {0, first == 0 ? 1 : 2}) {
      const Extent grid = stage == 0 ? pooled : plane;
      set_uniform(1, grid);
      set_uniform(3, {result.rows.first * plane.w, stage});
      in.compute.dispatch(grid, result.planes());
    }
  }
  read_rows(in.compute, 2, plane.w, y, result);
  return {};
}

PassResult run_upsample_nearest(const PassInput& in, Tensor& y) {
  const Geometry& g = in.work.geometry;
  TRY(check_planes(in, g.w.i));
  const std::int64_t first = in.part.first.box.rows.first;
  return run_listed(in, y, list_of(in.part.result.rows, [&](std::int64_t c) { return nearest_source(g.h, g.resampling, c) - first; }),
                    columns_of(g.w.i, [&](std::int64_t c) { return nearest_source(g.w, g.resampling, c); }));
}

PassResult run_upsample_bilinear(const PassInput& in, Tensor& y) {
  const Geometry& g = in.work.geometry;
  const Box& result = in.part.result;
  const std::int64_t floats = cells_in_fours(result, g.w.i);
  const auto rows = bilinear_rows(g.h, g.resampling, result.rows, in.part.first.box.rows.first, in.compute.limits().rounds);
  const auto columns = bilinear_columns(g.w, g.resampling);
  const std::int64_t lists = std::max(std::ssize(rows), std::ssize(columns));
  TRY(check_size(in.compute.limits(), {2 * in.part.first.shape().size(), floats, lists}));
  fill_neighbours(in.compute, 0, in.part.first);
  in.compute.reserve(1, floats);
  in.compute.fill(2, rows);
  in.compute.fill(3, columns);
  in.compute.fill(4, list_of(result.rows, [&](std::int64_t c) { return bits_of(bilinear_source(g.h, g.resampling, c).weight); }));
  const Extent grid{std::ssize(rows) / 4, in_fours(g.w.i)};
  int location = 1;
  const auto unchanged = [&](const Axis& axis) { return is_unchanged(axis, g.resampling) ? 1 : 0; };
  const Extent values[] = {grid, in.part.first.shape().plane(), {result.rows.size(), 0}, {unchanged(g.h), unchanged(g.w)}};
  for (const Extent value : values) set_uniform(location++, value);
  in.compute.dispatch(grid, result.planes());
  read_rows(in.compute, 1, 4 * in_fours(g.w.i), y, result);
  return {};
}

PassResult run_zero_insert(const PassInput& in, Tensor& y) {
  const Geometry& g = in.part.geometry;
  TRY(check_planes(in, g.w.i));
  const auto real = [](const Axis& axis) { return [&](std::int64_t c) { return axis.placement_between(0, c); }; };
  return run_listed(in, y, list_of({0, g.h.i}, real(g.h)), columns_of(g.w.i, real(g.w)));
}

PassResult run_crop(const PassInput& in, Tensor& y) {
  const Geometry& g = in.part.geometry;
  TRY(check_planes(in, g.w.i));
  run_plane(in, y, {{g.h.p, g.w.p}});
  return {};
}

}  // namespace deconvlab
