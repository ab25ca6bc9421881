// The clock's effect on the model: time is passed in, nothing here reads a clock.
#pragma once

#include "app/lessons/kind.h"
#include "app/state/model.h"

namespace deconvlab {

// Where the model's time stands `seconds` later: playing moves on at model.speed times the scene's pace and stops at the last step; a step
// by key glides to `target` within kGlideSeconds. With reduce_motion the time is always that of a whole step. Returns whether anything
// still moves.
inline constexpr double kGlideSeconds = 0.25;
struct Player {
  double target = -1;  // a step being glided to; -1: none
  double waited = 0;   // share of a step that has passed without being shown, with reduce_motion

  bool advance(Model& model, double seconds, std::int64_t steps);

 private:
  // Steps that playing moves on by: whole ones with reduce_motion, while the rest waits.
  double played(const Model& model, double seconds);
};

// A share of a motion's time as a share of its way: slow at both ends.
double eased(double share);

// How a moment between two steps is split: first the kernel glides, then the products add up.
struct Moment {
  std::int64_t step = 0;  // the step that is being made (its result complete at time == step)
  double glide = 1;       // 0: kernel still at step - 1, 1: at step; eased
  double products = 1;    // share of the time in which the step's products reach the sum

  // Of `count` products those that have reached it, and the part of its way that the next has come: the first three take their time.
  double arrived(std::int64_t count) const;
};
Moment moment_of(double time, std::int64_t steps);
// The moment of the `outputs` that are made one a step after a lesson's lead: the first one's, with no product yet, before that.
Moment output_moment(const Model& model, std::int64_t outputs);
// Whether it has come to the first output.
bool makes_outputs(const Model& model);

// Steps a second that playing passes at the model's moment: its speed times the scene's pace; a long walk goes on after its third output so
// fast that all of it takes about a minute at speed 1.
double steps_per_second(const Model& model);
// What it comes to at the end: more where the walk is long.
double last_steps_per_second(const Model& model);
// Whether it is so slow that single products can be followed with the eye.
bool can_follow(const Model& model);
// How long playing takes from the first step to the last.
double seconds_in_all(const Model& model);

// What the window's timeline shows: all steps of the lesson and where the model stands in them. Of many lessons that start again and again
// it is those of the one that is large while `shown` is pointed at or pinned; none as long as its results are not there (nullptr).
struct Timeline {
  std::int64_t steps = 0;
  double time = 0;
};
Timeline timeline_of(const Model& model, const Focus& shown, const Results* results);

// The step that a timeline stands at, counted from 1, and how many there are; both 0 where there are none.
struct StepCount {
  std::int64_t now = 0;
  std::int64_t all = 0;
};
StepCount counted_step(const Timeline& timeline);

}  // namespace deconvlab
