#include "app/scenes/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace deconvlab {

namespace {

constexpr std::int64_t kMostTermsInWords = 12;
constexpr std::string_view kMinus = "−";

std::string pair_of(Cell c) { return fmt::format("({},{})", c.row, c.col); }

std::string factor(float v) { return v < 0 ? fmt::format("({})", number(v)) : number(v); }

// Every digit, with the same minus sign as the rounded numbers.
std::string every_digit(float v) {
  const std::string text = exact_number(v);
  return text.front() == '-' ? fmt::format("{}{}", kMinus, text.substr(1)) : text;
}

std::string term_text(const Stage& stage, const Term& term) {
  if (!stage.frame.model.lesson.symbols) return fmt::format("{}·{}", factor(term.x), factor(term.w));
  return fmt::format("x_{{{},{}}}·w_{{{},{}}}", term.input.row, term.input.col, term.weight.row, term.weight.col);
}

// "2·1 + 0·3 + …": the products with real cells; the longest sums keep their first and last terms.
std::string sum_text(const Stage& stage) {
  std::vector<std::string> parts;
  for (const Term& term : stage.step.terms) {
    if (!term.padding) parts.push_back(term_text(stage, term));
  }
  const auto count = std::ssize(parts);
  std::string sum;
  for (std::int64_t n = 0; n < count; ++n) {
    const bool skipped = count > kMostTermsInWords && n >= kMostTermsInWords - 2 && n < count - 1;
    if (skipped && n > kMostTermsInWords - 2) continue;
    sum += (sum.empty() ? "" : " + ") + (skipped ? std::string("…") : parts[n]);
  }
  return sum.empty() ? std::string("0") : sum;
}

// "= 14", or "≈ 14.333" where a number in the sentence is rounded. Symbols stand for every value: they need no result.
std::string result_text(const Stage& stage) {
  if (stage.frame.model.lesson.symbols) return {};
  const bool rounded = is_rounded(stage.step.value) || std::ranges::any_of(stage.step.terms, [](const Term& term) {
                         return !term.padding && (is_rounded(term.x) || is_rounded(term.w));
                       });
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
  if (count > 0) sentence += " " + say(stage.frame.language, "scene.on_padding", count, stage.step.terms.size());
  return sentence;
}

std::string label(std::string_view symbol, Cell c) { return fmt::format("{}_{{{},{}}}", symbol, c.row, c.col); }

std::string describe_input(const Frame& frame, Cell c) {
  const Geometry& g = frame.results.geometry;
  if (c.row < 0 || c.row >= g.h.i || c.col < 0 || c.col >= g.w.i) return say(frame.language, "scene.padding_cell", pair_of(c));
  const std::string value = every_digit(frame.results.trace.input().at(c));
  const auto feeds = fed_by(g, c);
  if (feeds.empty()) return say(frame.language, "scene.unread_cell", label("x", c), value);
  return say(frame.language, "scene.input_cell", label("x", c), value, c.row * g.w.i + c.col, feeds.size());
}

std::string describe_output(const Frame& frame, Cell c) {
  const Geometry& g = frame.results.geometry;
  return say(frame.language, "scene.output_cell", label("y", c), every_digit(frame.results.output.at(c)), c.row * g.w.o + c.col);
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
  return say(frame.language, "scene.nonzero", out.row * g.w.o + out.col, in.row * g.w.i + in.col, label("w", w.cell), every_digit(weight),
             label("x", in), every_digit(x), every_digit(weight * x), label("y", out));
}

}  // namespace

std::string step_sentence(const Stage& stage) {
  const Frame& frame = stage.frame;
  if (!stage.links.shows_placement() || stage.focus.target == Target::nonzero) return describe_convolution(stage.focus, frame);
  return with_padding_note(stage, say(frame.language, "scene.step", stage.step.t + 1, frame.results.trace.size(), output_name(stage),
                                      sum_text(stage), result_text(stage)));
}

std::string row_sentence(const Stage& stage) {
  const Frame& frame = stage.frame;
  if (!stage.links.shows_placement() || stage.focus.target == Target::nonzero) return describe_convolution(stage.focus, frame);
  const auto nonzeros = static_cast<std::int64_t>(stage.step.terms.size()) - on_padding(stage.step);
  return say(frame.language, "scene.row", stage.step.t, frame.results.trace.size(), nonzeros, output_name(stage), sum_text(stage),
             result_text(stage));
}

std::string describe_convolution(const Focus& anything, const Frame& frame) {
  const Focus focus = focus_within(frame.results.geometry, anything);
  switch (focus.target) {
    case Target::input:
      return describe_input(frame, focus.cell);
    case Target::output:
      return describe_output(frame, focus.cell);
    case Target::weight:
      return describe_weight(frame, focus.cell);
    case Target::nonzero:
      return describe_nonzero(frame, focus.cell, focus.other);
    case Target::none:
      break;
  }
  return {};
}

}  // namespace deconvlab
