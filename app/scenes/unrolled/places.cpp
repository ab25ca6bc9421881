#include "app/scenes/unrolled/places.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/diagram/motion.h"
#include "app/diagram/plane.h"

namespace deconvlab {

namespace {

constexpr double kCaption = 26;
constexpr double kBetween = 26;  // grids and matrix
constexpr double kGap = 12;
constexpr double kStretchedCell = 0.95;  // of x's
constexpr double kFlat = 0.45;           // rows for each column, of a C that leaves room below it
constexpr double kLargestEntry = 40;
constexpr double kSmallestEntry = 13;  // of a smaller one a part is seen
constexpr double kNarrowest = 26;      // of a vector's cells
constexpr double kWidest = 44;
constexpr double kLeastForGrids = 0.28;  // of the width
constexpr double kMostForGrids = 0.4;

// The first of `count` that is seen, so that `at` is in the middle.
double first_of(double at, double seen, std::int64_t count) {
  return std::clamp(at - seen / 2 + 0.5, 0.0, std::max(0.0, static_cast<double>(count) - seen));
}

// The column of C in the middle of a row's nonzeros; between two rows between theirs.
double middle_column(const Geometry& g, double row) {
  const auto column = [&](double whole) {
    const auto last = static_cast<double>(g.output().area() - 1);
    const Cell out = g.output_cell(static_cast<std::int64_t>(std::clamp(whole, 0.0, last)));
    const std::int64_t r = std::clamp<std::int64_t>(g.h.input_of(out.row, g.h.k / 2), 0, g.h.i - 1);
    const std::int64_t c = std::clamp<std::int64_t>(g.w.input_of(out.col, g.w.k / 2), 0, g.w.i - 1);
    return static_cast<double>(g.input().index_of({r, c}));
  };
  const double below = std::floor(row);
  return column(below) + (column(below + 1) - column(below)) * (row - below);
}

MatrixSquare square_of(Rect area, const Geometry& g, const Act& act, double row) {
  MatrixSquare m;
  m.all = {g.output().area(), g.input().area()};
  const auto larger = static_cast<double>(std::max(m.all.h, m.all.w));
  const double side = std::min(area.w, area.h);
  m.cell = std::clamp(side / larger, std::min(kSmallestEntry, side), kLargestEntry);
  m.seen = std::min(larger, std::floor(side / m.cell));
  m.area = {area.x, area.y, m.cell * m.seen, m.cell * m.seen};
  m.row0 = first_of(row, m.seen, m.all.h);
  m.col0 = first_of(middle_column(g, row), m.seen, m.all.w);
  m.mirrored = act.mirrored;
  return m;
}

struct Grids {
  GridPlace x, y, stretched;
};

// How many cells lie beside or below each other: x's, and those of y, or of the smaller ones that y is stretched to.
struct Counts {
  Extent x;
  double rows = 0, cols = 0;  // of the second grid, in cells of x
};

Counts counts_of(const Geometry& g, bool back) {
  const Extent y = stretched_padding(g).around(stretched_size(g));
  const auto of = [&](std::int64_t stretched, std::int64_t plain) {
    return back ? std::max(kStretchedCell * static_cast<double>(stretched), static_cast<double>(plain)) : static_cast<double>(plain);
  };
  return {back ? g.input() : padding_of(g).around(g.input()), of(y.h, g.h.o), of(y.w, g.w.o)};
}

double cell_in(Rect area, const Counts& n, bool stacked) {
  const auto [h, w] = std::pair{static_cast<double>(n.x.h), static_cast<double>(n.x.w)};
  const double high = area.h - (stacked ? 2 : 1) * kCaption;
  const double wide = area.w - (stacked ? 0 : kBetween);
  const double cell =
      stacked ? std::min(high / (h + n.rows), wide / std::max(w, n.cols)) : std::min(high / std::max(h, n.rows), wide / (w + n.cols));
  return std::clamp(cell, 1.0, kLargestCell);
}

// x above y, or before it, their cells of one size; on the way back y has room for its zeros and its padding.
Grids grids_in(Rect area, const Geometry& g, bool back, bool column) {
  const Counts n = counts_of(g, back);
  const bool stacked = column || cell_in(area, n, true) > cell_in(area, n, false);
  const double cell = cell_in(area, n, stacked);
  const double high = area.h - (stacked ? 2 : 1) * kCaption;
  const double wide = area.w - (stacked ? 0 : kBetween);
  const auto w = static_cast<double>(n.x.w);
  const double split = stacked ? area.w : wide * w / (w + n.cols);
  const Rect first{area.x, area.y + kCaption, split, stacked ? cell * static_cast<double>(n.x.h) : high};
  const Rect second = stacked ? Rect{area.x, first.bottom() + kCaption, area.w, cell * n.rows}
                              : Rect{area.x + split + kBetween, first.y, wide - split, high};
  return {fit_plane(first, g.input(), cell, back ? Border{} : padding_of(g)), fit_plane(second, g.output(), cell),
          fit_plane(second, stretched_size(g), cell, stretched_padding(g))};
}

GridPlace between(const GridPlace& from, const GridPlace& to, double share) {
  const auto mixed = [&](double a, double b) { return a + (b - a) * share; };
  GridPlace place = from;
  place.origin = {mixed(from.origin.x, to.origin.x), mixed(from.origin.y, to.origin.y)};
  place.cell = mixed(from.cell, to.cell);
  return place;
}

// Below a C that is flat, then beside a Ct that is tall; else in a column of their own.
void place_grids(UnrolledPlaces& p, Rect area, const Geometry& g, bool flat) {
  const MatrixSquare& m = p.matrix;
  const Rect column{area.x, area.y, m.area.x - kSign - p.column - kBetween - area.x, area.h};
  const double below = m.area.y + m.height() + kGap;
  const double beside = m.area.x + m.height() + kSign + p.column + kBetween;
  const Rect forward = flat ? Rect{m.area.x, below, m.width(), area.bottom() - below} : column;
  const Rect back = flat ? Rect{beside, area.y, area.right() - beside, area.h} : column;
  const Grids before = grids_in(forward, g, false, !flat);
  const Grids after = grids_in(back, g, true, !flat);
  p.x = between(before.x, after.x, m.mirrored);
  if (m.mirrored > 0) p.x.padding = {};
  p.y = between(before.y, after.y, m.mirrored);
  p.stretched = after.stretched;
}

}  // namespace

Rect MatrixSquare::entry(std::int64_t row, std::int64_t col) const {
  const double down = static_cast<double>(row) - row0;
  const double right = static_cast<double>(col) - col0;
  return {area.x + (right + (down - right) * mirrored) * cell, area.y + (down + (right - down) * mirrored) * cell, cell, cell};
}

bool MatrixSquare::shows(std::int64_t row, std::int64_t col) const {
  const double down = static_cast<double>(row) - row0;
  const double right = static_cast<double>(col) - col0;
  return down > -1 && right > -1 && down < seen && right < seen;
}

Extent MatrixSquare::shown() const {
  const auto of = [&](std::int64_t count) { return std::min(count, static_cast<std::int64_t>(seen)); };
  return {of(all.h), of(all.w)};
}

Rect MatrixSquare::outer() const {
  const Extent part = shown();
  const auto h = static_cast<double>(part.h);
  const auto w = static_cast<double>(part.w);
  return {area.x, area.y, (w + (h - w) * mirrored) * cell, (h + (w - h) * mirrored) * cell};
}

Rect UnrolledPlaces::in_x(std::int64_t input) const {
  const double y = matrix.area.y + (static_cast<double>(input) - matrix.col0) * matrix.cell;
  const double right = matrix.area.x + matrix.width() + kSign;
  const double left = matrix.area.x - kSign - column;
  return {right + (left - right) * matrix.mirrored, y, column, matrix.cell};
}

Rect UnrolledPlaces::in_y(std::int64_t output) const {
  const double y = matrix.area.y + (static_cast<double>(output) - matrix.row0) * matrix.cell;
  const double right = matrix.area.x + matrix.height() + kSign;
  const double left = matrix.area.x - kSign - column;
  return {left + (right - left) * matrix.mirrored, y, column, matrix.cell};
}

UnrolledPlaces unrolled_places(Rect area, const Geometry& g, const Act& act, double row) {
  UnrolledPlaces p;
  p.area = area;
  const double high = area.h - kCaption;
  const auto rows = static_cast<double>(g.output().area());
  const auto cols = static_cast<double>(g.input().area());
  const bool flat = rows <= kFlat * std::min(cols, high / kSmallestEntry);
  p.column = std::clamp(high / std::max(rows, cols), kNarrowest, kWidest);
  const double vectors = 2 * (kSign + p.column);
  const double least =
      flat ? 0 : std::clamp(area.w - kBetween - vectors - high, area.w * kLeastForGrids, area.w * kMostForGrids) + kBetween;
  const double side = std::min(high, area.w - least - vectors);
  const double left = flat ? (area.w - side - vectors) / 2 : least;
  p.matrix = square_of({area.x + left + p.column + kSign, area.y + kCaption, side, high}, g, act, row);
  place_grids(p, area, g, flat);
  return p;
}

}  // namespace deconvlab
