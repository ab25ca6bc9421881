#include "app/record/steps.h"

#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/map.h"
#include "app/cli/options.h"
#include "app/record/transpose_steps.h"
#include "core/trace.h"

namespace deconvlab {

namespace {

struct Options {
  std::string op;
  GeometryOptions geometry;
  std::string input = "digits";
  std::string kernel = "counting";
  std::string view;
  std::string indices;
  std::string output;
};

constexpr std::string_view kRecorded =
    "conv, conv-transpose, zero-insert, max-pool, avg-pool, max-unpool, upsample-nearest, upsample-bilinear";

// The planes a trace is made of.
struct Planes {
  Geometry geometry;
  Tensor x, w;
};

Expected<Planes> planes_of(const Operator& op, const Options& options, Expected<void> (*check)(const Geometry&)) {
  const auto input_sides = sides_of(options.input);
  if (!input_sides) return tl::make_unexpected(input_sides.error());
  const auto kernel_sides = sides_of(options.kernel);
  if (!kernel_sides) return tl::make_unexpected(kernel_sides.error());
  const auto geometry = options.geometry.of(op, *input_sides, *kernel_sides);
  if (!geometry) return tl::make_unexpected(geometry.error());
  const Extent size = operand_size(op, Operand::input, *geometry);
  const std::string kernel = op.second == Operand::none ? "ones" : options.kernel;
  return check(*geometry).and_then([&] { return load_input(options.input, size); }).and_then([&](const Tensor& x) {
    return load_kernel(kernel, geometry->kernel()).map([&](const Tensor& w) { return Planes{*geometry, x, w}; });
  });
}

Expected<void> write_conv(const Operator& op, const Options& options) {
  if (!options.view.empty()) return fail(ErrorCode::needless_option, op.id, "--view");
  return planes_of(op, options, check_steps).and_then([&](const Planes& of) {
    return make_trace(of.geometry, of.x, of.w).and_then([&](const Trace& trace) { return write_steps(trace, options.output); });
  });
}

Expected<void> write_transposed(const Operator& op, const Options& options) {
  const auto view = find_transpose_view(options.view.empty() ? "gather" : options.view);
  if (!view) return tl::make_unexpected(view.error());
  return planes_of(op, options, check_transpose_steps).and_then([&](const Planes& of) {
    return check_plane("input", of.x, of.geometry.output())
        .and_then([&] { return check_plane("kernel", of.w, of.geometry.kernel()); })
        .and_then([&] {
          const TransposeTrace trace(of.geometry, of.x, of.w);
          return write_record((*view)->record(op, trace), options.output);
        });
  });
}

Expected<void> write_map(const Operator& op, const Options& options) {
  if (!options.view.empty()) return fail(ErrorCode::needless_option, op.id, "--view");
  if (auto ok = check_steps_target(options.output); !ok) return ok;
  return load_map(op, options.geometry, options.input, options.indices).and_then([&](const LoadedMap& loaded) {
    const LinearMap& map = loaded.map;
    const auto step = [&](std::int64_t t) { return map.step(t, loaded.input); };
    return check_steps(map.geometry()).and_then([&] {
      return write_record(record_of(op, map.geometry(), map.to().area(), step), options.output);
    });
  });
}

Expected<void> write(const Options& options) {
  const auto op = find_operator(options.op);
  const auto apart =
      check_apart({"-o", options.output}, {{"--kernel", options.kernel}, {"--input", options.input}, {"--indices", options.indices}});
  if (!apart) return apart;
  const bool is_map = op && ((*op)->pools() || (*op)->upsamples()) && (*op)->kind != OpKind::max_pool_switches;
  if (is_map) return write_map(**op, options);
  const bool conv = op && (*op)->kind == OpKind::conv;
  const bool transposed = op && ((*op)->kind == OpKind::conv_transpose || (*op)->kind == OpKind::zero_insert);
  if (!conv && !transposed) return fail(ErrorCode::unknown_name, "operator with recorded steps", options.op, kRecorded);
  if (!options.geometry.groups.empty()) return fail(ErrorCode::needless_option, "steps", "--groups");
  if (auto ok = check_steps_target(options.output); !ok) return ok;
  return conv ? write_conv(**op, options) : write_transposed(**op, options);
}

}  // namespace

Action add_steps(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", kRecorded))->type_name("")->required();
  options->geometry.add_to(app, language);
  app.add_option("--input", options->input, input_help(language))->type_name("X")->capture_default_str();
  app.add_option("--kernel", options->kernel, kernel_help(language))->type_name("K")->capture_default_str();
  app.add_option("--indices", options->indices, say(language, "help.indices"))->type_name("FILE");
  app.add_option("--view", options->view, say(language, "help.view", names_of(transpose_view_table(), &TransposeView::id)))
      ->type_name("NAME");
  app.add_option("-o", options->output, say(language, "help.steps_file", extensions_of(step_format_table(), &StepFormat::write)))
      ->type_name("FILE")
      ->required();
  return [options] { return write(*options); };
}

}  // namespace deconvlab
