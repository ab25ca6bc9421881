// The colours of FCN's classes, alone and over a picture.
#pragma once

#include "app/diagram/picture_panel.h"
#include "app/lessons/fcn/fcn.h"

namespace deconvlab {

inline constexpr float kFcnOverlay = 0.6f;
inline constexpr Color kFcnBorder = {1, 1, 1, 1};  // between classes, over a picture

inline Color class_color(std::uint8_t label) {
  const Rgb c = class_colour(label);
  return {c.r / 255, c.g / 255, c.b / 255, 1};
}

// The classes over the picture, a line where one ends. Of a picture made smaller only pixels so far apart are asked for: no line is lost
// between them.
template <class LabelAt>
Color segmented(const Tensor& picture, Cell c, LabelAt&& label_at, Extent apart = {1, 1}) {
  const Extent size = picture.shape().plane();
  const std::uint8_t label = label_at(c);
  const bool last_col = c.col + apart.w < size.w && label_at(Cell{c.row, c.col + apart.w}) != label;
  const bool last_row = c.row + apart.h < size.h && label_at(Cell{c.row + apart.h, c.col}) != label;
  return last_col || last_row ? kFcnBorder : laid_over(picture, c, class_color(label), kFcnOverlay);
}

}  // namespace deconvlab
