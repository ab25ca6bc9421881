#include "app/ui/dialogs/cell_editor.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "app/diagram/grids.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/style.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kPixelsPerUnit = 8;  // of a drag

Command set_cell(const Focus& cell, float value) {
  if (cell.target == Target::weight) return command::SetWeight{cell.cell, value};
  return command::SetInputCell{cell.cell, value};
}

// The plane that the cell lies in, also while the lesson does not resolve; empty when it is absurdly large.
Tensor plane_with(const Panel& panel, const Focus& cell) {
  constexpr std::int64_t kMost = 1 << 20;
  const Lesson& lesson = panel.model().lesson;
  const bool kernel = cell.target == Target::weight;
  if (kernel && !lesson.kind->weights) return {};
  const Extent size = kernel ? lesson.kind->weights(lesson) : lesson.params.i;
  if (size.h < 1 || size.w < 1 || size.h > kMost || size.w > kMost || size.area() > kMost) return {};
  return plane_of(kernel ? lesson.kernel : lesson.input, size, kernel).value_or(Tensor());
}

// A finite number, or nothing.
std::optional<float> parse_value(const std::string& text) {
  float value = 0;
  const char* first = text.data() + std::min(text.find_first_not_of(" +"), text.size());
  const auto [end, status] = std::from_chars(first, text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size() && status == std::errc();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void finish_edit(const Panel& panel) {
  CellEdit& edit = panel.ui.edit;
  const auto value = parse_value(edit.text);
  if (value) panel.send(set_cell(edit.cell, *value));
  if (!value) panel.tell(say(panel.language, Error{ErrorCode::bad_number, {std::string(panel.phrase("window.cell")), edit.text}}), true);
  edit.cell = {};
}

// Dragging right or up raises the weight, a unit every few pixels; with Shift by tenths.
void drag_weight(const Panel& panel, Cell c, float value) {
  if (!ImGui::IsItemActive() || !ImGui::IsMouseDragging(0, 2)) return;
  const ImVec2 by = ImGui::GetMouseDragDelta(0, 2);
  const double unit = ImGui::GetIO().KeyShift ? 0.1 : 1;
  const double units = std::trunc((by.x - by.y) / panel.surface.scale / kPixelsPerUnit);
  if (units == 0) return;
  ImGui::ResetMouseDragDelta();
  panel.send_from_item(command::SetWeight{c, static_cast<float>(std::round((value + units * unit) / unit) * unit)});
}

void draw_weight(const Panel& panel, const Tensor& w, const ValueScale& scale, Cell c, double side) {
  const float value = w.at(c);
  const std::string id = fmt::format("weight.{}.{}", c.row, c.col);
  const bool clicked = ImGui::InvisibleButton(id.c_str(), {panel.px(side), panel.px(side)});
  remember(panel, id);
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool hovered = ImGui::IsItemHovered() || ImGui::IsItemActive();
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (hovered) panel.ui.hovered = {Target::weight, c, {}};
  if (hovered) panel.ui.pointing = "hint.weight";
  drag_weight(panel, c, value);
  const bool by_key = clicked && !ImGui::IsMouseReleased(0);
  if (by_key || (hovered && ImGui::IsMouseDoubleClicked(0))) open_cell(panel, {Target::weight, c, {}}, r);
  ImGuiCanvas canvas = canvas_of(panel);
  const CellStyle style = weight_style(panel.theme, value, scale);
  draw_weight_fill(canvas, r, style, panel.theme);
  canvas.stroke_rect(r, {panel.theme.of(Role::kernel).solid, hovered ? 2.0 : 0.75});
  draw_label_in(canvas, r, number(value), ink_on(panel.theme, style.fill(panel.theme)));
}

}  // namespace

bool is_editable(const Panel& panel, const Focus& cell) {
  const Lesson& lesson = panel.model().lesson;
  if (!lesson.kind->edits(cell.target)) return false;
  return (cell.target == Target::weight ? lesson.kind->weights(lesson) : lesson.params.i).contains(cell.cell);
}

void open_cell(const Panel& panel, const Focus& cell, Rect place) {
  const Tensor plane = is_editable(panel, cell) ? plane_with(panel, cell) : Tensor();
  if (plane.shape().plane().contains(cell.cell)) panel.ui.edit = {cell, place, exact_number(plane.at(cell.cell)), true};
}

bool has_kernel_editor(const Panel& panel) {
  constexpr std::int64_t kMostDrawn = 32;  // a side: larger kernels are looked at on the picture
  const Lesson& lesson = panel.model().lesson;
  if (!lesson.kind->edits(Target::weight)) return false;
  const Extent k = lesson.kind->weights(lesson);
  return k.h >= 1 && k.w >= 1 && k.h <= kMostDrawn && k.w <= kMostDrawn;
}

void draw_kernel_editor(const Panel& panel, double width, double height) {
  if (!has_kernel_editor(panel)) return;
  const Tensor w = plane_with(panel, {Target::weight, {}, {}});
  const Extent k = w.shape().plane();
  const ValueScale scale = scale_of(w.data());
  const double side = std::floor(fit_cell(width, height, k.h, k.w, 38));
  const float left = ImGui::GetCursorPosX() + panel.px((width - side * static_cast<double>(k.w)) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
  for (std::int64_t row = 0; row < k.h; ++row) {
    ImGui::SetCursorPosX(left);
    for (std::int64_t col = 0; col < k.w; ++col) {
      if (col > 0) ImGui::SameLine(0, 0);
      draw_weight(panel, w, scale, {row, col}, side);
    }
  }
  ImGui::PopStyleVar();
  ImGui::Dummy({0, panel.px(1)});
}

void draw_open_cell(const Panel& panel) {
  CellEdit& edit = panel.ui.edit;
  if (edit.cell.target == Target::none) return;
  const double width = std::max(edit.rect.w, 64.0);
  const Rect box{edit.rect.centre().x - width / 2, edit.rect.centre().y - 15, width, 30};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  {
    const Region region(panel, "###open_cell", box, panel.theme.background, ImGuiWindowFlags_NoScrollbar, Stacking::overlay);
    ImGui::SetNextItemWidth(panel.px(box.w));
    if (edit.just_opened) ImGui::SetKeyboardFocusHere();
    const bool entered =
        text_field("##open_cell_text", edit.text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    const bool left = !edit.just_opened && ImGui::IsItemDeactivated();
    edit.just_opened = false;
    if (key_pressed(Key::escape)) {
      edit.cell = {};
    } else if (entered || left) {
      finish_edit(panel);
    }
  }
  ImGui::PopStyleVar();
}

}  // namespace deconvlab
