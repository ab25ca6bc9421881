#include "app/scenes/layers/plane_layout.h"

#include <algorithm>
#include <cmath>

namespace deconvlab {

namespace {

constexpr double kCellSeen = 2;  // of a plane of few cells
constexpr double kLeast = 12;    // side of a plane, however few cells it has
// Exponents of the planes' shares: in proportion, and less so where the smallest would not be seen well.
constexpr double kExponents[] = {1, 0.35, 0.2};
constexpr double kSpread = 30;  // more between planes where a row leaves room
constexpr double kMostRowGap = 40;
constexpr int kHalvings = 24;

double longer(const PlaneSize& plane) { return static_cast<double>(std::max(plane.cells.h, plane.cells.w)); }

// The planes in rows of at most `width`, the largest with sides of `largest`.
struct Flow {
  std::span<const PlaneSize> planes;
  double width = 0, words = 0, largest = 0, exponent = 1;
  double most = 1;  // cells

  Rect plane(std::size_t n) const {
    const double side = std::max(std::min(kLeast, largest), largest * std::pow(longer(planes[n]) / most, exponent));
    const double cell = side / longer(planes[n]);
    return {0, 0, cell * static_cast<double>(planes[n].cells.w), cell * static_cast<double>(planes[n].cells.h)};
  }
  double tile(std::size_t n) const { return std::max(plane(n).w, planes[n].words); }

  struct Row {
    std::size_t first = 0, last = 0;
    double width = 0, height = 0;  // of tiles with their gaps; of the highest plane
  };
  std::vector<Row> rows() const {
    std::vector<Row> all;
    for (std::size_t n = 0; n < planes.size(); ++n) {
      const bool fits = !all.empty() && all.back().width + kPlaneGap + tile(n) <= width;
      if (!fits) all.push_back({n, n, tile(n), plane(n).h});
      Row& row = all.back();
      if (fits) row.width += kPlaneGap + tile(n);
      row.last = n;
      row.height = std::max(row.height, plane(n).h);
    }
    return all;
  }
  double height(const std::vector<Row>& rows) const {
    double sum = -kRowGap;
    for (const Row& row : rows) sum += row.height + words + kRowGap;
    return sum;
  }
  bool fits(double room) const {
    const auto all = rows();
    const bool narrow = std::ranges::all_of(all, [&](const Row& row) { return row.width <= width; });
    return narrow && height(all) <= room;
  }
};

// The largest value up to `most` for which `good` holds; `least` where none does.
template <class Good>
double largest_good(double least, double most, Good&& good) {
  for (int n = 0; n < kHalvings; ++n) {
    const double middle = (least + most) / 2;
    (good(middle) ? least : most) = middle;
  }
  return least;
}

// As large as fits.
Flow grown(Flow flow, double room, double exponent) {
  flow.exponent = exponent;
  const double whole = flow.width;
  flow.largest = largest_good(kLeast, std::max(kLeast, std::min(whole, room)), [&](double side) {
    flow.largest = side;
    return flow.fits(room);
  });
  return flow;
}

// Of the plane that is seen least well: its side as a part of what it needs.
double least_seen(const Flow& flow) {
  double least = flow.largest / kSeenWell;
  for (const PlaneSize& plane : flow.planes)
    least =
        std::min(least, flow.largest * std::pow(longer(plane) / flow.most, flow.exponent) / std::min(kSeenWell, kCellSeen * longer(plane)));
  return least;
}

// Rows of about the same width: the narrowest room that needs no more of them.
Flow balanced(Flow flow, double room) {
  const double whole = flow.width;
  const std::size_t count = flow.rows().size();
  flow.width = whole - largest_good(0, whole, [&](double less) {
                 flow.width = whole - less;
                 return flow.fits(room) && flow.rows().size() == count;
               });
  return flow;
}

// The rows begin at one edge, so that the widest one stands in the middle, and share out what height is left.
std::vector<PlanePlace> placed(const Flow& flow, Rect area) {
  const auto rows = flow.rows();
  const auto& widest = *std::ranges::max_element(rows, {}, &Flow::Row::width);
  const auto gaps = static_cast<double>(widest.last - widest.first);
  const double spread = gaps > 0 ? std::clamp((area.w - widest.width) / gaps, 0.0, kSpread) : 0;
  const double left = area.x + std::max(0.0, (area.w - widest.width - gaps * spread) / 2);
  const double more = area.h - flow.height(rows);
  const double between = kRowGap + std::clamp(more / static_cast<double>(rows.size() + 1), std::min(0.0, more), kMostRowGap - kRowGap);
  double y = area.y + std::max(0.0, (more - static_cast<double>(rows.size() - 1) * (between - kRowGap)) / 2);
  std::vector<PlanePlace> places;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    double x = left;
    for (std::size_t n = rows[r].first; n <= rows[r].last; ++n) {
      places.push_back({{x, y, flow.tile(n), rows[r].height + flow.words}, flow.plane(n), static_cast<std::int64_t>(r)});
      x += flow.tile(n) + kPlaneGap + spread;
    }
    y += rows[r].height + flow.words + between;
  }
  return places;
}

double most_of(std::span<const PlaneSize> planes) {
  double most = 1;
  for (const PlaneSize& plane : planes) most = std::max(most, longer(plane));
  return most;
}

}  // namespace

PlaneRows lay_planes(Rect area, std::span<const PlaneSize> planes, double above, double below) {
  const Flow flow{.planes = planes, .width = area.w, .words = above + below, .most = most_of(planes)};
  Flow best = flow;
  for (const double exponent : kExponents) {
    best = grown(flow, area.h, exponent);
    if (least_seen(best) >= 1) break;
  }
  best = balanced(best, area.h);
  PlaneRows rows{best.largest, least_seen(best), best.fits(area.h), placed(best, area)};
  for (PlanePlace& place : rows.places) {
    const double middle = place.tile.y + above + (place.tile.h - above - below) / 2;
    place.plane.x = place.tile.centre().x - place.plane.w / 2;
    place.plane.y = middle - place.plane.h / 2;
  }
  return rows;
}

PlaneRows lay_bars(Rect area, std::span<const PlaneSize> planes, double line) {
  constexpr double kHighest = 30, kEnough = 12, kBelow = 9;
  const auto count = static_cast<std::int64_t>(planes.size());
  const double most = most_of(planes);
  std::int64_t columns = 1;
  const auto height = [&] { return area.h / std::ceil(static_cast<double>(count) / static_cast<double>(columns)); };
  while (columns < count && height() - line - kBelow < kEnough) ++columns;
  const double bar = std::clamp(height() - line - kBelow, 2.0, kHighest), high = std::min(height(), line + bar + 2 * kBelow);
  const double wide = area.w / static_cast<double>(columns) - (columns > 1 ? kPlaneGap : 0);
  const double top = area.y + (area.h - high * std::ceil(static_cast<double>(count) / static_cast<double>(columns))) / 2;
  PlaneRows rows{bar, 1, true, {}};
  for (std::int64_t n = 0; n < count; ++n) {
    const double x = area.x + static_cast<double>(n % columns) * (wide + kPlaneGap), y = top + static_cast<double>(n / columns) * high;
    const double w = std::max(kLeast, wide * longer(planes[static_cast<std::size_t>(n)]) / most);
    rows.places.push_back({{x, y, wide, line + bar}, {x, y + line, w, bar}, n / columns});
  }
  return rows;
}

}  // namespace deconvlab
