// A drop-down list.
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/lang/text.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kText = 15;

// The arrow keys in a list that is open, where ImGui does not move in it itself; true where they did.
bool move_in_list(const Panel& panel, int chosen, int count) {
  if (ImGui::IsWindowAppearing()) panel.ui.listed = chosen;
  if ((ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0) return false;
  const int by = (key_pressed(Key::down, true) ? 1 : 0) - (key_pressed(Key::up, true) ? 1 : 0);
  if (by != 0) panel.ui.listed = std::clamp(panel.ui.listed + by, 0, count - 1);
  return by != 0;
}

}  // namespace

int choose(const Panel& panel, std::string_view id, std::span<const std::string> labels, int chosen, double width) {
  int picked = -1;
  ImGui::SetNextItemWidth(panel.px(width));
  const bool known = chosen >= 0 && chosen < static_cast<int>(labels.size());
  const std::string shown = known ? fitted(panel, labels[chosen], width, kText) : std::string(panel.phrase("window.own"));
  const ImGuiComboFlags preview = width > 0 ? 0 : ImGuiComboFlags_NoPreview;
  const bool open = ImGui::BeginCombo(("##" + std::string(id)).c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge | preview);
  remember(panel, id);
  if (!open) return picked;
  const bool moved = move_in_list(panel, chosen, static_cast<int>(labels.size()));
  for (int n = 0; n < static_cast<int>(labels.size()); ++n) {
    if (ImGui::Selectable(shortened(labels[n], kLongestText).c_str(), n == panel.ui.listed)) picked = n;
    if (moved && n == panel.ui.listed) ImGui::SetScrollHereY();
    remember(panel, std::string(id) + "." + std::to_string(n));
  }
  const bool entered = key_pressed(Key::enter);
  if (entered) picked = panel.ui.listed;
  if (entered || key_pressed(Key::escape)) ImGui::CloseCurrentPopup();
  ImGui::EndCombo();
  return picked;
}

}  // namespace deconvlab
