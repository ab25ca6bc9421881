#include "app/scenes/stage.h"

#include <cmath>

namespace deconvlab {

Stage::Stage(const Frame& f)
    : frame(f),
      geometry(f.results.geometry),
      focus(focus_within(geometry, f.focus)),
      moment(moment_of(f.model.time, f.results.trace.size())),
      links(geometry, focus, moment.step),
      step(f.results.trace.step(links.placement().row * geometry.w.o + links.placement().col)) {
  if (focus.target != Target::none) moment.glide = moment.products = 1;
}

std::int64_t Stage::terms_done() const {
  return static_cast<std::int64_t>(std::floor(moment.products * static_cast<double>(step.terms.size()) + 1e-9));
}

bool Stage::filled(Cell output) const {
  if (focus.target != Target::none) return true;
  const std::int64_t t = output.row * geometry.w.o + output.col;
  return t < moment.step || (t == moment.step && moment.products >= 1);
}

}  // namespace deconvlab
