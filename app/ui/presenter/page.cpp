// The page before an audience.
#include "app/diagram/page.h"

#include <fmt/format.h>
#include <imgui.h>

#include "app/diagram/labels.h"
#include "app/draw/rich_text.h"
#include "app/scenes/scenes.h"
#include "app/ui/panels/guide_parts.h"
#include "app/ui/panels/pointing.h"
#include "app/ui/presenter/still.h"
#include "app/ui/presenter/tools.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kEdge = 24;
constexpr double kBelow = 30;   // for the clock
constexpr double kTitled = 62;  // title and question
constexpr double kGuided = 92;  // a guide's heading and two lines of its thought
constexpr double kQuestion = 17;
constexpr double kHeading = 15;
constexpr double kAnswer = 200;
constexpr double kThought = 22;
constexpr double kSmallestThought = 13;
constexpr double kThoughtLine = 1.35;
constexpr double kWaiting = 18;

void draw_title_and_question(const Panel& panel, Canvas& canvas, Rect head, const Scene& scene, const Frame& frame) {
  draw_page_title(canvas, {head.x, head.y + 15}, head.w, scene, frame);
  panel.ui.places.insert_or_assign("presented.question", Rect{head.x, head.y + 34, head.w, 24});
  draw_fitting(canvas, {head.x, head.y + 44}, head.w, std::string(panel.phrase(scene.question_key)),
               {.color = panel.theme.muted, .size = kQuestion});
}

// What was typed, what was wrong with it, or that it is to be typed.
void draw_answer(const Panel& panel, Canvas& canvas, Point right) {
  const auto& given = panel.document.guide->answer;
  const std::string& typed = panel.ui.guide_answer;
  const std::string wrong = given ? say(panel.language, "guide.wrong", number(*given)) : std::string();
  const std::string text = typed.empty() ? wrong : typed;
  const Color ink = typed.empty() ? panel.theme.of(Role::switches).ink : panel.theme.accent;
  canvas.text(right, text.empty() ? panel.phrase("presenter.type_answer") : std::string_view(text),
              {.color = text.empty() ? panel.theme.muted : ink, .size = kHeading, .weight = Weight::bold, .align = Align::right});
}

void draw_thought(const Panel& panel, Canvas& canvas, Rect head, const Beat& beat) {
  const bool asks = asks_for_value(panel.document);
  canvas.text({head.x, head.y + 10}, fitted(panel, guide_heading(panel), head.w - (asks ? kAnswer : 0), kHeading),
              {.color = panel.theme.accent, .size = kHeading});
  if (asks) draw_answer(panel, canvas, {head.right(), head.y + 10});
  const TextRun run = guide_thought(panel, beat);
  double size = kThought;
  while (size > kSmallestThought && wrapped_lines(canvas, head.w, run, size) > 2) size -= 0.5;
  draw_wrapped(canvas, {head.x, head.y + 38}, head.w, run, size, 2, kThoughtLine);
  panel.ui.guide_words = run.text;
}

// While a value is asked for the sentence would give it away.
void draw_words(const Panel& panel, Canvas& canvas, const PageParts& parts, const Scene& scene, const Frame& frame) {
  const bool waits = asks_for_value(panel.document);
  panel.ui.sentence = waits ? waiting_sentence(panel) : scene.sentence(frame);
  if (waits)
    draw_wrapped(canvas, {parts.sentence.x, parts.sentence.y + kWaiting}, parts.sentence.w, {panel.ui.sentence, panel.theme.muted},
                 kWaiting, 2);
  if (!waits) draw_sentence(canvas, parts.sentence, scene, frame);
  draw_formula(canvas, parts.formula, scene, frame);
}

// The frame that shows this; what it can be pointed at is collected anew.
Frame frame_about(const Panel& panel, const Focus& focus) {
  return {.model = panel.model(),
          .results = *panel.results,
          .focus = focus,
          .theme = panel.theme,
          .language = panel.language,
          .hits = &panel.ui.hits,
          .matrix_pane = &panel.ui.matrix_pane,
          .pattern_memo = &panel.ui.main_memo,
          .device = panel.ui.device,
          .picture_memo = &panel.ui.picture_memo};
}

void point_at(const Panel& panel) {
  const bool points = ImGui::IsWindowHovered() && !panel.ui.presenter.pen;
  const std::optional<Hit> hit = points ? hit_at(panel.ui.hits, mouse(panel)) : std::nullopt;
  if (hit) panel.ui.hovered = hit->focus;
  panel.ui.hits.clear();
  panel.ui.matrix_pane = {};
}

void draw_scene(const Panel& panel, Canvas& canvas, Rect page) {
  point_at(panel);
  const auto scene = find_scene(panel.model().lesson.scene);
  if (!panel.results || !scene)
    return draw_error(canvas, page, panel.results ? scene.error() : panel.results.error(), panel.theme, panel.language);
  const Beat* beat = shown_beat(panel.document);
  const Rect in{page.x + kEdge, page.y + kEdge / 2, page.w - 2 * kEdge, page.h - kEdge / 2 - kBelow};
  const Rect head{in.x, in.y, in.w, beat ? kGuided : kTitled};
  const PageParts parts = page_parts({in.x, head.bottom(), in.w, in.bottom() - head.bottom()});
  const Frame frame = frame_about(panel, panel.shown_focus());
  beat ? draw_thought(panel, canvas, head, *beat) : draw_title_and_question(panel, canvas, head, **scene, frame);
  draw_page_views(canvas, parts, **scene, frame);
  const Rect views{parts.main.x, parts.main.y, parts.side.right() - parts.main.x, parts.main.h};
  draw_guide_veil(panel, canvas, views.inset(-2), parts.side.inset(-2));
  const Focus& told = panel.model().lesson.kind->repeats ? panel.shown_focus() : panel.model().pinned;
  draw_words(panel, canvas, parts, **scene, frame_about(panel, told));
}

// The same window about what stood still.
void draw_still(const Panel& panel, const Still& still, Canvas& canvas, Rect page) {
  const Model& model = still.document.model;
  draw_scene({still.document, still.results, theme_of(model.theme), language_of(model.language), panel.surface, panel.ui, panel.sent},
             canvas, page);
}

}  // namespace

void draw_presented(const Panel& panel, Rect page, double seconds) {
  panel.ui.chapter = {};
  for (const char* id : {"presented.question", "presented.clock", "presented.still", "guide.words"}) panel.ui.places.erase(id);
  const Presenter& presenter = panel.ui.presenter;
  const Region region(panel, "###page", page, presenter.black ? Color{} : panel.theme.background,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNav);
  if (presenter.black) return ImGui::SetMouseCursor(ImGuiMouseCursor_None);
  ImGuiCanvas canvas = canvas_of(panel);
  const Still* still = presenter.still.get();
  if (!still) hear_answer(panel);
  still ? draw_still(panel, *still, canvas, page) : draw_scene(panel, canvas, page);
  if (presenter.on) draw_tools(panel, still ? still->document : panel.document, canvas, page, seconds);
}

}  // namespace deconvlab
