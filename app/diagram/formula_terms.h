// The terms of the size formula: letters, or the numbers of an axis, each in the colour of its slider.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "app/draw/rich_text.h"
#include "app/draw/theme.h"
#include "core/geometry/geometry.h"

namespace deconvlab::formula {

using Runs = std::vector<TextRun>;

// Letters, or the numbers of one axis in the same places. The convolution's input may be the lesson's output.
struct SizeNames {
  std::string i, k, k_less, d_less, k_eff, s, p, p_end, a, o;
  Role i_role = Role::input, o_role = Role::output;
  // How a pooling rounds its size, and the window that is left out then.
  bool ceil = false, left_out = false;
};
inline const SizeNames kLetters{"i", "k", "(k − 1)", "(d − 1)", "k_{eff}", "s", "p", "p_{end}", "a", "o"};
inline const SizeNames kTransposedLetters{"o′", "k",       "(k − 1)", "(d − 1)", "k_{eff}",    "s",
                                          "p",  "p_{end}", "a",       "i′",      Role::output, Role::input};

inline std::string text(std::int64_t v) { return fmt::format("{}", v); }

// A term of a sum, in parentheses below 0.
inline std::string term(std::int64_t v) { return v < 0 ? fmt::format("(−{})", -v) : text(v); }

SizeNames numbers_of(const Axis& axis);

class Writer {
 public:
  Writer(const Theme& theme, bool dilated, bool alike = true) : theme_(theme), dilated_(dilated), alike_(alike) {}
  Writer(const Geometry& g, const Theme& theme)
      : Writer(theme, g.h.d > 1 || g.w.d > 1, g.h.p == g.h.padding_end() && g.w.p == g.w.padding_end()) {}

  TextRun plain(std::string_view text) const { return {std::string(text), theme_.text}; }
  TextRun of(Role role, const std::string& text) const { return {text, theme_.of(role).ink, Weight::bold}; }
  TextRun stride(const std::string& text) const { return {text, theme_.text, Weight::bold}; }
  std::string kernel_letter() const { return dilated_ ? "k_{eff}" : "k"; }

  // 2p, or p + p_end where the ends differ
  Runs both_ends_of(const SizeNames& n, bool letters) const;
  // i + 2p − k
  Runs span(const SizeNames& n, bool letters) const;
  // ⌊(i + 2p − k) / s⌋ + 1, and what it comes to; of a pooling with ceil mode ⌈...⌉ + 1, or one less
  Runs size(const SizeNames& n, bool letters) const;
  // (i + 2p − k) mod s
  Runs remainder(const SizeNames& n, bool letters) const;
  // ⌈i / s⌉, SAME's size
  Runs same_size(const SizeNames& n, bool letters) const;
  // max((o − 1)s + k − i, 0), SAME's padding at both ends together, and how it is split
  Runs same_padding(const SizeNames& n, bool letters) const;
  // k + (k − 1)(d − 1)
  Runs reach(const SizeNames& n, bool letters) const;

 private:
  const Theme& theme_;
  bool dilated_;
  bool alike_;  // the padding of both ends
};

inline void append(Runs& runs, const Runs& more) { runs.insert(runs.end(), more.begin(), more.end()); }

// A letter of one axis: "p_{h}", "p_{end,h}"; the letter itself for both.
std::string of_axis(std::string letter, std::string_view axis);

}  // namespace deconvlab::formula
