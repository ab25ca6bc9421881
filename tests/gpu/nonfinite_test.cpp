// Infinities and NaN on the GPU, whole and in pieces, against what PyTorch computed.
#include "../golden/nonfinite.h"

#include "app/gpu/gl_device.h"

namespace deconvlab {
namespace {

void expect_as_pytorch(GlDevice& gpu) {
  test::expect_as_pytorch_on_infinities_and_nan(
      {.run = [&](OpKind kind, const Tensor& a, const Tensor& b, const Geometry& g) { return gpu.run(kind, a, b, g).value(); },
       .max_pool = [&](const Tensor& x, const Geometry& g) { return gpu.max_pool(x, g).value(); },
       .max_unpool = [&](const Tensor& x, const Indices& at, const Geometry& g) { return gpu.max_unpool(x, at, g).value(); }});
}

TEST(NonFinite, TheGpuIsAsPyTorch) { expect_as_pytorch(*GlDevice::make().value()); }

TEST(NonFinite, TheGpuInPiecesIsAsPyTorch) { expect_as_pytorch(*GlDevice::make({.buffer_bytes = 12000, .rounds = 20}).value()); }

}  // namespace
}  // namespace deconvlab
