#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/axes.h"
#include "app/cli/command_line.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/lang/reasons.h"
#include "core/formats/sizes_json.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options {
  std::string op;
  GeometryOptions geometry;
  std::string dims;
  bool json = false;
};

// An operator's sizes along each of its axes.
using Axes = std::vector<NamedAxis>;

// Products over all axes, capped.
std::int64_t product(const Axes& axes, std::int64_t (*of)(const Geometry& g)) {
  std::int64_t all = 1;
  for (const NamedAxis& axis : axes) all = capped_product(all, of(axis.geometry));
  return all;
}
std::int64_t inputs(const Axes& axes) {
  return product(axes, [](const Geometry& g) { return g.input().area(); });
}
std::int64_t outputs(const Axes& axes) {
  return product(axes, [](const Geometry& g) { return g.output().area(); });
}
std::int64_t nonzeros(const Axes& axes) {
  return product(axes, [](const Geometry& g) { return g.nonzeros(); });
}
std::int64_t dense_products(const Axes& axes) {
  return product(axes, [](const Geometry& g) { return g.dense_products(); });
}
std::int64_t im2col_products(const Axes& axes) {
  return product(axes, [](const Geometry& g) { return g.im2col_products(); });
}
std::int64_t direct_products(const Axes& axes) {
  return product(axes, [](const Geometry& g) { return g.direct_products(); });
}

// "3", or "(-3)".
std::string in_a_sum(std::int64_t n) { return n < 0 ? fmt::format("({})", n) : fmt::format("{}", n); }

// The padding of both ends as a formula writes it, and with its numbers.
struct PaddingTerm {
  std::string letters, numbers;
};

PaddingTerm padding_term(const Axis& a, char sign) {
  const std::int64_t p_end = a.padding_end();
  if (a.p == p_end) return {fmt::format("{} 2p", sign), fmt::format("{} 2*{}", sign, in_a_sum(a.p))};
  return {fmt::format("{} p_begin {} p_end", sign, sign), fmt::format("{} {} {} {}", sign, in_a_sum(a.p), sign, in_a_sum(p_end))};
}

// "1", or "2 | 1" of unlike ends.
std::string both_ends(std::int64_t before, std::int64_t after) {
  return before == after ? fmt::format("{}", before) : fmt::format("{} | {}", before, after);
}

// Formulas are the same in every language.
void print_axis(const Language& language, std::string_view name, const Axis& a) {
  const TransposedAxis t = a.transposed();
  const PaddingTerm padding = padding_term(a, '+');
  print_out("{}: o = floor((i {} - k_eff) / s) + 1 = floor(({} {} - {}) / {}) + 1 = {}", name, padding.letters, a.i, padding.numbers,
            a.k_eff, a.s, a.o);
  print_out("   (k_eff = k + (k - 1)(d - 1) = {} + {}*{} = {})\n", a.k, a.k - 1, a.d - 1, a.k_eff);
  print_out("   {}\n", say(language, "sizes.remainder", padding.letters, a.remainder));
  print_out("   {}\n", say(language, "sizes.transposed", t.i, t.stretched, t.k, t.s, both_ends(t.p, t.p_end), t.a, t.o));
}

std::string p_prime(const Language& language, const Axis& a, const char* p, std::int64_t given) {
  const std::int64_t result = a.d * (a.k - 1) - given;
  const std::string formula = fmt::format("{}' = d (k - 1) - {} = {}*{} - {} = {}", p, p, a.d, a.k - 1, in_a_sum(given), result);
  return result < 0 ? fmt::format("{} ({})", formula, phrase(language, "sizes.crop")) : formula;
}

void print_transposed_axis(const Language& language, std::string_view name, const Axis& a) {
  const TransposedAxis t = a.transposed();
  const PaddingTerm padding = padding_term(a, '-');
  print_out("{}: o' = s (i' - 1) + a + k_eff {} = {}*({} - 1) + {} + {} {} = {}", name, padding.letters, a.s, t.i, t.a, a.k_eff,
            padding.numbers, t.o);
  print_out("   (k_eff = k + (k - 1)(d - 1) = {} + {}*{} = {})\n", a.k, a.k - 1, a.d - 1, a.k_eff);
  print_out("   {}: s (i' - 1) + 1 + a = {}*{} + 1 + {} = {}\n", phrase(language, "sizes.stretched"), a.s, t.i - 1, t.a, t.stretched);
  print_out("   {}\n", a.p == a.p_end ? p_prime(language, a, "p", a.p)
                                      : p_prime(language, a, "p_begin", a.p) + ", " + p_prime(language, a, "p_end", a.p_end));
  print_out("   {}\n", say(language, "sizes.direct", a.k));
}

std::string count(const Language& language, std::int64_t n) {
  return n == INT64_MAX ? say(language, "sizes.over", n) : fmt::format("{}", n);
}

// Once for axes that are alike: "h, w: ".
template <class Print>
void print_axes(const Axes& axes, Print&& print) {
  for (auto axis = axes.begin(); axis != axes.end(); ++axis) {
    const auto like = [&](const NamedAxis& other) { return other.geometry.h == axis->geometry.h; };
    if (std::any_of(axes.begin(), axis, like)) continue;
    std::string names;
    for (auto other = axis; other != axes.end(); ++other)
      if (like(*other)) names += (names.empty() ? "" : ", ") + std::string(other->name);
    print(names, axis->geometry);
  }
}

void print_transposed_text(const Language& language, const Axes& axes) {
  print_axes(axes, [&](std::string_view name, const Geometry& g) { print_transposed_axis(language, name, g.h); });
  const std::int64_t all = direct_products(axes);
  const std::int64_t real = nonzeros(axes);
  const std::string share = fmt::format("{:.1f}", 100.0 * static_cast<double>(all - real) / static_cast<double>(all));
  print_out("{}\n",
            say(language, "sizes.matrix", "Ct", count(language, inputs(axes)), count(language, outputs(axes)), count(language, real)));
  print_out("{}\n", say(language, "sizes.wasted", count(language, all), count(language, real), count(language, all - real), share));
}

void print_text(const Language& language, const Axes& axes) {
  print_axes(axes, [&](std::string_view name, const Geometry& g) { print_axis(language, name, g.h); });
  const std::string real = count(language, nonzeros(axes));
  print_out("{}\n", say(language, "sizes.matrix", "C", count(language, outputs(axes)), count(language, inputs(axes)), real));
  print_out("{}\n",
            say(language, "sizes.multiplications", count(language, dense_products(axes)), real, count(language, im2col_products(axes))));
}

// SAME's size comes from i and s alone; the padding follows from it.
void print_same_pooled_axis(std::string_view name, const Axis& a) {
  print_out("{}: o = ceil(i / s) = ceil({} / {}) = {}\n", name, a.i, a.s, a.o);
  print_out("   p_begin + p_end = max((o - 1) s + k_eff - i, 0) = max(({} - 1)*{} + {} - {}, 0) = {} + {}\n", a.o, a.s, a.k_eff, a.i, a.p,
            a.p_end);
}

// The floor or, with ceil_mode, the ceiling, of which a window that would start in the padding is taken off.
void print_given_pooled_axis(const Language& language, std::string_view name, const Axis& a, bool ceil_mode) {
  const bool less = ceil_mode && leaves_window_out(a);
  const std::string_view round = ceil_mode ? "ceil" : "floor", one_less = less ? " - 1" : "";
  const PaddingTerm padding = padding_term(a, '+');
  print_out("{}: o = {}((i {} - k_eff) / s) + 1{} = {}(({} {} - {}) / {}) + 1{} = {}\n", name, round, padding.letters, one_less, round, a.i,
            padding.numbers, a.k_eff, a.s, one_less, a.o);
  if (less) print_out("   {}\n", phrase(language, "sizes.left_out"));
  if (a.overhang > 0) print_out("   {}\n", say(language, "sizes.overhang", a.overhang));
  if (a.overhang == 0) print_out("   {}\n", say(language, "sizes.remainder", padding.letters, a.remainder));
}

void print_pooled(const Language& language, std::string_view name, const Axis& a, const Geometry& g) {
  is_same_rule(g.padding) ? print_same_pooled_axis(name, a) : print_given_pooled_axis(language, name, a, g.ceil_mode);
}

// Any of the s sides that SAME pools to i.
void print_same_unpooled_axis(const Language& language, std::string_view name, const Axis& a) {
  const std::int64_t usual = a.s * a.o;
  print_out("{}: o = s i = {}*{} = {}   ({})\n", name, a.s, a.o, usual, say(language, "sizes.unpooled", usual - a.s + 1, usual, a.i));
}

void print_unpooled(const Language& language, std::string_view name, const Axis& a, const Geometry& g) {
  if (is_same_rule(g.padding)) return print_same_unpooled_axis(language, name, a);
  const std::int64_t usual = a.s * (a.o - 1) + a.k_eff - a.p - a.padding_end();
  const PaddingTerm padding = padding_term(a, '-');
  print_out("{}: o = s (i - 1) + k_eff {} = {}*({} - 1) + {} {} = {}", name, padding.letters, a.s, a.o, a.k_eff, padding.numbers, usual);
  print_out("   ({})\n", say(language, "sizes.unpooled", std::max<std::int64_t>(1, usual - a.s + 1), usual + a.s - 1, a.i));
}

// "3/2", or "2".
std::string text_of(const Ratio& ratio) {
  return ratio.den == 1 ? fmt::format("{}", ratio.num) : fmt::format("{}/{}", ratio.num, ratio.den);
}

// Of a given size no formula is asked; of a given scale the product is PyTorch's, in float64.
void print_upsampled(const Language&, std::string_view name, const Axis& a, const Geometry& g) {
  if (has_own_scale(g, a)) return print_out("{}: {} -> {}   (f = {})\n", name, a.o, a.i, text_of(a.scale));
  if (a.i != a.s * a.o) return print_out("{}: {} -> {}\n", name, a.o, a.i);
  print_out("{}: o = s i = {}*{} = {}\n", name, a.s, a.o, a.i);
}

void print_zero_inserted(const Language&, std::string_view name, const Axis& a, const Geometry&) {
  print_out("{}: o = s (i - 1) + 1 + a = {}*({} - 1) + 1 + {} = {}\n", name, a.s, a.o, a.remainder, a.i);
}

void print_cropped(const Language&, std::string_view name, const Axis& a, const Geometry&) {
  print_out("{}: o = i - p_begin - p_end = {} - {} - {} = {}\n", name, a.o, a.p, a.p_end, a.i);
}

using PrintAxis = void (*)(const Language& language, std::string_view name, const Axis& axis, const Geometry& geometry);

// How the sizes of an operator without a kernel come about.
PrintAxis print_axis_of(Category category) {
  switch (category) {
    case Category::convolution:
      return nullptr;
    case Category::insertion:
      return print_zero_inserted;
    case Category::cropping:
      return print_cropped;
    case Category::pooling:
      return print_pooled;
    case Category::unpooling:
      return print_unpooled;
    case Category::resampling:
      return print_upsampled;
  }
  return nullptr;
}

// Those of the values, where the operator itself has none; of max-unpool no more than these are there.
std::int64_t entries_of(const Operator& op, const Axes& axes) {
  if (!has_matrix(op)) return outputs(axes);
  std::int64_t all = 1;
  for (const NamedAxis& axis : axes) all = capped_product(all, op.matrix.nonzeros(axis.geometry));
  return all;
}

// The matrix's rows and columns.
struct MatrixSize {
  std::int64_t rows, columns;
};
MatrixSize matrix_size(const Operator& op, const Axes& axes) {
  return op.transposed ? MatrixSize{inputs(axes), outputs(axes)} : MatrixSize{outputs(axes), inputs(axes)};
}

void print_padding_note(const Language& language, const Operator& op, const Axes& axes) {
  for (const NamedAxis& axis : axes) {
    const std::string note = padding_note(op, axis.name, axis.geometry.h, axis.geometry.padding);
    if (!note.empty()) return print_out("   {}\n", in_words(language, note));
  }
}

void print_map_text(const Language& language, const Operator& op, const Axes& axes) {
  const PrintAxis print = print_axis_of(op.category);
  print_axes(axes, [&](std::string_view name, const Geometry& g) { print(language, name, g.h, g); });
  print_padding_note(language, op, axes);
  const MatrixSize size = matrix_size(op, axes);
  const std::string rows = count(language, size.rows), columns = count(language, size.columns);
  const std::string entries = count(language, entries_of(op, axes));
  const bool at_most = op.switches == SwitchUse::operand;
  print_out("{}\n", at_most ? say(language, "sizes.map_at_most", "M", rows, columns, entries)
                            : say(language, "sizes.matrix", "M", rows, columns, entries));
}

using Json = nlohmann::ordered_json;

// A size along each axis.
template <class Of>
Json along_axes(const Axes& axes, Of of) {
  Json all = Json::array();
  for (const NamedAxis& axis : axes) all.push_back(of(axis.geometry.h));
  return all;
}

// What sizes_json has of two axes, of all of them.
Json sizes_along(const Operator& op, const Axes& axes) {
  Json all = sizes_json(op, axes.front().geometry);
  for (auto& [key, value] : all.items()) {
    if (!value.is_array()) continue;
    value = Json::array();
    for (const NamedAxis& axis : axes) value.push_back(sizes_json(op, axis.geometry)[key][0]);
  }
  return all;
}

Json transposed_json(const Axes& axes) {
  Json transposed;
  const auto put = [&](const char* name, std::int64_t TransposedAxis::*field) {
    transposed[name] = along_axes(axes, [&](const Axis& a) { return a.transposed().*field; });
  };
  put("i", &TransposedAxis::i);
  put("stretched", &TransposedAxis::stretched);
  put("k", &TransposedAxis::k);
  put("s", &TransposedAxis::s);
  put("p", &TransposedAxis::p);
  put("p_end", &TransposedAxis::p_end);
  put("a", &TransposedAxis::a);
  put("o", &TransposedAxis::o);
  return transposed;
}

// Every size as [rows, columns], or as one of each axis.
Json to_json(const Operator& op, const Axes& axes) {
  Json all{{"op", op.id}};
  all.update(sizes_along(op, axes));
  all["k_eff"] = along_axes(axes, [](const Axis& a) { return a.k_eff; });
  all["remainder"] = along_axes(axes, [](const Axis& a) { return a.remainder; });
  all["matrix"] = {{"rows", outputs(axes)}, {"columns", inputs(axes)}, {"nonzeros", nonzeros(axes)}};
  all["multiplications"] = {
      {"dense", dense_products(axes)}, {"nonzeros", nonzeros(axes)}, {"im2col", im2col_products(axes)}, {"direct", direct_products(axes)}};
  all["transposed"] = transposed_json(axes);
  return all;
}

Json map_json(const Operator& op, const Axes& axes) {
  Json all{{"op", op.id}};
  all.update(sizes_along(op, axes));
  const bool has_windows = op.category == Category::pooling || op.category == Category::unpooling;
  if (has_windows) all["remainder"] = along_axes(axes, [](const Axis& a) { return a.remainder; });
  const auto [rows, columns] = matrix_size(op, axes);
  all["matrix"] = {{"rows", rows}, {"columns", columns}};
  if (op.switches != SwitchUse::operand) all["matrix"]["nonzeros"] = entries_of(op, axes);  // there the switches decide
  return all;
}

void print_axes_of(const Operator& op, const Axes& axes, bool json, const Language& language) {
  const bool kernel = op.category == Category::convolution;
  if (json) {
    print_out("{}\n", (kernel ? to_json : map_json)(op, axes).dump(2));
  } else if (!kernel) {
    print_map_text(language, op, axes);
  } else {
    op.transposed ? print_transposed_text(language, axes) : print_text(language, axes);
  }
}

Expected<void> print_sizes(const Options& options, const Language& language) {
  const auto op = TRY(find_operator(options.op));
  const int count = TRY(count_axes(options.dims, options.geometry));
  const auto of_two = [&] { return options.geometry.of(*op).map([](const Geometry& g) { return axes_of(g); }); };
  return (count == 2 ? of_two() : resolve_axes(*op, options.geometry, count)).map([&](const Axes& axes) {
    print_axes_of(*op, axes, options.json, language);
  });
}

}  // namespace

Action add_sizes(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", operator_ids(kAllOperators.has)))->type_name("")->required();
  options->geometry.add_operators_to(app, language, kPlaneSettings);
  add_dims_to(app, language, options->dims);
  app.add_flag("--json", options->json, say(language, "help.json"));
  return [options, &language] { return print_sizes(*options, language); };
}

}  // namespace deconvlab
