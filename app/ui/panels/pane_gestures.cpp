#include "app/ui/panels/pane_gestures.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/lessons/wipe.h"
#include "app/ui/panels/pointing.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kZoomPerNotch = 1.2;
constexpr double kGrip = 9;  // on either side of a wipe's edge
constexpr std::int64_t kMostByWheel = 15;

// Zooms about the entry under the mouse; zoom 0, all of C or of the picture, is the far end.
void zoom_pane(const Panel& panel, const MatrixPane& pane, double notches) {
  const double zoom = pane.view.zoom * std::pow(kZoomPerNotch, notches);
  const Extent all_of{panel.results->outputs().area(), panel.results->inputs().area()};
  const Extent size = pane.size == Extent{} ? all_of : pane.size;
  const bool all = zoom * static_cast<double>(size.w) <= pane.rect.w && zoom * static_cast<double>(size.h) <= pane.rect.h;
  if (notches < 0 && all) return panel.send(command::LookAt{});
  const Point at = mouse(panel);
  const double keep = 1 / pane.view.zoom - 1 / zoom;
  panel.send(
      command::LookAt{{pane.view.row + (at.y - pane.rect.centre().y) * keep, pane.view.col + (at.x - pane.rect.centre().x) * keep, zoom}});
}

// The next larger or smaller kernel that the other sizes allow: of a lesson that pools, the one that leads back.
void resize_kernel(const Panel& panel, double notches) {
  const Size size = panel.model().lesson.kind->takes("up") ? Size::up : Size::k;
  Lesson resized = panel.model().lesson;
  std::int64_t k = size_of(resized, size).h;
  do {
    k += notches > 0 ? 1 : -1;
    set_size(resized, size, Axes::both, k);
  } while (k > 0 && k <= kMostByWheel && !resolve(resized));
  if (k > 0 && k <= kMostByWheel) panel.send(command::SetSize{size, Axes::both, k});
}

}  // namespace

std::optional<MatrixPane> pane_under(const Panel& panel, Point p) {
  if (panel.ui.matrix_pane.rect.contains(p)) return panel.ui.matrix_pane;
  const auto& panes = panel.ui.picture_panes;
  const auto found = std::ranges::find_if(panes, [&](const MatrixPane& pane) { return pane.rect.contains(p); });
  return found == panes.end() ? std::nullopt : std::optional(*found);
}

void turn_wheel(const Panel& panel, const MatrixPane& pane, double notches) {
  const Lesson& lesson = panel.model().lesson;
  if (is_wiped(lesson) && lesson.kind->takes("k") && !ImGui::GetIO().KeyCtrl) return resize_kernel(panel, notches);
  zoom_pane(panel, pane, notches);
}

void pan_pane(const Panel& panel, const MatrixPane& pane) {
  const ImVec2 by = ImGui::GetIO().MouseDelta;
  const MatrixView& view = pane.view;
  const double unit = panel.surface.scale * view.zoom;
  const bool part = panel.model().matrix.zoom > 0;
  if (part && (by.x != 0 || by.y != 0)) panel.send(command::LookAt{{view.row - by.y / unit, view.col - by.x / unit, view.zoom}});
}

void handle_edge(const Panel& panel) {
  panel.ui.places.erase("edge");
  if (!is_wiped(panel.model().lesson) || panel.ui.picture_panes.empty()) return;
  const Rect frame = panel.ui.picture_panes.front().rect;
  const double x = frame.x + frame.w * wipe_edge(panel.model().time);
  ImGui::SetCursorScreenPos(to_real(panel, {x - kGrip, frame.y}));
  ImGui::InvisibleButton("edge", {panel.px(2 * kGrip), panel.px(frame.h)});
  remember(panel, "edge");
  const bool held = ImGui::IsItemActive();
  if (held || ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) return panel.send(command::SetTime{wipe_time(0.5)});
  if (held && ImGui::IsMouseDragging(0, 1)) panel.send(command::SetTime{wipe_time((mouse(panel).x - frame.x) / frame.w)});
}

}  // namespace deconvlab
