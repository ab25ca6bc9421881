// The GPU device: compute shaders on the current GL 4.3 context.
#pragma once

#include <memory>

#include "core/device.h"

namespace deconvlab {

class ShaderLibrary;

// Makes a device with a display-less EGL context of its own. Errors: no_gl with the reason, shader_failed.
Expected<std::unique_ptr<Device>> make_gl_device();

}  // namespace deconvlab
