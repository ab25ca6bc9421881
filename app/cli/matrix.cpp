#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/map.h"
#include "app/cli/options.h"

namespace deconvlab {

namespace {

struct Options {
  std::string op = "conv";
  GeometryOptions geometry;
  std::string kernel = "counting";
  std::string input;
  std::string indices;
  bool transpose = false;
  bool symbols = false;
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
Expected<void> write_map(const Operator& op, const Options& options) {
  return load_map(op, options.geometry, options.input, options.indices).and_then([&](const LoadedMap& loaded) {
    const LinearMap& map = loaded.map;
    const Side side = options.transpose != op.transposed ? Side::c_transposed : Side::c;
    return check_matrix_size(options.output, capped_product(map.from().area(), map.to().area()), map.nonzeros())
        .and_then([&] { return map.matrix(options.transpose ? Side::c_transposed : Side::c); })
        .and_then([&](const Csr& matrix) {
          return write_matrix({matrix, map.geometry(), side, false, op.kind}, options.output);
        });
  });
}

Expected<void> write(const Options& options) {
  const auto op = operator_with_matrix(options.op);
  if (!op) return tl::make_unexpected(op.error());
  const auto apart =
      check_apart({"-o", options.output}, {{"--kernel", options.kernel}, {"--input", options.input}, {"--indices", options.indices}});
  if (!apart) return apart;
  const bool is_map = (*op)->pools() || (*op)->upsamples();
  if (is_map && options.symbols) return fail(ErrorCode::needless_option, options.op, "--symbols");
  if (is_map) return check_matrix_target(options.output).and_then([&] { return write_map(**op, options); });
  if (!options.input.empty()) return fail(ErrorCode::needless_option, options.op, "--input");
  if (!options.indices.empty()) return fail(ErrorCode::needless_option, options.op, "--indices");
  if (!options.geometry.groups.empty()) return fail(ErrorCode::needless_option, "matrix", "--groups");
  if (auto ok = check_matrix_target(options.output); !ok) return ok;
  if (options.symbols) {
    if (auto ok = check_symbols(options.output); !ok) return ok;
  }
  const auto sides = sides_of(options.kernel);
  if (!sides) return tl::make_unexpected(sides.error());
  const auto geometry = options.geometry.of(**op, {}, *sides);
  if (!geometry) return tl::make_unexpected(geometry.error());
  if (auto ok = check_matrix_size(options.output, *geometry); !ok) return ok;
  const auto kernel = load_kernel((*op)->second == Operand::none ? "ones" : options.kernel, geometry->kernel());
  if (!kernel) return tl::make_unexpected(kernel.error());
  const Side side = options.transpose != (*op)->transposed ? Side::c_transposed : Side::c;
  const auto matrix = build_matrix(*geometry, *kernel, side);
  if (!matrix) return tl::make_unexpected(matrix.error());
  return write_matrix({*matrix, *geometry, side, options.symbols, (*op)->kind}, options.output);
}

}  // namespace

Action add_matrix(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.matrix_op"))->type_name("")->capture_default_str();
  options->geometry.add_to(app, language);
  app.add_option("--kernel", options->kernel, kernel_help(language))->type_name("K")->capture_default_str();
  app.add_option("--input", options->input, say(language, "help.map_input"))->type_name("X");
  app.add_option("--indices", options->indices, say(language, "help.indices"))->type_name("FILE");
  app.add_flag("--transpose", options->transpose, say(language, "help.transpose"));
  app.add_flag("--symbols", options->symbols, say(language, "help.matrix_symbols", extensions_of(format_table(), &Format::symbols)));
  app.add_option("-o", options->output, extensions_of(format_table(), &Format::write_matrix))->type_name("FILE")->required();
  return [options] { return write(*options); };
}

}  // namespace deconvlab
