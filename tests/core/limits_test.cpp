// Sizes at the edge of what is accepted: counts that pass int64, links that pass int32, taps far apart. All answered at once, as values.
#include <gtest/gtest.h>

#include "core/cpu/cpu_device.h"
#include "core/matrix/sparse.h"
#include "core/matrix/trace.h"
#include "core/operators/kernels.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::sizes;
using test::square;

constexpr std::int64_t kMost = kLargestSize;

TEST(Limits, ProductsBeyondInt64StandAtItsLargestValue) {
  const Geometry g = sizes(square(kMost, kMost / 2, 1, 0));
  EXPECT_EQ(g.dense_products(), INT64_MAX);
  EXPECT_EQ(g.im2col_products(), INT64_MAX);
  EXPECT_EQ(g.nonzeros(), INT64_MAX);
  EXPECT_EQ(matrix_bytes(g), INT64_MAX);
}

TEST(Limits, TheLargestMatrixIsRefusedWithItsNumbers) {
  const Geometry g = sizes(square(kMost, 1, 1, 0));
  const Error error = build_matrix(g, Tensor(Shape{1, 1, 1, 1}), Side::c, INT64_MAX).error();
  EXPECT_EQ(error.code, ErrorCode::matrix_too_large);
  EXPECT_EQ(error.args[2], std::to_string(kMost * kMost));
}

// Across, both taps fall on the padding: C has no nonzero, and yet the links down would fill any memory.
TEST(Limits, LinksCountEvenWhereNoNonzeroIs) {
  const Params params{.i = {kMost, 1}, .k = {kMost / 2, 2}, .p = {0, 1}, .d = {1, 2}};
  const Geometry g = sizes(params);
  ASSERT_EQ(g.nonzeros(), 0);
  EXPECT_EQ(build_matrix(g, Tensor(Shape{1, 1, kMost / 2, 2}), Side::c).error().code, ErrorCode::matrix_too_large);
  EXPECT_EQ(build_matrix(g, Tensor(Shape{1, 1, kMost / 2, 2}), Side::c_transposed, INT64_MAX).error().code, ErrorCode::matrix_too_large);
}

// One input cell, millions of placements of millions of taps: each placement reads it with one.
TEST(Limits, LinksTakeTimeByTheirNumberNotByTaps) {
  const std::int64_t side = 1 << 21;
  const Axis axis = sizes({.i = {1, 1}, .k = {side, 1}, .p = {side, 0}}).h;
  const AxisLinks links = links_by_output(axis);
  EXPECT_EQ(links.index.size(), static_cast<std::size_t>(side));
  EXPECT_EQ(count_links(axis), side);
  EXPECT_EQ(links_by_input(axis).count(0), side);
}

TEST(Limits, AWideSpanIsNoLongerToFollow) {
  const Axis axis = sizes({.i = {kMost, 1}, .k = {2, 1}, .s = {1 << 20, 1}, .d = {1 << 23, 1}}).h;
  EXPECT_EQ(count_links(axis), 2 * axis.o);
  const AxisLinks links = links_by_input(axis);
  EXPECT_EQ(links.size(), kMost);
  EXPECT_EQ(links.index.size(), static_cast<std::size_t>(2 * axis.o));
}

TEST(Links, BothSidesAgreeWithTapsOneByOne) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Axis axis = sizes(params).h;
    const AxisLinks out = links_by_output(axis);
    const AxisLinks in = links_by_input(axis);
    std::vector<std::vector<std::int64_t>> by_output(axis.o);
    std::vector<std::vector<std::int64_t>> by_input(axis.i);
    for (std::int64_t t = 0; t < axis.o; ++t) {
      for (std::int64_t u = 0; u < axis.k; ++u) {
        const std::int64_t c = t * axis.s + u * axis.d - axis.p;
        if (c < 0 || c >= axis.i) continue;
        by_output[t].insert(by_output[t].end(), {c, u});
        by_input[c].insert(by_input[c].end(), {t, u});
      }
    }
    const auto pairs = [](const AxisLinks& links, std::int64_t n) {
      std::vector<std::int64_t> found;
      for (std::int32_t at = links.start[n]; at < links.start[n + 1]; ++at) found.insert(found.end(), {links.index[at], links.tap[at]});
      return found;
    };
    for (std::int64_t t = 0; t < axis.o; ++t) EXPECT_EQ(pairs(out, t), by_output[t]) << t;
    for (std::int64_t c = 0; c < axis.i; ++c) {
      EXPECT_EQ(pairs(in, c), by_input[c]) << c;
      EXPECT_EQ(axis.ever_read(c), !by_input[c].empty()) << c;
    }
    EXPECT_EQ(count_links(axis), static_cast<std::int64_t>(out.index.size()));
  }
}

TEST(Limits, ALongKernelIsMadeInTimeByItsCells) {
  const Tensor sobel = make_kernel("sobel-x", {1 << 20, 3}).value();
  EXPECT_EQ(sobel.at({0, 0}), -1);
  EXPECT_EQ(make_kernel("sobel-x", {31, 1})->size(), 31);
}

TEST(Limits, AKernelThatNoMemoryHoldsIsRefused) {
  EXPECT_EQ(make_kernel("ones", Extent::square(kMost)).error().code, ErrorCode::too_large);
  EXPECT_EQ(make_input("digits", Extent::square(kMost)).error().code, ErrorCode::too_large);
}

TEST(Limits, AResultThatNoMemoryHoldsIsRefused) {
  CpuDevice device;
  const Tensor one(Shape{1, 1, 1, 1}, 1);
  const Geometry padded = sizes(square(1, 1, 1, kMost));
  EXPECT_EQ(device.run(OpKind::conv, one, one, padded).error().code, ErrorCode::too_large);
  const Geometry strided = sizes(square(kMost, 1, kMost, 0));
  EXPECT_EQ(device.run(OpKind::conv_input_grad, one, one, strided).error().code, ErrorCode::too_large);
  const Geometry wide = sizes(square(kMost, kMost, 1, 0));
  EXPECT_EQ(check_shapes(operator_of(OpKind::conv_kernel_grad), Tensor(), one, wide).error().code, ErrorCode::shape_mismatch);
}

TEST(Limits, BinomialRowsStayWholeNumbers) {
  const Tensor row = make_kernel("sobel-y", {2, 31}).value();  // -1 and 1 times row 30 of Pascal's triangle
  EXPECT_EQ(row.at({1, 0}), 1);
  EXPECT_EQ(row.at({1, 2}), 435);
  EXPECT_EQ(row.at({1, 15}), 155117520);
}

}  // namespace
}  // namespace deconvlab
