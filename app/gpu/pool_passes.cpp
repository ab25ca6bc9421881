#include "app/gpu/pool_passes.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/resample.h"

namespace deconvlab {

namespace {

using PassResult = tl::expected<Tensor, std::string>;

Shape with_plane(const Shape& s, Extent plane) { return {s.n, s.c, plane.h, plane.w}; }

// What all these shaders are told at the same locations; a cell of the result for each invocation.
void run_cells(const PassInput& in, Extent from, const Shape& y, std::initializer_list<Extent> more) {
  const Extent grid{y.n * y.c * y.h, y.w};
  int location = 1;
  for (const Extent value : {grid, from, y.plane()}) set_uniform(location++, value);
  for (const Extent value : more) set_uniform(location++, value);
  dispatch(in.limits, grid);
}

// Window sizes as the shaders of pooling take them.
void run_windows(const PassInput& in, const Shape& y) {
  const Geometry& g = in.geometry;
  run_cells(in, in.first.shape().plane(), y, {g.kernel(), {g.h.s, g.w.s}, {g.h.d, g.w.d}, {g.h.p, g.w.p}});
}

// The shader looks for a cell's value only where windows cover it.
bool are_in_their_windows(const Tensor& switches, const Geometry& g) {
  const std::int64_t cells = g.output().area();
  for (std::int64_t n = 0; n < switches.size(); ++n) {
    const Cell at = g.input_cell(static_cast<std::int64_t>(switches.data()[n]));
    if (!g.weight_between(g.output_cell(n % cells), at).found) return false;
  }
  return true;
}

// One input, one result.
PassResult run_simple(const PassInput& in, const Shape& y, std::initializer_list<Extent> more) {
  if (auto ok = check_size(in.limits, {in.first.size(), y.size()}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer y_buffer = make_storage(1, y.size());
  run_cells(in, in.first.shape().plane(), y, more);
  return read_tensor(y_buffer, y);
}

void append_sources(const Axis& axis, bool align_corners, std::vector<float>& to) {
  for (std::int64_t c = 0; c < axis.i; ++c) {
    const Source source = bilinear_source(axis, align_corners, c);
    to.insert(to.end(), {static_cast<float>(source.first), static_cast<float>(source.second), source.weight});
  }
}

}  // namespace

tl::expected<Pooled, std::string> run_max_pool(const PassInput& in) {
  const Shape y = with_plane(in.first.shape(), in.geometry.output());
  if (auto ok = check_size(in.limits, {in.first.size(), y.size()}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer values = make_storage(1, y.size());
  const GlBuffer switches = make_storage(2, y.size());
  run_windows(in, y);
  return read_tensor(values, y).and_then([&](Tensor found) {
    return read_tensor(switches, y).map([&](Tensor where) { return Pooled{std::move(found), std::move(where)}; });
  });
}

PassResult run_pooled_values(const PassInput& in) {
  return run_max_pool(in).map([](Pooled pooled) { return std::move(pooled.values); });
}

PassResult run_pooled_switches(const PassInput& in) {
  return run_max_pool(in).map([](Pooled pooled) { return std::move(pooled.switches); });
}

PassResult run_avg_pool(const PassInput& in) {
  const Shape y = with_plane(in.first.shape(), in.geometry.output());
  if (auto ok = check_size(in.limits, {in.first.size(), y.size()}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer y_buffer = make_storage(1, y.size());
  const Geometry& g = in.geometry;
  set_uniform(8, g.count_include_pad ? Extent{g.h.p, g.w.p} : Extent{});
  run_windows(in, y);
  return read_tensor(y_buffer, y);
}

PassResult run_max_unpool(const PassInput& in) {
  if (!are_in_their_windows(in.second, in.geometry)) return tl::make_unexpected("a switch outside its window");
  const Shape y = with_plane(in.first.shape(), in.geometry.input());
  if (auto ok = check_size(in.limits, {in.first.size(), y.size()}); !ok) return tl::make_unexpected(ok.error());
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer switches = make_copy(1, in.second);
  const GlBuffer y_buffer = make_storage(2, y.size());
  run_windows(in, y);
  return read_tensor(y_buffer, y);
}

PassResult run_upsample_nearest(const PassInput& in) {
  const Geometry& g = in.geometry;
  const std::int64_t most = std::max(g.h.i * g.h.o, g.w.i * g.w.o);
  if (most > INT32_MAX) return tl::make_unexpected(fmt::format("{} > 2^31 - 1 = the two sides multiplied", most));
  return run_simple(in, with_plane(in.first.shape(), g.input()), {});
}

PassResult run_crop(const PassInput& in) {
  const Geometry& g = in.geometry;
  return run_simple(in, with_plane(in.first.shape(), g.input()), {{g.h.p, g.w.p}});
}

PassResult run_upsample_bilinear(const PassInput& in) {
  const Geometry& g = in.geometry;
  const Shape y = with_plane(in.first.shape(), g.input());
  if (auto ok = check_size(in.limits, {in.first.size(), y.size()}); !ok) return tl::make_unexpected(ok.error());
  std::vector<float> sources;
  append_sources(g.h, g.align_corners, sources);
  append_sources(g.w, g.align_corners, sources);
  const GlBuffer x_buffer = make_copy(0, in.first);
  const GlBuffer source_buffer = make_copy(1, Tensor({1, 1, 1, std::ssize(sources)}, sources));
  const GlBuffer y_buffer = make_storage(2, y.size());
  run_cells(in, in.first.shape().plane(), y, {});
  return read_tensor(y_buffer, y);
}

}  // namespace deconvlab
