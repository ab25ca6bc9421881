// Storage buffers, and grids of invocations of any size. Used while a context is current; what GL refuses is left in glGetError.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <type_traits>

#include "app/gpu/gl_handle.h"
#include "core/params.h"

namespace deconvlab {

struct ComputeLimits {
  std::int64_t buffer_bytes = 0;
  Extent groups;            // of one dispatch
  std::int64_t planes = 0;  // of one dispatch
  // Of all loops of one invocation in one dispatch, which would be taken for a hang if it took seconds. Mesa's software renderer leaves all
  // loops after 65535.
  std::int64_t rounds = 60000;
};
ComputeLimits compute_limits();

// What a shader reads and writes, and its dispatches. Buffers are kept from call to call: fresh memory would cost more than the shader.
class Compute {
 public:
  explicit Compute(const ComputeLimits& limits) : limits_(limits) {}

  const ComputeLimits& limits() const { return limits_; }
  // How long dispatches have taken so far, each from its start until the shader had ended.
  std::chrono::duration<double, std::milli> busy() const { return busy_; }

  // What is at a binding from now on: words of any value; words, floats or ints, that `write` fills in, all of them; ints.
  void reserve(unsigned int binding, std::int64_t words);
  template <class Word = float>
  void fill(unsigned int binding, std::int64_t words, const std::type_identity_t<std::function<void(std::span<Word>)>>& write);
  void fill(unsigned int binding, std::span<const std::int32_t> values);
  // Shows what the shaders wrote at a binding.
  template <class Word = float>
  void read(unsigned int binding, std::int64_t words, const std::type_identity_t<std::function<void(std::span<const Word>)>>& read);

  // Runs the current program, of local size 8 x 8 with `ivec3 first` at location 0, for each invocation of each plane, in as many
  // dispatches as the limits ask for; returns when the shader has ended, and the next one sees what it wrote.
  void dispatch(Extent invocations, std::int64_t planes = 1);

 private:
  struct Storage {
    GlBuffer buffer;
    std::int64_t bytes = 0;
  };
  void dispatch_planes(Extent invocations, std::int64_t first, std::int64_t planes) const;

  ComputeLimits limits_;
  std::array<Storage, 5> storage_;  // by binding
  std::chrono::duration<double, std::milli> busy_{};
};

// Sets the current program's ivec2 to (w, h).
void set_uniform(int location, Extent value);

}  // namespace deconvlab
