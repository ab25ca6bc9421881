// Where GL commands go: a window's context, or one without a display. GL 4.3 core, loaded when a context is made.
#pragma once

#include <string>
#include <utility>

#include "core/error.h"

struct GLFWwindow;

namespace deconvlab {

// As long as it lives its context is current on this thread; then what was current before is so again.
class CurrentContext {
 public:
  CurrentContext(CurrentContext&& other) noexcept
      : previous_(other.previous_), display_(other.display_), error_(other.error_), active_(std::exchange(other.active_, false)) {}
  CurrentContext& operator=(CurrentContext&&) = delete;
  ~CurrentContext();

  // 0, or EGL's error where the context could not be made current, being lost: then no GL command may follow.
  int error() const { return error_; }

 private:
  friend class EglContext;
  struct Previous {
    GLFWwindow* window = nullptr;  // of GLFW, if one was current; else EGL's own:
    void* display = nullptr;
    void* draw = nullptr;
    void* read = nullptr;
    void* context = nullptr;
  };
  CurrentContext(void* display, void* context);

  Previous previous_;
  void* display_ = nullptr;
  int error_ = 0;
  bool active_ = true;
};

// A context without display and surface: compute shaders run in it, pictures are drawn into an OffscreenTarget.
class EglContext {
 public:
  // Mesa's surfaceless platform, else the default display. Errors: no_gl.
  static Expected<EglContext> make();
  EglContext(EglContext&& other) noexcept
      : display_(std::exchange(other.display_, nullptr)), context_(std::exchange(other.context_, nullptr)) {}
  EglContext& operator=(EglContext&& other) noexcept {
    std::swap(display_, other.display_);
    std::swap(context_, other.context_);
    return *this;
  }
  ~EglContext();

  [[nodiscard]] CurrentContext make_current() const { return {display_, context_}; }

 private:
  EglContext(void* display, void* context) : display_(display), context_(context) {}

  void* display_ = nullptr;
  void* context_ = nullptr;
};

// The program's one window. Its context is current on the thread that opened it, with vsync.
class GlfwWindow {
 public:
  // Width and height in screen coordinates. Errors: no_display, no_gl.
  static Expected<GlfwWindow> open(const std::string& title, int width, int height);
  GlfwWindow(GlfwWindow&& other) noexcept : window_(std::exchange(other.window_, nullptr)) {}
  GlfwWindow& operator=(GlfwWindow&& other) noexcept {
    std::swap(window_, other.window_);
    return *this;
  }
  ~GlfwWindow();

  GLFWwindow* handle() const { return window_; }
  bool should_close() const;
  void swap();
  std::pair<int, int> size() const;              // screen coordinates: width, height
  std::pair<int, int> framebuffer_size() const;  // real pixels: width, height
  double content_scale() const;                  // real pixels per logical one, as the desktop wants it

 private:
  explicit GlfwWindow(GLFWwindow* window) : window_(window) {}

  GLFWwindow* window_ = nullptr;
};

// The current context's GL_RENDERER, and whether it names a rasteriser that runs on the CPU.
std::string gl_renderer();
bool is_software_renderer(const std::string& renderer);

}  // namespace deconvlab
