#include "app/scenes/unpool/unpool_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "app/draw/grid.h"
#include "app/draw/rich_text.h"
#include "app/scenes/unpool/unpool_words.h"

namespace deconvlab {

namespace {

constexpr double kHeader = 14;  // for the columns' numbers
constexpr double kWidestEntry = 60;
constexpr double kNarrowestEntry = 24;  // has room for two digits and a point
constexpr double kApart = 7;
constexpr Role kInks[] = {Role::switches, Role::output, Role::output};  // of what the rows make

// How high the rows are, the sizes of the text about them and of the statements below them, and the lines' distance in sizes.
struct Sizes {
  double strip, name, statement;
  double line = 1.45;
};
constexpr Sizes kSizes[] = {{25, 14, 14}, {25, 14, 13}, {24, 13, 12},      {21, 12, 12},
                            {18, 12, 11}, {15, 11, 11}, {14, 11, 11, 1.25}};  // the first that fits

// Lines of text one below the other; what no longer fits is left out.
struct Column {
  Canvas& canvas;
  Rect area;
  double y;
  double line;  // as in Sizes

  double room() const { return area.bottom() - y; }
  double height(const std::string& text, double size, Weight weight = Weight::regular) const {
    return wrapped_lines(canvas, area.w, {text, {}, weight}, size) * size * line;
  }
  void add(const std::string& text, Color color, double size, Weight weight = Weight::regular) {
    const TextRun run{text, color, weight};
    const int lines = wrapped_lines(canvas, area.w, run, size);
    if (lines * size * line > room()) return;
    draw_wrapped(canvas, {area.x, y + size * line / 2}, area.w, run, size, lines, line);
    y += lines * size * line;
  }
};

struct Strips {
  double left = 0;
  double cell = 0;
  double height = 0;
  std::vector<std::int64_t> columns;

  Rect at(std::size_t n, double y) const { return {left + static_cast<double>(n) * cell, y, cell, height}; }
};

Strips strips_in(const UnpoolStage& s, Rect area, double height) {
  Strips strips;
  strips.height = height;
  strips.columns = strip_columns(s, area.w);
  const double count = static_cast<double>(std::max<std::size_t>(1, strips.columns.size()));
  strips.cell = std::min(area.w / count, kWidestEntry);
  strips.left = area.x;
  return strips;
}

float weight_at(const std::vector<RowEntry>& row, std::int64_t column) {
  const auto at = std::ranges::find(row, column, &RowEntry::column);
  return at == row.end() ? 0 : at->weight;
}

// The pooled cells' flat indices, above the first strip.
void draw_header(Canvas& canvas, const Strips& strips, double y, const UnpoolStage& s) {
  const auto label = [&](std::int64_t n) { return fmt::format("{}", strips.columns[n]); };
  const double size = common_label_size(canvas, strips.cell, kHeader, std::ssize(strips.columns), label);
  for (std::size_t n = 0; n < strips.columns.size(); ++n) {
    const bool current = s.small().cell_at(strips.columns[n]) == s.current;
    const Rect r{strips.at(n, y).x, y, strips.cell, kHeader};
    draw_label_at(canvas, r, label(static_cast<std::int64_t>(n)), current ? s.frame.theme.of(Role::input).ink : s.frame.theme.muted,
                  std::min(size, kSmallestText));
  }
}

// One row of a matrix, whose entries are weights.
void draw_strip(Canvas& canvas, const Strips& strips, double y, const std::vector<RowEntry>& row, const UnpoolStage& s) {
  const Theme& theme = s.frame.theme;
  const auto label = [&](std::int64_t n) { return number(weight_at(row, strips.columns[n])); };
  const double size = common_label_size(canvas, strips.cell, strips.height, std::ssize(strips.columns), label);
  for (std::size_t n = 0; n < strips.columns.size(); ++n) {
    const float weight = weight_at(row, strips.columns[n]);
    const CellStyle style = weight == 0 ? CellStyle{.role = Role::neutral} : weight_style(theme, weight, s.weights());
    draw_cell(canvas, strips.at(n, y), style, theme);
    draw_label_at(canvas, strips.at(n, y), number(weight), weight == 0 ? theme.muted : ink_on(theme, style.fill(theme)), size);
  }
  for (std::size_t n = 0; n < strips.columns.size(); ++n) {
    if (weight_at(row, strips.columns[n]) != 0 && s.small().cell_at(strips.columns[n]) == s.current)
      draw_active(canvas, strips.at(n, y), theme);
  }
}

// "③ Cᵀ ...: ≠ ①, = ②" for the row shown.
std::string name_of(const UnpoolStage& s, int way) {
  const Language& language = s.frame.language;
  if (way == 2 && !s.judges()) return std::string(phrase(language, "unpool.row_c"));
  if (way < 2) return std::string(phrase(language, way == 0 ? "unpool.row_a" : s.bilinear ? "unpool.row_b_bilinear" : "unpool.row_b"));
  const auto sign = [&](int other) { return same_rows(s.row_of(2, s.asked), s.row_of(other, s.asked)) ? "=" : "≠"; };
  return say(language, "unpool.row_c_signs", sign(0), sign(1));
}

std::string title_of_rows(const UnpoolStage& s, double width) {
  const bool some = std::ssize(strip_columns(s, width)) < s.cells();
  return say(s.frame.language, some ? "unpool.rows_some" : "unpool.rows", s.asked.row, s.asked.col);
}

void add_rows(Column& column, const UnpoolStage& s, const Sizes& sizes) {
  const Theme& theme = s.frame.theme;
  const Strips strips = strips_in(s, column.area, sizes.strip);
  column.add(title_of_rows(s, column.area.w), theme.text, sizes.name, Weight::bold);
  column.y += kApart / 2;
  for (int way = 0; way < 3; ++way) {
    const std::string name = name_of(s, way);
    const double header = way == 0 ? kHeader : 0;
    if (column.height(name, sizes.name) + header + sizes.strip > column.room()) return;
    column.add(name, theme.of(kInks[way]).ink, sizes.name);
    if (way == 0) draw_header(column.canvas, strips, column.y, s);
    column.y += header;
    draw_strip(column.canvas, strips, column.y + 1, s.row_of(way, s.asked), s);
    column.y += sizes.strip + 1 + kApart;
  }
}

std::vector<std::string> statements_of(const UnpoolStage& s) {
  std::vector<std::string> statements =
      s.judges() ? unpool_statements(s) : std::vector{say(s.frame.language, "unpool.matrices", s.cells(), s.large().area())};
  if (std::string note = output_size_note(s); !note.empty()) statements.push_back(std::move(note));
  return statements;
}

double height_of(Column column, const UnpoolStage& s, const std::vector<std::string>& statements, const Sizes& sizes) {
  column.line = sizes.line;
  double height = column.height(title_of_rows(s, column.area.w), sizes.name, Weight::bold) + kApart / 2 + kHeader;
  for (int way = 0; way < 3; ++way) height += column.height(name_of(s, way), sizes.name) + sizes.strip + 1 + kApart;
  for (const std::string& statement : statements) height += kApart + column.height(statement, sizes.statement);
  return height;
}

}  // namespace

std::vector<std::int64_t> strip_columns(const UnpoolStage& s, double width) {
  std::set<std::int64_t> columns;
  const bool all = static_cast<double>(s.cells()) * kNarrowestEntry <= width;
  for (std::int64_t n = 0; all && n < s.cells(); ++n) columns.insert(n);
  for (int way = 0; way < 3; ++way) {
    for (const RowEntry& e : s.row_of(way, s.asked)) columns.insert(e.column);
  }
  return {columns.begin(), columns.end()};
}

void draw_unpool_side(Canvas& canvas, Rect whole, const Frame& frame) {
  constexpr double kEdge = 3;
  const UnpoolStage s(frame);
  const Rect area = whole.inset(kEdge);
  Column column{canvas, area, area.y, kSizes[0].line};
  const std::vector<std::string> statements = statements_of(s);
  const auto fits = [&](const Sizes& sizes) { return height_of(column, s, statements, sizes) <= area.h; };
  const auto* found = std::ranges::find_if(kSizes, fits);
  const Sizes& sizes = found == std::end(kSizes) ? *std::rbegin(kSizes) : *found;
  column.line = sizes.line;
  add_rows(column, s, sizes);
  for (const std::string& statement : statements) {
    column.y += kApart;
    column.add(statement, frame.theme.text, sizes.statement);
  }
}

}  // namespace deconvlab
