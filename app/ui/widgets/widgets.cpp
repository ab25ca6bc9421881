#include "app/ui/widgets/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/diagram/labels.h"
#include "app/draw/grid.h"
#include "app/draw/part_of.h"
#include "app/draw/rich_text.h"
#include "app/lang/text.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/style.h"

namespace deconvlab {

namespace {

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings;

constexpr double kHeading = 13;

std::string hidden(std::string_view id) { return "##" + std::string(id); }

void push_button_colors(const Theme& theme, bool strong) {
  if (!strong) return;
  const Color fill = mix(theme.accent, theme.background, 0.0);
  ImGui::PushStyleColor(ImGuiCol_Button, im_color(fill));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, im_color(mix(fill, theme.text, 0.15)));
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, im_color(mix(fill, theme.text, 0.3)));
  const Color ink = contrast(theme.background, fill) > contrast(theme.on_solid, fill) ? theme.background : theme.on_solid;
  ImGui::PushStyleColor(ImGuiCol_Text, im_color(ink));
}

void fill_triangle(Canvas& canvas, Point tip, double dx, double dy, Color color) {
  const Point corners[] = {tip, {tip.x - dx, tip.y - dy}, {tip.x - dx, tip.y + dy}};
  canvas.fill_polygon(corners, color);
}

// Opens to the left where dx < 0.
void draw_chevron(Canvas& canvas, Point c, double dx, double u, Color color) {
  const Point points[] = {{c.x - dx / 2, c.y - u}, {c.x + dx / 2, c.y}, {c.x - dx / 2, c.y + u}};
  canvas.polyline(points, {color, 2});
}

// Three columns and two rows of them.
void draw_cards(Canvas& canvas, Point c, double u, Color color) {
  for (const double y : {-1.0, 0.15}) {
    for (const double x : {-1.45, -0.4, 0.65}) canvas.fill_rect({c.x + x * u, c.y + y * u, 0.8 * u, 0.85 * u}, color, 1);
  }
}

void draw_icon(Canvas& canvas, Icon icon, Point c, double u, Color color) {
  const auto bar = [&](double x, double width) { canvas.fill_rect({c.x + x, c.y - u, width, 2 * u}, color); };
  switch (icon) {
    case Icon::play:
      return fill_triangle(canvas, {c.x + u, c.y}, 1.8 * u, 1.1 * u, color);
    case Icon::pause:
      bar(-0.9 * u, 0.65 * u);
      return bar(0.3 * u, 0.65 * u);
    case Icon::back:
      bar(-u, 0.35 * u);
      return fill_triangle(canvas, {c.x - 0.5 * u, c.y}, -1.3 * u, u, color);
    case Icon::forward:
      bar(0.65 * u, 0.35 * u);
      return fill_triangle(canvas, {c.x + 0.5 * u, c.y}, 1.3 * u, u, color);
    case Icon::first:
      bar(-1.2 * u, 0.3 * u);
      fill_triangle(canvas, {c.x - 0.85 * u, c.y}, -u, 0.9 * u, color);
      return fill_triangle(canvas, {c.x + 0.1 * u, c.y}, -u, 0.9 * u, color);
    case Icon::last:
      bar(0.9 * u, 0.3 * u);
      fill_triangle(canvas, {c.x + 0.85 * u, c.y}, u, 0.9 * u, color);
      return fill_triangle(canvas, {c.x - 0.1 * u, c.y}, u, 0.9 * u, color);
    case Icon::previous:
      return draw_chevron(canvas, c, -u, u, color);
    case Icon::next:
      return draw_chevron(canvas, c, u, u, color);
    case Icon::cards:
      return draw_cards(canvas, c, u, color);
    case Icon::cross:
      canvas.line({c.x - u, c.y - u}, {c.x + u, c.y + u}, {color, 2});
      return canvas.line({c.x - u, c.y + u}, {c.x + u, c.y - u}, {color, 2});
  }
}

}  // namespace

void draw_focus_ring(const Panel& panel, Rect r) {
  if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
    canvas_of(panel).stroke_rect(r.inset(-2), {panel.theme.accent, 2}, 5);
  }
}

Region::Region(const Panel& panel, const char* id, Rect area, Color background, ImGuiWindowFlags flags, Stacking stacking) {
  if (stacking == Stacking::overlay) ImGui::SetNextWindowFocus();
  if (stacking == Stacking::panel) flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
  ImGui::SetNextWindowPos(to_real(panel, {area.x, area.y}));
  ImGui::SetNextWindowSize({panel.px(area.w), panel.px(area.h)});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, im_color(background));
  ImGui::Begin(id, nullptr, kFixed | flags);
  ImGui::PopStyleColor();
  ImGui::PushClipRect(to_real(panel, {area.x, area.y}), to_real(panel, {area.right(), area.bottom()}), false);
}

Region::~Region() {
  ImGui::PopClipRect();
  ImGui::End();
}

Font::Font(const Panel& panel, double size, Weight weight) {
  ImGui::PushFont(font_for(panel.surface.fonts, weight, size * panel.surface.scale));
}

ImVec2 to_real(const Panel& panel, Point p) { return {panel.px(p.x), panel.px(p.y)}; }

Rect to_logical(const Panel& panel, ImVec2 from, ImVec2 to) {
  const double s = panel.surface.scale;
  return {from.x / s, from.y / s, (to.x - from.x) / s, (to.y - from.y) / s};
}

void remember(const Panel& panel, std::string_view id) {
  panel.ui.places.insert_or_assign(std::string(id), to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax()));
}

ImGuiCanvas canvas_of(const Panel& panel) {
  return {*ImGui::GetWindowDrawList(), {0, 0}, panel.surface.scale, panel.surface.fonts, panel.surface.texture};
}

void beside(const Panel& panel, double gap) { ImGui::SameLine(0, panel.px(gap)); }

void text_in(Color color, std::string_view text) {
  const std::string shown = shortened(text, kLongestText);
  ImGui::PushStyleColor(ImGuiCol_Text, im_color(color));
  ImGui::TextUnformatted(shown.data(), shown.data() + shown.size());
  ImGui::PopStyleColor();
}

void draw_paragraph(const Panel& panel, const std::string& text, Color color, double size, double width, Weight weight) {
  constexpr int kMostLines = 8;
  ImGuiCanvas canvas = canvas_of(panel);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Rect from = to_logical(panel, at, at);
  const double height = draw_wrapped(canvas, {from.x, from.y + 0.7 * size}, width, {text, color, weight}, size, kMostLines);
  ImGui::Dummy({panel.px(width), panel.px(height)});
}

std::string fitted(const Panel& panel, std::string_view text, double width, double size) {
  ImGuiCanvas canvas = canvas_of(panel);
  return fitted_text(canvas, text, width, {.color = {}, .size = size});
}

namespace {

// The room above a heading with its hairline; where the heading stands.
Point above_heading(const Panel& panel) {
  ImGui::Dummy({0, panel.px(1)});
  const Rect here = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  const double width = ImGui::GetContentRegionAvail().x / panel.surface.scale;
  canvas_of(panel).line({here.x, here.y - 4}, {here.x + width, here.y - 4}, {panel.theme.line, 1});
  return {here.x, here.y};
}

}  // namespace

void heading(const Panel& panel, std::string_view key, std::string_view text) {
  above_heading(panel);
  const Font font(panel, kHeading, Weight::bold);
  text_in(panel.theme.muted, text.empty() ? panel.phrase(key) : text);
}

bool folding_heading(const Panel& panel, std::string_view key, bool folded, std::string_view shown) {
  constexpr double kMark = 14;
  const Point at = above_heading(panel);
  const TextStyle style{.color = panel.theme.muted, .size = kHeading, .weight = Weight::bold};
  ImGuiCanvas canvas = canvas_of(panel);
  const std::string text(shown.empty() ? panel.phrase(key) : shown);
  const double height = kHeading + 3;
  const std::string id = "part." + std::string(key);
  const bool clicked = ImGui::InvisibleButton(id.c_str(), {panel.px(kMark + canvas.text_width(text, style)), panel.px(height)});
  remember(panel, id);
  const double y = at.y + height / 2;
  const Point mark[] = {
      {at.x, y - 3}, {at.x + (folded ? 5.0 : 8.0), folded ? y : y - 3}, {at.x + (folded ? 0.0 : 4.0), y + (folded ? 4 : 3)}};
  canvas.fill_polygon(mark, ImGui::IsItemHovered() ? panel.theme.text : panel.theme.muted);
  canvas.text({at.x + kMark, y}, text, style);
  draw_focus_ring(panel, to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax()));
  return clicked;
}

namespace {

// Below the scene's title and question, where the widget stands among or above them.
void place_tooltip(const Panel& panel) {
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  if (r.y >= panel.ui.words_end) return;
  const bool to_the_left = r.centre().x * panel.surface.scale > ImGui::GetIO().DisplaySize.x / 2;
  const Point corner{to_the_left ? r.right() : r.x, panel.ui.words_end + 4};
  ImGui::SetNextWindowPos(to_real(panel, corner), ImGuiCond_Always, {to_the_left ? 1.0f : 0.0f, 0.0f});
}

}  // namespace

void tooltip(const Panel& panel, std::string_view text) {
  if (text.empty() || panel.ui.tips_wait || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  const Font font(panel, 13);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{panel.px(kAboutLabel / 2), panel.px(kInnerGap)});
  place_tooltip(panel);
  ImGui::BeginTooltip();
  ImGui::PopStyleVar();
  ImGui::PushTextWrapPos(panel.px(320));
  text_in(panel.theme.text, text);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

bool button(const Panel& panel, std::string_view id, std::string_view label, std::string_view tip, bool enabled, bool strong) {
  ImGui::BeginDisabled(!enabled);
  push_button_colors(panel.theme, strong);
  const bool clicked = ImGui::Button((std::string(label) + "###" + std::string(id)).c_str());
  if (strong) ImGui::PopStyleColor(4);
  ImGui::EndDisabled();
  remember(panel, id);
  tooltip(panel, tip);
  return clicked && enabled;
}

namespace {

// How wide each of the labels side by side stands: all alike where they fit so, else as much about each; and the size of their text.
struct Shares {
  std::vector<double> widths;
  double size = 13;
};

Shares shares_of(const Panel& panel, std::span<const std::string_view> labels, double width) {
  constexpr double kAbout = 6;
  Shares shares;
  double sum = 0;
  const auto count = static_cast<double>(labels.size());
  for (const std::string_view label : labels)
    sum += shares.widths.emplace_back(canvas_of(panel).text_width(label, {.color = {}, .size = shares.size}));
  const double room = width - count * kAbout;
  shares.size *= std::min(1.0, room / sum);
  const double about = (width - std::min(sum, room)) / count;
  const bool alike = std::ranges::max(shares.widths) + kAbout <= width / count;
  for (double& each : shares.widths) each = alike ? width / count : each * std::min(1.0, room / sum) + about;
  return shares;
}

}  // namespace

int alternatives(const Panel& panel, std::string_view id, std::span<const std::string_view> labels, int chosen, double width,
                 std::span<const std::string_view> tips) {
  const Theme& theme = panel.theme;
  const Shares shares = shares_of(panel, labels, width);
  int clicked = -1;
  for (int n = 0; n < static_cast<int>(labels.size()); ++n) {
    if (n > 0) ImGui::SameLine(0, 0);
    const std::string part = std::string(id) + "." + std::to_string(n);
    if (ImGui::InvisibleButton(part.c_str(), {panel.px(shares.widths[n]), panel.px(26)})) clicked = n;
    remember(panel, part);
    const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    ImGuiCanvas canvas = canvas_of(panel);
    const double hover = ImGui::IsItemHovered() ? 0.07 : 0;
    canvas.fill_rect(r, n == chosen ? mix(theme.accent, theme.background, 0.82) : mix(theme.background, theme.text, hover));
    canvas.stroke_rect(r, {n == chosen ? theme.accent : theme.line, 1});
    canvas.text(r.centre(), labels[n], {.color = n == chosen ? theme.text : theme.muted, .size = shares.size, .align = Align::centre});
    draw_focus_ring(panel, r);
    if (!tips.empty()) tooltip(panel, tips[n]);
  }
  return clicked;
}

namespace {

constexpr double kTrackHeight = 24;
constexpr double kKnob = 8;
constexpr std::int64_t kMostMarked = 160;  // values of a scale

bool within(Range range, std::int64_t value) { return value >= range.first && value <= range.last; }

// The scale that the track drawn last has now: it does not change while the knob is dragged.
Range shown_range(const TrackScale& scale, std::int64_t value) {
  if (!scale.whole) return scale.useful;
  int& whole = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetItemID());
  if (!ImGui::IsItemActive() || ImGui::IsItemActivated())
    whole = !within(scale.useful, value) || (ImGui::IsItemHovered() && ImGui::GetIO().KeyShift) ? 1 : 0;
  return whole ? *scale.whole : scale.useful;
}

// Steps by wheel and arrow keys, which then do nothing else.
std::int64_t stepped() {
  std::int64_t by = 0;
  ImGui::SetItemUsingMouseWheel();
  if (ImGui::IsItemHovered()) by += std::lround(ImGui::GetIO().MouseWheel);
  const bool walked_to = (ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0 && ImGui::IsItemFocused();
  if (!walked_to) return by;
  for (const auto& [key, step] : {std::pair{Key::left, -1}, {Key::right, 1}}) {
    if (!key_pressed(key, true)) continue;
    ImGui::NavMoveRequestCancel();
    by += step;
  }
  return by;
}

// Where a track's values lie.
struct Rail {
  double from, length, y;
  Range range;

  double span() const { return static_cast<double>(std::max<std::int64_t>(1, range.last - range.first)); }
  double at(double value) const { return from + length * std::clamp((value - static_cast<double>(range.first)) / span(), 0.0, 1.0); }
  std::int64_t under(double x) const { return range.first + std::lround(part_of((x - from) / length) * span()); }
};

void draw_rail(const Panel& panel, const Rail& rail, const TrackScale& scale, double knob, Color color) {
  ImGuiCanvas canvas = canvas_of(panel);
  canvas.fill_rect({rail.from, rail.y - 2, rail.length, 4}, mix(panel.theme.panel, panel.theme.text, 0.16), 2);
  canvas.fill_rect({rail.from, rail.y - 2, knob - rail.from, 4}, color, 2);
  if (!scale.possible || rail.range.last - rail.range.first > kMostMarked) return;
  for (std::int64_t value = rail.range.first; value <= rail.range.last; ++value) {
    if (scale.possible(value)) continue;
    const double left = rail.at(static_cast<double>(value) - 0.5);
    const Rect part{left, rail.y - 5, rail.at(static_cast<double>(value) + 0.5) - left, 10};
    canvas.fill_rect(part, panel.theme.panel);
    draw_hatch(canvas, part, panel.theme.of(Role::switches).solid);
  }
}

}  // namespace

bool track(const Panel& panel, std::string_view id, const TrackScale& scale, std::int64_t& value, double width, Color color) {
  ImGui::InvisibleButton(hidden(id).c_str(), {panel.px(width), panel.px(kTrackHeight)});
  remember(panel, id);
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const Rail rail{r.x + kKnob, r.w - 2 * kKnob, r.centre().y, shown_range(scale, value)};
  const std::int64_t before = value;
  if (ImGui::IsItemActive() && ImGui::IsMouseDown(0)) value = rail.under(ImGui::GetIO().MousePos.x / panel.surface.scale);
  const Range all = scale.whole.value_or(scale.useful);
  if (const std::int64_t by = stepped(); by != 0) value = std::clamp(std::clamp(value, all.first, all.last) + by, all.first, all.last);
  const double x = rail.at(static_cast<double>(value));
  draw_rail(panel, rail, scale, x, color);
  ImGuiCanvas canvas = canvas_of(panel);
  const bool strong = ImGui::IsItemHovered() || ImGui::IsItemActive();
  canvas.circle({x, rail.y}, strong ? kKnob : kKnob - 1, color);
  canvas.circle({x, rail.y}, strong ? 4 : 3.5, panel.theme.background);
  draw_focus_ring(panel, r);
  return value != before;
}

bool number_field(const Panel& panel, std::string_view id, std::int64_t& value, double width) {
  ImGui::SetNextItemWidth(panel.px(width));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{panel.px(6), panel.px(3)});
  const bool changed = whole_number_field(hidden(id).c_str(), value);
  ImGui::PopStyleVar();
  remember(panel, id);
  return changed;
}

void mark_item(const Panel& panel, const Error& error) {
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  canvas_of(panel).stroke_rect(r, {panel.theme.of(Role::switches).solid, 2}, 5);
  tooltip(panel, say(panel.language, error));
}

bool icon_button(const Panel& panel, std::string_view id, Icon icon, double side, std::string_view tip, bool enabled) {
  ImGui::BeginDisabled(!enabled);
  const bool clicked = ImGui::InvisibleButton(hidden(id).c_str(), {panel.px(side), panel.px(side)});
  ImGui::EndDisabled();
  remember(panel, id);
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  ImGuiCanvas canvas = canvas_of(panel);
  if (ImGui::IsItemHovered()) canvas.fill_rect(r, mix(panel.theme.panel, panel.theme.text, ImGui::IsItemActive() ? 0.18 : 0.09), 6);
  const double strength = enabled ? 1 : ImGui::GetStyle().DisabledAlpha;
  draw_icon(canvas, icon, r.centre(), side * 0.2, mix(panel.theme.panel, panel.theme.text, strength));
  draw_focus_ring(panel, r);
  tooltip(panel, tip);
  return clicked && enabled;
}

}  // namespace deconvlab
