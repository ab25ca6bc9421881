// The geometries of pooling, unpooling and upsampling.
#include <algorithm>
#include <cmath>

#include "core/geometry/axis_params.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<void> check_padding(const AxisParams& of) {
  const Ends padding = of.padding();
  if (std::max(padding.before, padding.after) < of.k_eff()) return {};
  return fail(ErrorCode::pool_padding_too_large, of.name, text_of(padding), of.k_eff(), of.k_eff() - 1);
}

// o windows over i cells: what is left over is the remainder, what is missing comes after the padding at the end.
Axis with_windows(const AxisParams& of, std::int64_t i, std::int64_t o) {
  Axis axis = without_output(of, i, is_same_rule(of.all.padding) ? same_padding(of, i, o) : of.padding());
  axis.o = o;
  const std::int64_t left = axis.padded - axis.k_eff - axis.s * (o - 1);
  axis.overhang = std::max<std::int64_t>(0, -left);
  axis.p_end += axis.overhang;
  axis.padded += axis.overhang;
  axis.remainder = left + axis.overhang;
  return axis;
}

Expected<Axis> resolve_pool_axis(const AxisParams& of) {
  TRY(check_padding(of));
  const std::int64_t i = of(&Params::i);
  const Ends p = of.padding();
  const std::int64_t s = of(&Params::s);
  if (is_same_rule(of.all.padding)) return with_windows(of, i, (i + s - 1) / s);
  const std::int64_t padded = i + p.both();
  const std::int64_t room = padded - of.k_eff() + (of.all.ceil_mode ? s - 1 : 0);
  TRY(check_cropping(of.name, without_output(of, i, p)));
  if (room < 0) return fail(ErrorCode::kernel_exceeds_input, of.name, of(&Params::k), of(&Params::d), of.k_eff(), i, text_of(p), padded);
  const std::int64_t o = room / s + 1;
  const bool starts_in_padding = of.all.ceil_mode && (o - 1) * s >= i + p.before;
  return with_windows(of, i, starts_in_padding ? o - 1 : o);
}

Expected<Axis> resolve_unpool_axis(const AxisParams& of) {
  TRY(check_padding(of));
  const std::int64_t i = of(&Params::i);
  const Ends p = of.padding();
  const std::int64_t s = of(&Params::s);
  const bool same = is_same_rule(of.all.padding);
  const std::int64_t usual = same ? s * i : s * (i - 1) + of.k_eff() - p.both();
  return pick_output(of, {usual - s + 1, same ? usual : usual + s - 1}, usual).and_then([&](std::int64_t o) -> Expected<Axis> {
    if (o < 1) return fail(ErrorCode::nothing_left, of.name, i, s, 0, of.k_eff(), p.both(), o);
    if (o > kLargestSize) return fail(ErrorCode::too_large, "o", o, kLargestSize);
    Axis axis = with_windows(of, o, i);
    TRY(check_cropping(of.name, axis));
    return axis;
  });
}

std::int64_t scaled(std::int64_t i, const Ratio& scale) {
  return static_cast<std::int64_t>(std::floor(static_cast<double>(i) * (static_cast<double>(scale.num) / static_cast<double>(scale.den))));
}

Expected<Axis> resolve_upsample_axis(const AxisParams& of) {
  const std::int64_t i = of(&Params::i);
  const std::int64_t s = of(&Params::s);
  const Ratio* given = !of.all.scale ? nullptr : of.side == &Extent::h ? &of.all.scale->h : &of.all.scale->w;
  const std::int64_t o = of.all.output ? (*of.all.output).*of.side : given ? scaled(i, *given) : i * s;
  if (o < 1) return fail(ErrorCode::not_positive, "o", o);
  if (o > kLargestSize) return fail(ErrorCode::too_large, "o", o, kLargestSize);
  return Axis{.i = o, .k = s, .s = s, .k_eff = s, .padded = o, .o = i, .scale = given ? *given : Ratio{o, i}};
}

}  // namespace

Expected<Geometry> resolve_pool(const Params& params) { return resolve_axes(params, resolve_pool_axis); }

bool pads_over_half(const Axis& a, Padding rule) {
  return (rule == Padding::given || rule == Padding::causal) && std::max(a.p, a.padding_end()) > a.k / 2;
}

bool leaves_window_out(const Axis& a) { return a.i + a.p + a.padding_end() - a.k_eff > (a.o - 1) * a.s; }

Expected<Geometry> resolve_unpool(const Params& params) { return resolve_axes(params, resolve_unpool_axis); }

Expected<Geometry> resolve_upsample(const Params& params) {
  Params plain{.i = params.i, .s = params.s};
  plain.output = params.output;
  plain.scale = params.scale;
  plain.resampling = params.resampling;
  return resolve_axes(plain, resolve_upsample_axis);
}

Params fcn_upsampling(Extent i, std::int64_t f) {
  return {.i = i, .k = Extent::square(2 * f - f % 2), .s = Extent::square(f), .p = Extent::square(f / 2)};
}

}  // namespace deconvlab
