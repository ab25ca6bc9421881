// conv and both of its gradients against what PyTorch computed: tests/golden/generate.py describes the file and the operands.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/operators.h"
#include "support.h"

namespace deconvlab {
namespace {

Tensor operand(Shape shape, std::uint32_t seed) {
  Tensor tensor(shape);
  std::uint32_t n = 0;
  for (float& v : tensor.data()) {
    const std::uint32_t product = n++ * 2654435761u + seed * 2246822519u + 374761393u;
    v = static_cast<float>(static_cast<int>((product >> 16) % 9) - 4);
  }
  return tensor;
}

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

}  // namespace
}  // namespace deconvlab
