#include "core/frameworks/takes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <limits>
#include <set>

#include "core/frameworks/takes_support.h"
#include "core/try.h"

namespace deconvlab {

std::string unsaid_name(const Value& value) {
  if (value.is(Value::Kind::name)) return value.text;
  if (!value.is(Value::Kind::other)) return {};
  const auto begins = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  const auto goes_on = [&](char c) { return begins(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.'; };
  const auto first = std::ranges::find_if(value.written, begins);
  const auto last = std::find_if_not(first, value.written.end(), goes_on);
  return last != value.written.end() && (*last == '(' || *last == '[') ? std::string() : std::string(first, last);
}

namespace {

using Kind = Value::Kind;

Expected<void> take_count(const Taking& of, std::int64_t Layer::*count, std::int64_t least = 1) {
  if (is_unsaid(of.value)) return of.layer.*count = 0, Expected<void>();
  return whole(of, of.value, least).map([&](std::int64_t given) { of.layer.*count = given; });
}

template <std::int64_t Layer::*count>
Expected<void> take_counted(const Taking& of) {
  return take_count(of, count);
}

// What no size can be without.
Expected<void> take_block(const Taking& of) {
  return whole(of, of.value, 1).map([&](std::int64_t given) { of.layer.block = given; });
}

Expected<std::vector<Value>> space_items(const Taking& of) {
  const auto& items = of.value.items;
  const auto rank = static_cast<std::size_t>(of.layer.rank);
  if (items.size() == 1) return std::vector<Value>(rank, items.front());
  if (items.size() == rank) return items;
  if (items.size() != rank + 2 || of.parameter.role == ArgumentRole::padding) return not_good(of, "reason.value_axes", of.layer.rank);
  const std::size_t first = first_axis(of.layer), channel = of.layer.channels_last ? rank + 1 : 1;
  for (const std::size_t n : {std::size_t{0}, channel}) {
    if (!items[n].is(Kind::integer) || items[n].integer != 1) return not_good(of, "reason.value_batch");
  }
  return std::vector<Value>(items.begin() + static_cast<std::ptrdiff_t>(first), items.begin() + static_cast<std::ptrdiff_t>(first + rank));
}

template <PerAxis Layer::*axes, std::int64_t least>
Expected<void> take_axes(const Taking& of) {
  return axes_in(of, least).map([&](PerAxis given) { of.layer.*axes = std::move(given); });
}

Expected<void> take_kernel(const Taking& of) {
  if (is_unsaid(of.value) || of.value.is(Kind::none)) return {};
  return take_axes<&Layer::k, 1>(of);
}

// No stride is the kernel's size: known once all are read.
Expected<void> take_stride(const Taking& of) {
  if (of.value.is(Kind::none)) return {};
  return take_axes<&Layer::s, 1>(of);
}

template <PerAxis Layer::*axes>
Expected<void> take_unit(const Taking& of) {
  if (of.value.is(Kind::none)) return of.layer.*axes = axes_of(of.layer, 1), Expected<void>();
  return take_axes<axes, 1>(of);
}

Expected<void> take_stretch(const Taking& of) {
  if (of.value.is(Kind::none)) return {};
  auto stretch = TRY(axes_in(of, 1));
  const auto is_one = [](std::int64_t s) { return s == 1; };
  if (std::ranges::all_of(stretch, is_one)) return {};
  if (!std::ranges::all_of(of.layer.s, is_one)) return not_good(of, "reason.stretch_and_stride", sides_text(of.layer.s));
  of.layer.kind = LayerKind::conv_transpose;
  of.layer.s = std::move(stretch);
  return {};
}

template <bool Layer::*flag>
Expected<void> take_flag(const Taking& of) {
  const bool number = of.value.is(Kind::integer) && (of.value.integer == 0 || of.value.integer == 1);
  if (!of.value.is(Kind::truth) && !number) return not_good(of, "reason.value_truth");
  of.layer.*flag = number ? of.value.integer == 1 : of.value.truth;
  return {};
}

Expected<void> take_bias(const Taking& of) {
  // Flax and Keras take names too; None and False are none.
  if (is_unsaid(of.value)) return of.layer.bias = true, Expected<void>();
  return take_flag<&Layer::bias>(of);
}

Expected<void> take_bias_weight(const Taking& of) {
  of.layer.bias = !of.value.is(Kind::none);
  return {};
}

Expected<void> take_output_padding(const Taking& of) {
  if (of.value.is(Kind::none)) return of.layer.a.clear(), Expected<void>();
  return take_axes<&Layer::a, 0>(of);
}

// Sides alone, or between batch and channels, which may be names.
Expected<void> take_output_size(const Taking& of) {
  if (of.value.is(Kind::none) || is_unsaid(of.value)) return {};
  const auto rank = static_cast<std::size_t>(of.layer.rank);
  std::vector<Value> items = of.value.items;
  if (of.value.is(Kind::integer)) items.assign(rank, of.value);
  const std::size_t first = items.size() == rank + 2 ? first_axis(of.layer) : 0;
  if (items.size() != rank && items.size() != rank + 2) return not_good(of, "reason.value_shape", of.layer.rank, of.layer.rank + 2);
  PerAxis output;
  for (std::size_t axis = 0; axis < rank; ++axis) {
    if (is_unsaid(items[first + axis]) || items[first + axis].is(Kind::none)) return {};
    output.push_back(TRY(whole(of, items[first + axis], 1)));
  }
  of.layer.output = std::move(output);
  if (items.size() == rank || of.layer.out != 0) return {};
  const Value& channels = items[of.layer.channels_last ? rank + 1 : 1];
  if (channels.is(Kind::integer) && of.layer.kind == LayerKind::conv_transpose) of.layer.out = TRY(whole(of, channels, 1));
  return {};
}

template <std::size_t axis>
Expected<void> take_side(const Taking& of) {
  if (is_unsaid(of.value)) return {};
  const std::int64_t side = TRY(whole(of, of.value, 1));
  of.layer.output.resize(2, 1);
  of.layer.output[axis] = side;
  return {};
}

template <std::size_t axis>
Expected<void> take_offset(const Taking& of) {
  of.layer.p.resize(2);
  of.layer.p_end.resize(2);
  of.layer.p[axis] = TRY(whole(of, of.value, 0));
  return {};
}

// "HWIO" beside "NHWC": in, out and one letter for each axis of space.
bool is_filter_order(std::string_view letters, std::size_t axes) {
  const std::set<char> different(letters.begin(), letters.end());
  return letters.size() == axes && different.size() == axes && different.count('i') == 1 && different.count('o') == 1;
}

Expected<void> check_filter_order(const Taking& of, std::string_view data) {
  if (!of.value.is(Kind::list) || of.value.items.size() < 2 || is_unsaid(of.value.items[1])) return {};
  const Value& order = of.value.items[1];
  if (order.is(Kind::text) && is_filter_order(lower(order.text), data.size())) return {};
  return not_good(of, "reason.value_word", "(\"NHWC\", \"HWIO\", \"NHWC\"), (\"NCHW\", \"OIHW\", \"NCHW\")");
}

// NHWC, channels_last, ("NHWC", "HWIO", "NHWC"); None is the signature's own. Known before the others are taken.
Expected<void> take_layout(const Taking& of) {
  constexpr std::string_view kWords[] = {"channels_last", "channels_first", "nwc", "ncw", "nhwc", "nchw", "ndhwc", "ncdhw"};
  if (of.value.is(Kind::none) || is_unsaid(of.value)) return {};
  const Value& data = of.value.is(Kind::list) && !of.value.items.empty() ? of.value.items.front() : of.value;
  const std::string word = lower(data.text);
  if (!data.is(Kind::text) || std::ranges::count(kWords, word) == 0)
    return not_good(of, "reason.value_word", "NHWC, NCHW, channels_last, channels_first");
  TRY(check_filter_order(of, word));
  of.layer.channels_last = word == "channels_last" || word.back() == 'c';
  return {};
}

using OrderWord = Word<bool>;
constexpr std::array kBlockOrders{OrderWord{"dcr", true}, OrderWord{"crd", false}};

Expected<void> take_block_order(const Taking& of) {
  of.layer.depth_first = TRY(chosen_word(of, kBlockOrders));
  return {};
}

Expected<void> take_kernel_turn(const Taking& of) {
  if (!of.value.is(Kind::truth)) return not_good(of, "reason.value_truth");
  of.layer.turned = !of.value.truth;
  return {};
}

Expected<void> take_padding_mode(const Taking& of) { return take_only(of, std::array<std::string_view, 2>{"zeros", "constant"}); }
Expected<void> take_divisor(const Taking& of) { return take_only(of, std::array<std::string_view, 1>{"none"}); }

// SciPy's borders that repeat the plane: what comes nearest, and what NumPy calls the same.
Expected<void> take_boundary(const Taking& of) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kOthers{{{"symm", "symmetric"}, {"wrap", "wrap"}}};
  for (const auto& [name, pad] : kOthers)
    if (of.value.is(Kind::text) && lower(of.value.text) == name) return not_good(of, "reason.value_boundary", pad);
  return take_only(of, std::array<std::string_view, 1>{"fill"});
}

Expected<void> take_operand(const Taking& of) {
  const auto rank = static_cast<std::size_t>(of.layer.rank);
  if (of.signature.filter == "s") return of.layer.input = shape_in(of.value, rank), Expected<void>();
  PerAxis shape = shape_in(of.value, rank + 2);
  const bool without_batch = shape.empty() && of.value.is(Kind::list);  // as Keras' input_shape
  if (without_batch) shape = shape_in(of.value, rank + 1);
  if (without_batch && !shape.empty()) shape.insert(shape.begin(), 1);
  if (shape.empty()) return {};
  const std::size_t first = first_axis(of.layer);
  of.layer.input.assign(shape.begin() + static_cast<std::ptrdiff_t>(first),
                        shape.begin() + static_cast<std::ptrdiff_t>(first) + of.layer.rank);
  if (std::ranges::count(of.layer.input, 0) > 0) of.layer.input.clear();
  of.layer.in = shape[of.layer.channels_last ? shape.size() - 1 : 1];
  return {};
}

// Of a kernel that is a plane of numbers: [[1, 2], [3, 4]], [1 2; 3 4], np.ones((3, 3)), ones(3).
PerAxis plane_in(const Value& value) {
  const auto count = [](const Value& list) { return static_cast<std::int64_t>(list.items.size()); };
  const bool in_list = value.is(Kind::list) && !value.items.empty();
  if (in_list && value.items.front().is(Kind::list)) return {count(value), std::max<std::int64_t>(1, count(value.items.front()))};
  if (in_list) return {1, count(value)};
  if (!value.is(Kind::call) || value.arguments.empty()) return {};
  if (const PerAxis shape = shape_in(value, 2); !shape.empty()) return shape;
  const Value& first = value.arguments.front().value;
  if (first.is(Kind::integer) && value.arguments.size() == 1 && first.integer >= 1 && first.integer <= kLargestSize)
    return {first.integer, first.integer};
  return first.is(Kind::list) ? plane_in(first) : PerAxis();
}

Expected<void> take_weight(const Taking& of) {
  of.weights = of.signature.filter == "s" ? plane_in(of.value) : shape_in(of.value, static_cast<std::size_t>(of.layer.rank) + 2);
  return {};
}

Expected<void> take_nothing(const Taking&) { return {}; }

Expected<void> take_learning_rate(const Taking& of) {
  of.layer.fixed = (of.value.is(Kind::integer) || of.value.is(Kind::real)) && of.value.real == 0;
  return {};
}

Expected<void> take_filler(const Taking& of) {
  of.layer.bilinear = of.value.text == "bilinear";
  return {};
}

using RoundWord = Word<bool>;
constexpr std::array kRoundModes{RoundWord{"ceil", true}, RoundWord{"floor", false}};

Expected<void> take_round_mode(const Taking& of) {
  of.layer.ceil_mode = TRY(chosen_word(of, kRoundModes));
  return {};
}

Expected<void> take_first_axis(const Taking& of) { return take_only(of, std::array<std::string_view, 1>{"2"}); }

using TakeOne = Expected<void> (*)(const Taking&);
constexpr std::array<TakeOne, static_cast<std::size_t>(ArgumentRole::count)> kTakes{
    take_nothing,  // ignored
    take_operand,
    take_weight,
    take_bias_weight,
    take_nothing,  // switches
    take_counted<&Layer::in>,
    take_counted<&Layer::out>,
    take_counted<&Layer::out>,  // group_channels
    take_counted<&Layer::out>,  // multiplier
    take_counted<&Layer::groups>,
    take_bias,
    take_kernel,
    take_stride,
    take_unit<&Layer::s>,
    take_unit<&Layer::d>,
    take_stretch,
    take_padding,
    take_rule_or_cells,
    take_crop_or_same,
    take_output_padding,
    take_output_size,
    take_flag<&Layer::ceil_mode>,
    take_flag<&Layer::count_include_pad>,
    take_divisor,
    take_padding_mode,
    take_flag<&Layer::indices>,
    take_output_size,  // size
    take_side<0>,
    take_side<1>,
    take_scale,
    take_interpolation,
    take_align_corners,
    take_nothing,  // antialias
    take_layout,
    take_block,
    take_block_order,
    take_frame,
    take_pairs,
    take_frame_value,
    take_kernel_turn,
    take_extent,
    take_boundary,
    take_geometry_mode,
    take_rounding_mode,
    take_offset<0>,
    take_offset<1>,
    take_auto_pad,
    take_end_pads,
    take_end_frame,
    take_nothing,  // layer_name
    take_nothing,  // layer_type
    take_nothing,  // result
    take_learning_rate,
    take_filler,
    take_nothing,  // pool_kind
    take_round_mode,
    take_first_axis,
    take_axes<&Layer::p, 0>,  // offset
};

}  // namespace

Expected<PerAxis> axes_in(const Taking& of, std::int64_t least) {
  std::vector<Value> items;
  if (of.value.is(Kind::list)) {
    items = TRY(space_items(of));
  } else if (is_one(of.value)) {
    items.assign(static_cast<std::size_t>(of.layer.rank), of.value);
  } else {
    return not_good(of, "reason.value_axes", of.layer.rank);
  }
  PerAxis axes;
  for (const Value& item : items) axes.push_back(TRY(whole(of, item, least)));
  return axes;
}

PerAxis shape_in(const Value& value, std::size_t axes) {
  const auto numbers = [&](const auto& items, const auto& value_of) {
    PerAxis shape;
    for (const auto& item : items) {
      const Value& side = value_of(item);
      const bool good = side.is(Kind::integer) && side.integer >= 1 && side.integer <= kLargestSize;
      if (good) shape.push_back(side.integer);
      if (!good && is_unsaid(side)) shape.push_back(0);
    }
    return shape.size() == axes && items.size() == axes ? shape : PerAxis();
  };
  if (value.is(Kind::list)) return numbers(value.items, [](const Value& item) -> const Value& { return item; });
  PerAxis shape = numbers(value.arguments, [](const Argument& argument) -> const Value& { return argument.value; });
  for (std::size_t n = 0; shape.empty() && n < value.arguments.size(); ++n) shape = shape_in(value.arguments[n].value, axes);
  return shape;
}

Expected<void> take(const Taking& of) { return kTakes[static_cast<std::size_t>(of.parameter.role)](of); }

}  // namespace deconvlab
