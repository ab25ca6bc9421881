#include "app/cli/apply.h"

#include <chrono>
#include <optional>
#include <utility>

#include "app/cli/axes.h"
#include "app/cli/bias.h"
#include "app/cli/blocks.h"
#include "app/cli/command_line.h"
#include "app/cli/print.h"
#include "app/cli/switches.h"
#include "app/lang/reasons.h"
#include "core/find_named.h"
#include "core/try.h"

namespace deconvlab {

namespace {

using Options = ApplyOptions;

// What an operator is applied to, as typed.
struct Operands {
  std::string first;
  std::string second;
};

// A file of switches is what max pooling may write and unpooling reads; numbers are only told where there are some.
Expected<void> check_indices(const Operator& op, const IndicesOptions& given, const std::string& input) {
  const bool has_file = op.switches == SwitchUse::beside || op.switches == SwitchUse::operand;
  const bool has_numbers = has_file ? op.switches == SwitchUse::operand || !given.file.empty() : op.switches == SwitchUse::result;
  if (!has_file && !given.file.empty()) return fail(ErrorCode::needless_option, op.id, "--indices");
  if (!has_numbers && !given.as.empty()) return fail(ErrorCode::needless_option, op.id, "--indices-as");
  if (op.switches == SwitchUse::operand && reads_stream(given.file) && reads_stream(input))
    return fail(ErrorCode::usage, reason("reason.one_stream", "--input", "--indices"));
  return given.rule().map([](SwitchRule) {});
}

// --input is the first operand and --kernel the second; --grad is the one that is a gradient, wherever the operator wants it.
Expected<Operands> operands_of(const Operator& op, const Options& options) {
  Operands operands{options.input, options.kernel};
  if (!options.grad.empty()) {
    const bool first = op.first == Operand::output_grad;
    if (!first && op.second != Operand::output_grad) return fail(ErrorCode::needless_option, op.id, "--grad");
    std::string& place = first ? operands.first : operands.second;
    if (!place.empty()) return fail(ErrorCode::needless_option, fmt::format("{} --grad", op.id), first ? "--input" : "--kernel");
    place = options.grad;
  }
  const bool kernelless = op.second == Operand::none || op.second == Operand::switches;
  if (kernelless && !operands.second.empty()) return fail(ErrorCode::needless_option, op.id, "--kernel");
  if (!joins_channels(op) && !options.bias.empty()) return fail(ErrorCode::needless_option, op.id, "--bias");
  TRY(check_indices(op, options.indices, operands.first));
  if (op.has_kernel() && operands.second.empty()) operands.second = "counting";
  if (operands.first.empty()) return fail(ErrorCode::missing_option, op.id, op.first == Operand::output_grad ? "--grad" : "--input");
  if (op.second == Operand::output_grad && operands.second.empty()) return fail(ErrorCode::missing_option, op.id, "--grad");
  return operands;
}

// Errors: too_large, where a plane would not fit the memory of today's machines.
Expected<Geometry> in_memory(const Geometry& geometry) {
  constexpr std::int64_t kMostCells = std::int64_t{1} << 30;
  const std::int64_t cells = std::max({geometry.input().area(), geometry.kernel().area(), geometry.output().area()});
  if (cells > kMostCells) return fail(ErrorCode::too_large, "number of cells", cells, kMostCells);
  return geometry;
}

// Sizes that are not given follow from the files that have them.
Expected<Geometry> geometry_of(const Operator& op, const OperandSource& first, const OperandSource& second,
                               const GeometryOptions& options) {
  const auto sides_of_role = [&](Operand role) { return op.first == role ? first.sides() : op.second == role ? second.sides() : Extent{}; };
  return options.of(op, sides_of_role(Operand::input), sides_of_role(Operand::kernel)).and_then(in_memory);
}

Expected<Tensor> tensor_of(OperandSource source, const Operator& op, Operand role, const Geometry& geometry) {
  if (role == Operand::none || role == Operand::switches) return Tensor();
  return plane_of(std::move(source), operand_size(op, role, geometry), role);
}

// A kernel of a single plane goes over each channel: the channels then are pictures of their own.
bool is_for_each_channel(const Operator& op, const Tensor& first, const Tensor& second) {
  const Shape& w = second.shape();
  return op.has_kernel() && w.n == 1 && w.c == 1 && first.shape().c > 1;
}

// What goes into an operator.
struct Inputs {
  Tensor first, second;
  Indices switches;  // of max_unpool
};

Expected<Inputs> inputs_of(const Operator& op, OperandSource first, OperandSource second, const Geometry& geometry,
                           const Options& options) {
  Inputs inputs;
  return tensor_of(std::move(first), op, op.first, geometry)
      .and_then([&](Tensor array) {
        inputs.first = std::move(array);
        return tensor_of(std::move(second), op, op.second, geometry);
      })
      .and_then([&](Tensor array) -> Expected<Inputs> {
        inputs.second = std::move(array);
        if (op.second != Operand::switches) return std::move(inputs);
        const Shape& x = inputs.first.shape();
        const Shape needed{x.n, x.c, geometry.h.o, geometry.w.o, x.rank};
        return load_indices(op.id, options.indices, needed, geometry, options.operands.layout).map([&](Indices switches) {
          inputs.switches = std::move(switches);
          return std::move(inputs);
        });
      });
}

// What comes out: values, switches, or of max pooling both, as far as they are wanted.
struct Outputs {
  std::optional<Tensor> values;
  std::optional<Indices> switches;

  const Shape& shape() const { return values ? values->shape() : switches->shape(); }
};

Expected<Outputs> run_as_given(Device& device, const Operator& op, const Inputs& in, const Geometry& geometry, bool with_switches) {
  const auto alone = [](Tensor values) { return Outputs{std::move(values), {}}; };
  if (op.switches == SwitchUse::operand) return device.max_unpool(in.first, in.switches, geometry).map(alone);
  const bool positions = op.switches == SwitchUse::result;
  if (!positions && !with_switches) return device.run(op.kind, in.first, in.second, geometry).map(alone);
  return device.max_pool(in.first, geometry).map([&](Pooled pooled) {
    return positions ? Outputs{{}, std::move(pooled.switches)} : Outputs{std::move(pooled.values), std::move(pooled.switches)};
  });
}

// With as many sides as what went in.
Expected<Outputs> run_on(Device& device, const Operator& op, Inputs in, const Geometry& geometry, bool with_switches) {
  const Shape was = in.first.shape();
  const bool each_channel = is_for_each_channel(op, in.first, in.second);
  if (each_channel) in.first = std::move(in.first).reshaped({was.n * was.c, 1, was.h, was.w});
  const auto as_given = [&](auto& result) {
    if (!result) return;
    Shape shape = result->shape();
    if (each_channel) shape = {was.n, was.c, shape.h, shape.w};
    const bool planes = was.rank <= 2 && in.second.shape().rank <= 2;
    shape.rank = op.second != Operand::output_grad ? was.rank : planes ? 2 : 4;
    *result = std::move(*result).reshaped(shape);
  };
  return run_as_given(device, op, in, geometry, with_switches).map([&](Outputs outputs) {
    as_given(outputs.values);
    as_given(outputs.switches);
    return outputs;
  });
}

// With switches as they are to be numbered.
Expected<Outputs> numbered(Outputs outputs, const IndicesOptions& given, const Geometry& geometry) {
  return given.rule()
      .and_then(
          [&](SwitchRule rule) { return numbered_by(rule, std::move(*outputs.switches), geometry.input(), counted_plane(rule, geometry)); })
      .map([&](Indices numbers) {
        outputs.switches = std::move(numbers);
        return std::move(outputs);
      });
}

// 8 or 16 bits a value in a picture. Errors: unknown_name.
Expected<bool> is_deep(const std::string& depth) {
  constexpr std::string_view kDepths[] = {"8", "16"};
  return TRY(find_named("depth", kDepths, depth)) != &kDepths[0];
}

// The program's own order of a kernel's axes, which is PyTorch's.
AxisOrder kernel_order(const Operator& op) { return op.transposed ? "iohw" : "oihw"; }

bool makes_kernel(const Operator& op) { return op.second == Operand::output_grad; }

std::string array_extensions() { return extensions_of(format_table(), &Format::write_array); }

// Errors: needless_option as well.
Expected<Place> target_of(const Operator& op, const Options& options) {
  const bool has_kernel = makes_kernel(op) || op.has_kernel();
  if (!options.operands.kernel_layout.empty() && !has_kernel) return fail(ErrorCode::needless_option, op.id, "--kernel-layout");
  return options.operands.check().and_then([&] { return options.operands.target(options.output, array_extensions()); });
}

Expected<void> check_target(const Operator& op, const Options& options, const Place& target) {
  const bool writes_indices = op.switches == SwitchUse::beside && !options.indices.file.empty();
  TRY(options.check_apart(op));
  TRY(writes_indices ? check_indices_target(options.indices.file) : Expected<void>());
  return is_deep(options.depth).and_then([&](bool deep) { return deep ? check_deep_target(target) : check_array_target(target); });
}

// The result as its files are to have it: where a file has planes or colours their order is its own. Switches beside values lie in a .npy.
Outputs in_file_order(Outputs result, const Operator& op, const OperandOptions& options, const Place& target) {
  const std::string& order = makes_kernel(op) ? options.kernel_layout : options.layout;
  if (order.empty()) return result;
  const AxisOrder own = makes_kernel(op) ? kernel_order(op) : kChannelsFirst;
  const bool ordered = keeps_shape(target);
  if (result.values && ordered) result.values = in_order(*result.values, own, order);
  if (result.switches && (ordered || result.values)) result.switches = in_order(*result.switches, own, order);
  return result;
}

Expected<void> write_result(const Outputs& result, const Options& options, const Place& target) {
  const bool beside = result.values && result.switches;
  TRY(beside ? write_indices(*result.switches, options.indices.file) : Expected<void>());
  return is_deep(options.depth).and_then([&](bool deep) {
    if (!result.values && !deep) return write_array(*result.switches, target);
    const Tensor& values = result.values ? *result.values : as_floats(*result.switches);
    return deep ? write_deep_array(values, target) : write_array(values, target);
  });
}

// How many values are not in the file as they came out, where any is not.
std::string what_was_clamped(const Outputs& result, const Place& target, const Language& language) {
  const std::int64_t count = count_clamped(result.values ? *result.values : as_floats(*result.switches), target);
  return count == 0 ? "" : " " + say(language, "apply.clamped", count, result.shape().size());
}

// What is read and computed, and where to.
struct Task {
  const Operator& op;
  Inputs inputs;
  std::vector<float> bias;
  Geometry geometry;
  Place target;
};

Expected<void> run_and_write(const Options& options, const Language& language, Task task, Reader& reader) {
  const auto chosen = TRY(choose_device(options.device));
  const auto start = std::chrono::steady_clock::now();
  auto result = TRY(run_on(*chosen.device, task.op, std::move(task.inputs), task.geometry, !options.indices.file.empty()));
  if (result.values) add_bias(task.bias, *result.values);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (result.switches) result = TRY(numbered(std::move(result), options.indices, task.geometry));
  const std::string shape = result.shape().text();
  result = in_file_order(std::move(result), task.op, options.operands, task.target);
  return write_result(result, options, task.target).map([&] {
    reader.add_note(shape_note(result.shape(), task.target));
    report_applied(options, language, chosen, shape, took.count(), what_was_clamped(result, task.target, language), reader);
  });
}

// Whether the result can be written, before it is computed.
Expected<void> check_result(const Operator& op, const Inputs& in, std::span<const float> bias, const Geometry& geometry,
                            const Place& target) {
  const Shape& was = in.first.shape();
  const bool each_channel = is_for_each_channel(op, in.first, in.second);
  const Shape first = each_channel ? Shape{was.n * was.c, 1, was.h, was.w} : was;
  const Shape& second = op.second == Operand::switches ? in.switches.shape() : in.second.shape();
  return check_shapes(op, first, second, geometry).and_then([&] {
    const Shape plain = result_shape(op, first, second, geometry);
    const Shape shape = each_channel ? Shape{was.n, was.c, plain.h, plain.w} : plain;
    return check_bias(bias, shape.c).and_then([&] { return check_array_shape(target, shape); });
  });
}

// Where an operand was typed: each role has an option of its own.
Expected<OperandSource> open_operand(Reader& reader, const Operator& op, Operand role, const std::string& text) {
  if (role == Operand::kernel) return reader.open_kernel("--kernel", text, kernel_order(op));
  return reader.open(role == Operand::output_grad ? "--grad" : "--input", text, Names::inputs_and_samples);
}

Expected<Task> read_task(const Options& options, const Operator& op, const Operands& operands, const Place& target, Reader& reader) {
  auto first_source = TRY(open_operand(reader, op, op.first, operands.first));
  auto second_source = TRY(open_operand(reader, op, op.second, operands.second));
  auto bias = TRY(read_bias(options.bias, reader));
  TRY(reader.check_format("apply"));
  const auto geometry = TRY(geometry_of(op, first_source, second_source, options.geometry));
  reader.add_note(padding_note(op, geometry));
  auto inputs = TRY(inputs_of(op, std::move(first_source), std::move(second_source), geometry, options));
  TRY(check_result(op, inputs, bias, geometry, target));
  if (op.second == Operand::switches) reader.add_note(stray_note(inputs.switches, geometry, name_of_switches(options.indices.file)));
  return Task{op, std::move(inputs), std::move(bias), geometry, target};
}

Expected<void> apply(const Options& options, const Language& language) {
  const auto op = TRY(find_operator(options.op));
  const int axes = TRY(axes_of_operands(options));
  if (axes != 2) return apply_along(*op, options, axes, language);
  const auto operands = TRY(operands_of(*op, options));
  Reader reader(options.operands, options.to_stream());
  return target_of(*op, options).and_then([&](const Place& target) {
    return check_target(*op, options, target)
        .and_then([&] { return read_task(options, *op, operands, target, reader); })
        .and_then([&](Task task) { return run_and_write(options, language, std::move(task), reader); });
  });
}

// Why it is this device, where that is not what was asked for by name.
std::string why(const DeviceChoice& chosen, const Language& language) {
  if (chosen.no_gpu) return " " + say(language, "apply.no_gpu", say(language, *chosen.no_gpu));
  return chosen.software_gpu.empty() ? "" : " " + say(language, "apply.software_gpu", chosen.software_gpu);
}

}  // namespace

Expected<void> ApplyOptions::check_apart(const Operator& op) const {
  const bool writes_indices = op.switches == SwitchUse::beside && !indices.file.empty();
  const FileOption switches{"--indices", indices.file};
  TRY(deconvlab::check_apart({"-o", output}, {switches, {"--input", input}, {"--kernel", kernel}, {"--grad", grad}, {"--bias", bias}}));
  return writes_indices ? deconvlab::check_apart(switches, {{"--input", input}}) : Expected<void>();
}

void report_applied(const ApplyOptions& options, const Language& language, const DeviceChoice& chosen, const std::string& shape,
                    double milliseconds, const std::string& more, const Reader& reader) {
  const std::string took = fmt::format(fmt::runtime(milliseconds < 100 ? "{:.3g}" : "{:.0f}"), milliseconds);
  const std::string line = say(language, "apply.done", in_words(language, chosen.device->name()), options.op, shape, took);
  const std::string report = line + more + why(chosen, language) + "\n";
  options.to_stream() ? put_error(report) : put_out(report);
  print_notes(reader.notes(), language);
}

Action add_apply(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", operator_ids(kAllOperators.has)))->type_name("")->required();
  options->geometry.add_operators_to(app, language);
  add_dims_to(app, language, options->dims);
  app.add_option("--input", options->input, say(language, "help.first_operand", picture_help(language)))->type_name("X");
  app.add_option("--kernel", options->kernel, say(language, "help.second_operand", kernel_help(language)))->type_name("K");
  app.add_option("--grad", options->grad, say(language, "help.grad"))->type_name("DY");
  add_bias_to(app, language, options->bias);
  options->indices.add_to(app, language, true);
  add_device_to(app, language, options->device);
  options->operands.add_layout_to(app, language);
  options->operands.add_kernel_layout_to(app, language);
  options->operands.add_format_to(app, language, array_extensions());
  app.add_option("--depth", options->depth, say(language, "help.depth"))->type_name("8|16")->capture_default_str();
  app.add_option("-o", options->output, say(language, "help.output_or_stream", array_extensions()))->type_name("FILE")->required();
  return [options, &language] { return apply(*options, language); };
}

}  // namespace deconvlab
