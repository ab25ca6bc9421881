#include "app/scenes/gallery/tile_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/labels.h"
#include "app/diagram/layout.h"
#include "app/diagram/words.h"
#include "app/draw/rich_text.h"

namespace deconvlab {

namespace {

constexpr double kMargin = 24;
constexpr double kName = 30, kSettings = 22;  // lines
constexpr double kWords = 60;                 // the sentence at the bottom
constexpr double kSentenceSizes[] = {17, 15, 13, 12};
constexpr int kSentenceLines = 3;

bool is_transposed(std::int64_t n) { return tile_table()[n].side == Side::c_transposed; }

// The largest size at which the step's sentence has no more than so many lines.
void draw_step(Canvas& canvas, Rect area, const Stage& stage) {
  const TextRun sentence{step_sentence(stage), stage.frame.theme.text};
  const auto fits = [&](double size) {
    const int lines = wrapped_lines(canvas, area.w, sentence, size);
    return lines <= kSentenceLines && lines * size * kWrappedLine <= area.h;
  };
  const auto* found = std::ranges::find_if(kSentenceSizes, fits);
  const double size = found == std::end(kSentenceSizes) ? *std::rbegin(kSentenceSizes) : *found;
  draw_wrapped(canvas, {area.x, area.y + size * kWrappedLine / 2}, area.w, sentence, size, kSentenceLines);
}

}  // namespace

std::string tile_name(std::int64_t n, const Frame& frame) {
  return say(frame.language, is_transposed(n) ? "atlas.transposed" : "atlas.convolution", tile_title(n, frame));
}

std::string tile_settings(std::int64_t n, const Frame& frame) {
  const Params& p = tile_table()[n].params;
  const std::string_view prime = is_transposed(n) ? "′" : "";
  const std::string d = p.d.h > 1 ? fmt::format(", d = {}", p.d.h) : "";
  const std::string a = p.a.h > 0 ? fmt::format(", a = {}", p.a.h) : "";
  const std::int64_t o = tile_results(n, frame).drawn.geometry.h.o;
  return fmt::format("i{0} = {1}, k = {2}, s = {3}, p = {4}{5}{6} → o{0} = {7}", prime, p.i.h, p.k.h, p.s.h, p.p.h, d, a, o);
}

std::string tile_drawn_as(std::int64_t n, const Frame& frame) {
  if (!is_transposed(n)) return {};
  return say(frame.language, "atlas.drawn_as", tile_results(n, frame).drawn.geometry.h.p);
}

void draw_tile_page(Canvas& canvas, Rect area, std::int64_t n, const Frame& frame) {
  canvas.fill_rect(area, frame.theme.background);
  const Rect in = area.inset(kMargin);
  draw_fitting(canvas, {in.x, in.y + kName / 2 - 4}, in.w, tile_name(n, frame),
               {.color = frame.theme.text, .size = 20, .weight = Weight::bold});
  const std::string drawn_as = tile_drawn_as(n, frame);
  draw_fitting(canvas, {in.x, in.y + kName + kSettings / 2 - 4}, in.w, tile_settings(n, frame) + (drawn_as.empty() ? "" : ";  ") + drawn_as,
               {.color = frame.theme.muted, .size = 15});
  const double top = in.y + kName + kSettings;
  with_tile(frame, n, [&](const Stage& stage) {
    draw_trio(canvas, arrange(canvas, {in.x, top, in.w, in.bottom() - kWords - 12 - top}, stage, true), stage);
    draw_step(canvas, {in.x, in.bottom() - kWords, in.w, kWords}, stage);
  });
}

}  // namespace deconvlab
