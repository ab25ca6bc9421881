#include "app/cli/blocks.h"

#include <algorithm>

#include "app/lessons/convolution/blocks.h"
#include "core/operators/kernels.h"
#include "core/samples/samples.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<ChannelCounts> channels_asked(const Operator& op, const std::string& text, const OperandSource& kernel, std::int64_t groups) {
  if (!text.empty()) {
    const Extent given = TRY(parse_extent("--channels", text));
    for (const std::int64_t count : {given.h, given.w})
      if (count < 1) return fail(ErrorCode::not_positive, "--channels", count);
    return ChannelCounts{given.h, given.w};
  }
  if (!kernel.array) return ChannelCounts{groups, groups};
  const Shape& w = kernel.array->shape();
  return op.transposed ? ChannelCounts{w.n, w.c * groups} : ChannelCounts{w.c * groups, w.n};
}

// [out, in / g, kh, kw], of a transposed convolution [in, out / g, kh, kw].
Expected<Shape> weights_shape(const Operator& op, const ChannelCounts& channels, const Geometry& g) {
  if (channels.in % g.groups != 0) return fail(ErrorCode::groups_do_not_divide, "input", channels.in, g.groups);
  if (channels.out % g.groups != 0) return fail(ErrorCode::groups_do_not_divide, "output", channels.out, g.groups);
  if (op.transposed) return Shape{channels.in, channels.out / g.groups, g.h.k, g.w.k};
  return Shape{channels.out, channels.in / g.groups, g.h.k, g.w.k};
}

Expected<void> check_shape(std::string_view what, const Shape& found, const Shape& needed) {
  if (found == needed) return {};
  return fail(ErrorCode::shape_mismatch, what, found.text(), needed.text());
}

bool has_channels(const OperandSource& kernel) { return kernel.array && kernel.array->shape().n * kernel.array->shape().c > 1; }

}  // namespace

bool joins_channels(const Operator& op) { return op.kind == OpKind::conv || op.kind == OpKind::conv_transpose; }

Expected<std::optional<OperandSource>> open_channels(const Operator& op, const MapOptions& options, bool said, Reader& reader) {
  said = said || !options.channels.empty() || !options.geometry.groups.empty();
  if (!joins_channels(op)) {
    if (!options.channels.empty()) return fail(ErrorCode::needless_option, op.id, "--channels");
    if (!options.geometry.groups.empty()) return fail(ErrorCode::needless_option, op.id, "--groups");
    return std::nullopt;
  }
  // Standard input is read once: what comes from there is one plane, unless options say that it is more.
  if (!said && reads_stream(options.kernel)) return std::nullopt;
  Reader opening = reader;
  auto kernel = TRY(opening.open("--kernel", options.kernel.empty() ? "counting" : options.kernel, Names::kernels));
  if (!said && !has_channels(kernel)) return std::nullopt;
  reader = std::move(opening);
  return kernel;
}

Expected<Tensor> load_weights(const Operator& op, const std::string& channels, const OperandSource& kernel, const Geometry& g,
                              const std::function<Expected<void>(const Shape&)>& check) {
  const auto count = TRY(channels_asked(op, channels, kernel, g.groups));
  const Shape needed = TRY(weights_shape(op, count, g));
  TRY(check(needed));
  if (kernel.array) return check_shape("kernel", kernel.array->shape(), needed).map([&] { return *kernel.array; });
  return choice_of(kernel, Operand::kernel).and_then([&](const PlaneChoice& choice) { return planes_of(choice, needed, true); });
}

Shape input_shape(const Operator& op, const Shape& weights, const Geometry& g) {
  const Extent size = operand_size(op, Operand::input, g);
  return {1, channels_of(op, weights, g).in, size.h, size.w};
}

Expected<Shape> unfolded_shape(const Operator& op, const std::string& channels, const OperandSource& input, const Geometry& g) {
  const bool from_array = channels.empty() && input.array;
  const std::string said = from_array ? fmt::format("{}", input.array->shape().c) : channels;
  const auto count = TRY(channels_asked(op, said, {}, g.groups));
  return weights_shape(op, count, g).map([&](const Shape& w) { return input_shape(op, w, g); });
}

Expected<Tensor> load_planes(const OperandSource& input, const Shape& needed) {
  if (!input.array && !choose_sample(input.text))
    return choice_of(input, Operand::input).and_then([&](const PlaneChoice& choice) { return planes_of(choice, needed, false); });
  return plane_of(input, needed.plane(), Operand::input).and_then([&](Tensor x) {
    return check_shape("input", x.shape(), needed).map([&] { return std::move(x); });
  });
}

ChannelCounts channels_of(const Operator& op, const Shape& w, const Geometry& g) {
  return op.transposed ? ChannelCounts{w.n, w.c * g.groups} : ChannelCounts{w.c * g.groups, w.n};
}

}  // namespace deconvlab
