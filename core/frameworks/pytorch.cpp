#include "core/frameworks/pytorch.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace deconvlab {

namespace {

std::string argument(std::string_view name, Extent value, std::int64_t usual) {
  if (value == Extent::square(usual)) return {};
  if (value.h == value.w) return fmt::format(", {}={}", name, value.h);
  return fmt::format(", {}=({}, {})", name, value.h, value.w);
}

std::string groups_argument(std::int64_t groups) { return groups == 1 ? "" : fmt::format(", groups={}", groups); }

std::string kernel_operand(bool flip) { return flip ? "w.flip(2, 3)" : "w"; }

// The sides of both axes.
Extent sides(const Geometry& g, std::int64_t Axis::*of) { return {g.h.*of, g.w.*of}; }

// conv2d pads both ends alike.
std::string input_operand(const Geometry& g, bool even) {
  if (even) return "x";
  return fmt::format("F.pad(x, ({}, {}, {}, {}))", g.w.p, g.w.p_end, g.h.p, g.h.p_end);
}

// The part of the result that is left, where one end is cut off more than conv_transpose2d does at both.
std::string slice(const Axis& axis) {
  const std::int64_t first = axis.p - std::min(axis.p, axis.p_end);
  return first == 0 ? fmt::format(":{}", axis.i) : fmt::format("{}:{}", first, first + axis.i);
}

}  // namespace

std::string pytorch_line(const Params& params) {
  const auto resolved = resolve(params);
  const bool even = !resolved || sides(*resolved, &Axis::p) == sides(*resolved, &Axis::p_end);
  const Extent padding = !resolved ? params.p : even ? sides(*resolved, &Axis::p) : Extent{};
  return fmt::format("y = F.conv2d({}, {}{}{}{}{})", resolved ? input_operand(*resolved, even) : "x", kernel_operand(params.flip),
                     argument("stride", params.s, 1), argument("padding", padding, 0), argument("dilation", params.d, 1),
                     groups_argument(params.groups));
}

namespace {

// `result` of `operand` by the kernel w.
std::string transposed_line(const Geometry& g, std::string_view result, std::string_view operand) {
  const Extent padding{std::min(g.h.p, g.h.p_end), std::min(g.w.p, g.w.p_end)};
  const bool even = sides(g, &Axis::p) == sides(g, &Axis::p_end);
  return fmt::format("{} = F.conv_transpose2d({}, {}{}{}{}{}{}){}", result, operand, kernel_operand(g.flip),
                     argument("stride", sides(g, &Axis::s), 1), argument("padding", padding, 0),
                     argument("output_padding", sides(g, &Axis::remainder), 0), groups_argument(g.groups),
                     argument("dilation", sides(g, &Axis::d), 1), even ? "" : fmt::format("[:, :, {}, {}]", slice(g.h), slice(g.w)));
}

std::string tuple_of(Extent e) { return e.h == e.w ? fmt::format("{}", e.h) : fmt::format("({}, {})", e.h, e.w); }

// What PyTorch's pooling takes as it is: both ends padded alike, by half a window at most.
bool pools_in_pytorch(const Axis& axis, Padding rule) { return axis.p == axis.p_end - axis.overhang && !pads_over_half(axis, rule); }

}  // namespace

std::string pytorch_transposed_line(const Geometry& g) { return transposed_line(g, "y", "x"); }

std::string pytorch_pooling_lines(const Geometry& pool, const Geometry& up) {
  if (!pools_in_pytorch(pool.h, pool.padding) || !pools_in_pytorch(pool.w, pool.padding)) return transposed_line(up, "y", "pooled");
  const std::string window = fmt::format("{}{}{}", tuple_of(pool.kernel()), argument("stride", sides(pool, &Axis::s), 0),
                                         argument("padding", sides(pool, &Axis::p), 0));
  return fmt::format("pooled, at = F.max_pool2d(x, {}{}, return_indices=True)\nF.max_unpool2d(pooled, at, {}, output_size=({}, {}))\n{}",
                     window, pool.ceil_mode ? ", ceil_mode=True" : "", window, pool.h.i, pool.w.i, transposed_line(up, "y", "pooled"));
}

}  // namespace deconvlab
