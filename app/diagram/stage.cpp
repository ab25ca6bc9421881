#include "app/diagram/stage.h"

#include <algorithm>
#include <cmath>

#include "app/diagram/overlap_counts.h"

namespace deconvlab {

namespace {

Moment step_moment(const Frame& f) {
  if (steps_are_stamps(f.model.lesson)) return moment_of(f.model.time, f.results.inputs().area());
  return output_moment(f.model, f.results.outputs().area());
}

Focus stamping(const Focus& pointed, Cell stamped) { return pointed.target == Target::none ? Focus{Target::input, stamped, {}} : pointed; }

// The output cell that the stamp begins in, or the nearest one.
Cell begin_of_stamp(const Geometry& g, Cell stamped) {
  const auto within = [](const Axis& axis, std::int64_t at) { return std::clamp<std::int64_t>(axis.input_of(at, 0), 0, axis.i - 1); };
  return {within(g.h, stamped.row), within(g.w, stamped.col)};
}

}  // namespace

Stage::Stage(const Frame& f) : Stage(f, step_moment(f)) { started = makes_outputs(f.model); }

Stage::Stage(const Frame& f, Moment at)
    : frame(f),
      geometry(f.results.geometry),
      stamps(steps_are_stamps(f.model.lesson)),
      focus(focus_within(geometry, f.focus, f.results.side)),
      pinned(focus_within(geometry, f.model.pinned, f.results.side)),
      reached(at),
      moment(reached),
      links(geometry, stamps ? stamping(focus, inputs().cell_at(moment.step)) : focus,
            stamps ? outputs().index_of(begin_of_stamp(geometry, inputs().cell_at(moment.step))) : moment.step, f.results.side),
      step(f.results.step(outputs().index_of(links.placement()))) {
  if (focus.target != Target::none) moment.glide = moment.products = 1;
}

std::int64_t Stage::stamp_at(std::int64_t step) const { return stamps ? step : last_stamp(geometry, step); }

std::int64_t Stage::terms_done() const { return static_cast<std::int64_t>(std::floor(moment.arrived(std::ssize(step.terms)) + 1e-9)); }

bool Stage::filled(Cell output) const {
  if (focus.target != Target::none && links.shows_placement() && output == step.output) return true;
  if (!started) return false;
  const std::int64_t t = outputs().index_of(output);
  return t < reached.step || (t == reached.step && reached.products >= 1);
}

std::optional<Cell> Stage::pinned_cell(Target grid) const {
  if (pinned.target == grid) return pinned.cell;
  if (pinned.target == Target::nonzero && grid == Target::output) return pinned.cell;
  if (pinned.target == Target::nonzero && grid == Target::input) return pinned.other;
  return std::nullopt;
}

float Stage::sum_so_far() const {
  const std::int64_t done = terms_done();
  return complete() ? step.value : done > 0 ? step.terms[done - 1].running_sum : 0;
}

std::optional<float> Stage::shown(Cell output) const {
  if (started && links.shows_placement() && output == step.output && !complete()) return sum_so_far();
  return filled(output) ? std::optional(frame.results.output.at(output)) : std::nullopt;
}

}  // namespace deconvlab
