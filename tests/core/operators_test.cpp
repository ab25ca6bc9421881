// The three passes of a convolution against hand-computed numbers, a convolution written apart, and each other.
#include "core/operators/operators.h"

#include <gtest/gtest.h>

#include "core/cpu/cpu_device.h"
#include "core/operators/kernels.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::dot;
using test::sizes;
using test::square;
using test::whole_numbers;

Tensor counting(Extent size, float first = 0) {
  Tensor plane(Shape{1, 1, size.h, size.w});
  for (float& v : plane.data()) v = first++;
  return plane;
}

// Operands of one geometry with N = 2, C = 3, O = 2.
struct Case {
  Geometry g;
  Tensor x, w, dy;

  explicit Case(const Params& params)
      : g(sizes(params)),
        x(whole_numbers({2, 3, g.h.i, g.w.i}, 1)),
        w(whole_numbers({2, 3, g.h.k, g.w.k}, 2)),
        dy(whole_numbers({2, 2, g.h.o, g.w.o}, 3)) {}
};

TEST(Conv, AgreesWithPaddingSpreadingAndSliding) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Case c(params);
    const Tensor y = conv(c.x, c.w, c.g);
    ASSERT_EQ(y.shape(), c.dy.shape());
    for (std::int64_t n = 0; n < 2; ++n) {
      for (std::int64_t o = 0; o < 2; ++o) {
        test::Rows sum(c.g.h.o, std::vector<float>(c.g.w.o, 0));
        for (std::int64_t in = 0; in < 3; ++in) {
          const test::Rows part = test::slide(test::rows_of(c.x, n, in), test::rows_of(c.w, o, in), params);
          for (std::int64_t r = 0; r < c.g.h.o; ++r) {
            for (std::int64_t col = 0; col < c.g.w.o; ++col) sum[r][col] += part[r][col];
          }
        }
        EXPECT_EQ(test::rows_of(y, n, o), sum);
      }
    }
  }
}

// <C x, y> = <x, Ct y>, exactly: the operands are whole numbers.
TEST(ConvInputGrad, IsTheAdjointOfConv) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    const Case c(params);
    const Tensor dx = conv_input_grad(c.dy, c.w, c.g);
    ASSERT_EQ(dx.shape(), c.x.shape());
    EXPECT_EQ(dot(conv(c.x, c.w, c.g), c.dy), dot(c.x, dx));
  }
}

// dL/dx of L = <conv(x, w), dy> by moving one cell of x at a time; exact, since conv is linear and the numbers whole.
TEST(ConvInputGrad, AgreesWithFiniteDifferences) {
  for (std::size_t n = 0; n < test::sweep().size(); n += 12) {
    SCOPED_TRACE(test::text(test::sweep()[n]));
    Case c(test::sweep()[n]);
    const float loss = dot(conv(c.x, c.w, c.g), c.dy);
    const Tensor dx = conv_input_grad(c.dy, c.w, c.g);
    for (std::int64_t cell = 0; cell < c.x.size(); ++cell) {
      c.x.data()[cell] += 1;
      EXPECT_EQ(dot(conv(c.x, c.w, c.g), c.dy) - loss, dx.data()[cell]) << "cell " << cell;
      c.x.data()[cell] -= 1;
    }
  }
}

TEST(ConvKernelGrad, AgreesWithFiniteDifferences) {
  for (const Params& params : test::sweep()) {
    SCOPED_TRACE(test::text(params));
    Case c(params);
    const float loss = dot(conv(c.x, c.w, c.g), c.dy);
    const Tensor dw = conv_kernel_grad(c.x, c.dy, c.g);
    ASSERT_EQ(dw.shape(), c.w.shape());
    for (std::int64_t cell = 0; cell < c.w.size(); ++cell) {
      c.w.data()[cell] += 1;
      EXPECT_EQ(dot(conv(c.x, c.w, c.g), c.dy) - loss, dw.data()[cell]) << "weight " << cell;
      c.w.data()[cell] -= 1;
    }
  }
}

TEST(Conv, TheTransposeDoesNotUndoIt) {
  const Geometry g = sizes(square(3, 2, 1, 0));
  const Tensor w = Tensor::plane({2, 2}, {1, 2, 3, 4});
  const Tensor y = conv(counting({3, 3}), w, g);
  EXPECT_EQ(y, Tensor::plane({2, 2}, {27, 37, 57, 67}));
  EXPECT_EQ(conv_input_grad(y, w, g), Tensor::plane({3, 3}, {27, 91, 74, 138, 400, 282, 171, 429, 268}));
}

// The transpose drawn as a direct convolution over the padded input needs the kernel turned by 180 degrees.
TEST(Conv, TheTransposeIsADirectConvolutionWithTheKernelTurned) {
  const Tensor x = Tensor::plane({2, 2}, {0, 1, 2, 3});
  const Tensor right = Tensor::plane({3, 3}, {0, 0, 1, 0, 4, 6, 4, 12, 9});
  EXPECT_EQ(conv_input_grad(x, x, sizes(square(3, 2, 1, 0))), right);
  Params direct = square(2, 2, 1, 1);
  EXPECT_EQ(conv(x, x, sizes(direct)), Tensor::plane({3, 3}, {0, 3, 2, 6, 14, 6, 2, 3, 0}));
  direct.flip = true;
  EXPECT_EQ(conv(x, x, sizes(direct)), right);
}

TEST(ConvInputGrad, OutputPaddingUncoversRealValues) {
  const Geometry g = sizes(square(2, 3, 2, 1));
  ASSERT_EQ(g.h.remainder, 1);
  const Tensor one(Shape{1, 1, 1, 1}, 1);
  EXPECT_EQ(conv_input_grad(one, counting({3, 3}, 1), g), Tensor::plane({2, 2}, {5, 6, 8, 9}));
}

TEST(ConvInputGrad, OutputPaddingBeyondPGetsNoContribution) {
  const Params line{.i = {1, 8}, .k = {1, 3}, .s = {1, 2}};
  const Tensor ones(Shape{1, 1, 1, 3}, 1);
  EXPECT_EQ(conv_input_grad(ones, ones, sizes(line)), Tensor::plane({1, 8}, {1, 1, 2, 1, 2, 1, 1, 0}));
}

TEST(ConvInputGrad, OverlapIsUnevenWhereTheStrideDoesNotDivideTheKernel) {
  const auto overlap = [](std::int64_t i, std::int64_t k) {
    const Geometry g = sizes(square(i, k, 2, 0));
    return conv_input_grad(Tensor(Shape{1, 1, g.h.o, g.w.o}, 1), Tensor(Shape{1, 1, k, k}, 1), g);
  };
  const Tensor uneven = overlap(9, 3);
  EXPECT_EQ(uneven.at({3, 3}), 1);
  EXPECT_EQ(uneven.at({3, 4}), 2);
  EXPECT_EQ(uneven.at({4, 4}), 4);
  const Tensor even = overlap(10, 4);
  for (std::int64_t n = 2; n < 8; ++n) EXPECT_EQ(even.at({n, 5}), 4) << n;
}

TEST(ConvInputGrad, BilinearFadesAtTheBorder) {
  const Geometry g = sizes(square(8, 4, 2, 1));
  const Tensor y = conv_input_grad(Tensor(Shape{1, 1, 4, 4}, 1), make_kernel("bilinear", {4, 4}).value(), g);
  EXPECT_EQ(y.at({0, 0}), 0.5625f);
  EXPECT_EQ(y.at({0, 3}), 0.75f);
  EXPECT_EQ(y.at({7, 4}), 0.75f);
  EXPECT_EQ(y.at({3, 4}), 1);
}

TEST(ConvInputGrad, AKernelOfOnesAsWideAsTheStrideCopies) {
  const Tensor y = conv_input_grad(counting({2, 2}), Tensor(Shape{1, 1, 2, 2}, 1), sizes(square(4, 2, 2, 0)));
  EXPECT_EQ(y, Tensor::plane({4, 4}, {0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3}));
}

TEST(OperatorTable, FindsEachByItsId) {
  for (const Operator& op : operator_table()) {
    EXPECT_EQ(find_operator(op.id).value(), &op);
    EXPECT_EQ(&operator_of(op.kind), &op);
  }
  EXPECT_EQ(find_operator("conv").value()->kind, OpKind::conv);
  const Error error = find_operator("convolve").error();
  EXPECT_EQ(error, (Error{ErrorCode::unknown_name, {"operator", "convolve", operator_ids(kAllOperators.has)}}));
  EXPECT_TRUE(error.args[2].starts_with("conv, conv-input-grad, conv-kernel-grad, conv-transpose, ")) << error.args[2];
}

TEST(CpuDevice, RunsEveryOperator) {
  const Case c(square(6, 3, 2, 1));
  CpuDevice cpu;
  EXPECT_EQ(cpu.run(OpKind::conv, c.x, c.w, c.g).value(), conv(c.x, c.w, c.g));
  EXPECT_EQ(cpu.run(OpKind::conv_input_grad, c.dy, c.w, c.g).value(), conv_input_grad(c.dy, c.w, c.g));
  EXPECT_EQ(cpu.run(OpKind::conv_kernel_grad, c.x, c.dy, c.g).value(), conv_kernel_grad(c.x, c.dy, c.g));
  EXPECT_FALSE(cpu.is_software_gpu());
}

TEST(CpuDevice, RefusesShapesThatDoNotFitWithBothShapes) {
  const Case c(square(6, 3, 2, 1));
  CpuDevice cpu;
  const Tensor wrong(Shape{2, 4, 3, 3});
  EXPECT_EQ(cpu.run(OpKind::conv, c.x, wrong, c.g).error(), (Error{ErrorCode::shape_mismatch, {"kernel", "2x4x3x3", "2x3x3x3"}}));
  EXPECT_EQ(cpu.run(OpKind::conv, c.dy, c.w, c.g).error(), (Error{ErrorCode::shape_mismatch, {"input", "2x2x3x3", "2x2x6x6"}}));
  EXPECT_EQ(cpu.run(OpKind::conv_input_grad, c.x, c.w, c.g).error().code, ErrorCode::shape_mismatch);
  EXPECT_EQ(cpu.run(OpKind::conv_kernel_grad, c.x, c.x, c.g).error().code, ErrorCode::shape_mismatch);
}

}  // namespace
}  // namespace deconvlab
