#include <algorithm>
#include <memory>

#include "app/cli/blocks.h"
#include "app/cli/command_line.h"
#include "app/cli/im2col.h"
#include "app/cli/lesson_link.h"
#include "app/cli/map.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "core/matrix/block_matrix.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options : MapOptions {
  bool transpose = false;
  bool symbols = false;
  bool im2col = false;
};

// Of a matrix made of its kernel; zero-insert and crop are of a kernel with a single 1.
bool is_of_kernel(const Operator& op) { return has_matrix(op) && op.matrix.of_kernel; }

// An input has max-pool's switches; of other matrices it has a size alone. Errors: needless_option; usage for a size given twice.
Expected<void> check_options(const Operator& op, const Options& options) {
  if (is_of_kernel(op) && !options.input.empty()) return fail(ErrorCode::needless_option, op.id, "--input");
  if (!is_of_kernel(op) && options.symbols) return fail(ErrorCode::needless_option, op.id, "--symbols");
  const bool sized_twice = op.switches != SwitchUse::beside && !options.input.empty() && !options.geometry.i.empty();
  if (sized_twice) return fail(ErrorCode::usage, reason("reason.exclusive", "-i", "--input"));
  return options.check(op);
}

Expected<void> write_map(const Operator& op, const Options& options, const Place& target, Reader& reader) {
  // How many entries switches leave is known with them.
  const auto check = [&](const Geometry& g) {
    const std::int64_t nonzeros = op.switches == SwitchUse::operand ? 0 : op.matrix.nonzeros(g);
    return check_matrix_size(target, g.dense_products(), nonzeros);
  };
  return load_map(op, options, reader, check).and_then([&](const LoadedMap& loaded) {
    const Side side = options.transpose != op.transposed ? Side::c_transposed : Side::c;
    Lesson lesson = loaded.lesson;
    lesson.symbols = options.symbols;
    return loaded.map.matrix(options.transpose ? Side::c_transposed : Side::c)
        .and_then([&](const Csr& matrix) {
          return write_matrix({matrix, loaded.map.geometry(), side, options.symbols, op.kind}, target);
        })
        .and_then([&] { return carry_link(target, lesson_link(op, lesson, loaded.map.geometry())); });
  });
}

// The same of several channels.
Expected<void> write_blocks(const Operator& op, const Options& options, const OperandSource& kernel, const Place& target) {
  if (options.symbols) return fail(ErrorCode::needless_option, fmt::format("{} --channels", op.id), "--symbols");
  const auto g = TRY(options.geometry.of(op, {}, kernel.sides()));
  const auto check = [&](const Shape& w) { return check_matrix_size(target, block_cells(g, w), block_nonzeros(g, w)); };
  const Tensor w = TRY(load_weights(op, options.channels, kernel, g, check));
  const Side side = options.transpose != op.transposed ? Side::c_transposed : Side::c;
  const Csr matrix = TRY(build_block_matrix(g, w, side));
  TRY(write_matrix({matrix, g, side, false, op.kind, {w.shape().c * g.groups, w.shape().n}}, target));
  Lesson lesson = lesson_of(TRY(options.geometry.params({}, kernel.sides())), {}, kernel);
  lesson.channels = {w.shape().c * g.groups, w.shape().n};
  return carry_link(target, lesson_link(op, lesson, g));
}

Expected<void> write_channels_or_map(const Operator& op, const Options& options, const Place& target, Reader& reader) {
  const auto kernel = TRY(open_channels(op, options, false, reader));
  if (!kernel) return write_map(op, options, target, reader);
  return reader.check_format(options.geometry.command).and_then([&] { return write_blocks(op, options, *kernel, target); });
}

std::string matrix_extensions() { return extensions_of(format_table(), &Format::write_matrix); }

// The patches instead of C. Errors: needless_option as well.
Expected<void> write_unfolded(const Operator& op, const Options& options, const Language& language) {
  if (options.transpose) return fail(ErrorCode::needless_option, "conv --im2col", "--transpose");
  if (options.symbols) return fail(ErrorCode::needless_option, "conv --im2col", "--symbols");
  return write_im2col(op, options, language);
}

Expected<void> write(const Options& options, const Language& language) {
  const auto op = TRY(find_operator(options.op, kMatrixOperators));
  if (options.im2col) return write_unfolded(*op, options, language);
  TRY(check_options(*op, options));
  const auto target = TRY(options.operands.target(options.output, matrix_extensions()));
  Reader reader(options.operands, target.is_stream());
  return check_matrix_target(target)
      .and_then([&] { return options.symbols ? check_symbols(target) : Expected<void>(); })
      .and_then([&] { return write_channels_or_map(*op, options, target, reader); })
      .map([&] { print_notes(reader.notes(), language); });
}

std::string operator_help(const Language& language) {
  return say(language, "help.matrix_op", operator_ids([](const Operator& op) { return is_of_kernel(op) && !op.transposed; }),
             operator_ids([](const Operator& op) { return is_of_kernel(op) && op.transposed; }),
             operator_ids([](const Operator& op) { return has_matrix(op) && !is_of_kernel(op); }));
}

std::string input_help_of_switches(const Language& language) {
  return say(language, "help.map_input", operator_ids([](const Operator& op) { return op.switches == SwitchUse::beside; }));
}

}  // namespace

Action add_matrix(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  options->op = operator_of(OpKind::conv).id;
  app.add_option("OP", options->op, operator_help(language))->type_name("")->capture_default_str();
  options->geometry.add_operators_to(app, language, kAllSettings);
  options->add_kernel_to(app, language);
  app.add_option("--input", options->input, input_help_of_switches(language))->type_name("X");
  options->indices.add_to(app, language);
  app.add_flag("--transpose", options->transpose, say(language, "help.transpose"));
  app.add_flag("--symbols", options->symbols, say(language, "help.matrix_symbols", extensions_of(format_table(), &Format::symbols)));
  app.add_flag("--im2col", options->im2col, say(language, "help.im2col", im2col_extensions()));
  options->operands.add_format_to(app, language, matrix_extensions());
  app.add_option("-o", options->output, say(language, "help.output_or_stream", matrix_extensions()))->type_name("FILE")->required();
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
