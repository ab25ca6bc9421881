#include "core/network/imitate.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "core/find_named.h"
#include "core/network/losses.h"
#include "core/network/optimiser.h"
#include "core/operators/conv_transpose.h"
#include "core/operators/planes.h"
#include "core/operators/resample.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::string_view kOptimisers[] = {"sgd", "adam"};
constexpr float kMomentum = 0.7f;

using Optimiser = std::variant<Sgd, Adam>;

Optimiser make_optimiser(const TrainingRule& rule) {
  if (rule.optimiser == "adam") return Adam{.rate = rule.rate};
  return Sgd{.rate = rule.rate, .momentum = kMomentum};
}

Tensor cut(const Tensor& plane, const CellWindow& window) {
  Tensor part(Shape{1, 1, window.size.h, window.size.w});
  for (std::int64_t n = 0; n < window.size.area(); ++n) {
    const Cell c = window.size.cell_at(n);
    part.at(c) = plane.at({window.first.row + c.row, window.first.col + c.col});
  }
  return part;
}

// Zeros around the part.
Tensor put_back(const Tensor& part, const CellWindow& window, const Shape& whole) {
  Tensor plane(whole);
  for (std::int64_t n = 0; n < window.size.area(); ++n) {
    const Cell c = window.size.cell_at(n);
    plane.at({window.first.row + c.row, window.first.col + c.col}) = part.at(c);
  }
  return plane;
}

// The loss of a kernel, and its gradient to the kernel.
Loss loss_of(const ImitationTask& task, const Tensor& kernel) {
  const Tensor y = conv_transpose(task.x, kernel, task.geometry);
  Loss loss = mean_squared_error(cut(y, task.counted), cut(task.target, task.counted));
  const Tensor dy = put_back(loss.gradient, task.counted, y.shape());
  return {loss.value, conv_transpose_kernel_grad(task.x, dy, task.geometry)};
}

double mean_square(const ImitationTask& task) {
  const Tensor part = cut(task.target, task.counted);
  return mean_squared_error(part, Tensor(part.shape())).value;
}

Expected<void> check(const TrainingRule& rule) {
  TRY(find_named("optimiser", kOptimisers, rule.optimiser));
  if (!(rule.rate > 0) || !std::isfinite(rule.rate)) return fail(ErrorCode::not_a_rate, rule.rate);
  return {};
}

// The cells of an axis that are between two centres of cells of the smaller grid, or on one: 0 <= (c + 1/2) o / i - 1/2 <= o - 1.
struct Span {
  std::int64_t first = 0, count = 0;
};
Span between_centres(const Axis& axis) {
  Span span;
  for (std::int64_t c = 0; c < axis.i; ++c) {
    const std::int64_t at = (2 * c + 1) * axis.o - axis.i;
    if (at < 0 || at > 2 * axis.i * (axis.o - 1)) continue;
    if (span.count++ == 0) span.first = c;
  }
  return span;
}

// A: a row for each counted cell, a column for each weight.
Eigen::MatrixXd linear_part(const ImitationTask& task) {
  const Geometry& g = task.geometry;
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(task.counted.size.area(), g.kernel().area());
  for_each_product(g, [&](Cell large, Cell weight, Cell small) {
    if (!task.counted.contains(large)) return;
    const Cell counted{large.row - task.counted.first.row, large.col - task.counted.first.col};
    a(task.counted.size.index_of(counted), g.kernel().index_of(weight)) += double{task.x.at(small)};
  });
  return a;
}

}  // namespace

std::span<const std::string_view> optimiser_names() { return kOptimisers; }

CellWindow away_from_border(const Geometry& resample) {
  const Span h = between_centres(resample.h);
  const Span w = between_centres(resample.w);
  return {{h.first, w.first}, {h.count, w.count}};
}

std::int64_t Training::best() const {
  return std::ranges::min_element(losses, [](double a, double b) { return a < b; }) - losses.begin();
}

Expected<Training> train(const ImitationTask& task, const Tensor& start, const TrainingRule& rule) {
  TRY(check(rule));
  Training training;
  Optimiser optimiser = make_optimiser(rule);
  std::vector<Tensor> kernel{start};
  double most = kBlownUp * mean_square(task);
  for (std::int64_t n = 0;; ++n) {
    Loss loss = loss_of(task, kernel[0]);
    if (n == 0) most = std::max(most, kBlownUp * loss.value);
    if (n > 0 && !(loss.value <= most)) {
      training.diverged = n;
      return training;
    }
    training.losses.push_back(loss.value);
    training.kernels.push_back(kernel[0]);
    if (n == rule.updates) return training;
    std::visit([&](auto& o) { o.step(kernel, std::span<const Tensor>(&loss.gradient, 1)); }, optimiser);
  }
}

LeastSquares least_squares(const ImitationTask& task) {
  const Extent k = task.geometry.kernel();
  LeastSquares best{Tensor(Shape{1, 1, k.h, k.w}), 0, 0};
  if (task.counted.size.area() == 0) return best;
  const Eigen::MatrixXd a = linear_part(task);
  const Tensor wanted = cut(task.target, task.counted);
  const Eigen::VectorXd t = Eigen::Map<const Eigen::VectorXf>(wanted.data().data(), wanted.size()).cast<double>();
  // Of A itself, not of its normal equations, whose rounding would be squared; of all best kernels it gives the shortest.
  const Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> solver(a);
  const Eigen::VectorXd w = solver.solve(t);
  for (std::int64_t n = 0; n < k.area(); ++n) best.kernel.at(k.cell_at(n)) = static_cast<float>(w(n));
  best.loss = (a * w - t).squaredNorm() / static_cast<double>(t.size());
  best.rank = solver.rank();
  return best;
}

bool is_zero_loss(const ImitationTask& task, double loss) { return loss <= kRounding * mean_square(task); }

}  // namespace deconvlab
