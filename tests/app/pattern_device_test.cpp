// The picture of the matrix, counted by a device.
#include "app/gpu/gl_device.h"
#include "core/cpu/cpu_device.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

class PatternDevice : public test::WindowTest {
 protected:
  // The picture above the status line, which names the device.
  Raster drawn_with(Device* device, const std::string& link) {
    use(device);
    open(link);
    Raster raster = picture();
    raster.rgba.resize(static_cast<std::size_t>(raster.width) * (raster.height - 40));
    return raster;
  }
};

TEST_F(PatternDevice, DrawsTheSameOnTheGpu) {
  const auto gpu = GlDevice::make().value();
  CpuDevice cpu;
  for (const char* link : {"matrix?i=64&k=5&p=2", "transposed?i=64&k=3&s=2", "passes?i=32&k=3", "matrix?i=4096&k=3&p=1"}) {
    const Raster counted_by_core = drawn_with(nullptr, link);
    EXPECT_TRUE(drawn_with(&cpu, link).rgba == counted_by_core.rgba) << link;
    EXPECT_TRUE(drawn_with(gpu.get(), link).rgba == counted_by_core.rgba) << link;
    const auto& memo = shell().ui();
    const bool on_gpu = memo.side_memo.whole.device == gpu->name() || memo.side_memo.part.device == gpu->name() ||
                        memo.main_memo.part.device == gpu->name() || memo.main_memo.whole.device == gpu->name();
    EXPECT_TRUE(on_gpu) << link;
  }
}

// Refuses to count.
class Broken final : public Device {
 public:
  std::string name() const override { return "broken"; }
  Expected<Tensor> run(OpKind, const Tensor&, const Tensor&, const Geometry&) override { return refusal(); }
  Expected<Pooled> max_pool(const Tensor&, const Geometry&) override { return refusal(); }
  Expected<Tensor> max_unpool(const Tensor&, const Indices&, const Geometry&) override { return refusal(); }
  Expected<std::vector<std::uint32_t>> count_pattern(const Geometry&, const MatrixWindow&, Extent, Side) override { return refusal(); }

 private:
  static tl::unexpected<Error> refusal() { return fail(ErrorCode::device_cannot, "broken", "pattern"); }
};

TEST_F(PatternDevice, SaysWhyTheDeviceDidNotCountAndDrawsAllTheSame) {
  const Raster right = drawn_with(nullptr, "matrix?i=64&k=5&p=2");
  Broken broken;
  EXPECT_TRUE(drawn_with(&broken, "matrix?i=64&k=5&p=2").rgba == right.rgba);
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_NE(shell().ui().message.find("broken"), std::string::npos) << shell().ui().message;
}

}  // namespace
}  // namespace deconvlab
