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

Command set_cell(const Lesson& lesson, const Focus& cell, float value) {
  if (cell.target == Target::bias) {
    std::vector<float> bias = lesson.bias;
    bias[static_cast<std::size_t>(cell.channel)] = value;
    return command::SetBias{bias};
  }
  if (cell.target == Target::weight) return command::SetWeight{cell.cell, value, cell.channel};
  return command::SetInputCell{cell.cell, value, cell.channel};
}

// The planes that the cell's one is of, also while a lesson of one plane does not resolve; empty when they are absurdly large.
Tensor planes_with(const Panel& panel, Target target) {
  constexpr std::int64_t kMost = 1 << 20;
  const Lesson& lesson = panel.model().lesson;
  const bool kernel = target == Target::weight;
  if (kernel && !lesson.kind->weights) return {};
  const Extent size = kernel ? lesson.kind->weights(lesson) : lesson.params.i;
  if (size.h < 1 || size.w < 1 || size.h > kMost || size.w > kMost || size.area() > kMost) return {};
  return planes_in(lesson, kernel).value_or(Tensor());
}

bool has_plane(const Tensor& planes, std::int64_t n) { return n >= 0 && n < planes.shape().n * planes.shape().c; }
float value_at(const Tensor& planes, const Focus& cell) {
  const std::int64_t across = planes.shape().c;
  return planes.at(cell.channel / across, cell.channel % across, cell.cell.row, cell.cell.col);
}

void finish_edit(const Panel& panel) {
  CellEdit& edit = panel.ui.edit;
  const auto value = parse_value(edit.text);
  if (value) panel.send(set_cell(panel.model().lesson, edit.cell, *value));
  if (!value) panel.tell(say(panel.language, Error{ErrorCode::bad_number, {std::string(panel.phrase("window.cell")), edit.text}}), true);
  edit.cell = {};
}

// Dragging right or up raises the weight, a unit every few pixels; with Shift by tenths.
void drag_weight(const Panel& panel, const Focus& weight, float value) {
  if (!ImGui::IsItemActive() || !ImGui::IsMouseDragging(0, 2)) return;
  const ImVec2 by = ImGui::GetMouseDragDelta(0, 2);
  const double unit = ImGui::GetIO().KeyShift ? 0.1 : 1;
  const double units = std::trunc((by.x - by.y) / panel.surface.scale / kPixelsPerUnit);
  if (units == 0) return;
  ImGui::ResetMouseDragDelta();
  panel.send_from_item(set_cell(panel.model().lesson, weight, static_cast<float>(std::round((value + units * unit) / unit) * unit)));
}

struct WeightItem {
  Rect rect;
  bool hovered = false;
  bool clicked = false;  // with the mouse, and not dragged
};

// What can be dragged, typed into and gone to by keys, where the next item stands.
WeightItem weight_item(const Panel& panel, const Focus& weight, float value, double side) {
  const std::string plane = weight.channel == 0 ? "" : fmt::format("{}.", weight.channel);
  const std::string id = fmt::format("weight.{}{}.{}", plane, weight.cell.row, weight.cell.col);
  const bool clicked = ImGui::InvisibleButton(id.c_str(), {panel.px(side), panel.px(side)});
  remember(panel, id);
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool hovered = ImGui::IsItemHovered() || ImGui::IsItemActive();
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (hovered) panel.ui.hovered = weight;
  if (hovered) panel.ui.pointing = "hint.weight";
  drag_weight(panel, weight, value);
  const bool by_key = clicked && !ImGui::IsMouseReleased(0);
  if (by_key || (hovered && ImGui::IsMouseDoubleClicked(0))) open_cell(panel, weight, r);
  const float still = panel.px(kClick);
  return {r, hovered, clicked && !by_key && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < still * still};
}

// Its number at the size that all of them have.
void draw_weight(const Panel& panel, const Tensor& w, const ValueScale& scale, Cell c, double side, double label) {
  const float value = w.at(c);
  const auto [r, hovered, clicked] = weight_item(panel, {Target::weight, c, {}}, value, side);
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
  if (!lesson.kind->edits(cell.target)) return false;
  if (cell.target == Target::bias) return cell.channel >= 0 && cell.channel < std::ssize(lesson.bias);
  if (cell.channel != 0 && !has_plane(planes_with(panel, cell.target), cell.channel)) return false;
  return (cell.target == Target::weight ? lesson.kind->weights(lesson) : lesson.params.i).contains(cell.cell);
}

void open_cell(const Panel& panel, const Focus& cell, Rect place) {
  if (cell.target == Target::bias && is_editable(panel, cell)) {
    panel.ui.edit = {cell, place, exact_number(panel.model().lesson.bias[static_cast<std::size_t>(cell.channel)]), true};
    return;
  }
  const Tensor planes = is_editable(panel, cell) ? planes_with(panel, cell.target) : Tensor();
  if (has_plane(planes, cell.channel) && planes.shape().plane().contains(cell.cell))
    panel.ui.edit = {cell, place, exact_number(value_at(planes, cell)), true};
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
  const Tensor w = planes_with(panel, Target::weight);
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

// The weights of one of the page's planes of them, each where it is drawn largest.
std::vector<Hit> weights_on_page(const Panel& panel, Extent k, std::int64_t plane, const Rect& seen) {
  std::vector<Hit> weights(static_cast<std::size_t>(k.area()));
  for (const Hit& hit : panel.ui.hits) {
    if (hit.focus.target != Target::weight || hit.focus.channel != plane) continue;
    for (std::int64_t n = 0; n < hit.cells.area(); ++n) {
      const Cell at = hit.cells.cell_at(n);
      const Cell c{hit.focus.cell.row + at.row, hit.focus.cell.col + at.col};
      if (!k.contains(c)) continue;
      const Hit one = hit.of({Target::weight, c, {}, plane});
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

void handle_plane_weights(const Panel& panel, const Tensor& w, std::int64_t plane, Rect seen) {
  const std::vector<Hit> weights = weights_on_page(panel, w.shape().plane(), plane, seen);
  if (weights.empty()) return;
  const std::string id = plane == 0 ? "###page_weights" : fmt::format("###page_weights.{}", plane);
  const Region region(panel, id.c_str(), around(weights), panel.theme.background.with_alpha(0),
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoFocusOnAppearing, Stacking::list);
  for (const Hit& hit : weights) {
    ImGui::SetCursorScreenPos(to_real(panel, {hit.rect.x, hit.rect.y}));
    const WeightItem item = weight_item(panel, hit.focus, value_at(w, hit.focus), hit.rect.w);
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) canvas_of(panel).stroke_rect(item.rect.inset(1), {panel.theme.accent, 2});
    if (item.clicked) pin_or_let_go(panel, hit.focus);
  }
}

}  // namespace

void handle_page_weights(const Panel& panel, Rect seen) {
  if (!has_kernel_editor(panel)) return;
  const Tensor w = planes_with(panel, Target::weight);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2{1, 1});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  for (std::int64_t plane = 0; has_plane(w, plane); ++plane) handle_plane_weights(panel, w, plane, seen);
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
