// The transposed convolution's steps against the whole result, and their terms against worked numbers.
#include "core/matrix/transpose_trace.h"

#include <gtest/gtest.h>

#include <array>

#include "core/operators/conv_transpose.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::whole_numbers;

TransposeTrace trace_of(const Geometry& g) { return {g, whole_numbers({1, 1, g.h.o, g.w.o}, 1), whole_numbers({1, 1, g.h.k, g.w.k}, 2)}; }

Geometry transposed(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t a = 0) {
  Params params = test::square(i, k, s, p);
  params.a = Extent::square(a);
  return resolve_transposed(params).value();
}

TEST(TransposeTrace, EveryViewEndsInTheSameValues) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = test::sizes(params);
    const TransposeTrace trace = trace_of(g);
    const Tensor y = conv_transpose(trace.input(), trace.kernel(), g);
    Tensor scattered(y.shape());
    for (std::int64_t t = 0; t < trace.inputs(); ++t) {
      for (const Stamp& stamp : trace.scatter(t).stamps) {
        if (!stamp.cut) scattered.data()[stamp.row] += stamp.product;
      }
      const Cell first{0, 0};
      EXPECT_EQ(trace.after_scatter(first, t), scattered.at(first)) << t;
    }
    EXPECT_EQ(scattered, y);
    std::int64_t products = 0, real = 0;
    for (std::int64_t t = 0; t < trace.outputs(); ++t) {
      const Step gathered = trace.gather(t);
      const DirectStep direct = trace.direct(t);
      EXPECT_EQ(gathered.value, y.data()[t]);
      EXPECT_EQ(direct.value, y.data()[t]);
      products += static_cast<std::int64_t>(direct.terms.size());
      std::vector<Term> cells;
      for (const DirectTerm& term : direct.terms) {
        if (term.ground == Ground::cell) cells.push_back({.weight = term.weight, .input = term.input});
      }
      real += static_cast<std::int64_t>(cells.size());
      ASSERT_EQ(cells.size(), gathered.terms.size()) << "the row of Ct is what the direct convolution reads of real cells";
      EXPECT_EQ(static_cast<std::int64_t>(cells.size()), g.overlap(direct.output));
      for (std::size_t n = 0; n < cells.size(); ++n) {
        EXPECT_EQ(cells[n].weight, gathered.terms[n].weight);
        EXPECT_EQ(cells[n].input, gathered.terms[n].input);
        EXPECT_EQ(gathered.terms[n].column, cells[n].input.row * g.w.o + cells[n].input.col);
      }
    }
    EXPECT_EQ(products, g.direct_products());
    EXPECT_EQ(real, g.nonzeros());
  }
}

TEST(TransposeTrace, TheCornerOfTheSmallestExample) {
  const Geometry g = transposed(2, 3, 1, 0);
  const TransposeTrace trace(g, Tensor::plane({2, 2}, {1, 2, 3, 4}), Tensor::plane({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}));
  const DirectStep corner = trace.direct(0);
  ASSERT_EQ(corner.terms.size(), 9u);
  EXPECT_EQ(corner.terms[0].at, (Cell{-2, -2}));
  EXPECT_EQ(corner.terms[0].ground, Ground::padding);
  EXPECT_EQ(corner.terms[0].weight, (Cell{2, 2}));
  EXPECT_EQ(corner.terms[8].at, (Cell{0, 0}));
  EXPECT_EQ(corner.terms[8].ground, Ground::cell);
  EXPECT_EQ(corner.terms[8].weight, (Cell{0, 0})) << "only the first weight reaches the corner";
  EXPECT_EQ(corner.value, 1);
  EXPECT_EQ(trace.gather(0).terms.size(), 1u);
  EXPECT_EQ(trace.gather(5).terms.size(), 4u);
  EXPECT_EQ(trace.gather(5).value, 1 * 5 + 2 * 4 + 3 * 2 + 4 * 1);
}

TEST(TransposeTrace, TellsCellsInsertedZerosAndPaddingApart) {
  const TransposeTrace trace = trace_of(transposed(3, 3, 2, 1, 1));
  const auto counts = [&](std::int64_t t) {
    std::array<int, 4> n{};
    for (const DirectTerm& term : trace.direct(t).terms) ++n[static_cast<std::size_t>(term.ground)];
    return n;
  };
  EXPECT_EQ(counts(0), (std::array<int, 4>{1, 3, 0, 5}));
  EXPECT_EQ(counts(7), (std::array<int, 4>{4, 5, 0, 0}));
  EXPECT_EQ(counts(35), (std::array<int, 4>{1, 0, 3, 5})) << "zeros of the output padding are no inserted ones";
}

TEST(TransposeTrace, StampsAreCutByThePadding) {
  const TransposeTrace trace = trace_of(transposed(3, 3, 2, 1));
  const ScatterStep first = trace.scatter(0);
  ASSERT_EQ(first.stamps.size(), 9u);
  EXPECT_TRUE(first.stamps[0].cut);
  EXPECT_EQ(first.stamps[0].output, (Cell{-1, -1}));
  EXPECT_EQ(first.stamps[0].row, -1);
  EXPECT_FALSE(first.stamps[4].cut);
  EXPECT_EQ(first.stamps[4].output, (Cell{0, 0}));
  EXPECT_EQ(first.stamps[8].row, 6);
  EXPECT_EQ(trace.after_scatter({0, 0}, -1), 0);
}

TEST(TransposeTrace, CellsBeyondThePaddingAreUntouched) {
  Params params{.i = {1, 3}, .k = {1, 3}, .s = {1, 2}};
  params.a = {0, 1};
  const Geometry g = resolve_transposed(params).value();
  EXPECT_EQ(unread_cells(g), (std::vector<Cell>{{0, 7}}));
  EXPECT_TRUE(trace_of(g).gather(7).terms.empty());
  EXPECT_TRUE(unread_cells(transposed(3, 3, 2, 1, 1)).empty());
}

// x = w = [[0, 1], [2, 3]]: turned it is the transposed convolution, unturned another operator.
TEST(TransposeTrace, SaysWhatAnUnturnedKernelWouldGive) {
  Tensor x({1, 1, 2, 2});
  for (std::int64_t n = 0; n < 4; ++n) x.data()[n] = static_cast<float>(n);
  const TransposeTrace trace(transposed(2, 2, 1, 0), x, x);
  constexpr std::array<float, 9> kTurned{0, 0, 1, 0, 4, 6, 4, 12, 9};
  constexpr std::array<float, 9> kUnturned{0, 3, 2, 6, 14, 6, 2, 3, 0};
  for (std::int64_t t = 0; t < 9; ++t) {
    EXPECT_EQ(trace.direct(t).value, kTurned[static_cast<std::size_t>(t)]) << t;
    EXPECT_EQ(trace.direct(t).unturned, kUnturned[static_cast<std::size_t>(t)]) << t;
  }
}

}  // namespace
}  // namespace deconvlab
