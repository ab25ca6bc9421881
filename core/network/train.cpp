#include "core/network/train.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <tuple>

#include "core/network/batch_norm.h"
#include "core/network/losses.h"
#include "core/parallel.h"
#include "core/samples/labelled.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kWarmUp = 200;   // steps
constexpr double kLongestGradient = 2;  // of a network's, as one vector
constexpr std::int64_t kSettling = 16;  // scenes that the statistics of a finished network are taken from
constexpr std::int64_t kSceneCost = 50'000'000;

float rate_at(const SegmentPlan& plan, std::int64_t step) {
  const float rise = std::min(1.0f, static_cast<float>(step + 1) / kWarmUp);
  const float way = static_cast<float>(step) / static_cast<float>(plan.steps);
  const float fall = (1 + std::cos(std::numbers::pi_v<float> * std::max(0.0f, 2 * way - 1))) / 2;
  return plan.rate * rise * fall;
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
  const auto decoded = forward_batch_norm(decoder, results_of(encoded), switches_of(encoded));
  std::vector<Tensor> to_scores;
  for (std::size_t image = 0; image < scenes.size(); ++image) {
    Loss loss = cross_entropy(decoded->images[image].result(), scenes[image].labels);
    step.loss[n] += loss.value;
    to_scores.push_back(std::move(loss.gradient));
  }
  BatchGradients gradients = backward_batch_norm(decoder, *decoded, std::move(to_scores));
  step.gradients[n + 1] = std::move(gradients.parameters);
  for (std::size_t image = 0; image < dy.size(); ++image) add_to(dy[image], gradients.images[image]);
}

GroupStep learn(const Segmenter& segmenter, const Scenes& scenes) {
  GroupStep step;
  const auto encoded = forward_batch_norm(segmenter.encoder, inputs_of(scenes));
  std::vector<Tensor> dy;  // of the encoder's results
  for (const Pass& image : encoded->images) dy.emplace_back(image.result().shape());
  for (std::size_t n = 0; n < kDecoders; ++n) learn(segmenter, n, *encoded, scenes, step, dy);
  step.gradients[0] = backward_batch_norm(segmenter.encoder, *encoded, std::move(dy)).parameters;
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
  if (plan.seed > kMostSeed) return fail(ErrorCode::too_large, "--seed", plan.seed, kMostSeed);
  for (const auto& [name, value, most] : {std::tuple("--steps", plan.steps, kMostSteps), std::tuple("--side", plan.side, kLargestScene),
                                          std::tuple("groups", std::int64_t{plan.groups}, std::int64_t{kMostGroups}),
                                          std::tuple("group", std::int64_t{plan.group}, std::int64_t{kMostGroups})}) {
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
  const Scenes scenes = draw_scenes(kUnseenSeries + 1, 0, kSettling, kSceneSide);
  const auto encoded = forward_batch_norm(training.segmenter.encoder, inputs_of(scenes));
  Segmenter plain{folded(training.segmenter.encoder, *encoded), {}};
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Network& decoder = training.segmenter.decoders[n];
    plain.decoders[n] = folded(decoder, *forward_batch_norm(decoder, results_of(*encoded), switches_of(*encoded)));
  }
  return plain;
}

}  // namespace deconvlab
