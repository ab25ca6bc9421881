// Pictures on the page: the part of one that the model looks at, the same part of all that stand side by side.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/diagram/scene.h"

namespace deconvlab {

// The part of a picture of `size` cells that is shown in `rect`: from cell (row0, col0) on, `zoom` logical pixels a cell.
struct PicturePlace {
  Rect rect;
  Extent size;
  double zoom = 1;
  double row0 = 0, col0 = 0;
  double wide = 1;  // how many times as wide as high a cell is

  double zoom_w() const { return zoom * wide; }
  Rect at(Cell c) const {
    return {rect.x + (static_cast<double>(c.col) - col0) * zoom_w(), rect.y + (static_cast<double>(c.row) - row0) * zoom, zoom_w(), zoom};
  }
  Rect span(Cell first, Extent cells) const {
    const Rect r = at(first);
    return {r.x, r.y, zoom_w() * static_cast<double>(cells.w), zoom * static_cast<double>(cells.h)};
  }
};

// Where the cells of a picture lie in the frame of another: `down` and `right` of the frame's cells each, the first one from cell
// (row, col) of the frame on.
struct Alignment {
  double down = 1, right = 1;
  double row = 0, col = 0;
};
// Those of its cells that are seen in `frame`, whole ones: they may reach over its edge.
PicturePlace place_aligned(const PicturePlace& frame, Extent size, const Alignment& alignment);

// All of it in the middle of the area, at most kLargestFit pixels a cell and whole ones where it is little smaller so; or the part that
// `view` looks at.
PicturePlace place_picture(Rect area, Extent size, const MatrixView& view);
// A picture that is `shrunk` times smaller, beside one in `place`: the same part, at the same pixels a cell, so it looks smaller by as
// much.
PicturePlace place_smaller(Rect area, Extent size, const PicturePlace& place);

// How values become colours: 0 to 255 as a screen has them; differences in the theme's diverging colours, kStrongestDifference and more
// the strongest; values on both sides of 0 as greys about the middle one.
enum class Shades { picture, difference, about_zero };
inline constexpr double kStrongestDifference = 128;
// 0 to 1: how strong a channel of such a value is; not for differences.
float strength_of(double value, Shades shades);

// One or three channels of the tensor's first item. Enlarged, cells are hard squares; made smaller, a pixel is the mean of its cells.
struct PicturePaint {
  const Tensor& values;
  const Tensor* minus = nullptr;  // of the values' shape: their difference is shown
  Shades shades = Shades::picture;
  std::uint64_t serial = 0;  // of the results that the values are from; 0: of the frame's
  double divisor = 1;        // by which the values are divided before they are shown
};
void draw_picture(Canvas& canvas, const PicturePlace& place, const PicturePaint& paint, const Frame& frame);

// One hit for the part that is shown.
void add_picture_hit(const PicturePlace& place, const Frame& frame, Target target);

// A pixel of 1 x C x rows x columns from 0 to 255; one or two channels are grey.
Color pixel_color(const Tensor& picture, Cell c);
// A colour over the picture's lightness.
Color laid_over(const Tensor& picture, Cell c, Color color, float share);

}  // namespace deconvlab
