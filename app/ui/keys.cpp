#include "app/ui/keys.h"

#include <imgui.h>

#include <vector>

#include "app/ui/actions.h"
#include "app/ui/panels/walk.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

struct Press {
  const Action* action;
  int nth;
};

// All of the frame's before any is carried out: what one of them changes is another frame's state.
std::vector<Press> presses(const Panel& panel) {
  const bool walking = walks();
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
  walk_through_dialog(panel, open);
  if (ImGui::GetIO().WantTextInput || open || wakes(panel)) return;
  for (const Press& press : presses(panel)) press.action->act(panel, press.nth);
}

}  // namespace deconvlab
