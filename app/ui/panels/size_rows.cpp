#include "app/ui/panels/size_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/diagram/transposed_words.h"
#include "app/ui/widgets/widgets.h"
#include "core/samples/samples.h"

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
    {Size::i, "i", "i", "size.i", {1, 16}, {1, 64}, Role::input},
    {Size::k, "k", "k", "size.k", {1, 16}, {1, 64}, Role::kernel},
    {Size::s, "s", "s", "size.s", {1, 8}, {1, 32}, Role::neutral},
    {Size::p, "p", "p", "size.p", {0, 8}, {0, 32}, Role::padding},
    {Size::p_end, "p", "p", "size.p_end", {0, 8}, {0, 32}, Role::padding},
    {Size::d, "d", "d", "size.d", {1, 8}, {1, 16}, Role::neutral},
    {Size::a, "a", "a", "size.a", {0, 7}, {0, 31}, Role::neutral},
    {Size::up, "k′", "up", "size.up", {1, 16}, {1, 64}, Role::kernel},
};
constexpr Range kPictureSides{16, 1024};

constexpr double kLabel = 96;
constexpr double kWord = 20;  // of a label, after its letter
constexpr double kRow = 24;   // height of a number's row
constexpr double kBetween = 3;

Color row_color(const Theme& theme, Role role, bool text) {
  if (role == Role::neutral) return theme.text;
  return text ? theme.of(role).ink : theme.of(role).solid;
}

// The next item stands behind the labels.
void to_label_column(const Panel& panel) {
  ImGui::Dummy({0, 0});
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
}

// "i  input": the letter in the colour that the number has in the formula.
void draw_label(const Panel& panel, const std::string& letter, std::string_view key, Role role) {
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  ImGuiCanvas canvas = canvas_of(panel);
  const double middle = at.y + kRow / 2;
  canvas.text({at.x, middle}, letter, {.color = row_color(panel.theme, role, true), .size = 17.5, .weight = Weight::bold});
  draw_fitting(canvas, {at.x + kWord, middle}, kLabel - kWord - 4, std::string(panel.phrase(key)),
               {.color = panel.theme.muted, .size = 13});
  to_label_column(panel);
}

// Track and field for one number; `command` makes of a changed value what is sent.
template <class MakeCommand>
void draw_number(const Panel& panel, const std::string& id, const TrackScale& scale, std::int64_t value, double width, Color color,
                 MakeCommand&& command) {
  if (track(panel, id, scale, value, width - kNumberField - kInnerGap, color)) panel.send_from_item(command(value));
  beside(panel);
  if (number_field(panel, id + ".field", value, kNumberField)) panel.send_from_item(command(value));
}

// Whether the lesson does not resolve because of this size.
bool is_wrong(const Panel& panel, std::string_view letter) {
  if (panel.results) return false;
  const Error& error = panel.results.error();
  if (error.code == ErrorCode::kernel_exceeds_input) return letter != "s";
  if (error.code == ErrorCode::no_way_back) return letter == "k′";
  if (error.code == ErrorCode::too_large && error.args[0].size() > 1) return letter == "i" || letter == "k" || letter == "p";
  return !error.args.empty() && error.args[0] == letter;
}

void mark_wrong(const Panel& panel) { mark_item(panel, panel.results.error()); }

// "h" or "w" before the track, where rows and columns differ.
void draw_axis_letter(const Panel& panel, Axes axes) {
  if (axes == Axes::both) return;
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  canvas_of(panel).text({at.x - 8, at.y + kRow / 2}, axes == Axes::height ? "h" : "w",
                        {.color = panel.theme.muted, .size = 13, .align = Align::centre});
}

// Sizes of the transposed convolution have a prime where the convolution's have none.
std::string letter_of(const Panel& panel, std::string_view letter) {
  return std::string(letter) + (is_transposed(panel) && (letter == "i" || letter == "o") ? "′" : "");
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

// A number that is not to be set here, in the place of its slider.
void draw_read_only(const Panel& panel, std::string_view id, const std::string& text, Color color) {
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  canvas_of(panel).text({at.x + 8, at.y + kRow / 2}, text, {.color = color, .size = 15, .weight = Weight::bold});
  ImGui::Dummy({panel.px(room(panel)), panel.px(kRow)});
  remember(panel, id);
}

bool has(const Panel& panel, std::string_view field) { return panel.model().lesson.kind->takes(field); }

// Whether the size follows from a rule, from the output shape or from the picture's file.
bool follows(const Panel& panel, Size size) {
  const Lesson& lesson = panel.model().lesson;
  const Params& p = lesson.params;
  if (size == Size::i) return lesson.kind->on_picture() && !choose_sample(lesson.picture);
  if (size == Size::p) return p.padding != Padding::given;
  return size == Size::a && (p.padding != Padding::given || p.output);
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

// A way to say p: by hand or by a rule, in the place of which a link may say another one.
struct PaddingWay {
  Padding rule;
  std::string_view name, tip;
};
constexpr PaddingWay kWays[] = {{Padding::given, "padding.given", "window.padding_given"},
                                {Padding::same, "padding.same", "window.padding_same"},
                                {Padding::valid, "padding.valid", "window.padding_valid"}};
constexpr PaddingWay kOfLinks[] = {{Padding::given, "padding.given", "window.padding_given"},
                                   {Padding::same_lower, "padding.same_lower", "window.padding_same_lower"},
                                   {Padding::causal, "padding.causal", "window.padding_causal"}};

// Where p comes from.
void draw_padding_rule(const Panel& panel) {
  std::vector<std::string_view> labels, tips;
  std::size_t chosen = 0;
  for (std::size_t n = 0; n < std::size(kWays); ++n) {
    const Padding rule = panel.model().lesson.params.padding;
    const PaddingWay& way = rule == kOfLinks[n].rule ? kOfLinks[n] : kWays[n];
    if (rule == way.rule) chosen = n;
    labels.push_back(panel.phrase(way.name));
    tips.push_back(panel.phrase(way.tip));
  }
  to_label_column(panel);
  const int picked = alternatives(panel, "padding", labels, static_cast<int>(chosen), room(panel), tips);
  if (picked >= 0) panel.send(command::SetPadding{kWays[picked].rule});
}

// How a pooling rounds; SAME says it itself.
void draw_rounding(const Panel& panel) {
  if (is_same_rule(panel.model().lesson.params.padding)) return;
  const std::string_view labels[] = {panel.phrase("rounding.floor"), panel.phrase("rounding.ceil")};
  const std::string_view tips[] = {panel.phrase("window.rounding_floor"), panel.phrase("window.rounding_ceil")};
  to_label_column(panel);
  const int picked = alternatives(panel, "ceil", labels, panel.model().lesson.params.ceil_mode ? 1 : 0, room(panel), tips);
  if (picked >= 0) panel.send(command::SetCeil{picked == 1});
}

void keep_row(const Panel& panel) { ImGui::Dummy({0, panel.px(kRow)}); }

// The input sides that lead to the output's, to choose from; their row's place stays where there is one alone.
void draw_offered_inputs(const Panel& panel, const Axis& axis, Axes axes, const std::string& id) {
  constexpr std::int64_t kARow = 5;
  const auto sides = inputs_for_output(axis, axis.o, panel.model().lesson.params.padding);
  if (!sides || sides->first == sides->last) return keep_row(panel);
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  canvas_of(panel).text({at.x + 20, at.y + kRow / 2}, panel.phrase("window.from_inputs"), {.color = panel.theme.muted, .size = 13});
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
  params.i = Extent::square(kRows[0].useful.last);
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

// The output sides that the lesson's i' can come from.
std::optional<SideRange> possible_outputs(const Panel& panel, Axes axes) {
  Params params = panel.model().lesson.params;
  params.output.reset();
  const auto geometry = resolve_transposed(params);
  if (!geometry) return {};
  const Axis& axis = axes == Axes::width ? geometry->w : geometry->h;
  const auto sides = inputs_for_output(axis, axis.o, params.padding);
  return sides ? std::optional(*sides) : std::nullopt;
}

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
  const auto sides = possible_outputs(panel, axes);
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

// p of the end has a row where it is set by itself.
bool is_set(const Panel& panel, Size size) { return size != Size::p_end || panel.model().lesson.params.p_end; }

// A small switch; true where it was clicked.
bool draw_switch(const Panel& panel, const std::string& id, std::string_view label, std::string_view tip, bool& on) {
  const bool clicked = ImGui::Checkbox((std::string(label) + "###" + id).c_str(), &on);
  remember(panel, id);
  if (!tip.empty()) tooltip(panel, tip);
  return clicked;
}

bool are_ends_alike(const Lesson& lesson) {
  if (lesson.params.p_end) return false;
  const auto g = resolve_padded(lesson);
  return !g || (g->h.p == g->h.padding_end() && g->w.p == g->w.padding_end());
}

// Whether rows and columns have the same sizes, and both ends the same padding.
void draw_alike_switches(const Panel& panel) {
  const Font font(panel, 13);
  bool square = panel.model().lesson.square;
  if (draw_switch(panel, "square", panel.phrase("window.square"), {}, square)) panel.send(command::SetSquare{square});
  if (!has(panel, "padding")) return;
  beside(panel);
  bool ends = are_ends_alike(panel.model().lesson);
  if (!draw_switch(panel, "ends", panel.phrase("window.ends_alike"), panel.phrase("window.ends_alike_tip"), ends)) return;
  ends ? panel.send(command::SetPadding{Padding::given}) : panel.send(command::SetEndsApart{});
}

}  // namespace

double room(const Panel& panel) { return ImGui::GetContentRegionAvail().x / panel.surface.scale; }

std::string size_letter(const Panel& panel, Size size) { return letter_of(panel, std::ranges::find(kRows, size, &SizeRow::size)->letter); }

std::string size_text(const Lesson& lesson, Size size) {
  const Extent& e = size_of(lesson, size);
  return both(e.h, e.w);
}

bool is_transposed(const Panel& panel) { return panel.model().lesson.kind->input_is_small; }

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
