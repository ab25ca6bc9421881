// Padding, cropping and frames of cells.
#include <algorithm>
#include <array>

#include "core/frameworks/takes_support.h"
#include "core/try.h"

namespace deconvlab {

using Kind = Value::Kind;

namespace {

void put_both(Layer& layer, const PerAxis& cells) {
  layer.rule = Padding::given;
  layer.p = layer.p_end = cells;
}

using PaddingWord = Word<Padding>;

constexpr std::array kPyTorchRules{PaddingWord{"same", Padding::same}, PaddingWord{"valid", Padding::valid}};

}  // namespace

Expected<void> take_padding(const Taking& of) {
  if (!of.value.is(Kind::text)) return axes_in(of, 0).map([&](const PerAxis& cells) { put_both(of.layer, cells); });
  of.layer.rule = TRY(chosen_word(of, kPyTorchRules));
  const bool strided = std::ranges::any_of(of.layer.s, [](std::int64_t s) { return s > 1; });
  if (of.layer.rule == Padding::same && strided) return not_good(of, "reason.same_and_stride", sides_text(of.layer.s));
  return {};
}

namespace {

// Cells at both ends of an axis: 2, or (1, 2).
Expected<std::array<std::int64_t, 2>> ends_in(const Taking& of, const Value& value) {
  if (is_one(value)) {
    const std::int64_t both = TRY(whole(of, value, -kLargestSize));
    return std::array{both, both};
  }
  if (!value.is(Kind::list) || value.items.size() != 2) return not_good(of, "reason.value_pairs", of.layer.rank);
  const std::int64_t before = TRY(whole(of, value.items[0], -kLargestSize)), after = TRY(whole(of, value.items[1], -kLargestSize));
  return std::array{before, after};
}

}  // namespace

// Of all axes: pairs for each, batch and channels among them where the framework has it so, or one number for all.
Expected<void> take_pairs(const Taking& of) {
  Layer& layer = of.layer;
  const auto rank = static_cast<std::size_t>(layer.rank);
  std::vector<Value> items = of.value.items;
  if (is_one(of.value) || (of.value.is(Kind::list) && items.size() == 1 && items.front().is(Kind::integer)))
    items.assign(rank, is_one(of.value) ? of.value : items.front());
  if (of.value.is(Kind::list) && rank == 1 && items.size() == 2 && items.front().is(Kind::integer)) items = {of.value};
  if (items.size() != rank && items.size() != rank + 2) return not_good(of, "reason.value_pairs", layer.rank);
  const std::size_t first = items.size() == rank ? 0 : first_axis(layer);
  PerAxis before, after;
  for (std::size_t n = 0; n < items.size(); ++n) {
    const auto ends = TRY(ends_in(of, items[n]));
    const bool space = n >= first && n < first + rank;
    if (!space && ends != std::array<std::int64_t, 2>{0, 0}) return not_good(of, "reason.value_frame_batch");
    if (space) before.push_back(ends[0]), after.push_back(ends[1]);
  }
  layer.rule = Padding::given;
  layer.p = before, layer.p_end = after;
  return {};
}

namespace {

// Causal: all of the padding before the first cell, marked by p_end of -1 until the kernel is known.
enum class Rule { same, valid, same_lower, causal };

using RuleWord = Word<Rule>;

constexpr std::array kRules{RuleWord{"same", Rule::same}, RuleWord{"valid", Rule::valid}, RuleWord{"same_lower", Rule::same_lower},
                            RuleWord{"causal", Rule::causal}};

}  // namespace

Expected<void> take_rule_or_cells(const Taking& of) {
  if (of.value.is(Kind::list) || of.value.is(Kind::integer)) return take_pairs(of);
  const Rule rule = TRY(chosen_word(of, kRules));
  constexpr Padding kPaddings[] = {Padding::same, Padding::valid, Padding::same_lower, Padding::given};
  of.layer.rule = kPaddings[static_cast<std::size_t>(rule)];
  if (rule != Rule::causal) return {};
  if (of.layer.rank != 1 || of.layer.k.empty()) return not_good(of, "reason.causal", of.layer.rank);
  of.layer.p = {(of.layer.k[0] - 1) * (of.layer.d.empty() ? 1 : of.layer.d[0])};
  of.layer.p_end = {0};
  return {};
}

namespace {

// MATLAB's row of both ends of all axes as pairs: top bottom left right, or top left front bottom right back.
Value paired(const Value& row, std::size_t rank) {
  Value pairs = row;
  pairs.items.clear();
  for (std::size_t axis = 0; axis < rank; ++axis) {
    const std::size_t first = rank == 2 ? 2 * axis : axis, second = rank == 2 ? 2 * axis + 1 : axis + rank;
    Value ends{.kind = Kind::list};
    ends.items = {row.items[first], row.items[second]};
    pairs.items.push_back(std::move(ends));
  }
  return pairs;
}

}  // namespace

// 'same', a number, [top bottom; left right], or a row of both ends.
Expected<void> take_crop_or_same(const Taking& of) {
  if (of.value.is(Kind::text)) return take_rule_or_cells(of);
  const auto rank = static_cast<std::size_t>(of.layer.rank);
  if (!of.value.is(Kind::list) || of.value.items.size() != 2 * rank || rank == 1) return take_pairs(of);
  const Value pairs = paired(of.value, rank);
  return take_pairs({of.source, of.signature, of.parameter, pairs, of.layer, of.weights});
}

// F.pad: the last axis' both ends first.
Expected<void> take_frame(const Taking& of) {
  const auto rank = static_cast<std::size_t>(of.layer.rank);
  std::vector<Value> items = of.value.items;
  if (is_one(of.value)) items.assign(2 * rank, of.value);
  if (items.size() > 2 * rank && items.size() % 2 == 0) {
    for (std::size_t n = 2 * rank; n < items.size(); ++n)
      if (!items[n].is(Kind::integer) || items[n].integer != 0) return not_good(of, "reason.value_frame_batch");
  } else if (items.empty() || items.size() % 2 != 0) {
    return not_good(of, "reason.value_frame", 2 * rank);
  }
  of.layer.p = of.layer.p_end = axes_of(of.layer, 0);
  for (std::size_t n = 0; n + 1 < std::min(items.size(), 2 * rank); n += 2) {
    of.layer.p[rank - 1 - n / 2] = TRY(whole(of, items[n], -kLargestSize));
    of.layer.p_end[rank - 1 - n / 2] = TRY(whole(of, items[n + 1], -kLargestSize));
  }
  return {};
}

// 0, or what no maximum takes: float("-inf"), -math.inf, -np.inf.
Expected<void> take_frame_value(const Taking& of) {
  const bool zero = of.value.is(Kind::none) || ((of.value.is(Kind::integer) || of.value.is(Kind::real)) && of.value.real == 0);
  const bool infinite = of.value.written.find("inf") != std::string::npos && of.value.written.find('-') != std::string::npos;
  if (!zero && !infinite) return not_good(of, "reason.frame_value");
  of.layer.minus_infinity = infinite;
  return {};
}

namespace {

using ExtentWord = Word<int>;

constexpr std::array kExtents{ExtentWord{"full", 0}, ExtentWord{"same", 1}, ExtentWord{"valid", 2}};

}  // namespace

// The cells before and after follow from the kernel, which finish() knows: 0 full, 1 same, 2 valid stand in p_end until then.
Expected<void> take_extent(const Taking& of) {
  const int extent = TRY(chosen_word(of, kExtents));
  of.layer.p = of.layer.p_end = axes_of(of.layer, extent);
  return {};
}

namespace {

using AutoWord = Word<Padding>;

constexpr std::array kAutoPads{AutoWord{"notset", Padding::given}, AutoWord{"same_upper", Padding::same},
                               AutoWord{"same_lower", Padding::same_lower}, AutoWord{"valid", Padding::valid}};

}  // namespace

Expected<void> take_auto_pad(const Taking& of) {
  of.layer.rule = TRY(chosen_word(of, kAutoPads));
  return {};
}

namespace {

// `others` axes have no cells.
Expected<void> take_ends(const Taking& of, std::size_t others) {
  if (of.value.is(Kind::none) || is_unsaid(of.value)) return {};
  const auto rank = static_cast<std::size_t>(of.layer.rank), axes = rank + others;
  const auto& items = of.value.items;
  if (!of.value.is(Kind::list) || items.size() != 2 * axes) return not_good(of, "reason.value_frame", 2 * axes);
  PerAxis before, after;
  for (std::size_t n = 0; n < axes; ++n) {
    const std::int64_t first = TRY(whole(of, items[n], -kLargestSize)), last = TRY(whole(of, items[axes + n], -kLargestSize));
    if (n < others && (first != 0 || last != 0)) return not_good(of, "reason.value_frame_batch");
    if (n >= others) before.push_back(first), after.push_back(last);
  }
  of.layer.p = before, of.layer.p_end = after;
  return {};
}

}  // namespace

Expected<void> take_end_pads(const Taking& of) {
  const bool any = of.value.is(Kind::list) && std::ranges::any_of(of.value.items, [](const Value& item) { return item.integer != 0; });
  if (any && of.layer.rule != Padding::given) return not_good(of, "reason.pads_and_rule");
  return take_ends(of, 0);
}

Expected<void> take_end_frame(const Taking& of) { return take_ends(of, 2); }

}  // namespace deconvlab
