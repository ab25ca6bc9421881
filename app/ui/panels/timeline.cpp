// Bottom: play, step, scrub and speed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/state/player.h"
#include "app/ui/actions.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kButton = 34;
constexpr double kSpeed = 356;       // width of the speed's part
constexpr double kLeastSteps = 128;  // of the step's, with the gaps around it
constexpr double kText = 13;
constexpr double kFastest = 32;  // steps a second
constexpr double kSlowest = 0.25;

// What is not as high as the buttons stands beside their middle.
void to_middle(const Panel& panel) { ImGui::SetCursorPosY(panel.px(13)); }

void draw_buttons(const Panel& panel) {
  constexpr double kBetween = 2;
  action_icon(panel, "first", Icon::first, kButton);
  beside(panel, kBetween);
  action_icon(panel, "back", Icon::back, kButton);
  beside(panel, kBetween);
  action_icon(panel, "play", panel.model().playing ? Icon::pause : Icon::play, kButton);
  beside(panel, kBetween);
  action_icon(panel, "forward", Icon::forward, kButton);
  beside(panel, kBetween);
  action_icon(panel, "last", Icon::last, kButton);
}

// A tick for every step, as long as they can be told apart.
void draw_ticks(Canvas& canvas, Rect bar, std::int64_t steps, const Theme& theme) {
  const double gap = bar.w / static_cast<double>(std::max<std::int64_t>(1, steps - 1));
  if (gap < 6) return;
  for (std::int64_t n = 0; n < steps; ++n) {
    const double x = bar.x + gap * static_cast<double>(n);
    canvas.line({x, bar.y - 5}, {x, bar.bottom() + 5}, {theme.muted.with_alpha(0.5f), 1});
  }
}

void draw_scrubber(const Panel& panel, double width, const Timeline& timeline) {
  ImGui::InvisibleButton("scrub", {panel.px(width), panel.px(kButton)});
  remember(panel, "scrub");
  const Rect r = to_logical(panel, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const Rect bar{r.x + 10, r.centre().y - 2, r.w - 20, 4};
  const auto last = static_cast<double>(std::max<std::int64_t>(0, timeline.steps - 1));
  if (ImGui::IsItemActive() && ImGui::IsMouseDown(0)) {
    const double share = std::clamp((ImGui::GetIO().MousePos.x / panel.surface.scale - bar.x) / bar.w, 0.0, 1.0);
    panel.send(command::SetTime{share * last});
  }
  if (ImGui::IsItemDeactivated()) panel.send(command::SetTime{std::round(panel.model().time)});
  const double x = bar.x + bar.w * (last > 0 ? std::clamp(timeline.time / last, 0.0, 1.0) : 0);
  ImGuiCanvas canvas = canvas_of(panel);
  canvas.fill_rect(bar, mix(panel.theme.panel, panel.theme.text, 0.16), 2);
  draw_ticks(canvas, bar, timeline.steps, panel.theme);
  canvas.fill_rect({bar.x, bar.y, x - bar.x, bar.h}, panel.theme.accent, 2);
  draw_focus_ring(panel, r);
  canvas.circle({x, bar.centre().y}, ImGui::IsItemHovered() || ImGui::IsItemActive() ? 9 : 8, panel.theme.accent);
}

std::string step_text(const Panel& panel, const Timeline& timeline) {
  const StepCount count = counted_step(timeline);
  return count.all > 0 ? say(panel.language, "window.step_of", count.now, count.all) : "–";
}

// The width of the widest of its texts, so that nothing moves while it plays.
double step_width(const Panel& panel, const Timeline& timeline) {
  const std::string widest = say(panel.language, "window.step_of", timeline.steps, timeline.steps);
  return std::max(kLeastSteps, canvas_of(panel).text_width(widest, {.color = {}, .size = kText}) + 2 * kItemGap);
}

// How long all of it plays; nothing of what starts again and again.
std::string duration(const Panel& panel) {
  if (panel.model().lesson.kind->repeats || step_count(panel.model().lesson) < 2) return {};
  const double seconds = seconds_in_all(panel.model());
  if (seconds < 100) return say(panel.language, "window.in_seconds", std::ceil(seconds));
  return say(panel.language, "window.in_minutes", std::round(seconds / 60));
}

// A rate, never as a power: two digits below 10, else whole.
std::string rate(double steps_per_second) {
  return steps_per_second < 10 ? fmt::format("{:.2g}", steps_per_second) : fmt::format("{}", std::lround(steps_per_second));
}

// "1 per second, 8 s in all"; a long walk goes faster after its first steps: "1 → 31 per second".
std::string rate_text(const Panel& panel) {
  const double first = panel.model().speed * panel.model().lesson.kind->pace, last = last_steps_per_second(panel.model());
  const std::string from = rate(first), to = rate(last);
  return say(panel.language, "window.per_second", from == to ? from : from + " → " + to, duration(panel));
}

// Quarter steps to 32 steps a second, on a scale of doublings.
void draw_speed(const Panel& panel) {
  constexpr std::int64_t kNotches = 28;
  const double per_notch = std::log2(kFastest / kSlowest) / kNotches;
  auto notch = static_cast<std::int64_t>(std::lround(std::log2(panel.model().speed / kSlowest) / per_notch));
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase("window.speed"));
  remember(panel, "timeline.speed");
  beside(panel);
  to_middle(panel);
  if (track(panel, "speed", {{0, kNotches}}, notch, 110, panel.theme.of(Role::neutral).solid)) {
    panel.send(command::SetSpeed{kSlowest * std::exp2(static_cast<double>(notch) * per_notch)});
  }
  beside(panel);
  to_middle(panel);
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.text, rate_text(panel));
  remember(panel, "timeline.rate");
}

}  // namespace

void draw_timeline(const Panel& panel, Rect area) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{panel.px(14), panel.px(8)});
  {
    const Region region(panel, "###timeline", area, panel.theme.panel, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    canvas_of(panel).line({area.x, area.y + 0.5}, {area.right(), area.y + 0.5}, {panel.theme.line, 1});
    const Font font(panel, kText);
    const Timeline timeline = timeline_of(panel.model(), panel.shown_focus(), panel.results ? &*panel.results : nullptr);
    const double after = step_width(panel, timeline) + kSpeed;
    draw_buttons(panel);
    beside(panel, kItemGap);
    const double x = ImGui::GetCursorPosX() / panel.surface.scale;
    draw_scrubber(panel, std::max(80.0, area.w - x - after), timeline);
    beside(panel, kItemGap);
    to_middle(panel);
    ImGui::AlignTextToFramePadding();
    text_in(panel.theme.text, step_text(panel, timeline));
    remember(panel, "timeline.step");
    ImGui::SameLine(panel.px(area.w - kSpeed));
    to_middle(panel);
    draw_speed(panel);
  }
  ImGui::PopStyleVar();
}

}  // namespace deconvlab
