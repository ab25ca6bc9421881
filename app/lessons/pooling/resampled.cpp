#include "app/lessons/pooling/resampled.h"

#include <utility>

#include "core/try.h"

namespace deconvlab {

namespace {

Params resample_params(const Geometry& pool) {
  Params params{.i = pool.output(), .s = {pool.h.s, pool.w.s}};
  params.output = pool.input();
  return params;
}

// Keeps what was made in `to`, or says why it was not.
Expected<void> keep(Tensor& to, Expected<Tensor> made) {
  to = TRY(std::move(made));
  return {};
}

}  // namespace

Expected<PoolingSizes> resolve_pooling(const Lesson& lesson) {
  return resolve_pool(lesson.params).and_then([&](const Geometry& pool) {
    return resolve_way_back(pool, lesson.up, lesson.params.flip).and_then([&](const Geometry& up) {
      return resolve_upsample(resample_params(pool)).map([&](const Geometry& resample) { return PoolingSizes{pool, up, resample}; });
    });
  });
}

namespace {

// Without distances and serial.
Expected<Resampled> resample(Device& device, const PoolingSizes& sizes, std::shared_ptr<const Tensor> x) {
  auto pooled = TRY(device.max_pool(*x, sizes.pool));
  Resampled r{sizes.pool, sizes.resample, std::move(x), std::move(pooled), {}, {}, {}, {}};
  const Tensor& values = r.pooled.values;
  return keep(r.unpooled, device.max_unpool(values, r.pooled.switches, sizes.pool))
      .and_then([&] { return keep(r.nearest, device.run(OpKind::upsample_nearest, values, {}, sizes.resample)); })
      .and_then([&] { return keep(r.bilinear, device.run(OpKind::upsample_bilinear, values, {}, sizes.resample)); })
      .map([&] { return std::move(r); });
}

}  // namespace

Expected<std::shared_ptr<const Resampled>> ResampledSource::get(Device& device, const PoolingSizes& sizes, std::shared_ptr<const Tensor> x,
                                                                std::uint64_t serial) {
  const auto last = last_.lock();
  const bool found = last && device_ == device.name() && last->x == x && last->pool == sizes.pool && last->resample == sizes.resample;
  if (found) return last;
  return resample(device, sizes, std::move(x)).map([&](Resampled made) {
    made.distances = {*difference(made.unpooled, *made.x), *difference(made.nearest, *made.x), *difference(made.bilinear, *made.x)};
    made.serial = serial;
    auto kept = std::make_shared<const Resampled>(std::move(made));
    last_ = kept;
    device_ = device.name();
    return kept;
  });
}

Expected<Tensor> run_on_channels(Device& device, OpKind kind, const Tensor& x, const Tensor& w, const Geometry& geometry) {
  const Shape was = x.shape();
  if (was.c == 1) return device.run(kind, x, w, geometry);
  Tensor single = x;
  return device.run(kind, std::move(single).reshaped({was.n * was.c, 1, was.h, was.w}), w, geometry).map([&](Tensor result) {
    const Shape made = result.shape();
    return std::move(result).reshaped({was.n, was.c, made.h, made.w});
  });
}

}  // namespace deconvlab
