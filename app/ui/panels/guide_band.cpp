// Under the scene's row while a guide is played: its beat's sentence, where it stands, and what a beat asks for.
#include <fmt/format.h>

#include <cmath>

#include "app/draw/rich_text.h"
#include "app/ui/actions.h"
#include "app/ui/dialogs/cell_editor.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 14;
constexpr double kText = 16;
constexpr double kSmall = 13;
constexpr double kLine = 1.35;
constexpr double kButton = 28;
constexpr double kDot = 16;
constexpr double kField = 84;
constexpr double kAnswer = 200;      // the field and what stands beside it
constexpr double kTolerance = 5e-4;  // at least three decimals are shown of values that have them

void draw_words(const Panel& panel, Rect area, const Beat& beat) {
  ImGuiCanvas canvas = canvas_of(panel);
  canvas.text({area.x, area.y + 13}, fitted(panel, guide_heading(panel), area.w, kSmall), {.color = panel.theme.accent, .size = kSmall});
  const TextRun run = guide_thought(panel, beat);
  double size = kText;
  while (size > kSmall && wrapped_lines(canvas, area.w, run, size) > 2) size -= 0.5;
  draw_wrapped(canvas, {area.x, area.y + 33}, area.w, run, size, 2, kLine);
  panel.ui.guide_words = run.text;
  panel.ui.places.insert_or_assign("guide.words", Rect{area.x, area.y + 22, area.w, area.h - 22});
}

void draw_dots(const Panel& panel, Point from, std::size_t count) {
  ImGuiCanvas canvas = canvas_of(panel);
  for (std::size_t n = 0; n < count; ++n) {
    const Point c{from.x + (static_cast<double>(n) + 0.5) * kDot, from.y};
    const bool here = n == panel.document.guide->beat;
    canvas.circle(c, here ? 5 : 3.5, here || n < panel.document.guide->beat ? panel.theme.accent : panel.theme.muted);
  }
}

// The value at a predict beat's cell; none while there are no results, or none of it.
std::optional<float> value_asked_for(const Panel& panel, const Beat& beat) {
  const bool there = panel.results && panel.results->output.size() > 0 && panel.results->output.shape().plane().contains(beat.cell);
  return there ? std::optional(panel.results->output.at(beat.cell)) : std::nullopt;
}

void answer(const Panel& panel, const Beat& beat) {
  const auto value = parse_value(panel.ui.guide_answer);
  const auto asked = value_asked_for(panel, beat);
  if (!value) {
    return panel.tell(say(panel.language, Error{ErrorCode::bad_number, {say(panel.language, "guide.answer"), panel.ui.guide_answer}}),
                      true);
  }
  const bool right = asked && std::abs(*value - *asked) <= kTolerance * std::max(1.0f, std::abs(*asked));
  panel.send(command::Answer{*value, right});
  panel.ui.guide_answer.clear();
  if (!right) return;
  panel.send(command::SetTime{std::max(0.0, beat.last - 1)});  // its products fly once more
  panel.send(command::Play{true});
}

// Whether the answer was entered, in the field or, while nothing else has the keyboard, by typing it anywhere.
bool types_answer(const Panel& panel) {
  std::string& answer = panel.ui.guide_answer;
  if (ImGui::GetIO().WantTextInput || ImGui::IsAnyItemActive()) return false;
  for (const ImWchar c : ImGui::GetIO().InputQueueCharacters) {
    if (std::string_view("0123456789-.").find(static_cast<char>(c)) != std::string_view::npos) answer += static_cast<char>(c);
  }
  if (key_pressed(Key::backspace, true) && !answer.empty()) answer.pop_back();
  return key_pressed(Key::enter) && !answer.empty();
}

// A field for the number, and what was wrong with the last one.
void draw_answer(const Panel& panel, const Beat& beat, Point at) {
  ImGui::SetCursorPos({panel.px(at.x), panel.px(at.y)});
  ImGui::SetNextItemWidth(panel.px(kField));
  const bool entered = text_field("##guide.answer", panel.ui.guide_answer, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "guide.answer");
  if (entered) answer(panel, beat);
  if (!entered) hear_answer(panel);
  beside(panel);
  const auto& given = panel.document.guide->answer;
  ImGui::AlignTextToFramePadding();
  if (given) text_in(panel.theme.of(Role::switches).ink, say(panel.language, "guide.wrong", number(*given)));
  if (!given) text_in(panel.theme.muted, panel.phrase("guide.type_it"));
}

// Back, on, close; returns where they begin.
double draw_buttons(const Panel& panel, Rect area, std::size_t beats) {
  const double x = area.right() - kEdge - 3 * kButton - 12;
  ImGui::SetCursorPos({panel.px(x), panel.px(7)});
  action_icon(panel, "guide.back", Icon::previous, kButton);
  beside(panel, 2);
  action_icon(panel, "guide.on", Icon::next, kButton);
  beside(panel, 8);
  action_icon(panel, "guide.leave", Icon::cross, kButton);
  const double dots = kDot * static_cast<double>(beats);
  draw_dots(panel, {x + (3 * kButton + 10 - dots) / 2, area.y + area.h - 14}, beats);
  return std::min(x, x + (3 * kButton + 10 - dots) / 2);
}

}  // namespace

std::string guide_heading(const Panel& panel) {
  const Guide& guide = *guide_in(panel.document);
  const std::string& title = words_in(guide.title, panel.model().language);
  const bool claim = guide.track == Track::confusions;
  const std::string heading = say(panel.language, "guide.heading", claim ? say(panel.language, "guide.claim", title) : title,
                                  panel.document.guide->beat + 1, guide.beats.size());
  return panel.document.guide->follows ? say(panel.language, "guide.next_lesson", heading) : heading;
}

TextRun guide_thought(const Panel& panel, const Beat& beat) {
  const bool solved = panel.document.guide->solved;
  const Words& words = solved && !beat.done.empty() ? beat.done : beat.said;
  return {words_in(words, panel.model().language), panel.theme.text, solved ? Weight::bold : Weight::regular};
}

void hear_answer(const Panel& panel) {
  const Beat* beat = shown_beat(panel.document);
  if (beat && asks_for_value(panel.document) && types_answer(panel)) answer(panel, *beat);
}

void draw_guide_band(const Panel& panel, Rect area) {
  const Beat* beat = shown_beat(panel.document);
  panel.ui.places.erase("guide.words");
  if (!beat || area.h <= 0) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  {
    const Region region(panel, "###guide", area, mix(panel.theme.panel, panel.theme.accent, 0.07),
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    const Font font(panel, kSmall);
    canvas_of(panel).line({area.x, area.bottom() - 0.5}, {area.right(), area.bottom() - 0.5}, {panel.theme.line, 1});
    double end = draw_buttons(panel, area, guide_in(panel.document)->beats.size()) - kEdge;
    if (asks_for_value(panel.document)) {
      end -= kAnswer + kEdge;
      draw_answer(panel, *beat, {end + kEdge, 10});
    }
    draw_words(panel, {area.x + kEdge, area.y, end - area.x - kEdge, area.h}, *beat);
  }
  ImGui::PopStyleVar();
}

}  // namespace deconvlab
