// Steps of several channels against the block matrix, the operators, and loops over all of a cell's products.
#include "core/matrix/block_trace.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/operators/conv_transpose.h"
#include "core/operators/operators.h"
#include "tests/core/support.h"

namespace deconvlab {
namespace {

// Each step's terms as a row over all cells of all channels, and its sum.
void expect_rows(const BlockTrace& trace, const Csr& matrix, const Tensor& x, std::span<const float> values) {
  ASSERT_EQ(trace.size(), matrix.rows);
  for (std::int64_t t = 0; t < trace.size(); ++t) {
    std::vector<float> row(static_cast<std::size_t>(matrix.cols)), wanted(row);
    const BlockStep step = trace.step(t);
    for (const auto& [channel, term] : step.terms) {
      if (term.column < 0) continue;
      EXPECT_EQ(term.x, x.at(0, channel, term.input.row, term.input.col));
      EXPECT_EQ(term.column, channel * x.shape().plane().area() + x.shape().plane().index_of(term.input));
      row[static_cast<std::size_t>(term.column)] += term.w;
    }
    for (std::int64_t n = matrix.row_start[t]; n < matrix.row_start[t + 1]; ++n)
      wanted[static_cast<std::size_t>(matrix.col[n])] = matrix.value[n];
    EXPECT_EQ(row, wanted);
    EXPECT_EQ(step.value, values[static_cast<std::size_t>(t)]);
    EXPECT_EQ(step.terms.empty() ? step.bias : step.terms.back().term.running_sum, step.value);
  }
}

double dot(std::span<const float> a, std::span<const float> b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

std::vector<float> values_of(const BlockTrace& trace) {
  std::vector<float> values;
  for (std::int64_t t = 0; t < trace.size(); ++t) values.push_back(trace.step(t).value);
  return values;
}

TEST(BlockTrace, StepsAreRowsOfTheBlockMatrixAndCellsOfTheOperators) {
  int n = 0;
  for (Params params : test::sweep()) {
    if (++n % 9 != 0) continue;
    params.groups = n % 3 + 1;
    const Geometry g = test::sizes(params);
    SCOPED_TRACE(test::text(params));
    const Tensor w = test::whole_numbers({2 * g.groups, 2, g.h.k, g.w.k}, 1);
    const Tensor x = test::whole_numbers({1, 2 * g.groups, g.h.i, g.w.i}, 2), y = test::whole_numbers({1, 2 * g.groups, g.h.o, g.w.o}, 3);
    const BlockTrace forward(g, x, w, Side::c), back(g, y, w, Side::c_transposed);
    expect_rows(forward, build_block_matrix(g, w, Side::c).value(), x, conv(x, w, g).data());
    expect_rows(back, build_block_matrix(g, w, Side::c_transposed).value(), y, conv_transpose(y, w, g).data());
    EXPECT_EQ(dot(values_of(forward), y.data()), dot(x.data(), values_of(back)));  // <Cx, y> = <x, Ct y>
  }
}

// 2 -> 2 channels of two cells, a 1 x 1 kernel: y_o = b_o + w_{o,0} x_0 + w_{o,1} x_1.
TEST(BlockTrace, TheBiasIsWhereASumStarts) {
  const Geometry g = *resolve({.i = {1, 2}, .k = {1, 1}});
  const Tensor x(Shape{1, 2, 1, 2}, std::vector<float>{1, 2, 10, 20}), w(Shape{2, 2, 1, 1}, std::vector<float>{1, 2, 3, 4});
  const BlockTrace trace(g, x, w, Side::c, {100, -5});
  const BlockStep step = trace.step(3);
  EXPECT_EQ(step.channel, 1);
  EXPECT_EQ(step.output, (Cell{0, 1}));
  EXPECT_EQ(step.bias, -5);
  ASSERT_EQ(step.terms.size(), 2u);
  EXPECT_EQ(step.terms[0].term.running_sum, -5 + 3 * 2);
  EXPECT_EQ(step.terms[1].channel, 1);
  EXPECT_EQ(step.terms[1].term.column, 3);
  EXPECT_EQ(step.value, -5 + 3 * 2 + 4 * 20);
  EXPECT_EQ(trace.step(0).value, 100 + 1 * 1 + 2 * 10);
}

}  // namespace
}  // namespace deconvlab
