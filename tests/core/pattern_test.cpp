// Counts of nonzeros under pixels against counting entry by entry.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "core/matrix/sparse.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/operators.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::sizes;
using test::square;
using test::whole_numbers;

// Every entry asks which pixel it falls into.
std::vector<std::uint32_t> count_one_by_one(const Csr& m, const MatrixWindow& window, std::int64_t height, std::int64_t width) {
  std::vector<std::uint32_t> counts(height * width, 0);
  const auto pixel = [](std::int64_t n, double first, double last, std::int64_t pixels) {
    const double at = std::floor((static_cast<double>(n) - first) * (static_cast<double>(pixels) / (last - first)));
    return at < 0 || at >= static_cast<double>(pixels) ? -1 : static_cast<std::int64_t>(at);
  };
  for (std::int64_t row = 0; row < m.rows; ++row) {
    for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n) {
      const std::int64_t y = pixel(row, window.row0, window.row1, height);
      const std::int64_t x = pixel(m.col[n], window.col0, window.col1, width);
      if (y >= 0 && x >= 0) ++counts[y * width + x];
    }
  }
  return counts;
}

TEST(PatternCounts, AreThoseOfTheStoredMatrixInAnyWindow) {
  std::mt19937 random(5);
  const auto pick = [&](double low, double high) { return low + (high - low) * static_cast<double>(random()) / 4294967296.0; };
  for (const Params& params : test::sweep()) {
    const Geometry g = sizes(params);
    const Tensor w(Shape{1, 1, g.h.k, g.w.k}, 1);
    for (const Side side : {Side::c, Side::c_transposed}) {
      const Csr m = build_matrix(g, w, side).value();
      const auto rows = static_cast<double>(m.rows);
      const auto cols = static_cast<double>(m.cols);
      const double row = pick(-rows / 2, rows);
      const double col = pick(-cols / 2, cols);
      const MatrixWindow windows[] = {
          {0, rows, 0, cols}, {row, row + pick(0.1, 2 * rows), col, col + pick(0.1, 2 * cols)}, {-9, -1, 0, cols}};
      for (const MatrixWindow& window : windows) {
        SCOPED_TRACE(test::text(params) + fmt::format(" rows {}..{} columns {}..{}", window.row0, window.row1, window.col0, window.col1));
        EXPECT_EQ(count_pattern(g, window, 23, 37, side), count_one_by_one(m, window, 23, 37));
      }
    }
  }
}

TEST(PatternCounts, OfTransposedOperatorsWhereThePaddingReachesTheStride) {
  Params params = square(4, 3, 2, 0, 5);
  params.a = {4, 3};
  const Geometry g = resolve_transposed(params).value();
  const Csr m = build_matrix(g, Tensor(Shape{1, 1, 3, 3}, 1), Side::c_transposed).value();
  const MatrixWindow all{0, static_cast<double>(m.rows), 0, static_cast<double>(m.cols)};
  EXPECT_EQ(count_pattern(g, all, 50, 9, Side::c_transposed), count_one_by_one(m, all, 50, 9));
}

// 16.7 million rows and columns: the whole, and a corner entry by entry.
TEST(PatternCounts, OfAMatrixThatNoMemoryHolds) {
  const Geometry g = sizes(square(4096, 3, 1, 1));
  const auto side = static_cast<double>(g.input().area());
  const auto whole = count_pattern(g, {0, side, 0, side}, 60, 60);
  EXPECT_EQ(std::accumulate(whole.begin(), whole.end(), std::int64_t{0}), g.nonzeros());
  const std::int64_t first = 4096 * 2000 + 4090;
  const auto at = static_cast<double>(first);
  const auto near = count_pattern(g, {at, at + 40, at + 4090, at + 4130}, 40, 40);
  for (std::int64_t n = 0; n < 1600; ++n) EXPECT_EQ(near[n], weight_at(g, first + n / 40, first + 4090 + n % 40).found) << n;
}

TEST(PatternCounts, StandAtTheLargestThatAPixelTells) {
  const Geometry g = sizes(square(4096, 17, 1, 8));
  const auto side = static_cast<double>(g.input().area());
  EXPECT_GT(g.nonzeros(), std::int64_t{UINT32_MAX});
  EXPECT_EQ(count_pattern(g, {0, side, 0, side}, 1, 1)[0], UINT32_MAX);
}

}  // namespace
}  // namespace deconvlab
