// Where the window's panels stand.
#pragma once

#include "app/diagram/least_heights.h"
#include "app/draw/canvas.h"

namespace deconvlab {

// How the controls stand at the left: as a panel; as a narrow strip where they are few; folded away on a page that is too small for both
// them and the picture, or unfolded there.
enum class Controls { panel, strip, folded, unfolded };

// The splits that can be dragged, in logical pixels and as a share: remembered between starts.
struct Splits {
  double left = 288;   // width of the parameter panel
  double strip = 236;  // of the strip of few controls
  double side = 0.36;  // of the rest: the scene's second view

  bool operator==(const Splits&) const = default;
};

struct WindowLayout {
  Rect top;
  Rect scene;  // its title and question
  Rect guide;  // the beat that is played; of no height where there is none
  Rect rail;   // what folds and unfolds the controls; empty where they are not folded
  Rect left;   // of no width while they are
  Rect centre;
  Rect side;
  Rect centre_content;  // at least as high as `centre`, which scrolls over the rest of it
  Rect side_content;
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
// The largest one that leaves so much room; a window that has less is not scaled down.
double largest_scale(double width, double height);
// How the controls stand on a page of this width: `few` of them, `asked_for` where the page is too small for them to stay.
Controls controls_on(double width, bool few, bool asked_for);
// For a window of width x height logical pixels, of which a guide takes `guide` rows, and a scene whose views are as high as `least`.
WindowLayout lay_out(double width, double height, const Splits& splits, Controls controls = Controls::panel, double guide = 0,
                     const LeastHeights& least = {});
// The splits after one of them was dragged to x.
Splits with_left_split_at(const Splits& splits, double x, double width, Controls controls = Controls::panel);
Splits with_side_split_at(const Splits& splits, double x, double width, Controls controls = Controls::panel);

}  // namespace deconvlab
