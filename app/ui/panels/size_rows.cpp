#include "app/ui/panels/size_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/transposed_words.h"
#include "app/ui/panels/size_row.h"

namespace deconvlab {

namespace {

struct SizeRow {
  Size size;
  const char* letter;
  std::string_view field;  // of a link
  std::string_view key;
  Range useful;  // over the slider's width
  Range whole;   // with Shift
  Role role;     // neutral: ink
};

constexpr SizeRow kRows[] = {
    {Size::i, "i", "i", "size.i", {1, kUsefulSides}, {1, 64}, Role::input},
    {Size::k, "k", "k", "size.k", {1, 16}, {1, 64}, Role::kernel},
    {Size::s, "s", "s", "size.s", {1, 8}, {1, 32}, Role::neutral},
    {Size::p, "p", "p", "size.p", {0, 8}, {-16, 32}, Role::padding},
    {Size::p_end, "p", "p", "size.p_end", {0, 8}, {-16, 32}, Role::padding},
    {Size::d, "d", "d", "size.d", {1, 8}, {1, 16}, Role::neutral},
    {Size::a, "a", "a", "size.a", {0, 7}, {0, 31}, Role::neutral},
    {Size::up, "k′", "up", "size.up", {1, 16}, {1, 64}, Role::kernel},
};
constexpr Range kPictureSides{16, 1024};
constexpr Range kPaddingApart{-4, 8};  // of each end by itself; below 0 rows are cut off
constexpr double kBetween = 3;         // rows

// Whether the lesson does not resolve because of this size.
bool is_wrong(const Panel& panel, std::string_view letter) {
  if (panel.results) return false;
  const Error& error = panel.results.error();
  if (error.code == ErrorCode::kernel_exceeds_input) return letter != "s";
  if (error.code == ErrorCode::no_way_back) return letter == "k′";
  if (error.code == ErrorCode::too_large && error.args[0].size() > 1) return letter == "i" || letter == "k" || letter == "p";
  return !error.args.empty() && error.args[0] == letter;
}

// Whether the lesson resolves with a size of this value: asked only while the row is drawn.
std::function<bool(std::int64_t)> possible_of(const Panel& panel, Size size, Axes axes) {
  Lesson sizes = panel.model().lesson;
  sizes.input.own.clear();
  sizes.kernel.own.clear();
  return [=](std::int64_t value) mutable {
    set_size(sizes, size, axes, value);
    return resolve(sizes).has_value();
  };
}

// The output padding stays below the larger of stride and dilation.
TrackScale scale_of(const Panel& panel, const SizeRow& row, Axes axes) {
  if (row.size == Size::i && panel.model().lesson.kind->on_picture()) return {kPictureSides};
  TrackScale scale{row.useful, row.whole, possible_of(panel, row.size, axes)};
  if (row.role == Role::padding && panel.model().lesson.params.p_end) scale.useful = kPaddingApart;
  if (row.size != Size::a) return scale;
  const Params& p = panel.model().lesson.params;
  scale.useful = {0, std::max<std::int64_t>(1, std::min(std::max(p.s.h, p.d.h), std::max(p.s.w, p.d.w)) - 1)};
  scale.whole.reset();
  return scale;
}

void draw_axis(const Panel& panel, const SizeRow& row, Axes axes, const std::string& id, double width) {
  const Extent e = size_of(panel.model().lesson, row.size);
  const std::int64_t value = axes == Axes::width ? e.w : e.h;
  draw_axis_letter(panel, axes);
  draw_number(panel, id, scale_of(panel, row, axes), value, width, row_color(panel.theme, row.role, false), [&](std::int64_t changed) {
    return command::SetSize{row.size, axes, changed};
  });
  if (is_wrong(panel, row.letter)) mark_wrong(panel);
}

// p at both ends, or a, as the lesson comes to them.
std::string followed(const Panel& panel, Size size) {
  if (!panel.results) return "–";
  const Geometry& g = panel.results->geometry;
  if (size == Size::i) return both(g.h.i, g.w.i);
  if (size == Size::a) return both(g.h.remainder, g.w.remainder);
  const auto padded = resolve_padded(panel.model().lesson);
  return padded ? both_ends({{padded->h.p, padded->w.p}, {padded->h.padding_end(), padded->w.padding_end()}}) : "–";
}

void draw_size(const Panel& panel, const SizeRow& row) {
  const bool begins = row.size == Size::p && panel.model().lesson.params.p_end;
  draw_label(panel, letter_of(panel, row.letter), begins ? "size.p_begin" : row.key, row.role);
  const std::string id(row.key);
  if (follows(panel, row.size)) {
    draw_read_only(panel, id, followed(panel, row.size), row_color(panel.theme, row.role, true));
    return is_wrong(panel, row.letter) ? mark_wrong(panel) : void();
  }
  const double width = room(panel);
  if (panel.model().lesson.square) return draw_axis(panel, row, Axes::both, id, width);
  draw_axis(panel, row, Axes::height, id + ".h", width);
  to_label_column(panel);
  draw_axis(panel, row, Axes::width, id + ".w", width);
}

// p of the end has a row where it is set by itself.
bool is_set(const Panel& panel, Size size) { return size != Size::p_end || panel.model().lesson.params.p_end; }

}  // namespace

std::string size_letter(const Panel& panel, Size size) { return letter_of(panel, std::ranges::find(kRows, size, &SizeRow::size)->letter); }

std::string output_letter(const Panel& panel) { return letter_of(panel, "o"); }

std::string size_text(const Lesson& lesson, Size size) {
  const Extent& e = size_of(lesson, size);
  return both(e.h, e.w);
}

void draw_sizes(const Panel& panel) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{ImGui::GetStyle().ItemSpacing.x, panel.px(kBetween)});
  for (const SizeRow& row : kRows) {
    if (has(panel, row.field) && is_set(panel, row.size)) draw_size(panel, row);
    if (row.size == Size::p_end && has(panel, "padding")) draw_padding_rule(panel);
    if (row.size == Size::p_end && has(panel, "ceil")) draw_rounding(panel);
  }
  draw_output(panel);
  ImGui::PopStyleVar();
  draw_alike_switches(panel);
}

}  // namespace deconvlab
