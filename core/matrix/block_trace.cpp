#include "core/matrix/block_trace.h"

#include <cassert>
#include <utility>

namespace deconvlab {

namespace {

std::vector<Tensor> planes_of(const Tensor& t) {
  std::vector<Tensor> planes;
  for (std::int64_t n = 0; n < t.shape().n; ++n)
    for (std::int64_t c = 0; c < t.shape().c; ++c) planes.push_back(copy_of_plane(t, n, c));
  return planes;
}

}  // namespace

BlockTrace::BlockTrace(const Geometry& geometry, const Tensor& x, const Tensor& w, Side side, std::vector<float> bias)
    : geometry_(geometry), channels_(geometry, w.shape()), side_(side), x_(planes_of(x)), w_(planes_of(w)), bias_(std::move(bias)) {
  assert(x.shape() == (Shape{1, forward() ? channels_.in : channels_.out, from().h, from().w}));
  assert(bias_.empty() || std::ssize(bias_) == down());
}

void BlockTrace::add_terms(const Block& block, BlockStep& step) const {
  const Tensor& w = w_[static_cast<std::size_t>(block.o * channels_.in_group + block.c)];
  std::vector<RowEntry> row;
  (forward() ? add_taps_of_c : add_taps_of_ct)({geometry_, w, {}, {}}, step.output, row);
  for (Term& term : step_of(step.t, step.output, row, x_[static_cast<std::size_t>(block.across)]).terms) {
    if (term.column >= 0) term.column += block.across * from().area();
    term.running_sum = step.value += term.product;
    step.terms.push_back({block.across, term});
  }
}

BlockStep BlockTrace::step(std::int64_t t) const {
  assert(t >= 0 && t < size());
  const std::int64_t channel = t / to().area();
  const float bias = bias_.empty() ? 0 : bias_[static_cast<std::size_t>(channel)];
  BlockStep step{.t = t, .channel = channel, .output = to().cell_at(t % to().area()), .bias = bias, .terms = {}, .value = bias};
  for (const Block& block : channels_.row(side_, channel)) add_terms(block, step);
  return step;
}

}  // namespace deconvlab
