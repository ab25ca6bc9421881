// The colours of FCN's classes, alone and over a picture.
#pragma once

#include "app/diagram/picture_panel.h"
#include "app/lessons/fcn/fcn.h"

namespace deconvlab {

inline constexpr float kFcnOverlay = 0.85f;
inline constexpr Color kFcnBorder = {1, 1, 1, 1};  // between classes, over a picture

inline Color class_color(std::uint8_t label) {
  const Rgb c = class_colour(label);
  return {c.r / 255, c.g / 255, c.b / 255, 1};
}

// The classes over the picture, a line where one ends. `next`: the cell below and to the right that is drawn too; in a picture made smaller
// it lies further on.
template <class LabelAt>
Color segmented(const Tensor& picture, Cell c, LabelAt&& label_at, Cell next) {
  const Extent size = picture.shape().plane();
  const std::uint8_t label = label_at(c);
  const bool last_col = next.col < size.w && label_at(Cell{c.row, next.col}) != label;
  const bool last_row = next.row < size.h && label_at(Cell{next.row, c.col}) != label;
  return last_col || last_row ? kFcnBorder : laid_over(picture, c, class_color(label), kFcnOverlay);
}
template <class LabelAt>
Color segmented(const Tensor& picture, Cell c, LabelAt&& label_at) {
  return segmented(picture, c, label_at, {c.row + 1, c.col + 1});
}

}  // namespace deconvlab
