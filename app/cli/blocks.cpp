#include "app/cli/blocks.h"

#include "core/operators/kernels.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Channels {
  std::int64_t in, out;
};

Expected<Channels> channels_of(const Operator& op, const std::string& text, const OperandSource& kernel, std::int64_t groups) {
  if (!text.empty()) {
    const Extent given = TRY(parse_extent("--channels", text));
    for (const std::int64_t count : {given.h, given.w})
      if (count < 1) return fail(ErrorCode::not_positive, "--channels", count);
    return Channels{given.h, given.w};
  }
  if (!kernel.array) return Channels{groups, groups};
  const Shape& w = kernel.array->shape();
  return op.transposed ? Channels{w.n, w.c * groups} : Channels{w.c * groups, w.n};
}

// [out, in / g, kh, kw], of a transposed convolution [in, out / g, kh, kw].
Expected<Shape> weights_shape(const Operator& op, const Channels& channels, const Geometry& g) {
  if (channels.in % g.groups != 0) return fail(ErrorCode::groups_do_not_divide, "input", channels.in, g.groups);
  if (channels.out % g.groups != 0) return fail(ErrorCode::groups_do_not_divide, "output", channels.out, g.groups);
  if (op.transposed) return Shape{channels.in, channels.out / g.groups, g.h.k, g.w.k};
  return Shape{channels.out, channels.in / g.groups, g.h.k, g.w.k};
}

// Of a named kernel the n-th plane of a layer.
Expected<Tensor> nth_plane(const PlaneChoice& choice, Extent size, std::int64_t n) {
  return make_kernel(choice.name, size, choice.seed + static_cast<std::uint64_t>(n)).map([&](Tensor plane) {
    if (choice.name == "counting")
      for (float& value : plane.data()) value += static_cast<float>(n * size.area());
    return plane;
  });
}

}  // namespace

bool has_channels(const OperandSource& kernel) { return kernel.array && kernel.array->shape().n * kernel.array->shape().c > 1; }

Expected<Tensor> load_weights(const Operator& op, const std::string& channels, const OperandSource& kernel, const Geometry& g) {
  const auto count = TRY(channels_of(op, channels, kernel, g.groups));
  const Shape needed = TRY(weights_shape(op, count, g));
  if (kernel.array) {
    if (kernel.array->shape() != needed) return fail(ErrorCode::shape_mismatch, "kernel", kernel.array->shape().text(), needed.text());
    return *kernel.array;
  }
  const auto choice = TRY(choice_of(kernel, Operand::kernel));
  Tensor w(needed);
  for (std::int64_t n = 0; n < needed.n * needed.c; ++n) {
    const auto plane = TRY(nth_plane(choice, g.kernel(), n));
    std::ranges::copy(plane.data(), w.plane(n / needed.c, n % needed.c).begin());
  }
  return w;
}

}  // namespace deconvlab
