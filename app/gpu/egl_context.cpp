// EGL's headers and glad's cannot meet in one source file; this one has EGL's.
#define EGL_NO_X11
#include <EGL/egl.h>
#include <EGL/eglext.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <string_view>

#include "app/gpu/context.h"
#include "app/gpu/gl_loader.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Candidate {
  std::string_view name;
  EGLDisplay (*get)();
};

EGLDisplay surfaceless_display() {
  const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  if (!extensions || std::string_view(extensions).find("EGL_MESA_platform_surfaceless") == std::string_view::npos) return EGL_NO_DISPLAY;
  const auto get = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  return get ? get(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr) : EGL_NO_DISPLAY;
}

EGLDisplay default_display() { return eglGetDisplay(EGL_DEFAULT_DISPLAY); }

constexpr Candidate kCandidates[] = {{"EGL surfaceless", surfaceless_display}, {"EGL default display", default_display}};

EGLContext create_context(EGLDisplay display) {
  constexpr EGLint kConfig[] = {EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  constexpr EGLint kVersion[] = {
      EGL_CONTEXT_MAJOR_VERSION,           4,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (!eglBindAPI(EGL_OPENGL_API) || !eglChooseConfig(display, kConfig, &config, 1, &count) || count == 0) return EGL_NO_CONTEXT;
  return eglCreateContext(display, config, EGL_NO_CONTEXT, kVersion);
}

// A display is the process's own and stays initialised: to terminate it would end the contexts of others.
EGLContext context_of(EGLDisplay display) {
  if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) return EGL_NO_CONTEXT;
  return create_context(display);
}

}  // namespace

CurrentContext::CurrentContext(void* display, void* context) : display_(display) {
  previous_ = {glfwGetCurrentContext(), eglGetCurrentDisplay(), eglGetCurrentSurface(EGL_DRAW), eglGetCurrentSurface(EGL_READ),
               eglGetCurrentContext()};
  // A window's context may be GLX's, and no thread has a context of both at once.
  if (previous_.window) glfwMakeContextCurrent(nullptr);
  eglBindAPI(EGL_OPENGL_API);
  if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) error_ = eglGetError();
}

CurrentContext::~CurrentContext() {
  if (!active_) return;
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  if (previous_.window) {
    glfwMakeContextCurrent(previous_.window);
  } else if (previous_.context != EGL_NO_CONTEXT) {
    eglMakeCurrent(previous_.display, previous_.draw, previous_.read, previous_.context);
  }
}

Expected<EglContext> EglContext::make() {
  std::string reason;
  for (const Candidate& candidate : kCandidates) {
    const EGLDisplay display = candidate.get();
    const EGLContext context = context_of(display);
    if (context == EGL_NO_CONTEXT) {
      reason += fmt::format("{}{}: 0x{:x}", reason.empty() ? "" : ", ", candidate.name, eglGetError());
      continue;
    }
    EglContext made(display, context);
    const CurrentContext current = made.make_current();
    if (current.error() != 0) return fail(ErrorCode::no_gl, fmt::format("eglMakeCurrent: 0x{:x}", current.error()));
    TRY(load_gl(eglGetProcAddress));
    return made;
  }
  return fail(ErrorCode::no_gl, reason);
}

EglContext::~EglContext() {
  if (context_) eglDestroyContext(display_, context_);
}

}  // namespace deconvlab
