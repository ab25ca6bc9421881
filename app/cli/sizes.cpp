#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "core/formats/sizes_json.h"
#include "core/resample.h"

namespace deconvlab {

namespace {

struct Options {
  std::string op;
  GeometryOptions geometry;
  bool json = false;
};

// The padding of both ends as a formula writes it, and with its numbers.
struct PaddingTerm {
  std::string letters, numbers;
};

PaddingTerm padding_term(const Axis& a, char sign) {
  if (a.p == a.p_end) return {fmt::format("{} 2p", sign), fmt::format("{} 2*{}", sign, a.p)};
  return {fmt::format("{} p_begin {} p_end", sign, sign), fmt::format("{} {} {} {}", sign, a.p, sign, a.p_end)};
}

// Formulas are the same in every language.
void print_axis(const Language& language, std::string_view name, const Axis& a) {
  const TransposedAxis t = a.transposed();
  const PaddingTerm padding = padding_term(a, '+');
  print_out("{}: o = floor((i {} - k_eff) / s) + 1 = floor(({} {} - {}) / {}) + 1 = {}", name, padding.letters, a.i, padding.numbers,
            a.k_eff, a.s, a.o);
  print_out("   (k_eff = k + (k - 1)(d - 1) = {} + {}*{} = {})\n", a.k, a.k - 1, a.d - 1, a.k_eff);
  print_out("   {}\n", say(language, "sizes.remainder", padding.letters, a.remainder));
  print_out("   {}\n", say(language, "sizes.transposed", t.i, t.stretched, t.k, t.s, t.p, t.a, t.o));
}

std::string p_prime(const Language& language, const Axis& a, const char* p, std::int64_t given) {
  const std::int64_t result = a.d * (a.k - 1) - given;
  const std::string formula = fmt::format("{}' = d (k - 1) - {} = {}*{} - {} = {}", p, p, a.d, a.k - 1, given, result);
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

void print_pooled_axis(const Language& language, std::string_view name, const Axis& a) {
  const PaddingTerm padding = padding_term(a, '+');
  print_out("{}: o = floor((i {} - k_eff) / s) + 1 = floor(({} {} - {}) / {}) + 1 = {}\n", name, padding.letters, a.i, padding.numbers,
            a.k_eff, a.s, a.o);
  print_out("   {}\n", say(language, "sizes.remainder", padding.letters, a.remainder));
}

void print_unpooled_axis(const Language& language, std::string_view name, const Axis& a) {
  const std::int64_t usual = a.s * (a.o - 1) + a.k_eff - 2 * a.p;
  print_out("{}: o = s (i - 1) + k_eff - 2p = {}*({} - 1) + {} - 2*{} = {}", name, a.s, a.o, a.k_eff, a.p, usual);
  print_out("   ({})\n", say(language, "sizes.unpooled", std::max<std::int64_t>(1, usual - a.s + 1), usual + a.s - 1, a.i));
}

void print_upsampled_axis(const Language&, std::string_view name, const Axis& a) { print_out("{}: {} -> {}\n", name, a.o, a.i); }

// Entries of the operator's matrix. Those of max-pool are the switches; of max-unpool's no more than these have a value.
std::int64_t entries_of(const Operator& op, const Geometry& g) {
  if (op.kind == OpKind::avg_pool) return g.nonzeros();
  if (op.kind == OpKind::upsample_nearest) return g.input().area();
  if (op.kind != OpKind::upsample_bilinear) return g.output().area();
  return count_bilinear_sources(g.h, g.align_corners) * count_bilinear_sources(g.w, g.align_corners);
}

void print_map_text(const Language& language, const Operator& op, const Geometry& g) {
  print_axes(language, g, op.upsamples() ? print_upsampled_axis : op.transposed ? print_unpooled_axis : print_pooled_axis);
  const Extent from = op.transposed ? g.output() : g.input(), to = op.transposed ? g.input() : g.output();
  const bool at_most = op.kind == OpKind::max_unpool;
  print_out("{}\n",
            say(language, at_most ? "sizes.map_at_most" : "sizes.matrix", "M", to.area(), from.area(), count(language, entries_of(op, g))));
}

// Every size as [rows, columns].
nlohmann::ordered_json to_json(const std::string& op, const Geometry& g) {
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
  nlohmann::ordered_json all{{"op", op}};
  all.update(sizes_json(g));
  all["p_end"] = {g.h.p_end, g.w.p_end};
  all["k_eff"] = {g.h.k_eff, g.w.k_eff};
  all["remainder"] = {g.h.remainder, g.w.remainder};
  all["matrix"] = {{"rows", g.output().area()}, {"columns", g.input().area()}, {"nonzeros", g.nonzeros()}};
  all["multiplications"] = {
      {"dense", g.dense_products()}, {"nonzeros", g.nonzeros()}, {"im2col", g.im2col_products()}, {"direct", g.direct_products()}};
  all["transposed"] = transposed;
  return all;
}

// i is the operand's side and o the result's; k, s, p, d of the windows.
nlohmann::ordered_json map_json(const Operator& op, const Geometry& g) {
  nlohmann::ordered_json all{{"op", op.id}};
  all.update(sizes_json(g));
  const Extent from = op.transposed ? g.output() : g.input(), to = op.transposed ? g.input() : g.output();
  all["i"] = {from.h, from.w};
  all["o"] = {to.h, to.w};
  all.erase("flip");
  if (op.upsamples()) {
    for (const char* windows : {"k", "s", "p", "d"}) all.erase(windows);
  } else {
    all["p_end"] = {g.h.p_end, g.w.p_end};
    all["remainder"] = {g.h.remainder, g.w.remainder};
  }
  all["matrix"] = {{"rows", to.area()}, {"columns", from.area()}, {"nonzeros", entries_of(op, g)}};
  if (op.kind == OpKind::max_unpool) all["matrix"].erase("nonzeros");  // the switches decide

  return all;
}

Expected<void> print_sizes(const Options& options, const Language& language) {
  const auto op = find_operator(options.op);
  if (!op) return tl::make_unexpected(op.error());
  return options.geometry.of(**op).map([&](const Geometry& g) {
    if (options.json) {
      print_out("{}\n", ((*op)->pools() || (*op)->upsamples() ? map_json(**op, g) : to_json(options.op, g)).dump(2));
    } else if ((*op)->pools() || (*op)->upsamples()) {
      print_map_text(language, **op, g);
    } else {
      (*op)->transposed ? print_transposed_text(language, g) : print_text(language, g);
    }
  });
}

}  // namespace

Action add_sizes(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, say(language, "help.op", names_of(operator_table(), &Operator::id)))->type_name("")->required();
  options->geometry.add_to(app, language);
  app.add_flag("--json", options->json, say(language, "help.json"));
  return [options, &language] { return print_sizes(*options, language); };
}

}  // namespace deconvlab
