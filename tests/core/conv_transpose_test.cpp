// The four ways of the transposed convolution against stamping written apart, hand numbers, and C's adjoint.
#include "core/operators/conv_transpose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/matrix/sparse.h"
#include "core/operators/operators.h"
#include "core/operators/pool.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::square;
using test::whole_numbers;

// Transposed geometries: i' up to 6, p up to beyond the kernel, d up to 3, every output padding that PyTorch takes.
std::vector<Params> transposed_sweep() {
  std::mt19937 random(11);
  const auto pick = [&](std::int64_t low, std::int64_t high) { return low + static_cast<std::int64_t>(random() % (high - low + 1)); };
  std::vector<Params> all;
  while (all.size() < 300) {
    Params p{.i = {pick(1, 6), pick(1, 6)}, .k = {pick(1, 4), pick(1, 4)}, .s = {pick(1, 4), pick(1, 4)}};
    p.p = {pick(0, 4), pick(0, 4)};
    p.d = {pick(1, 3), pick(1, 3)};
    p.a = {pick(0, std::max(p.s.h, p.d.h) - 1), pick(0, std::max(p.s.w, p.d.w) - 1)};
    p.flip = all.size() % 3 == 0;
    p.groups = pick(1, 2);
    if (resolve_transposed(p)) all.push_back(p);
  }
  return all;
}

// Stamps on a grid large enough for all of them, then cuts p off at the top and left and what is too much at the bottom and right.
Tensor stamp(const Tensor& x, const Tensor& w, const Params& p) {
  const Shape& xs = x.shape();
  const std::int64_t per_group = w.shape().c;
  const auto side = [](std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t d, std::int64_t a) {
    return s * (i - 1) + d * (k - 1) + 1 + a;
  };
  const Extent full{side(p.i.h, p.k.h, p.s.h, p.d.h, p.a.h), side(p.i.w, p.k.w, p.s.w, p.d.w, p.a.w)};
  Tensor grid({xs.n, per_group * p.groups, full.h, full.w});
  for (std::int64_t n = 0; n < xs.n; ++n) {
    for (std::int64_t c = 0; c < xs.c; ++c) {
      const std::int64_t group = c / (xs.c / p.groups);
      for (std::int64_t o = 0; o < per_group; ++o) {
        for (std::int64_t cell = 0; cell < p.i.area() * p.k.area(); ++cell) {
          const Cell in{cell / p.k.area() / p.i.w, cell / p.k.area() % p.i.w};
          const Cell tap{cell % p.k.area() / p.k.w, cell % p.k.w};
          const Cell weight = p.flip ? Cell{p.k.h - 1 - tap.row, p.k.w - 1 - tap.col} : tap;
          grid.at(n, group * per_group + o, in.row * p.s.h + tap.row * p.d.h, in.col * p.s.w + tap.col * p.d.w) +=
              x.at(n, c, in.row, in.col) * w.at(c, o, weight.row, weight.col);
        }
      }
    }
  }
  Tensor y({xs.n, grid.shape().c, full.h - 2 * p.p.h, full.w - 2 * p.p.w});
  for (std::int64_t n = 0; n < y.size(); ++n) {
    const std::int64_t plane = n / y.shape().plane().area();
    const std::int64_t row = n / y.shape().w % y.shape().h;
    y.data()[n] = grid.at(plane / y.shape().c, plane % y.shape().c, row + p.p.h, n % y.shape().w + p.p.w);
  }
  return y;
}

TEST(ConvTranspose, EveryWayIsStamping) {
  for (const Params& params : transposed_sweep()) {
    const Geometry g = resolve_transposed(params).value();
    const Tensor x = whole_numbers({2, 2 * params.groups, params.i.h, params.i.w}, 1);
    const Tensor w = whole_numbers({2 * params.groups, 3, params.k.h, params.k.w}, 2);
    const Tensor expected = stamp(x, w, params);
    for (const TransposeWay& way : transpose_ways()) {
      SCOPED_TRACE(test::text(params) + " " + std::string(way.id));
      EXPECT_EQ(way.apply(x, w, g), expected);
    }
  }
}

// All add up in the same order, so that fractions agree as well.
TEST(ConvTranspose, WaysAgreeToTheLastBitOnFractions) {
  for (const Params& params : transposed_sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = resolve_transposed(params).value();
    Tensor x = whole_numbers({1, params.groups, params.i.h, params.i.w}, 1);
    Tensor w = whole_numbers({params.groups, 1, params.k.h, params.k.w}, 2);
    for (float& v : x.data()) v *= 0.1f;
    for (float& v : w.data()) v *= 0.3f;
    for (const TransposeWay& way : transpose_ways()) EXPECT_EQ(way.apply(x, w, g), conv_transpose(x, w, g)) << way.id;
  }
}

TEST(ConvTranspose, AdjointAndBothGradients) {
  for (const Params& params : transposed_sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = resolve_transposed(params).value();
    const Tensor x = whole_numbers({2, 2 * params.groups, params.i.h, params.i.w}, 1);
    const Tensor w = whole_numbers({2 * params.groups, 3, params.k.h, params.k.w}, 2);
    const Tensor y = conv_transpose(x, w, g);
    const Tensor dy = whole_numbers(y.shape(), 3);
    const float product = test::dot(dy, y);  // linear in x and in w
    EXPECT_EQ(test::dot(conv_transpose_input_grad(dy, w, g), x), product);
    EXPECT_EQ(test::dot(conv_transpose_kernel_grad(x, dy, g), w), product);
  }
}

TEST(ConvTranspose, IsTheProductWithCTransposed) {
  for (const Params& params : transposed_sweep()) {
    SCOPED_TRACE(test::text(params));
    Params single = params;
    single.groups = 1;
    const Geometry g = resolve_transposed(single).value();
    const Tensor x = whole_numbers({1, 1, params.i.h, params.i.w}, 1);
    const Tensor w = whole_numbers({1, 1, params.k.h, params.k.w}, 2);
    const Csr ct = build_matrix(g, w, Side::c_transposed).value();
    EXPECT_EQ(Tensor::plane(g.input(), multiply(ct, x.data())), conv_transpose(x, w, g));
    const Csr c = build_matrix(g, w, Side::c).value();
    const Tensor y = whole_numbers({1, 1, g.h.i, g.w.i}, 3);
    EXPECT_EQ(Tensor::plane(g.output(), multiply(c, y.data())), conv(y, w, g));
    EXPECT_EQ(c.nonzeros(), g.nonzeros());
  }
}

// As the transposes of what they are called after, entry by entry.
TEST(ConvTranspose, PatternsAreTransposesOfEachOther) {
  for (const Params& params : transposed_sweep()) {
    SCOPED_TRACE(test::text(params));
    const Geometry g = resolve_transposed(params).value();
    const Tensor w = whole_numbers({1, 1, params.k.h, params.k.w}, 2);
    std::vector<std::vector<float>> c(g.output().area(), std::vector<float>(g.input().area(), 0)), ct = c;
    const auto fill = [](const Csr& m, auto&& at) {
      for (std::int64_t row = 0; row < m.rows; ++row) {
        for (std::int64_t n = m.row_start[row]; n < m.row_start[row + 1]; ++n) at(row, m.col[n]) = m.value[n];
      }
    };
    fill(build_matrix(g, w, Side::c).value(), [&](std::int64_t row, std::int64_t col) -> float& { return c[row][col]; });
    fill(build_matrix(g, w, Side::c_transposed).value(), [&](std::int64_t row, std::int64_t col) -> float& { return ct[col][row]; });
    EXPECT_EQ(c, ct);
  }
}

Params transposed(std::int64_t i, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t a = 0) {
  Params params = square(i, k, s, p);
  params.a = Extent::square(a);
  return params;
}

Tensor by_hand(const Params& params, const std::vector<float>& x, const std::vector<float>& w) {
  return conv_transpose(Tensor::plane(params.i, x), Tensor::plane(params.k, w), resolve_transposed(params).value());
}

TEST(ConvTranspose, OutputPaddingUncoversWhatThePaddingCutOff) {
  EXPECT_EQ(by_hand(transposed(1, 3, 2, 1, 1), {1}, {1, 2, 3, 4, 5, 6, 7, 8, 9}), Tensor::plane({2, 2}, {5, 6, 8, 9}));
}

TEST(ConvTranspose, CellsBeyondThePaddingGetNothing) {
  Params params{.i = {1, 3}, .k = {1, 3}, .s = {1, 2}};
  params.a = {0, 1};
  EXPECT_EQ(by_hand(params, {1, 1, 1}, {1, 1, 1}), Tensor::plane({1, 8}, {1, 1, 2, 1, 2, 1, 1, 0}));
}

TEST(ConvTranspose, DoesNotUndoTheConvolution) {
  const Tensor x = Tensor::plane({3, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8});
  const Tensor w = Tensor::plane({2, 2}, {1, 2, 3, 4});
  const Geometry g = test::sizes(square(3, 2, 1, 0));
  const Tensor y = conv(x, w, g);
  EXPECT_EQ(y, Tensor::plane({2, 2}, {27, 37, 57, 67}));
  EXPECT_EQ(conv_transpose(y, w, g), Tensor::plane({3, 3}, {27, 91, 74, 138, 400, 282, 171, 429, 268}));
}

TEST(ConvTranspose, TheKernelMustBeTurned) {
  const std::vector<float> x = {0, 1, 2, 3};
  EXPECT_EQ(by_hand(transposed(2, 2, 1, 0), x, x), Tensor::plane({3, 3}, {0, 0, 1, 0, 4, 6, 4, 12, 9}));
  Params unturned = transposed(2, 2, 1, 0);
  unturned.flip = true;
  EXPECT_EQ(by_hand(unturned, x, x), Tensor::plane({3, 3}, {0, 3, 2, 6, 14, 6, 2, 3, 0}));
}

TEST(ConvTranspose, BilinearFadesAtTheBorder) {
  const std::vector<float> w = {1, 3, 3, 1, 3, 9, 9, 3, 3, 9, 9, 3, 1, 3, 3, 1};
  const Tensor y = by_hand(transposed(3, 4, 2, 1), std::vector<float>(9, 1.0f / 16), w);
  EXPECT_EQ(y.at({0, 0}), 0.5625f);
  EXPECT_EQ(y.at({0, 2}), 0.75f);
  EXPECT_EQ(y.at({2, 2}), 1);
}

// Of the full result, 33 wide, SAME cuts nothing at the left and 1 at the right; p = 1, a = 1 cuts 1 at the left and nothing at the right.
TEST(ConvTranspose, SameIsShiftedByOneCell) {
  Params full{.i = {1, 16}, .k = {1, 3}, .s = {1, 2}};
  Params same = full;
  same.padding = Padding::same;
  Params pytorch = full;
  pytorch.p = {0, 1};
  pytorch.a = {0, 1};
  const Tensor x = whole_numbers({1, 1, 1, 16}, 5);
  const Tensor w = whole_numbers({1, 1, 1, 3}, 6);
  const auto values = [&](const Params& params) {
    const Tensor y = conv_transpose(x, w, resolve_transposed(params).value());
    return std::vector<float>(y.data().begin(), y.data().end());
  };
  const std::vector<float> all = values(full);
  ASSERT_EQ(all.size(), 33u);
  EXPECT_EQ(values(same), std::vector<float>(all.begin(), all.end() - 1));
  EXPECT_EQ(values(pytorch), std::vector<float>(all.begin() + 1, all.end()));
}

TEST(ZeroInsert, PutsZerosBetweenAndAtTheEnd) {
  Params params{.i = {2, 2}, .s = {2, 3}};
  params.a = {1, 2};
  const Geometry g = resolve_zero_insert(params).value();
  const Tensor y = zero_insert(Tensor::plane({2, 2}, {1, 2, 3, 4}), g);
  EXPECT_EQ(y, Tensor::plane({4, 6}, {1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(y.shape().plane(), g.input());
}

TEST(Crop, TakesTheCellsFromTheOffsetOn) {
  Params params{.i = {3, 4}, .p = {1, 0}};
  params.output = Extent{2, 3};
  const Tensor x = Tensor::plane({3, 4}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  EXPECT_EQ(crop(x, resolve_crop(params).value()), Tensor::plane({2, 3}, {4, 5, 6, 8, 9, 10}));
}

// Part n of `of`, cut along its first two dimensions into planes.
Tensor planes(const Tensor& of, Shape shape, std::int64_t part) {
  const auto begin = of.data().begin() + part * shape.size();
  return Tensor(shape, std::vector<float>(begin, begin + shape.size()));
}

TEST(Groups, AreConvolutionsSideBySide) {
  Params params{.i = {5, 4}, .k = {3, 2}, .s = {2, 1}, .p = {1, 1}};
  const Geometry one = resolve(params).value();
  params.groups = 2;
  const Tensor x = whole_numbers({1, 4, 5, 4}, 1);
  const Tensor w = whole_numbers({6, 2, 3, 2}, 2);
  const Tensor y = conv(x, w, resolve(params).value());
  ASSERT_EQ(y.shape(), (Shape{1, 6, one.h.o, one.w.o}));
  for (std::int64_t group = 0; group < 2; ++group) {
    const Tensor part = conv(planes(x, {1, 2, 5, 4}, group), planes(w, {3, 2, 3, 2}, group), one);
    EXPECT_EQ(part, planes(y, {1, 3, one.h.o, one.w.o}, group)) << group;
  }
}

TEST(Groups, MustDivideTheChannels) {
  Params params = square(5, 3, 1, 0);
  params.groups = 2;
  const Geometry g = resolve(params).value();
  const auto check = [&](OpKind kind, Shape first, Shape second) {
    const auto ok = check_shapes(operator_of(kind), Tensor(first), Tensor(second), g);
    return ok ? Error{} : ok.error();
  };
  EXPECT_EQ(check(OpKind::conv, {1, 3, 5, 5}, {2, 1, 3, 3}), (Error{ErrorCode::groups_do_not_divide, {"input", "3", "2"}}));
  EXPECT_EQ(check(OpKind::conv, {1, 4, 5, 5}, {3, 2, 3, 3}), (Error{ErrorCode::groups_do_not_divide, {"kernel", "3", "2"}}));
  EXPECT_EQ(check(OpKind::conv, {1, 4, 5, 5}, {2, 4, 3, 3}), (Error{ErrorCode::shape_mismatch, {"kernel", "2x4x3x3", "2x2x3x3"}}));
  EXPECT_EQ(check(OpKind::conv, {1, 4, 5, 5}, {2, 2, 3, 3}), Error{});
  EXPECT_EQ(check(OpKind::conv_transpose, {1, 3, 3, 3}, {3, 2, 3, 3}), (Error{ErrorCode::groups_do_not_divide, {"input", "3", "2"}}));
  EXPECT_EQ(check(OpKind::conv_transpose, {1, 4, 3, 3}, {4, 2, 3, 3}), Error{});
  EXPECT_EQ(check(OpKind::conv_transpose_kernel_grad, {1, 4, 3, 3}, {1, 3, 5, 5}),
            (Error{ErrorCode::groups_do_not_divide, {"output gradient", "3", "2"}}));
}

// Every operator's result is of the shape that result_shape foretells.
TEST(OperatorTable, ForetellsTheShapesOfResults) {
  for (const Operator& op : operator_table()) {
    SCOPED_TRACE(op.id);
    Params params = square(5, 3, 2, 1);
    params.groups = 2;
    const Geometry g = op.resolve(params).value();
    const bool back = op.kind == OpKind::conv_transpose || op.second == Operand::switches ||
                      (op.transposed && op.second == Operand::none) || op.kind == OpKind::conv_input_grad ||
                      op.kind == OpKind::conv_transpose_kernel_grad;
    const Tensor first(back ? Shape{3, 4, g.h.o, g.w.o} : Shape{3, 4, g.h.i, g.w.i});
    const bool grad = op.second == Operand::output_grad;
    const Tensor second(op.second == Operand::switches ? first.shape()
                        : grad                         ? (back ? Shape{3, 6, g.h.i, g.w.i} : Shape{3, 6, g.h.o, g.w.o})
                        : op.kind == OpKind::conv || op.kind == OpKind::conv_transpose_input_grad ? Shape{6, 2, 3, 3}
                                                                                                  : Shape{4, 3, 3, 3});
    ASSERT_TRUE(check_shapes(op, first, second, g));
    const Shape made = op.kind == OpKind::max_pool_switches ? max_pool(first, g).switches.shape()
                       : op.kind == OpKind::max_unpool      ? max_unpool(first, Indices(second.shape()), g).shape()
                                                            : op.apply(first, second, g).shape();
    EXPECT_EQ(made, result_shape(op, first.shape(), second.shape(), g));
  }
}

}  // namespace
}  // namespace deconvlab
