#include "app/ui/panels/tip_place.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace deconvlab {

namespace {

constexpr double kApart = 4;
constexpr double kBeforePointer = 8;   // that stays free above the mouse
constexpr double kBehindPointer = 16;  // and below it
constexpr double kLarge = 90;          // a side of what has its tip beside it
constexpr double kNear = 120;          // the way from the mouse that costs nothing
constexpr double kPerPixel = 40;       // and of the rest, in square pixels of a plane that are covered

// Below, above, right and left of `what`; the sides first where it is large.
void add_places(std::vector<Rect>& places, Point mouse, const Rect& what, double width, double height, const Rect& room) {
  const double top = std::min(what.y, mouse.y - kBeforePointer) - kApart;
  const double bottom = std::max(what.bottom(), mouse.y + kBehindPointer) + kApart;
  const double x = std::clamp(mouse.x + kBehindPointer, room.x, std::max(room.x, room.right() - width));
  const double y = std::clamp(std::max(what.y, mouse.y - height), room.y, std::max(room.y, room.bottom() - height));
  const auto first = places.insert(places.end(), {{x, bottom, width, height},
                                                  {x, top - height, width, height},
                                                  {what.right() + kApart, y, width, height},
                                                  {what.x - kApart - width, y, width, height}});
  if (std::max(what.w, what.h) >= kLarge) std::rotate(first, first + 2, places.end());
}

double covered(const Rect& place, std::span<const Rect> planes) {
  double area = 0;
  for (const Rect& plane : planes) {
    const Rect shared = plane.within(place);
    area += std::max(0.0, shared.w) * std::max(0.0, shared.h);
  }
  return area;
}

double way(Point from, const Rect& to) {
  return std::hypot(from.x - std::clamp(from.x, to.x, to.right()), from.y - std::clamp(from.y, to.y, to.bottom()));
}

bool on(const Rect& place, const Rect& cell) {
  const Rect shared = cell.within(place);
  return shared.w > 0 && shared.h > 0;
}

}  // namespace

Rect place_tip(Point mouse, const TipAbout& about, double width, double height, Rect view, Rect page) {
  for (const Rect& room : {view, page}) {
    std::vector<Rect> places;
    add_places(places, mouse, about.cell, width, height, room);
    add_places(places, mouse, about.plane, width, height, room);
    const Rect* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const Rect& place : places) {
      if (!room.contains(place) || on(place, about.cell)) continue;
      const double cost = covered(place, about.planes) + kPerPixel * std::max(0.0, way(mouse, place) - kNear);
      if (cost < least) best = &place;
      least = std::min(least, cost);
    }
    if (best) return *best;
  }
  const double x = std::clamp(mouse.x + kBehindPointer, page.x, std::max(page.x, page.right() - width));
  const double bottom = std::max(about.cell.bottom(), mouse.y + kBehindPointer) + kApart;
  const double top = std::min(about.cell.y, mouse.y - kBeforePointer) - kApart;
  return {x, bottom + height > page.bottom() ? top - height : bottom, width, height};
}

}  // namespace deconvlab
