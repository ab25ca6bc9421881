#include "app/state/player.h"

#include <algorithm>
#include <cmath>

namespace deconvlab {

namespace {

constexpr double kGlideShare = 0.4;  // of the time between two steps; the products take the rest

constexpr std::int64_t kSlowProducts = 3;
constexpr double kSlowShare = 0.6;  // of a step's time for these
constexpr std::int64_t kSlowOutputs = 3;
constexpr double kLongestSeconds = 60;  // of a walk at speed 1, its slow outputs aside

// Moves model.time toward `target` at one glide a step; true until it is there.
bool glide(Model& model, double target, double seconds) {
  const double distance = target - model.time;
  const double reach = seconds / kGlideSeconds * std::max(1.0, std::abs(distance));
  if (model.reduce_motion || std::abs(distance) <= reach) {
    model.time = target;
    return false;
  }
  model.time += std::copysign(reach, distance);
  return true;
}

// The steps that a walk takes slowly; lessons that are no walk over outputs have a pace of their own.
std::int64_t slow_steps(const Lesson& lesson) { return lead_steps(lesson) + kSlowOutputs; }

// How many times as fast the rest of a long walk goes.
double hurry(const Lesson& lesson) {
  if (lesson.kind->repeats || lesson.kind->pace != 1) return 1;
  return std::max(1.0, static_cast<double>(step_count(lesson) - slow_steps(lesson)) / kLongestSeconds);
}

}  // namespace

double eased(double share) { return share * share * (3 - 2 * share); }

double Moment::arrived(std::int64_t count) const {
  const auto all = static_cast<double>(count);
  if (count <= kSlowProducts) return products * all;
  const auto slow = static_cast<double>(kSlowProducts);
  return products < kSlowShare ? products / kSlowShare * slow : slow + (products - kSlowShare) / (1 - kSlowShare) * (all - slow);
}

double steps_per_second(const Model& model) {
  const bool hurries = model.time >= static_cast<double>(slow_steps(model.lesson) - 1);
  return model.speed * model.lesson.kind->pace * (hurries ? hurry(model.lesson) : 1);
}

double last_steps_per_second(const Model& model) { return model.speed * model.lesson.kind->pace * hurry(model.lesson); }

bool can_follow(const Model& model) {
  constexpr double kFastest = 2;  // steps a second
  return (model.playing ? steps_per_second(model) : model.speed) <= kFastest;
}

double seconds_in_all(const Model& model) {
  const auto moves = static_cast<double>(std::max<std::int64_t>(0, step_count(model.lesson) - 1));
  const double slow = std::min(moves, static_cast<double>(slow_steps(model.lesson) - 1));
  return (slow + (moves - slow) / hurry(model.lesson)) / (model.speed * model.lesson.kind->pace);
}

double Player::played(const Model& model, double seconds) {
  const double steps = seconds * steps_per_second(model);
  if (!model.reduce_motion) return steps;
  waited += steps;
  const double whole = std::floor(waited);
  waited -= whole;
  return std::floor(model.time) - model.time + whole;
}

bool Player::advance(Model& model, double seconds, std::int64_t steps) {
  const double last = static_cast<double>(std::max<std::int64_t>(steps - 1, 0));
  model.time = std::clamp(model.time, 0.0, last);
  if (target >= 0) {
    const bool moving = glide(model, std::min(target, last), seconds);
    if (!moving) target = -1;
    return moving || model.playing;
  }
  if (!model.playing) return false;
  model.time = std::min(last, model.time + played(model, seconds));
  model.playing = model.time < last;
  return model.playing;
}

Moment moment_of(double time, std::int64_t steps) {
  const double last = static_cast<double>(std::max<std::int64_t>(steps - 1, 0));
  const double now = std::clamp(time, 0.0, last);
  const double step = std::ceil(now);
  if (step == now) return {static_cast<std::int64_t>(step), 1, 1};
  const double share = now - (step - 1);
  return {static_cast<std::int64_t>(step), eased(std::min(1.0, share / kGlideShare)),
          std::clamp((share - kGlideShare) / (1 - kGlideShare), 0.0, 1.0)};
}

Moment output_moment(const Model& model, std::int64_t outputs) {
  const double time = model.time - static_cast<double>(lead_steps(model.lesson));
  if (time < 0) return {0, 1, std::max(0.0, 1 + time)};
  return moment_of(time, outputs);
}

bool makes_outputs(const Model& model) {
  const std::int64_t lead = lead_steps(model.lesson);
  return lead == 0 || model.time > static_cast<double>(lead - 1);
}

Timeline timeline_of(const Model& model, const Focus& shown, const Results* results) {
  const LessonKind& kind = *model.lesson.kind;
  const std::int64_t steps = step_count(model.lesson);
  if (steps == 0 || !kind.repeats) return {steps, model.time};
  if (!results) return {};
  const std::int64_t of_one = kind.exported(shown, *results).outputs().area();
  return {of_one, std::fmod(model.time, static_cast<double>(of_one))};
}

StepCount counted_step(const Timeline& timeline) {
  if (timeline.steps == 0) return {};
  return {moment_of(timeline.time, timeline.steps).step + 1, timeline.steps};
}

}  // namespace deconvlab
