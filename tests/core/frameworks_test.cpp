#include <gtest/gtest.h>

#include "core/frameworks/pytorch.h"

namespace deconvlab {
namespace {

TEST(PyTorch, LeavesItsDefaultsOut) { EXPECT_EQ(pytorch_line({}), "y = F.conv2d(x, w)"); }

TEST(PyTorch, NamesWhatDiffers) {
  const Params params{.s = Extent::square(2), .p = {1, 0}, .d = Extent::square(3), .flip = true};
  EXPECT_EQ(pytorch_line(params), "y = F.conv2d(x, w.flip(2, 3), stride=2, padding=(1, 0), dilation=3)");
}

}  // namespace
}  // namespace deconvlab
