// C and its transpose, filled directly, against the dense matrix found by probing with impulses.
#include "core/matrix/sparse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "core/operators/operators.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::Rows;
using test::sizes;
using test::square;
using test::whole_numbers;
using testing::ElementsAre;

Rows dense(const Csr& m) {
  Rows rows(m.rows, std::vector<float>(m.cols, 0));
  for (std::int64_t row = 0; row < m.rows; ++row) {
    for (std::int64_t at = m.row_start[row]; at < m.row_start[row + 1]; ++at) rows[row][m.col[at]] += m.value[at];
  }
  return rows;
}

Rows transpose(const Rows& m) {
  Rows t(m[0].size(), std::vector<float>(m.size()));
  for (std::size_t r = 0; r < m.size(); ++r) {
    for (std::size_t c = 0; c < m[0].size(); ++c) t[c][r] = m[r][c];
  }
  return t;
}

Tensor kernel_of(const Geometry& g, unsigned seed = 2) { return whole_numbers({1, 1, g.h.k, g.w.k}, seed); }

// What SciPy calls canonical format: offsets that start at 0, grow and end at the count; columns that ascend within a row.
void expect_canonical(const Csr& m) {
  ASSERT_EQ(m.row_start.size(), static_cast<std::size_t>(m.rows + 1));
  EXPECT_EQ(m.row_start.front(), 0);
  EXPECT_EQ(m.row_start.back(), m.nonzeros());
  EXPECT_EQ(m.col.size(), m.value.size());
  for (std::int64_t row = 0; row < m.rows; ++row) {
    for (std::int64_t at = m.row_start[row]; at < m.row_start[row + 1]; ++at) {
      EXPECT_TRUE(m.col[at] >= 0 && m.col[at] < m.cols);
      if (at > m.row_start[row]) {
        EXPECT_LT(m.col[at - 1], m.col[at]);
      }
    }
  }
}

TEST(Matrix, OfTheSmallestExampleEntryByEntry) {
  const Csr c = build_matrix(sizes(square(4, 3, 1, 0)), Tensor::plane({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}), Side::c).value();
  EXPECT_EQ(c.rows, 4);
  EXPECT_EQ(c.cols, 16);
  EXPECT_THAT(c.row_start, ElementsAre(0, 9, 18, 27, 36));
  const Rows rows = dense(c);
  EXPECT_THAT(rows[0], ElementsAre(1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 0, 0, 0, 0));
  EXPECT_THAT(rows[1], ElementsAre(0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 0, 0, 0));
  EXPECT_THAT(rows[2], ElementsAre(0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0));
  EXPECT_THAT(rows[3], ElementsAre(0, 0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9));
}

TEST(Matrix, AgreesWithProbingByImpulses) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    const Tensor w = kernel_of(g);
    const Csr c = build_matrix(g, w, Side::c).value();
    const Csr ct = build_matrix(g, w, Side::c_transposed).value();
    const Rows probed = test::probe_matrix(w, params);
    EXPECT_EQ(dense(c), probed);
    EXPECT_EQ(dense(ct), transpose(probed));
    EXPECT_EQ(c.nonzeros(), g.nonzeros());
    EXPECT_EQ(ct.nonzeros(), g.nonzeros());
    expect_canonical(c);
    expect_canonical(ct);
  }
}

TEST(Matrix, AZeroWeightKeepsItsEntry) {
  const Geometry g = sizes(square(4, 3, 1, 0));
  EXPECT_EQ(build_matrix(g, Tensor(Shape{1, 1, 3, 3}, 0), Side::c)->nonzeros(), 36);
}

TEST(Matrix, ProductsAreTheTwoPasses) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    const Tensor w = kernel_of(g);
    const Tensor x = whole_numbers({1, 1, g.h.i, g.w.i}, 3);
    const Tensor dy = whole_numbers({1, 1, g.h.o, g.w.o}, 4);
    const std::vector<float> y = multiply(build_matrix(g, w, Side::c).value(), x.data());
    const std::vector<float> dx = multiply(build_matrix(g, w, Side::c_transposed).value(), dy.data());
    EXPECT_EQ(Tensor::plane(g.output(), y), conv(x, w, g));
    EXPECT_EQ(Tensor::plane(g.input(), dx), conv_input_grad(dy, w, g));
  }
}

// Large enough that rows are shared among threads.
TEST(Matrix, ALargeOneAgreesWithTheDirectComputation) {
  Params params{.i = {150, 97}, .k = {5, 4}, .s = {1, 2}, .p = {2, 1}, .d = {2, 1}};
  const Geometry g = sizes(params);
  const Tensor w = kernel_of(g);
  const Tensor x = whole_numbers({1, 1, g.h.i, g.w.i}, 3);
  const Csr c = build_matrix(g, w, Side::c).value();
  EXPECT_EQ(c.nonzeros(), g.nonzeros());
  EXPECT_EQ(Tensor::plane(g.output(), multiply(c, x.data())), conv(x, w, g));
  const Tensor dy = whole_numbers({1, 1, g.h.o, g.w.o}, 4);
  const Csr ct = build_matrix(g, w, Side::c_transposed).value();
  EXPECT_EQ(Tensor::plane(g.input(), multiply(ct, dy.data())), conv_input_grad(dy, w, g));
}

// With the kernel an impulse at one weight, C is 1 exactly where weight_at names that weight.
TEST(WeightAt, AgreesWithImpulsesOnTheKernel) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    for (std::int64_t n = 0; n < g.kernel().area(); ++n) {
      const Cell weight{n / g.w.k, n % g.w.k};
      Tensor impulse(Shape{1, 1, g.h.k, g.w.k});
      impulse.at(weight) = 1;
      const Rows probed = test::probe_matrix(impulse, params);
      for (std::int64_t row = 0; row < g.output().area(); ++row) {
        for (std::int64_t col = 0; col < g.input().area(); ++col) {
          const MaybeCell found = weight_at(g, row, col);
          EXPECT_EQ(found.found && found.cell == weight, probed[row][col] == 1) << row << ", " << col;
        }
      }
    }
  }
}

TEST(Matrix, TooLargeForMemoryIsAnErrorWithTheBytes) {
  const Geometry g = sizes(square(4096, 15, 1, 7));
  const Error error = build_matrix(g, Tensor(Shape{1, 1, 15, 15}, 1), Side::c, 1'000'000).error();
  const std::int64_t nonzeros = (15 * 4096 - 56) * (15LL * 4096 - 56);  // 1 + ... + 7 cells of each end fall on the padding
  EXPECT_EQ(error.code, ErrorCode::matrix_too_large);
  ASSERT_EQ(error.args.size(), 5u);
  EXPECT_EQ(error.args[0], "16777216");
  EXPECT_EQ(error.args[1], "16777216");
  EXPECT_EQ(error.args[2], std::to_string(nonzeros));
  EXPECT_EQ(error.args[3], std::to_string(matrix_bytes(g)));
  EXPECT_EQ(error.args[4], "1000000");
  EXPECT_GE(matrix_bytes(g), nonzeros * 8 + (16777216 + 1) * 8);
}

TEST(Matrix, AKernelOfAnotherShapeIsAnError) {
  const Error error = build_matrix(sizes(square(4, 3, 1, 0)), Tensor(Shape{1, 1, 2, 3}), Side::c).error();
  EXPECT_EQ(error, (Error{ErrorCode::shape_mismatch, {"kernel", "1x1x2x3", "1x1x3x3"}}));
}

TEST(Pattern, WholeViewHoldsEveryNonzeroAtAnySize) {
  for (std::size_t n = 0; n < test::sweep().size(); n += 7) {
    SCOPED_TRACE(test::text(test::sweep()[n]));
    const Geometry g = sizes(test::sweep()[n]);
    const MatrixWindow all{0, static_cast<double>(g.output().area()), 0, static_cast<double>(g.input().area())};
    for (const Extent size : {Extent{1, 1}, Extent{7, 13}, Extent{64, 64}, Extent{200, 31}}) {
      const auto counts = count_pattern(g, all, size.h, size.w);
      EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), g.nonzeros()) << size.h << "x" << size.w;
    }
  }
}

TEST(Pattern, OnePixelAnEntryIsThePatternItself) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    const Rows c = test::probe_matrix(Tensor(Shape{1, 1, g.h.k, g.w.k}, 1), params);
    const std::int64_t rows = g.output().area();
    const std::int64_t cols = g.input().area();
    const auto counts = count_pattern(g, {0, static_cast<double>(rows), 0, static_cast<double>(cols)}, rows, cols);
    for (std::int64_t n = 0; n < rows * cols; ++n) EXPECT_EQ(counts[n], c[n / cols][n % cols]) << n;
  }
}

TEST(Pattern, FourEntriesAPixelInsideAWindow) {
  const Params params = square(8, 3, 1, 1);
  const Rows c = test::probe_matrix(Tensor(Shape{1, 1, 3, 3}, 1), params);
  const auto counts = count_pattern(sizes(params), {6, 26, 10, 50}, 10, 20);  // 2 x 2 entries a pixel
  for (std::int64_t y = 0; y < 10; ++y) {
    for (std::int64_t x = 0; x < 20; ++x) {
      const std::int64_t r = 6 + 2 * y;
      const std::int64_t col = 10 + 2 * x;
      EXPECT_EQ(counts[y * 20 + x], c[r][col] + c[r][col + 1] + c[r + 1][col] + c[r + 1][col + 1]) << y << ", " << x;
    }
  }
}

TEST(Im2col, KernelRowTimesPatchesIsTheConvolution) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = sizes(params);
    const Tensor x = whole_numbers({1, 1, g.h.i, g.w.i}, 3);
    const Tensor w = kernel_of(g);
    const Tensor patches = im2col(x, g);
    ASSERT_EQ(patches.shape(), (Shape{1, 1, g.kernel().area(), g.output().area()}));
    Tensor y(Shape{1, 1, g.h.o, g.w.o});
    for (std::int64_t t = 0; t < y.size(); ++t) {
      for (std::int64_t n = 0; n < w.size(); ++n) y.data()[t] += w.data()[n] * patches.at({n, t});
    }
    EXPECT_EQ(y, conv(x, w, g));
  }
}

TEST(Im2col, PatchesOfTheSmallestExample) {
  const Tensor x = Tensor::plane({3, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8});
  const Tensor patches = im2col(x, sizes(square(3, 2, 1, 0)));
  EXPECT_EQ(patches, Tensor::plane({4, 4}, {0, 1, 3, 4, 1, 2, 4, 5, 3, 4, 6, 7, 4, 5, 7, 8}));
}

}  // namespace
}  // namespace deconvlab
