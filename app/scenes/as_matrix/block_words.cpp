#include "app/scenes/as_matrix/block_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/words.h"

namespace deconvlab {

namespace {

std::string pair_of(Cell c) { return fmt::format("({},{})", c.row, c.col); }

// "2·1 + 0·3 + …" of a single input channel: the first products with real cells.
std::string products_text(const BlockStage& stage) {
  constexpr int kMost = 9;
  std::string products;
  int count = 0;
  for (const auto& [channel, term] : stage.step.terms) {
    if (term.padding || ++count > kMost + 1) continue;
    const std::string product = count > kMost ? "…" : fmt::format("{}·{}", bracketed(term.x), bracketed(term.w));
    products += (products.empty() ? "" : " + ") + product;
  }
  return products.empty() ? "0" : products;
}

// "12 (in 0) + 44 (in 1)", the sum of each input channel's products.
std::string sums_text(const BlockStage& stage) {
  std::string sums;
  if (stage.has_bias()) sums = say(stage.frame.language, "scene.block_part_bias", bracketed(stage.step.bias));
  if (stage.channels().in_group == 1) return (sums.empty() ? "" : sums + " + ") + products_text(stage);
  for (const Block& block : stage.channels().row(Side::c, stage.step.channel)) {
    const std::string part = say(stage.frame.language, "scene.block_part", bracketed(stage.sum_of(block.across)), block.across);
    sums += (sums.empty() ? "" : " + ") + part;
  }
  return sums;
}

bool is_sum_rounded(const BlockStage& stage) {
  return is_rounded(stage.step.value) || std::ranges::any_of(stage.channels().row(Side::c, stage.step.channel),
                                                             [&](const Block& block) { return is_rounded(stage.sum_of(block.across)); });
}

std::string result_text(const BlockStage& stage) {
  if (!stage.complete()) return say(stage.frame.language, "scene.so_far", number(stage.sum_so_far()));
  return fmt::format(" {} {}", is_sum_rounded(stage) ? "≈" : "=", number(stage.step.value));
}

std::int64_t nonzeros_of_row(const BlockStage& stage) {
  return stage.blocks.matrix.row_start[static_cast<std::size_t>(stage.t) + 1] -
         stage.blocks.matrix.row_start[static_cast<std::size_t>(stage.t)];
}

std::string row_text(const BlockStage& stage, std::string_view key) {
  return say(stage.frame.language, key, stage.t, nonzeros_of_row(stage), stage.step.channel, pair_of(stage.step.output)) +
         sums_text(stage) + result_text(stage);
}

std::string describe_input(const BlockStage& stage, std::int64_t channel, Cell c) {
  const std::int64_t rows = static_cast<std::int64_t>(fed_by(stage.blocks.geometry, c).size()) * stage.channels().out_group;
  return say(stage.frame.language, "scene.block_input", channel, pair_of(c), every_digit(stage.blocks.x.at(0, channel, c.row, c.col)),
             stage.col_of(channel, c), rows);
}

std::string describe_weight(const BlockStage& stage, std::int64_t plane, Cell c) {
  const Geometry& g = stage.blocks.geometry;
  const std::int64_t out = plane / stage.channels().in_group, n = plane % stage.channels().in_group;
  const std::int64_t in = out / stage.channels().out_group * stage.channels().in_group + n;
  return say(stage.frame.language, "scene.block_weight", every_digit(stage.blocks.w.at(out, n, c.row, c.col)), pair_of(c), in, out,
             g.entries_of(g.weight_of(c)));
}

std::string describe_bias(const BlockStage& stage, std::int64_t out) {
  return say(stage.frame.language, "scene.block_bias", every_digit(stage.blocks.trace.bias()[static_cast<std::size_t>(out)]), out,
             stage.outputs().area());
}

std::string describe_entry(const BlockStage& stage, std::int64_t row, std::int64_t col) {
  const BlockStage::Place place = stage.place_of(row, col);
  const float weight = stage.blocks.w.at(place.out, place.in % stage.channels().in_group, place.weight.row, place.weight.col);
  const float x = stage.blocks.x.at(0, place.in, place.input.row, place.input.col);
  return say(stage.frame.language, "scene.block_entry", row, col, every_digit(weight), pair_of(place.weight), place.in,
             pair_of(place.input), place.out, pair_of(place.output), every_digit(x), every_digit(weight * x));
}

}  // namespace

std::string describe_block(const BlockStage& stage) {
  const Focus& f = stage.focus;
  switch (f.target) {
    case Target::input:
      return describe_input(stage, f.channel, f.cell);
    case Target::output:
      return say(stage.frame.language, "scene.block_output", f.channel, pair_of(f.cell), every_digit(stage.step.value), stage.t);
    case Target::weight:
      return describe_weight(stage, f.channel, f.cell);
    case Target::nonzero:
      return describe_entry(stage, stage.t, stage.col_of(f.channel % stage.channels().in, f.other));
    case Target::bias:
      return describe_bias(stage, f.channel);
    case Target::tile:
    case Target::none:
      break;
  }
  return {};
}

std::string block_sentence(const BlockStage& stage) {
  const Language& language = stage.frame.language;
  if (stage.focus.target == Target::none)
    return say(language, "scene.step", stage.t + 1, stage.blocks.trace.size()) + row_text(stage, "scene.block_row");
  const std::string lead(stage.focus == stage.frame.model.pinned ? phrase(language, "scene.pinned") : "");
  if (stage.focus.target == Target::output) return lead + row_text(stage, "scene.block_row_alone");
  return lead + describe_block(stage);
}

std::string block_caption(const BlockStage& stage) {
  const Csr& m = stage.blocks.matrix;
  return say(stage.frame.language, "scene.block_matrix", grouped(m.rows), grouped(m.cols), stage.channels().out, stage.channels().in,
             grouped(m.nonzeros()));
}

}  // namespace deconvlab
