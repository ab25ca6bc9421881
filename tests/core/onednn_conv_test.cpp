// What oneDNN refuses, as everybody's exceptions.
#include "core/cpu/onednn_conv.h"

#include <gtest/gtest.h>

#include <new>

#include "core/geometry/geometry.h"
#include "core/parallel.h"
#include "tests/core/little_memory.h"

// Sanitizers end a process whose memory is short.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace deconvlab {
namespace {

struct Case {
  Tensor x{Shape{1, 32, 512, 512}}, w{Shape{32, 32, 1, 1}};
  Geometry g = *resolve({.i = {512, 512}, .k = {1, 1}});
};

template <class Work>
void expect_bad_alloc(Work&& work) {
  work();  // what stays in memory after the first call is there
  const test::LittleMemory little(rlim_t{16} << 20);
  EXPECT_THROW(work(), std::bad_alloc);
}

TEST(OneDnnConv, TheConvolutionWithoutMemory) {
  const Case c;
  expect_bad_alloc([&] { many_conv(c.x, c.w, c.g); });
}

TEST(OneDnnConv, TheInputsGradientWithoutMemory) {
  const Case c;
  expect_bad_alloc([&] { many_conv_input_grad(c.x, c.w, c.g); });
}

TEST(OneDnnConv, TheKernelsGradientWithoutMemory) {
  const Case c;
  expect_bad_alloc([&] { many_conv_kernel_grad(c.x, c.x, c.g); });
}

TEST(OneDnnConv, WithoutMemoryInAllThreads) {
  const Case c;
  expect_bad_alloc([&] { parallel_for(4, 1'000'000'000, [&](std::int64_t) { many_conv(c.x, c.w, c.g); }); });
}

}  // namespace
}  // namespace deconvlab

#endif
