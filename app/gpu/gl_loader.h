// GL's functions, looked up through whoever made the current context.
#pragma once

#include "core/error.h"

namespace deconvlab {

using GlFunction = void (*)();

// `find` as eglGetProcAddress or glfwGetProcAddress. Errors: no_gl when the context is older than GL 4.3.
Expected<void> load_gl(GlFunction (*find)(const char* name));

}  // namespace deconvlab
