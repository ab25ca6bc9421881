// The row of the output's size: read, set, or asked for.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/diagram/transposed_words.h"
#include "app/ui/panels/size_row.h"
#include "app/ui/panels/size_rows.h"

namespace deconvlab {

namespace {

void keep_row(const Panel& panel) { ImGui::Dummy({0, panel.px(kSizeRow)}); }

// The input sides that lead to the output's, to choose from; their row's place stays where there is one alone.
void draw_offered_inputs(const Panel& panel, const Axis& axis, Axes axes, const std::string& id) {
  constexpr std::int64_t kARow = 5;
  const auto sides = inputs_for_output(axis, axis.o, panel.model().lesson.params.padding);
  if (!sides || sides->first == sides->last) return keep_row(panel);
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  canvas_of(panel).text({at.x + 20, at.y + kSizeRow / 2}, panel.phrase("window.from_inputs"), {.color = panel.theme.muted, .size = 13});
  for (std::int64_t first = sides->first; first <= sides->last; first += kARow) {
    std::vector<std::string> texts;
    for (std::int64_t side = first; side <= std::min(sides->last, first + kARow - 1); ++side) texts.push_back(fmt::format("{}", side));
    const std::vector<std::string_view> labels(texts.begin(), texts.end());
    to_label_column(panel);
    const std::string row = fmt::format("{}.from.{}", id, first - sides->first);
    const int picked = alternatives(panel, row, labels, static_cast<int>(axis.i - first), room(panel));
    if (picked >= 0) panel.send(command::SetOutput{axes, axis.o, first + picked - sides->first});
  }
}

// The output side that the largest input on its slider leads to.
std::int64_t largest_output(const Panel& panel, Axes axes) {
  Params params = panel.model().lesson.params;
  params.i = Extent::square(kUsefulSides);
  const auto geometry = resolve(params);
  if (!geometry) return 1;
  return axes == Axes::width ? geometry->w.o : geometry->h.o;
}

void draw_output_axis(const Panel& panel, const Axis& axis, Axes axes, const std::string& id, double width) {
  const TrackScale scale{{1, std::max(axis.o, largest_output(panel, axes))}};
  draw_number(panel, id, scale, axis.o, width, panel.theme.of(Role::output).solid, [&](std::int64_t changed) {
    return command::SetOutput{axes, changed};
  });
  draw_offered_inputs(panel, axis, axes, id);
}

void draw_output_text(const Panel& panel, const std::string& text, Color color) {
  draw_label(panel, letter_of(panel, "o"), "size.o", Role::output);
  draw_read_only(panel, "size.o", text, color);
}

// Keeps the row's place, so that nothing jumps while a slider passes through sizes that have no output.
void draw_missing_output(const Panel& panel) { draw_output_text(panel, "–", panel.theme.muted); }

// o' follows from i' and a: it is read, not set.
void draw_transposed_output(const Panel& panel) {
  const Extent o = panel.results->geometry.input();
  draw_output_text(panel, o.h == o.w ? fmt::format("{}", o.h) : fmt::format("{} × {}", o.h, o.w), panel.theme.text);
}

std::int64_t side_of(Extent e, Axes axes) { return axes == Axes::width ? e.w : e.h; }

// What is asked for, else what comes out.
Extent output_shape(const Panel& panel) {
  if (const auto& asked = panel.model().lesson.params.output) return *asked;
  return panel.results ? panel.results->geometry.input() : Extent{};
}

void ask_for_output(const Panel& panel, Axes axes, std::int64_t side) {
  Extent shape = output_shape(panel);
  if (axes != Axes::width) shape.h = side;
  if (axes != Axes::height) shape.w = side;
  panel.send_from_item(command::SetOutputShape{shape});
}

// "auto" and the sides one by one, or a track where they are many.
void offer_outputs(const Panel& panel, Axes axes, const std::string& id, SideRange sides, double width) {
  constexpr std::int64_t kMostOffered = 4;
  std::int64_t side = side_of(output_shape(panel), axes);
  if (sides.last - sides.first >= kMostOffered) {
    if (track(panel, id, {{sides.first, sides.last}}, side, width, panel.theme.of(Role::output).solid)) ask_for_output(panel, axes, side);
    return;
  }
  std::vector<std::string> texts{std::string(panel.phrase("window.output_any"))};
  for (std::int64_t n = sides.first; n <= sides.last; ++n) texts.push_back(fmt::format("{}", n));
  const std::vector<std::string_view> labels(texts.begin(), texts.end());
  const bool asked = panel.model().lesson.params.output.has_value();
  const int picked = alternatives(panel, id, labels, asked ? static_cast<int>(side - sides.first + 1) : 0, width);
  if (picked == 0) panel.send(command::SetOutputShape{});
  if (picked > 0) ask_for_output(panel, axes, sides.first + picked - 1);
}

// Whether the output asked for cannot be on this axis.
bool is_output_wrong(const Panel& panel, Axes axes) {
  if (panel.results || panel.results.error().code != ErrorCode::output_not_reached) return false;
  return axes == Axes::both || panel.results.error().args[0] == (axes == Axes::height ? "h" : "w");
}

void draw_output_shape_axis(const Panel& panel, Axes axes, const std::string& id) {
  const double width = room(panel);
  const auto sides = possible_outputs(panel.model().lesson, axes);
  if (!sides) return draw_read_only(panel, id, "–", panel.theme.muted);
  draw_axis_letter(panel, axes);
  offer_outputs(panel, axes, id, *sides, width - kNumberField - kInnerGap);
  beside(panel);
  std::int64_t side = side_of(output_shape(panel), axes);
  if (number_field(panel, id + ".field", side, kNumberField)) ask_for_output(panel, axes, side);
  if (is_output_wrong(panel, axes)) mark_wrong(panel);
}

// The output that is wanted of a transposed convolution, in the place of its a.
void draw_output_shape(const Panel& panel) {
  draw_label(panel, letter_of(panel, "o"), "size.output_shape", Role::output);
  if (panel.model().lesson.square) return draw_output_shape_axis(panel, Axes::both, "size.output");
  draw_output_shape_axis(panel, Axes::height, "size.output.h");
  to_label_column(panel);
  draw_output_shape_axis(panel, Axes::width, "size.output.w");
}

// The pooled map's size.
void draw_pooled_output(const Panel& panel) {
  const Extent o = panel.results->pooling().resampled->pool.output();
  draw_output_text(panel, both(o.h, o.w), panel.theme.text);
}

}  // namespace

void draw_output(const Panel& panel) {
  const OutputRow row = panel.model().lesson.kind->output_row;
  if (row == OutputRow::asks_output && follows(panel, Size::a)) return draw_output_shape(panel);
  if (!panel.results) {
    draw_missing_output(panel);
    return row == OutputRow::sets_input ? keep_row(panel) : void();
  }
  if (row == OutputRow::reads_pooled) return draw_pooled_output(panel);
  if (row == OutputRow::asks_output) return draw_transposed_output(panel);
  const Geometry& g = panel.results->geometry;
  draw_label(panel, "o", "size.o", Role::output);
  const double width = room(panel);
  if (panel.model().lesson.square) return draw_output_axis(panel, g.h, Axes::both, "size.o", width);
  draw_axis_letter(panel, Axes::height);
  draw_output_axis(panel, g.h, Axes::height, "size.o.h", width);
  to_label_column(panel);
  draw_axis_letter(panel, Axes::width);
  draw_output_axis(panel, g.w, Axes::width, "size.o.w", width);
}

}  // namespace deconvlab
