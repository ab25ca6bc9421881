// A moment of a layer of several channels: a row of its block matrix, and what belongs to what is pointed at.
#pragma once

#include "app/diagram/scene.h"
#include "app/lessons/convolution/blocks.h"
#include "app/state/player.h"

namespace deconvlab {

// The blocks of the frame's lesson; null where it has a single channel.
const Blocks* blocks_of(const Frame& frame);

// Focuses name the channel of an output, of an input, of a plane of weights; of a nonzero the block, out * in + in.
struct BlockStage {
  const Frame& frame;
  const Blocks& blocks;
  Focus focus;     // none where the layer has no such thing
  Focus pinned;    // the same
  Moment reached;  // by the timeline
  std::int64_t t;  // the row that is shown
  BlockStep step;

  BlockStage(const Frame& frame, const Blocks& blocks);

  Extent inputs() const { return blocks.geometry.input(); }
  Extent outputs() const { return blocks.geometry.output(); }
  const BlockChannels& channels() const { return blocks.trace.channels(); }
  // Which output, input and weight an entry of the matrix is of.
  struct Place {
    std::int64_t out, in;  // channels
    Cell output, input;
    Cell weight;
    std::int64_t plane;  // of weights, out * in/g + n
  };
  Place place_of(std::int64_t row, std::int64_t col) const;
  std::int64_t row_of(std::int64_t channel, Cell output) const { return channel * outputs().area() + outputs().index_of(output); }
  std::int64_t col_of(std::int64_t channel, Cell input) const { return channel * inputs().area() + inputs().index_of(input); }
  // The output channel whose planes are shown: the row's, the weight's, or one that sees the input that is pointed at.
  std::int64_t shown_out() const;
  // Whether a row is shown, rather than what many rows have.
  bool shows_row() const { return focus.target != Target::input && focus.target != Target::weight && focus.target != Target::bias; }
  bool has_bias() const { return !blocks.trace.bias().empty(); }
  bool lights_bias(std::int64_t out) const {
    return focus.target == Target::bias ? out == focus.channel : shows_row() && out == step.channel;
  }
  bool lights_entry(std::int64_t row, std::int64_t col) const;
  bool lights_column(std::int64_t col) const;
  bool filled(std::int64_t row) const;
  bool complete() const { return focus.target != Target::none || reached.products >= 1; }
  // The sum of an input channel's products in the row that is shown.
  float sum_of(std::int64_t in) const;
  // What has come together of the row so far.
  float sum_so_far() const;
};

}  // namespace deconvlab
