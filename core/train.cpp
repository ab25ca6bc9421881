#include "core/train.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <tuple>

#include "core/labelled.h"
#include "core/losses.h"
#include "core/normalised.h"
#include "core/parallel.h"
#include "core/random.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kWarmUp = 200;          // steps
constexpr double kLongestGradient = 2;         // of a network's, as one vector
constexpr std::uint64_t kJudged = 0x4A554447;  // scenes from here on are for judging
constexpr std::int64_t kSettling = 16;         // scenes that the statistics of a finished network are taken from
constexpr std::int64_t kSceneCost = 50'000'000;

float rate_at(const SegmentPlan& plan, std::int64_t step) {
  const float rise = std::min(1.0f, static_cast<float>(step + 1) / kWarmUp);
  const float way = static_cast<float>(step) / static_cast<float>(plan.steps);
  const float fall = (1 + std::cos(std::numbers::pi_v<float> * std::max(0.0f, 2 * way - 1))) / 2;
  return plan.rate * rise * fall;
}

std::uint64_t scene_seed(std::uint64_t seed, std::int64_t number) {
  return Random(seed * 0x1000003u + static_cast<std::uint64_t>(number)).next();
}

void add_to(Tensor& sum, const Tensor& more) { std::ranges::transform(sum.data(), more.data(), sum.data().begin(), std::plus()); }

using Scenes = std::vector<LabelledScene>;

Scenes draw_scenes(std::uint64_t seed, std::int64_t first, std::int64_t count, std::int64_t side) {
  Scenes scenes(static_cast<std::size_t>(count));
  parallel_for(count, count * kSceneCost,
               [&](std::int64_t n) { scenes[static_cast<std::size_t>(n)] = labelled_scene(scene_seed(seed, first + n), side); });
  return scenes;
}

std::vector<Tensor> inputs_of(const Scenes& scenes) {
  std::vector<Tensor> inputs;
  for (const LabelledScene& scene : scenes) inputs.push_back(as_network_input(scene.picture));
  return inputs;
}

// What comes out of an encoder, for each image.
std::vector<Tensor> results_of(const BatchPass& pass) {
  std::vector<Tensor> results;
  for (const Pass& image : pass.images) results.push_back(image.result());
  return results;
}
std::vector<std::vector<Switches>> switches_of(const BatchPass& pass) {
  std::vector<std::vector<Switches>> switches;
  for (const Pass& image : pass.images) switches.push_back(image.switches);
  return switches;
}

// What a group of scenes has to say: summed over its scenes.
struct GroupStep {
  std::array<double, kDecoders> loss{};
  std::array<std::vector<Tensor>, Segmenter::kNetworks> gradients;
};

// Adds what one decoder has to say, and to `dy` its gradients to the encoder's results.
void learn(const Segmenter& segmenter, std::size_t n, const BatchPass& encoded, const Scenes& scenes, GroupStep& step,
           std::vector<Tensor>& dy) {
  const Network& decoder = segmenter.decoders[n];
  const auto decoded = forward_normalised(decoder, results_of(encoded), switches_of(encoded));
  std::vector<Tensor> to_scores;
  for (std::size_t image = 0; image < scenes.size(); ++image) {
    Loss loss = cross_entropy(decoded->images[image].result(), scenes[image].labels);
    step.loss[n] += loss.value;
    to_scores.push_back(std::move(loss.gradient));
  }
  BatchGradients gradients = backward_normalised(decoder, *decoded, std::move(to_scores));
  step.gradients[n + 1] = std::move(gradients.parameters);
  for (std::size_t image = 0; image < dy.size(); ++image) add_to(dy[image], gradients.images[image]);
}

GroupStep learn(const Segmenter& segmenter, const Scenes& scenes) {
  GroupStep step;
  const auto encoded = forward_normalised(segmenter.encoder, inputs_of(scenes));
  std::vector<Tensor> dy;  // of the encoder's results
  for (const Pass& image : encoded->images) dy.emplace_back(image.result().shape());
  for (std::size_t n = 0; n < kDecoders; ++n) learn(segmenter, n, *encoded, scenes, step, dy);
  step.gradients[0] = backward_normalised(segmenter.encoder, *encoded, std::move(dy)).parameters;
  return step;
}

void add_to(GroupStep& sum, const GroupStep& more) {
  for (std::size_t n = 0; n < kDecoders; ++n) sum.loss[n] += more.loss[n];
  for (std::size_t net = 0; net < Segmenter::kNetworks; ++net) {
    for (std::size_t p = 0; p < sum.gradients[net].size(); ++p) add_to(sum.gradients[net][p], more.gradients[net][p]);
  }
}

void scale_and_clip(std::vector<Tensor>& gradients, float scale) {
  double square = 0;
  for (const Tensor& g : gradients) {
    for (const float v : g.data()) square += double{v} * v;
  }
  const double length = std::sqrt(square) * scale;
  const float by = scale * static_cast<float>(length > kLongestGradient ? kLongestGradient / length : 1);
  for (Tensor& g : gradients) {
    for (float& v : g.data()) v *= by;
  }
}

}  // namespace

Expected<void> check_plan(const SegmentPlan& plan) {
  constexpr std::int64_t kMostSteps = 1 << 24, kLargestSide = 2048;
  for (const auto& [name, value, most] : {std::tuple("--steps", plan.steps, kMostSteps), std::tuple("--side", plan.side, kLargestSide)}) {
    if (value < 1) return fail(ErrorCode::not_positive, name, value);
    if (value > most) return fail(ErrorCode::too_large, name, value, most);
  }
  if (plan.side % kSideMultiple != 0) return fail(ErrorCode::not_a_multiple, "--side", plan.side, kSideMultiple);
  if (!(plan.rate > 0) || !std::isfinite(plan.rate)) return fail(ErrorCode::not_a_rate, plan.rate);
  return {};
}

SegmentTraining start_training(const SegmentPlan& plan) {
  return {.plan = plan, .segmenter = make_segmenter(plan.seed), .optimisers = {}, .done = 0};
}

StepReport train_step(SegmentTraining& training) {
  const SegmentPlan& plan = training.plan;
  std::vector<GroupStep> groups(static_cast<std::size_t>(plan.groups));
  parallel_for(plan.groups, plan.groups * kSceneCost, [&](std::int64_t n) {
    const std::int64_t first = (training.done * plan.groups + n) * plan.group;
    groups[static_cast<std::size_t>(n)] = learn(training.segmenter, draw_scenes(plan.seed, first, plan.group, plan.side));
  });
  for (std::size_t n = 1; n < groups.size(); ++n) add_to(groups[0], groups[n]);  // in order, whatever thread computed them
  const auto scenes = static_cast<float>(plan.groups * plan.group);
  StepReport report{.loss = groups[0].loss, .rate = rate_at(plan, training.done)};
  for (double& loss : report.loss) loss /= scenes;
  for (std::size_t net = 0; net < Segmenter::kNetworks; ++net) {
    std::vector<Tensor>& gradients = groups[0].gradients[net];
    scale_and_clip(gradients, 1 / (scenes * (net == 0 ? kDecoders : 1)));
    training.optimisers[net].rate = report.rate;
    training.optimisers[net].step(training.segmenter.network(net).parameters, gradients);
  }
  ++training.done;
  return report;
}

Segmenter finished(const SegmentTraining& training) {
  const Scenes scenes = draw_scenes(kJudged + 1, 0, kSettling, kSceneSide);
  const auto encoded = forward_normalised(training.segmenter.encoder, inputs_of(scenes));
  Segmenter plain{folded(training.segmenter.encoder, *encoded), {}};
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Network& decoder = training.segmenter.decoders[n];
    plain.decoders[n] = folded(decoder, *forward_normalised(decoder, results_of(*encoded), switches_of(*encoded)));
  }
  return plain;
}

void Confusion::add(const Tensor& labels, const Tensor& found, const Tensor* where) {
  for (std::int64_t n = 0; n < labels.size(); ++n) {
    if (where && !(where->data()[n] > 0)) continue;
    ++count[static_cast<std::size_t>(labels.data()[n]) * classes + static_cast<std::size_t>(found.data()[n])];
  }
}

Confusion& Confusion::operator+=(const Confusion& other) {
  std::ranges::transform(count, other.count, count.begin(), std::plus());
  return *this;
}

double Confusion::iou(std::int64_t label) const {
  std::int64_t either = -count[label * classes + label];
  for (std::int64_t c = 0; c < classes; ++c) either += count[label * classes + c] + count[c * classes + label];
  if (either == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(count[label * classes + label]) / static_cast<double>(either);
}

double Confusion::mean_iou() const {
  double sum = 0;
  int there = 0;
  for (std::int64_t c = 0; c < classes; ++c) {
    if (std::isnan(iou(c))) continue;
    sum += iou(c);
    ++there;
  }
  return there == 0 ? 0 : sum / there;
}

Tensor outline_band(const Tensor& labels, std::int64_t reach) {
  const auto [h, w] = labels.shape().plane();
  Tensor band(labels.shape());
  const auto is_near = [&, h = h, w = w](std::int64_t n, std::int64_t y, std::int64_t x) {
    for (std::int64_t row = std::max<std::int64_t>(0, y - reach); row < std::min(h, y + reach + 1); ++row) {
      for (std::int64_t col = std::max<std::int64_t>(0, x - reach); col < std::min(w, x + reach + 1); ++col) {
        if (labels.at(n, 0, row, col) != labels.at(n, 0, y, x)) return true;
      }
    }
    return false;
  };
  for (std::int64_t n = 0; n < labels.shape().n; ++n) {
    for (std::int64_t y = 0; y < h; ++y) {
      for (std::int64_t x = 0; x < w; ++x) band.at(n, 0, y, x) = is_near(n, y, x) ? 1 : 0;
    }
  }
  return band;
}

namespace {

struct Counted {
  Confusion all{std::ssize(scene_classes())};
  Confusion outline{std::ssize(scene_classes())};
};
using CountedAll = std::array<Counted, kDecoders>;

Expected<CountedAll> judge_scene(const Segmenter& segmenter, const LabelledScene& scene) {
  CountedAll counted;
  const Tensor band = outline_band(scene.labels, 2);
  const auto encoded = forward(segmenter.encoder, as_network_input(scene.picture));
  if (!encoded) return tl::make_unexpected(encoded.error());
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const auto decoded = forward(segmenter.decoders[n], encoded->result(), encoded->switches);
    if (!decoded) return tl::make_unexpected(decoded.error());
    const Tensor found = largest_class(decoded->result());
    counted[n].all.add(scene.labels, found);
    counted[n].outline.add(scene.labels, found, &band);
  }
  return counted;
}

Score score_of(const Counted& counted) {
  Score score{.mean_iou = counted.all.mean_iou(), .outline_iou = counted.outline.mean_iou(), .class_iou = {}};
  int thin = 0;
  for (std::int64_t c = 0; c < std::ssize(scene_classes()); ++c) {
    score.class_iou.push_back(counted.all.iou(c));
    if (!scene_classes()[c].thin) continue;
    score.thin_iou += counted.all.iou(c);
    ++thin;
  }
  score.thin_iou /= thin;
  return score;
}

}  // namespace

Expected<std::array<Score, kDecoders>> judge(const Segmenter& segmenter, const SceneRange& scenes) {
  std::vector<Expected<CountedAll>> parts(static_cast<std::size_t>(scenes.count));
  parallel_for(scenes.count, scenes.count * kSceneCost, [&](std::int64_t n) {
    parts[static_cast<std::size_t>(n)] = judge_scene(segmenter, labelled_scene(scene_seed(kJudged, scenes.first + n), kSceneSide));
  });
  CountedAll sum;
  for (const auto& part : parts) {
    if (!part) return tl::make_unexpected(part.error());
    for (std::size_t n = 0; n < kDecoders; ++n) {
      sum[n].all += (*part)[n].all;
      sum[n].outline += (*part)[n].outline;
    }
  }
  std::array<Score, kDecoders> scores;
  std::ranges::transform(sum, scores.begin(), score_of);
  return scores;
}

}  // namespace deconvlab
