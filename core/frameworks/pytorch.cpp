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

}  // namespace

std::string pytorch_line(const Params& params) {
  return fmt::format("y = F.conv2d(x, {}{}{}{})", params.flip ? "w.flip(2, 3)" : "w", argument("stride", params.s, 1),
                     argument("padding", params.p, 0), argument("dilation", params.d, 1));
}

}  // namespace deconvlab
