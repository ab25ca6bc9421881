#include "app/ui/layout.h"

#include <algorithm>

namespace deconvlab {

namespace {

constexpr double kUsualWidth = 1280;  // the text has its usual size
constexpr double kUsualHeight = 720;
constexpr double kSmallestWidth = 960;  // the text grows no further than this leaves room for
constexpr double kSmallestHeight = 560;
constexpr double kTop = 38;
constexpr double kSceneLine = 36;          // title and question in a line
constexpr double kSceneLines = 54;         // one below the other
constexpr double kLeastForOneLine = 1240;  // of the window's width, in any language
constexpr double kTimeline = 50;
constexpr double kStatus = 26;
constexpr double kWords = 105;
constexpr double kLowPage = 600;  // a page lower than this has less for its timeline
constexpr double kLowTimeline = 44;
constexpr double kMargin = 18;
constexpr double kBelowViews = 7;
constexpr double kSplit = 10;
constexpr double kNarrowestLeft = 240;
constexpr double kNarrowestStrip = 168;
constexpr double kRail = 28;
constexpr double kLeastForPanel = 1200;  // of the window's width: on a narrower page the controls fold
constexpr double kWidestLeft = 0.42;     // of the window
constexpr double kNarrowestSide = 0.2;
constexpr double kWidestSide = 0.7;
constexpr double kUsualSideWidth = 344;  // what a page of the usual size gives its second view
constexpr double kUsualSideHeight = 449;
constexpr double kGuidedSideHeight = 370;
constexpr double kScrollBar = 10;
constexpr double kLeastScroll = 12;  // what is missing less goes without

// How often a page of w x h goes into width x height.
double times(double width, double height, double w, double h) { return std::min(width / w, height / h); }

double rail_of(Controls controls) { return controls == Controls::folded || controls == Controls::unfolded ? kRail : 0; }

double narrowest(Controls controls) { return controls == Controls::strip ? kNarrowestStrip : kNarrowestLeft; }

// What the controls take beside the rail.
double width_of(Controls controls, const Splits& splits, double width) {
  if (controls == Controls::folded) return 0;
  const double least = narrowest(controls);
  return std::clamp(controls == Controls::strip ? splits.strip : splits.left, least, std::max(least, width * kWidestLeft));
}

// A view of this height at least, with room for a scroll bar where it is higher than what is seen of it.
Rect content_of(Rect view, double wanted) {
  return view.h + kLeastScroll >= wanted ? view : Rect{view.x, view.y, view.w - kScrollBar, wanted};
}

// The second view is as high as on a page of the usual size where this one is lower, and higher yet where it is narrower. Under a guide it
// is smaller rather than half seen.
Rect side_content(Rect side, bool guided, double least) {
  constexpr double kMost = 1.45;
  const double narrow = std::clamp(kUsualSideWidth / std::max(1.0, side.w - kScrollBar), 1.0, kMost);
  return side.h + kLeastScroll >= (guided ? kGuidedSideHeight : kUsualSideHeight) ? side : content_of(side, least * narrow);
}

}  // namespace

double largest_scale(double width, double height) { return std::max(1.0, times(width, height, kSmallestWidth, kSmallestHeight)); }

double window_scale(double width, double height, double desktop, double text) {
  const double grown = std::max(desktop, times(width, height, kUsualWidth, kUsualHeight));
  return std::min(grown * text, largest_scale(width, height));
}

Controls controls_on(double width, bool few, bool asked_for) {
  if (width >= kLeastForPanel) return few ? Controls::strip : Controls::panel;
  return asked_for ? Controls::unfolded : Controls::folded;
}

WindowLayout lay_out(double width, double height, const Splits& splits, Controls controls, double guide, const LeastHeights& least) {
  const double rail = rail_of(controls);
  const double left = rail + width_of(controls, splits, width);
  const double line_of_time = height < kLowPage ? kLowTimeline : kTimeline;
  const double bottom = height - kStatus - line_of_time;
  const double x = left + kMargin;
  const double room = width - x - kMargin;
  const double side = room * std::clamp(splits.side, kNarrowestSide, kWidestSide);
  const double line = width < kLeastForOneLine ? kSceneLines : kSceneLine;
  const double head = kTop + line + guide;
  const double views = bottom - head - kWords;
  WindowLayout l;
  l.top = {0, 0, width, kTop};
  l.scene = {0, kTop, width, line};
  l.guide = {0, kTop + line, width, guide};
  l.rail = {0, head, rail, bottom - head};
  l.left = {rail, head, left - rail, bottom - head};
  l.centre = {x, head + kMargin / 2, room - side - kMargin, views - kMargin / 2 - kBelowViews};
  l.side = {x + room - side, head + kMargin / 2, side, l.centre.h};
  l.centre_content = content_of(l.centre, least.main);
  l.side_content = side_content(l.side, guide > 0, least.side);
  l.sentence = {x, head + views + 8, l.centre.w, kWords - 12};
  l.formula = {l.side.x, l.sentence.y, side, l.sentence.h};
  l.timeline = {0, bottom, width, line_of_time};
  l.status = {0, height - kStatus, width, kStatus};
  l.left_split = {left - kSplit / 2, head, kSplit, bottom - head};
  l.side_split = {l.side.x - kMargin / 2 - kSplit / 2, head, kSplit, bottom - head};
  return l;
}

Splits with_left_split_at(const Splits& splits, double x, double width, Controls controls) {
  Splits moved = splits;
  const double least = narrowest(controls);
  (controls == Controls::strip ? moved.strip : moved.left) = std::clamp(x - rail_of(controls), least, std::max(least, width * kWidestLeft));
  return moved;
}

Splits with_side_split_at(const Splits& splits, double x, double width, Controls controls) {
  const WindowLayout now = lay_out(width, 720, splits, controls);
  const double share = (now.side.right() - x - kMargin / 2) / (now.side.right() - now.centre.x);
  Splits moved = splits;
  moved.side = std::clamp(share, kNarrowestSide, kWidestSide);
  return moved;
}

}  // namespace deconvlab
