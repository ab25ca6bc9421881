#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/map.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"

namespace deconvlab {

namespace {

struct Options {
  std::string op = "conv";
  GeometryOptions geometry;
  std::string kernel = "counting";
  std::string input;
  IndicesOptions indices;
  bool transpose = false;
  bool symbols = false;
  OperandOptions operands;
  std::string output;
};

// Of an operator that is a matrix made of its kernel; zero-insert and crop are of a kernel with a single 1.
Expected<const Operator*> operator_with_matrix(const std::string& id) {
  return find_operator(id).and_then([&](const Operator* op) -> Expected<const Operator*> {
    const bool forward = op->kind == OpKind::conv || op->kind == OpKind::conv_transpose || op->second == Operand::none || op->pools();
    if (forward && op->kind != OpKind::max_pool_switches) return op;
    return fail(ErrorCode::unknown_name, "operator with a matrix", id,
                "conv, conv-transpose, zero-insert, crop, max-pool, avg-pool, max-unpool, upsample-nearest, upsample-bilinear");
  });
}

// Of what has no kernel: switches of a file, or of the input.
Expected<void> write_map(const Operator& op, const Options& options, const Place& target, Reader& reader) {
  return load_map(op, options.geometry, options.input, options.indices, reader).and_then([&](const LoadedMap& loaded) {
    const LinearMap& map = loaded.map;
    const Side side = options.transpose != op.transposed ? Side::c_transposed : Side::c;
    return check_matrix_size(target, capped_product(map.from().area(), map.to().area()), map.nonzeros())
        .and_then([&] { return map.matrix(options.transpose ? Side::c_transposed : Side::c); })
        .and_then([&](const Csr& matrix) {
          return write_matrix({matrix, map.geometry(), side, false, op.kind}, target);
        });
  });
}

// Of a convolution or its transpose.
Expected<void> write_c(const Operator& op, const Options& options, const Place& target, Reader& reader) {
  const auto source = reader.open("--kernel", options.kernel, Names::kernels);
  if (!source) return tl::make_unexpected(source.error());
  if (auto ok = reader.check_format("matrix"); !ok) return ok;
  const auto geometry = options.geometry.of(op, {}, source->sides());
  if (!geometry) return tl::make_unexpected(geometry.error());
  if (auto ok = check_matrix_size(target, *geometry); !ok) return ok;
  const auto kernel = plane_of(op.second == Operand::none ? OperandSource{"ones", {}} : *source, geometry->kernel(), Operand::kernel);
  if (!kernel) return tl::make_unexpected(kernel.error());
  const Side side = options.transpose != op.transposed ? Side::c_transposed : Side::c;
  return build_matrix(*geometry, *kernel, side).and_then([&](const Csr& matrix) {
    return write_matrix({matrix, *geometry, side, options.symbols, op.kind}, target);
  });
}

// Errors: needless_option.
Expected<void> check_options(const Operator& op, const Options& options) {
  const bool is_map = op.pools() || op.upsamples();
  if (is_map && options.symbols) return fail(ErrorCode::needless_option, options.op, "--symbols");
  if (is_map) return {};
  if (!options.input.empty()) return fail(ErrorCode::needless_option, options.op, "--input");
  if (const auto given = options.indices.first_given(); !given.empty()) return fail(ErrorCode::needless_option, options.op, given);
  if (!options.geometry.groups.empty()) return fail(ErrorCode::needless_option, "matrix", "--groups");
  return {};
}

std::string matrix_extensions() { return extensions_of(format_table(), &Format::write_matrix); }

Expected<void> write(const Options& options, const Language& language) {
  const auto op = operator_with_matrix(options.op);
  if (!op) return tl::make_unexpected(op.error());
  if (auto ok = check_options(**op, options); !ok) return ok;
  const auto apart =
      check_apart({"-o", options.output}, {{"--kernel", options.kernel}, {"--input", options.input}, {"--indices", options.indices.file}});
  if (!apart) return apart;
  const auto target = options.operands.target(options.output, matrix_extensions());
  if (!target) return tl::make_unexpected(target.error());
  Reader reader(options.operands, target->is_stream());
  return check_matrix_target(*target)
      .and_then([&] { return options.symbols ? check_symbols(*target) : Expected<void>(); })
      .and_then([&] {
        const bool is_map = (*op)->pools() || (*op)->upsamples();
        return is_map ? write_map(**op, options, *target, reader) : write_c(**op, options, *target, reader);
      })
      .map([&] { print_notes(reader.notes(), language); });
}

}  // namespace

Action add_matrix(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.matrix_op"))->type_name("")->capture_default_str();
  options->geometry.add_operators_to(app, language);
  app.add_option("--kernel", options->kernel, kernel_help(language))->type_name("K")->capture_default_str();
  app.add_option("--input", options->input, say(language, "help.map_input"))->type_name("X");
  options->indices.add_to(app, language);
  app.add_flag("--transpose", options->transpose, say(language, "help.transpose"));
  app.add_flag("--symbols", options->symbols, say(language, "help.matrix_symbols", extensions_of(format_table(), &Format::symbols)));
  options->operands.add_format_to(app, language, matrix_extensions());
  app.add_option("-o", options->output, say(language, "help.output_or_stream", matrix_extensions()))->type_name("FILE")->required();
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
