#include "app/ui/presenter/tools.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/scenes/scenes.h"
#include "app/state/player.h"
#include "app/ui/actions.h"
#include "app/ui/panels/pointing.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kPenWidth = 4;
constexpr double kPenMoves = 1.5;            // logical pixels from a point of a stroke to the next
constexpr std::size_t kLongestStroke = 500;  // points: ImGui's vertices have 16-bit numbers
constexpr double kTrailSeconds = 0.45;
constexpr double kPointer = 6;
constexpr double kSpot = 96;
constexpr float kDark = 0.72f;
constexpr double kNote = 13;
constexpr double kEdge = 24;
constexpr double kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;

bool pointer_is_here(const Panel& panel, Rect page) { return ImGui::IsWindowHovered() && page.contains(mouse(panel)); }

PenSheet sheet_of(const Document& shown, Rect page) {
  return {page, shown.model.lesson, std::ceil(shown.model.time), shown_beat(shown) ? shown.guide : std::nullopt};
}

void draw_on(Presenter& presenter, Point at) {
  if (presenter.strokes.back().size() >= kLongestStroke) presenter.strokes.push_back({presenter.strokes.back().back()});
  const Point last = presenter.strokes.back().back();
  if (std::hypot(at.x - last.x, at.y - last.y) >= kPenMoves) presenter.strokes.back().push_back(at);
}

// A stroke from where the button went down to where it goes up.
void use_pen(const Panel& panel, Rect page) {
  Presenter& presenter = panel.ui.presenter;
  if (presenter.pen && ImGui::IsMouseClicked(0) && pointer_is_here(panel, page)) {
    presenter.strokes.push_back({mouse(panel)});
    presenter.drawing = true;
  }
  presenter.drawing = presenter.drawing && ImGui::IsMouseDown(0);
  if (presenter.drawing) draw_on(presenter, mouse(panel));
}

void draw_strokes(const Panel& panel, Canvas& canvas) {
  for (const auto& stroke : panel.ui.presenter.strokes) {
    for (const Point& end : {stroke.front(), stroke.back()}) canvas.circle(end, kPenWidth / 2, panel.theme.accent);
    if (stroke.size() > 1) canvas.polyline(stroke, {panel.theme.accent, kPenWidth});
  }
}

// One wide ring from the spot's edge to beyond the page's corners.
void draw_spotlight(const Panel& panel, Canvas& canvas, Rect page) {
  Presenter& presenter = panel.ui.presenter;
  presenter.spotlight = presenter.spotlight && key_down(Key::s);
  if (!presenter.spotlight) return;
  constexpr int kCorners = 128;
  const double width = 2 * (page.w + page.h);
  const double radius = kSpot + width / 2;
  const Point c = mouse(panel);
  std::vector<Point> ring;
  for (int n = 0; n < kCorners; ++n) {
    const double angle = 2 * std::numbers::pi * n / kCorners;
    ring.push_back({c.x + radius * std::cos(angle), c.y + radius * std::sin(angle)});
  }
  canvas.polyline(ring, {Color{0, 0, 0, kDark}, width}, true);
}

void follow_pointer(const Panel& panel, double seconds) {
  auto& pointed = panel.ui.presenter.pointed;
  for (TrailPoint& p : pointed) p.seconds += seconds;
  std::erase_if(pointed, [](const TrailPoint& p) { return p.seconds >= kTrailSeconds; });
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  if (!panel.model().reduce_motion && (moved.x != 0 || moved.y != 0)) pointed.push_back({mouse(panel), 0});
}

// A dot with what it has passed, instead of the desktop's pointer; nothing after a key until the mouse moves.
void draw_pointer(const Panel& panel, Canvas& canvas, Rect page, double seconds) {
  Presenter& presenter = panel.ui.presenter;
  if (!pointer_is_here(panel, page)) return presenter.pointed.clear();
  const bool rests = panel.ui.tips_wait && !presenter.drawing;
  if (rests || presenter.trail || presenter.pen) ImGui::SetMouseCursor(ImGuiMouseCursor_None);
  if (rests) return presenter.pointed.clear();
  if (presenter.pen) return canvas.circle(mouse(panel), kPenWidth, panel.theme.accent.with_alpha(0.6f));
  if (!presenter.trail) return;
  follow_pointer(panel, seconds);
  for (std::size_t n = 1; n < presenter.pointed.size(); ++n) {
    const TrailPoint& p = presenter.pointed[n];
    const double share = 1 - p.seconds / kTrailSeconds;
    canvas.line(presenter.pointed[n - 1].at, p.at, {panel.theme.accent.with_alpha(static_cast<float>(0.5 * share)), 2 * kPointer * share});
  }
  canvas.circle(mouse(panel), kPointer, panel.theme.accent);
}

// How long it has gone on and what time it is.
void draw_clock(const Panel& panel, Canvas& canvas, Rect page) {
  Presenter& presenter = panel.ui.presenter;
  if (!presenter.clock) return;
  const double now = panel.surface.time_of_day;
  const double elapsed = std::fmod(now - presenter.began + kDay, kDay);
  const std::string time = fmt::format("{}:{:02}", static_cast<int>(now / kHour), static_cast<int>(std::fmod(now, kHour) / kMinute));
  const std::string& text = presenter.said_time = say(panel.language, "presenter.clock", static_cast<int>(elapsed / kMinute), time);
  const TextStyle style{.color = panel.theme.muted, .size = kNote, .align = Align::right};
  const Point at{page.right() - kEdge, page.bottom() - 15};
  canvas.text(at, text, style);
  const double width = canvas.text_width(text, style);
  panel.ui.places.insert_or_assign("presented.clock", Rect{at.x - width, at.y - kNote / 2, width, kNote});
}

// That the picture stands still, and what is there behind it.
void draw_still_note(const Panel& panel, Canvas& canvas, Rect page) {
  if (!panel.ui.presenter.still) return;
  const auto scene = find_scene(panel.model().lesson.scene);
  const StepCount step = counted_step(timeline_of(panel.model(), panel.model().pinned, panel.results ? &*panel.results : nullptr));
  const std::string_view title = scene ? panel.phrase((*scene)->title_key) : std::string_view();
  const std::string key = key_of(action_of("presenter.still"));
  const std::string text = step.all > 0 ? say(panel.language, "presenter.still_at", title, step.now, step.all, key)
                                        : say(panel.language, "presenter.still", title, key);
  canvas.text({page.x + kEdge, page.bottom() - 15}, text, {.color = panel.theme.muted, .size = kNote});
  panel.ui.places.insert_or_assign("presented.still", Rect{page.x + kEdge, page.bottom() - 22, 300, kNote});
}

}  // namespace

void draw_tools(const Panel& panel, const Document& shown, Canvas& canvas, Rect page, double seconds) {
  Presenter& presenter = panel.ui.presenter;
  const PenSheet sheet = sheet_of(shown, page);
  if (sheet != presenter.sheet) wipe(presenter);
  presenter.sheet = sheet;
  use_pen(panel, page);
  draw_clock(panel, canvas, page);
  draw_still_note(panel, canvas, page);
  draw_strokes(panel, canvas);
  draw_spotlight(panel, canvas, page);
  draw_pointer(panel, canvas, page, seconds);
}

}  // namespace deconvlab
