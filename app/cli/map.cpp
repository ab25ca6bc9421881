#include "app/cli/map.h"

#include <utility>

#include "app/cli/lesson_link.h"
#include "app/cli/switches.h"
#include "app/record/steps.h"
#include "core/operators/pool.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<Indices> switches_of(const Operator& op, const Tensor& x, const Geometry& g, const IndicesOptions& indices) {
  if (op.switches == SwitchUse::operand) return load_indices(op.id, indices, Shape{1, 1, g.h.o, g.w.o}, g);
  if (op.switches != SwitchUse::beside) return Indices();
  return check_countable(g).map([&] { return max_pool(x, g).switches; });
}

// The operands as they are opened.
struct Sources {
  OperandSource input, kernel;
};

Expected<Sources> open_sources(const Operator& op, const MapOptions& options, Reader& reader) {
  auto input = TRY(reader.open("--input", options.input, Names::inputs_and_samples));
  const std::string& name = options.kernel.empty() ? "counting" : options.kernel;
  auto kernel = TRY(reader.open("--kernel", op.has_kernel() ? name : std::string(), Names::kernels));
  return reader.check_format(options.geometry.command).map([&] { return Sources{std::move(input), std::move(kernel)}; });
}

// The source's plane of that size, nothing of no source. Errors: shape_mismatch where it is more than a plane.
Expected<Tensor> single_plane(OperandSource source, Extent size, Operand role) {
  if (source.text.empty()) return Tensor();
  return plane_of(std::move(source), size, role).and_then([&](Tensor plane) {
    return check_plane(role == Operand::kernel ? "kernel" : "input", plane, size).map([&] { return std::move(plane); });
  });
}

Expected<LinearMap> map_of(const Operator& op, const MapOptions& options, const Geometry& g, const Tensor& x, Tensor kernel,
                           Reader& reader) {
  return switches_of(op, x, g, options.indices).and_then([&](Indices switches) {
    if (op.switches == SwitchUse::operand) reader.add_note(stray_note(switches, g, name_of_switches(options.indices.file)));
    return LinearMap::make(op.kind, g, std::move(switches), std::move(kernel));
  });
}

}  // namespace

void MapOptions::add_kernel_to(CLI::App& app, const Language& language) {
  app.add_option("--kernel", kernel, kernel_help(language))->type_name("K")->default_str("counting");
  app.add_option("--channels", channels, say(language, "help.channels"))->type_name("INxOUT");
}

Expected<void> MapOptions::check(const Operator& op) const {
  const auto given = indices.first_given();
  if (!op.has_kernel() && !kernel.empty()) return fail(ErrorCode::needless_option, op.id, "--kernel");
  if (op.switches != SwitchUse::operand && !given.empty()) return fail(ErrorCode::needless_option, op.id, given);
  if (op.switches == SwitchUse::operand && reads_stream(indices.file) && reads_stream(input))
    return fail(ErrorCode::usage, reason("reason.one_stream", "--input", "--indices"));
  return check_apart({"-o", output}, {{"--kernel", kernel}, {"--input", input}, {"--indices", indices.file}});
}

Expected<LoadedMap> load_map(const Operator& op, const MapOptions& options, Reader& reader,
                             const std::function<Expected<void>(const Geometry&)>& check) {
  if (op.switches == SwitchUse::beside && options.input.empty()) return fail(ErrorCode::missing_option, op.id, "--input");
  return open_sources(op, options, reader).and_then([&](Sources sources) -> Expected<LoadedMap> {
    const auto geometry = TRY(options.geometry.of(op, sources.input.sides(), sources.kernel.sides()));
    TRY(check(geometry));
    Lesson lesson;
    if (const auto params = options.geometry.params(sources.input.sides(), sources.kernel.sides()))
      lesson = lesson_of(*params, sources.input, sources.kernel);
    reader.add_note(padding_note(op, geometry));
    auto x = TRY(single_plane(std::move(sources.input), operand_size(op, Operand::input, geometry), Operand::input));
    return single_plane(std::move(sources.kernel), geometry.kernel(), Operand::kernel)
        .and_then([&](Tensor kernel) { return map_of(op, options, geometry, x, std::move(kernel), reader); })
        .map([&](LinearMap map) {
          return LoadedMap{std::move(map), std::move(x), std::move(lesson)};
        });
  });
}

}  // namespace deconvlab
