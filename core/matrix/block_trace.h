// The steps of a convolution of several channels, or of its transpose: step t is row t of the block matrix, one cell of one output channel.
#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix/block_matrix.h"
#include "core/matrix/trace.h"

namespace deconvlab {

// One product, with the input channel that it is of.
struct BlockTerm {
  std::int64_t channel = 0;
  Term term;  // `column` is the block matrix's
};

struct BlockStep {
  std::int64_t t = 0;
  std::int64_t channel = 0;  // of the output
  Cell output;
  float bias = 0;                // which the sum starts with
  std::vector<BlockTerm> terms;  // one input channel after the other, of each those of a single one's step
  float value = 0;               // the output cell: the last running sum
};

// x[1, C, ih, iw] and w[O, C/g, kh, kw] of Side::c; of Side::c_transposed, whose w is [in, out/g, kh, kw], x[1, in, oh, ow].
class BlockTrace {
 public:
  // `bias` has a value for each output channel, or none. Precondition: check_shapes of operators.h accepts x and w.
  BlockTrace(const Geometry& geometry, const Tensor& x, const Tensor& w, Side side, std::vector<float> bias = {});

  const Geometry& geometry() const { return geometry_; }
  const BlockChannels& channels() const { return channels_; }
  std::span<const float> bias() const { return bias_; }
  std::int64_t size() const { return down() * to().area(); }
  // 0 <= t < size().
  BlockStep step(std::int64_t t) const;

 private:
  bool forward() const { return side_ == Side::c; }
  std::int64_t down() const { return forward() ? channels_.out : channels_.in; }
  // The planes that columns and rows of a block stand for.
  Extent from() const { return forward() ? geometry_.input() : geometry_.output(); }
  Extent to() const { return forward() ? geometry_.output() : geometry_.input(); }
  void add_terms(const Block& block, BlockStep& step) const;

  Geometry geometry_;
  BlockChannels channels_;
  Side side_;
  std::vector<Tensor> x_;  // a plane for each input channel
  std::vector<Tensor> w_;  // a plane for each pair of channels that has weights, as in w
  std::vector<float> bias_;
};

}  // namespace deconvlab
