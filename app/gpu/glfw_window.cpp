#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cstdlib>

#include "app/gpu/context.h"
#include "app/gpu/gl_loader.h"
#include "core/try.h"

namespace deconvlab {

namespace {

std::string glfw_reason() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? text : "GLFW";
}

void ask_for_gl_4_3() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 4);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
}

#ifdef GLFW_PLATFORM  // GLFW 3.4: one library for Wayland and X11
bool is_absolute(const char* variable) {
  const char* const path = std::getenv(variable);
  return path && *path == '/';
}

// Whether the environment names a Wayland display: where it does not, Wayland's library complains on stderr before X11 is tried.
bool names_wayland() {
  if (std::getenv("WAYLAND_SOCKET")) return true;
  return std::getenv("WAYLAND_DISPLAY") && (is_absolute("WAYLAND_DISPLAY") || is_absolute("XDG_RUNTIME_DIR"));
}

bool init_glfw() {
  if (!names_wayland() && glfwPlatformSupported(GLFW_PLATFORM_X11)) glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
  return glfwInit();
}
#else
bool init_glfw() { return glfwInit(); }
#endif

}  // namespace

Expected<GlfwWindow> GlfwWindow::open(const std::string& title, int width, int height) {
  if (!init_glfw()) return fail(ErrorCode::no_display);
  ask_for_gl_4_3();
  GLFWwindow* window = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
  if (!window) {
    const std::string reason = glfw_reason();
    glfwTerminate();
    return fail(ErrorCode::no_gl, reason);
  }
  GlfwWindow opened(window);
  glfwMakeContextCurrent(window);
  TRY(load_gl(glfwGetProcAddress));
  glfwSwapInterval(1);
  return opened;
}

// GLFW ends with the program's one window.
GlfwWindow::~GlfwWindow() {
  if (!window_) return;
  glfwDestroyWindow(window_);
  glfwTerminate();
}

bool GlfwWindow::should_close() const { return glfwWindowShouldClose(window_); }

void GlfwWindow::swap() { glfwSwapBuffers(window_); }

std::pair<int, int> GlfwWindow::size() const {
  std::pair<int, int> size;
  glfwGetWindowSize(window_, &size.first, &size.second);
  return size;
}

std::pair<int, int> GlfwWindow::framebuffer_size() const {
  std::pair<int, int> size;
  glfwGetFramebufferSize(window_, &size.first, &size.second);
  return size;
}

double GlfwWindow::content_scale() const {
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return x;
}

}  // namespace deconvlab
