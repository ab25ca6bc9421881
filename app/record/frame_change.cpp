#include "app/record/frame_change.h"

#include <algorithm>

namespace deconvlab {

PixelRect changed(const Raster& before, const Raster& now) {
  if (before.width != now.width || before.height != now.height) return {0, 0, now.width, now.height};
  int left = now.width, right = 0, top = now.height, bottom = 0;
  for (int y = 0; y < now.height; ++y) {
    const auto row = static_cast<std::ptrdiff_t>(y) * now.width;
    const auto* const old = before.rgba.data() + row;
    const auto* const own = now.rgba.data() + row;
    if (std::equal(own, own + now.width, old)) continue;  // as most rows: much quicker than to look for the first difference
    const auto first = std::mismatch(own, own + now.width, old).first - own;
    int last = now.width;
    while (own[last - 1] == old[last - 1]) --last;
    left = std::min(left, static_cast<int>(first));
    right = std::max(right, last);
    top = std::min(top, y);
    bottom = y + 1;
  }
  return bottom == 0 ? PixelRect{} : PixelRect{left, top, right - left, bottom - top};
}

Raster cut_out(const Raster& raster, const PixelRect& r) {
  Raster part{.width = r.w, .height = r.h, .id = 0, .rgba = {}};
  for (int y = r.y; y < r.y + r.h; ++y) {
    const auto* const row = raster.rgba.data() + static_cast<std::ptrdiff_t>(y) * raster.width + r.x;
    part.rgba.insert(part.rgba.end(), row, row + r.w);
  }
  return part;
}

}  // namespace deconvlab
