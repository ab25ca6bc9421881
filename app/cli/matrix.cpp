#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/options.h"

namespace deconvlab {

namespace {

struct Options {
  GeometryOptions geometry;
  std::string kernel = "counting";
  bool transpose = false;
  bool symbols = false;
  std::string output;
};

Expected<void> write(const Options& options) {
  if (auto ok = check_matrix_target(options.output); !ok) return ok;
  const auto sides = sides_of(options.kernel);
  if (!sides) return tl::make_unexpected(sides.error());
  const auto geometry = options.geometry.params({}, *sides).and_then(resolve);
  if (!geometry) return tl::make_unexpected(geometry.error());
  const auto kernel = load_kernel(options.kernel, geometry->kernel());
  if (!kernel) return tl::make_unexpected(kernel.error());
  const Side side = options.transpose ? Side::c_transposed : Side::c;
  const auto matrix = build_matrix(*geometry, *kernel, side);
  if (!matrix) return tl::make_unexpected(matrix.error());
  return write_matrix({*matrix, *geometry, side, options.symbols}, options.output);
}

}  // namespace

Action add_matrix(CLI::App& app, const Language&) {
  auto options = std::make_shared<Options>();
  options->geometry.add_to(app);
  app.add_option("--kernel", options->kernel, kernel_help())->type_name("K")->capture_default_str();
  app.add_flag("--transpose", options->transpose, "Ct instead of C");
  app.add_flag("--symbols", options->symbols, "w_{u,v} instead of values (.tex, .csv, .json, .svg)");
  app.add_option("-o,--output", options->output, extensions_of(&Format::write_matrix))->type_name("FILE")->required();
  return [options] { return write(*options); };
}

}  // namespace deconvlab
