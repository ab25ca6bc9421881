#include "app/scenes/as_matrix/block_view.h"

#include <algorithm>

#include "app/diagram/grids.h"
#include "app/diagram/labels.h"
#include "app/scenes/as_matrix/block_entries.h"
#include "app/scenes/as_matrix/block_words.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 28;
constexpr double kColumnNames = 22;  // above C
constexpr double kRowNames = 50;     // left of C
constexpr double kSign = 30;
constexpr double kSmallestHitRow = 2;
constexpr double kWords = 15, kWordsLine = 1.45 * kWords;
constexpr double kLens = 26;            // between C and its enlarged part
constexpr double kLeastPart = 96;       // height of one that is worth it
constexpr double kMostAbovePart = 0.5;  // of the room, that C takes then
constexpr double kTag = 4;              // a channel's colour beside its cells

// How C is built, and what is enlarged.
std::string structure_text(const BlockStage& stage, bool enlarged) {
  const Language& language = stage.frame.language;
  std::string said(phrase(language, "scene.block_structure"));
  const std::int64_t groups = stage.blocks.geometry.groups;
  if (groups > 1) said = then(std::move(said), say(language, "scene.block_groups", groups));
  return enlarged ? then(std::move(said), std::string(phrase(language, "scene.block_enlarged"))) : said;
}

double words_height(Canvas& canvas, double width, const BlockStage& stage) {
  return wrapped_lines(canvas, width, {structure_text(stage, true), {}}, kWords) * kWordsLine;
}

// Where things stand.
struct Places {
  Rect y, b, c, x;
  double entry;   // a side of C's entries
  double x_cell;  // height of the cells of X
  Rect part;      // where C is enlarged; nothing where its numbers can be read, or no room is left
  Rect words;
};

// C as high as that leaves room for an enlarged part, where it needs one.
double entry_in(Rect room, const BlockStage& stage, bool with_part) {
  const auto rows = static_cast<double>(stage.blocks.matrix.rows), cols = static_cast<double>(stage.blocks.matrix.cols);
  return std::min({room.w / cols, room.h * (with_part ? kMostAbovePart : 1) / rows, kLargestEntry});
}

Places places_in(Canvas& canvas, Rect area, const BlockStage& stage) {
  const auto rows = static_cast<double>(stage.blocks.matrix.rows), cols = static_cast<double>(stage.blocks.matrix.cols);
  const double column = std::clamp(area.w * 0.07, 26.0, 44.0), beside = stage.has_bias() ? column + kSign : 0;
  const double top = area.y + kCaption + kColumnNames, left = area.x + column + kSign + beside + kRowNames;
  const Rect room{left, top, area.right() - column - kSign - left, area.bottom() - top};
  Places p;
  const bool small = !has_labels(canvas, entry_in(room, stage, false), stage);
  p.entry = entry_in(room, stage, small);
  const double spare = (room.w - p.entry * cols) / 2;
  p.c = {left + spare, top, p.entry * cols, p.entry * rows};
  p.b = {p.c.x - kRowNames - kSign - column, top, column, p.c.h};
  p.y = {p.c.x - kRowNames - kSign - column - beside, top, column, p.c.h};
  p.x_cell = std::min(room.h / cols, kLargestEntry);
  p.x = {p.c.right() + kSign, top, column, p.x_cell * cols};
  const double width = p.x.x - kSign - area.x, words = words_height(canvas, width, stage);
  const Rect below{area.x, p.c.bottom() + kLens, width, area.bottom() - p.c.bottom() - kLens - words - kLens / 2};
  p.part = small && below.h >= kLeastPart ? below : Rect{};
  p.words = {area.x, p.part.h > 0 ? area.bottom() - words : p.c.bottom() + kLens, width, words};
  return p;
}

// The name that fits, in the middle of the rect.
void draw_name(Canvas& canvas, Rect r, const std::string& name, const std::string& short_name, Color color) {
  const TextStyle style{.color = color, .size = std::clamp(r.h - 1, kSmallestText, 13.0), .weight = Weight::bold, .align = Align::centre};
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
    if (stage.focus.target == Target::bias) return n / stage.outputs().area() == stage.focus.channel;
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

// The bias: a value for each channel of y, as high as the channel.
void draw_b(Canvas& canvas, const Places& p, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const auto bias = stage.blocks.trace.bias();
  const double h = p.b.h / static_cast<double>(bias.size());
  const double label = common_label_size(canvas, p.b.w, h, std::ssize(bias), [&](std::int64_t n) { return number(bias[n]); });
  for (std::int64_t out = 0; out < std::ssize(bias); ++out) {
    const Rect r{p.b.x, p.b.y + static_cast<double>(out) * h, p.b.w, h};
    const CellStyle style = weight_style(theme, bias[out], stage.blocks.bias_scale);
    draw_weight_fill(canvas, r, style, theme);
    canvas.stroke_rect(r, {theme.of(Role::kernel).solid, 0.75});
    draw_label_at(canvas, r, number(bias[out]), ink_on(theme, style.fill(theme)), label);
    canvas.fill_rect({r.x - kTag - 1, r.y + 1, kTag - 1, r.h - 2}, out_color(stage, out));
    if (stage.frame.hits) stage.frame.hits->push_back({r, {Target::bias, {0, 0}, {}, out}});
  }
  draw_active_cells(canvas, p.b, std::ssize(bias), 1, theme, [&](std::int64_t n, std::int64_t) { return stage.lights_bias(n); });
}

void draw_structure(Canvas& canvas, Rect area, const Places& p, const BlockStage& stage) {
  const TextRun run{structure_text(stage, p.part.h > 0), stage.frame.theme.text};
  const int lines = wrapped_lines(canvas, p.words.w, run, kWords);
  if (p.words.y + lines * kWordsLine <= area.bottom() + 1)
    draw_wrapped(canvas, {p.words.x, p.words.y + kWordsLine / 2}, p.words.w, run, kWords, lines);
}

}  // namespace

void draw_block_product(Canvas& canvas, Rect area, const BlockStage& stage) {
  const Theme& theme = stage.frame.theme;
  const Places p = places_in(canvas, area, stage);
  draw_block_entries(canvas, entry_view_of(p.c, {}, size_of_blocks(stage)), stage);
  draw_borders(canvas, p, stage);
  if (p.part.h > 0) draw_block_part(canvas, block_part(p.part, stage), p.c, stage);
  if (stage.has_bias()) draw_b(canvas, p, stage);
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
  if (stage.has_bias()) caption(p.b, p.b.y - kColumnNames / 2, p.b.w, "b", Role::kernel);
  caption(p.x, p.x.y - kColumnNames / 2, p.x.w, "x", Role::input);
  const TextStyle sign{.color = theme.muted, .size = 24, .align = Align::centre};
  canvas.text({p.y.right() + kSign / 2, p.c.centre().y}, "=", sign);
  if (stage.has_bias()) canvas.text({p.b.right() + kSign / 2, p.c.centre().y}, "+", sign);
  canvas.text({p.x.x - kSign / 2 - 2, p.c.centre().y}, "·", sign);
}

}  // namespace deconvlab
