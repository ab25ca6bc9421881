// Over the picture while a guide is played: what a beat is not about recedes, and the value that it asks for is hidden.
#include <algorithm>
#include <vector>

#include "app/diagram/words.h"
#include "app/draw/grid.h"
#include "app/ui/panels/guide_parts.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 30;  // above a plane
constexpr double kAround = 8;
constexpr double kOutline = 3;     // what is drawn around a plane
constexpr double kBeside = 34;     // a caption is wider than its plane
constexpr double kNear = 50;       // between cells of one plane that have moved apart
constexpr float kReceded = 0.75f;  // what is taken from what recedes

bool is_about(const Beat& beat, Target target) { return std::ranges::find(beat.focus, target) != beat.focus.end(); }

Rect around(const Rect& a, const Rect& b) {
  const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

bool are_near(const Rect& a, const Rect& b) {
  const Rect shared = a.inset(-kNear).within(b);
  return shared.w > 0 && shared.h > 0;
}

// Joins what stands together: the cells of a plane, whatever lies between them.
void join(std::vector<Rect>& planes, Rect r) {
  for (auto plane = planes.begin(); plane != planes.end();) {
    const bool near = are_near(*plane, r);
    if (near) r = around(*plane, r);
    plane = near ? planes.erase(plane) : plane + 1;
  }
  planes.push_back(r);
}

Rect with_caption(const Rect& plane, double below = kAround) {
  return {plane.x - kBeside, plane.y - kCaption, plane.w + 2 * kBeside, plane.h + kCaption + below};
}

// The planes that the beat is about, with their captions.
std::vector<Rect> kept(const Panel& panel, const Beat& beat) {
  std::vector<Rect> planes;
  for (const Hit& hit : panel.ui.hits) {
    if (is_about(beat, hit.focus.target)) join(planes, hit.rect);
  }
  const Rect& matrix = panel.ui.matrix_pane.rect;
  if (is_about(beat, Target::nonzero) && matrix.w > 0) join(planes, matrix);
  for (Rect& r : planes) r = with_caption(r);
  return planes;
}

// `whole` without `hole`, in up to four parts.
void cut(const Rect& whole, const Rect& hole, std::vector<Rect>& parts) {
  const Rect h = hole.within(whole);
  if (h.w <= 0 || h.h <= 0) return parts.push_back(whole);
  const Rect all[] = {{whole.x, whole.y, whole.w, h.y - whole.y},
                      {whole.x, h.bottom(), whole.w, whole.bottom() - h.bottom()},
                      {whole.x, h.y, h.x - whole.x, h.h},
                      {h.right(), h.y, whole.right() - h.right(), h.h}};
  std::ranges::copy_if(all, std::back_inserter(parts), [](const Rect& r) { return r.w > 0 && r.h > 0; });
}

// What is left of `whole` without the holes.
std::vector<Rect> without(Rect whole, std::span<const Rect> holes) {
  std::vector<Rect> parts{whole};
  for (const Rect& hole : holes) {
    std::vector<Rect> left;
    for (const Rect& part : parts) cut(part, hole, left);
    parts = std::move(left);
  }
  return parts;
}

void draw_receded(const Panel& panel, Canvas& canvas, Rect views, const Beat& beat) {
  const std::vector<Rect> holes = kept(panel, beat);
  if (holes.empty()) return;
  for (const Rect& part : without(views, holes)) canvas.fill_rect(part, panel.theme.background.with_alpha(kReceded));
}

// The second view would say it in other words: of it the kernels stay.
void draw_cover(const Panel& panel, Canvas& canvas, Rect side) {
  std::vector<Rect> kernels;
  for (const Hit& hit : panel.ui.hits) {
    if (hit.focus.target == Target::weight && side.contains(hit.rect.centre())) join(kernels, hit.rect);
  }
  for (Rect& r : kernels) r = with_caption(r, kOutline);
  for (const Rect& part : without(side, kernels)) canvas.fill_rect(part, panel.theme.background);
  if (kernels.empty()) canvas.text(side.centre(), "?", {.color = panel.theme.muted, .size = 64, .align = Align::centre});
}

void draw_question_marks(const Panel& panel, Canvas& canvas, const Beat& beat) {
  const Focus asked{Target::output, beat.cell, {}};
  for (const Hit& hit : panel.ui.hits) {
    if (!hit.holds(asked)) continue;
    const Rect r = hit.of(asked).rect;
    canvas.fill_rect(r, panel.theme.background);
    canvas.stroke_rect(r.inset(1), {panel.theme.accent, 2});
    canvas.text(r.centre(), "?",
                {.color = panel.theme.accent, .size = std::min(r.h * 0.6, 28.0), .weight = Weight::bold, .align = Align::centre});
  }
}

}  // namespace

bool asks_for_value(const Document& document) {
  const Beat* beat = shown_beat(document);
  return beat && beat->kind == BeatKind::predict && !document.guide->solved;
}

std::string waiting_sentence(const Panel& panel) {
  const Cell cell = shown_beat(panel.document)->cell;
  const bool hints = panel.document.guide->answer && panel.results && panel.results->outputs().contains(cell);
  if (!hints) return std::string(panel.phrase("guide.sentence_waits"));
  return say(panel.language, "guide.hint", cell.row, cell.col, products_at(*panel.results, cell));
}

void draw_guide_veil(const Panel& panel, Canvas& canvas, Rect views, Rect side) {
  const Beat* beat = shown_beat(panel.document);
  if (!beat) return;
  if (!beat->focus.empty()) draw_receded(panel, canvas, views, *beat);
  if (!asks_for_value(panel.document)) return;
  draw_question_marks(panel, canvas, *beat);
  draw_cover(panel, canvas, side);
}

}  // namespace deconvlab
