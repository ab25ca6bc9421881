#include "app/diagram/transposed_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/diagram/transpose_views.h"
#include "app/diagram/words.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostMeeting = 9;  // products that a sentence has

std::int64_t landing(const ScatterStep& step) {
  return std::ranges::count_if(step.stamps, [](const Stamp& stamp) { return !stamp.cut; });
}

std::string describe_input(const Frame& frame, Cell c) {
  const std::int64_t t = frame.results.inputs().index_of(c);
  return say(frame.language, "scene.t_input", label("x", c), every_digit(frame.results.x().at(c)), t,
             landing(frame.results.transpose.scatter(t)));
}

std::string describe_output(const Frame& frame, Cell c) {
  const std::int64_t products = frame.results.geometry.overlap(c);
  if (products == 0) return say(frame.language, "scene.t_untouched", label("y", c));
  return say(frame.language, "scene.t_output", label("y", c), every_digit(frame.results.output.at(c)), frame.results.outputs().index_of(c),
             products);
}

std::string describe_weight(const Frame& frame, Cell c) {
  const Geometry& g = frame.results.geometry;
  return say(frame.language, "scene.t_weight", label("w", c), every_digit(frame.results.trace.kernel().at(c)),
             g.entries_of(g.weight_of(c)));
}

std::string describe_nonzero(const Frame& frame, Cell out, Cell in) {
  const MaybeCell w = frame.results.geometry.weight_between(in, out);
  if (!w.found) return describe_output(frame, out);
  const float weight = frame.results.trace.kernel().at(w.cell);
  const float x = frame.results.x().at(in);
  return say(frame.language, "scene.t_nonzero", frame.results.outputs().index_of(out), frame.results.inputs().index_of(in),
             label("w", w.cell), every_digit(weight), label("x", in), every_digit(x), every_digit(weight * x), label("y", out));
}

// What the view shows of the step.
std::string gather_story(const Stage& stage) {
  return say(stage.frame.language, "scene.story_gather", stage.step.t, stage.step.terms.size());
}

// The products that the stamps up to this one have laid on an output cell, in their order.
std::vector<float> laid_on(const Stage& stage, Cell output, std::int64_t stamp) {
  std::vector<float> products;
  for (const Term& term : stage.frame.results.step(stage.outputs().index_of(output)).terms) {
    if (term.column <= stamp) products.push_back(term.product);
  }
  return products;
}

// Where most stamps meet so far, of those cells that this one covers; nothing where it lies alone, or for more products than are read.
std::string meeting_in(const Stage& stage, const ScatterStep& step) {
  Cell at{};
  std::vector<float> most;
  for (const Stamp& stamp : step.stamps) {
    if (stamp.cut) continue;
    if (std::vector<float> products = laid_on(stage, stamp.output, step.t); products.size() > most.size())
      at = stamp.output, most = products;
  }
  if (most.size() < 2 || std::ssize(most) > kMostMeeting || stage.frame.model.lesson.symbols) return {};
  std::string sum;
  for (const float product : most) sum += sum.empty() ? number(product) : " + " + bracketed(product);
  return say(stage.frame.language, "scene.story_stamps_meet", at.row, at.col, sum,
             number(stage.frame.results.transpose.after_scatter(at, step.t)));
}

std::string scatter_story(const Stage& stage) {
  if (stage.focus.target == Target::output) return say(stage.frame.language, "scene.story_meet", stage.step.terms.size());
  const ScatterStep step = stage.frame.results.transpose.scatter(stamp_of(stage));
  const std::int64_t lands = landing(step);
  const auto taps = std::ssize(step.stamps);
  const std::string said =
      say(stage.frame.language, "scene.story_scatter", step.input.row, step.input.col, number(step.x), lands) + meeting_in(stage, step);
  return lands == taps ? said : said + say(stage.frame.language, "scene.story_cut", taps - lands);
}

std::string gradient_story(const Stage& stage) {
  return say(stage.frame.language, "scene.story_gradient", stage.step.output.row, stage.step.output.col, stage.step.terms.size());
}

std::string all_story(const Stage& stage) {
  return say(stage.frame.language, "scene.story_all", stage.step.terms.size(), stage.geometry.kernel().area());
}

std::string story(const Stage& stage) {
  const std::string& view = stage.frame.model.lesson.view;
  if (view == "gather") return gather_story(stage);
  if (view == "scatter") return scatter_story(stage);
  if (view == "direct") return taps_sentence(stage);
  if (view == "gradient") return gradient_story(stage);
  return all_story(stage);
}

}  // namespace

std::string both(std::int64_t rows, std::int64_t cols) {
  const auto text = [](std::int64_t n) { return number(static_cast<double>(n)); };
  return rows == cols ? text(rows) : fmt::format("{} × {}", text(rows), text(cols));
}

std::string taps_sentence(const Stage& stage) {
  const Language& language = stage.frame.language;
  const DirectStep step = stage.frame.results.transpose.direct(stage.step.t);
  const auto on = [&](Ground ground) { return std::ranges::count(step.terms, ground, &DirectTerm::ground); };
  return say(language, stage.geometry.flip ? "scene.story_direct_flip" : "scene.story_direct", step.terms.size(), on(Ground::cell),
             on(Ground::inserted), on(Ground::padding),
             on(Ground::extra) > 0 ? say(language, "scene.story_on_extra", on(Ground::extra)) : "");
}

std::string way_sentence(const Stage& stage) {
  if (stage.picks_weights()) return step_sentence(stage);
  if (stage.stamps && stage.focus.target == Target::none) return step_lead(stage) + story(stage);
  return step_sentence(stage) + std::string(phrase(stage.frame.language, "scene.next")) + story(stage);
}

namespace {

std::string spread_story(const Stage& stage, const Spread& spread) {
  const Language& language = stage.frame.language;
  const Geometry& g = stage.geometry;
  const TransposedAxis h = g.h.transposed();
  const TransposedAxis w = g.w.transposed();
  const bool apart = g.h.s > 1 || g.w.s > 1;
  if (!apart && spread.padding <= 0) return say(language, "scene.frac_start_one", h.i, w.i);
  if (spread.apart <= 0) return say(language, "scene.frac_start", both(g.h.s, g.w.s), h.i, w.i);
  if (spread.zeros <= 0) return say(language, "scene.frac_apart", both(g.h.s, g.w.s));
  if (spread.padding <= 0) return say(language, "scene.frac_zeros", both(g.h.s - 1, g.w.s - 1), h.stretched - h.a, w.stretched - w.a);
  const Border padding = padding_of_transposed(g);
  if (spread.extra <= 0 && padding == Border{}) return std::string(phrase(language, "scene.frac_no_padding"));
  const bool crops = padding != stretched_padding(g);
  if (spread.extra <= 0) return say(language, crops ? "scene.frac_crop" : "scene.frac_padding", both_ends(padding));
  if (h.a == 0 && w.a == 0) return say(language, "scene.frac_no_extra", h.o, w.o);
  return say(language, "scene.frac_extra", both(h.a, w.a), h.o, w.o);
}

std::string lead_step(const Stage& stage) {
  const StepCount count = counted_step(timeline_of(stage.frame.model, stage.focus, &stage.frame.results));
  return say(stage.frame.language, "scene.step", count.now, count.all);
}

}  // namespace

std::string walk_sentence(const Stage& stage, const Spread& spread) {
  if (stage.picks_weights()) return step_sentence(stage);
  if (!stage.started && stage.focus.target == Target::none) return lead_step(stage) + spread_story(stage, spread);
  return step_sentence(stage) + std::string(phrase(stage.frame.language, "scene.next")) + taps_sentence(stage);
}

std::string describe_transposed(const Focus& anything, const Frame& frame) {
  return describe_focus(anything, frame, Side::c_transposed, {describe_input, describe_output, describe_weight, describe_nonzero});
}

}  // namespace deconvlab
