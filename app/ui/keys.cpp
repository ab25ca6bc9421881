#include "app/ui/keys.h"

#include <imgui.h>

#include <algorithm>
#include <vector>

#include "app/ui/actions.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

struct Press {
  const Action* action;
  int nth;
};

// All of the frame's before any is carried out: what one of them changes is another frame's state.
std::vector<Press> presses(const Panel& panel) {
  const bool walking = (ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
  std::vector<Press> all;
  for (const Action& action : action_table()) {
    if (!is_enabled(action, panel)) continue;
    for (const Chord& chord : action.chords) {
      if (walking && chord.is_of_controls()) continue;
      for (const int nth : pressed(chord)) all.push_back({&action, nth});
    }
  }
  return all;
}

}  // namespace

void handle_keys(const Panel& panel) {
  const bool open = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  if (ImGui::GetIO().WantTextInput || open) return;
  for (const Press& press : presses(panel)) press.action->act(panel, press.nth);
}

void draw_keys_overlay(const Panel& panel) {
  if (!panel.ui.keys_shown) return;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const Rect page = to_logical(panel, {0, 0}, size);
  constexpr double kWidth = 520;
  constexpr double kAbove = 88;  // of the lines, and below them
  const std::vector<KeyLine> lines = key_lines();
  const auto count = static_cast<double>(lines.size());
  const double line_height = std::min(25.0, (page.h - kAbove) / count);
  const double height = kAbove + line_height * count;
  const Rect box{(page.w - kWidth) / 2, std::max(0.0, (page.h - height) / 2), kWidth, std::min(height, page.h)};
  const Region region(panel, "###keys", box, mix(panel.theme.background, panel.theme.panel, 0.5), 0, Stacking::overlay);
  ImGuiCanvas canvas = canvas_of(panel);
  canvas.stroke_rect(box.inset(1), {panel.theme.muted, 1});
  canvas.text({box.x + 28, box.y + 34}, panel.phrase("keys.title"), {.color = panel.theme.text, .size = 17.5, .weight = Weight::bold});
  double y = box.y + 70;
  for (const KeyLine& line : lines) {
    canvas.text({box.x + 28, y}, line.keys, {.color = panel.theme.text, .size = 13, .weight = Weight::bold});
    canvas.text({box.x + 200, y}, panel.phrase(line.line), {.color = panel.theme.text, .size = 13});
    y += line_height;
  }
  if (ImGui::IsMouseClicked(0) && !ImGui::IsWindowAppearing()) panel.ui.keys_shown = false;
}

}  // namespace deconvlab
