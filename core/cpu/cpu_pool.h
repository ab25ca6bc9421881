// Pooling and upsampling on all cores, with vectors: equal to the loops of pool.h and resample.h to the last bit.
#pragma once

#include "core/operators/pool.h"

namespace deconvlab {

Pooled cpu_max_pool(const Tensor& x, const Geometry& geometry);
// Precondition: check_switches.
Tensor cpu_max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry);
Tensor cpu_upsample_nearest(const Tensor& x, const Geometry& geometry);
Tensor cpu_upsample_bilinear(const Tensor& x, const Geometry& geometry);

}  // namespace deconvlab
