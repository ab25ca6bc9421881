#include "app/scenes/imitate/loss_curve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "app/scenes/imitate/imitate_words.h"

namespace deconvlab {

namespace {

constexpr int kLowest = -12;
constexpr int kLeastDecades = 3;
constexpr double kText = 12;
constexpr double kLeft = 54;    // for the decades
constexpr double kBottom = 22;  // for the updates
constexpr double kRight = 10;
constexpr double kDecadesApart = 26;  // pixels, at least, from one that is written to the next

double finite(double loss) { return std::isfinite(loss) ? loss : 0; }
double largest_finite(std::span<const double> losses) {
  double largest = 0;
  for (const double loss : losses) largest = std::max(largest, finite(loss));
  return largest;
}

class Axes {
 public:
  Axes(Rect area, std::span<const LossCurve> curves, std::int64_t updates) : updates_(updates) {
    plot_ = {area.x + kLeft, area.y + kText, area.w - kLeft - kRight, area.h - kBottom - kText};
    double most = 0;
    for (const LossCurve& curve : curves) most = std::max({most, finite(curve.floor), largest_finite(curve.losses)});
    const int decade = most > 0 ? static_cast<int>(std::ceil(std::log10(most))) : kLowest;
    highest_ = std::max(decade, kLowest + kLeastDecades);
  }

  const Rect& plot() const { return plot_; }
  int highest() const { return highest_; }
  double x(double update) const { return plot_.x + plot_.w * update / static_cast<double>(updates_); }
  // What is no number is beyond every one.
  double y(double loss) const {
    if (!std::isfinite(loss)) return y_of_decade(highest_);
    const double decade = loss > 0 ? std::clamp(std::log10(loss), double{kLowest}, double(highest_)) : kLowest;
    return y_of_decade(decade);
  }
  double y_of_decade(double decade) const { return plot_.y + plot_.h * (highest_ - decade) / (highest_ - kLowest); }

 private:
  Rect plot_;
  int highest_ = 0;
  std::int64_t updates_;
};

void draw_decades(Canvas& canvas, const Axes& axes, const Theme& theme) {
  const double apart = axes.plot().h / (axes.highest() - kLowest);
  const int every = std::max(1, static_cast<int>(std::ceil(kDecadesApart / apart)));
  for (int decade = kLowest; decade <= axes.highest(); decade += every) {
    const double y = axes.y_of_decade(decade);
    canvas.line({axes.plot().x, y}, {axes.plot().right(), y}, {theme.line, 1});
    canvas.text({axes.plot().x - 6, y}, (decade == kLowest ? "≤ " : "") + power_of_ten(decade),
                {.color = theme.muted, .size = kText, .align = Align::right});
  }
}

// The last one is named, the others are written where they keep away from it and from each other.
void draw_updates(Canvas& canvas, const Axes& axes, std::int64_t updates, const std::string& label, const Theme& theme) {
  constexpr int kParts = 4;
  constexpr double kApart = 10;
  const Rect& plot = axes.plot();
  const TextStyle style{.color = theme.muted, .size = kText, .align = Align::centre};
  TextStyle at_end = style;
  at_end.align = Align::right;
  const double y = plot.bottom() + 13;
  const double last = plot.right() + kRight;
  const bool named = plot.w > 2 * canvas.text_width(label, style);
  const std::string end = named ? label : fmt::format("{}", updates);
  canvas.text({last, y}, end, at_end);
  double taken = last - canvas.text_width(end, style);
  for (int n = kParts; n >= 0; --n) {
    const double update = static_cast<double>(updates) * n / kParts;
    const double x = axes.x(update);
    canvas.line({x, plot.bottom()}, {x, plot.bottom() + 4}, {theme.muted, 1});
    const std::string text = fmt::format("{}", std::lround(update));
    const double half = canvas.text_width(text, style) / 2;
    if (n == kParts || x + half + kApart > taken) continue;
    canvas.text({x, y}, text, style);
    taken = x - half;
  }
}

constexpr double kLabelHeight = 16;
constexpr double kLeastNamed = 48;  // in a lower plot a floor's name would lie on the curves

// Below `line`, clear of what stands at these heights: other lines and labels.
double free_below(double line, const std::vector<double>& taken) {
  double middle = line + kLabelHeight / 2 + 2;
  for (const double y : taken) {  // from the top down
    if (std::abs(y - middle) < kLabelHeight / 2 + 2) middle = y + kLabelHeight / 2 + 2;
  }
  return middle;
}

// The lines of what is possible, and what they say below them.
void draw_floors(Canvas& canvas, const Axes& axes, std::span<const LossCurve> curves, const Theme& theme) {
  std::vector<const LossCurve*> floors;
  for (const LossCurve& curve : curves) {
    if (curve.floor > 0) floors.push_back(&curve);
  }
  std::ranges::sort(floors, std::greater(), [](const LossCurve* curve) { return curve->floor; });
  std::vector<double> taken;
  for (const LossCurve* curve : floors) taken.push_back(axes.y(curve->floor));
  for (const LossCurve* curve : floors) {
    const double y = axes.y(curve->floor);
    canvas.line({axes.plot().x, y}, {axes.plot().right(), y}, {curve->color, 1.5, 5});
    const double middle = free_below(y, taken);
    const TextStyle style{.color = curve->color, .size = kText + 1, .weight = Weight::bold, .align = Align::right};
    const double width = canvas.text_width(curve->floor_label, style);
    if (axes.plot().h < kLeastNamed || middle + kLabelHeight / 2 > axes.plot().bottom() || width > axes.plot().w - 8) continue;
    taken.push_back(middle + kLabelHeight / 2 - 2);
    canvas.fill_rect({axes.plot().right() - 4 - width - 3, middle - kLabelHeight / 2 + 1, width + 6, kLabelHeight - 2}, theme.background);
    canvas.text({axes.plot().right() - 4, middle}, curve->floor_label, style);
  }
}

void draw_curve(Canvas& canvas, const Axes& axes, const LossCurve& curve, std::int64_t update) {
  const std::int64_t last = std::min(update, std::ssize(curve.losses) - 1);
  std::vector<Point> points;
  for (std::int64_t n = 0; n <= last; ++n) points.push_back({axes.x(static_cast<double>(n)), axes.y(curve.losses[n])});
  if (points.size() > 1) canvas.polyline(points, {curve.color, 2.5});
  if (curve.stopped) return draw_cross(canvas, points.back(), curve.color);
  canvas.circle(points.back(), 5, curve.color);
}

}  // namespace

void draw_cross(Canvas& canvas, Point c, Color color) {
  constexpr double kArm = 5;
  canvas.line({c.x - kArm, c.y - kArm}, {c.x + kArm, c.y + kArm}, {color, 2.5});
  canvas.line({c.x - kArm, c.y + kArm}, {c.x + kArm, c.y - kArm}, {color, 2.5});
}

void draw_loss_curves(Canvas& canvas, Rect area, std::span<const LossCurve> curves, std::int64_t update, std::int64_t updates,
                      const std::string& last_label, const Theme& theme) {
  const Axes axes(area, curves, updates);
  draw_decades(canvas, axes, theme);
  draw_updates(canvas, axes, updates, last_label, theme);
  draw_floors(canvas, axes, curves, theme);
  const double now = axes.x(static_cast<double>(update));
  canvas.line({now, axes.plot().y}, {now, axes.plot().bottom()}, {theme.text, 1.5});
  for (const LossCurve& curve : curves) draw_curve(canvas, axes, curve, update);
}

}  // namespace deconvlab
