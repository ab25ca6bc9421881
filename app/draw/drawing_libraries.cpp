#include "app/draw/drawing_libraries.h"

#include <cairo.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <imgui.h>
#include <pango/pango.h>

namespace deconvlab {

std::string cairo_version_text() { return cairo_version_string(); }
std::string imgui_version_text() { return ImGui::GetVersion(); }
std::string pango_version_text() { return pango_version_string(); }

std::string fontconfig_version_text() {
  const int version = FcGetVersion();
  return fmt::format("{}.{}.{}", version / 10000, version / 100 % 100, version % 100);
}

}  // namespace deconvlab
