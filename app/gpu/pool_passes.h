// Pooling, unpooling, upsampling, zero insertion and cropping on the GPU: cell by cell of planes by themselves. Used while a context and
// the pass's program are current.
#pragma once

#include "app/gpu/passes.h"
#include "core/operators/pool.h"

namespace deconvlab {

// Max pooling's values and switches at once, in as many pieces as it takes. Errors: even the smallest piece is too large.
tl::expected<Pooled, TooLarge> run_max_pool(const Tensor& x, const Geometry& geometry, Compute& compute);
// Whether no two windows share a cell.
bool windows_are_apart(const Geometry& geometry);
// Whether every switch lies in its window: all shaders but one look for a cell's value only where windows cover the cell.
bool are_in_their_windows(const Indices& switches, const Geometry& geometry);

// Lines of the table of passes.
PassResult run_pooled_values(const PassInput& in, Tensor& y);
PassResult run_avg_pool(const PassInput& in, Tensor& y);
PassResult run_max_unpool_apart(const PassInput& in, Tensor& y);
PassResult run_max_unpool(const PassInput& in, Tensor& y);
PassResult run_max_unpool_scatter(const PassInput& in, Tensor& y);
PassResult run_upsample_nearest(const PassInput& in, Tensor& y);
PassResult run_upsample_bilinear(const PassInput& in, Tensor& y);
PassResult run_zero_insert(const PassInput& in, Tensor& y);
PassResult run_crop(const PassInput& in, Tensor& y);

}  // namespace deconvlab
