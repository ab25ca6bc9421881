#include "app/record/steps.h"

#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/map.h"
#include "app/cli/operands.h"
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
  IndicesOptions indices;
  OperandOptions operands;
  std::string output;
};

constexpr std::string_view kRecorded =
    "conv, conv-transpose, zero-insert, max-pool, avg-pool, max-unpool, upsample-nearest, upsample-bilinear";

// The planes a trace is made of.
struct Planes {
  Geometry geometry;
  Tensor x, w;
};

// Where the operands come from and the record goes.
struct Ends {
  Place target;
  Reader reader;
};

Expected<Planes> planes_of(const Operator& op, const Options& options, Reader& reader, Expected<void> (*check)(const Geometry&)) {
  const auto input = reader.open("--input", options.input, Names::inputs_and_samples);
  if (!input) return tl::make_unexpected(input.error());
  const auto kernel = reader.open("--kernel", options.kernel, Names::kernels);
  if (!kernel) return tl::make_unexpected(kernel.error());
  if (auto ok = reader.check_format("steps"); !ok) return tl::make_unexpected(ok.error());
  const auto geometry = options.geometry.of(op, input->sides(), kernel->sides());
  if (!geometry) return tl::make_unexpected(geometry.error());
  const Extent size = operand_size(op, Operand::input, *geometry);
  return check(*geometry).and_then([&] { return plane_of(*input, size, Operand::input); }).and_then([&](const Tensor& x) {
    const OperandSource weights = op.second == Operand::none ? OperandSource{"ones", {}} : *kernel;
    return plane_of(weights, geometry->kernel(), Operand::kernel).map([&](const Tensor& w) { return Planes{*geometry, x, w}; });
  });
}

Expected<void> write_conv(const Operator& op, const Options& options, Ends& ends) {
  if (!options.view.empty()) return fail(ErrorCode::needless_option, op.id, "--view");
  return planes_of(op, options, ends.reader, check_steps).and_then([&](const Planes& of) {
    return make_trace(of.geometry, of.x, of.w).and_then([&](const Trace& trace) { return write_steps(trace, ends.target); });
  });
}

Expected<void> write_transposed(const Operator& op, const Options& options, Ends& ends) {
  const auto view = find_transpose_view(options.view.empty() ? "gather" : options.view);
  if (!view) return tl::make_unexpected(view.error());
  return planes_of(op, options, ends.reader, check_transpose_steps).and_then([&](const Planes& of) {
    return check_plane("input", of.x, of.geometry.output())
        .and_then([&] { return check_plane("kernel", of.w, of.geometry.kernel()); })
        .and_then([&] {
          const TransposeTrace trace(of.geometry, of.x, of.w);
          return write_record((*view)->record(op, trace), ends.target);
        });
  });
}

Expected<void> write_map(const Operator& op, const Options& options, Ends& ends) {
  if (!options.view.empty()) return fail(ErrorCode::needless_option, op.id, "--view");
  return load_map(op, options.geometry, options.input, options.indices, ends.reader).and_then([&](const LoadedMap& loaded) {
    const LinearMap& map = loaded.map;
    const auto step = [&](std::int64_t t) { return map.step(t, loaded.input); };
    return check_steps(map.geometry()).and_then([&] {
      return write_record(record_of(op, map.geometry(), map.to().area(), step), ends.target);
    });
  });
}

using Write = Expected<void> (*)(const Operator& op, const Options& options, Ends& ends);

// Of an operator whose steps can be recorded; null of others.
Write writer_of(const Operator& op) {
  const bool is_map = op.pools() || op.upsamples();
  if (is_map) return op.kind != OpKind::max_pool_switches ? write_map : nullptr;
  const bool transposed = op.kind == OpKind::conv_transpose || op.kind == OpKind::zero_insert;
  return op.kind == OpKind::conv ? write_conv : transposed ? write_transposed : nullptr;
}

std::string record_extensions() { return extensions_of(step_format_table(), &StepFormat::write); }

Expected<void> write(const Options& options, const Language& language) {
  const auto op = find_operator(options.op);
  const Write write_steps_of = op ? writer_of(**op) : nullptr;
  const auto apart =
      check_apart({"-o", options.output}, {{"--kernel", options.kernel}, {"--input", options.input}, {"--indices", options.indices.file}});
  if (!apart) return apart;
  if (!write_steps_of) return fail(ErrorCode::unknown_name, "operator with recorded steps", options.op, kRecorded);
  if (write_steps_of != write_map && !options.geometry.groups.empty()) return fail(ErrorCode::needless_option, "steps", "--groups");
  if (const auto given = options.indices.first_given(); write_steps_of != write_map && !given.empty())
    return fail(ErrorCode::needless_option, options.op, given);
  return options.operands.target(options.output, record_extensions()).and_then([&](const Place& target) {
    Ends ends{target, Reader(options.operands, target.is_stream())};
    return check_steps_target(target).and_then([&] { return write_steps_of(**op, options, ends); }).map([&] {
      print_notes(ends.reader.notes(), language);
    });
  });
}

}  // namespace

Action add_steps(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", kRecorded))->type_name("")->required();
  options->geometry.add_operators_to(app, language);
  app.add_option("--input", options->input, input_help(language))->type_name("X")->capture_default_str();
  app.add_option("--kernel", options->kernel, kernel_help(language))->type_name("K")->capture_default_str();
  options->indices.add_to(app, language);
  app.add_option("--view", options->view, say(language, "help.view", names_of(transpose_view_table(), &TransposeView::id)))
      ->type_name("NAME");
  options->operands.add_format_to(app, language, record_extensions());
  app.add_option("-o", options->output, say(language, "help.steps_file", record_extensions()))->type_name("FILE")->required();
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
