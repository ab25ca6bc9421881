#include "app/scenes/unrolled/words.h"

#include "app/diagram/words.h"
#include "core/matrix/matrix_rows.h"

namespace deconvlab {

namespace {

// Up to where the first row of C meets X.
std::string forming(const Unrolled& u) {
  const Language& language = u.stage.frame.language;
  const Geometry& g = u.geometry();
  if (u.act.rest > 0) return say(language, "unrolled.rest", g.output().area(), g.input().area(), g.nonzeros());
  if (u.act.first > 0) return say(language, "unrolled.first", std::int64_t{g.kernel().area()}, g.input().area());
  if (u.act.flat > 0) return say(language, "unrolled.flat", g.input().area());
  return say(language, "unrolled.window", g.h.k, g.w.k, g.output().area());
}

std::string stamping(const Unrolled& u) {
  const Geometry& g = u.geometry();
  const std::int64_t n = u.act.stamp(u.outputs());
  const Cell from = g.output_cell(n);
  return say(u.stage.frame.language, "unrolled.stamp", n, from.row, from.col, number(u.stage.frame.results.output.at(from)));
}

std::string turning(const Unrolled& u) {
  const Geometry& g = u.geometry();
  const std::int64_t row = g.input().index_of(u.folded());
  const auto nonzeros = std::ssize(fed_by(g, u.folded()));
  return say(u.stage.frame.language, "unrolled.turned", row, u.folded().row, u.folded().col,
             number(u.stage.frame.results.back.at(u.folded())), std::int64_t{nonzeros});
}

std::string story(const Unrolled& u) {
  const Language& language = u.stage.frame.language;
  const Geometry& g = u.geometry();
  if (u.act.turned > 0) return turning(u);
  if (u.act.stamps > 0) return stamping(u);
  if (u.act.back()) return say(language, "unrolled.mirror", g.input().area(), g.output().area());
  if (u.act.folded > 0) return say(language, "unrolled.folded", g.output().area(), g.h.o, g.w.o);
  return forming(u);
}

}  // namespace

std::string unrolled_sentence(const Frame& frame) {
  const Unrolled u(frame);
  if (frame.focus.target != Target::none) return step_lead(u.stage) + describe_unrolled(frame.focus, frame);
  if (u.act.rows > 0 && u.act.folded == 0) return row_sentence(u.stage);
  return step_lead(u.stage) + story(u);
}

std::string describe_unrolled(const Focus& focus, const Frame& frame) {
  const Act act = Unrolled(frame).act;
  if (!act.back() || focus.target != Target::input || !frame.results.geometry.input().contains(focus.cell))
    return describe_convolution(focus, frame);
  return restored_value(frame, focus.cell);
}

}  // namespace deconvlab
