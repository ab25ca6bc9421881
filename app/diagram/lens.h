// A few pixels of a picture as numbers, the weights laid over them, and their products on the way to one pixel of another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/diagram/picture_panel.h"

namespace deconvlab {

// A pixel that is read, with its weight. Of a kernel that can be changed on the page: which of its weights that is.
struct LensTerm {
  Cell cell;
  float x = 0, w = 0;
  std::optional<Cell> weight = {};
};

struct Lens {
  std::string caption;  // above the pixels
  Color ink;
  const Tensor& values;  // whose pixels they are: the first channel is read
  Cell first;
  Extent size;
  std::vector<LensTerm> terms;
  std::string result;  // the name of the pixel that they come to
  Color result_ink;
  float value = 0;
  double shade = 0;  // of it, 0 to 1
};

void draw_lens(Canvas& canvas, Rect area, const Lens& lens, const Frame& frame);

// "134 · 2 + 20 · (−1)": the products of the terms whose weight is not 0, at most `most` of them.
std::string lens_sum(const Lens& lens, int most);
// Whole weights as they are; others to two places, without the zero before the point.
std::string weight_label(float value, bool whole);

}  // namespace deconvlab
