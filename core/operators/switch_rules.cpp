#include "core/operators/switch_rules.h"

#include <cstdint>
#include <utility>

namespace deconvlab {

namespace {

constexpr NamedSwitchRule kRules[] = {
    {"pytorch", SwitchRule::pytorch},         {"onnx", SwitchRule::onnx},
    {"onnx-column", SwitchRule::onnx_column}, {"onnx-default-plane", SwitchRule::onnx_default},
    {"tensorflow", SwitchRule::tensorflow},   {"tensorflow-batch", SwitchRule::tensorflow_batch},
};

// What a step along each side adds to a number; 0 where the rule does not count the side.
struct Steps {
  std::int64_t n, c, row, col;
};
Steps steps_of(SwitchRule rule, const Shape& planes) {
  const auto [h, w] = planes.plane();
  const std::int64_t c = planes.c;
  switch (rule) {
    case SwitchRule::onnx:
    case SwitchRule::onnx_default:
      return {c * h * w, h * w, w, 1};
    case SwitchRule::onnx_column:
      return {c * h * w, h * w, 1, h};
    case SwitchRule::tensorflow:
      return {0, 1, w * c, c};
    case SwitchRule::tensorflow_batch:
      return {h * w * c, 1, w * c, c};
    default:
      return {0, 0, w, 1};
  }
}

// Where a switch stands.
struct Place {
  std::int64_t position, n, c;
};

// f(place, number), which may change it, of each one in row order.
template <class Visit>
void for_each_number(Indices& numbers, Visit&& visit) {
  const std::int64_t plane = numbers.shape().plane().area();
  std::int64_t position = 0;
  for (std::int32_t& number : numbers.data()) {
    const std::int64_t at = position / plane;
    visit(Place{position++, at / numbers.shape().c, at % numbers.shape().c}, number);
  }
}

tl::unexpected<Error> outside(std::int64_t position, std::int32_t number, Cell cell, Extent plane, Extent counted) {
  return fail(ErrorCode::cannot_open, "switches",
              reason("reason.switch_outside", position, number, cell.row, cell.col, fmt::format("{}x{}", counted.h, counted.w),
                     fmt::format("{}x{}", plane.h, plane.w)));
}

}  // namespace

std::span<const NamedSwitchRule> switch_rule_table() { return kRules; }

Extent default_plane(const Geometry& g) {
  const bool same = is_same_rule(g.padding);
  const auto side = [&](const Axis& a) { return same ? a.s * a.o : a.s * (a.o - 1) + a.k_eff - a.p - (a.p_end - a.overhang); };
  return {side(g.h), side(g.w)};
}

Extent counted_plane(SwitchRule rule, const Geometry& geometry) {
  return rule == SwitchRule::onnx_default ? default_plane(geometry) : geometry.input();
}

Expected<std::int64_t> count_numbers(SwitchRule rule, const Shape& planes) {
  constexpr std::int64_t kMost = std::int64_t{1} << 31;
  const Steps steps = steps_of(rule, planes);
  const std::int64_t channels = steps.c > 0 ? planes.c : 1, items = steps.n > 0 ? planes.n : 1;
  const std::int64_t count = capped_product(capped_product(planes.plane().area(), channels), items);
  if (count > kMost) return fail(ErrorCode::too_large, "number of cells that switches count", count, kMost);
  return count;
}

Expected<Indices> numbered_by(SwitchRule rule, Indices switches, Extent plane, Extent counted) {
  const Shape planes{switches.shape().n, switches.shape().c, counted.h, counted.w};
  const Steps steps = steps_of(rule, planes);
  return count_numbers(rule, planes).map([&](std::int64_t) {
    for_each_number(switches, [&](const Place& at, std::int32_t& number) {
      const Cell cell = plane.cell_at(number);
      number = static_cast<std::int32_t>(at.n * steps.n + at.c * steps.c + cell.row * steps.row + cell.col * steps.col);
    });
    return std::move(switches);
  });
}

Expected<Indices> switches_of(SwitchRule rule, Indices numbers, Extent plane, Extent counted) {
  const Shape planes{numbers.shape().n, numbers.shape().c, counted.h, counted.w};
  const Steps steps = steps_of(rule, planes);
  Expected<void> done;
  for_each_number(numbers, [&](const Place& at, std::int32_t& number) {
    const std::int64_t n = steps.n > 0 ? number / steps.n : at.n;
    const std::int64_t c = steps.c > 0 ? number / steps.c % planes.c : at.c;
    if (done && (n != at.n || c != at.c)) done = fail(ErrorCode::switch_elsewhere, at.position, number, at.n, at.c, n, c);
    const Cell cell{number / steps.row % counted.h, number / steps.col % counted.w};
    if (done && (cell.row >= plane.h || cell.col >= plane.w)) done = outside(at.position, number, cell, plane, counted);
    number = static_cast<std::int32_t>(plane.index_of(cell));
  });
  return done.map([&] { return std::move(numbers); });
}

}  // namespace deconvlab
