#include "app/scenes/as_matrix/block_view.h"

#include <algorithm>

#include "app/diagram/grids.h"
#include "app/diagram/labels.h"
#include "app/scenes/as_matrix/block_words.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 28;
constexpr double kColumnNames = 22;  // above C
constexpr double kRowNames = 50;     // left of C
constexpr double kSign = 30;
constexpr double kLargestEntry = 66;
constexpr double kSmallestDrawnEntry = 8;  // smaller ones are pixels of one picture
constexpr double kSmallestHitEntry = 4;
constexpr double kSmallestHitRow = 2;
constexpr double kTag = 4;  // a channel's colour beside its cells

// Where things stand.
struct Places {
  Rect y, c, x;
  double entry;   // a side of C's entries
  double x_cell;  // height of the cells of X
};

Places places_in(Rect area, const BlockStage& stage) {
  const auto rows = static_cast<double>(stage.blocks.matrix.rows), cols = static_cast<double>(stage.blocks.matrix.cols);
  const double column = std::clamp(area.w * 0.07, 26.0, 44.0);
  const double top = area.y + kCaption + kColumnNames, left = area.x + column + kSign + kRowNames;
  const Rect room{left, top, area.right() - column - kSign - left, area.bottom() - top};
  Places p;
  p.entry = std::min({room.w / cols, room.h / rows, kLargestEntry});
  const double spare = (room.w - p.entry * cols) / 2;
  p.c = {left + spare, top, p.entry * cols, p.entry * rows};
  p.y = {p.c.x - kRowNames - kSign - column, top, column, p.c.h};
  p.x_cell = std::min(room.h / cols, kLargestEntry);
  p.x = {p.c.right() + kSign, top, column, p.x_cell * cols};
  return p;
}

Rect entry_at(const Places& p, std::int64_t row, std::int64_t col) {
  return {p.c.x + static_cast<double>(col) * p.entry, p.c.y + static_cast<double>(row) * p.entry, p.entry, p.entry};
}

// Calls visit(row, col, value) for each entry.
template <class Visit>
void for_each_entry(const Csr& m, Visit&& visit) {
  for (std::int64_t row = 0; row < m.rows; ++row)
    for (std::int64_t at = m.row_start[row]; at < m.row_start[row + 1]; ++at) visit(row, std::int64_t{m.col[at]}, m.value[at]);
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

void draw_band(Canvas& canvas, const Places& p, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const double thickness = std::max(p.entry, 1.5);
  if (stage.shows_row()) {
    const double y = p.c.y + (static_cast<double>(stage.t) - (stage.focus.target == Target::none ? 1 - stage.reached.glide : 0)) * p.entry;
    canvas.fill_rect({p.c.x, y, p.c.w, thickness}, theme.of(Role::output).solid.with_alpha(0.22f));
  }
  if (stage.focus.target != Target::input && stage.focus.target != Target::nonzero) return;
  for (std::int64_t col = 0; col < stage.blocks.matrix.cols; ++col)
    if (stage.lights_column(col))
      canvas.fill_rect({entry_at(p, 0, col).x, p.c.y, thickness, p.c.h}, theme.of(Role::input).solid.with_alpha(0.22f));
}

void draw_near_entries(Canvas& canvas, const Places& p, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Csr& m = stage.blocks.matrix;
  const double size = label_size_of(canvas, p.entry, stage);
  std::vector<char> active(static_cast<std::size_t>(m.rows * m.cols));
  for_each_entry(m, [&](std::int64_t row, std::int64_t col, float value) {
    const Rect r = entry_at(p, row, col).inset(0.5);
    const CellStyle style = weight_style(theme, value, stage.blocks.w_scale);
    draw_weight_fill(canvas, r, style, theme);
    draw_label_at(canvas, r, size > 0 ? weight_label(stage, row, col, value) : "", ink_on(theme, style.fill(theme)), size);
    active[static_cast<std::size_t>(row * m.cols + col)] = stage.lights_entry(row, col) ? 1 : 0;
  });
  draw_active(canvas, p.c, {m.rows, m.cols}, active, theme);
}

void draw_far_entries(Canvas& canvas, const Places& p, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Csr& m = stage.blocks.matrix;
  const Extent size{pixels_along(m.rows, p.c.h), pixels_along(m.cols, p.c.w)};
  std::vector<PictureCell> pixels(static_cast<std::size_t>(size.area()), PictureCell(theme.background.with_alpha(0)));
  for_each_entry(m, [&](std::int64_t row, std::int64_t col, float value) {
    const CellStyle style = weight_style(theme, value, stage.blocks.w_scale);
    const bool lit = stage.focus.target == Target::weight && stage.lights_entry(row, col);
    pixels[static_cast<std::size_t>(size.index_of({row * size.h / m.rows, col * size.w / m.cols}))] =
        PictureCell(theme, lit ? theme.text : style.fill(theme), !lit && value < 0);
  });
  draw_picture_of(canvas, p.c, size, pixels);
}

// The name that fits, in the middle of the rect.
void draw_name(Canvas& canvas, Rect r, const std::string& name, const std::string& short_name, Color color) {
  constexpr double kSize = 13;
  const TextStyle style{.color = color, .size = kSize, .weight = Weight::bold, .align = Align::centre};
  draw_fitting(canvas, r.centre(), r.w, canvas.text_width(name, style) <= r.w ? name : short_name, style);
}

// Borders between the blocks; which channel each row and column of blocks is of; a 0 where a block has no entry.
void draw_borders(Canvas& canvas, const Places& p, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Language& language = stage.frame.language;
  const BlockChannels& channels = stage.channels();
  const double h = p.c.h / static_cast<double>(channels.out), w = p.c.w / static_cast<double>(channels.in);
  for (std::int64_t out = 0; out < channels.out; ++out) {
    const double y = p.c.y + static_cast<double>(out) * h;
    const Rect names{p.c.x - kRowNames, y, kRowNames - 2 * kTag, h};
    draw_name(canvas, names, say(language, "scene.block_out", out), say(language, "scene.block_out", out), theme.of(Role::output).ink);
    canvas.fill_rect({p.c.x - kTag - 1, y + 1, kTag - 1, h - 2}, out_color(stage, out));
    for (std::int64_t in = 0; in < channels.in; ++in) {
      const Rect block{p.c.x + static_cast<double>(in) * w, y, w, h};
      if (out / channels.out_group != in / channels.in_group)
        draw_label_in(canvas, Rect{block.centre().x - 14, block.centre().y - 14, 28, 28}.within(block), "0", theme.muted);
      canvas.stroke_rect(block, {theme.text, 1.5});
    }
  }
  for (std::int64_t in = 0; in < channels.in; ++in) {
    const Rect names{p.c.x + static_cast<double>(in) * w, p.c.y - kColumnNames, w, kColumnNames - 2 * kTag};
    draw_name(canvas, names, say(language, "scene.block_in_long", in), say(language, "scene.block_in", in), theme.of(Role::input).ink);
    canvas.fill_rect({names.x + 1, p.c.y - kTag - 1, w - 2, kTag - 1}, in_color(stage, in));
  }
}

void add_hits(const Places& p, const BlockStage& stage) {
  if (!stage.frame.hits || p.entry < kSmallestHitRow) return;
  auto& hits = *stage.frame.hits;
  const Csr& m = stage.blocks.matrix;
  for (std::int64_t row = 0; row < m.rows; ++row) {
    const Cell cell = stage.outputs().cell_at(row % stage.outputs().area());
    hits.push_back({{p.c.x, entry_at(p, row, 0).y, p.c.w, p.entry}, {Target::output, cell, {}, row / stage.outputs().area()}});
  }
  if (p.entry < kSmallestHitEntry) return;
  for_each_entry(m, [&](std::int64_t row, std::int64_t col, float) {
    const BlockStage::Place at = stage.place_of(row, col);
    hits.push_back({entry_at(p, row, col), {Target::nonzero, at.output, at.input, at.out * stage.channels().in + at.in}});
  });
}

// A vector as a column of cells: its channels one below the other.
struct Column {
  Rect rect;
  double cell;
  Role role;
  Target target;
  const Tensor& values;
  const ValueScale& scale;
  std::function<std::optional<float>(std::int64_t n)> shown;
  std::function<bool(std::int64_t n)> lit;
  std::function<Color(std::int64_t channel)> color;

  Rect at(std::int64_t n, std::int64_t count = 1) const {
    return {rect.x, rect.y + static_cast<double>(n) * cell, rect.w, static_cast<double>(count) * cell};
  }
};

void draw_cells(Canvas& canvas, const Column& column, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const std::int64_t count = column.values.size();
  const double label = common_label_size(canvas, column.rect.w, column.cell, count,
                                         [&](std::int64_t n) { return number(column.values.data()[static_cast<std::size_t>(n)]); });
  draw_cells_as_picture(canvas, column.rect, count, 1, [&](std::int64_t n, std::int64_t) {
    const auto value = column.shown(n);
    if (!value) return PictureCell(theme.of(Role::neutral).fill);
    return label > 0 ? PictureCell(theme.of(column.role).fill)
                     : PictureCell(theme, value_shade(theme, column.role, *value, column.scale), *value < 0);
  });
  for (std::int64_t n = 0; label > 0 && n < count; ++n) {
    const Rect r = column.at(n);
    const CellStyle style{.role = column.role, .lit = column.lit(n) && column.shown(n)};
    if (style.lit) canvas.fill_rect(r, style.fill(theme));
    canvas.stroke_rect(r, {theme.of(column.role).solid, 0.75});
    if (const auto value = column.shown(n)) draw_label_at(canvas, r, number(*value), ink_on(theme, style.fill(theme)), label);
  }
  draw_active_cells(canvas, column.rect, count, 1, theme, [&](std::int64_t n, std::int64_t) { return column.lit(n) && column.shown(n); });
}

void draw_column(Canvas& canvas, const Column& column, const BlockStage& stage) {
  draw_cells(canvas, column, stage);
  const Shape& s = column.values.shape();
  for (std::int64_t channel = 0; channel < s.c; ++channel) {
    const Rect part = column.at(channel * s.plane().area(), s.plane().area());
    canvas.stroke_rect(part, {stage.frame.theme.text, 1.5});
    canvas.fill_rect({part.x - kTag - 1, part.y + 1, kTag - 1, part.h - 2}, column.color(channel));
    if (!stage.frame.hits || column.cell < kSmallestHitRow) continue;
    for (std::int64_t n = 0; n < s.plane().area(); ++n)
      stage.frame.hits->push_back({column.at(channel * s.plane().area() + n), {column.target, s.plane().cell_at(n), {}, channel}});
  }
}

void draw_y(Canvas& canvas, const Places& p, const BlockStage& stage) {
  const auto shown = [&](std::int64_t n) -> std::optional<float> {
    if (n == stage.t && stage.shows_row() && !stage.complete() && stage.reached.glide >= 1) return stage.sum_so_far();
    return stage.filled(n) ? std::optional(stage.blocks.y.data()[static_cast<std::size_t>(n)]) : std::nullopt;
  };
  const auto lit = [&](std::int64_t n) {
    if (stage.shows_row()) return n == stage.t;
    const Csr& m = stage.blocks.matrix;
    for (std::int64_t at = m.row_start[n]; at < m.row_start[n + 1]; ++at)
      if (stage.lights_entry(n, m.col[at])) return true;
    return false;
  };
  draw_column(canvas,
              {p.y, p.entry, Role::output, Target::output, stage.blocks.y, stage.blocks.y_scale, shown, lit,
               [&](std::int64_t channel) { return out_color(stage, channel); }},
              stage);
}

void draw_x(Canvas& canvas, const Places& p, const BlockStage& stage) {
  const auto shown = [&](std::int64_t n) { return std::optional(stage.blocks.x.data()[static_cast<std::size_t>(n)]); };
  draw_column(canvas,
              {p.x, p.x_cell, Role::input, Target::input, stage.blocks.x, stage.blocks.x_scale, shown,
               [&](std::int64_t n) { return stage.lights_column(n); }, [&](std::int64_t channel) { return in_color(stage, channel); }},
              stage);
}

// How C is built, below it where it leaves room.
void draw_structure(Canvas& canvas, Rect area, const Places& p, const BlockStage& stage) {
  constexpr double kSize = 15, kLine = 1.45 * kSize, kBelow = 30;
  const Language& language = stage.frame.language;
  std::string said(phrase(language, "scene.block_structure"));
  const std::int64_t groups = stage.blocks.geometry.groups;
  if (groups > 1) said = then(std::move(said), say(language, "scene.block_groups", groups));
  const TextRun run{said, stage.frame.theme.text};
  const double width = p.x.x - kSign - area.x;
  const int lines = wrapped_lines(canvas, width, run, kSize);
  if (p.c.bottom() + kBelow + lines * kLine <= area.bottom())
    draw_wrapped(canvas, {area.x, p.c.bottom() + kBelow}, width, run, kSize, lines);
}

}  // namespace

void draw_block_product(Canvas& canvas, Rect area, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Places p = places_in(area, stage);
  add_hits(p, stage);
  draw_band(canvas, p, stage);
  p.entry >= kSmallestDrawnEntry ? draw_near_entries(canvas, p, stage) : draw_far_entries(canvas, p, stage);
  draw_borders(canvas, p, stage);
  draw_y(canvas, p, stage);
  draw_x(canvas, p, stage);
  draw_structure(canvas, area, p, stage);
  const auto caption = [&](Rect over, double y, double width, const std::string& text, Role role) {
    draw_fitting(canvas, {over.centre().x, y}, width, text,
                 {.color = theme.of(role).ink, .size = 15, .weight = Weight::bold, .align = Align::centre});
  };
  const double above = area.y + kCaption / 2 - 2;
  caption(p.c, above, area.w - 2 * (kSign + p.y.w), block_caption(stage), Role::kernel);
  caption(p.y, p.y.y - kColumnNames / 2, p.y.w, "y", Role::output);
  caption(p.x, p.x.y - kColumnNames / 2, p.x.w, "x", Role::input);
  const TextStyle sign{.color = theme.muted, .size = 24, .align = Align::centre};
  canvas.text({p.y.right() + kSign / 2, p.c.centre().y}, "=", sign);
  canvas.text({p.x.x - kSign / 2 - 2, p.c.centre().y}, "·", sign);
}

}  // namespace deconvlab
