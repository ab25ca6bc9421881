#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

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
  bool json = false;
};

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

void print_axes(const Language& language, const Geometry& g, void (*print)(const Language&, std::string_view, const Axis&)) {
  if (g.h == g.w) return print(language, "h, w", g.h);
  print(language, "h", g.h);
  print(language, "w", g.w);
}

void print_transposed_text(const Language& language, const Geometry& g) {
  print_axes(language, g, print_transposed_axis);
  const std::int64_t all = g.direct_products();
  const std::int64_t real = g.nonzeros();
  const std::string share = fmt::format("{:.1f}", 100.0 * static_cast<double>(all - real) / static_cast<double>(all));
  print_out("{}\n", say(language, "sizes.matrix", "Ct", g.input().area(), g.output().area(), count(language, real)));
  print_out("{}\n", say(language, "sizes.wasted", count(language, all), count(language, real), count(language, all - real), share));
}

void print_text(const Language& language, const Geometry& g) {
  print_axes(language, g, print_axis);
  const std::string nonzeros = count(language, g.nonzeros());
  print_out("{}\n", say(language, "sizes.matrix", "C", g.output().area(), g.input().area(), nonzeros));
  print_out("{}\n",
            say(language, "sizes.multiplications", count(language, g.dense_products()), nonzeros, count(language, g.im2col_products())));
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
std::int64_t entries_of(const Operator& op, const Geometry& g) { return has_matrix(op) ? op.matrix.nonzeros(g) : g.output().area(); }

void print_map_text(const Language& language, const Operator& op, const Geometry& g) {
  const PrintAxis print = print_axis_of(op.category);
  print(language, g.h == g.w ? "h, w" : "h", g.h, g);
  if (g.h != g.w) print(language, "w", g.w, g);
  if (const std::string note = padding_note(op, g); !note.empty()) print_out("   {}\n", in_words(language, note));
  const Extent from = op.transposed ? g.output() : g.input(), to = op.transposed ? g.input() : g.output();
  const bool at_most = op.switches == SwitchUse::operand;
  print_out("{}\n",
            say(language, at_most ? "sizes.map_at_most" : "sizes.matrix", "M", to.area(), from.area(), count(language, entries_of(op, g))));
}

// Every size as [rows, columns].
nlohmann::ordered_json to_json(const Operator& op, const Geometry& g) {
  nlohmann::ordered_json transposed;
  const auto put = [&](const char* name, std::int64_t TransposedAxis::*field) {
    transposed[name] = {g.h.transposed().*field, g.w.transposed().*field};
  };
  put("i", &TransposedAxis::i);
  put("stretched", &TransposedAxis::stretched);
  put("k", &TransposedAxis::k);
  put("s", &TransposedAxis::s);
  put("p", &TransposedAxis::p);
  put("p_end", &TransposedAxis::p_end);
  put("a", &TransposedAxis::a);
  put("o", &TransposedAxis::o);
  nlohmann::ordered_json all{{"op", op.id}};
  all.update(sizes_json(op, g));
  all["k_eff"] = {g.h.k_eff, g.w.k_eff};
  all["remainder"] = {g.h.remainder, g.w.remainder};
  all["matrix"] = {{"rows", g.output().area()}, {"columns", g.input().area()}, {"nonzeros", g.nonzeros()}};
  all["multiplications"] = {
      {"dense", g.dense_products()}, {"nonzeros", g.nonzeros()}, {"im2col", g.im2col_products()}, {"direct", g.direct_products()}};
  all["transposed"] = transposed;
  return all;
}

nlohmann::ordered_json map_json(const Operator& op, const Geometry& g) {
  nlohmann::ordered_json all{{"op", op.id}};
  all.update(sizes_json(op, g));
  const bool has_windows = op.category == Category::pooling || op.category == Category::unpooling;
  if (has_windows) all["remainder"] = {g.h.remainder, g.w.remainder};
  const Extent from = op.transposed ? g.output() : g.input(), to = op.transposed ? g.input() : g.output();
  all["matrix"] = {{"rows", to.area()}, {"columns", from.area()}};
  if (op.switches != SwitchUse::operand) all["matrix"]["nonzeros"] = entries_of(op, g);  // there the switches decide
  return all;
}

Expected<void> print_sizes(const Options& options, const Language& language) {
  const auto op = TRY(find_operator(options.op));
  return options.geometry.of(*op).map([&](const Geometry& g) {
    const bool kernel = op->category == Category::convolution;
    if (options.json) {
      print_out("{}\n", (kernel ? to_json : map_json)(*op, g).dump(2));
    } else if (!kernel) {
      print_map_text(language, *op, g);
    } else {
      op->transposed ? print_transposed_text(language, g) : print_text(language, g);
    }
  });
}

}  // namespace

Action add_sizes(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", operator_ids(kAllOperators.has)))->type_name("")->required();
  options->geometry.add_operators_to(app, language, kPlaneSettings);
  app.add_flag("--json", options->json, say(language, "help.json"));
  return [options, &language] { return print_sizes(*options, language); };
}

}  // namespace deconvlab
