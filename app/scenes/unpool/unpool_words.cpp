#include "app/scenes/unpool/unpool_words.h"

#include <fmt/format.h>

#include <cmath>

#include "core/operators/compare.h"
#include "core/operators/switch_rules.h"

namespace deconvlab {

namespace {

// A share as it is, where few digits say it: 0.5625.
std::string share(float value) {
  constexpr std::size_t kFewDigits = 6;
  return exact_number(value).size() <= kFewDigits ? every_digit(value) : number(value);
}

std::string pair_of(Cell c) { return fmt::format("({},{})", c.row, c.col); }

// "a 2 × 2 kernel of ones".
std::string kernel_phrase(const Language& language, const ImitatingKernel& it) {
  const auto& [h, w] = it.kernel;
  if (it.bilinear && !it.ones) return say(language, "unpool.kernel_bilinear", h, w);
  if (!it.ones) return say(language, "unpool.kernel_other", h, w);
  const Cell first = it.ones->first;
  const Cell last = it.ones->last();
  if (it.ones->size == it.kernel) return say(language, "unpool.kernel_ones", h, w);
  if (first == last) return say(language, "unpool.kernel_one", h, w, first.row, first.col);
  return say(language, "unpool.kernel_block", h, w, first.row, first.col, last.row, last.col);
}

// How much the values differ here, and how many rows.
std::string apart(const UnpoolStage& s, const MatrixComparison& found, int way) {
  const Language& language = s.frame.language;
  const std::string_view name = way == 0 ? "①" : "②";
  const float values = largest_difference(s.back(2), s.back(way));
  const Cell at = found.first_different;
  if (values == 0) return say(language, "unpool.same_values", name, found.different, found.rows, at.row, at.col);
  return say(language, "unpool.apart", name, number(values), found.different, found.rows, at.row, at.col);
}

// Inside they are one, at the border not.
std::string equal_inside(const UnpoolStage& s, const MatrixComparison& found) {
  const Cell at = found.first_different;
  float sum = 0;
  for (const RowEntry& e : s.row_of(2, at)) sum += e.weight;
  return say(s.frame.language, "unpool.c_is_b_inside", pair_of(found.inside.first), pair_of(found.inside.last()), found.different,
             pair_of(at), share(sum));
}

// The axis along which ② stretches the map by another factor than the stride.
const Axis& odd_axis(const UnpoolStage& s) {
  const Geometry& resample = s.r.resample;
  return resample.h.i != resample.h.o * s.up().h.s ? resample.h : resample.w;
}

std::string about_b(const UnpoolStage& s, const MatrixComparison& found) {
  const Language& language = s.frame.language;
  if (found.different == 0) return say(language, "unpool.c_is_b", found.rows);
  if (found.different_inside == 0 && !found.inside.empty()) return equal_inside(s, found);
  const std::string lead = apart(s, found, 1);
  if (!found.imitation) {
    const Geometry& up = s.up();
    return then(lead, say(language, "unpool.never_b", odd_axis(s).o, odd_axis(s).i, say(language, "unpool.rows_count", up.h.s),
                          say(language, "unpool.columns_count", up.w.s)));
  }
  const bool everywhere = found.inside == CellRect{{}, s.large()};
  return then(lead, say(language, everywhere ? "unpool.would" : "unpool.would_inside", kernel_phrase(language, *found.imitation)));
}

std::string about_a(const UnpoolStage& s, const MatrixComparison& found) {
  const Language& language = s.frame.language;
  if (found.different == 0) {
    const auto& ones = found.imitation ? found.imitation->ones : std::nullopt;
    if (!ones || ones->size.area() != 1) return say(language, "unpool.c_is_a_rows", found.rows);
    return say(language, "unpool.c_is_a", found.rows, ones->first.row, ones->first.col);
  }
  const std::string lead = apart(s, found, 0);
  if (!found.imitation) return then(lead, phrase(language, "unpool.never_a"));
  const std::string would = say(language, "unpool.would", kernel_phrase(language, *found.imitation));
  if (found.imitation->weights.size() > 1) return then(lead, would);
  const bool fits = found.imitation->kernel == s.up().kernel();
  return then(then(lead, phrase(language, fits ? "unpool.one_place" : "unpool.one_place_outside")), would);
}

// Of matrices too large to compare the values only.
std::vector<std::string> values_apart(const UnpoolStage& s) {
  std::vector<std::string> said;
  for (const int way : {1, 0})
    said.push_back(say(s.frame.language, "unpool.values_apart", way == 0 ? "①" : "②", number(largest_difference(s.back(2), s.back(way)))));
  return said;
}

std::string story_of_b(const UnpoolStage& s) {
  const Language& language = s.frame.language;
  const CellRect copies = s.copies_of(s.current);
  if (copies.empty()) return std::string(phrase(language, "unpool.story_b_none"));
  const std::string_view key = s.bilinear ? "unpool.story_b_bilinear" : "unpool.story_b";
  return say(language, key, say(language, "unpool.rows_from", copies.first.row, copies.last().row),
             say(language, "unpool.columns_from", copies.first.col, copies.last().col));
}

// Of a value that stands in the window more than once.
std::string about_tie(const UnpoolStage& s) {
  const std::int64_t count = s.times_in_window(s.current);
  if (count < 2) return {};
  const std::string value = number(s.r.pooled.values.at(s.current));
  return count == 2 ? say(s.frame.language, "unpool.tie", value) : say(s.frame.language, "unpool.tie_more", value, count);
}

// Of a place that a pooled cell before this one has named as well.
std::string about_second_write(const UnpoolStage& s) {
  const auto before = s.same_switch_before(s.current);
  return before ? say(s.frame.language, "unpool.story_a_again", before->row, before->col) : std::string();
}

std::string story(const UnpoolStage& s) {
  const Language& language = s.frame.language;
  const Cell at = s.switch_of(s.current);
  const auto& [row, col] = s.current;
  const std::string value = number(s.r.pooled.values.at(s.current));
  if (s.pooling()) {
    const std::string pool = say(language, "unpool.story_pool", row, col, value, at.row, at.col, s.large().index_of(at), s.large().w);
    return then(then(pool, about_tie(s)), phrase(language, "unpool.story_lost"));
  }
  const std::string back =
      then(say(language, "unpool.story_a", row, col, value, at.row, at.col, s.large().index_of(at)), about_second_write(s));
  return then(then(back, story_of_b(s)), phrase(language, "unpool.story_c"));
}

// The axis that does not come back to its size by itself, else the rows'.
const Axis& axis_to_say(const Geometry& pool) { return size_back(pool.h) == pool.h.i && size_back(pool.w) != pool.w.i ? pool.w : pool.h; }

}  // namespace

std::int64_t size_back(const Axis& axis) { return axis.s * (axis.o - 1) + axis.k - 2 * axis.p; }

std::string output_size_note(const UnpoolStage& s) {
  const Axis& axis = axis_to_say(s.pool());
  const std::int64_t back = size_back(axis);
  if (is_same_rule(s.pool().padding)) return {};
  if (back != axis.i) return say(s.frame.language, "unpool.output_size", axis.i, axis.o, back);
  if (axis.s == 1 || s.pool().ceil_mode) return {};
  return say(s.frame.language, "unpool.output_sizes", back, back + axis.s - 1, axis.o);
}

std::vector<std::string> unpool_statements(const UnpoolStage& s) {
  const std::optional<MatrixComparison>& to_b = s.comparison_with_b();
  if (!to_b || !s.ways().to_unpool) return values_apart(s);
  std::vector<std::string> said{about_b(s, *to_b), about_a(s, *s.ways().to_unpool)};
  if (s.has_unreached()) said.emplace_back(phrase(s.frame.language, "unpool.unreached"));
  return said;
}

std::string unpool_sentence(const UnpoolStage& s) {
  const Language& language = s.frame.language;
  if (!s.pointed()) return then(say(language, "unpool.step", s.step() + 1, 2 * s.cells()), story(s));
  const bool pinned = s.focus == s.frame.model.pinned;
  return (pinned ? std::string(phrase(language, "scene.pinned")) : "") + describe_unpool(s.focus, s.frame);
}

namespace {

// The switch of one channel as a framework numbers it.
std::int64_t numbered(SwitchRule rule, std::int64_t at, Extent plane) {
  return numbered_by(rule, Indices({1, 1, 1, 1}, static_cast<std::int32_t>(at)), plane)->data()[0];
}

std::string describe_pooled(const UnpoolStage& s) {
  const auto& [row, col] = s.focus.cell;
  const Cell at = s.switch_of(s.focus.cell);
  const std::int64_t index = s.large().index_of(at);
  const std::string cell =
      say(s.frame.language, "unpool.describe_pooled", row, col, number(s.r.pooled.values.at(s.focus.cell)), at.row, at.col, index);
  return then(cell, say(s.frame.language, "unpool.describe_switch", numbered(SwitchRule::onnx, index, s.large()),
                        numbered(SwitchRule::onnx_column, index, s.large()), numbered(SwitchRule::tensorflow, index, s.large())));
}

}  // namespace

std::string describe_unpool(const Focus& focus, const Frame& frame) {
  Frame asked = frame;
  asked.focus = focus;
  const UnpoolStage s(asked);
  const auto& [row, col] = s.focus.cell;
  const Language& language = frame.language;
  switch (s.focus.target) {
    case Target::input:
      return describe_pooled(s);
    case Target::output:
      return say(language, "unpool.describe", row, col, number(s.x().at(s.focus.cell)), number(s.back(0).at(s.focus.cell)),
                 number(s.back(1).at(s.focus.cell)), number(s.back(2).at(s.focus.cell)));
    case Target::weight:
      return say(language, "unpool.describe_weight", row, col, every_digit(s.kernel().at(s.focus.cell)));
    default:
      return {};
  }
}

}  // namespace deconvlab
