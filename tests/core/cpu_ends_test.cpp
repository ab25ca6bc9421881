// The CPU's fast ways where the ends' padding differs and cuts cells off, against the loops.
#include <gtest/gtest.h>

#include <random>

#include "core/cpu/cpu_device.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/operators.h"
#include "core/operators/pool.h"
#include "tests/core/support.h"

namespace deconvlab {
namespace {

// Wide enough for tiles and vectors, strides of 1 among them.
std::vector<Params> wide_cases() {
  std::mt19937 random(8);
  const auto pick = [&](std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random() % static_cast<unsigned>(high - low + 1));
  };
  std::vector<Params> all;
  while (all.size() < 400) {
    Params p{.i = {pick(1, 9), pick(4, 70)}, .k = {pick(1, 3), pick(1, 5)}, .s = {pick(1, 2), pick(1, 3)}, .p = {pick(-3, 3), pick(-4, 3)}};
    p.d = {1, pick(1, 2)};
    p.p_end = Extent{pick(-3, 3), pick(-4, 4)};
    p.flip = all.size() % 2 == 1;
    if (resolve(p)) all.push_back(p);
  }
  return all;
}

TEST(CpuEnds, FastWaysGiveWhatTheLoopsDo) {
  CpuDevice cpu;
  for (const Params& params : wide_cases()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = test::sizes(params);
    const Tensor x = test::whole_numbers({2, 2, g.h.i, g.w.i}, 1), w = test::whole_numbers({3, 2, g.h.k, g.w.k}, 2);
    const Tensor y = test::whole_numbers({2, 3, g.h.o, g.w.o}, 3);
    EXPECT_EQ(cpu.run(OpKind::conv, x, w, g).value(), conv(x, w, g));
    EXPECT_EQ(cpu.run(OpKind::conv_transpose, y, w, g).value(), conv_transpose(y, w, g));
    EXPECT_EQ(cpu.run(OpKind::conv_kernel_grad, x, y, g).value(), conv_kernel_grad(x, y, g));
    if (const auto pool = resolve_pool(params)) {
      const Pooled pooled = cpu.max_pool(x, *pool).value(), wanted = max_pool(x, *pool);
      EXPECT_EQ(pooled.values, wanted.values);
      EXPECT_EQ(pooled.switches, wanted.switches);
      EXPECT_EQ(cpu.run(OpKind::avg_pool, x, {}, *pool).value(), avg_pool(x, *pool));
    }
  }
}

}  // namespace
}  // namespace deconvlab
