#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>

#include "app/cli/apply.h"
#include "app/cli/axes.h"
#include "app/cli/bias.h"
#include "app/cli/blocks.h"
#include "app/cli/volumes.h"
#include "core/formats/each_format.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostCells = std::int64_t{1} << 30;

bool has_volumes(const Operator& op) { return joins_channels(op) || op.kind == OpKind::max_pool || op.kind == OpKind::avg_pool; }

// Errors: needless_option, device_cannot.
Expected<void> check_options(const Operator& op, const ApplyOptions& options, int axes) {
  const std::string dims = fmt::format("--dims {}", axes), what = fmt::format("{} {}", op.id, dims);
  if (!has_volumes(op)) return fail(ErrorCode::needless_option, op.id, dims);
  if (!joins_channels(op) && !options.kernel.empty()) return fail(ErrorCode::needless_option, op.id, "--kernel");
  if (!joins_channels(op) && !options.bias.empty()) return fail(ErrorCode::needless_option, op.id, "--bias");
  if (op.switches == SwitchUse::none && !options.indices.file.empty()) return fail(ErrorCode::needless_option, op.id, "--indices");
  if (!options.grad.empty()) return fail(ErrorCode::needless_option, op.id, "--grad");
  if (!options.indices.as.empty()) return fail(ErrorCode::needless_option, what, "--indices-as");
  if (!options.operands.layout.empty()) return fail(ErrorCode::needless_option, what, "--layout");
  if (!options.operands.kernel_layout.empty()) return fail(ErrorCode::needless_option, what, "--kernel-layout");
  if (options.depth != "8") return fail(ErrorCode::needless_option, what, "--depth");
  if (options.input.empty()) return fail(ErrorCode::missing_option, op.id, "--input");
  if (axes == 3 && options.device == "gpu") return fail(ErrorCode::device_cannot, "--device gpu", what);
  return options.check_apart(op);
}

// Arrays of five sides are .npy alone.
Expected<Place> target_of(const ApplyOptions& options, int axes) {
  const std::string extensions = axes == 3 ? ".npy" : extensions_of(format_table(), &Format::write_array);
  Place target = TRY(options.operands.target(options.output, extensions));
  if (axes == 3 && target.extension() != ".npy") return fail(ErrorCode::unknown_extension, options.output, target.extension(), ".npy");
  TRY(check_array_target(target));
  TRY(options.indices.file.empty() ? Expected<void>() : check_indices_target(options.indices.file));
  return target;
}

// Both operands and what they are taken by.
struct Task {
  Volume x, w;
  VolumeGeometry geometry;
  std::size_t rank = 0;  // of x
  bool each_channel = false;
  std::vector<float> bias;
};

std::string sides_text(std::int64_t n, std::int64_t c, const Sides& space) { return fmt::format("{}x{}x{}", n, c, fmt::join(space, "x")); }

Expected<void> check_sides(std::string_view what, const SpaceArray& found, std::int64_t n, std::int64_t c, const Sides& space) {
  const std::string is = sides_text(found.before_space(2), found.before_space(1), found.space()), needed = sides_text(n, c, space);
  if (is == needed) return {};
  return fail(ErrorCode::shape_mismatch, what, is, needed);
}

// A kernel of a single plane goes over each channel, which is then an item of its own.
bool is_for_each_channel(const Operator& op, const SpaceArray& x, const SpaceArray& w) {
  return op.has_kernel() && w.before_space(2) * w.before_space(1) == 1 && x.before_space(1) > 1;
}

// As check_shapes, of all sides.
Expected<void> check_kernel(const Operator& op, const SpaceArray& x, const SpaceArray& w, const Geometry& g, const Sides& kernel) {
  const std::int64_t channels = is_for_each_channel(op, x, w) ? 1 : x.before_space(1);
  if (channels % g.groups != 0) return fail(ErrorCode::groups_do_not_divide, "input", channels, g.groups);
  if (w.named()) return {};
  if (op.transposed) return check_sides("kernel", w, channels, w.before_space(1), kernel);
  TRY(check_sides("kernel", w, w.before_space(2), channels / g.groups, kernel));
  if (w.before_space(2) % g.groups != 0) return fail(ErrorCode::groups_do_not_divide, "kernel", w.before_space(2), g.groups);
  return {};
}

std::int64_t channels_out(const Operator& op, const SpaceArray& x, const SpaceArray& w, const Geometry& g) {
  if (!op.has_kernel() || is_for_each_channel(op, x, w)) return x.before_space(1);
  return op.transposed ? w.before_space(1) * g.groups : w.before_space(2);
}

Sides sides_along(const std::vector<NamedAxis>& axes, std::int64_t Axis::*side) {
  Sides sides;
  for (const NamedAxis& axis : axes) sides.push_back(axis.geometry.h.*side);
  return sides;
}

std::vector<Geometry> geometries(const std::vector<NamedAxis>& axes) {
  std::vector<Geometry> all;
  for (const NamedAxis& axis : axes) all.push_back(axis.geometry);
  return all;
}

// Errors: too_large, where the planes of input or result have more than 2^30 cells.
Expected<void> check_cells(const std::vector<NamedAxis>& axes, std::int64_t planes) {
  std::int64_t in = planes, out = planes;
  for (const NamedAxis& axis : axes) {
    in = capped_product(in, axis.geometry.h.i);
    out = capped_product(out, axis.geometry.h.o);
  }
  const std::int64_t cells = std::max(in, out);
  return cells <= kMostCells ? Expected<void>() : fail(ErrorCode::too_large, "number of cells", cells, kMostCells);
}

Expected<Task> read_task(const Operator& op, const ApplyOptions& options, int axes, Reader& reader) {
  const std::string kernel_name = options.kernel.empty() ? "counting" : options.kernel;
  const SpaceArray x = TRY(open_volume(reader, "--input", options.input, axes));
  const SpaceArray w = op.has_kernel() ? TRY(open_volume(reader, "--kernel", kernel_name, axes)) : SpaceArray{axes, {}};
  auto bias = TRY(read_bias(options.bias, reader));
  TRY(reader.check_format("apply"));
  const auto resolved = TRY(resolve_axes(op, options.geometry, axes, x.named() ? Sides() : x.space(), w.named() ? Sides() : w.space()));
  const Sides input = sides_along(resolved, op.transposed ? &Axis::o : &Axis::i), kernel = sides_along(resolved, &Axis::k);
  const VolumeGeometry g = volume_geometry(geometries(resolved));
  if (!x.named()) TRY(check_sides("input", x, x.before_space(2), x.before_space(1), input));
  if (op.has_kernel()) TRY(check_kernel(op, x, w, g.depth, kernel));
  const std::int64_t channels = channels_out(op, x, w, g.depth);
  TRY(check_bias(bias, channels));
  TRY(check_cells(resolved, capped_product(x.before_space(2), std::max(channels, x.before_space(1)))));
  for (const NamedAxis& axis : resolved) reader.add_note(padding_note(op, axis.name, axis.geometry.h, axis.geometry.padding));
  Volume planes = TRY(volume_of(x, options.input, input, Operand::input));
  Volume weights = op.has_kernel() ? TRY(volume_of(w, kernel_name, kernel, Operand::kernel)) : Volume();
  const std::size_t rank = x.named() ? static_cast<std::size_t>(axes) : x.array.sides.size();
  return Task{std::move(planes), std::move(weights), g, rank, is_for_each_channel(op, x, w), std::move(bias)};
}

Expected<PooledVolume> run(Device& device, const Operator& op, const Task& task) {
  const auto alone = [](Volume values) { return PooledVolume{std::move(values), {}}; };
  if (op.kind == OpKind::max_pool) return max_pool_volume(device, task.x, task.geometry);
  if (op.kind == OpKind::avg_pool) return avg_pool_volume(device, task.x, task.geometry).map(alone);
  return (op.transposed ? conv_transpose_volume : conv_volume)(device, task.x, task.w, task.geometry).map(alone);
}

Expected<PooledVolume> run_and_join(Device& device, const Operator& op, Task& task) {
  const Shape was = task.x.front().shape();
  if (task.each_channel)
    for (Tensor& slice : task.x) slice = std::move(slice).reshaped({was.n * was.c, 1, was.h, was.w});
  auto result = TRY(run(device, op, task));
  for (Tensor& slice : result.values) {
    const Shape s = slice.shape();
    if (task.each_channel) slice = std::move(slice).reshaped({was.n, was.c, s.h, s.w});
    add_bias(task.bias, slice);
  }
  return result;
}

// Of one axis an array as any other: its sides are the last of four.
Shape shape_of(const Sides& sides) {
  Shape shape{1, 1, 1, 1, static_cast<int>(sides.size())};
  std::int64_t* const of[] = {&shape.n, &shape.c, &shape.h, &shape.w};
  for (std::size_t n = 0; n < sides.size(); ++n) *of[4 - sides.size() + n] = sides[n];
  return shape;
}

Expected<void> write_values(Tensor values, const Sides& sides, const Place& target, Reader& reader) {
  if (sides.size() > 4 || target.extension() == ".npy") return write_many_axes(sides, values, target.path);
  const Tensor array = std::move(values).reshaped(shape_of(sides));
  reader.add_note(shape_note(array.shape(), target));
  return write_array(array, target);
}

}  // namespace

Expected<int> axes_of_operands(const ApplyOptions& options) {
  const auto sides = options.dims.empty() && extension_of(options.input) == ".npy" ? npy_sides(options.input) : Sides();
  return count_axes(options.dims, options.geometry, sides.size() == 5 ? Sides(sides.end() - 3, sides.end()) : Sides());
}

Expected<void> apply_along(const Operator& op, const ApplyOptions& options, int axes, const Language& language) {
  TRY(check_options(op, options, axes));
  const Place target = TRY(target_of(options, axes));
  Reader reader(options.operands, options.to_stream());
  Task task = TRY(read_task(op, options, axes, reader));
  const auto chosen = TRY(choose_device(axes == 3 ? "cpu" : options.device));
  const auto start = std::chrono::steady_clock::now();
  const PooledVolume result = TRY(run_and_join(*chosen.device, op, task));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  const Sides sides = sides_of(result.values.front().shape(), std::ssize(result.values), axes, task.rank);
  if (!options.indices.file.empty()) TRY(write_many_axes(sides, joined(result.switches), options.indices.file));
  return write_values(joined(result.values), sides, target, reader).map([&] {
    const std::string shape = fmt::format("{}", fmt::join(sides, "x"));
    report_applied(options, language, chosen, shape, took.count(), "", reader);
  });
}

}  // namespace deconvlab
