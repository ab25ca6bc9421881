#include "app/ui/dialogs/modal.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr ImGuiWindowFlags kFlags =
    ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove;

constexpr double kRounding = 6;
constexpr float kAbove = 0.14f;  // of the window, over a dialog that leaves as much

// How tall it is going to be: what stood in it in the frame before decides.
float next_height(const char* id) {
  ImGuiWindow* window = ImGui::FindWindowByName(id);
  return window ? ImGui::CalcWindowNextAutoFitSize(window).y : 0;
}

// Its upper edge stays where it is while its height changes, unless it would leave the window below.
bool begin(const Panel& panel, const char* id) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{panel.px(24), panel.px(20)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, panel.px(kRounding));
  const float lowest = std::max(0.0f, size.y - next_height(id) - panel.px(8));
  ImGui::SetNextWindowPos({size.x / 2, std::min(kAbove * size.y, lowest)}, ImGuiCond_Always, {0.5f, 0});
  const bool open = ImGui::BeginPopupModal(id, nullptr, kFlags);
  ImGui::PopStyleVar(2);
  return open;
}

void draw_frame_and_title(const Panel& panel, std::string_view title_key) {
  const ImVec2 corner = ImGui::GetWindowPos();
  const Rect box = to_logical(panel, corner, {corner.x + ImGui::GetWindowWidth(), corner.y + ImGui::GetWindowHeight()});
  ImGui::GetWindowDrawList()->PushClipRectFullScreen();
  canvas_of(panel).stroke_rect(box.inset(0.5), {panel.theme.muted, 1}, kRounding);
  ImGui::GetWindowDrawList()->PopClipRect();
  const Font font(panel, 17.5, Weight::bold);
  text_in(panel.theme.text, panel.phrase(title_key));
  ImGui::Spacing();
}

}  // namespace

Modal::Modal(const Panel& panel, const char* id, bool& asked, std::string_view title_key) : panel_(panel) {
  if (asked) ImGui::OpenPopup(id);
  asked = false;
  open_ = begin(panel, id);
  if (!open_) return;
  lists_ = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId);
  draw_frame_and_title(panel, title_key);
}

Modal::~Modal() {
  if (!open_) return;
  const ImGuiWindow& window = *ImGui::GetCurrentWindow();
  const double height = window.DC.CursorMaxPos.y - window.Pos.y + window.Scroll.y;
  panel_.ui.dialog_grows = std::abs(height - std::exchange(panel_.ui.dialog_height, height)) > 0.5;
  ImGui::EndPopup();
}

void Modal::close_button(const Panel& panel, std::string_view id) const {
  const bool clicked = button(panel, id, panel.phrase("window.close"), "");
  if (clicked || (!lists_ && key_pressed(Key::escape))) ImGui::CloseCurrentPopup();
}

}  // namespace deconvlab
