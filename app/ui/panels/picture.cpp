// Centre: the scene's two views with its sentence and formula; what is pointed at, pinned, panned and zoomed there.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/draw/rich_text.h"
#include "app/lessons/wipe.h"
#include "app/scenes/scenes.h"
#include "app/ui/actions.h"
#include "app/ui/dialogs/cell_editor.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/panels/impossible.h"
#include "app/ui/panels/pane_gestures.h"
#include "app/ui/panels/pointing.h"
#include "app/ui/panels/tip_place.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kOutline = 2;     // an outline on the edge of a view is seen whole
constexpr double kDragStarts = 4;  // logical pixels: less is a click

// What a click on this opens; empty where it opens nothing.
std::string link_behind(const Panel& panel, const Focus& focus) {
  const auto scene = find_scene(panel.model().lesson.scene);
  if (!panel.results || !scene || !(*scene)->open) return {};
  return (*scene)->open(focus, {panel.model(), *panel.results, focus, panel.theme, panel.language});
}

// What a click and a double click do to what is pointed at.
std::string_view hint_at(const Panel& panel, const Focus& focus, bool opens) {
  if (opens) return is_wiped(panel.model().lesson) ? "hint.shows" : "hint.opens";
  const bool editable = is_editable(panel, focus);
  if (focus == panel.model().pinned) return editable ? "hint.let_go_or_edit" : "hint.let_go";
  return editable ? "hint.keep_or_edit" : "hint.keep";
}

// The wheel moves a view that is higher than its room.
void scroll_views(const Panel& panel, const WindowLayout& layout, double notches) {
  constexpr double kNotch = 48;
  const auto scroll = [&](const Rect& view, const Rect& content, double& by) {
    if (view.contains(mouse(panel))) by = std::clamp(by - notches * kNotch, 0.0, content.h - view.h);
  };
  scroll(layout.centre, layout.centre_content, panel.ui.scrolled.centre);
  scroll(layout.side, layout.side_content, panel.ui.scrolled.side);
}

// Says that there is more of a view, and where.
void draw_scroll_bar(const Panel& panel, Canvas& canvas, const Rect& view, const Rect& content, double scrolled) {
  if (content.h <= view.h) return;
  constexpr double kWide = 5;
  const double share = view.h / content.h;
  const Rect bar{view.right() - kWide, view.y, kWide, view.h};
  canvas.fill_rect(bar, panel.theme.line, kWide / 2);
  canvas.fill_rect({bar.x, bar.y + scrolled * share, kWide, bar.h * share}, panel.theme.muted, kWide / 2);
}

// One of the scene's views in its room.
void draw_view(const Panel& panel, Canvas& canvas, const Rect& view, Rect content, double& scrolled, auto&& draw) {
  scrolled = std::min(scrolled, content.h - view.h);
  canvas.push_clip(view.inset(-kOutline));
  draw(Rect{content.x, content.y - scrolled, content.w, content.h});
  canvas.pop_clip();
  draw_scroll_bar(panel, canvas, view, content, scrolled);
}

// The mouse over the picture: what it points at, and what wheel, drag, click and double click do there.
void handle_mouse(const Panel& panel, Rect area, const WindowLayout& layout) {
  ImGui::SetCursorScreenPos(to_real(panel, {area.x, area.y}));
  ImGui::InvisibleButton("picture", {panel.px(area.w), panel.px(area.h)});
  remember(panel, "picture");
  const bool hovered = ImGui::IsItemHovered();
  const std::optional<Hit> hit = hovered ? hit_at(panel.ui.hits, mouse(panel)) : std::nullopt;
  if (hit) panel.ui.hovered = hit->focus;
  const std::optional<MatrixPane> pane = pane_under(panel, mouse(panel));
  const float wheel = ImGui::GetIO().MouseWheel;
  if (hovered && pane && wheel != 0) turn_wheel(panel, *pane, wheel);
  if (hovered && !pane && wheel != 0) scroll_views(panel, layout, wheel);
  const float threshold = panel.px(kDragStarts);
  if (pane && ImGui::IsItemActive() && ImGui::IsMouseDragging(0, threshold)) pan_pane(panel, *pane);
  const bool clicked = ImGui::IsItemDeactivated() && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < threshold * threshold;
  const Focus focus = hit ? hit->focus : Focus{};
  const std::string link = hit ? link_behind(panel, focus) : "";
  if (hit) panel.ui.pointing = hint_at(panel, focus, !link.empty());
  if (!link.empty()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (clicked && !link.empty()) return panel.send(command::Open{link});
  if (clicked) pin_or_let_go(panel, focus);
  if (hovered && ImGui::IsMouseDoubleClicked(0)) {
    if (hit) open_cell(panel, hit->focus, hit->rect);
    if (!hit && pane) panel.send(command::LookAt{});
  }
}

// A line that widens one pane and narrows the other; a double click puts it back.
template <class Move>
void draw_split(const Panel& panel, const char* id, Rect r, double shown_at, Move&& move) {
  ImGui::SetCursorScreenPos(to_real(panel, {r.x, r.y}));
  ImGui::InvisibleButton(id, {panel.px(r.w), panel.px(r.h)});
  remember(panel, id);
  const bool held = ImGui::IsItemActive();
  if (held || ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  const Stroke stroke{held || ImGui::IsItemHovered() ? panel.theme.accent : panel.theme.line, held ? 2.0 : 1.0};
  canvas_of(panel).line({shown_at, r.y}, {shown_at, r.bottom()}, stroke);
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) {
    panel.ui.splits = Splits{};
  } else if (held && ImGui::IsMouseDragging(0, 1)) {
    move(mouse(panel).x);
  }
}

Frame frame_of(const Panel& panel, const Focus& focus, PatternMemo& memo) {
  return {panel.model(),          *panel.results,        focus, panel.theme,     panel.language,
          &panel.ui.hits,         &panel.ui.matrix_pane, &memo, panel.ui.device, &panel.ui.picture_memo,
          &panel.ui.picture_panes};
}

// Whose sentence stands below the picture: the step's or that of what is pinned, whatever is pointed at; of many lessons side by side that
// of the one pointed at, which is then the large one.
Focus told_focus(const Panel& panel) { return panel.model().lesson.kind->repeats ? panel.shown_focus() : panel.model().pinned; }

constexpr double kTipText = 13;
constexpr double kTipLine = kTipText * 1.4;
constexpr double kWidestTip = 400;
constexpr int kMostTipLines = 7;

// What the tooltip says: nothing while the mouse has not rested, and nothing that the sentence says already. What is pointed at has a
// sentence of its own where the picture follows it; one that is too long for a tooltip gives way to the description alone.
std::string tooltip_text(const Panel& panel, Canvas& canvas, const Scene& scene, const Frame& frame) {
  if (asks_for_value(panel.document)) return {};
  const bool resting = panel.ui.hovered.target != Target::none && panel.ui.rest_seconds >= kTooltipAfter && !panel.ui.tips_wait;
  if (!resting || panel.ui.edit.cell.target != Target::none) return {};
  const std::string known = scene.sentence(frame_of(panel, told_focus(panel), panel.ui.main_memo));
  const auto is_new = [](const std::string& text, const std::string& beside) { return beside.find(text) == std::string::npos; };
  const std::string about = scene.describe(panel.ui.hovered, frame);
  const std::string own = scene.sentence(frame);
  const std::string described = is_new(about, known) ? about : std::string();
  if (!is_new(own, known)) return described;
  const std::string all = is_new(about, own) ? then(own, about) : own;
  return wrapped_lines(canvas, kWidestTip, {all, {}}, kTipText) <= kMostTipLines ? all : described;
}

// What a tooltip at the mouse stands beside.
TipAbout about_of(const Panel& panel, Point at, std::vector<Rect>& planes) {
  TipAbout about{{at.x, at.y, 0, 0}, {at.x, at.y, 0, 0}};
  for (const Hit& hit : panel.ui.hits) {
    planes.push_back(hit.rect);
    if (hit.rect.contains(at)) about.plane = hit.rect;
  }
  if (const std::optional<Hit> hit = hit_at(panel.ui.hits, at)) about.cell = hit->rect;
  about.planes = planes;
  return about;
}

// Within `page`, so that the words below it stay to be read.
void draw_tooltip(const Panel& panel, const Scene& scene, const Frame& frame, const WindowLayout& layout, Rect page) {
  ImGuiCanvas canvas(*ImGui::GetForegroundDrawList(), {0, 0}, panel.surface.scale, panel.surface.fonts, panel.surface.texture);
  panel.ui.tip = tooltip_text(panel, canvas, scene, frame);
  panel.ui.places.erase("tooltip");
  if (panel.ui.tip.empty()) return;
  const TextRun run{panel.ui.tip, panel.theme.text};
  const double text = std::min(kWidestTip, runs_width(canvas, {run}, kTipText) + 1);
  const int lines = wrapped_lines(canvas, text, run, kTipText);
  const double width = text + kAboutLabel;
  const double height = lines * kTipLine + 10;
  const Point at = mouse(panel);
  std::vector<Rect> planes;
  const TipAbout about = about_of(panel, at, planes);
  const Rect view = layout.side.contains(at) ? layout.side : layout.centre;
  const Rect box = place_tip(at, about, width, height, view, page);
  panel.ui.places.insert_or_assign("tooltip", box);
  canvas.fill_rect(box, panel.theme.background, 5);
  canvas.stroke_rect(box, {panel.theme.muted, 1}, 5);
  draw_wrapped(canvas, {box.x + kAboutLabel / 2, box.y + 5 + kTipLine / 2}, text, run, kTipText, lines);
}

// Along the upper edge while what is shown is not yet what is asked for: a stretch that wanders, or all of it where nothing may move.
void draw_computing(const Panel& panel, Canvas& canvas, Rect area) {
  constexpr double kRoundsPerSecond = 0.8;
  constexpr double kStretch = 0.3;
  if (panel.ui.computing_seconds <= kComputingShownAfter) return;
  const bool still = panel.model().reduce_motion;
  const double at = still ? 0 : std::fmod(panel.ui.computing_seconds * kRoundsPerSecond, 1.0) * (1 + kStretch) - kStretch;
  const double from = std::max(0.0, at);
  const double to = still ? 1 : std::min(1.0, at + kStretch);
  canvas.fill_rect({area.x + from * area.w, area.y, (to - from) * area.w, 3}, panel.theme.accent);
}

// In the sentence's place while it would give away what is asked for.
void draw_waiting(const Panel& panel, Canvas& canvas, Rect area) {
  constexpr double kSize = 18;
  draw_wrapped(canvas, {area.x, area.y + kSize}, area.w, {panel.ui.sentence, panel.theme.muted}, kSize, 2);
}

void draw_views(const Panel& panel, Canvas& canvas, const WindowLayout& layout, const Scene& scene, const Focus& focus) {
  panel.ui.hits.clear();
  panel.ui.picture_panes.clear();
  panel.ui.matrix_pane = {};
  draw_view(panel, canvas, layout.centre, layout.centre_content, panel.ui.scrolled.centre,
            [&](Rect content) { scene.draw_main(canvas, content, frame_of(panel, focus, panel.ui.main_memo)); });
  draw_view(panel, canvas, layout.side, layout.side_content, panel.ui.scrolled.side,
            [&](Rect content) { scene.draw_side(canvas, content, frame_of(panel, focus, panel.ui.side_memo)); });
  const Rect views{layout.centre.x, layout.centre.y, layout.side.right() - layout.centre.x, layout.centre.h};
  draw_guide_veil(panel, canvas, views.inset(-kOutline), layout.side.inset(-kOutline));
  const double above = layout.sentence.y - 8;
  canvas.line({layout.left.right(), above}, {layout.top.w, above}, {panel.theme.line, 1});
  const Frame frame = frame_of(panel, told_focus(panel), panel.ui.main_memo);
  const bool waits = asks_for_value(panel.document);
  panel.ui.sentence = waits ? waiting_sentence(panel) : scene.sentence(frame);
  waits ? draw_waiting(panel, canvas, layout.sentence) : draw_sentence(canvas, layout.sentence, scene, frame);
  draw_formula(canvas, layout.formula, scene, frame);
}

}  // namespace

void draw_picture(const Panel& panel, const WindowLayout& layout, Controls controls) {
  const Rect area{layout.left.right(), layout.guide.bottom(), layout.top.w - layout.left.right(),
                  layout.timeline.y - layout.guide.bottom()};
  const Region region(panel, "###picture", area, panel.theme.background,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
  ImGuiCanvas canvas = canvas_of(panel);
  const auto scene = find_scene(panel.model().lesson.scene);
  const double width = layout.top.w;
  draw_computing(panel, canvas, area);
  if (layout.left.w > 0) {
    draw_split(panel, "split.left", layout.left_split, layout.left.right(),
               [&](double x) { panel.ui.splits = with_left_split_at(panel.ui.splits, x, width, controls); });
  }
  if (!panel.results || !scene) {
    panel.ui.hits.clear();
    panel.ui.hovered = {};
    if (scene && draw_impossible(panel, canvas, layout)) return;
    return draw_error(canvas, area.inset(2), panel.results ? scene.error() : panel.results.error(), panel.theme, panel.language);
  }
  draw_split(panel, "split.side", layout.side_split, layout.side_split.centre().x,
             [&](double x) { panel.ui.splits = with_side_split_at(panel.ui.splits, x, width, controls); });
  handle_edge(panel);
  handle_mouse(panel, {layout.centre.x, layout.centre.y, layout.side.right() - layout.centre.x, layout.centre.h}, layout);
  if ((*scene)->kernel_on_page)
    handle_page_weights(panel, {layout.centre.x, layout.centre.y, layout.side.right() - layout.centre.x, layout.centre.h});
  const Focus focus = panel.shown_focus();
  draw_views(panel, canvas, layout, **scene, focus);
  const Rect page{area.x, area.y, area.w, layout.sentence.y - 8 - area.y};
  draw_tooltip(panel, **scene, frame_of(panel, panel.ui.hovered, panel.ui.main_memo), layout, page);
}

}  // namespace deconvlab
