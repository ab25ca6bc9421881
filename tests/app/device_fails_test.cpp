// A context that is lost and a shader that does not compile: the device says so, the CPU goes on with the same picture, and the status line
// tells why.
#define EGL_NO_X11
#include <EGL/egl.h>

#include <cstdlib>

#include "app/gpu/gl_device.h"
#include "core/cpu/cpu_device.h"
#include "tests/app/window_harness.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

class DeviceFails : public test::WindowTest {
 protected:
  // Draws a picture that the device computes, until it is there.
  void draw_with(Device& device) {
    use(&device);
    open("kernels?i=64&k=3&p=1&kernel=sobel-x");
    wait_for_results();
  }

  void expect_cpu_goes_on(Device& device, const std::string& reason) {
    CpuDevice cpu;
    draw_with(cpu);
    ASSERT_TRUE(shell().results());
    EXPECT_FALSE(shell().ui().message_is_error);
    const Tensor right = shell().results()->output;
    draw_with(device);
    ASSERT_TRUE(shell().results());
    EXPECT_EQ(shell().results()->output, right);
    EXPECT_EQ(shell().results()->device, cpu.name());
    EXPECT_TRUE(shell().ui().message_is_error);
    EXPECT_NE(shell().ui().message.find(reason), std::string::npos) << shell().ui().message;
  }
};

// Destroys the device's context behind its back.
TEST_F(DeviceFails, BecauseItsContextIsLost) {
  EglContext context = EglContext::make().value();
  const auto [display, handle] = [&] {
    const CurrentContext current = context.make_current();
    return std::pair{eglGetCurrentDisplay(), eglGetCurrentContext()};
  }();
  const auto device = GlDevice::in(std::move(context));
  const Geometry g = resolve({.i = {3, 3}, .k = {1, 1}}).value();
  const Tensor x(Shape{1, 1, 3, 3}, 1);
  const Tensor w(Shape{1, 1, 1, 1}, 2);
  ASSERT_TRUE(device->run(OpKind::conv, x, w, g));
  ASSERT_TRUE(eglDestroyContext(display, handle));
  const auto refused = device->run(OpKind::conv, x, w, g);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (Error{ErrorCode::device_cannot, {device->name(), "conv (EGL error 0x3006)"}}));
  expect_cpu_goes_on(*device, "EGL error 0x3006");
}

TEST_F(DeviceFails, BecauseAShaderDoesNotCompile) {
  const test::Folder folder;
  folder.put("conv.comp", "#version 430\nvoid main() { nonsense; }\n");
  setenv("DECONVLAB_SHADERS", folder.path().c_str(), 1);
  const auto device = GlDevice::make().value();
  unsetenv("DECONVLAB_SHADERS");
  expect_cpu_goes_on(*device, "conv.comp:2");
}

}  // namespace
}  // namespace deconvlab
