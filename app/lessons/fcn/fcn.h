// FCN's upsampling of score maps with a fixed bilinear kernel, after Long, Shelhamer & Darrell (2015): FCN-32s, FCN-16s, FCN-8s. No network
// is there: the scores come from the picture's colours by a rule.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/params.h"
#include "core/tensor.h"

namespace deconvlab {

inline constexpr std::int64_t kFcnSide = 500;  // of the picture
inline constexpr std::int64_t kFcnScores = 16;
inline constexpr std::int64_t kFcnClasses = 21;
inline constexpr std::array<std::int64_t, 3> kFcnFactors = {32, 16, 8};
inline constexpr std::array<std::int64_t, 3> kFcnCrops = {19, 27, 31};
inline constexpr std::array<std::string_view, 3> kFcnViews = {"32s", "16s", "8s"};  // as in Lesson::view
// Which of them a view is about: the first one where it has no name of these.
std::size_t fcn_variant(std::string_view view);

struct Rgb {
  float r = 0, g = 0, b = 0;  // 0 to 255
};
// Colours that pictures have, from black to violet; class n is drawn in its own. Precondition: 0 <= n < kFcnClasses.
Rgb class_colour(std::int64_t n);

// The picture as it is, or the means of the smallest squares of pixels under which no side is longer than kFcnSide.
std::shared_ptr<const Tensor> shrunk_for_fcn(std::shared_ptr<const Tensor> picture);

// k = 2f, s = f, without padding: a map of side n gives f (n - 1) + 2f.
Params fcn_params(Extent scores, std::int64_t factor);

// Labels of cells in row order.
struct Labels {
  Extent size;
  std::vector<std::uint8_t> of;  // the class of the largest score, the first one of equal ones
  std::uint8_t at(Cell c) const { return of[static_cast<std::size_t>(size.index_of(c))]; }
};
Labels largest_of(const Tensor& scores);

// x[1,C,rows,cols], values 0 to 255 -> 1 x 21 x side x side: less than 0, minus the distance from the class' colour of a cell's mean
// colour. Cell t covers the f pixels that the upsampling by f and the crop put it on, from f t + f / 2 - crop on; beyond the edges the
// edge's pixels.
Tensor score_map(const Tensor& picture, std::int64_t side, std::int64_t factor, std::int64_t crop);

// One step: the map that is upsampled by `factor`, and where the picture is cut out of the result.
struct FcnVariant {
  std::int64_t factor = 32;
  std::int64_t crop = 19;
  Labels before, finer;  // of FCN-16s and FCN-8s: the map upsampled by 2, and the finer one that is added to it
  Tensor scores;         // 1 x 21 x n x n, what is upsampled
  Labels coarse;         // of scores
  Labels plane;          // of the upsampled scores, f (n - 1) + 2f on a side
  Labels nearest;        // of the picture's size: each pixel has the label of its cell
};

struct Fcn {
  std::array<FcnVariant, 3> variants;  // by kFcnFactors
};
// Precondition: at least crop + side pixels of every plane, which holds where no side of the picture is longer than 500.
std::shared_ptr<const Fcn> fcn_of(const Tensor& picture);
// The side of the map that variant n upsamples, of any picture.
std::int64_t fcn_scores(std::size_t n);

// Keeps the last one.
class FcnSource {
 public:
  std::shared_ptr<const Fcn> get(const std::shared_ptr<const Tensor>& picture);

 private:
  std::shared_ptr<const Tensor> last_;
  std::shared_ptr<const Fcn> kept_;
};

}  // namespace deconvlab
