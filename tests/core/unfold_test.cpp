// im2col of several channels against what PyTorch's unfold gave, and its products against the convolution.
#include "core/matrix/unfold.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/operators/operators.h"
#include "tests/core/support.h"

namespace deconvlab {
namespace {

std::istream& operator>>(std::istream& in, Extent& e) { return in >> e.h >> e.w; }

TEST(Unfold, AgreesWithPyTorchExactly) {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR) / "golden" / "unfold.txt");
  ASSERT_TRUE(file.is_open());
  std::int64_t channels = 0;
  std::uint32_t number = 0;
  for (Params p; file >> channels >> p.i >> p.k >> p.s >> p.p >> p.d; ++number) {
    SCOPED_TRACE(test::text(p));
    const Geometry g = test::sizes(p);
    const Tensor patches = unfold(test::operand({1, channels, g.h.i, g.w.i}, number), g);
    ASSERT_EQ(patches.shape(), (Shape{1, 1, channels * g.kernel().area(), g.output().area()}));
    for (const float found : patches.data()) {
      float wanted = 0;
      file >> wanted;
      ASSERT_EQ(found, wanted);
    }
  }
  EXPECT_EQ(number, 60u);
}

TEST(Unfold, TimesTheWeightsOfAGroupIsItsConvolution) {
  int n = 0;
  for (Params params : test::sweep()) {
    if (++n % 4 != 0) continue;
    params.groups = n % 3 + 1;
    const Geometry g = test::sizes(params);
    SCOPED_TRACE(test::text(params));
    const Tensor w = test::whole_numbers({2 * g.groups, 2, g.h.k, g.w.k}, 1), x = test::whole_numbers({1, 2 * g.groups, g.h.i, g.w.i}, 2);
    const Tensor patches = unfold(x, g);
    Tensor y(Shape{1, 2 * g.groups, g.h.o, g.w.o});
    for (std::int64_t o = 0; o < w.shape().n; ++o) {
      for (std::int64_t row = 0; row < patches.shape().h; ++row)
        for (std::int64_t t = 0; t < g.output().area(); ++t)
          y.plane(0, o)[t] += w.data()[o * patches.shape().h + row] * patches.at(0, o / 2, row, t);
    }
    EXPECT_EQ(y, conv(x, w, g));
  }
}

}  // namespace
}  // namespace deconvlab
