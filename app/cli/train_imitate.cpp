#include <memory>

#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/cli/train.h"
#include "core/find_named.h"
#include "core/network/imitate.h"
#include "core/operators/kernels.h"
#include "core/operators/pool.h"
#include "core/operators/resample.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options {
  std::string target;
  std::string input = "digits";
  std::string side = "64", k = "4", window = "2", seed = "0", steps = "2000";
  std::string optimiser = "adam", rate = "0.02";
  OperandOptions operands;
  std::string output;
};

// What the numbers of the command line ask for.
struct Request {
  Extent side, k, window;
  std::uint64_t seed = 0;
  TrainingRule rule;
};

// The geometries of pooling, and of the two ways back to the size that was pooled.
struct Ways {
  Geometry pool, resample, up;
};

// What a transposed convolution is to become: the line of a table.
struct Imitated {
  std::string_view id;
  ImitationTask (*make)(const Pooled& pooled, const Ways& ways);
};

CellWindow all_of(const Ways& ways) { return {{0, 0}, ways.pool.input()}; }

constexpr Imitated kTargets[] = {
    {"nearest",
     [](const Pooled& pooled, const Ways& ways) {
       return ImitationTask{pooled.values, upsample_nearest(pooled.values, ways.resample), ways.up, all_of(ways)};
     }},
    {"bilinear",
     [](const Pooled& pooled, const Ways& ways) {
       const CellWindow counted = away_from_border(ways.resample);
       return ImitationTask{pooled.values, upsample_bilinear(pooled.values, ways.resample), ways.up, counted};
     }},
    {"unpool",
     [](const Pooled& pooled, const Ways& ways) {
       return ImitationTask{pooled.values, max_unpool(pooled.values, pooled.switches, ways.pool), ways.up, all_of(ways)};
     }},
};

Expected<Ways> ways_of(const Request& request, Extent side) {
  return resolve_pool({.i = side, .k = request.window, .s = request.window}).and_then([&](const Geometry& pool) {
    Params resample{.i = pool.output(), .s = request.window};
    resample.output = pool.input();
    return resolve_upsample(resample).and_then([&](const Geometry& resized) {
      return resolve_way_back(pool, request.k).map([&](const Geometry& up) { return Ways{pool, resized, up}; });
    });
  });
}

Expected<Request> request_of(const Options& options) {
  Request request;
  const auto whole = [](const std::string& name, const std::string& text, auto& into) {
    return parse_integer(name, text).and_then([&](std::int64_t value) { return put_number(name, value, into); });
  };
  const auto sides = [](const std::string& name, const std::string& text, Extent& into) {
    return parse_extent(name, text).map([&](Extent value) { into = value; });
  };
  request.rule.optimiser = options.optimiser;
  return sides("-i", options.side, request.side)
      .and_then([&] { return sides("-k", options.k, request.k); })
      .and_then([&] { return sides("-s", options.window, request.window); })
      .and_then([&] { return whole("--seed", options.seed, request.seed); })
      .and_then([&] { return whole("--steps", options.steps, request.rule.updates); })
      .and_then([&] { return parse_number("--rate", options.rate); })
      .map([&](float rate) {
        request.rule.rate = rate;
        return request;
      });
}

Expected<ImitationTask> task_of(const Options& options, const Request& request, Reader& reader) {
  const Imitated* target = TRY(find_named("target", kTargets, options.target, &Imitated::id));
  const auto read = reader.open("--input", options.input, Names::inputs_and_samples).and_then([&](OperandSource source) {
    return plane_of(std::move(source), request.side, Operand::input);
  });
  return read.and_then([&](const Tensor& picture) {
    const Tensor x = Tensor::plane(picture.shape().plane(), {picture.plane(0, 0).begin(), picture.plane(0, 0).end()});
    return ways_of(request, x.shape().plane()).map([&](const Ways& ways) { return target->make(max_pool(x, ways.pool), ways); });
  });
}

// A training keeps the kernel of every step.
Expected<void> check_steps(std::int64_t steps, const Tensor& kernel) {
  constexpr std::int64_t kMostKept = std::int64_t{1} << 27;  // weights
  constexpr std::int64_t kAround = 32;                       // what else a kernel takes, as weights
  const std::int64_t most = kMostKept / (kernel.size() + kAround);
  if (steps < 1) return fail(ErrorCode::not_positive, "--steps", steps);
  if (steps > most) return fail(ErrorCode::too_large, "--steps", steps, most);
  return {};
}

void print_loss(const Options& options, const Language& language, const Training& training, double floor) {
  const double best = training.losses[static_cast<std::size_t>(training.best())];
  print_out("{}\n",
            say(language, "train.imitated", options.target, training.last(), fmt::format("{:.4g}", best), fmt::format("{:.4g}", floor)));
  print_out("{}\n", say(language, "train.kernel_written", options.output));
}

Expected<void> run(const Options& options, const Language& language) {
  TRY(check_apart({"-o", options.output}, {{"--input", options.input}}));
  TRY(check_array_target(options.output));
  const auto request = TRY(request_of(options));
  Reader reader(options.operands, false);
  TRY(options.operands.check());
  const auto task = TRY(task_of(options, request, reader));
  const auto start = TRY(make_kernel("uniform", request.k, request.seed));
  TRY(check_steps(request.rule.updates, start));
  const auto training = TRY(train(task, start, request.rule));
  const auto kept = static_cast<std::size_t>(training.best());
  return write_array(training.kernels[kept], options.output).and_then([&]() -> Expected<void> {
    print_loss(options, language, training, least_squares(task).loss);
    print_notes(reader.notes(), language);
    if (!training.diverged) return {};
    return fail(ErrorCode::diverged, *training.diverged, fmt::format("{:g}", request.rule.rate), kept, options.output);
  });
}

}  // namespace

Action add_train_imitate(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("TARGET", options->target, say(language, "help.imitate", names_of(std::span(kTargets), &Imitated::id)))
      ->type_name("")
      ->required();
  app.add_option("--input", options->input, say(language, "help.first_operand", picture_help(language)))
      ->type_name("X")
      ->capture_default_str();
  app.add_option("-i", options->side, say(language, "help.compare_i"))->type_name("SIDE")->capture_default_str();
  app.add_option("-k", options->k, say(language, "help.k"))->type_name("K")->capture_default_str();
  app.add_option("-s", options->window, say(language, "help.compare_k"))->type_name("S")->capture_default_str();
  app.add_option("--optimiser", options->optimiser, say(language, "help.optimiser"))->type_name("NAME")->capture_default_str();
  app.add_option("--rate", options->rate, say(language, "help.rate"))->type_name("R")->capture_default_str();
  app.add_option("--steps", options->steps, say(language, "help.train_steps"))->type_name("N")->capture_default_str();
  app.add_option("--seed", options->seed, say(language, "help.seed"))->type_name("N")->capture_default_str();
  options->operands.add_layout_to(app, language);
  app.add_option("-o", options->output, say(language, "help.output_file", extensions_of(format_table(), &Format::write_array)))
      ->type_name("FILE")
      ->required();
  return [options, &language] { return run(*options, language); };
}

}  // namespace deconvlab
