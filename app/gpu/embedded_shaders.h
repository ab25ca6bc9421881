// The compute shaders of shaders/, as they were when the program was built.
#pragma once

#include <span>
#include <string_view>

namespace deconvlab {

struct EmbeddedShader {
  std::string_view name;  // the file's, without .comp
  std::string_view text;
};

std::span<const EmbeddedShader> embedded_shaders();

}  // namespace deconvlab
