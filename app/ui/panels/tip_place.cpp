#include "app/ui/panels/tip_place.h"

#include <algorithm>
#include <array>

namespace deconvlab {

namespace {

constexpr double kApart = 4;
constexpr double kBeforePointer = 8;   // that stays free above the mouse
constexpr double kBehindPointer = 16;  // and below it
constexpr double kLarge = 90;          // a side of what has its tip beside it

}  // namespace

Rect place_tip(Point mouse, Rect about, double width, double height, Rect view, Rect page) {
  const double top = std::min(about.y, mouse.y - kBeforePointer) - kApart;
  const double bottom = std::max(about.bottom(), mouse.y + kBehindPointer) + kApart;
  for (const Rect& room : {view, page}) {
    const double x = std::clamp(mouse.x + kBehindPointer, room.x, std::max(room.x, room.right() - width));
    const double y = std::clamp(about.y, room.y, std::max(room.y, room.bottom() - height));
    std::array places{Rect{x, bottom, width, height}, Rect{x, top - height, width, height}, Rect{about.right() + kApart, y, width, height},
                      Rect{about.x - kApart - width, y, width, height}};
    if (std::max(about.w, about.h) >= kLarge) std::ranges::rotate(places, places.begin() + 2);
    const auto fits = std::ranges::find_if(places, [&](const Rect& place) { return room.contains(place); });
    if (fits != places.end()) return *fits;
  }
  const double x = std::clamp(mouse.x + kBehindPointer, page.x, std::max(page.x, page.right() - width));
  return {x, bottom + height > page.bottom() ? top - height : bottom, width, height};
}

}  // namespace deconvlab
