// What a pooling lesson comes to: one pooled map, and ways back to the size that was pooled.
#pragma once

#include <memory>
#include <vector>

#include "app/likeness.h"
#include "app/model.h"
#include "core/compare.h"
#include "core/device.h"

namespace deconvlab {

// The geometries of a pooling lesson: input() of each is the size of x, output() that of the pooled map.
struct PoolingSizes {
  Geometry pool;
  Geometry up;        // of the transposed convolution that leads back, with a kernel of lesson.up
  Geometry resample;  // of both upsamplings
};
// Errors: those of resolve_pool, resolve_transposed; no_way_back where lesson.up does not lead from the pooled size to the lesson's.
Expected<PoolingSizes> resolve_pooling(const Lesson& lesson);

struct Resampled {
  PoolingSizes sizes;
  std::shared_ptr<const Tensor> x;  // 1 x channels x rows x cols
  Pooled pooled;
  // All of x's shape.
  Tensor unpooled, nearest, bilinear;
  // How far each is from x: of the three above, then of the deconvolved one.
  std::vector<Difference> distances;
  std::shared_ptr<const WaysBack> ways = nullptr;  // not of a picture
};

// Without distances and ways. Errors: those of the device.
Expected<Resampled> resample(Device& device, const PoolingSizes& sizes, std::shared_ptr<const Tensor> x);

// x[1,C,...] with a kernel of one plane, each channel by itself. Errors: those of the device.
Expected<Tensor> run_on_channels(Device& device, OpKind kind, const Tensor& x, const Tensor& w, const Geometry& geometry);

}  // namespace deconvlab
