// The part of a matrix that is shown, and where its entries stand in it.
#pragma once

#include "app/diagram/scene.h"

namespace deconvlab {

inline constexpr double kLargestEntry = 66;  // of a matrix that is seen whole

// Entry (row, col) stands at place(row, col).
struct EntryView {
  Rect rect;
  double zoom = 1;
  double row0 = 0, col0 = 0;  // at the top left
  std::int64_t first_row = 0, last_row = 0, first_col = 0, last_col = 0;

  bool shows_column(std::int64_t col) const { return col >= first_col && col < last_col; }
  Extent shown() const { return {last_row - first_row, last_col - first_col}; }
  Rect place(std::int64_t row, std::int64_t col, std::int64_t rows = 1, std::int64_t cols = 1) const {
    return {rect.x + (static_cast<double>(col) - col0) * zoom, rect.y + (static_cast<double>(row) - row0) * zoom,
            static_cast<double>(cols) * zoom, static_cast<double>(rows) * zoom};
  }
  Rect all() const { return place(first_row, first_col, shown().h, shown().w); }
  MatrixView view() const { return {row0 + rect.h / zoom / 2, col0 + rect.w / zoom / 2, zoom}; }
};

// What `view` names of a matrix of this size in `area`, which it may not fill; at zoom 0 all of it, as large as it fits.
EntryView entry_view_of(Rect area, const MatrixView& view, Extent size);
// Of `shown` entries about the middle, along an axis of `count`: the first one, whole.
double first_shown(double middle, double shown, std::int64_t count);
// The frame around the part within the whole of the matrix, drawn in `whole`; lines from it to where it is enlarged, to the right or below.
void draw_lens_frame(Canvas& canvas, Rect whole, Extent size, const EntryView& part, const Theme& theme);
void draw_lens_lines(Canvas& canvas, Rect whole, Extent size, const EntryView& part, const Theme& theme);

}  // namespace deconvlab
