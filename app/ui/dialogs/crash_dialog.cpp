// After a run that a defect ended: what was shown then, to be opened again or not.
#include "app/scenes/scenes.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

void draw_crash_dialog(const Panel& panel) {
  constexpr double kWidth = 560, kText = 15;
  auto& crash = panel.ui.crash;
  const Modal dialog(panel, "###crash", crash.asked, "crash.title");
  if (!dialog) return;
  const std::string_view title = panel.phrase((*find_scene(crash.scene))->title_key);
  draw_paragraph(panel, say(panel.language, "crash.said", title, crash.file), panel.theme.text, kText, kWidth);
  ImGui::Spacing();
  if (button(panel, "crash.open", panel.phrase("crash.open"), "", true, true) || key_pressed(Key::enter)) {
    panel.send(command::Open{crash.link});
    ImGui::CloseCurrentPopup();
  }
  beside(panel);
  dialog.close_button(panel, "crash.close");
}

}  // namespace deconvlab
