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

void print_axis(std::string_view name, const Axis& a) {
  const TransposedAxis t = a.transposed();
  fmt::print("{}: o = floor((i + 2p - k_eff) / s) + 1 = floor(({} + 2*{} - {}) / {}) + 1 = {}", name, a.i, a.p, a.k_eff, a.s, a.o);
  fmt::print("   (k_eff = k + (k - 1)(d - 1) = {} + {}*{} = {})\n", a.k, a.k - 1, a.d - 1, a.k_eff);
  fmt::print("   remainder a = (i + 2p - k_eff) mod s = {}\n", a.remainder);
  fmt::print("   transposed: i' = {} ({} with zeros inserted), k' = {}, s' = {}, p' = {}, a = {}, o' = {}\n", t.i, t.stretched, t.k, t.s,
             t.p, t.a, t.o);
}

std::string count(std::int64_t n) { return n == INT64_MAX ? fmt::format("over {}", n) : fmt::format("{}", n); }

void print_text(const Geometry& g) {
  if (g.h == g.w) {
    print_axis("h, w", g.h);
  } else {
    print_axis("h", g.h);
    print_axis("w", g.w);
  }
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
          {"d", size(&Axis::d)},
          {"flip", g.flip},
          {"k_eff", size(&Axis::k_eff)},
          {"o", size(&Axis::o)},
          {"remainder", size(&Axis::remainder)},
          {"matrix", {{"rows", g.output().area()}, {"columns", g.input().area()}, {"nonzeros", g.nonzeros()}}},
          {"multiplications", {{"dense", g.dense_products()}, {"nonzeros", g.nonzeros()}, {"im2col", g.im2col_products()}}},
          {"transposed",
           {{"i", transposed(&TransposedAxis::i)},
            {"stretched", transposed(&TransposedAxis::stretched)},
            {"k", transposed(&TransposedAxis::k)},
            {"s", transposed(&TransposedAxis::s)},
            {"p", transposed(&TransposedAxis::p)},
            {"a", transposed(&TransposedAxis::a)},
            {"o", transposed(&TransposedAxis::o)}}}};
}

Expected<void> print_sizes(const Options& options) {
  const auto op = find_operator(options.op);
  if (!op) return tl::make_unexpected(op.error());
  return options.geometry.params().and_then(resolve).map([&](const Geometry& g) {
    if (options.json) {
      fmt::print("{}\n", to_json(options.op, g).dump(2));
    } else {
      print_text(g);
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
