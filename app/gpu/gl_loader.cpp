#include "app/gpu/gl_loader.h"

#include <glad/gl.h>

#include "app/gpu/context.h"

namespace deconvlab {

Expected<void> load_gl(GlFunction (*find)(const char* name)) {
  const int version = gladLoadGL(find);
  if (version >= GLAD_MAKE_VERSION(4, 3)) return {};
  return fail(ErrorCode::no_gl, fmt::format("OpenGL {}.{} < 4.3", GLAD_VERSION_MAJOR(version), GLAD_VERSION_MINOR(version)));
}

std::string gl_renderer() { return reinterpret_cast<const char*>(glGetString(GL_RENDERER)); }

bool is_software_renderer(const std::string& renderer) {
  return renderer.find("llvmpipe") != std::string::npos || renderer.find("softpipe") != std::string::npos;
}

}  // namespace deconvlab
