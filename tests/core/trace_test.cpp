// The record of steps against the finished convolution and against trying every cell.
#include "core/matrix/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/matrix/sparse.h"
#include "core/operators/operators.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::sizes;
using test::square;
using test::whole_numbers;
using testing::ElementsAre;

Trace trace_of(const Params& params) {
  const Geometry g = sizes(params);
  return {g, whole_numbers({1, 1, g.h.i, g.w.i}, 5), whole_numbers({1, 1, g.h.k, g.w.k}, 6)};
}

TEST(Trace, StepValuesAreTheConvolution) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Trace trace = trace_of(params);
    const Tensor y = conv(trace.input(), trace.kernel(), trace.geometry());
    ASSERT_EQ(trace.size(), y.size());
    for (std::int64_t t = 0; t < trace.size(); ++t) {
      const Step step = trace.step(t);
      EXPECT_EQ(step.t, t);
      EXPECT_EQ(step.value, y.at(step.output)) << "step " << t;
      EXPECT_EQ(step.output, (Cell{t / y.shape().w, t % y.shape().w}));
    }
  }
}

TEST(Trace, TermsAddUpAndNameTheirCells) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Trace trace = trace_of(params);
    const Geometry& g = trace.geometry();
    for (std::int64_t t = 0; t < trace.size(); ++t) {
      const Step step = trace.step(t);
      ASSERT_EQ(static_cast<std::int64_t>(step.terms.size()), g.kernel().area());
      float sum = 0;
      for (const Term& term : step.terms) {
        const bool inside = term.input.row >= 0 && term.input.row < g.h.i && term.input.col >= 0 && term.input.col < g.w.i;
        EXPECT_EQ(term.padding, !inside);
        EXPECT_EQ(term.column, inside ? term.input.row * g.w.i + term.input.col : -1);
        EXPECT_EQ(term.x, inside ? trace.input().at(term.input) : 0);
        EXPECT_EQ(term.w, trace.kernel().at(term.weight));
        EXPECT_EQ(term.product, term.x * term.w);
        EXPECT_EQ(term.running_sum, sum += term.product);
      }
      EXPECT_EQ(step.value, sum);
    }
  }
}

TEST(Trace, RealTermsAreTheRowOfC) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Trace trace = trace_of(params);
    const Csr c = build_matrix(trace.geometry(), trace.kernel(), Side::c).value();
    for (std::int64_t t = 0; t < trace.size(); ++t) {
      std::int64_t at = c.row_start[t];
      for (const Term& term : trace.step(t).terms) {
        if (term.padding) continue;
        ASSERT_LT(at, c.row_start[t + 1]);
        EXPECT_EQ(term.column, c.col[at]);
        EXPECT_EQ(term.w, c.value[at++]);
        EXPECT_EQ(weight_at(trace.geometry(), t, term.column).cell, term.weight);
      }
      EXPECT_EQ(at, c.row_start[t + 1]);
    }
  }
}

TEST(Trace, StepsByHand) {
  const Geometry g = sizes(square(3, 2, 1, 0));
  const Trace trace(g, Tensor::plane({3, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8}), Tensor::plane({2, 2}, {1, 2, 3, 4}));
  const Step step = trace.step(1);  // 1*1 + 2*2 + 4*3 + 5*4
  EXPECT_EQ(step.output, (Cell{0, 1}));
  std::vector<float> sums;
  for (const Term& term : step.terms) sums.push_back(term.running_sum);
  EXPECT_THAT(sums, ElementsAre(1, 5, 17, 37));
  EXPECT_EQ(step.terms[2].weight, (Cell{1, 0}));
  EXPECT_EQ(step.terms[2].input, (Cell{1, 1}));
  EXPECT_EQ(step.terms[2].column, 4);
}

TEST(Trace, LastStepOfALargeOne) {
  const Geometry g = sizes(square(2048, 3, 1, 1));
  const Trace trace(g, Tensor(Shape{1, 1, 2048, 2048}, 2), Tensor(Shape{1, 1, 3, 3}, 1));
  const Step step = trace.step(trace.size() - 1);
  EXPECT_EQ(step.output, (Cell{2047, 2047}));
  EXPECT_EQ(step.value, 8);  // four of its nine taps lie on real cells
  EXPECT_EQ(step.terms.front().column, 2046 * 2048 + 2046);
}

// A column of C without a nonzero is an input cell that nobody reads.
TEST(Trace, UnreadCellsAreTheEmptyColumns) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Trace trace = trace_of(params);
    const test::Rows c = test::probe_matrix(trace.kernel(), params);
    std::vector<Cell> empty;
    for (std::int64_t col = 0; col < params.i.area(); ++col) {
      const bool used = std::ranges::any_of(c, [&](const auto& row) { return row[col] != 0; });
      if (!used) empty.push_back({col / params.i.w, col % params.i.w});
    }
    EXPECT_EQ(unread_cells(trace.geometry()), empty);
  }
}

TEST(Trace, TheRemainderIsUnread) {
  EXPECT_TRUE(unread_cells(trace_of(square(5, 3, 2, 1)).geometry()).empty());
  EXPECT_TRUE(unread_cells(trace_of(square(6, 3, 2, 1)).geometry()).empty());  // only padding is left over
  const std::vector<Cell> unread = unread_cells(trace_of(square(6, 3, 2, 0)).geometry());
  EXPECT_EQ(unread.size(), 11u);  // the last row and the last column
  for (const Cell& cell : unread) EXPECT_TRUE(cell.row == 5 || cell.col == 5);
}

TEST(FedBy, IsTheColumnOfC) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    for (std::int64_t col = 0; col < g.input().area(); ++col) {
      const std::vector<Feed> feeds = fed_by(g, {col / g.w.i, col % g.w.i});
      std::size_t at = 0;
      for (std::int64_t row = 0; row < g.output().area(); ++row) {
        const MaybeCell weight = weight_at(g, row, col);
        if (!weight.found) continue;
        ASSERT_LT(at, feeds.size());
        EXPECT_EQ(feeds[at].output, (Cell{row / g.w.o, row % g.w.o}));
        EXPECT_EQ(feeds[at++].weight, weight.cell);
      }
      EXPECT_EQ(at, feeds.size());
    }
  }
}

}  // namespace
}  // namespace deconvlab
