// Storage buffers, and grids of invocations of any size. Used while a context is current; what GL refuses is left in glGetError.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>

#include "app/gpu/gl_handle.h"
#include "core/params.h"

namespace deconvlab {

struct ComputeLimits {
  std::int64_t buffer_bytes = 0;
  Extent groups;            // of one dispatch
  std::int64_t planes = 0;  // of one dispatch
};
ComputeLimits compute_limits();

// What the dispatches of a device are bound by, and how long they have taken: each from its start until the shader had ended.
struct Compute {
  ComputeLimits limits;
  std::chrono::duration<double, std::milli> busy{};
};

// A buffer of floats, bound to `binding`. `write` fills it all.
GlBuffer make_storage(unsigned int binding, std::int64_t floats, const std::function<void(std::span<float>)>& write);
GlBuffer make_storage(unsigned int binding, std::int64_t floats);
// A buffer of ints.
GlBuffer make_storage(unsigned int binding, std::span<const std::int32_t> values);
// Waits for the shaders, then shows what they wrote.
void read_storage(const GlBuffer& buffer, std::int64_t floats, const std::function<void(std::span<const float>)>& read);

// Sets the current program's ivec2 to (w, h).
void set_uniform(int location, Extent value);
// Runs the current program, of local size 8 x 8 with `ivec3 first` at location 0, for each invocation of each plane, in as many dispatches
// as the limits ask for; returns when the shader has ended.
void dispatch(Compute& compute, Extent invocations, std::int64_t planes = 1);

}  // namespace deconvlab
