#include "app/record/frame_change.h"

#include <algorithm>

namespace deconvlab {

PixelRect changed(const Raster& before, const Raster& now) {
  const PixelRect all{0, 0, now.width, now.height};
  return before.width != now.width || before.height != now.height ? all : changed(before, now, all);
}

PixelRect changed(const Raster& before, const Raster& now, const PixelRect& part) {
  int left = part.x + part.w, right = 0, top = part.y + part.h, bottom = 0;
  for (int y = part.y; y < part.y + part.h; ++y) {
    const auto from = static_cast<std::ptrdiff_t>(y) * now.width + part.x;
    const auto* const old = before.rgba.data() + from;
    const auto* const own = now.rgba.data() + from;
    if (std::equal(own, own + part.w, old)) continue;  // as most rows: much quicker than to look for the first difference
    const auto first = std::mismatch(own, own + part.w, old).first - own;
    int last = part.w;
    while (own[last - 1] == old[last - 1]) --last;
    left = std::min(left, part.x + static_cast<int>(first));
    right = std::max(right, part.x + last);
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
