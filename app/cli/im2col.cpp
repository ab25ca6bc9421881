#include "app/cli/im2col.h"

#include "app/cli/blocks.h"
#include "app/cli/command_line.h"
#include "core/matrix/unfold.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<void> check_options(const Operator& op, const MapOptions& options) {
  if (op.kind != OpKind::conv) return fail(ErrorCode::needless_option, op.id, "--im2col");
  if (!options.kernel.empty()) return fail(ErrorCode::needless_option, "conv --im2col", "--kernel");
  if (options.input.empty()) return fail(ErrorCode::missing_option, "conv --im2col", "--input");
  return options.check(op);
}

Expected<void> check_patches(const Shape& x, const Geometry& g, const Place& target) {
  constexpr std::int64_t kMostCells = std::int64_t{1} << 30;
  const std::int64_t cells = capped_product(x.c, g.im2col_products());
  if (cells > kMostCells) return fail(ErrorCode::too_large, "number of cells", cells, kMostCells);
  return check_array_shape(target, {1, g.groups, x.c / g.groups * g.kernel().area(), g.output().area()});
}

Expected<void> write_patches(const Operator& op, const MapOptions& options, const Place& target, Reader& reader) {
  const auto input = TRY(reader.open("--input", options.input, Names::inputs_and_samples));
  TRY(reader.check_format(options.geometry.command));
  const auto g = TRY(options.geometry.of(op, input.sides()));
  const Shape planes = TRY(unfolded_shape(op, options.channels, input, g));
  TRY(check_patches(planes, g, target));
  const Tensor patches = unfold(TRY(load_planes(input, planes)), g);
  reader.add_note(shape_note(patches.shape(), target));
  return write_array(patches, target);
}

}  // namespace

std::string im2col_extensions() { return extensions_of(format_table(), &Format::write_array); }

Expected<void> write_im2col(const Operator& op, const MapOptions& options, const Language& language) {
  TRY(check_options(op, options));
  const auto target = TRY(options.operands.target(options.output, im2col_extensions()));
  TRY(check_array_target(target));
  Reader reader(options.operands, target.is_stream());
  return write_patches(op, options, target, reader).map([&] { print_notes(reader.notes(), language); });
}

}  // namespace deconvlab
