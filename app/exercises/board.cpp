#include "app/exercises/board.h"

#include <algorithm>

#include "app/draw/grid.h"
#include "app/lang/reasons.h"

namespace deconvlab {

namespace {

constexpr double kLeastText = 8;
constexpr double kLine = 1.7;      // from a line of text to the next, in sizes
constexpr double kBetween = 28;    // grids
constexpr double kLeastTitle = 9;  // characters that a grid's title has room for
constexpr double kChoices = 5;     // side by side

double line_of(const BoardMeasures& m) { return kLine * m.text; }

double cell_of(const Grid& grid, const BoardMeasures& m) { return std::min(m.cell, m.width / static_cast<double>(grid.size.w)); }

// The first of the grids to match.
std::size_t pictures_from(const Exercise& exercise) { return exercise.grids.size() - exercise.options.size(); }

// One grid behind the other, pictures to match below the others, in as many rows as it takes; returns where the next line begins.
double place_grids(const Exercise& exercise, Board& board, double y) {
  const BoardMeasures& m = board.measures;
  double x = board.at.x, below = y;
  for (const Grid& grid : exercise.grids) {
    const double cell = cell_of(grid, m), w = cell * static_cast<double>(grid.size.w);
    const double column = std::max(w, kLeastTitle * m.text * 0.7);
    const bool first_picture = exercise.form == AnswerForm::matching && &grid == &exercise.grids[pictures_from(exercise)];
    if (first_picture || x + w > board.at.x + m.width + 0.5) x = board.at.x, y = below;
    board.grids.push_back({x, y + line_of(m), w, cell * static_cast<double>(grid.size.h)});
    x += column + kBetween;
    const double answer = exercise.form == AnswerForm::matching ? line_of(m) : 0;
    below = std::max(below, board.grids.back().bottom() + 10 + answer);
  }
  return below;
}

double place_options(const Exercise& exercise, Board& board, double y) {
  const BoardMeasures& m = board.measures;
  const bool wide = exercise.form == AnswerForm::choice;
  const double columns = wide ? kChoices : 1, w = m.width / columns;
  for (std::size_t n = 0; n < exercise.options.size(); ++n) {
    const double line = wide ? 0 : static_cast<double>(n);
    board.options.push_back({board.at.x + (wide ? static_cast<double>(n) * w : 0), y + line * line_of(m), w, line_of(m)});
  }
  return board.options.empty() ? y : board.options.back().bottom() + 4;
}

Role role_of(GridRole role) {
  constexpr Role kRoles[] = {Role::input, Role::output, Role::kernel, Role::neutral};
  return kRoles[static_cast<int>(role)];
}

Rect cell_rect(const Rect& grid, const Grid& of, std::int64_t n) {
  const Cell c = of.size.cell_at(n);
  const double w = grid.w / static_cast<double>(of.size.w), h = grid.h / static_cast<double>(of.size.h);
  return {grid.x + static_cast<double>(c.col) * w, grid.y + static_cast<double>(c.row) * h, w, h};
}

std::string text_in(const Grid& grid, const BoardMarks& marks, std::int64_t n) {
  const auto at = static_cast<std::size_t>(n);
  if (grid.asked && at < marks.filled.size()) return marks.filled[at];
  return at < grid.cells.size() ? grid.cells[at] : std::string();
}

struct Pen {
  Canvas& canvas;
  const Theme& theme;
  const Language& language;
  double text;
};

// One for all cells, at which the widest text has room.
double text_size(const Pen& pen, const Grid& grid, const Rect& cell, const BoardMarks& marks) {
  const double size = std::min(pen.text, 0.6 * cell.h);
  double widest = 1;
  for (std::int64_t n = 0; n < grid.size.area(); ++n)
    widest = std::max(widest, pen.canvas.text_width(text_in(grid, marks, n), {.color = {}, .size = size}));
  return std::max(kLeastText, size * std::min(1.0, 0.9 * cell.w / widest));
}

void draw_grid(const Pen& pen, const Grid& grid, const Rect& at, const BoardMarks& marks) {
  pen.canvas.text({at.x, at.y - 0.75 * pen.text}, in_words(pen.language, grid.title), {.color = pen.theme.muted, .size = 0.9 * pen.text});
  const Role role = role_of(grid.role);
  const double size = text_size(pen, grid, cell_rect(at, grid, 0), marks);
  std::vector<char> active(static_cast<std::size_t>(grid.size.area()), 0);
  for (std::int64_t n = 0; n < grid.size.area(); ++n) {
    const bool marked = grid.asked && marks.marked.contains(n);
    active[static_cast<std::size_t>(n)] = marked ? 1 : 0;
    const Rect r = cell_rect(at, grid, n);
    draw_cell(pen.canvas, r, {.role = role, .lit = marked}, pen.theme);
    const Color ink = marked ? ink_on(pen.theme, pen.theme.of(role).solid) : pen.theme.text;
    const std::string text = text_in(grid, marks, n);
    if (!text.empty()) pen.canvas.text(r.centre(), text, {.color = ink, .size = size, .align = Align::centre});
  }
  draw_active(pen.canvas, at, grid.size, active, pen.theme);
  if (grid.asked && marks.cursor) pen.canvas.stroke_rect(cell_rect(at, grid, *marks.cursor).inset(-1), {pen.theme.accent, 3});
}

// As large as there is room for.
void draw_code(const Pen& pen, const std::string& code, const Board& board) {
  TextStyle style{.color = pen.theme.text, .size = 1.05 * pen.text, .weight = Weight::bold};
  style.size *= std::min(1.0, board.measures.width / std::max(1.0, pen.canvas.text_width(code, style)));
  pen.canvas.text({board.at.x, board.at.y + 0.6 * line_of(board.measures)}, code, style);
}

std::string letter(std::int64_t option) { return std::string(1, static_cast<char>('A' + option)); }

// The option that was given to a picture, or room for it.
void draw_match(const Pen& pen, const Rect& grid, std::optional<std::int64_t> option) {
  const double y = grid.bottom() + 4 + 0.8 * pen.text;
  pen.canvas.line({grid.x, y + 0.7 * pen.text}, {grid.x + 3 * pen.text, y + 0.7 * pen.text}, {pen.theme.muted, 1});
  if (option)
    pen.canvas.text({grid.x + 1.5 * pen.text, y}, letter(*option),
                    {.color = pen.theme.text, .size = pen.text, .weight = Weight::bold, .align = Align::centre});
}

void draw_option(const Pen& pen, const Rect& at, const std::string& text, std::int64_t n, bool chosen) {
  const double side = 1.3 * pen.text;
  const Rect box{at.x, at.centre().y - side / 2, side, side};
  if (chosen) pen.canvas.fill_rect(box, pen.theme.accent, 3);
  pen.canvas.stroke_rect(box, {pen.theme.muted, 1}, 3);
  pen.canvas.text(box.centre(), letter(n),
                  {.color = chosen ? pen.theme.on_solid : pen.theme.text, .size = 0.85 * pen.text, .align = Align::centre});
  pen.canvas.text({box.right() + 8, at.centre().y}, in_words(pen.language, text), {.color = pen.theme.text, .size = pen.text});
}

}  // namespace

Board board_of(const Exercise& exercise, Point at, const BoardMeasures& measures) {
  Board board{.measures = measures, .at = at};
  double y = at.y + (exercise.code.empty() ? 0 : 1.4 * line_of(measures));
  y = place_grids(exercise, board, y);
  y = place_options(exercise, board, y);
  board.height = y - at.y;
  return board;
}

std::optional<std::int64_t> cell_at(const Exercise& exercise, const Board& board, Point point) {
  for (std::size_t g = 0; g < exercise.grids.size(); ++g) {
    if (!exercise.grids[g].asked || !board.grids[g].contains(point)) continue;
    for (std::int64_t n = 0; n < exercise.grids[g].size.area(); ++n) {
      if (cell_rect(board.grids[g], exercise.grids[g], n).contains(point)) return n;
    }
  }
  return {};
}

BoardMarks marks_of(const Exercise& exercise, const Answer& answer) {
  BoardMarks marks;
  if (exercise.form == AnswerForm::cells) marks.marked.insert(answer.begin(), answer.end());
  if (exercise.form == AnswerForm::choice) marks.chosen.insert(answer.begin(), answer.end());
  if (exercise.form == AnswerForm::matching) marks.matched = answer;
  for (const std::int64_t value : answer) {
    if (exercise.form == AnswerForm::filling) marks.filled.push_back(number(static_cast<double>(value)));
  }
  return marks;
}

void draw_board(Canvas& canvas, const Exercise& exercise, const Board& board, const BoardMarks& marks, const Theme& theme,
                const Language& language) {
  const Pen pen{canvas, theme, language, board.measures.text};
  draw_code(pen, exercise.code, board);
  for (std::size_t n = 0; n < exercise.grids.size(); ++n) {
    draw_grid(pen, exercise.grids[n], board.grids[n], marks);
    if (exercise.form != AnswerForm::matching || n < pictures_from(exercise)) continue;
    const std::size_t picture = n - pictures_from(exercise);
    draw_match(pen, board.grids[n], picture < marks.matched.size() ? std::optional(marks.matched[picture]) : std::nullopt);
  }
  for (std::size_t n = 0; n < exercise.options.size(); ++n)
    draw_option(pen, board.options[n], exercise.options[n], static_cast<std::int64_t>(n),
                marks.chosen.contains(static_cast<std::int64_t>(n)));
}

}  // namespace deconvlab
