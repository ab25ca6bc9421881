// Operators against what PyTorch computed: tests/golden/generate.py describes the files and the operands.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

#include "core/matrix/sparse.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/operators.h"
#include "support.h"

namespace deconvlab {
namespace {

using test::checksum;
using test::operand;

struct Golden {
  std::int64_t n = 0, c = 0, o = 0;
  Params params;
};

std::istream& operator>>(std::istream& in, Extent& e) { return in >> e.h >> e.w; }

std::istream& operator>>(std::istream& in, Golden& g) {
  Params& p = g.params;
  return in >> g.n >> g.c >> g.o >> p.i >> p.k >> p.s >> p.p >> p.d >> p.flip;
}

Tensor read(std::istream& in, Shape shape) {
  Tensor tensor(shape);
  for (float& v : tensor.data()) in >> v;
  return tensor;
}

TEST(Golden, AgreesWithPyTorchExactly) {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "conv.txt");
  ASSERT_TRUE(file.is_open());
  std::uint32_t number = 0;
  for (Golden golden; file >> golden; ++number) {
    SCOPED_TRACE(test::text(golden.params));
    const Geometry g = test::sizes(golden.params);
    const Shape y_shape{golden.n, golden.o, g.h.o, g.w.o};
    const Tensor x = operand({golden.n, golden.c, g.h.i, g.w.i}, 3 * number);
    const Tensor w = operand({golden.o, golden.c, g.h.k, g.w.k}, 3 * number + 1);
    const Tensor dy = operand(y_shape, 3 * number + 2);
    EXPECT_EQ(conv(x, w, g), read(file, y_shape));
    EXPECT_EQ(conv_input_grad(dy, w, g), read(file, x.shape()));
    EXPECT_EQ(conv_kernel_grad(x, dy, g), read(file, w.shape()));
    ASSERT_TRUE(file.good());
  }
  EXPECT_TRUE(file.eof());
  EXPECT_EQ(number, 400u);
}

struct Case {
  std::string kind, y, dx, dw;
  std::int64_t n = 0, c = 0, o = 0;
  Params params;
  Extent result;

  bool transposed() const { return kind == "transpose"; }
};

std::istream& operator>>(std::istream& in, Case& of) {
  Params& p = of.params;
  in >> of.kind >> of.n >> of.c >> of.o >> p.groups >> p.i >> p.k >> p.s >> p.p >> p.d >> p.a;
  return in >> of.result >> of.y >> of.dx >> of.dw;
}

std::vector<Case> sweep_cases() {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "sweep.txt");
  std::vector<Case> cases;
  for (Case next; file >> next;) cases.push_back(next);
  return cases;
}

double dot(const Tensor& a, const Tensor& b) { return std::inner_product(a.data().begin(), a.data().end(), b.data().begin(), 0.0); }

// Entry after entry of C in the order of its rows is, in every row of Ct, the next one.
void expect_transposes(const Geometry& g) {
  const Tensor w = operand({1, 1, g.h.k, g.w.k}, 1);
  const Csr c = build_matrix(g, w, Side::c).value();
  const Csr ct = build_matrix(g, w, Side::c_transposed).value();
  std::vector<std::int64_t> next(ct.row_start.begin(), ct.row_start.end() - 1);
  ASSERT_EQ(c.nonzeros(), ct.nonzeros());
  for (std::int64_t row = 0; row < c.rows; ++row) {
    for (std::int64_t at = c.row_start[row]; at < c.row_start[row + 1]; ++at) {
      const std::int64_t there = next[c.col[at]]++;
      ASSERT_LT(there, ct.row_start[c.col[at] + 1]);
      ASSERT_EQ(ct.col[there], row);
      ASSERT_EQ(ct.value[there], c.value[at]);
    }
  }
}

void check_conv(const Case& of, const Geometry& g, std::uint32_t number) {
  const Tensor x = operand({of.n, of.c, g.h.i, g.w.i}, 3 * number);
  const Tensor w = operand({of.o, of.c / g.groups, g.h.k, g.w.k}, 3 * number + 1);
  const Tensor dy = operand({of.n, of.o, g.h.o, g.w.o}, 3 * number + 2);
  const Tensor y = conv(x, w, g);
  const Tensor dx = conv_input_grad(dy, w, g);
  EXPECT_EQ(checksum(y), of.y);
  EXPECT_EQ(checksum(dx), of.dx);
  EXPECT_EQ(checksum(conv_kernel_grad(x, dy, g)), of.dw);
  EXPECT_EQ(dot(y, dy), dot(x, dx));
}

void check_transposed(const Case& of, const Geometry& g, std::uint32_t number) {
  const Tensor x = operand({of.n, of.c, g.h.o, g.w.o}, 3 * number);
  const Tensor w = operand({of.c, of.o / g.groups, g.h.k, g.w.k}, 3 * number + 1);
  const Tensor dy = operand({of.n, of.o, g.h.i, g.w.i}, 3 * number + 2);
  const Tensor dx = conv_transpose_input_grad(dy, w, g);
  for (const TransposeWay& way : transpose_ways()) {
    const Tensor y = way.apply(x, w, g);
    EXPECT_EQ(checksum(y), of.y) << way.id;
    EXPECT_EQ(dot(y, dy), dot(x, dx)) << way.id;
  }
  EXPECT_EQ(checksum(dx), of.dx);
  EXPECT_EQ(checksum(conv_transpose_kernel_grad(x, dy, g)), of.dw);
}

TEST(Golden, SweepOfBothConvolutionsAgreesExactly) {
  std::uint32_t number = 0, transposed = 0;
  for (const Case& of : sweep_cases()) {
    SCOPED_TRACE(of.kind + " " + test::text(of.params) + fmt::format(" a {}x{} groups {}", of.params.a.h, of.params.a.w, of.params.groups));
    const auto resolved = of.transposed() ? resolve_transposed(of.params) : resolve(of.params);
    ASSERT_TRUE(resolved);
    EXPECT_EQ(of.transposed() ? resolved->input() : resolved->output(), of.result);
    of.transposed() ? check_transposed(of, *resolved, number) : check_conv(of, *resolved, number);
    expect_transposes(*resolved);
    transposed += of.transposed();
    ++number;
  }
  EXPECT_EQ(number, 4400u);
  EXPECT_EQ(transposed, 2200u);
}

}  // namespace
}  // namespace deconvlab
