// A rectangle of cells of a grid.
#pragma once

#include "core/params.h"

namespace deconvlab {

struct CellRect {
  Cell first;
  Extent size;

  bool contains(Cell c) const { return size.contains({c.row - first.row, c.col - first.col}); }
  Cell last() const { return {first.row + size.h - 1, first.col + size.w - 1}; }
  bool empty() const { return size.h <= 0 || size.w <= 0; }
  bool operator==(const CellRect&) const = default;
};

}  // namespace deconvlab
