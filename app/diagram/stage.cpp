#include "app/diagram/stage.h"

#include <cmath>

namespace deconvlab {

Stage::Stage(const Frame& f) : Stage(f, output_moment(f.model, f.results.outputs().area())) { started = makes_outputs(f.model); }

Stage::Stage(const Frame& f, Moment at)
    : frame(f),
      geometry(f.results.geometry),
      focus(focus_within(geometry, f.focus, f.results.side)),
      pinned(focus_within(geometry, f.model.pinned, f.results.side)),
      reached(at),
      moment(reached),
      links(geometry, focus, moment.step, f.results.side),
      step(f.results.step(outputs().index_of(links.placement()))) {
  if (focus.target != Target::none) moment.glide = moment.products = 1;
}

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
