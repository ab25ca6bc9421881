#include "app/scenes/as_matrix/matrix_columns.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace deconvlab {

namespace {

constexpr double kSmallestDrawnCell = 8;  // smaller cells are pixels of one picture
constexpr double kSmallestHit = 2;

// The whole cells of one axis that a pane shows, partly shown ones included.
struct Range {
  std::int64_t first, last;
  double from;  // of the pane's edge
};
Range range_of(double centre, double pixels, double zoom, std::int64_t count) {
  const double from = centre - pixels / zoom / 2;
  const auto last = static_cast<std::int64_t>(std::ceil(from + pixels / zoom - 1e-9));
  return {std::max<std::int64_t>(0, static_cast<std::int64_t>(from + 1e-9)), std::min(count, last), from};
}

// One vector's look: its role, and of cell n whether it is there and lit, and its value.
struct Vector {
  Role role;
  Target target;
  std::string_view symbol;
  const Tensor& values;
  const ValueScale& scale;
  std::optional<float> (*shown)(const Stage&, Cell);
  bool (*lit)(const Stage&, Cell);

  Cell cell(std::int64_t n) const { return values.shape().plane().cell_at(n); }
};

Vector output_vector(const Stage& stage) {
  return {Role::output,
          Target::output,
          "y",
          stage.frame.results.output,
          stage.frame.results.output_scale,
          [](const Stage& s, Cell c) { return s.shown(c); },
          [](const Stage& s, Cell c) { return s.filled(c) && s.links.output(c); }};
}

Vector input_vector(const Stage& stage) {
  return {Role::input,
          Target::input,
          "x",
          stage.frame.results.x(),
          stage.frame.results.input_scale,
          [](const Stage& s, Cell c) { return std::optional(s.frame.results.x().at(c)); },
          [](const Stage& s, Cell c) { return s.links.input(c); }};
}

void draw_vector_cell(Canvas& canvas, Rect r, Rect clip, const Vector& v, std::int64_t n, double label, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Cell c = v.cell(n);
  const Tone& tone = theme.of(v.role);
  const std::optional<float> value = v.shown(stage, c);
  const bool lit = v.lit(stage, c);
  CellStyle style{.role = value ? v.role : Role::neutral, .lit = lit && value, .negative = value.value_or(0) < 0};
  if (value && label == 0) style.shade = value_shade(theme, v.role, *value, v.scale);
  const Color fill = style.fill(theme);
  canvas.fill_rect(r, fill);
  if (style.shade && style.negative) draw_sign(canvas, r, fill, theme);
  canvas.stroke_rect(r, {tone.solid, 0.75});
  if (value && clip.contains(r)) draw_label_at(canvas, r, cell_label(stage.frame, v.symbol, c, *value), ink_on(theme, fill), label);
  if (stage.pinned_cell(v.target) == c) draw_pin(canvas, r, theme);
}

// Cells first..last of the vector, the first one at `top`, as far as they lie within `clip`.
void draw_vector(Canvas& canvas, Rect top, Rect clip, const Vector& v, std::int64_t first, std::int64_t last, const Stage& stage) {
  const Theme& theme = stage.frame.theme;
  const Rect all{top.x, top.y, top.w, top.h * static_cast<double>(last - first)};
  if (top.h >= kSmallestDrawnCell) {
    const double label = common_label_size(canvas, top.w, top.h, last - first, [&](std::int64_t n) {
      return cell_label(stage.frame, v.symbol, v.cell(first + n), v.values.at(v.cell(first + n)));
    });
    for (std::int64_t n = first; n < last; ++n)
      draw_vector_cell(canvas, {top.x, top.y + static_cast<double>(n - first) * top.h, top.w, top.h}, clip, v, n, label, stage);
  } else {
    draw_cells_as_picture(canvas, all, last - first, 1, [&](std::int64_t row, std::int64_t) {
      const std::optional<float> value = v.shown(stage, v.cell(first + row));
      if (!value) return PictureCell(theme.of(Role::neutral).fill);
      return PictureCell(theme, value_shade(theme, v.role, *value, v.scale), *value < 0);
    });
  }
  draw_active_cells(canvas, all, last - first, 1, theme, [&](std::int64_t row, std::int64_t) {
    const Cell c = v.cell(first + row);
    return v.lit(stage, c) && v.shown(stage, c);
  });
}

void add_hits(Rect top, Rect clip, const Vector& v, std::int64_t first, std::int64_t last, const Stage& stage) {
  if (!stage.frame.hits || top.h < kSmallestHit) return;
  for (std::int64_t n = first; n < last; ++n) {
    stage.frame.hits->push_back(
        {Rect{top.x, top.y + static_cast<double>(n - first) * top.h, top.w, top.h}.within(clip), {v.target, v.cell(n), {}}});
  }
}

}  // namespace

void draw_output_column(Canvas& canvas, Rect area, const MatrixPane& beside, const Stage& stage) {
  const double zoom = beside.view.zoom;
  const Range rows = range_of(beside.view.row, beside.rect.h, zoom, stage.outputs().area());
  const Rect all{area.x, beside.rect.y, area.w, beside.rect.h};
  const Rect first{area.x, beside.rect.y + (static_cast<double>(rows.first) - rows.from) * zoom, area.w, zoom};
  const Vector y = output_vector(stage);
  canvas.push_clip(all);
  draw_vector(canvas, first, all, y, rows.first, rows.last, stage);
  canvas.pop_clip();
  canvas.stroke_rect(all, {stage.frame.theme.of(Role::output).solid, 1});
  add_hits(first, all, y, rows.first, rows.last, stage);
}

Rect draw_input_column(Canvas& canvas, Rect area, const MatrixPane& shown, const Stage& stage) {
  const Range cols = range_of(shown.view.col, shown.rect.w, shown.view.zoom, stage.inputs().area());
  const auto count = static_cast<double>(cols.last - cols.first);
  const double cell = std::min(area.h / count, kLargestVectorCell);
  const Rect all{area.x, area.y, area.w, cell * count};
  const Rect first{area.x, area.y, area.w, cell};
  const Vector x = input_vector(stage);
  draw_vector(canvas, first, all.inset(-1), x, cols.first, cols.last, stage);
  canvas.stroke_rect(all, {stage.frame.theme.of(Role::input).solid, 1});
  add_hits(first, all, x, cols.first, cols.last, stage);
  return all;
}

}  // namespace deconvlab
