#include "app/record/steps.h"

#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/options.h"
#include "core/trace.h"

namespace deconvlab {

namespace {

struct Options {
  std::string op;
  GeometryOptions geometry;
  std::string input = "digits";
  std::string kernel = "counting";
  std::string output;
};

Expected<Trace> trace_of(const Options& options) {
  const auto input_sides = sides_of(options.input);
  if (!input_sides) return tl::make_unexpected(input_sides.error());
  const auto kernel_sides = sides_of(options.kernel);
  if (!kernel_sides) return tl::make_unexpected(kernel_sides.error());
  const auto geometry = options.geometry.params(*input_sides, *kernel_sides).and_then(resolve);
  if (!geometry) return tl::make_unexpected(geometry.error());
  if (auto ok = check_steps(*geometry); !ok) return tl::make_unexpected(ok.error());
  return load_input(options.input, geometry->input()).and_then([&](const Tensor& x) {
    return load_kernel(options.kernel, geometry->kernel()).and_then([&](const Tensor& w) { return make_trace(*geometry, x, w); });
  });
}

Expected<void> write(const Options& options) {
  if (options.op != "conv") return fail(ErrorCode::unknown_name, "operator with recorded steps", options.op, "conv");
  if (auto ok = check_steps_target(options.output); !ok) return ok;
  return trace_of(options).and_then([&](const Trace& trace) { return write_steps(trace, options.output); });
}

}  // namespace

Action add_steps(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", "conv"))->type_name("")->required();
  options->geometry.add_to(app, language);
  app.add_option("--input", options->input, input_help(language))->type_name("X")->capture_default_str();
  app.add_option("--kernel", options->kernel, kernel_help(language))->type_name("K")->capture_default_str();
  app.add_option("-o", options->output, say(language, "help.steps_file", extensions_of(step_format_table(), &StepFormat::write)))
      ->type_name("FILE")
      ->required();
  return [options] { return write(*options); };
}

}  // namespace deconvlab
