#include "app/diagram/formula_terms.h"

namespace deconvlab::formula {

SizeNames numbers_of(const Axis& a) {
  return {text(a.i), text(a.k), text(a.k - 1),         text(a.d - 1),     text(a.k_eff),
          text(a.s), term(a.p), term(a.padding_end()), text(a.remainder), text(a.o)};
}

Runs Writer::both_ends_of(const SizeNames& n, bool letters) const {
  if (alike_) return {plain(letters ? "2" : "2·"), of(Role::padding, n.p)};
  return {of(Role::padding, n.p), plain(" + "), of(Role::padding, n.p_end)};
}

Runs Writer::span(const SizeNames& n, bool letters) const {
  Runs runs{of(Role::input, n.i), plain(" + ")};
  append(runs, both_ends_of(n, letters));
  append(runs, {plain(" − "), of(Role::kernel, letters ? kernel_letter() : n.k_eff)});
  return runs;
}

Runs Writer::size(const SizeNames& n, bool letters) const {
  Runs runs{plain(n.ceil ? "⌈(" : "⌊(")};
  append(runs, span(n, letters));
  append(runs, {plain(") / "), stride(n.s), plain(n.ceil ? "⌉ + 1" : "⌋ + 1"), plain(n.left_out ? " − 1" : "")});
  if (!letters) append(runs, {plain(" = "), of(Role::output, n.o)});
  return runs;
}

Runs Writer::remainder(const SizeNames& n, bool letters) const {
  Runs runs{plain("(")};
  append(runs, span(n, letters));
  append(runs, {plain(") mod "), stride(n.s)});
  if (!letters) append(runs, {plain(" = "), stride(n.a)});
  return runs;
}

Runs Writer::same_size(const SizeNames& n, bool letters) const {
  Runs runs{plain("⌈"), of(n.i_role, n.i), plain(" / "), stride(n.s), plain("⌉")};
  if (!letters) append(runs, {plain(" = "), of(n.o_role, n.o)});
  return runs;
}

Runs Writer::same_padding(const SizeNames& n, bool letters) const {
  Runs runs{plain("max(("), of(n.o_role, n.o), plain(letters ? " − 1)" : " − 1)·"),
            stride(n.s),    plain(" + "),      of(Role::kernel, letters ? kernel_letter() : n.k_eff),
            plain(" − "),   of(n.i_role, n.i), plain(", 0)")};
  if (!letters) append(runs, {plain(" = "), of(Role::padding, n.p), plain(" + "), of(Role::padding, n.p_end)});
  return runs;
}

Runs Writer::reach(const SizeNames& n, bool letters) const {
  Runs runs{of(Role::kernel, n.k), plain(" + "), of(Role::kernel, n.k_less), plain(letters ? "" : "·"), stride(n.d_less)};
  if (!letters) append(runs, {plain(" = "), of(Role::kernel, n.k_eff)});
  return runs;
}

std::string of_axis(std::string letter, std::string_view axis) {
  if (axis.empty()) return letter;
  if (!letter.ends_with('}')) return fmt::format("{}_{{{}}}", letter, axis);
  letter.pop_back();
  return fmt::format("{},{}}}", letter, axis);
}

}  // namespace deconvlab::formula
