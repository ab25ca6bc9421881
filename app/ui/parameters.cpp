// Left panel: everything of a lesson that can be changed.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/cell_editor.h"
#include "app/ui/style.h"
#include "app/ui/widgets.h"
#include "core/frameworks/pytorch.h"
#include "core/kernels.h"

namespace deconvlab {

namespace {

struct SizeRow {
  Size size;
  const char* letter;
  std::string_view key;
  Extent Params::*field;
  Range range;
  Role role;  // neutral: the accent
};

constexpr SizeRow kRows[] = {
    {Size::i, "i", "size.i", &Params::i, {1, 64}, Role::input},   {Size::k, "k", "size.k", &Params::k, {1, 15}, Role::kernel},
    {Size::s, "s", "size.s", &Params::s, {1, 15}, Role::neutral}, {Size::p, "p", "size.p", &Params::p, {0, 16}, Role::padding},
    {Size::d, "d", "size.d", &Params::d, {1, 8}, Role::neutral},
};

constexpr double kLabel = 92;
constexpr double kField = 46;

double room(const Panel& panel) { return ImGui::GetContentRegionAvail().x / panel.surface.scale; }

Color row_color(const Theme& theme, Role role, bool text) {
  if (role == Role::neutral) return theme.accent;
  return text ? theme.of(role).ink : theme.of(role).solid;
}

// "i  input", or "i height" where rows and columns differ.
void draw_label(const Panel& panel, const char* letter, std::string_view key, Role role) {
  ImGui::AlignTextToFramePadding();
  const float left = ImGui::GetCursorPosX();
  {
    const Font font(panel, 17.5, Weight::bold);
    text_in(row_color(panel.theme, role, true), letter);
  }
  ImGui::SameLine(left + panel.px(20));
  const Font font(panel, 13);
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase(key));
  ImGui::SameLine(left + panel.px(kLabel));
}

// Track and field for one number; true when it changed.
bool draw_number(const Panel& panel, const std::string& id, Range range, std::int64_t& value, double width, Color color) {
  bool changed = track(panel, id, range, value, width - kField - 6, color);
  if (changed) return true;
  ImGui::SameLine(0, panel.px(6));
  return number_field(panel, id + ".field", value, kField);
}

void draw_axis(const Panel& panel, const SizeRow& row, Axes axes, const std::string& id, double width) {
  const Extent e = panel.model().lesson.params.*row.field;
  std::int64_t value = axes == Axes::width ? e.w : e.h;
  if (draw_number(panel, id, row.range, value, width, row_color(panel.theme, row.role, false))) {
    panel.send_from_item(command::SetSize{row.size, axes, value});
  }
}

void draw_size(const Panel& panel, const SizeRow& row) {
  draw_label(panel, row.letter, row.key, row.role);
  const std::string id(row.key);
  const double width = room(panel);
  if (panel.model().lesson.square) return draw_axis(panel, row, Axes::both, id, width);
  draw_axis(panel, row, Axes::height, id + ".h", width);
  ImGui::Dummy({0, 0});
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
  draw_axis(panel, row, Axes::width, id + ".w", width);
}

void draw_error_box(const Panel& panel) {
  if (panel.results) return;
  const Font font(panel, 13);
  const Rect top = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  ImGui::Indent(panel.px(12));
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(say(panel.language, panel.results.error()).c_str());
  ImGui::PopTextWrapPos();
  ImGui::Unindent(panel.px(12));
  const double bottom = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos()).y - 4;
  canvas_of(panel).fill_rect({top.x, top.y, 4, bottom - top.y}, panel.theme.of(Role::switches).solid);
}

// The input sides that lead to the output's, to choose from.
void draw_offered_inputs(const Panel& panel, const Axis& axis, Axes axes, const std::string& id) {
  const auto sides = inputs_for_output(axis, axis.o);
  if (!sides || sides->first == sides->last) return;
  ImGui::Dummy({0, 0});
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
  const Font font(panel, 13);
  text_in(panel.theme.muted, say(panel.language, "window.from_inputs", axis.o));
  for (std::int64_t side = sides->first; side <= std::min(sides->last, sides->first + 7); ++side) {
    if (side == sides->first) {
      ImGui::Dummy({0, 0});
      ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
    } else {
      ImGui::SameLine(0, panel.px(4));
      if (ImGui::GetContentRegionAvail().x < panel.px(34))
        ImGui::NewLine(), ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
    }
    const std::string part = fmt::format("{}.from.{}", id, side - sides->first);
    if (button(panel, part, fmt::format("{}", side), say(panel.language, "window.from_input_tip", side, axis.o, side - sides->first), true,
               side == axis.i)) {
      panel.send(command::SetOutput{axes, axis.o, side - sides->first});
    }
  }
}

void draw_output_axis(const Panel& panel, const Axis& axis, Axes axes, const std::string& id, double width) {
  std::int64_t value = axis.o;
  const Range range{1, std::max<std::int64_t>(axis.o, (64 + 2 * axis.p - axis.k_eff) / axis.s + 1)};
  if (draw_number(panel, id, range, value, width, panel.theme.of(Role::output).solid)) {
    panel.send_from_item(command::SetOutput{axes, value});
  }
  draw_offered_inputs(panel, axis, axes, id);
}

void draw_output(const Panel& panel) {
  if (!panel.results) return;
  const Geometry& g = panel.results->geometry;
  draw_label(panel, "o", "size.o", Role::output);
  const double width = room(panel);
  if (panel.model().lesson.square) return draw_output_axis(panel, g.h, Axes::both, "size.o", width);
  draw_output_axis(panel, g.h, Axes::height, "size.o.h", width);
  ImGui::Dummy({0, 0});
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
  draw_output_axis(panel, g.w, Axes::width, "size.o.w", width);
}

void draw_square_switch(const Panel& panel) {
  bool linked = panel.model().lesson.square;
  const Font font(panel, 13);
  if (ImGui::Checkbox((std::string(panel.phrase("window.square")) + "###square").c_str(), &linked)) panel.send(command::SetSquare{linked});
  remember(panel, "square");
}

// A table of named planes as a list, "random" with a button for the next seed.
template <class Choose>
void draw_presets(const Panel& panel, const char* id, std::span<const NamedPlane> table, const PlaneChoice& choice, Choose&& choose_named) {
  std::vector<std::string> labels;
  int chosen = -1;
  for (const NamedPlane& plane : table) {
    if (plane.name == choice.name) chosen = static_cast<int>(labels.size());
    labels.emplace_back(panel.phrase(fmt::format("{}.{}", id, plane.name)));
  }
  const bool seeded = choice.name == "random" || choice.name == "digits";
  const double next = 66;
  const int picked = choose(panel, id, labels, chosen, room(panel) - (seeded ? next + 6 : 0));
  if (picked >= 0) choose_named(std::string(table[picked].name), std::uint64_t{1});
  if (!seeded) return;
  ImGui::SameLine(0, panel.px(6));
  const std::string again = std::string(id) + ".again";
  if (button(panel, again, panel.phrase("window.again"), panel.phrase("window.again_tip"))) choose_named(choice.name, choice.seed + 1);
}

void draw_kernel_section(const Panel& panel) {
  heading(panel, "window.kernel");
  draw_presets(panel, "kernel", kernel_table(), panel.model().lesson.kernel, [&](std::string name, std::uint64_t seed) {
    panel.send(command::ChooseKernel{std::move(name), seed});
  });
  draw_kernel_editor(panel, room(panel), 138);
  const std::string_view turned[] = {panel.phrase("window.correlation"), panel.phrase("window.convolution")};
  const int flip = alternatives(panel, "flip", turned, panel.model().lesson.params.flip ? 1 : 0, room(panel));
  if (flip >= 0) panel.send(command::SetFlip{flip == 1});
}

void draw_cells_section(const Panel& panel) {
  heading(panel, "window.cells");
  draw_presets(panel, "input", input_table(), panel.model().lesson.input, [&](std::string name, std::uint64_t seed) {
    panel.send(command::ChooseInput{std::move(name), seed});
  });
  const std::string_view labels[] = {panel.phrase("window.values"), panel.phrase("window.symbols")};
  const int symbols = alternatives(panel, "symbols", labels, panel.model().lesson.symbols ? 1 : 0, room(panel));
  if (symbols >= 0) panel.send(command::SetSymbols{symbols == 1});
}

void draw_pytorch_section(const Panel& panel) {
  heading(panel, "window.pytorch");
  const std::string line = pytorch_line(panel.model().lesson.params);
  {
    const Font font(panel, 13);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(line.c_str());
    ImGui::PopTextWrapPos();
  }
  remember(panel, "pytorch");
  if (!button(panel, "pytorch.copy", panel.phrase("window.copy"), panel.phrase("window.copy_tip"))) return;
  ImGui::SetClipboardText(line.c_str());
  panel.tell(say(panel.language, "window.copied", line));
}

}  // namespace

void draw_parameters(const Panel& panel, Rect area) {
  const Region region(panel, "###parameters", area, panel.theme.panel);
  for (const SizeRow& row : kRows) draw_size(panel, row);
  draw_output(panel);
  draw_square_switch(panel);
  draw_error_box(panel);
  draw_kernel_section(panel);
  draw_cells_section(panel);
  draw_pytorch_section(panel);
}

}  // namespace deconvlab
