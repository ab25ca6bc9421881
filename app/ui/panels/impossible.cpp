#include "app/ui/panels/impossible.h"

#include <fmt/format.h>

#include <variant>

#include "app/diagram/overhang.h"
#include "app/diagram/transposed_words.h"
#include "app/scenes/scenes.h"
#include "app/ui/panels/size_rows.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr float kPale = 0.72f;  // of what is no longer true
constexpr std::size_t kMostMends = 4;

// The scene as it was when its sizes were last possible, behind a veil.
void draw_before(const Panel& panel, Canvas& canvas, const WindowLayout& layout) {
  const auto& before = panel.ui.before;
  const auto scene = find_scene(panel.model().lesson.scene);
  if (!scene || !before || before->lesson.scene != panel.model().lesson.scene) return;
  Model then = panel.model();
  then.lesson = before->lesson;
  const Frame frame{then, before->results, {}, panel.theme, panel.language};
  canvas.push_clip(layout.centre);
  (*scene)->draw_main(canvas, layout.centre_content, frame);
  canvas.pop_clip();
  canvas.push_clip(layout.side);
  (*scene)->draw_side(canvas, layout.side_content, frame);
  canvas.pop_clip();
  const Color veil = panel.theme.background.with_alpha(kPale);
  for (const Rect& r : {layout.centre, layout.side}) canvas.fill_rect(r, veil);
}

void draw_reason(const Panel& panel, Canvas& canvas, Rect area) {
  constexpr double kSize = 16;
  constexpr double kLine = 1.4 * kSize;
  const TextRun text{say(panel.language, panel.results.error()), panel.theme.text};
  const int lines = std::min(static_cast<int>(area.h / kLine), wrapped_lines(canvas, area.w - 16, text, kSize));
  canvas.fill_rect({area.x, area.y, 4, lines * kLine}, panel.theme.of(Role::switches).solid);
  draw_wrapped(canvas, {area.x + 16, area.y + kLine / 2}, area.w - 16, text, kSize, lines);
}

const std::vector<Mend>& mends(const Panel& panel) {
  auto& known = panel.ui.mending;
  if (known.of != panel.model().lesson) known = {panel.model().lesson, mends_of(panel.model())};
  return known.mends;
}

// "p = 1", "o′ = 77 × 24".
std::string mend_text(const Panel& panel, const Mend& mend) {
  if (const auto* shape = std::get_if<command::SetOutputShape>(&mend.change))
    return fmt::format("{} = {}", output_letter(panel), both(shape->size->h, shape->size->w));
  const Size size = std::get<command::SetSize>(mend.change).size;
  return fmt::format("{} = {}", size_letter(panel, size), size_text(mend.lesson, size));
}

void offer_mends(const Panel& panel, Rect area) {
  ImGui::SetCursorScreenPos(to_real(panel, {area.x, area.y}));
  ImGui::BeginGroup();
  if (!mends(panel).empty()) text_in(panel.theme.muted, panel.phrase("window.mends"));
  std::size_t offered = 0;
  for (const Mend& mend : mends(panel)) {
    if (offered == kMostMends) break;
    if (offered++ > 0) beside(panel);
    if (button(panel, fmt::format("mend.{}", offered - 1), mend_text(panel, mend), panel.phrase("window.mend_tip"), true, offered == 1))
      panel.send(mend.change);
  }
  ImGui::EndGroup();
}

}  // namespace

bool draw_impossible(const Panel& panel, Canvas& canvas, const WindowLayout& layout) {
  if (panel.results || resolve(panel.model().lesson)) return false;
  const Params& params = panel.model().lesson.params;
  if (overhangs(params) && !is_transposed(panel)) {
    const Rect views{layout.centre.x, layout.centre.y, layout.side.right() - layout.centre.x, layout.centre.h};
    draw_overhang(canvas, views, params, panel.theme, panel.language);
  } else {
    draw_before(panel, canvas, layout);
  }
  const double above = layout.sentence.y - 8;
  canvas.line({layout.left.right(), above}, {layout.top.w, above}, {panel.theme.line, 1});
  draw_reason(panel, canvas, layout.sentence);
  offer_mends(panel, layout.formula);
  return true;
}

}  // namespace deconvlab
