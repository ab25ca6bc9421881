// Scene "matrix": Y = C X with one row of C a step, and im2col, which is what frameworks multiply instead.
#include <algorithm>
#include <cmath>

#include "app/draw/rich_text.h"
#include "app/scenes/layout.h"
#include "app/scenes/matrix_view.h"
#include "app/scenes/stories.h"
#include "app/scenes/words.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 30;
constexpr double kSign = 34;  // "=" and "·" between the factors
constexpr double kSmallestCell = 5;
constexpr double kLargestEntry = 44;
constexpr double kCounts = 56;
constexpr double kMostForC = 0.6;  // of the height; im2col gets the rest

void caption(Canvas& canvas, double x, double y, const std::string& text, Color color) {
  canvas.text({x, y}, text, {.color = color, .size = 15, .weight = Weight::bold, .align = Align::centre});
}

void sign(Canvas& canvas, double x, double y, std::string_view text, const Theme& theme) {
  canvas.text({x, y}, text, {.color = theme.muted, .size = 24, .align = Align::centre});
}

// Where things stand: Y and C above, im2col and the counts below them, X along the whole right edge (it is the tallest).
struct Places {
  double column;  // width of Y and X
  Rect y;
  Rect c;
  Rect x;
  Rect im2col;
  Rect counts;
};

Places places(Rect area, const Geometry& g, const MatrixView& view) {
  const double cells = static_cast<double>(g.input().area());
  Places p;
  p.column = std::clamp((area.h - kCaption) / cells, 26.0, 44.0);
  const double room = area.w - 2 * p.column - 2 * kSign;
  const double most = (area.h - kCounts) * kMostForC;
  const double zoom = std::min({room / cells, (most - kCaption) / static_cast<double>(g.output().area()), kLargestEntry});
  const bool whole = view.zoom == 0;
  const double width = whole ? zoom * cells : room;
  const double height = whole ? zoom * static_cast<double>(g.output().area()) : most - kCaption;
  const double left = area.x + (room - width) / 2;
  const double top = area.y + kCaption;
  p.y = {left, top, p.column, height};
  p.c = {left + p.column + kSign, top, width, height};
  p.x = {p.c.right() + kSign, top, p.column, std::min(area.h - kCaption, p.column * cells)};
  p.im2col = {area.x, top + height + 18, area.w - p.column - kSign, area.h - kCaption - height - kCounts - 18};
  p.counts = {area.x, area.bottom() - kCounts + 10, p.im2col.w, kCounts - 10};
  return p;
}

// Y = C · X.
void draw_product(Canvas& canvas, const Places& p, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Geometry& g = stage.geometry;
  const MatrixPane pane = draw_matrix(canvas, p.c, stage);
  draw_output_column(canvas, p.y, pane, stage);
  draw_input_column(canvas, p.x, stage);
  const double middle = pane.rect.centre().y;
  sign(canvas, p.y.right() + kSign / 2, middle, "=", theme);
  sign(canvas, p.x.x - kSign / 2, middle, "·", theme);
  const double above = p.c.y - kCaption / 2 - 3;
  caption(canvas, p.y.centre().x, above, "Y", theme.of(Role::output).ink);
  caption(canvas, p.c.centre().x, above, say(stage.frame.language, "scene.matrix", g.output().area(), g.input().area(), g.nonzeros()),
          theme.of(Role::kernel).ink);
  caption(canvas, p.x.centre().x, above, "X", theme.of(Role::input).ink);
}

// What row `tap` and column t of im2col's matrix hold: the input under weight number `tap` of placement t.
struct Patch {
  Cell input;
  bool padding;
};
Patch patch_at(const Geometry& g, std::int64_t tap, std::int64_t t) {
  const Cell uv = g.weight_of({tap / g.w.k, tap % g.w.k});
  const Cell c{g.h.input_of(t / g.w.o, uv.row), g.w.input_of(t % g.w.o, uv.col)};
  return {c, c.row < 0 || c.row >= g.h.i || c.col < 0 || c.col >= g.w.i};
}

Color patch_fill(const Stage& stage, const Patch& patch, std::int64_t t) {
  const Theme& theme = stage.frame.theme;
  const bool lit = t == stage.step.t && stage.links.shows_placement();
  const Tone& tone = theme.of(patch.padding ? Role::padding : Role::input);
  return lit || (stage.frame.focus.target == Target::input && patch.input == stage.frame.focus.cell) ? tone.solid : tone.fill;
}

void draw_patch_cells(Canvas& canvas, Point corner, double cell, const Stage& stage) {
  const Geometry& g = stage.geometry;
  for (std::int64_t tap = 0; tap < g.kernel().area(); ++tap) {
    for (std::int64_t t = 0; t < g.output().area(); ++t) {
      const Patch patch = patch_at(g, tap, t);
      const Rect r{corner.x + static_cast<double>(t) * cell, corner.y + static_cast<double>(tap) * cell, cell, cell};
      const Color fill = patch_fill(stage, patch, t);
      canvas.fill_rect(r, fill);
      canvas.stroke_rect(r, {stage.frame.theme.line, 0.75});
      const float value = patch.padding ? 0 : stage.frame.results.trace.input().at(patch.input);
      draw_label_in(canvas, r, patch.padding ? "0" : cell_label(stage.frame, "x", patch.input, value), ink_on(stage.frame.theme, fill));
      if (stage.frame.hits) stage.frame.hits->push_back({r, {Target::output, {t / g.w.o, t % g.w.o}, {}}});
    }
  }
}

// Too many cells to draw: one sample a pixel.
void draw_patch_picture(Canvas& canvas, Rect r, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const Theme& theme = stage.frame.theme;
  Raster raster;
  raster.width = std::max(1, static_cast<int>(r.w));
  raster.height = std::max(1, static_cast<int>(r.h));
  for (std::int64_t y = 0; y < raster.height; ++y) {
    for (std::int64_t x = 0; x < raster.width; ++x) {
      const Patch patch = patch_at(g, y * g.kernel().area() / raster.height, x * g.output().area() / raster.width);
      const double largest = std::max(1e-30f, stage.frame.results.largest_input);
      const double share = patch.padding ? 0 : std::abs(stage.frame.results.trace.input().at(patch.input)) / largest;
      const Tone& tone = theme.of(patch.padding ? Role::padding : Role::input);
      raster.rgba.push_back(packed(patch.padding ? tone.fill : mix(tone.fill, tone.solid, 0.15 + 0.7 * share)));
    }
  }
  raster.id = fingerprint(raster.rgba);
  canvas.image(r, raster);
  const double column = r.w / static_cast<double>(g.output().area());
  canvas.stroke_rect({r.x + static_cast<double>(stage.step.t) * column, r.y, std::max(column, 1.5), r.h},
                     {theme.of(Role::kernel).solid, 2});
}

void draw_weight_row(Canvas& canvas, Point corner, double cell, const Stage& stage) {
  const Geometry& g = stage.geometry;
  for (std::int64_t tap = 0; tap < g.kernel().area(); ++tap) {
    const Cell weight{tap / g.w.k, tap % g.w.k};
    const Rect r{corner.x + static_cast<double>(tap) * cell, corner.y, cell, std::max(cell, 8.0)};
    const Color fill = weight_shade(g.kernel(), weight, stage.frame.theme);
    canvas.fill_rect(r, fill);
    draw_label_in(canvas, r, cell_label(stage.frame, "w", weight, stage.frame.results.trace.kernel().at(weight)),
                  ink_on(stage.frame.theme, fill));
    if (stage.frame.hits) stage.frame.hits->push_back({r, {Target::weight, weight, {}}});
  }
}

// The kernel as a row times the patches as columns.
void draw_im2col(Canvas& canvas, Rect area, const Stage& stage) {
  const Geometry& g = stage.geometry;
  const std::int64_t taps = g.kernel().area();
  const std::int64_t outputs = g.output().area();
  const Theme& theme = stage.frame.theme;
  caption(canvas, area.x + area.w / 2, area.y + 12, say(stage.frame.language, "scene.im2col", taps, outputs), theme.text);
  const Rect body{area.x, area.y + kCaption, area.w, area.h - kCaption};
  const double cell = fit_cell(body.w - kSign, body.h, taps, taps + outputs, 30);
  const double row = cell * static_cast<double>(taps);
  const double patches = cell * static_cast<double>(outputs);
  const double left = body.x + (body.w - row - patches - kSign) / 2;
  draw_weight_row(canvas, {left, body.y + (row - cell) / 2}, cell, stage);
  sign(canvas, left + row + kSign / 2, body.y + row / 2, "·", theme);
  const Point corner{left + row + kSign, body.y};
  if (cell >= kSmallestCell) return draw_patch_cells(canvas, corner, cell, stage);
  draw_patch_picture(canvas, {corner.x, corner.y, patches, row}, stage);
}

void draw_counts(Canvas& canvas, Rect area, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Geometry& g = stage.geometry;
  const std::string text = say(stage.frame.language, "scene.counts", g.dense_products(), g.nonzeros(), g.im2col_products());
  draw_wrapped(canvas, {area.x, area.y + 10}, area.w, {text, theme.text}, 14, 2);
}

void draw_main(Canvas& canvas, Rect area, const Frame& frame) {
  const Stage stage(frame);
  const Places p = places(area, stage.geometry, frame.model.matrix);
  draw_product(canvas, p, stage);
  draw_im2col(canvas, p.im2col, stage);
  draw_counts(canvas, p.counts, stage);
}

void draw_side(Canvas& canvas, Rect area, const Frame& frame) {
  const Stage stage(frame);
  draw_trio(canvas, arrange(area, stage.geometry), stage);
}

std::string sentence(const Frame& frame) { return row_sentence(Stage(frame)); }

}  // namespace

const Scene kMatrixScene{"matrix", "scene.as_matrix", draw_main, draw_side, sentence, "i=4&k=3"};

}  // namespace deconvlab
