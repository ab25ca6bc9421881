#include <algorithm>
#include <cstdint>

#include "app/diagram/scene.h"

namespace deconvlab {

Hit Hit::at(Point p) const {
  const auto part = [](double share, std::int64_t count) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(share * static_cast<double>(count)), 0, count - 1);
  };
  Focus found = focus;
  found.cell.row += part((p.y - rect.y) / rect.h, cells.h);
  found.cell.col += part((p.x - rect.x) / rect.w, cells.w);
  return of(found);
}

bool Hit::holds(const Focus& wanted) const {
  const Cell within{wanted.cell.row - focus.cell.row, wanted.cell.col - focus.cell.col};
  return wanted.target == focus.target && wanted.other == focus.other && wanted.channel == focus.channel && cells.contains(within);
}

Hit Hit::of(const Focus& wanted) const {
  const double h = rect.h / static_cast<double>(cells.h);
  const double w = rect.w / static_cast<double>(cells.w);
  const auto down = static_cast<double>(wanted.cell.row - focus.cell.row);
  const auto right = static_cast<double>(wanted.cell.col - focus.cell.col);
  return {{rect.x + right * w, rect.y + down * h, w, h}, wanted};
}

}  // namespace deconvlab
