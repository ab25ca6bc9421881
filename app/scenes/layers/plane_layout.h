// Where the planes of a chain stand: in rows, in the order of the layers, as large as their room allows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/draw/canvas.h"
#include "core/params.h"

namespace deconvlab {

// A plane, and how wide its words are.
struct PlaneSize {
  Extent cells;
  double words = 0;
};

struct PlanePlace {
  Rect tile;   // with the words, as high as all of its row
  Rect plane;  // in the middle between the words
  std::int64_t row = 0;
};

struct PlaneRows {
  double largest = 0;  // longer side of the largest plane
  double seen = 0;     // of the plane that is seen least well its side as a part of what it needs: 1 or more where all are
  bool fits = false;
  std::vector<PlanePlace> places;
};

// A plane's side from which on its cells' pattern is seen.
inline constexpr double kSeenWell = 34;

// Room around a row of planes for what leads from one to the next.
inline constexpr double kPlaneGap = 18;
inline constexpr double kRowGap = 16;

// `above`, `below`: of the words. The largest plane takes the room there is; others are smaller as they have fewer cells, in proportion
// where the smallest can still be seen well, else less so. What does not fit at the smallest size overlaps.
PlaneRows lay_planes(Rect area, std::span<const PlaneSize> planes, double above, double below);

// Planes of one row of cells: bars, as wide as they have cells, in as few columns as give a bar of some height below `words` (of one or
// two lines, as they fit).
PlaneRows lay_bars(Rect area, std::span<const PlaneSize> planes, double line);

}  // namespace deconvlab
