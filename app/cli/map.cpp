#include "app/cli/map.h"

#include <utility>

#include "app/record/steps.h"
#include "core/pool.h"

namespace deconvlab {

namespace {

Expected<Indices> switches_of(const Operator& op, const Tensor& x, const Geometry& g, const IndicesOptions& indices) {
  if (op.kind == OpKind::max_unpool) return load_indices(op.id, indices, x.shape(), g);
  if (op.kind != OpKind::max_pool) return Indices();
  return check_countable(g).map([&] { return max_pool(x, g).switches; });
}

}  // namespace

Expected<LoadedMap> load_map(const Operator& op, const GeometryOptions& options, const std::string& input, const IndicesOptions& indices,
                             Reader& reader) {
  if (op.kind == OpKind::max_pool && input.empty()) return fail(ErrorCode::missing_option, op.id, "--input");
  if (op.kind != OpKind::max_unpool && !indices.first_given().empty())
    return fail(ErrorCode::needless_option, op.id, indices.first_given());
  const auto source = reader.open("--input", input.empty() ? "digits" : input, Names::inputs_and_samples);
  if (!source) return tl::make_unexpected(source.error());
  if (auto ok = reader.check_format(op.id); !ok) return tl::make_unexpected(ok.error());
  const auto geometry = options.of(op, source->sides());
  if (!geometry) return tl::make_unexpected(geometry.error());
  const Extent size = operand_size(op, Operand::input, *geometry);
  return plane_of(*source, size, Operand::input).and_then([&](const Tensor& x) {
    return check_plane("input", x, size)
        .and_then([&] { return switches_of(op, x, *geometry, indices); })
        .and_then([&](Indices switches) {
          if (op.kind == OpKind::max_unpool) reader.add_note(stray_note(switches, *geometry, indices.file));
          return LinearMap::make(op.kind, *geometry, std::move(switches));
        })
        .map([&](LinearMap map) {
          return LoadedMap{std::move(map), x};
        });
  });
}

}  // namespace deconvlab
