#include "app/ui/presenter/presenter.h"

#include <imgui.h>

#include "app/ui/presenter/still.h"
#include "app/ui/widgets/imgui_compat.h"

namespace deconvlab {

namespace {

void begin_presenting(const Panel& panel) {
  Presenter& presenter = panel.ui.presenter;
  presenter.on = true;
  presenter.began = panel.surface.time_of_day;
  ImGui::GetIO().ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
  if (panel.model().picture_only) panel.send(command::SetPictureOnly{false});
}

}  // namespace

bool fills_window(const Panel& panel) { return panel.model().picture_only || panel.ui.presenter.on; }

void end_presenting(const Panel& panel) {
  Presenter& presenter = panel.ui.presenter;
  wipe(presenter);
  presenter.on = presenter.black = presenter.spotlight = presenter.pen = false;
  presenter.still.reset();
  presenter.pointed.clear();
}

void turn_presenting(const Panel& panel) { panel.ui.presenter.on ? end_presenting(panel) : begin_presenting(panel); }

void turn_still(const Panel& panel) {
  auto& still = panel.ui.presenter.still;
  still = still ? nullptr : std::make_shared<const Still>(Still{panel.document, panel.results});
}

void wipe(Presenter& presenter) {
  presenter.strokes.clear();
  presenter.drawing = false;
}

bool wakes(const Panel& panel) {
  Presenter& presenter = panel.ui.presenter;
  if (!presenter.black || !(any_key_pressed() || ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1))) return false;
  presenter.black = false;
  return true;
}

bool presenter_moves(const Presenter& presenter) { return !presenter.pointed.empty(); }

}  // namespace deconvlab
