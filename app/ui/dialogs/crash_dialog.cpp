#include "app/ui/dialogs/crash_dialog.h"

#include "app/scenes/scenes.h"
#include "app/ui/dialogs/modal.h"
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
  const bool entered = key_pressed(Key::enter) && !ImGui::IsAnyItemFocused();
  if (button(panel, "crash.open", panel.phrase("crash.open"), "", true, true) || entered) {
    panel.send(command::Open{crash.link});
    ImGui::CloseCurrentPopup();
  }
  beside(panel);
  dialog.close_button(panel, "crash.close");
}

}  // namespace deconvlab
