// What a pooling lesson comes to whatever its kernel is: one pooled map, and the ways back to the size that was pooled that learn nothing.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "app/lessons/lesson.h"
#include "core/operators/compare.h"
#include "core/operators/device.h"

namespace deconvlab {

// The geometries of a pooling lesson: input() of each is the size of x, output() that of the pooled map.
struct PoolingSizes {
  Geometry pool;
  Geometry up;        // of the transposed convolution that leads back, with a kernel of lesson.up
  Geometry resample;  // of both upsamplings
};
// Errors: those of resolve_pool and resolve_way_back.
Expected<PoolingSizes> resolve_pooling(const Lesson& lesson);

struct Resampled {
  Geometry pool, resample;          // as in PoolingSizes
  std::shared_ptr<const Tensor> x;  // 1 x channels x rows x cols
  Pooled pooled;
  // All of x's shape.
  Tensor unpooled, nearest, bilinear;
  std::array<Difference, 3> distances;  // of these three from x
  std::uint64_t serial = 0;             // of the results that it was computed for
};

// The last one is found again as long as somebody has it: a kernel's weights change none of it.
class ResampledSource {
 public:
  // `serial` is kept with what is computed. Errors: those of the device.
  Expected<std::shared_ptr<const Resampled>> get(Device& device, const PoolingSizes& sizes, std::shared_ptr<const Tensor> x,
                                                 std::uint64_t serial);

 private:
  std::weak_ptr<const Resampled> last_;
  std::string device_;  // that computed it
};

// x[1,C,...] with a kernel of one plane, each channel by itself. Errors: those of the device.
Expected<Tensor> run_on_channels(Device& device, OpKind kind, const Tensor& x, const Tensor& w, const Geometry& geometry);

}  // namespace deconvlab
