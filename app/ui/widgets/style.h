// Dear ImGui's colours and measures from the theme.
#pragma once

#include <imgui.h>

#include "app/draw/theme.h"

namespace deconvlab {

ImVec4 im_color(Color color);
// All measures are logical pixels times `scale`.
void apply_style(ImGuiStyle& style, const Theme& theme, double scale);

}  // namespace deconvlab
