#include "core/chain/chain.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "core/chain/fields.h"
#include "core/frameworks/place.h"
#include "core/frameworks/signature.h"
#include "core/try.h"

namespace deconvlab {

namespace {

bool has_weights(LayerKind kind) { return kind == LayerKind::conv || kind == LayerKind::conv_transpose; }

// What went wrong below as a part of the step's own sentence.
tl::unexpected<Error> at_line(const Chain& chain, const ChainStep& step, const Error& error) {
  std::string said = kReasonMark + std::string(error_key(error.code));
  for (const std::string& arg : error.args) said += kReasonMark + arg;
  return fail(ErrorCode::cannot_open, fmt::format("{}:{}", chain.source, step.line), said);
}

template <class... Args>
tl::unexpected<Error> wrong_step(const Chain& chain, const ChainStep& step, std::string_view key, const Args&... args) {
  return wrong(chain.source, step.line, key, step.function, args...);
}

std::int64_t product_of(const PerAxis& axes) {
  std::int64_t product = 1;
  for (const std::int64_t side : axes) product = capped_product(product, side);
  return product;
}

// The unpooling's padding is its pooling's, which leads from the output to the input.
void put_unpool_padding(Layer& layer, const PerAxis& input, const PerAxis& output) {
  const Padding rule = layer.rule;
  if (rule == Padding::given) return;
  layer.rule = Padding::given;
  layer.p = layer.p_end = axes_of(layer, 0);
  for (std::size_t axis = 0; axis < input.size() && is_same_rule(rule); ++axis) {
    const std::int64_t total = std::max<std::int64_t>(0, (input[axis] - 1) * layer.s[axis] + k_eff(layer, axis) - output[axis]);
    layer.p[axis] = rule == Padding::same_lower ? total - total / 2 : total / 2;
    layer.p_end[axis] = total - layer.p[axis];
  }
}

// The step on its way to a stage.
class Step {
 public:
  Step(const Chain& chain, const ChainStep& step, std::vector<ChainStage>& stages)
      : chain_(chain), step_(step), stages_(stages), own_(stages[step.from]), input_(sides_of(own_)) {
    stage_.from = step.from;
    stage_.layer = step.layer;
    stage_.channels = own_.channels;
  }

  Expected<ChainStage> resolved() && {
    if (step_.join == Join::add || step_.join == Join::concatenate) {
      TRY(join());
    } else {
      if (step_.join == Join::crop) TRY(put_crop());
      TRY(put_channels());
      TRY(put_sides());
    }
    return std::move(stage_);
  }

 private:
  const ChainStage& other() const { return stages_[step_.with]; }

  Expected<void> join() {
    if (const PerAxis with = sides_of(other()); with != input_)
      return wrong_step(chain_, step_, "reason.chain_sides", sides_text(input_), sides_text(with));
    const std::int64_t with = other().channels, known = own_.channels;
    if (step_.join == Join::add && with != known && with != 0 && known != 0)
      return wrong_step(chain_, step_, "reason.chain_add_channels", known, with);
    if (step_.join == Join::concatenate) stage_.channels = with == 0 || known == 0 ? 0 : with + known;
    stage_.with = step_.with;
    for (std::size_t axis = 0; axis < input_.size(); ++axis) {
      stage_.axes.push_back({.side = input_[axis], .jump = own_.axes[axis].jump, .start = own_.axes[axis].start});
      stage_.axes.back().period = joined_period(own_.axes[axis].period, other().axes[axis].period);
      stage_.maps.push_back({.i = input_[axis], .o = input_[axis]});
    }
    return {};
  }

  // Cut to the other one's cells: from where its first cell lies, unless the step says from where.
  Expected<void> put_crop() {
    Layer& layer = stage_.layer;
    if (step_.centred) return put_centred();
    const bool given = !layer.p.empty();
    if (!given) layer.p = axes_of(layer, 0);
    layer.p_end = axes_of(layer, 0);
    for (std::size_t axis = 0; axis < input_.size(); ++axis) {
      const ChainAxis &own = own_.axes[axis], &wanted = other().axes[axis];
      const Fraction offset = given ? Fraction{layer.p[axis], 1} : (wanted.start - own.start) / own.jump;
      if (!given && own.jump != wanted.jump)
        return wrong_step(chain_, step_, "reason.chain_crop_jump", own.jump.text(), wanted.jump.text());
      if (!offset.is_whole()) return wrong_step(chain_, step_, "reason.chain_crop_fraction", offset.text());
      layer.p[axis] = offset.num;
      layer.p_end[axis] = own.side - offset.num - wanted.side;
      if (offset.num < 0 || layer.p_end[axis] < 0)
        return wrong_step(chain_, step_, "reason.chain_crop_outside", wanted.side, offset.num, own.side);
    }
    return {};
  }

  Expected<void> put_centred() {
    Layer& layer = stage_.layer;
    layer.p = layer.p_end = axes_of(layer, 0);
    for (std::size_t axis = 0; axis < input_.size(); ++axis) {
      const std::int64_t off = input_[axis] - other().axes[axis].side;
      layer.p[axis] = off / 2;
      layer.p_end[axis] = off - off / 2;
    }
    return {};
  }

  Expected<void> put_channels() {
    Layer& layer = stage_.layer;
    if (layer.kind == LayerKind::pixel_shuffle) return put_shuffled_channels();
    if (!has_weights(layer.kind)) return {};
    if (layer.in != 0 && own_.channels != 0 && layer.in != own_.channels)
      return wrong_step(chain_, step_, "reason.chain_channels", layer.in, own_.channels);
    if (layer.in == 0) layer.in = own_.channels;
    const bool depthwise = layer.groups == 0;
    if (depthwise) layer.groups = layer.in;
    if (layer.out == 0 && (step_.keeps_channels || depthwise))
      layer.out = capped_product(layer.in, std::max<std::int64_t>(1, layer.multiplier));
    for (const auto& [end, channels] : {std::pair("in", layer.in), std::pair("out", layer.out)}) {
      if (layer.groups > 0 && channels % layer.groups != 0)
        return wrong_step(chain_, step_, "reason.layer_groups", end, channels, layer.groups);
    }
    stage_.channels = layer.out;
    return {};
  }

  Expected<void> put_shuffled_channels() {
    std::int64_t cells = 1;
    for (int axis = 0; axis < stage_.layer.rank; ++axis) cells = capped_product(cells, stage_.layer.block);
    if (own_.channels % cells != 0) return wrong_step(chain_, step_, "reason.shuffled_channels", own_.channels, cells);
    stage_.channels = own_.channels / cells;
    return {};
  }

  Expected<void> put_sides() {
    Layer& layer = stage_.layer;
    if (step_.whole) layer.k = input_;
    if (step_.whole && layer.kind != LayerKind::conv) layer.s = input_;
    const bool windows = has_weights(layer.kind) || layer.kind == LayerKind::max_pool || layer.kind == LayerKind::average_pool ||
                         layer.kind == LayerKind::max_unpool;
    if (windows && layer.k.empty()) return wrong_step(chain_, step_, "reason.chain_no_kernel");
    if (layer.kind == LayerKind::crop && layer.p_end.empty()) return wrong_step(chain_, step_, "reason.chain_no_reference");
    const auto sides = output_sides(layer, input_);
    if (!sides) return at_line(chain_, step_, sides.error());
    if (windows) {
      layer = canonical(*with_padding_of(layer, *sides));
      put_weights(*sides);
    }
    for (std::size_t axis = 0; axis < sides->size(); ++axis) TRY(put_axis(axis, (*sides)[axis]));
    return {};
  }

  Expected<Layer> with_padding_of(Layer layer, const PerAxis& output) const {
    if (layer.kind != LayerKind::max_unpool) return with_padding_for(layer, input_);
    put_unpool_padding(layer, input_, output);
    return layer;
  }

  void put_weights(const PerAxis& output) {
    const Layer& layer = stage_.layer;
    if (!has_weights(layer.kind)) return;
    stage_.products = stage_.parameters = std::nullopt;
    if (layer.in == 0 || layer.out == 0) return;
    const std::int64_t weights = capped_product(capped_product(product_of(layer.k), layer.in / layer.groups), layer.out);
    stage_.parameters = std::min(weights, INT64_MAX - layer.out) + (layer.bias ? layer.out : 0);
    stage_.products = capped_product(weights, product_of(layer.kind == LayerKind::conv ? output : input_));
  }

  Expected<void> put_axis(std::size_t axis, std::int64_t side) {
    const Layer& layer = stage_.layer;
    const ChainAxis& own = own_.axes[axis];
    const auto map = axis_map(layer, axis, own.side, side);
    if (!map) return at_line(chain_, step_, map.error());
    ChainAxis next{.side = side, .jump = own.jump * map->step, .start = own.start + own.jump * map->offset};
    next.period = period_after(own.period, map->step);
    const bool reads = layer.kind == LayerKind::conv || layer.kind == LayerKind::max_pool || layer.kind == LayerKind::average_pool;
    if (reads) next.remainder = own.side + layer.p[axis] + layer.p_end[axis] - map->k_eff() - (side - 1) * map->s;
    if (!next.jump.fits() || !next.start.fits()) return wrong_step(chain_, step_, "reason.chain_large");
    stage_.axes.push_back(next);
    stage_.maps.push_back(*map);
    return {};
  }

  const Chain& chain_;
  const ChainStep& step_;
  const std::vector<ChainStage>& stages_;
  const ChainStage& own_;
  PerAxis input_;
  ChainStage stage_;
};

// "-i 8x8".
std::string option_text(const PerAxis& sides) { return fmt::format("-i {}", fmt::join(sides, "x")); }

Expected<PerAxis> input_of(const Chain& chain, const PerAxis& wanted) {
  PerAxis sides = !wanted.empty() ? wanted : chain.input;
  if (sides.empty() && !chain.steps.empty()) sides = chain.steps.front().layer.input;
  if (sides.empty()) return fail(ErrorCode::missing_option, "network", reason("reason.chain_input"));
  if (sides.size() == 1) sides.assign(static_cast<std::size_t>(chain.rank), PerAxis::value_type(sides.front()));
  if (std::ssize(sides) != chain.rank)
    return fail(ErrorCode::shape_mismatch, "input", option_text(sides), option_text(PerAxis(static_cast<std::size_t>(chain.rank), 8)));
  for (const std::int64_t side : sides) {
    if (side < 1) return fail(ErrorCode::not_positive, "i", side);
    if (side > kLargestSize) return fail(ErrorCode::too_large, "i", side, kLargestSize);
  }
  return sides;
}

ChainStage input_stage(const PerAxis& sides, std::int64_t channels) {
  ChainStage stage;
  stage.channels = channels;
  for (const std::int64_t side : sides) {
    stage.axes.push_back({.side = side});
    stage.maps.push_back({.i = side, .o = side});
  }
  return stage;
}

// What the first layer with weights takes, where nothing else says it.
std::int64_t first_channels(const Chain& chain) {
  const auto first = std::ranges::find_if(chain.steps, [](const ChainStep& step) { return has_weights(step.layer.kind); });
  return first == chain.steps.end() || first->from != 0 ? 0 : first->layer.in;
}

}  // namespace

PerAxis sides_of(const ChainStage& stage) {
  PerAxis sides;
  for (const ChainAxis& axis : stage.axes) sides.push_back(axis.side);
  return sides;
}

Expected<std::vector<ChainStage>> resolve_chain(const Chain& chain, const PerAxis& input, std::int64_t channels) {
  const std::int64_t known = channels > 0 ? channels : chain.channels > 0 ? chain.channels : first_channels(chain);
  std::vector<ChainStage> stages{input_stage(TRY(input_of(chain, input)), known)};
  for (const ChainStep& step : chain.steps) {
    auto stage = TRY(Step(chain, step, stages).resolved());
    stages.push_back(std::move(stage));
    for (std::size_t axis = 0; axis < stages.back().axes.size(); ++axis) {
      const auto field = field_of(stages, stages.size() - 1, axis);
      if (!field) return wrong_step(chain, step, "reason.chain_large");
      stages.back().axes[axis].field = *field;
    }
  }
  return stages;
}

}  // namespace deconvlab
