#include "app/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "app/diagram/transposed_words.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostTermsInWords = 12;

std::string pair_of(Cell c) { return fmt::format("({},{})", c.row, c.col); }

std::string product_text(const Term& term) { return fmt::format("{}·{}", bracketed(term.x), bracketed(term.w)); }

std::string term_text(const Stage& stage, const Term& term) {
  if (!stage.frame.model.lesson.symbols) return product_text(term);
  const Cell x = stage.unstretched(term.input);
  const std::string w = fmt::format("w_{{{},{}}}", term.weight.row, term.weight.col);
  return stage.inserted(term.input) ? "0·" + w : fmt::format("x_{{{},{}}}·{}", x.row, x.col, w);
}

// "2·1 + 0·3 + …": the longest sums keep their first and last terms.
std::string joined(std::span<const std::string> parts) {
  const auto count = std::ssize(parts);
  std::string sum;
  for (std::int64_t n = 0; n < count; ++n) {
    const bool skipped = count > kMostTermsInWords && n >= kMostTermsInWords - 2 && n < count - 1;
    if (skipped && n > kMostTermsInWords - 2) continue;
    sum += (sum.empty() ? "" : " + ") + (skipped ? std::string("…") : parts[n]);
  }
  return sum.empty() ? std::string("0") : sum;
}

// Of the products with real cells.
std::string sum_text(const Stage& stage) {
  std::vector<std::string> parts;
  for (const Term& term : stage.step.terms) {
    if (!term.padding) parts.push_back(term_text(stage, term));
  }
  return joined(parts);
}

// "= 14", or "≈ 14.333" where a number in the sentence is rounded. Symbols stand for every value: they need no result.
std::string result_text(const Stage& stage) {
  if (stage.frame.model.lesson.symbols || stage.step.terms.empty()) return {};
  const bool rounded = is_rounded(stage.step.value) || std::ranges::any_of(stage.step.terms, [](const Term& term) {
                         return !term.padding && term.product != 0 && (is_rounded(term.x) || is_rounded(term.w));
                       });
  if (!stage.complete()) return say(stage.frame.language, "scene.so_far", number(stage.sum_so_far()));
  return fmt::format(" {} {}", rounded ? "≈" : "=", number(stage.step.value));
}

// "output (1,0)" or "y_{1,0}", as the cells are labelled.
std::string output_name(const Stage& stage) {
  const Cell c = stage.step.output;
  if (stage.frame.model.lesson.symbols) return fmt::format("y_{{{},{}}}", c.row, c.col);
  return say(stage.frame.language, "scene.output_name", c.row, c.col);
}

std::int64_t on_padding(const Step& step) {
  return std::ranges::count_if(step.terms, [](const Term& term) { return term.padding; });
}

std::string with_padding_note(const Stage& stage, std::string sentence) {
  const std::int64_t count = on_padding(stage.step);
  if (count == 0) return sentence;
  return then(std::move(sentence), say(stage.frame.language, "scene.on_padding", count, stage.step.terms.size()));
}

std::string describe_input(const Frame& frame, Cell c) {
  const Geometry& g = frame.results.geometry;
  if (!g.input().contains(c)) return say(frame.language, "scene.padding_cell", pair_of(c));
  const std::string value = every_digit(frame.results.trace.input().at(c));
  const auto feeds = fed_by(g, c);
  if (feeds.empty()) return say(frame.language, "scene.unread_cell", label("x", c), value);
  return say(frame.language, "scene.input_cell", label("x", c), value, g.input().index_of(c), feeds.size());
}

std::string describe_output(const Frame& frame, Cell c) {
  const Geometry& g = frame.results.geometry;
  return say(frame.language, "scene.output_cell", label("y", c), every_digit(frame.results.output.at(c)), g.output().index_of(c));
}

std::string describe_weight(const Frame& frame, Cell c) {
  const Geometry& g = frame.results.geometry;
  const Cell uv = g.weight_of(c);
  const std::int64_t entries = g.entries_of(uv);
  return say(frame.language, "scene.weight_cell", label("w", c), every_digit(frame.results.trace.kernel().at(c)), entries,
             g.output().area());
}

std::string describe_nonzero(const Frame& frame, Cell out, Cell in) {
  const Geometry& g = frame.results.geometry;
  const MaybeCell w = g.weight_between(out, in);
  if (!w.found) return describe_output(frame, out);
  const float weight = frame.results.trace.kernel().at(w.cell);
  const float x = frame.results.trace.input().at(in);
  return say(frame.language, "scene.nonzero", g.output().index_of(out), g.input().index_of(in), label("w", w.cell), every_digit(weight),
             label("x", in), every_digit(x), every_digit(weight * x), label("y", out));
}

}  // namespace

std::string bracketed(float value) { return value < 0 ? fmt::format("({})", number(value)) : number(value); }

std::string products_at(const Results& results, Cell output) {
  std::vector<std::string> parts;
  for (const Term& term : results.step(results.outputs().index_of(output)).terms) {
    if (!term.padding) parts.push_back(product_text(term));
  }
  return joined(parts);
}

std::string restored_value(const Frame& frame, Cell c) {
  const std::string back = number(frame.results.back.at(c)), x = number(frame.results.trace.input().at(c));
  return say(frame.language, back == x ? "scene.inverse_equal" : "scene.inverse_value", c.row, c.col, back, x);
}

std::string label(std::string_view symbol, Cell c) { return fmt::format("{}_{{{},{}}}", symbol, c.row, c.col); }

// The timeline's; of many lessons that start again and again this one's own.
static StepCount counted_step(const Stage& stage) {
  const Model& model = stage.frame.model;
  if (model.lesson.kind->repeats) return {stage.step.t + 1, stage.outputs().area()};
  return counted_step(timeline_of(model, {}, &stage.frame.results));
}

std::string step_lead(const Stage& stage) {
  const Language& language = stage.frame.language;
  const StepCount step = counted_step(stage);
  if (stage.focus.target == Target::none) return say(language, "scene.step", step.now, step.all);
  return std::string(stage.focus == stage.pinned ? phrase(language, "scene.pinned") : "");
}

// What is pointed at, in the words of the lesson's family.
static std::string described(const Stage& stage) {
  return (stage.transposed() ? describe_transposed : describe_convolution)(stage.focus, stage.frame);
}

std::string step_sentence(const Stage& stage) {
  if (stage.picks_weights()) return step_lead(stage) + described(stage);
  return with_padding_note(
      stage, step_lead(stage) + say(stage.frame.language, "scene.sum", output_name(stage), sum_text(stage), result_text(stage)));
}

std::string row_sentence(const Stage& stage) {
  const Language& language = stage.frame.language;
  if (stage.picks_weights()) return step_lead(stage) + described(stage);
  const auto nonzeros = static_cast<std::int64_t>(stage.step.terms.size()) - on_padding(stage.step);
  return step_lead(stage) + say(language, stage.focus.target == Target::none ? "scene.row" : "scene.row_alone", stage.step.t, nonzeros) +
         say(language, "scene.sum", output_name(stage), sum_text(stage), result_text(stage));
}

std::string describe_focus(const Focus& anything, const Frame& frame, Side side, const Describers& say_of) {
  const Focus focus = focus_within(frame.results.geometry, anything, side);
  switch (focus.target) {
    case Target::input:
      return say_of.input(frame, focus.cell);
    case Target::output:
      return say_of.output(frame, focus.cell);
    case Target::weight:
      return say_of.weight(frame, focus.cell);
    case Target::nonzero:
      return say_of.nonzero(frame, focus.cell, focus.other);
    case Target::bias:
    case Target::tile:
    case Target::none:
      break;
  }
  return {};
}

std::string describe_convolution(const Focus& anything, const Frame& frame) {
  return describe_focus(anything, frame, Side::c, {describe_input, describe_output, describe_weight, describe_nonzero});
}

}  // namespace deconvlab
