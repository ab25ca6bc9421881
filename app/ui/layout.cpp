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
constexpr double kWords = 112;
constexpr double kMargin = 18;
constexpr double kSplit = 10;
constexpr double kNarrowestLeft = 240;
constexpr double kWidestLeft = 0.42;  // of the window
constexpr double kNarrowestSide = 0.2;
constexpr double kWidestSide = 0.7;

// How often a page of w x h goes into width x height.
double times(double width, double height, double w, double h) { return std::min(width / w, height / h); }

}  // namespace

double window_scale(double width, double height, double desktop, double text) {
  const double grown = std::max(desktop, times(width, height, kUsualWidth, kUsualHeight));
  return std::min(grown * text, std::max(1.0, times(width, height, kSmallestWidth, kSmallestHeight)));
}

WindowLayout lay_out(double width, double height, const Splits& splits) {
  const double left = std::clamp(splits.left, kNarrowestLeft, std::max(kNarrowestLeft, width * kWidestLeft));
  const double bottom = height - kStatus - kTimeline;
  const double x = left + kMargin;
  const double room = width - x - kMargin;
  const double side = room * std::clamp(splits.side, kNarrowestSide, kWidestSide);
  const double line = width < kLeastForOneLine ? kSceneLines : kSceneLine;
  const double head = kTop + line;
  const double views = bottom - head - kWords;
  WindowLayout l;
  l.top = {0, 0, width, kTop};
  l.scene = {0, kTop, width, line};
  l.left = {0, head, left, bottom - head};
  l.centre = {x, head + kMargin / 2, room - side - kMargin, views - kMargin / 2};
  l.side = {x + room - side, head + kMargin / 2, side, views - kMargin / 2};
  l.sentence = {x, head + views + 8, l.centre.w, kWords - 12};
  l.formula = {l.side.x, l.sentence.y, side, l.sentence.h};
  l.timeline = {0, bottom, width, kTimeline};
  l.status = {0, height - kStatus, width, kStatus};
  l.left_split = {left - kSplit / 2, head, kSplit, bottom - head};
  l.side_split = {l.side.x - kMargin / 2 - kSplit / 2, head, kSplit, bottom - head};
  return l;
}

Splits with_left_split_at(const Splits& splits, double x, double width) {
  return {std::clamp(x, kNarrowestLeft, std::max(kNarrowestLeft, width * kWidestLeft)), splits.side};
}

Splits with_side_split_at(const Splits& splits, double x, double width) {
  const WindowLayout now = lay_out(width, 720, splits);
  const double share = (now.side.right() - x - kMargin / 2) / (now.side.right() - now.centre.x);
  return {splits.left, std::clamp(share, kNarrowestSide, kWidestSide)};
}

}  // namespace deconvlab
