#include "app/scenes/as_matrix/block_entries.h"

#include <algorithm>

#include "app/diagram/grids.h"
#include "app/diagram/labels.h"

namespace deconvlab {

namespace {

constexpr double kSmallestDrawnEntry = 8;  // smaller ones are pixels of one picture
constexpr double kSmallestHitEntry = 4;
constexpr double kSmallestHitRow = 2;
constexpr double kThinnestBand = 1.5;

// Calls visit(row, col, value) for each entry of the part.
template <class Visit>
void for_each_entry(const Csr& m, const EntryView& part, Visit&& visit) {
  for (std::int64_t row = part.first_row; row < part.last_row; ++row)
    for (std::int64_t at = m.row_start[row]; at < m.row_start[row + 1]; ++at)
      if (part.shows_column(m.col[at])) visit(row, std::int64_t{m.col[at]}, m.value[at]);
}

std::string weight_label(const BlockStage& stage, std::int64_t row, std::int64_t col, float value) {
  if (!stage.frame.model.lesson.symbols) return number(value);
  const BlockStage::Place place = stage.place_of(row, col);
  return fmt::format("w_{{{},{},{},{}}}", place.out, place.in % stage.channels().in_group, place.weight.row, place.weight.col);
}

// The one size of all labels, which those of all weights fit into.
double label_size_of(Canvas& canvas, double side, const BlockStage& stage) {
  if (stage.frame.model.lesson.symbols) return label_size(canvas, side, side, "w_{0,0,0,0}");
  return common_label_size(canvas, side, side, stage.blocks.w.size(), [&](std::int64_t n) { return number(stage.blocks.w.data()[n]); });
}

void draw_bands(Canvas& canvas, const EntryView& v, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const double thickness = std::max(v.zoom, kThinnestBand);
  if (stage.shows_row()) {
    const double behind = stage.focus.target == Target::none ? 1 - stage.reached.glide : 0;
    const double y = v.place(0, 0).y + (static_cast<double>(stage.t) - behind) * v.zoom;
    canvas.fill_rect({v.rect.x, y, v.rect.w, thickness}, theme.of(Role::output).solid.with_alpha(0.22f));
  }
  if (stage.focus.target != Target::input && stage.focus.target != Target::nonzero) return;
  for (std::int64_t col = v.first_col; col < v.last_col; ++col)
    if (stage.lights_column(col))
      canvas.fill_rect({v.place(0, col).x, v.rect.y, thickness, v.rect.h}, theme.of(Role::input).solid.with_alpha(0.22f));
}

void draw_near(Canvas& canvas, const EntryView& v, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const double size = label_size_of(canvas, v.zoom, stage);
  std::vector<char> active(static_cast<std::size_t>(v.shown().area()));
  for_each_entry(stage.blocks.matrix, v, [&](std::int64_t row, std::int64_t col, float value) {
    const Rect r = v.place(row, col).inset(0.5);
    const CellStyle style = weight_style(theme, value, stage.blocks.w_scale);
    draw_weight_fill(canvas, r, style, theme);
    draw_label_at(canvas, r, size > 0 ? weight_label(stage, row, col, value) : "", ink_on(theme, style.fill(theme)), size);
    active[static_cast<std::size_t>(v.shown().index_of({row - v.first_row, col - v.first_col}))] = stage.lights_entry(row, col) ? 1 : 0;
  });
  draw_active(canvas, v.all(), v.shown(), active, theme);
}

void draw_far(Canvas& canvas, const EntryView& v, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Extent shown = v.shown();
  const Extent size{pixels_along(shown.h, v.all().h), pixels_along(shown.w, v.all().w)};
  std::vector<PictureCell> pixels(static_cast<std::size_t>(size.area()), PictureCell(theme.background.with_alpha(0)));
  for_each_entry(stage.blocks.matrix, v, [&](std::int64_t row, std::int64_t col, float value) {
    const CellStyle style = weight_style(theme, value, stage.blocks.w_scale);
    const bool lit = stage.focus.target == Target::weight && stage.lights_entry(row, col);
    const Cell at{(row - v.first_row) * size.h / shown.h, (col - v.first_col) * size.w / shown.w};
    pixels[static_cast<std::size_t>(size.index_of(at))] = PictureCell(theme, lit ? theme.text : style.fill(theme), !lit && value < 0);
  });
  draw_picture_of(canvas, v.all(), size, pixels);
}

void add_hits(const EntryView& v, const BlockStage& stage) {
  if (!stage.frame.hits || v.zoom < kSmallestHitRow) return;
  auto& hits = *stage.frame.hits;
  const std::int64_t cells = stage.outputs().area();
  for (std::int64_t row = v.first_row; row < v.last_row; ++row) {
    const Rect band = v.place(row, v.first_col, 1, v.shown().w).within(v.rect);
    hits.push_back({band, {Target::output, stage.outputs().cell_at(row % cells), {}, row / cells}});
  }
  if (v.zoom < kSmallestHitEntry) return;
  for_each_entry(stage.blocks.matrix, v, [&](std::int64_t row, std::int64_t col, float) {
    const BlockStage::Place at = stage.place_of(row, col);
    hits.push_back({v.place(row, col).within(v.rect), {Target::nonzero, at.output, at.input, at.out * stage.channels().in + at.in}});
  });
}

}  // namespace

bool has_labels(Canvas& canvas, double entry, const BlockStage& stage) { return label_size_of(canvas, entry, stage) > 0; }

void draw_block_entries(Canvas& canvas, const EntryView& part, const BlockStage& stage) {
  add_hits(part, stage);
  draw_bands(canvas, part, stage);
  part.zoom >= kSmallestDrawnEntry ? draw_near(canvas, part, stage) : draw_far(canvas, part, stage);
}

namespace {

double zoom_of_part(const BlockStage& stage) { return stage.frame.model.lesson.symbols ? 44 : 24; }

// The first column that a row has an entry in.
std::int64_t first_column(const Csr& m, std::int64_t row) {
  const std::int64_t at = m.row_start[row];
  return at < m.row_start[row + 1] ? std::int64_t{m.col[at]} : 0;
}

// Around the step, or what is pinned; not around what is pointed at: the picture must not move under the mouse.
MatrixView followed(const BlockStage& stage, Extent shown, double zoom) {
  const Csr& m = stage.blocks.matrix;
  const auto rows = static_cast<double>(shown.h), cols = static_cast<double>(shown.w);
  const auto row_view = [&](std::int64_t t) { return first_shown(static_cast<double>(t) + 0.5, rows, m.rows) + rows / 2; };
  const auto col_view = [&](std::int64_t col) { return first_shown(static_cast<double>(col) + cols / 2 - 1, cols, m.cols) + cols / 2; };
  const auto across = [&](std::int64_t t) { return col_view(first_column(m, t)); };
  const Focus& pinned = stage.pinned;
  const std::int64_t cells = stage.outputs().area();
  if (pinned.target == Target::nonzero) {
    const std::int64_t out = pinned.channel / stage.channels().in, in = pinned.channel % stage.channels().in;
    return {row_view(out * cells + stage.outputs().index_of(pinned.cell)), col_view(stage.col_of(in, pinned.other)), zoom};
  }
  const bool at_pin = pinned.target == Target::output;
  const std::int64_t t = at_pin ? stage.row_of(pinned.channel, pinned.cell) : stage.reached.step;
  const double glide = at_pin || t == 0 ? 1 : stage.reached.glide;
  const auto between = [&](auto&& view) { return glide < 1 ? view(t - 1) * (1 - glide) + view(t) * glide : view(t); };
  const double col = pinned.target == Target::input ? col_view(stage.col_of(pinned.channel, pinned.cell)) : between(across);
  return {between(row_view), col, zoom};
}

// Hairlines between entries, strong ones between blocks.
void draw_rules(Canvas& canvas, const EntryView& v, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Stroke thin{theme.line, 0.75}, strong{theme.text, 1.5};
  const auto rule = [&](std::int64_t n, std::int64_t block) { return n % block == 0 ? strong : thin; };
  for (std::int64_t row = v.first_row + 1; row < v.last_row; ++row) {
    const double y = v.place(row, 0).y;
    canvas.line({v.rect.x, y}, {v.rect.right(), y}, rule(row, stage.outputs().area()));
  }
  for (std::int64_t col = v.first_col + 1; col < v.last_col; ++col) {
    const double x = v.place(0, col).x;
    canvas.line({x, v.rect.y}, {x, v.rect.bottom()}, rule(col, stage.inputs().area()));
  }
}

}  // namespace

EntryView block_part(Rect area, const BlockStage& stage) {
  const Extent size = size_of_blocks(stage);
  const double zoom = zoom_of_part(stage);
  if (stage.frame.model.matrix.zoom > 0) return entry_view_of(area, stage.frame.model.matrix, size);
  const auto whole = [&](double length, std::int64_t most) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(length / zoom), 1, most);
  };
  const Extent shown{whole(area.h, size.h), whole(area.w, size.w)};
  const Rect rect{area.x, area.y, zoom * static_cast<double>(shown.w), zoom * static_cast<double>(shown.h)};
  return entry_view_of(rect, followed(stage, shown, zoom), size);
}

void draw_block_part(Canvas& canvas, const EntryView& part, Rect whole, const BlockStage& stage) {
  canvas.push_clip(part.rect.inset(-2));
  draw_rules(canvas, part, stage);
  draw_block_entries(canvas, part, stage);
  canvas.pop_clip();
  canvas.stroke_rect(part.rect, {stage.frame.theme.muted, 1});
  draw_lens_frame(canvas, whole, size_of_blocks(stage), part, stage.frame.theme);
  canvas.push_clip({part.rect.x, whole.bottom(), whole.right() - part.rect.x, part.rect.y - whole.bottom()});  // names stay free
  draw_lens_lines(canvas, whole, size_of_blocks(stage), part, stage.frame.theme);
  canvas.pop_clip();
  if (stage.frame.matrix_pane) *stage.frame.matrix_pane = {part.rect, part.view(), size_of_blocks(stage)};
}

}  // namespace deconvlab
