// Rows of every operator's matrix against the operator itself, tried with one impulse after another, and against the matrix as it is
// stored.
#include "core/matrix/matrix_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "core/matrix/linear_map.h"
#include "core/matrix/transpose_trace.h"
#include "core/operators/pool.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::Rows;
using test::square;
using test::whole_numbers;
using testing::ElementsAre;

Shape plane_shape(Extent e) { return {1, 1, e.h, e.w}; }

// An operator with what makes it linear.
struct Case {
  const Operator& op;
  Geometry g;
  Tensor kernel;
  Indices switches;

  Tensor apply(const Tensor& x) const {
    if (op.switches == SwitchUse::beside) return pick_switches(x, switches, g);
    return op.switches == SwitchUse::operand ? max_unpool(x, switches, g) : op.apply(x, kernel, g);
  }
  LinearMap map() const { return LinearMap::make(op.kind, g, switches, kernel).value(); }
  Extent from() const { return op.transposed ? g.output() : g.input(); }
};

bool has_a_cell_everywhere(const Tensor& pooled) {
  return std::ranges::all_of(pooled.data(), [](float v) { return std::isfinite(v); });
}

// Each operator that has a matrix, at every geometry of the sweep that it can have.
std::vector<Case> cases(std::size_t every = 1) {
  std::vector<Case> all;
  for (const Operator& op : operator_table()) {
    for (std::size_t n = 0; has_matrix(op) && n < test::sweep().size(); n += every) {
      Params params = test::sweep()[n];
      if (op.resolve == resolve_pool) params.ceil_mode = n % 3 == 0;
      if (n % 4 == 1) params.count_include_pad = false;
      if (n % 5 == 2) params.resampling.coordinates = Coordinates::align_corners;
      if (n % 5 == 3 && op.category == Category::resampling) params.output = Extent{params.i.h + 1, 2 * params.i.w + 1};
      const bool has_windows = op.category == Category::pooling || op.category == Category::unpooling;
      if (has_windows) params.p = {std::min(params.p.h, params.k.h / 2), std::min(params.p.w, params.k.w / 2)};
      const auto g = op.resolve(params);
      if (!g) continue;
      Case next{op, *g, op.has_kernel() ? whole_numbers(plane_shape(g->kernel()), 2) : Tensor(), {}};
      if (op.switches != SwitchUse::none) {
        Pooled pooled = max_pool(whole_numbers(plane_shape(g->input()), 3), *g);
        if (!has_a_cell_everywhere(pooled.values)) continue;
        next.switches = std::move(pooled.switches);
      }
      all.push_back(std::move(next));
    }
  }
  return all;
}

std::string text(const Case& c) {
  return std::string(c.op.id) + " " + plane_shape(c.g.input()).text() + " k " + plane_shape(c.g.kernel()).text() + " o " +
         plane_shape(c.g.output()).text();
}

// M found by the operator: a column for each impulse.
Rows probed(const Case& c) {
  Tensor impulse(plane_shape(c.from()));
  Rows m(c.apply(impulse).size(), std::vector<float>(impulse.size()));
  for (std::int64_t column = 0; column < impulse.size(); ++column) {
    impulse.data()[column] = 1;
    const Tensor y = c.apply(impulse);
    for (std::int64_t t = 0; t < y.size(); ++t) m[t][column] = y.data()[t];
    impulse.data()[column] = 0;
  }
  return m;
}

TEST(MatrixRows, OfEveryOperatorAreWhatItDoes) {
  std::map<std::string_view, int> tried;
  for (const Case& c : cases()) {
    SCOPED_TRACE(text(c));
    const LinearMap map = c.map();
    const Rows wanted = probed(c);
    ASSERT_EQ(map.to().area(), std::ssize(wanted));
    for (std::int64_t t = 0; t < map.to().area(); ++t) {
      std::vector<float> found(map.from().area());
      for (const RowEntry& e : map.row(t)) {
        ASSERT_EQ(e.column, map.from().contains(e.cell) ? map.from().index_of(e.cell) : -1);
        if (e.column >= 0) found[e.column] += e.weight;
      }
      for (std::size_t column = 0; column < found.size(); ++column) ASSERT_NEAR(found[column], wanted[t][column], 1e-6) << t;
    }
    ++tried[c.op.id];
  }
  for (const Operator& op : operator_table()) EXPECT_TRUE(!has_matrix(op) || tried[op.id] > 40) << op.id << " " << tried[op.id];
}

void expect_same(const Csr& found, const Csr& wanted) {
  EXPECT_EQ(found.rows, wanted.rows);
  EXPECT_EQ(found.cols, wanted.cols);
  EXPECT_EQ(found.row_start, wanted.row_start);
  EXPECT_EQ(found.col, wanted.col);
  EXPECT_EQ(found.value, wanted.value);
}

// However it is filled, a weight of 0 included.
TEST(MatrixRows, AreTheStoredMatrixEntryForEntry) {
  for (Case c : cases()) {
    SCOPED_TRACE(text(c));
    if (c.op.has_kernel()) c.kernel.data()[0] = 0;
    const LinearMap map = c.map();
    const Csr rows = map.matrix_of_rows();
    expect_same(map.matrix(Side::c).value(), rows);
    expect_same(map.matrix(Side::c_transposed).value(), transposed(rows));
    EXPECT_EQ(map.nonzeros(), rows.nonzeros());
    for (std::int64_t t = 0; t < rows.rows; ++t)
      EXPECT_TRUE(std::is_sorted(rows.col.begin() + rows.row_start[t], rows.col.begin() + rows.row_start[t + 1], std::less_equal<>()));
  }
}

void expect_same(const Step& found, const Step& wanted) {
  EXPECT_EQ(found.output, wanted.output);
  EXPECT_EQ(found.value, wanted.value);
  ASSERT_EQ(found.terms.size(), wanted.terms.size());
  for (std::size_t n = 0; n < found.terms.size(); ++n) {
    const Term &a = found.terms[n], &b = wanted.terms[n];
    EXPECT_TRUE(a.weight == b.weight && a.input == b.input && a.padding == b.padding && a.column == b.column && a.x == b.x && a.w == b.w &&
                a.product == b.product && a.running_sum == b.running_sum);
  }
}

TEST(MatrixRows, MakeTheStepsOfBothTraces) {
  for (const Case& c : cases(7)) {
    if (!c.op.has_kernel()) continue;
    const LinearMap map = c.map();
    const Tensor x = whole_numbers(plane_shape(map.from()), 5);
    for (std::int64_t t = 0; t < map.to().area(); ++t)
      expect_same(map.step(t, x), c.op.transposed ? TransposeTrace(c.g, x, c.kernel).gather(t) : Trace(c.g, x, c.kernel).step(t));
  }
}

// Padding has no cell, and keeps the weight that is multiplied by 0.
TEST(MatrixRows, OfAConvolutionHaveTheTapsOnThePadding) {
  const Geometry g = test::sizes(square(2, 2, 1, 1));
  const auto row = LinearMap::make(OpKind::conv, g, {}, Tensor::plane({2, 2}, {1, 2, 3, 4})).value().row(1);
  ASSERT_EQ(row.size(), 4u);
  EXPECT_EQ(row[0].cell, (Cell{-1, 0}));
  EXPECT_THAT((std::vector{row[0].column, row[1].column, row[2].column, row[3].column}), ElementsAre(-1, -1, 0, 1));
  EXPECT_THAT((std::vector{row[0].weight, row[1].weight, row[2].weight, row[3].weight}), ElementsAre(1, 2, 3, 4));
}

// One cell over three: the last one lies between the cell and itself, so that both taps are one entry.
TEST(MatrixRows, TapsOfOneCellAreOneEntry) {
  const Geometry g = resolve_upsample({.i = {1, 1}, .s = {1, 2}}).value();
  std::vector<RowEntry> taps;
  add_taps_of_bilinear({g, {}, {}, {}}, {0, 1}, taps);
  ASSERT_EQ(taps.size(), 2u);
  EXPECT_EQ(taps[0].weight, 0.75f);
  EXPECT_EQ(taps[1].weight, 0.25f);
  EXPECT_EQ(taps[1].column, 0);
  const auto row = merged(taps);
  ASSERT_EQ(row.size(), 1u);
  EXPECT_EQ(row[0].weight, 1);
  EXPECT_EQ(LinearMap::make(OpKind::upsample_bilinear, g).value().matrix(Side::c)->nonzeros(), 2);
}

TEST(MatrixRows, MergedKeepsTheOrderAndThePadding) {
  const auto row =
      merged({{{0, 0}, {0, 3}, 3, 1}, {{0, 1}, {0, -1}, -1, 2}, {{0, 2}, {0, 1}, 1, 4}, {{1, 0}, {0, -1}, -1, 8}, {{1, 1}, {0, 3}, 3, 16}});
  ASSERT_EQ(row.size(), 4u);
  EXPECT_THAT((std::vector{row[0].column, row[1].column, row[2].column, row[3].column}), ElementsAre(3, -1, 1, -1));
  EXPECT_EQ(row[0].weight, 17);
}

TEST(LinearMap, NeedsAKernelOfItsSize) {
  const Geometry g = test::sizes(square(4, 3, 1, 0));
  EXPECT_EQ(LinearMap::make(OpKind::conv, g, {}, Tensor(Shape{1, 1, 2, 3})).error(),
            (Error{ErrorCode::shape_mismatch, {"kernel", "1x1x2x3", "1x1x3x3"}}));
}

TEST(LinearMap, OfAnySizeAnswersAtOnce) {
  const Geometry g = test::sizes(square(4096, 3, 1, 1));
  const auto ct = LinearMap::make(OpKind::conv_transpose, g, {}, Tensor::plane({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9})).value();
  EXPECT_EQ(ct.to().area(), 16777216);
  const auto row = ct.row(16777215);
  ASSERT_EQ(row.size(), 4u);
  EXPECT_EQ(row.back().column, 16777215);
  EXPECT_EQ(row.back().weight, 5);
  EXPECT_EQ(row.front().weight, 9);
}

}  // namespace
}  // namespace deconvlab
