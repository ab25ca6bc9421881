#include "app/lessons/convolution/blocks.h"

#include <algorithm>

#include "core/operators/operators.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<Tensor> nth_plane(const PlaneChoice& choice, Extent size, std::int64_t n, bool kernel) {
  if (auto own = own_plane_of(choice, size, n)) return std::move(*own);
  PlaneChoice nth = choice;
  if (choice.name.empty() && n > 0) nth = {kernel ? "random" : "digits", 0, {}, {}};
  nth.seed += static_cast<std::uint64_t>(n);
  return plane_of(nth, size, kernel).map([&](Tensor plane) {
    if (nth.name == "counting")
      for (float& value : plane.data()) value += static_cast<float>(n * size.area());
    return plane;
  });
}

Tensor with_bias(Tensor y, std::span<const float> bias) {
  for (std::size_t channel = 0; channel < bias.size(); ++channel)
    for (float& value : y.plane(0, static_cast<std::int64_t>(channel))) value += bias[channel];
  return y;
}

}  // namespace

Expected<void> check_channels(const Lesson& lesson) {
  const auto [in, out] = lesson.channels;
  const std::int64_t groups = lesson.params.groups;
  for (const std::int64_t count : {in, out}) {
    if (count < 1) return fail(ErrorCode::not_positive, "channels", count);
    if (count > kMostChannels) return fail(ErrorCode::too_large, "channels", count, kMostChannels);
  }
  if (groups < 1) return fail(ErrorCode::not_positive, "groups", groups);
  if (in % groups != 0) return fail(ErrorCode::groups_do_not_divide, "input", in, groups);
  if (out % groups != 0) return fail(ErrorCode::groups_do_not_divide, "output", out, groups);
  if (const auto bias = std::ssize(lesson.bias); bias != 0 && bias != out)
    return fail(ErrorCode::usage, reason("reason.bias_count", bias, out));
  return {};
}

Expected<Tensor> block_planes(const Lesson& lesson, bool kernel) {
  TRY(check_channels(lesson));
  const auto [in, out] = lesson.channels;
  const auto& [i, k] = std::pair(lesson.params.i, lesson.params.k);
  if (kernel) return planes_of(lesson.kernel, {out, in / lesson.params.groups, k.h, k.w}, true);
  return planes_of(lesson.input, {1, in, i.h, i.w}, false);
}

Expected<Blocks> compute_blocks(const Lesson& lesson) {
  Geometry g = TRY(resolve(lesson));
  g.groups = lesson.params.groups;
  const auto [in, out] = lesson.channels;
  const Shape weights{out, in / g.groups, g.h.k, g.w.k};
  const std::int64_t entries = block_nonzeros(g, weights);
  if (entries > kMostBlockEntries) return fail(ErrorCode::too_large, "number of products", entries, kMostBlockEntries);
  Tensor x = TRY(planes_of(lesson.input, {1, in, g.h.i, g.w.i}, false));
  Tensor w = TRY(planes_of(lesson.kernel, weights, true));
  Tensor y = with_bias(conv(x, w, g), lesson.bias);
  Csr matrix = TRY(build_block_matrix(g, w, Side::c));
  BlockTrace trace(g, x, w, Side::c, lesson.bias);
  const ValueScale of_x = scale_of(x.data()), of_w = scale_of(w.data()), of_y = scale_of(y.data()), of_bias = scale_of(lesson.bias);
  return Blocks{g, std::move(x), std::move(w), std::move(y), std::move(trace), std::move(matrix), of_x, of_w, of_y, of_bias};
}

Expected<Tensor> planes_of(const PlaneChoice& choice, const Shape& shape, bool kernel) {
  Tensor all(shape);
  for (std::int64_t n = 0; n < shape.n * shape.c; ++n) {
    const auto plane = TRY(nth_plane(choice, shape.plane(), n, kernel));
    std::ranges::copy(plane.data(), all.plane(n / shape.c, n % shape.c).begin());
  }
  return all;
}

}  // namespace deconvlab
