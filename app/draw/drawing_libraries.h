// The libraries that draw, as they run on this machine: "1.16.0".
#pragma once

#include <string>

namespace deconvlab {

std::string cairo_version_text();
std::string pango_version_text();
std::string fontconfig_version_text();
std::string imgui_version_text();

}  // namespace deconvlab
