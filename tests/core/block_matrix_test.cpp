// C of several channels against the convolution of whole arrays.
#include "core/matrix/block_matrix.h"

#include <gtest/gtest.h>

#include "core/operators/conv_transpose.h"
#include "core/operators/operators.h"
#include "tests/core/support.h"

namespace deconvlab {
namespace {

std::vector<float> values(const Tensor& t) { return {t.data().begin(), t.data().end()}; }

TEST(BlockMatrix, TimesTheInputIsTheConvolutionOfAllChannels) {
  int n = 0;
  for (Params params : test::sweep()) {
    if (++n % 4 != 0) continue;
    params.groups = n % 3 + 1;
    const Geometry g = test::sizes(params);
    SCOPED_TRACE(test::text(params));
    const Tensor w = test::whole_numbers({2 * g.groups, 3, g.h.k, g.w.k}, 1);
    const Tensor x = test::whole_numbers({1, 3 * g.groups, g.h.i, g.w.i}, 2), y = test::whole_numbers({1, 2 * g.groups, g.h.o, g.w.o}, 3);
    const Csr c = build_block_matrix(g, w, Side::c).value(), ct = build_block_matrix(g, w, Side::c_transposed).value();
    EXPECT_EQ(multiply(c, x.data()), values(conv(x, w, g)));
    EXPECT_EQ(multiply(ct, y.data()), values(conv_transpose(y, w, g)));
    EXPECT_EQ(c.nonzeros(), block_nonzeros(g, w.shape()));
    EXPECT_EQ(c.rows * c.cols, block_cells(g, w.shape()));
  }
}

// Depthwise, 2 channels, a 1 x 1 kernel: the diagonal has w[0] over the first channel's cells, then w[1]. Pointwise: every block is one.
TEST(BlockMatrix, OfOneWeightAChannelIsDiagonal) {
  const Geometry depthwise = *resolve({.i = {1, 2}, .k = {1, 1}, .groups = 2});
  const Csr m = build_block_matrix(depthwise, Tensor(Shape{2, 1, 1, 1}, std::vector<float>{5, 7}), Side::c).value();
  EXPECT_EQ(std::vector<float>(m.value.begin(), m.value.end()), (std::vector<float>{5, 5, 7, 7}));
  EXPECT_EQ(std::vector<std::int32_t>(m.col.begin(), m.col.end()), (std::vector<std::int32_t>{0, 1, 2, 3}));
  const Geometry pointwise = *resolve({.i = {1, 2}, .k = {1, 1}});
  const Csr p = build_block_matrix(pointwise, Tensor(Shape{1, 2, 1, 1}, std::vector<float>{5, 7}), Side::c).value();
  EXPECT_EQ(std::vector<float>(p.value.begin(), p.value.end()), (std::vector<float>{5, 7, 5, 7}));
  EXPECT_EQ(std::vector<std::int32_t>(p.col.begin(), p.col.end()), (std::vector<std::int32_t>{0, 2, 1, 3}));
}

TEST(BlockMatrix, RefusesWhatIsNone) {
  const Geometry g = *resolve({.i = {4, 4}, .k = {3, 3}, .groups = 2});
  EXPECT_EQ(build_block_matrix(g, Tensor(Shape{3, 1, 3, 3}), Side::c).error(),
            (Error{ErrorCode::groups_do_not_divide, {"output", "3", "2"}}));
  EXPECT_EQ(build_block_matrix(g, Tensor(Shape{2, 1, 2, 3}), Side::c).error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(build_block_matrix(g, Tensor(Shape{2, 1, 3, 3}), Side::c, 100).error().code, ErrorCode::matrix_too_large);
}

}  // namespace
}  // namespace deconvlab
