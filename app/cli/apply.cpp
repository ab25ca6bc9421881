#include <chrono>
#include <optional>
#include <utility>

#include "app/cli/command_line.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/gpu/choose_device.h"

namespace deconvlab {

namespace {

struct Options {
  std::string op;
  GeometryOptions geometry;
  std::string input;
  std::string kernel;
  std::string grad;
  std::string indices;
  std::string device = "auto";
  std::string depth = "8";
  std::string output;
};

// What an operator is applied to, as typed.
struct Operands {
  std::string first;
  std::string second;
};

// The same, read where it is a file; names wait for the geometry.
struct Source {
  std::string name;
  std::optional<Tensor> array;
  std::string_view note;  // what is to be said of the file

  Extent sides() const { return array ? array->shape().plane() : Extent{}; }
};

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
  if (!options.indices.empty() && op.kind != OpKind::max_pool && op.kind != OpKind::max_unpool)
    return fail(ErrorCode::needless_option, op.id, "--indices");
  if (op.second == Operand::kernel && operands.second.empty()) operands.second = "counting";
  if (operands.first.empty()) return fail(ErrorCode::missing_option, op.id, op.first == Operand::output_grad ? "--grad" : "--input");
  if (op.second == Operand::output_grad && operands.second.empty()) return fail(ErrorCode::missing_option, op.id, "--grad");
  return operands;
}

Expected<Source> open_source(const std::string& text) {
  if (!is_file(text)) return Source{text, {}, {}};
  return read_noted(text).map([&](Reading reading) { return Source{text, std::move(reading.array), reading.note}; });
}

// Errors: too_large, where a plane would not fit the memory of today's machines.
Expected<Geometry> in_memory(const Geometry& geometry) {
  constexpr std::int64_t kMostCells = std::int64_t{1} << 30;
  const std::int64_t cells = std::max({geometry.input().area(), geometry.kernel().area(), geometry.output().area()});
  if (cells > kMostCells) return fail(ErrorCode::too_large, "number of cells", cells, kMostCells);
  return geometry;
}

// Sizes that are not given follow from the files that have them.
Expected<Geometry> geometry_of(const Operator& op, const Source& first, const Source& second, const GeometryOptions& options) {
  const auto sides_of_role = [&](Operand role) { return op.first == role ? first.sides() : op.second == role ? second.sides() : Extent{}; };
  return options.of(op, sides_of_role(Operand::input), sides_of_role(Operand::kernel)).and_then(in_memory);
}

Expected<Tensor> tensor_of(Source source, const Operator& op, Operand role, const Geometry& geometry) {
  if (source.array) return std::move(*source.array);
  if (role == Operand::none || role == Operand::switches) return Tensor();
  const Extent size = operand_size(op, role, geometry);
  return role == Operand::kernel ? load_kernel(source.name, size) : load_input(source.name, size);
}

// A kernel of a single plane goes over each channel: the channels then are pictures of their own.
bool is_for_each_channel(const Operator& op, const Tensor& first, const Tensor& second) {
  const Shape& w = second.shape();
  return op.second == Operand::kernel && w.n == 1 && w.c == 1 && first.shape().c > 1;
}

// What goes into an operator.
struct Inputs {
  Tensor first, second;
  Indices switches;  // of max_unpool
};

Expected<Inputs> inputs_of(const Operator& op, Source first, Source second, const Geometry& geometry, const std::string& indices) {
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
        const Shape needed{x.n, x.c, geometry.h.o, geometry.w.o};
        return load_indices(op.id, indices, needed, geometry).map([&](Indices switches) {
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
  if (op.kind == OpKind::max_unpool) return device.max_unpool(in.first, in.switches, geometry).map(alone);
  const bool positions = op.kind == OpKind::max_pool_switches;
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

// Why it is this device, where that is not what was asked for by name.
std::string why(const DeviceChoice& chosen, const Language& language) {
  if (chosen.no_gpu) return " " + say(language, "apply.no_gpu", say(language, *chosen.no_gpu));
  return chosen.software_gpu.empty() ? "" : " " + say(language, "apply.software_gpu", chosen.software_gpu);
}

// 8 or 16 bits a value in a picture. Errors: unknown_name.
Expected<bool> is_deep(const std::string& depth) {
  if (depth != "8" && depth != "16") return fail(ErrorCode::unknown_name, "depth", depth, "8, 16");
  return depth == "16";
}

// The result may take the place of its first operand, as a picture that is filtered; nothing else is lost.
Expected<void> check_target(const Operator& op, const Options& options) {
  const bool writes_indices = op.kind == OpKind::max_pool && !options.indices.empty();
  const FileOption indices{"--indices", options.indices};
  if (auto ok = check_apart({"-o", options.output}, {indices, {"--kernel", options.kernel}}); !ok) return ok;
  if (auto ok = writes_indices ? check_apart(indices, {{"--input", options.input}}) : Expected<void>(); !ok) return ok;
  if (auto ok = writes_indices ? check_indices_target(options.indices) : Expected<void>(); !ok) return ok;
  return is_deep(options.depth).and_then([&](bool deep) {
    return deep ? check_deep_target(options.output) : check_array_target(options.output);
  });
}

Expected<void> write_result(const Outputs& result, const Options& options) {
  const bool beside = result.values && result.switches;
  if (auto ok = beside ? write_indices(*result.switches, options.indices) : Expected<void>(); !ok) return ok;
  return is_deep(options.depth).and_then([&](bool deep) {
    if (!result.values && !deep) return write_array(*result.switches, options.output);
    const Tensor& values = result.values ? *result.values : as_floats(*result.switches);
    return deep ? write_deep_array(values, options.output) : write_array(values, options.output);
  });
}

// How many values are not in the file as they came out, where any is not.
std::string what_was_clamped(const Outputs& result, const std::string& output, const Language& language) {
  const std::int64_t count = count_clamped(result.values ? *result.values : as_floats(*result.switches), output);
  return count == 0 ? "" : " " + say(language, "apply.clamped", count, result.shape().size());
}

Expected<void> run_and_write(const Options& options, const Language& language, const Operator& op, Inputs inputs,
                             const Geometry& geometry) {
  const auto chosen = choose_device(options.device);
  if (!chosen) return tl::make_unexpected(chosen.error());
  const auto start = std::chrono::steady_clock::now();
  const auto result = run_on(*chosen->device, op, std::move(inputs), geometry, !options.indices.empty());
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (!result) return tl::make_unexpected(result.error());
  return write_result(*result, options).map([&] {
    const std::string milliseconds = fmt::format(fmt::runtime(took.count() < 100 ? "{:.3g}" : "{:.0f}"), took.count());
    const std::string line = say(language, "apply.done", chosen->device->name(), op.id, result->shape().text(), milliseconds);
    print_out("{}{}{}\n", line, what_was_clamped(*result, options.output, language), why(*chosen, language));
  });
}

// A line of its own; nothing where there is nothing to say.
std::string notes_of(const Source& source, const Language& language) {
  return source.note.empty() ? "" : say(language, source.note, source.name) + "\n";
}

Expected<void> read_and_run(const Options& options, const Language& language, const Operator& op, const Operands& operands) {
  auto sources = open_source(operands.first).and_then([&](Source first) {
    return open_source(operands.second).map([&](Source second) { return std::pair{std::move(first), std::move(second)}; });
  });
  if (!sources) return tl::make_unexpected(sources.error());
  const std::string notes = notes_of(sources->first, language) + notes_of(sources->second, language);
  const auto geometry = geometry_of(op, sources->first, sources->second, options.geometry);
  if (!geometry) return tl::make_unexpected(geometry.error());
  return inputs_of(op, std::move(sources->first), std::move(sources->second), *geometry, options.indices)
      .and_then([&](Inputs inputs) { return run_and_write(options, language, op, std::move(inputs), *geometry); })
      .map([&] { put_out(notes); });
}

Expected<void> apply(const Options& options, const Language& language) {
  const auto op = find_operator(options.op);
  if (!op) return tl::make_unexpected(op.error());
  return operands_of(**op, options).and_then([&](const Operands& operands) {
    return check_target(**op, options).and_then([&] { return read_and_run(options, language, **op, operands); });
  });
}

}  // namespace

Action add_apply(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", names_of(operator_table(), &Operator::id)))->type_name("")->required();
  options->geometry.add_to(app, language);
  app.add_option("--input", options->input, say(language, "help.first_operand", picture_help(language)))->type_name("X");
  app.add_option("--kernel", options->kernel, say(language, "help.second_operand", kernel_help(language)))->type_name("K");
  app.add_option("--grad", options->grad, say(language, "help.grad"))->type_name("DY");
  app.add_option("--indices", options->indices, say(language, "help.indices"))->type_name("FILE");
  app.add_option("--device", options->device, say(language, "help.device"))->type_name("NAME")->capture_default_str();
  app.add_option("--depth", options->depth, say(language, "help.depth"))->type_name("8|16")->capture_default_str();
  app.add_option("-o", options->output, extensions_of(format_table(), &Format::write_array))->type_name("FILE")->required();
  return [options, &language] { return apply(*options, language); };
}

}  // namespace deconvlab
