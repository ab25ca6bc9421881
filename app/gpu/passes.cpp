#include "app/gpu/passes.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "app/gpu/loops.h"
#include "app/gpu/pool_passes.h"
#include "core/operators/padding_products.h"
#include "core/try.h"

namespace deconvlab {

namespace {

std::int64_t round_up(std::int64_t value, std::int64_t step) { return (value + step - 1) / step * step; }

// What the shaders of convolutions are told at the same locations; row lengths of x in the unit the shader reads them in.
void set_geometry(const Geometry& g, Extent grid, std::int64_t c, std::int64_t o, Extent input) {
  const Extent values[] = {grid, {o, c}, input, g.output(), g.kernel(), {g.h.s, g.w.s}, {g.h.d, g.w.d}, {g.h.p, g.w.p}};
  int location = 1;
  for (const Extent value : values) set_uniform(location++, value);
  set_uniform(10, {o / g.groups, c / g.groups});
}

// Turns planes of weights to what placements carry.
void turn_planes(const Geometry& g, std::span<float> planes) {
  if (!g.flip) return;
  for (auto plane = planes.begin(); plane != planes.end(); plane += g.kernel().area()) std::reverse(plane, plane + g.kernel().area());
}

Tensor turned_weights(const TensorPart& w, const Geometry& g) {
  Tensor turned = Tensor::unfilled(w.shape());
  lay_out(w, {0, g.w.k}, turned.data());
  turn_planes(g, turned.data());
  return turned;
}

void fill_weights(Compute& compute, unsigned int binding, const TensorPart& w, const Geometry& g, std::int64_t width) {
  const Tensor turned = turned_weights(w, g);
  fill_rows(compute, binding, TensorPart{turned, whole_of(turned.shape())}, {0, width});
}

// Whether the taps of a row meet neighbouring cells, of outputs side by side too: conv.comp reads them as vec4s, conv_spread.comp one by
// one.
bool slides(const Geometry& g) { return g.w.s == 1 && g.w.d == 1; }

// Row lengths in floats as both read and write them.
struct ConvRows {
  std::int64_t columns;  // invocations along a row, eight outputs each
  std::int64_t output, kernel, input;

  explicit ConvRows(const Axis& w)
      : columns((w.o + 7) / 8),
        output(8 * columns),
        kernel(round_up(w.k, 4)),
        input(std::max(output + kernel, round_up((w.o - 1) * w.s + w.k_eff, 4))) {}
};

PassResult run_conv(const PassInput& in, Tensor& y) {
  const Geometry& g = in.part.geometry;
  const Shape x = in.part.first.shape();
  const Shape w = in.part.second.shape();
  const ConvRows rows(g.w);
  const std::int64_t floats = product({x.n, w.n, g.h.o, rows.output});
  const std::int64_t x_floats = product({x.n, x.c, x.h, rows.input});
  TRY(check_size(in.compute.limits(), {x_floats, product({w.n, w.c, w.h, rows.kernel}), floats}));
  fill_rows(in.compute, 0, in.part.first, {g.w.p, rows.input});
  fill_weights(in.compute, 1, in.part.second, g, rows.kernel);
  in.compute.reserve(2, floats);
  const Extent grid{g.h.o, rows.columns};
  set_geometry(g, grid, x.c, w.n, {x.h, slides(g) ? rows.input / 4 : rows.input});
  for_each_part(in.compute.limits().rounds, {w.c, g.h.k, g.w.k, slides(g) ? 4 : 1}, [&](const LoopPart& part) {
    set_range(9, part.outer);
    set_range(11, part.middle);
    set_range(12, part.inner);
    in.compute.dispatch(grid, x.n * w.n);
  });
  read_rows(in.compute, 2, rows.output, y, in.part.result);
  return {};
}

// The taps of a row of a transposed convolution's result, or of a phase of its columns, as conv_transpose.comp has them.
struct Taps {
  std::int32_t last = 0, count = 0, from = 0;
};

std::vector<Taps> taps_of_rows(const Axis& axis) {
  std::vector<Taps> rows(static_cast<std::size_t>(axis.i));
  for (std::int64_t c = 0; c < axis.i; ++c) {
    for (std::int64_t u = 0; u < axis.k; ++u) {
      const std::int64_t t = axis.placement_between(u, c);
      if (t >= 0) rows[c] = {static_cast<std::int32_t>(u), rows[c].count + 1, static_cast<std::int32_t>(t)};
    }
  }
  return rows;
}

// Columns that are s apart are of one phase: they meet the same taps, each a cell of x further. from is negative where the first column's
// last tap lies before x.
std::vector<Taps> taps_of_phases(const Axis& axis) {
  std::vector<Taps> phases(static_cast<std::size_t>(std::min(axis.s, axis.i)));
  for (std::int64_t v = 0; v < axis.k; ++v) {
    const std::int64_t c = ((v * axis.d - axis.p) % axis.s + axis.s) % axis.s;
    if (c >= std::ssize(phases)) continue;
    phases[c] = {static_cast<std::int32_t>(v), phases[c].count + 1, static_cast<std::int32_t>((c + axis.p - v * axis.d) / axis.s)};
  }
  return phases;
}

std::vector<std::int32_t> numbers_of(const std::vector<Taps>& taps) {
  std::vector<std::int32_t> numbers;
  for (const Taps& one : taps) numbers.insert(numbers.end(), {one.last, one.count, one.from});
  return numbers;
}

// How a transposed convolution's columns are shared out: phases side by side, `blocks` times four columns of each.
struct TransposeRows {
  std::vector<Taps> phases;
  std::int64_t blocks, output;
  std::int64_t tap_step, x_step;  // from a tap of a phase to the next
  RowLayout input;

  explicit TransposeRows(const Axis& w)
      : phases(taps_of_phases(w)),
        blocks(in_fours((w.i + std::ssize(phases) - 1) / std::ssize(phases))),
        output(4 * blocks * std::ssize(phases)),
        tap_step(w.s / std::gcd(w.s, w.d)),
        x_step(w.d / std::gcd(w.s, w.d)) {
    for (const Taps& phase : phases) input.left = std::max<std::int64_t>(input.left, -phase.from);
    for (Taps& phase : phases) phase.from += static_cast<std::int32_t>(input.left);
    for (const Taps& phase : phases) input.width = std::max(input.width, phase.from + phase.count * x_step + 4 * blocks);
  }

  // Of each invocation's cells of a row, as the shader takes them.
  std::vector<std::int32_t> columns() const {
    std::vector<std::int32_t> numbers;
    const auto step = static_cast<std::int32_t>(4 * std::ssize(phases));
    for (std::int32_t block = 0; block < blocks; ++block) {
      std::int32_t to = block * step;
      for (const Taps& phase : phases) numbers.insert(numbers.end(), {phase.last, phase.count, phase.from + 4 * block, to++});
    }
    return numbers;
  }
};

PassResult run_transpose(const PassInput& in, Tensor& y) {
  const Geometry& g = in.part.geometry;
  const Shape x = in.part.first.shape();
  const Box& result = in.part.result;
  const TransposeRows rows(g.w);
  const std::int64_t floats = product({result.planes(), g.h.i, rows.output});
  const std::int64_t x_floats = product({x.n, x.c, x.h, rows.input.width});
  const std::vector<Taps> by_row = taps_of_rows(g.h);
  const auto down = numbers_of(by_row);
  const auto across = rows.columns();
  const std::int64_t lists = std::max(std::ssize(down), std::ssize(across));
  TRY(check_size(in.compute.limits(), {x_floats, in.part.second.shape().size(), floats, lists}));
  fill_rows(in.compute, 0, in.part.first, rows.input);
  fill_weights(in.compute, 1, in.part.second, g, g.w.k);
  in.compute.reserve(2, floats);
  in.compute.fill(3, down);
  in.compute.fill(4, across);
  const std::int64_t c = result.channels.size();
  const Extent grid{g.h.i, rows.blocks * std::ssize(rows.phases)};
  const std::int64_t row_gcd = std::gcd(g.h.s, g.h.d);
  const Extent values[] = {grid,
                           {x.c, c},
                           {x.h, rows.input.width},
                           g.kernel(),
                           {g.h.s / row_gcd, rows.tap_step},
                           {g.h.d / row_gcd, rows.x_step},
                           {x.c / g.groups, c / g.groups},
                           {all_finite(in.part.second.all) ? 0 : 1, std::ssize(rows.phases)},
                           {rows.input.left + x.w, rows.input.left}};
  int location = 1;
  for (const Extent value : values) set_uniform(location++, value);
  const auto most = [](const std::vector<Taps>& taps) { return std::ranges::max(taps, {}, &Taps::count).count; };
  for_each_part(in.compute.limits().rounds, {x.c / g.groups, std::max(1, most(by_row)), std::max(1, most(rows.phases))},
                [&](const LoopPart& part) {
                  set_range(10, part.outer);
                  set_range(11, part.middle);
                  set_range(12, part.inner);
                  in.compute.dispatch(grid, result.planes());
                });
  read_rows(in.compute, 2, rows.output, y, result);
  return {};
}

// Goes on with the sums of the pieces before.
PassResult run_kernel_grad(const PassInput& in, Tensor& dw) {
  const Geometry& g = in.part.geometry;
  const Shape x = in.part.first.shape();
  const Shape dy = in.part.second.shape();
  const TensorPart weights{dw, in.part.result};
  const std::int64_t floats = weights.shape().size();
  TRY(check_size(in.compute.limits(), {x.size(), dy.size(), floats}));
  fill_copy(in.compute, 0, in.part.first);
  fill_copy(in.compute, 1, in.part.second);
  fill_weights(in.compute, 2, weights, g, g.w.k);
  const Extent grid{dy.c * x.c / g.groups, g.kernel().area()};
  set_geometry(g, grid, x.c, dy.c, {x.h, x.w});
  for_each_part(in.compute.limits().rounds, {1, dy.n * dy.h, dy.w}, [&](const LoopPart& part) {
    set_range(9, part.middle);
    set_range(11, part.inner);
    in.compute.dispatch(grid);
  });
  read_rows(in.compute, 2, g.w.k, dw, in.part.result);
  turn_planes(g, dw.data().subspan(in.part.result.items.first * dw.shape().c * g.kernel().area(), floats));
  return {};
}

// Of one operator the first that fits.
constexpr ShaderPass kPasses[] = {
    {OpKind::conv, "conv", slides, cut_conv, run_conv},
    {OpKind::conv, "conv_spread", nullptr, cut_conv, run_conv},
    {OpKind::conv_input_grad, "conv_transpose", nullptr, cut_transpose, run_transpose},
    {OpKind::conv_kernel_grad, "conv_kernel_grad", nullptr, cut_kernel_grad, run_kernel_grad},
    {OpKind::conv_transpose, "conv_transpose", nullptr, cut_transpose, run_transpose},
    {OpKind::conv_transpose_input_grad, "conv", slides, cut_conv, run_conv},
    {OpKind::conv_transpose_input_grad, "conv_spread", nullptr, cut_conv, run_conv},
    {OpKind::conv_transpose_kernel_grad, "conv_kernel_grad", nullptr, cut_transpose_kernel_grad, run_kernel_grad},
    {OpKind::zero_insert, "zero_insert", nullptr, cut_placements, run_zero_insert},
    {OpKind::crop, "crop", nullptr, cut_placements, run_crop},
    {OpKind::max_pool, "max_pool", nullptr, cut_windows, run_pooled_values},
    {OpKind::avg_pool, "avg_pool", nullptr, cut_windows, run_avg_pool},
    {OpKind::max_unpool, "max_unpool_apart", windows_are_apart, cut_placements, run_max_unpool_apart},
    {OpKind::max_unpool, "max_unpool", nullptr, cut_placements, run_max_unpool},
    {OpKind::upsample_nearest, "upsample_nearest", nullptr, cut_nearest, run_upsample_nearest},
    {OpKind::upsample_bilinear, "upsample_bilinear", nullptr, cut_bilinear, run_upsample_bilinear},
};

constexpr ShaderPass kUnpoolAnywhere{OpKind::max_unpool, "max_unpool_scatter", nullptr, cut_planes, run_max_unpool_scatter};

bool is_kernel_grad(OpKind kind) { return kind == OpKind::conv_kernel_grad || kind == OpKind::conv_transpose_kernel_grad; }

// What pieces are of: the result, or what a gradient to a kernel sums over, the cells at the convolution's output.
Piece whole_piece(OpKind kind, const Work& work, const Shape& result) {
  if (!is_kernel_grad(kind)) return whole_of(result);
  return whole_of((kind == OpKind::conv_kernel_grad ? work.second : work.first).shape());
}

// How many channels of a piece are of one group.
std::int64_t channels_of_group(const Operator& op, const Piece& whole, const Geometry& g) {
  const bool joins_channels = op.first == Operand::kernel || op.second == Operand::kernel || is_kernel_grad(op.kind);
  return joins_channels ? whole.channels.size() / g.groups : 1;
}

}  // namespace

std::int64_t product(std::initializer_list<std::int64_t> factors) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 8;
  std::int64_t result = 1;
  for (const std::int64_t factor : factors) result = result > kMost / factor ? kMost : result * factor;
  return result;
}

PassResult check_size(const ComputeLimits& limits, std::initializer_list<std::int64_t> floats) {
  const std::int64_t bytes = std::max(floats) * static_cast<std::int64_t>(sizeof(float));
  if (bytes <= limits.buffer_bytes) return {};
  return tl::make_unexpected(TooLarge{bytes});
}

void run_fours(const PassInput& in, std::int64_t columns, std::initializer_list<Extent> more, std::optional<Extent> taps) {
  const Box& result = in.part.result;
  const Extent grid{result.rows.size(), columns};
  int location = 1;
  for (const Extent value : {grid, in.part.first.shape().plane()}) set_uniform(location++, value);
  for (const Extent value : more) set_uniform(location++, value);
  if (!taps) return in.compute.dispatch(grid, result.planes());
  for_each_part(in.compute.limits().rounds, {1, taps->h, taps->w}, [&](const LoopPart& part) {
    set_range(location, part.middle);
    set_range(location + 1, part.inner);
    in.compute.dispatch(grid, result.planes());
  });
}

const ShaderPass* find_pass(OpKind kind, const Geometry& geometry) {
  const auto found = std::ranges::find_if(kPasses, [&](const ShaderPass& p) { return p.kind == kind && (!p.fits || p.fits(geometry)); });
  return found == std::end(kPasses) ? nullptr : &*found;
}

const ShaderPass& unpool_pass(const Indices& switches, const Geometry& geometry) {
  return are_in_their_windows(switches, geometry) ? *find_pass(OpKind::max_unpool, geometry) : kUnpoolAnywhere;
}

tl::expected<Tensor, TooLarge> run_pass(const ShaderPass& pass, const Work& work, Compute& compute) {
  const Operator& op = operator_of(pass.kind);
  const Shape shape = result_shape(op, work.first.shape(), work.second.shape(), work.geometry);
  Tensor y = is_kernel_grad(pass.kind) ? Tensor(shape) : Tensor::unfilled(shape);
  const Piece whole = whole_piece(pass.kind, work, shape);
  const std::int64_t group = channels_of_group(op, whole, work.geometry);
  return run_in_pieces(whole, group,
                       [&](const Piece& piece) {
                         return pass.run({pass.cut(work, piece), work, compute}, y);
                       })
      .map([&] { return std::move(y); });
}

}  // namespace deconvlab
