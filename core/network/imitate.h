// A transposed convolution of one plane that is trained to give a target, and the best that any kernel could do. Its output A w is linear
// in the kernel w, so the mean squared error is a paraboloid whose lowest point has a closed form.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/geometry/geometry.h"
#include "core/tensor.h"

namespace deconvlab {

// Cells in a row and column of each other: those that a loss counts.
struct CellWindow {
  Cell first;
  Extent size;

  bool contains(Cell c) const { return size.contains({c.row - first.row, c.col - first.col}); }
  bool operator==(const CellWindow&) const = default;
};

// The cells of an upsampling that bilinear interpolation draws from two cells on each axis, none of them repeated beyond the map's edge.
// Of no size where there are none. `resample` is of resolve_upsample, with the usual places.
CellWindow away_from_border(const Geometry& resample);

// x[1,1,h,w] is to become target[1,1,H,W], of geometry.input(), as far as the counted cells go.
struct ImitationTask {
  Tensor x;
  Tensor target;
  Geometry geometry;  // of resolve_transposed
  CellWindow counted;
};

// The optimisers of core/network/optimiser.h by name: sgd with momentum 0.7, with which problems as small as these come down smoothly; adam
// with the usual 0.9 and 0.999.
std::span<const std::string_view> optimiser_names();

struct TrainingRule {
  std::string_view optimiser = "sgd";
  float rate = 0.03f;
  std::int64_t updates = 400;
};

// Losses and kernels before the first update and after each; as many of both, at least one.
struct Training {
  std::vector<double> losses;
  std::vector<Tensor> kernels;
  // The update after which the loss was no number or kBlownUp times what it had been: nothing of it is kept.
  std::optional<std::int64_t> diverged = std::nullopt;

  std::int64_t last() const { return static_cast<std::int64_t>(losses.size()) - 1; }
  // The first of those with the least loss.
  std::int64_t best() const;
};

// A run has diverged at so many times its first loss, or that of a kernel of zeros where this is more.
inline constexpr double kBlownUp = 1000;

// start[1,1,kh,kw]. Errors: unknown_name of the optimiser; not_a_rate unless 0 < rate < infinity.
Expected<Training> train(const ImitationTask& task, const Tensor& start, const TrainingRule& rule);

// The kernel of the least loss, the smallest of them where several have it, and this loss: the floor of every training.
struct LeastSquares {
  Tensor kernel;
  double loss = 0;
  std::int64_t rank = 0;  // of A: how many of the weights the counted cells decide
};
LeastSquares least_squares(const ImitationTask& task);

// Below this share of the target's mean square a loss is zero but for the rounding of floats.
inline constexpr double kRounding = 1e-11;
bool is_zero_loss(const ImitationTask& task, double loss);

}  // namespace deconvlab
