// Pooling, unpooling, upsampling and cropping on the GPU. Used while a context and the pass's program are current.
#pragma once

#include <initializer_list>

#include "app/gpu/passes.h"
#include "core/pool.h"

namespace deconvlab {

// Else why the device can't. All but the first are lines of the table of passes.
tl::expected<Pooled, std::string> run_max_pool(const PassInput& in);
tl::expected<Tensor, std::string> run_pooled_values(const PassInput& in);
tl::expected<Tensor, std::string> run_pooled_switches(const PassInput& in);
tl::expected<Tensor, std::string> run_avg_pool(const PassInput& in);
tl::expected<Tensor, std::string> run_max_unpool(const PassInput& in);
tl::expected<Tensor, std::string> run_upsample_nearest(const PassInput& in);
tl::expected<Tensor, std::string> run_upsample_bilinear(const PassInput& in);
tl::expected<Tensor, std::string> run_crop(const PassInput& in);

// Where the largest of these buffers is larger than GL takes, a sentence with the bytes.
tl::expected<void, std::string> check_size(const ComputeLimits& limits, std::initializer_list<std::int64_t> floats);
GlBuffer make_copy(unsigned int binding, const Tensor& tensor);
tl::expected<Tensor, std::string> read_tensor(const GlBuffer& buffer, const Shape& shape);

}  // namespace deconvlab
