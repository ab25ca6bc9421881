// Where the window's panels stand.
#pragma once

#include "app/draw/canvas.h"

namespace deconvlab {

// The two splits that can be dragged, in logical pixels and as a share: remembered between starts.
struct Splits {
  double left = 288;   // width of the parameter panel
  double side = 0.36;  // of the rest: the scene's second view

  bool operator==(const Splits&) const = default;
};

struct WindowLayout {
  Rect top;
  Rect scene;  // its title and question
  Rect left;
  Rect centre;
  Rect side;
  Rect sentence;  // below the centre
  Rect formula;   // below the side
  Rect timeline;
  Rect status;
  Rect left_split;  // what is dragged
  Rect side_split;
};

// Real pixels for a logical one in a window of width x height real ones: `desktop` as the desktop asks, or so many that 1280 x 720 fill the
// window, where those are more; times the user's own `text`, as far as 960 x 560 have room.
double window_scale(double width, double height, double desktop, double text);
// For a window of width x height logical pixels.
WindowLayout lay_out(double width, double height, const Splits& splits);
// The splits after one of them was dragged to x.
Splits with_left_split_at(const Splits& splits, double x, double width);
Splits with_side_split_at(const Splits& splits, double x, double width);

}  // namespace deconvlab
