#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/options.h"

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

void print_axis(std::string_view name, const Axis& a) {
  const TransposedAxis t = a.transposed();
  const PaddingTerm padding = padding_term(a, '+');
  fmt::print("{}: o = floor((i {} - k_eff) / s) + 1 = floor(({} {} - {}) / {}) + 1 = {}", name, padding.letters, a.i, padding.numbers,
             a.k_eff, a.s, a.o);
  fmt::print("   (k_eff = k + (k - 1)(d - 1) = {} + {}*{} = {})\n", a.k, a.k - 1, a.d - 1, a.k_eff);
  fmt::print("   remainder a = (i {} - k_eff) mod s = {}\n", padding.letters, a.remainder);
  fmt::print("   transposed: i' = {} ({} with zeros inserted), k' = {}, s' = {}, p' = {}, a = {}, o' = {}\n", t.i, t.stretched, t.k, t.s,
             t.p, t.a, t.o);
}

std::string p_prime(const Axis& a, const char* p, std::int64_t given) {
  const std::int64_t result = a.d * (a.k - 1) - given;
  return fmt::format("{}' = d (k - 1) - {} = {}*{} - {} = {}{}", p, p, a.d, a.k - 1, given, result, result < 0 ? " (crop)" : "");
}

void print_transposed_axis(std::string_view name, const Axis& a) {
  const TransposedAxis t = a.transposed();
  const PaddingTerm padding = padding_term(a, '-');
  fmt::print("{}: o' = s (i' - 1) + a + k_eff {} = {}*({} - 1) + {} + {} {} = {}", name, padding.letters, a.s, t.i, t.a, a.k_eff,
             padding.numbers, t.o);
  fmt::print("   (k_eff = k + (k - 1)(d - 1) = {} + {}*{} = {})\n", a.k, a.k - 1, a.d - 1, a.k_eff);
  fmt::print("   stretched: s (i' - 1) + 1 + a = {}*{} + 1 + {} = {}\n", a.s, t.i - 1, t.a, t.stretched);
  fmt::print("   {}\n", a.p == a.p_end ? p_prime(a, "p", a.p) : p_prime(a, "p_begin", a.p) + ", " + p_prime(a, "p_end", a.p_end));
  fmt::print("   as a direct convolution: k' = {}, s' = 1 over the stretched input\n", a.k);
}

std::string count(std::int64_t n) { return n == INT64_MAX ? fmt::format("over {}", n) : fmt::format("{}", n); }

void print_axes(const Geometry& g, void (*print)(std::string_view, const Axis&)) {
  if (g.h == g.w) return print("h, w", g.h);
  print("h", g.h);
  print("w", g.w);
}

void print_transposed_text(const Geometry& g) {
  print_axes(g, print_transposed_axis);
  const std::int64_t all = g.direct_products();
  const std::int64_t real = g.nonzeros();
  fmt::print("Ct: {} x {}, {} nonzeros\n", g.input().area(), g.output().area(), count(real));
  fmt::print("multiplications: direct convolution {}, {} of them with real values, wasted {} ({:.1f} %)\n", count(all), count(real),
             count(all - real), 100.0 * static_cast<double>(all - real) / static_cast<double>(all));
}

void print_text(const Geometry& g) {
  print_axes(g, print_axis);
  const std::string nonzeros = count(g.nonzeros());
  fmt::print("C: {} x {}, {} nonzeros\n", g.output().area(), g.input().area(), nonzeros);
  fmt::print("multiplications: dense C {}, C's nonzeros {}, im2col {}\n", count(g.dense_products()), nonzeros, count(g.im2col_products()));
}

template <class Of>
nlohmann::json both(const Geometry& g, Of&& of) {
  return {of(g.h), of(g.w)};
}

// Every size as [rows, columns].
nlohmann::json to_json(const std::string& op, const Geometry& g) {
  const auto transposed = [&](std::int64_t TransposedAxis::*field) {
    return both(g, [&](const Axis& a) { return a.transposed().*field; });
  };
  const auto size = [&](std::int64_t Axis::*field) { return both(g, [&](const Axis& a) { return a.*field; }); };
  return {{"op", op},
          {"i", size(&Axis::i)},
          {"k", size(&Axis::k)},
          {"s", size(&Axis::s)},
          {"p", size(&Axis::p)},
          {"p_end", size(&Axis::p_end)},
          {"d", size(&Axis::d)},
          {"flip", g.flip},
          {"k_eff", size(&Axis::k_eff)},
          {"o", size(&Axis::o)},
          {"remainder", size(&Axis::remainder)},
          {"matrix", {{"rows", g.output().area()}, {"columns", g.input().area()}, {"nonzeros", g.nonzeros()}}},
          {"multiplications",
           {{"dense", g.dense_products()}, {"nonzeros", g.nonzeros()}, {"im2col", g.im2col_products()}, {"direct", g.direct_products()}}},
          {"transposed",
           {{"i", transposed(&TransposedAxis::i)},
            {"stretched", transposed(&TransposedAxis::stretched)},
            {"k", transposed(&TransposedAxis::k)},
            {"s", transposed(&TransposedAxis::s)},
            {"p", transposed(&TransposedAxis::p)},
            {"p_end", transposed(&TransposedAxis::p_end)},
            {"a", transposed(&TransposedAxis::a)},
            {"o", transposed(&TransposedAxis::o)}}}};
}

Expected<void> print_sizes(const Options& options) {
  const auto op = find_operator(options.op);
  if (!op) return tl::make_unexpected(op.error());
  return options.geometry.of(**op).map([&](const Geometry& g) {
    if (options.json) {
      fmt::print("{}\n", to_json(options.op, g).dump(2));
    } else {
      (*op)->transposed ? print_transposed_text(g) : print_text(g);
    }
  });
}

}  // namespace

Action add_sizes(CLI::App& app, const Language&) {
  auto options = std::make_shared<Options>();
  app.add_option("OP", options->op, "the operator: " + names_of(operator_table(), &Operator::id))->type_name("")->required();
  options->geometry.add_to(app);
  app.add_flag("--json", options->json, "as JSON, every size as [rows, columns]");
  return [options] { return print_sizes(*options); };
}

}  // namespace deconvlab
