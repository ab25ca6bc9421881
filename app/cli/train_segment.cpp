#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/cli/train.h"
#include "app/lessons/networks/weights.h"
#include "core/network/weights.h"
#include "core/try.h"

namespace deconvlab {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kCheckEvery = 250;  // steps
constexpr double kBlownUp = 100;           // a loss that no longer says anything; chance alone has log 10

constexpr std::string_view kShipped = "shipped";  // the weights that the program brings along

struct Options {
  std::string seed, steps, side, rate;
  std::string resume;
  std::string judge, scenes;
  std::string output;
};

volatile std::sig_atomic_t interrupted = 0;

// While it lives Ctrl+C, or a polite end from elsewhere, only sets `interrupted`.
class Interruption {
 public:
  Interruption() {
    interrupted = 0;
    for (std::size_t n = 0; n < std::size(kSignals); ++n) before_[n] = std::signal(kSignals[n], [](int) { interrupted = 1; });
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption() {
    for (std::size_t n = 0; n < std::size(kSignals); ++n) std::signal(kSignals[n], before_[n]);
  }

 private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM};
  void (*before_[std::size(kSignals)])(int) = {};
};

// "segment.npz" -> "segment.state.npz".
fs::path state_beside(const fs::path& weights) { return fs::path(weights).replace_extension(".state.npz"); }

// A line that is written over while a terminal looks on.
class Progress {
 public:
  Progress(const Language& language, std::int64_t done) : language_(language), first_(done) {}

  std::string left(const SegmentTraining& training) const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start_;
    const std::int64_t steps = std::max<std::int64_t>(1, training.done - first_);
    const auto seconds =
        static_cast<std::int64_t>(spent.count() * static_cast<double>(training.plan.steps - training.done) / static_cast<double>(steps));
    return seconds < 120 ? say(language_, "train.seconds", seconds) : say(language_, "train.minutes", seconds / 60);
  }
  void show(const SegmentTraining& training, const StepReport& report) const {
    if (!terminal_) return;
    print_error("\r{}\033[K", say(language_, "train.progress", training.done, training.plan.steps, losses(report), left(training)));
  }
  void wipe() const {
    if (terminal_) print_error("\r\033[K");
  }
  // Of each decoder.
  static std::string losses(const StepReport& report) {
    return fmt::format("{:.3f} {:.3f} {:.3f}", report.loss[0], report.loss[1], report.loss[2]);
  }

 private:
  const Language& language_;
  std::int64_t first_;
  bool terminal_ = ::isatty(STDERR_FILENO) != 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void print_scores(const std::array<Score, kDecoders>& scores, std::int64_t scenes, const Language& language) {
  print_out("{}\n", say(language, "train.judged", scenes));
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Score& score = scores[n];
    print_out("{}\n", say(language, "train.score", decoder_styles()[n].id, score.mean_iou, score.thin_iou, score.outline_iou));
  }
}

Expected<void> judge_and_print(const Segmenter& segmenter, const SceneRange& scenes, const Language& language) {
  return judge(segmenter, scenes).map([&](const std::array<Score, kDecoders>& scores) { print_scores(scores, scenes.count, language); });
}

class Run {
 public:
  Run(SegmentTraining training, fs::path output, const SceneRange& judges, const Language& language)
      : training_(std::move(training)),
        good_(training_),
        output_(std::move(output)),
        judges_(judges),
        language_(language),
        progress_(language, training_.done) {}

  Expected<void> go() {
    const Interruption interruption;
    if (training_.done > 0) recall_best();
    while (!interrupted && training_.done < training_.plan.steps) {
      const StepReport report = train_step(training_);
      if (is_diverged(report)) return give_up();
      progress_.show(training_, report);
      last_ = report;
      if (training_.done % kCheckEvery == 0) check();
    }
    if (!best_ || good_.done != training_.done) check();
    if (refused_) return tl::make_unexpected(*refused_);
    if (training_.done < training_.plan.steps) {
      print_out("{}\n", say(language_, "train.stopped", training_.done, training_.plan.steps, output_.string(), state().string()));
      return {};
    }
    print_out("{}\n",
              best_step_ ? say(language_, "train.done", output_.string(), *best_step_) : say(language_, "train.kept", output_.string()));
    return judge_and_print(*best_, judges_, language_);
  }

 private:
  fs::path state() const { return state_beside(output_); }
  static bool is_diverged(const StepReport& report) {
    return std::ranges::any_of(report.loss, [](double loss) { return !(loss < kBlownUp); });
  }
  // What was good stays: the weights that were best and the state before.
  Expected<void> give_up() {
    progress_.wipe();
    TRY(write_training(good_, state()));
    return fail(ErrorCode::diverged, training_.done, fmt::format("{:g}", training_.plan.rate), good_.done, state().string());
  }
  // Of a run that goes on: what it had left.
  void recall_best() {
    auto before = read_weights(output_);
    if (!before) return;
    best_mean_ = mean_of(*judge(*before, kValidation));
    best_ = std::move(*before);
  }
  static double mean_of(const std::array<Score, kDecoders>& scores) {
    double mean = 0;
    for (const Score& score : scores) mean += score.mean_iou / kDecoders;
    return mean;
  }
  // Judges the weights as they are, keeps the best ones, and writes them and the state to go on from.
  void check() {
    const Segmenter now = finished(training_);
    const auto scores = judge(now, kValidation);
    const double mean = mean_of(*scores);
    good_ = training_;
    if (!best_ || mean >= best_mean_) {
      best_ = now;
      best_mean_ = mean;
      best_step_ = training_.done;
    }
    progress_.wipe();
    print_out("{}\n", say(language_, "train.checked", training_.done, training_.plan.steps, Progress::losses(last_), text(*scores),
                          progress_.left(training_)));
    (void)flush_output();  // a log that cannot be written is said at the end
    save();
  }
  static std::string text(const std::array<Score, kDecoders>& scores) {
    return fmt::format("{:.3f} {:.3f} {:.3f}", scores[0].mean_iou, scores[1].mean_iou, scores[2].mean_iou);
  }
  // What the system refuses stays in memory until the next time.
  void save() {
    const auto weights = write_weights(*best_, output_);
    const auto written = write_training(training_, state());
    refused_ = !weights ? std::optional(weights.error()) : !written ? std::optional(written.error()) : std::nullopt;
    if (refused_) print_error("{}\n", say(language_, "train.goes_on", say(language_, *refused_)));
  }

  SegmentTraining training_;
  SegmentTraining good_;
  fs::path output_;
  SceneRange judges_;  // in the end
  const Language& language_;
  Progress progress_;
  StepReport last_;
  std::optional<Segmenter> best_;
  double best_mean_ = 0;
  std::optional<std::int64_t> best_step_;  // none where what was there before stayed the best
  std::optional<Error> refused_;
};

// What is given takes its place in the plan.
Expected<SegmentPlan> plan_of(const Options& options, SegmentPlan plan) {
  const auto whole = [](const std::string& name, const std::string& text, auto& into) -> Expected<void> {
    if (text.empty()) return {};
    return parse_integer(name, text).and_then([&](std::int64_t value) { return put_number(name, value, into); });
  };
  return whole("--seed", options.seed, plan.seed)
      .and_then([&] { return whole("--steps", options.steps, plan.steps); })
      .and_then([&] { return whole("--side", options.side, plan.side); })
      .and_then([&] { return options.rate.empty() ? Expected<float>(plan.rate) : parse_number("--rate", options.rate); })
      .and_then([&](float rate) -> Expected<SegmentPlan> {
        plan.rate = rate;
        TRY(check_plan(plan));
        return plan;
      });
}

// What judges in the end. Errors: of the number.
Expected<SceneRange> judges_of(const Options& options) {
  if (options.scenes.empty()) return kHeldOut;
  return parse_integer("--scenes", options.scenes).and_then([](std::int64_t count) -> Expected<SceneRange> {
    if (count < 1) return fail(ErrorCode::not_positive, "--scenes", count);
    if (count > kMostHeldOut) return fail(ErrorCode::too_large, "--scenes", count, kMostHeldOut);
    return SceneRange{kHeldOut.first, count};
  });
}

Expected<SegmentTraining> training_of(const Options& options) {
  if (options.resume.empty()) return plan_of(options, {}).map(start_training);
  return read_training(options.resume).and_then([&](SegmentTraining training) {
    return plan_of(options, training.plan).map([&](const SegmentPlan& plan) {
      training.plan = plan;
      return std::move(training);
    });
  });
}

Expected<void> check_target(const Options& options) {
  const fs::path output = options.output;
  TRY(check_writable(output));
  if (output.extension() != ".npz") return fail(ErrorCode::unknown_extension, output.string(), output.extension().string(), ".npz");
  const std::string state = state_beside(output).string();
  return check_apart({"-o", options.output}, {{"--resume", options.resume}, {state, state}});
}

// What is for training only. Errors: needless_option.
Expected<void> check_judging(const Options& options) {
  const std::pair<std::string_view, const std::string&> trains[] = {{"--seed", options.seed},     {"--steps", options.steps},
                                                                    {"--side", options.side},     {"--rate", options.rate},
                                                                    {"--resume", options.resume}, {"-o", options.output}};
  for (const auto& [name, text] : trains) {
    if (!text.empty()) return fail(ErrorCode::needless_option, "train segment --judge", name);
  }
  return {};
}

Expected<void> run(const Options& options, const Language& language) {
  TRY(options.judge.empty() ? Expected<void>() : check_judging(options));
  const auto judges = TRY(judges_of(options));
  if (options.judge == kShipped) return judge_and_print(shipped_segmenter(), judges, language);
  if (!options.judge.empty())
    return read_weights(options.judge).and_then([&](const Segmenter& segmenter) { return judge_and_print(segmenter, judges, language); });
  if (options.output.empty()) return fail(ErrorCode::missing_option, "train segment", "-o");
  return check_target(options).and_then([&] { return training_of(options); }).and_then([&](SegmentTraining training) {
    return Run(std::move(training), options.output, judges, language).go();
  });
}

}  // namespace

Action add_train_segment(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  const SegmentPlan plan;
  const auto add = [&](const char* name, std::string& text, std::string_view help, const auto& usual) {
    app.add_option(name, text, say(language, help))->type_name(fmt::format("N [{}]", usual));
  };
  add("--seed", options->seed, "help.seed", plan.seed);
  add("--steps", options->steps, "help.train_steps", plan.steps);
  add("--side", options->side, "help.train_side", plan.side);
  add("--rate", options->rate, "help.rate", plan.rate);
  app.add_option("--resume", options->resume, say(language, "help.resume"))->type_name("STATE");
  app.add_option("--judge", options->judge, say(language, "help.judge", kShipped))->type_name("FILE");
  add("--scenes", options->scenes, "help.judging_scenes", kHeldOut.count);
  app.add_option("-o", options->output, say(language, "help.weights_file"))->type_name("FILE");
  return [options, &language] { return run(*options, language); };
}

}  // namespace deconvlab
