#include "app/ui/dialogs/modal.h"

#include <imgui.h>

#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr ImGuiWindowFlags kFlags =
    ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove;

bool begin(const Panel& panel, const char* id) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{panel.px(24), panel.px(20)});
  const bool open = ImGui::BeginPopupModal(id, nullptr, kFlags);
  ImGui::PopStyleVar();
  return open;
}

void draw_frame_and_title(const Panel& panel, std::string_view title_key) {
  const ImVec2 corner = ImGui::GetWindowPos();
  const Rect box = to_logical(panel, corner, {corner.x + ImGui::GetWindowWidth(), corner.y + ImGui::GetWindowHeight()});
  ImGui::GetWindowDrawList()->PushClipRectFullScreen();
  canvas_of(panel).stroke_rect(box.inset(0.5), {panel.theme.muted, 1}, 6);
  ImGui::GetWindowDrawList()->PopClipRect();
  const Font font(panel, 17.5, Weight::bold);
  text_in(panel.theme.text, panel.phrase(title_key));
  ImGui::Spacing();
}

}  // namespace

Modal::Modal(const Panel& panel, const char* id, bool& asked, std::string_view title_key) {
  if (asked) ImGui::OpenPopup(id);
  asked = false;
  open_ = begin(panel, id);
  if (open_) draw_frame_and_title(panel, title_key);
}

Modal::~Modal() {
  if (open_) ImGui::EndPopup();
}

void close_button(const Panel& panel, std::string_view id) {
  if (button(panel, id, panel.phrase("window.close"), "") || key_pressed(Key::escape)) ImGui::CloseCurrentPopup();
}

}  // namespace deconvlab
