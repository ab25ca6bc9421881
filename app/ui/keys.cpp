#include "app/ui/keys.h"

#include <imgui.h>

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

}  // namespace deconvlab
