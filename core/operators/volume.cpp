#include "core/operators/volume.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace deconvlab {

namespace {

void add(const Tensor& part, Tensor& sum) {
  if (sum.size() == 0) sum = Tensor(part.shape());
  std::ranges::transform(sum.data(), part.data(), sum.data().begin(), std::plus<>());
}

// The slice of weights that tap u carries.
const Tensor& weights_of(const Volume& w, const VolumeGeometry& g, std::int64_t u) {
  return w[static_cast<std::size_t>(g.depth.weight_of({u, 0}).row)];
}

bool has_slice(const Axis& depth, std::int64_t at) { return at >= 0 && at < depth.i; }

// A window of the slices without a cell has no switch of its own.
bool has_cells(const Geometry& plane, Cell t) {
  Geometry real = plane;
  real.count_include_pad = false;
  return avg_pool_divisor(real, t) > 0;
}

// What wins so far, over the windows of the slices in turn.
class Largest {
 public:
  Largest(const Shape& slice, const Geometry& plane)
      : plane_(plane), values_(slice, -std::numeric_limits<float>::infinity()), switches_(slice), taken_(values_.data().size()) {}

  void add(const Pooled& pooled, std::int64_t slice) {
    for (std::size_t n = 0; n < taken_.size(); ++n) {
      const Extent cells = plane_.output();
      if (!has_cells(plane_, cells.cell_at(static_cast<std::int64_t>(n) % cells.area()))) continue;
      const float value = pooled.values.data()[n];
      if (taken_[n] && !(value > values_.data()[n]) && !std::isnan(value)) continue;
      values_.data()[n] = value;
      switches_.data()[n] = static_cast<std::int32_t>(slice * plane_.input().area() + pooled.switches.data()[n]);
      taken_[n] = true;
    }
  }
  void put_into(PooledVolume& volume) && {
    volume.values.push_back(std::move(values_));
    volume.switches.push_back(std::move(switches_));
  }

 private:
  const Geometry& plane_;
  Tensor values_;
  Indices switches_;
  std::vector<bool> taken_;
};

}  // namespace

Geometry single_cell() {
  constexpr Axis kSingleCell{.i = 1, .k = 1, .k_eff = 1, .padded = 1, .o = 1};
  return {.h = kSingleCell, .w = kSingleCell};
}

VolumeGeometry volume_geometry(std::span<const Geometry> axes) {
  VolumeGeometry g{axes.front(), axes.front()};
  if (axes.size() == 1) {
    g.depth.h = single_cell().h;
  } else {
    g.plane.h = axes[1].h;
    g.plane.w = axes[2].h;
  }
  return g;
}

Volume slices_of(std::span<const float> values, const Shape& slice, std::int64_t depth) {
  Volume slices(static_cast<std::size_t>(depth), Tensor(slice));
  auto from = values.begin();
  for (std::int64_t plane = 0; plane < slice.n * slice.c; ++plane) {
    for (Tensor& each : slices) {
      const auto to = each.plane(plane / slice.c, plane % slice.c);
      std::copy_n(from, to.size(), to.begin());
      from += static_cast<std::ptrdiff_t>(to.size());
    }
  }
  return slices;
}

template <class T>
Array<T> joined(const std::vector<Array<T>>& slices) {
  const Shape& s = slices.front().shape();
  Array<T> all(Shape{1, 1, 1, s.size() * std::ssize(slices)});
  auto at = all.data().begin();
  for (std::int64_t plane = 0; plane < s.n * s.c; ++plane)
    for (const Array<T>& slice : slices) at = std::ranges::copy(slice.plane(plane / s.c, plane % s.c), at).out;
  return all;
}

template Tensor joined(const std::vector<Tensor>& slices);
template Indices joined(const std::vector<Indices>& slices);

Expected<Volume> conv_volume(Device& device, const Volume& x, const Volume& w, const VolumeGeometry& g) {
  const Axis& depth = g.depth.h;
  const Tensor padding(x.front().shape());  // zeros, which are multiplied
  Volume y(static_cast<std::size_t>(depth.o));
  for (std::int64_t t = 0; t < depth.o; ++t) {
    for (std::int64_t u = 0; u < depth.k; ++u) {
      const std::int64_t at = depth.input_of(t, u);
      const Tensor& slice = has_slice(depth, at) ? x[static_cast<std::size_t>(at)] : padding;
      add(TRY(device.run(OpKind::conv, slice, weights_of(w, g, u), g.plane)), y[static_cast<std::size_t>(t)]);
    }
  }
  return y;
}

Expected<Volume> conv_transpose_volume(Device& device, const Volume& x, const Volume& w, const VolumeGeometry& g) {
  const Axis& depth = g.depth.h;
  const Tensor nothing(result_shape(operator_of(OpKind::conv_transpose), x.front().shape(), w.front().shape(), g.plane));
  Volume y(static_cast<std::size_t>(depth.i), nothing);
  for (std::int64_t c = 0; c < depth.i; ++c) {
    for (std::int64_t u = depth.k - 1; u >= 0; --u) {
      const std::int64_t t = depth.placement_between(u, c);
      if (t < 0) continue;
      const Tensor part = TRY(device.run(OpKind::conv_transpose, x[static_cast<std::size_t>(t)], weights_of(w, g, u), g.plane));
      add(part, y[static_cast<std::size_t>(c)]);
    }
  }
  return y;
}

Expected<Volume> avg_pool_volume(Device& device, const Volume& x, const VolumeGeometry& g) {
  const Axis& depth = g.depth.h;
  Volume y;
  for (std::int64_t t = 0; t < depth.o; ++t) {
    Tensor sum(x.front().shape());
    for (std::int64_t u = 0; u < depth.k; ++u)
      if (const std::int64_t at = depth.input_of(t, u); has_slice(depth, at)) add(x[static_cast<std::size_t>(at)], sum);
    Tensor mean = TRY(device.run(OpKind::avg_pool, sum, {}, g.plane));
    for (float& value : mean.data()) value /= static_cast<float>(avg_pool_divisor(g.depth, {t, 0}));
    y.push_back(std::move(mean));
  }
  return y;
}

Expected<PooledVolume> max_pool_volume(Device& device, const Volume& x, const VolumeGeometry& g) {
  const Axis& depth = g.depth.h;
  std::vector<Pooled> slices;
  for (const Tensor& slice : x) slices.push_back(TRY(device.max_pool(slice, g.plane)));
  PooledVolume y;
  for (std::int64_t t = 0; t < depth.o; ++t) {
    Largest largest(slices.front().values.shape(), g.plane);
    for (std::int64_t u = 0; u < depth.k; ++u)
      if (const std::int64_t at = depth.input_of(t, u); has_slice(depth, at)) largest.add(slices[static_cast<std::size_t>(at)], at);
    std::move(largest).put_into(y);
  }
  return y;
}

}  // namespace deconvlab
