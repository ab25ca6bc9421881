#include "app/ui/widgets/style.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/spacing.h"

namespace deconvlab {

namespace {

void set_measures(ImGuiStyle& style, float scale) {
  style.WindowPadding = {16, 12};
  style.FramePadding = {9, 5};
  style.ItemSpacing = {kItemGap, kLineGap};
  style.ItemInnerSpacing = {kInnerGap, kLineGap};
  style.ScrollbarSize = 9;
  style.GrabMinSize = 12;
  style.FrameRounding = 5;
  style.PopupRounding = 7;
  style.WindowRounding = 0;
  style.ChildRounding = 0;
  style.ScrollbarRounding = 5;
  style.GrabRounding = 6;
  style.WindowBorderSize = 0;
  style.FrameBorderSize = 1;
  style.PopupBorderSize = 1;
  style.ScaleAllSizes(scale);
  style.FrameBorderSize = style.PopupBorderSize = std::max(1.0f, std::floor(scale));
}

}  // namespace

ImVec4 im_color(Color c) { return {c.r, c.g, c.b, c.a}; }

void apply_style(ImGuiStyle& style, const Theme& theme, double scale) {
  style = ImGuiStyle();
  set_measures(style, static_cast<float>(scale));
  const auto shade = [&](double share) { return im_color(mix(theme.panel, theme.text, share)); };
  ImVec4* c = style.Colors;
  for (int n = 0; n < ImGuiCol_COUNT; ++n) c[n] = shade(0.1);
  c[ImGuiCol_Text] = im_color(theme.text);
  c[ImGuiCol_TextDisabled] = im_color(theme.muted);
  c[ImGuiCol_WindowBg] = im_color(theme.panel);
  c[ImGuiCol_ChildBg] = im_color(theme.panel.with_alpha(0));
  c[ImGuiCol_PopupBg] = im_color(mix(theme.background, theme.panel, 0.5));
  c[ImGuiCol_Border] = im_color(theme.line);
  c[ImGuiCol_BorderShadow] = {0, 0, 0, 0};
  c[ImGuiCol_FrameBg] = c[ImGuiCol_Button] = im_color(theme.background);
  c[ImGuiCol_FrameBgHovered] = c[ImGuiCol_ButtonHovered] = c[ImGuiCol_HeaderHovered] = shade(0.07);
  c[ImGuiCol_FrameBgActive] = c[ImGuiCol_ButtonActive] = c[ImGuiCol_HeaderActive] = shade(0.14);
  c[ImGuiCol_Header] = shade(0.09);
  c[ImGuiCol_CheckMark] = c[ImGuiCol_NavHighlight] = im_color(theme.accent);
  c[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
  c[ImGuiCol_ScrollbarGrab] = shade(0.2);
  c[ImGuiCol_ScrollbarGrabHovered] = c[ImGuiCol_ScrollbarGrabActive] = shade(0.35);
  c[ImGuiCol_TextSelectedBg] = im_color(theme.accent.with_alpha(0.3f));
  c[ImGuiCol_ModalWindowDimBg] = im_color(Color{0, 0, 0, 0.45f});
}

}  // namespace deconvlab
