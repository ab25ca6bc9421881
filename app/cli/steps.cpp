#include "app/record/steps.h"

#include <memory>

#include "app/cli/bias.h"
#include "app/cli/blocks.h"
#include "app/cli/command_line.h"
#include "app/cli/lesson_link.h"
#include "app/cli/map.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/record/block_steps.h"
#include "app/record/transpose_steps.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options : MapOptions {
  std::string view;
  std::string bias;
};

// Steps that are rows of the matrix. Errors: needless_option.
Expected<void> write_rows(const Operator& op, const Options& options, const Place& target, Reader& reader) {
  if (!options.view.empty()) return fail(ErrorCode::needless_option, op.id, "--view");
  return load_map(op, options, reader, check_steps).and_then([&](const LoadedMap& loaded) {
    const auto step = [&](std::int64_t t) { return loaded.map.step(t, loaded.input); };
    return write_record(record_of(op, loaded.map.geometry(), loaded.map.to().area(), step), target).and_then([&] {
      return carry_link(target, lesson_link(op, loaded.lesson, loaded.map.geometry()));
    });
  });
}

// Steps of a transposed convolution, in one of its views.
Expected<void> write_view(const Operator& op, const Options& options, const Place& target, Reader& reader) {
  const auto view = TRY(find_transpose_view(options.view.empty() ? "gather" : options.view));
  return load_map(op, options, reader, check_transpose_steps).and_then([&](const LoadedMap& loaded) {
    const TransposeTrace trace(loaded.map.geometry(), loaded.input, loaded.map.kernel());
    return write_record(view->record(op, trace), target).and_then([&] {
      return carry_link(target, lesson_link(op, loaded.lesson, loaded.map.geometry()));
    });
  });
}

// Steps of several channels: rows of the block matrix. Errors: needless_option.
Expected<void> write_blocks(const Operator& op, const Options& options, const OperandSource& kernel, const Place& target, Reader& reader) {
  const bool has_view = op.recording == Recording::views && options.view == "gather";
  const std::string what = fmt::format("{}{}", op.id, op.recording == Recording::views ? " --channels" : "");
  if (!options.view.empty() && !has_view) return fail(ErrorCode::needless_option, what, "--view " + options.view);
  const auto input = TRY(reader.open("--input", options.input, Names::inputs_and_samples));
  auto bias = TRY(read_bias(options.bias, reader));
  TRY(reader.check_format(options.geometry.command));
  const auto g = TRY(options.geometry.of(op, input.sides(), kernel.sides()));
  const auto check = [&](const Shape& w) { return check_block_steps(op, g, w); };
  const Tensor w = TRY(load_weights(op, options.channels, kernel, g, check));
  TRY(check_bias(bias, channels_of(op, w.shape(), g).out));
  const Tensor x = TRY(load_planes(input, input_shape(op, w.shape(), g)));
  Lesson lesson = lesson_of(TRY(options.geometry.params(input.sides(), kernel.sides())), input, kernel);
  const auto [in, out] = channels_of(op, w.shape(), g);
  lesson.channels = {in, out};
  lesson.bias = bias;
  const BlockTrace trace(g, x, w, op.transposed ? Side::c_transposed : Side::c, std::move(bias));
  TRY(write_record(block_record(op, trace), target));
  return carry_link(target, lesson_link(op, lesson, g));
}

Expected<void> write_steps_of(const Operator& op, const Options& options, const Place& target, Reader& reader) {
  if (!joins_channels(op) && !options.bias.empty()) return fail(ErrorCode::needless_option, op.id, "--bias");
  const auto kernel = TRY(open_channels(op, options, !options.bias.empty(), reader));
  if (kernel) return write_blocks(op, options, *kernel, target, reader);
  return (op.recording == Recording::views ? write_view : write_rows)(op, options, target, reader);
}

std::string record_extensions() { return extensions_of(step_format_table(), &StepFormat::write); }

Expected<void> write(const Options& options, const Language& language) {
  const auto op = TRY(find_operator(options.op, kStepOperators));
  TRY(options.check(*op));
  TRY(check_apart({"-o", options.output}, {{"--bias", options.bias}}));
  return options.operands.target(options.output, record_extensions()).and_then([&](const Place& target) {
    Reader reader(options.operands, target.is_stream());
    return check_steps_target(target).and_then([&] { return write_steps_of(*op, options, target, reader); }).map([&] {
      print_notes(reader.notes(), language);
    });
  });
}

}  // namespace

Action add_steps(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", operator_ids(is_recorded)))->type_name("")->required();
  options->geometry.add_operators_to(app, language, kAllSettings);
  options->input = "digits";
  app.add_option("--input", options->input, input_help(language))->type_name("X")->capture_default_str();
  options->add_kernel_to(app, language);
  add_bias_to(app, language, options->bias);
  options->indices.add_to(app, language);
  app.add_option("--view", options->view, say(language, "help.view", names_of(transpose_view_table(), &TransposeView::id)))
      ->type_name("NAME");
  options->operands.add_format_to(app, language, record_extensions());
  app.add_option("-o", options->output, say(language, "help.steps_file", record_extensions()))->type_name("FILE")->required();
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
