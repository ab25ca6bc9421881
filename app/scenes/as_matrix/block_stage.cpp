#include "app/scenes/as_matrix/block_stage.h"

#include <algorithm>
#include <cmath>

namespace deconvlab {

namespace {

// Whether the block has entries, and one of them joins the cells.
bool has_entry(const Blocks& b, const Focus& focus) {
  const BlockChannels& c = b.trace.channels();
  const std::int64_t out = focus.channel / c.in, in = focus.channel % c.in;
  return out / c.out_group == in / c.in_group && b.geometry.weight_between(focus.cell, focus.other).found;
}

// The focus, where its channel and its cells are there.
Focus focus_within(const Blocks& b, const Focus& focus) {
  const BlockChannels& channels = b.trace.channels();
  const Geometry& g = b.geometry;
  const auto is = [&](std::int64_t count, Extent cells) {
    return focus.channel >= 0 && focus.channel < count && cells.contains(focus.cell);
  };
  switch (focus.target) {
    case Target::input:
      return is(channels.in, g.input()) ? focus : Focus();
    case Target::output:
      return is(channels.out, g.output()) ? focus : Focus();
    case Target::weight:
      return is(channels.out * channels.in_group, g.kernel()) ? focus : Focus();
    case Target::nonzero:
      return is(channels.out * channels.in, g.output()) && g.input().contains(focus.other) && has_entry(b, focus) ? focus : Focus();
    case Target::bias:
      return b.trace.bias().empty() || !is(channels.out, {1, 1}) ? Focus() : focus;
    case Target::tile:
    case Target::none:
      break;
  }
  return {};
}

std::int64_t row_shown(const Blocks& b, const Focus& focus, const Moment& reached) {
  const Extent cells = b.geometry.output();
  if (focus.target == Target::output) return focus.channel * cells.area() + cells.index_of(focus.cell);
  if (focus.target == Target::nonzero) return focus.channel / b.trace.channels().in * cells.area() + cells.index_of(focus.cell);
  return reached.step;
}

}  // namespace

const Blocks* blocks_of(const Frame& frame) {
  const auto* own = std::get_if<BlocksResult>(&frame.results.own);
  return own ? own->blocks.get() : nullptr;
}

BlockStage::BlockStage(const Frame& f, const Blocks& b)
    : frame(f),
      blocks(b),
      focus(focus_within(b, f.focus)),
      pinned(focus_within(b, f.model.pinned)),
      reached(output_moment(f.model, b.trace.size())),
      t(row_shown(b, focus, reached)),
      step(b.trace.step(t)) {}

BlockStage::Place BlockStage::place_of(std::int64_t row, std::int64_t col) const {
  Place place{row / outputs().area(),
              col / inputs().area(),
              outputs().cell_at(row % outputs().area()),
              inputs().cell_at(col % inputs().area()),
              {},
              0};
  place.weight = blocks.geometry.weight_between(place.output, place.input).cell;
  place.plane = place.out * channels().in_group + place.in % channels().in_group;
  return place;
}

std::int64_t BlockStage::shown_out() const {
  const BlockChannels& c = channels();
  if (focus.target == Target::weight) return focus.channel / c.in_group;
  if (focus.target == Target::bias) return focus.channel;
  const bool sees = focus.target != Target::input || focus.channel / c.in_group == step.channel / c.out_group;
  return sees ? step.channel : focus.channel / c.in_group * c.out_group;
}

bool BlockStage::lights_column(std::int64_t col) const {
  if (focus.target == Target::input) return col == col_of(focus.channel, focus.cell);
  if (focus.target == Target::nonzero) return col == col_of(focus.channel % channels().in, focus.other);
  if (!shows_row()) return false;
  return std::ranges::any_of(step.terms, [&](const BlockTerm& each) { return each.term.column == col; });
}

bool BlockStage::lights_entry(std::int64_t row, std::int64_t col) const {
  if (focus.target == Target::input) return lights_column(col);
  if (focus.target == Target::nonzero) return row == t && lights_column(col);
  if (focus.target == Target::bias) return false;
  if (focus.target != Target::weight) return row == t;
  const Place place = place_of(row, col);
  return place.plane == focus.channel && place.weight == focus.cell;
}

bool BlockStage::filled(std::int64_t row) const {
  if (focus.target != Target::none && shows_row() && row == t) return true;
  return row < reached.step || (row == reached.step && reached.products >= 1);
}

float BlockStage::sum_of(std::int64_t in) const {
  float sum = 0;
  for (const auto& [channel, term] : step.terms)
    if (channel == in) sum += term.product;
  return sum;
}

float BlockStage::sum_so_far() const {
  if (complete()) return step.value;
  const auto done = static_cast<std::size_t>(std::floor(reached.arrived(std::ssize(step.terms)) + 1e-9));
  return done == 0 ? step.bias : step.terms[done - 1].term.running_sum;
}

}  // namespace deconvlab
