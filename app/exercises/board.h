// What stands below an exercise's question: its line of code, its grids and its options, on a page and in the window alike.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/draw/canvas.h"
#include "app/draw/theme.h"
#include "app/exercises/exercise.h"

namespace deconvlab {

struct BoardMeasures {
  double width = 640;
  double text = 13;
  double cell = 28;  // the largest
};

// Where its parts stand.
struct Board {
  BoardMeasures measures = {};
  Point at = {};
  std::vector<Rect> grids = {};
  std::vector<Rect> options = {};
  double height = 0;
};

// What has been answered, as it is drawn.
struct BoardMarks {
  std::set<std::int64_t> marked = {};       // cells of the grid that is asked for
  std::vector<std::string> filled = {};     // what stands in them
  std::set<std::int64_t> chosen = {};       // options
  std::vector<std::int64_t> matched = {};   // the option of each picture
  std::optional<std::int64_t> cursor = {};  // a cell that the keyboard has gone to
};

Board board_of(const Exercise& exercise, Point at, const BoardMeasures& measures);
// Of the grid that is asked for: the cell at a point.
std::optional<std::int64_t> cell_at(const Exercise& exercise, const Board& board, Point point);
BoardMarks marks_of(const Exercise& exercise, const Answer& answer);
void draw_board(Canvas& canvas, const Exercise& exercise, const Board& board, const BoardMarks& marks, const Theme& theme,
                const Language& language);

}  // namespace deconvlab
