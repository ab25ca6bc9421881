#include "core/frameworks/pytorch.h"

#include <fmt/format.h>

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

}  // namespace

std::string pytorch_line(const Params& params) {
  const auto resolved = resolve(params);
  const bool even = !resolved || sides(*resolved, &Axis::p) == sides(*resolved, &Axis::p_end);
  const Extent padding = !resolved ? params.p : even ? sides(*resolved, &Axis::p) : Extent{};
  return fmt::format("y = F.conv2d({}, {}{}{}{}{})", resolved ? input_operand(*resolved, even) : "x", kernel_operand(params.flip),
                     argument("stride", params.s, 1), argument("padding", padding, 0), argument("dilation", params.d, 1),
                     groups_argument(params.groups));
}

std::string pytorch_transposed_line(const Geometry& g) {
  const Extent padding = sides(g, &Axis::p);
  const bool even = padding == sides(g, &Axis::p_end);
  return fmt::format("y = F.conv_transpose2d(x, {}{}{}{}{}{}){}", kernel_operand(g.flip), argument("stride", sides(g, &Axis::s), 1),
                     argument("padding", padding, 0), argument("output_padding", sides(g, &Axis::remainder), 0), groups_argument(g.groups),
                     argument("dilation", sides(g, &Axis::d), 1), even ? "" : fmt::format("[:, :, :{}, :{}]", g.h.i, g.w.i));
}

}  // namespace deconvlab
