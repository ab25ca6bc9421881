#include "core/implicit_matrix.h"

#include <cassert>
#include <utility>

#include "core/cpu_conv.h"
#include "core/cpu_conv_transpose.h"
#include "core/trace.h"

namespace deconvlab {

namespace {

Geometry of_one_channel(Geometry g) {
  g.groups = 1;
  return g;
}

}  // namespace

ImplicitMatrix::ImplicitMatrix(Geometry geometry, Tensor w, Side side)
    : geometry_(of_one_channel(geometry)), w_(std::move(w)), side_(side) {
  assert(w_.shape() == (Shape{1, 1, geometry_.h.k, geometry_.w.k}));
}

std::vector<ImplicitMatrix::Entry> ImplicitMatrix::entries_of_output(std::int64_t n) const {
  const Geometry& g = geometry_;
  std::vector<Entry> entries;
  for (std::int64_t tap = 0; tap < g.kernel().area(); ++tap) {
    const Cell uv{tap / g.w.k, tap % g.w.k};
    const Cell input{g.h.input_of(n / g.w.o, uv.row), g.w.input_of(n % g.w.o, uv.col)};
    if (g.inside(input)) entries.push_back(entry_of(input.row * g.w.i + input.col, g.weight_of(uv)));
  }
  return entries;
}

std::vector<ImplicitMatrix::Entry> ImplicitMatrix::entries_of_input(std::int64_t n) const {
  const Geometry& g = geometry_;
  std::vector<Entry> entries;
  for_each_fed(g, {n / g.w.i, n % g.w.i},
               [&](const Feed& feed) { entries.push_back(entry_of(feed.output.row * g.w.o + feed.output.col, feed.weight)); });
  return entries;
}

std::optional<ImplicitMatrix::Entry> ImplicitMatrix::entry(std::int64_t row, std::int64_t col) const {
  const MaybeCell weight = side_ == Side::c ? weight_at(geometry_, row, col) : weight_at(geometry_, col, row);
  if (!weight.found) return std::nullopt;
  return entry_of(col, weight.cell);
}

std::vector<float> ImplicitMatrix::multiply(std::span<const float> x) const {
  const Extent from = side_ == Side::c ? geometry_.input() : geometry_.output();
  const Tensor plane = Tensor::plane(from, std::vector<float>(x.begin(), x.end()));
  const Tensor y = side_ == Side::c ? cpu_conv(plane, w_, geometry_) : cpu_conv_transpose(plane, w_, geometry_);
  return {y.data().begin(), y.data().end()};
}

}  // namespace deconvlab
