// Storage buffers, and grids of invocations of any size. Used while a context is current; what GL refuses is left in glGetError.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "app/gpu/gl_handle.h"
#include "core/params.h"

namespace deconvlab {

struct ComputeLimits {
  std::int64_t buffer_bytes = 0;
  Extent groups;  // of one dispatch
};
ComputeLimits compute_limits();

// A buffer of floats, bound to `binding`. `write` fills it all.
GlBuffer make_storage(unsigned int binding, std::int64_t floats, const std::function<void(std::span<float>)>& write);
GlBuffer make_storage(unsigned int binding, std::int64_t floats);
// A buffer of ints.
GlBuffer make_storage(unsigned int binding, std::span<const std::int32_t> values);
// Waits for the shaders, then shows what they wrote.
void read_storage(const GlBuffer& buffer, std::int64_t floats, const std::function<void(std::span<const float>)>& read);

// Sets the current program's ivec2 to (w, h).
void set_uniform(int location, Extent value);
// Runs the current program, of local size 8 x 8 with `ivec2 first` at location 0, in as many dispatches as the limits ask for.
void dispatch(const ComputeLimits& limits, Extent invocations);

}  // namespace deconvlab
