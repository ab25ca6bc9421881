// The CPU device's transposed convolution against the reference, to the last bit on fractions.
#include "core/cpu/cpu_conv_transpose.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/cpu/cpu_device.h"
#include "core/operators/conv_transpose.h"
#include "support.h"

namespace deconvlab {
namespace {

Tensor fractions(Shape shape, unsigned seed) {
  Tensor tensor = test::whole_numbers(shape, seed);
  float factor = 0.1f;
  for (float& v : tensor.data()) v *= factor += 0.013f;
  return tensor;
}

void compare(const Params& params, std::int64_t n, std::int64_t c, std::int64_t o) {
  SCOPED_TRACE(test::text(params) + fmt::format(" a {}x{} n {} c {} o {}", params.a.h, params.a.w, n, c, o));
  const Geometry g = resolve_transposed(params).value();
  const Tensor x = fractions({n, c * params.groups, params.i.h, params.i.w}, 1);
  const Tensor w = fractions({c * params.groups, o, params.k.h, params.k.w}, 2);
  EXPECT_EQ(cpu_conv_transpose(x, w, g), conv_transpose(x, w, g));
}

TEST(CpuConvTranspose, IsTheReferenceToTheLastBit) {
  for (Params params : test::sweep()) {
    params.i = test::sizes(params).output();
    if (resolve_transposed(params)) compare(params, 1, 2, 2);
  }
}

// Wide enough for vectors, with strides of every kind of interleaving, borders, dilation and output padding.
TEST(CpuConvTranspose, IsItOnWideRowsToo) {
  for (const std::int64_t s : {1, 2, 3, 4, 8, 9, 16, 33}) {
    for (const std::int64_t k : {1, 2, 3, 4, 8, 16, 35}) {
      for (const std::int64_t d : {1, 2, 3}) {
        Params params{.i = {3, 75}, .k = {3, k}, .s = {2, s}, .p = {1, k / 2}, .d = {1, d}, .flip = k % 2 == 1};
        params.a = {1, std::max(s, d) - 1};
        compare(params, 1, 1, 1);
      }
    }
  }
}

TEST(CpuConvTranspose, TakesGroupsAndBatches) {
  Params params{.i = {5, 70}, .k = {4, 4}, .s = {2, 2}, .p = {1, 1}};
  params.groups = 3;
  compare(params, 2, 2, 2);
}

TEST(CpuConvTranspose, TakesAStrideWiderThanTheResult) {
  compare({.i = {1, 1}, .k = {2, 2}, .s = {1 << 20, 1 << 20}, .p = {0, 0}}, 1, 1, 1);
}

TEST(CpuDevice, RunsTransposedOperatorsAsTheReferenceDoes) {
  CpuDevice cpu;
  Params params{.i = {6, 40}, .k = {3, 4}, .s = {2, 1}, .p = {1, 2}};
  params.groups = 2;
  const Geometry g = resolve_transposed(params).value();
  const Tensor x = fractions({2, 4, 6, 40}, 1);
  const Tensor w = fractions({4, 3, 3, 4}, 2);
  const Tensor dy = fractions({2, 6, g.h.i, g.w.i}, 3);
  EXPECT_EQ(cpu.run(OpKind::conv_transpose, x, w, g).value(), conv_transpose(x, w, g));
  EXPECT_EQ(cpu.run(OpKind::conv_transpose_input_grad, dy, w, g).value(), conv_transpose_input_grad(dy, w, g));
  EXPECT_EQ(cpu.run(OpKind::conv_transpose_kernel_grad, x, dy, g).value(), conv_transpose_kernel_grad(x, dy, g));
  EXPECT_EQ(cpu.run(OpKind::zero_insert, x, {}, g).value(), zero_insert(x, g));
}

}  // namespace
}  // namespace deconvlab
