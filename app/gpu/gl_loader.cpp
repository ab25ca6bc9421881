#include "app/gpu/gl_loader.h"

#include <glad/gl.h>

#include <algorithm>
#include <string_view>

#include "app/gpu/context.h"

namespace deconvlab {

Expected<void> load_gl(GlFunction (*find)(const char* name)) {
  const int version = gladLoadGL(find);
  if (version >= GLAD_MAKE_VERSION(4, 3)) return {};
  return fail(ErrorCode::no_gl, fmt::format("OpenGL {}.{} < 4.3", GLAD_VERSION_MAJOR(version), GLAD_VERSION_MINOR(version)));
}

std::string gl_renderer() { return reinterpret_cast<const char*>(glGetString(GL_RENDERER)); }

bool is_software_renderer(const std::string& renderer) {
  constexpr std::string_view kSoftware[] = {"llvmpipe", "softpipe", "SwiftShader", "Software"};
  return std::ranges::any_of(kSoftware, [&](std::string_view word) { return renderer.find(word) != std::string::npos; });
}

}  // namespace deconvlab
