#include "app/cli/map.h"

#include <utility>

#include "app/record/steps.h"
#include "core/pool.h"

namespace deconvlab {

namespace {

Expected<Indices> switches_of(const Operator& op, const Tensor& x, const Geometry& g, const std::string& indices) {
  if (op.kind == OpKind::max_unpool) return load_indices(op.id, indices, x.shape(), g);
  if (op.kind != OpKind::max_pool) return Indices();
  return check_countable(g).map([&] { return max_pool(x, g).switches; });
}

}  // namespace

Expected<LoadedMap> load_map(const Operator& op, const GeometryOptions& options, const std::string& input, const std::string& indices) {
  if (op.kind == OpKind::max_pool && input.empty()) return fail(ErrorCode::missing_option, op.id, "--input");
  if (op.kind != OpKind::max_unpool && !indices.empty()) return fail(ErrorCode::needless_option, op.id, "--indices");
  const std::string name = input.empty() ? "digits" : input;
  const auto sides = sides_of(name);
  if (!sides) return tl::make_unexpected(sides.error());
  const auto geometry = options.of(op, *sides);
  if (!geometry) return tl::make_unexpected(geometry.error());
  const Extent size = operand_size(op, Operand::input, *geometry);
  return load_input(name, size).and_then([&](const Tensor& x) {
    return check_plane("input", x, size)
        .and_then([&] { return switches_of(op, x, *geometry, indices); })
        .and_then([&](Indices switches) { return LinearMap::make(op.kind, *geometry, std::move(switches)); })
        .map([&](LinearMap map) {
          return LoadedMap{std::move(map), x};
        });
  });
}

}  // namespace deconvlab
