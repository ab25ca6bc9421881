#include "app/ui/dialogs/cell_editor.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "app/diagram/grids.h"
#include "app/ui/actions.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/style.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kPixelsPerUnit = 8;  // of a drag
constexpr double kClick = 4;          // logical pixels: what moves less is no drag

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

struct WeightItem {
  Rect rect;
  bool hovered = false;
  bool clicked = false;  // with the mouse, and not dragged
};

// What can be dragged, typed into and gone to by keys, where the next item stands.
WeightItem weight_item(const Panel& panel, Cell c, float value, double side) {
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
  const float still = panel.px(kClick);
  return {r, hovered, clicked && !by_key && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < still * still};
}

// Its number at the size that all of them have.
void draw_weight(const Panel& panel, const Tensor& w, const ValueScale& scale, Cell c, double side, double label) {
  const float value = w.at(c);
  const auto [r, hovered, clicked] = weight_item(panel, c, value, side);
  ImGuiCanvas canvas = canvas_of(panel);
  const CellStyle style = weight_style(panel.theme, value, scale);
  draw_weight_fill(canvas, r, style, panel.theme);
  canvas.stroke_rect(r, {panel.theme.of(Role::kernel).solid, hovered ? 2.0 : 0.75});
  draw_label_at(canvas, r, number(value), ink_on(panel.theme, style.fill(panel.theme)), label);
}

}  // namespace

std::optional<float> parse_value(const std::string& text) {
  float value = 0;
  const char* first = text.data() + std::min(text.find_first_not_of(" +"), text.size());
  const auto [end, status] = std::from_chars(first, text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size() && status == std::errc();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool is_editable(const Panel& panel, const Focus& cell) {
  const Lesson& lesson = panel.model().lesson;
  if (!lesson.kind->edits(cell.target) || cell.channel != 0) return false;  // the lesson's own plane is the first channel's
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
  ImGuiCanvas canvas = canvas_of(panel);
  const double label = common_label_size(canvas, side, side, k.area(), [&](std::int64_t n) { return number(w.at(k.cell_at(n))); });
  const float left = ImGui::GetCursorPosX() + panel.px((width - side * static_cast<double>(k.w)) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
  for (std::int64_t row = 0; row < k.h; ++row) {
    ImGui::SetCursorPosX(left);
    for (std::int64_t col = 0; col < k.w; ++col) {
      if (col > 0) ImGui::SameLine(0, 0);
      draw_weight(panel, w, scale, {row, col}, side, label);
    }
  }
  ImGui::PopStyleVar();
  ImGui::Dummy({0, panel.px(1 + height - side * static_cast<double>(k.h))});
}

namespace {

// The weights of the page's kernel, each where it is drawn largest.
std::vector<Hit> weights_on_page(const Panel& panel, Extent k, const Rect& seen) {
  std::vector<Hit> weights(static_cast<std::size_t>(k.area()));
  for (const Hit& hit : panel.ui.hits) {
    if (hit.focus.target != Target::weight || hit.focus.channel != 0) continue;  // the own plane's
    for (std::int64_t n = 0; n < hit.cells.area(); ++n) {
      const Cell at = hit.cells.cell_at(n);
      const Cell c{hit.focus.cell.row + at.row, hit.focus.cell.col + at.col};
      if (!k.contains(c)) continue;
      const Hit one = hit.of({Target::weight, c, {}});
      Hit& largest = weights[static_cast<std::size_t>(k.index_of(c))];
      if (one.rect.w * one.rect.h > largest.rect.w * largest.rect.h) largest = one;
    }
  }
  std::erase_if(weights, [&](const Hit& hit) { return hit.focus.target == Target::none || !seen.contains(hit.rect); });
  return weights;
}

Rect around(const std::vector<Hit>& hits) {
  Rect all = hits.front().rect;
  for (const Hit& hit : hits) {
    const Point from{std::min(all.x, hit.rect.x), std::min(all.y, hit.rect.y)};
    all = {from.x, from.y, std::max(all.right(), hit.rect.right()) - from.x, std::max(all.bottom(), hit.rect.bottom()) - from.y};
  }
  return all;
}

}  // namespace

void handle_page_weights(const Panel& panel, Rect seen) {
  if (!has_kernel_editor(panel)) return;
  const Tensor w = plane_with(panel, {Target::weight, {}, {}});
  const std::vector<Hit> weights = weights_on_page(panel, w.shape().plane(), seen);
  if (weights.empty()) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2{1, 1});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  {
    const Region region(panel, "###page_weights", around(weights), panel.theme.background.with_alpha(0),
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoFocusOnAppearing, Stacking::list);
    for (const Hit& hit : weights) {
      ImGui::SetCursorScreenPos(to_real(panel, {hit.rect.x, hit.rect.y}));
      const WeightItem item = weight_item(panel, hit.focus.cell, w.at(hit.focus.cell), hit.rect.w);
      if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) canvas_of(panel).stroke_rect(item.rect.inset(1), {panel.theme.accent, 2});
      if (item.clicked) pin_or_let_go(panel, hit.focus);
    }
  }
  ImGui::PopStyleVar(3);
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
