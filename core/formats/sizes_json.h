// An operator's sizes as every JSON of the program has them.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "core/geometry/geometry.h"
#include "core/operators/operators.h"

namespace deconvlab {

// Whether an upsampling was given its scale, rather than its size.
inline bool has_own_scale(const Geometry& g, const Axis& a) {
  return g.resampling.coordinates != Coordinates::align_corners && a.scale != Ratio{a.i, a.o};
}

// Puts sides as [rows, columns], one field after the other.
struct SizesJson {
  const Geometry& g;
  nlohmann::ordered_json json = nlohmann::ordered_json::object();

  void put(std::string_view name, std::int64_t Axis::*field) { json[name] = {g.h.*field, g.w.*field}; }
  void put_rule() {
    constexpr std::string_view kRules[] = {"given", "same", "valid", "same-lower", "causal"};  // in the order of Padding
    json["padding"] = kRules[static_cast<std::size_t>(g.padding)];
  }
  void put_ends(const Operator& op) {
    put("i", op.transposed ? &Axis::o : &Axis::i);
    put("o", op.transposed ? &Axis::i : &Axis::o);
  }
  void put_convolution(const Operator&) {
    put("i", &Axis::i);
    put("k", &Axis::k);
    put("s", &Axis::s);
    put("p", &Axis::p);
    put("p_end", &Axis::p_end);
    put("d", &Axis::d);
    put("o", &Axis::o);
    json["flip"] = g.flip;
    put_rule();
  }
  void put_windows(const Operator& op) {
    put_ends(op);
    put("k", &Axis::k);
    put("s", &Axis::s);
    put("p", &Axis::p);
    put("p_end", &Axis::p_end);
    put("d", &Axis::d);
    put_rule();
    if (op.takes(Setting::ceil_mode)) json["ceil_mode"] = g.ceil_mode;
    if (op.takes(Setting::count_include_pad)) json["count_include_pad"] = g.count_include_pad;
  }
  void put_resizing(const Operator& op) {
    put_ends(op);
    const auto factor = [](const Axis& axis) { return static_cast<double>(axis.scale.num) / static_cast<double>(axis.scale.den); };
    const Resampling& rule = g.resampling;
    if (has_own_scale(g, g.h) || has_own_scale(g, g.w)) json["scale"] = {factor(g.h), factor(g.w)};
    if (!op.takes(Setting::rounding)) json["align_corners"] = rule.coordinates == Coordinates::align_corners;
    if (rule.coordinates != Coordinates::usual) json["coordinates"] = coordinates_id(rule.coordinates);
    if (rule.rounding != Rounding::usual) json["rounding"] = rounding_id(rule.rounding);
  }
  void put_inserted(const Operator& op) {
    put_ends(op);
    put("s", &Axis::s);
    put("a", &Axis::remainder);
  }
  void put_cut(const Operator& op) {
    put_ends(op);
    put("p", &Axis::p);
    put("p_end", &Axis::p_end);
  }
  void put_all(const Operator& op) {
    switch (op.category) {
      case Category::convolution:
        return put_convolution(op);
      case Category::insertion:
        return put_inserted(op);
      case Category::cropping:
        return put_cut(op);
      case Category::pooling:
      case Category::unpooling:
        return put_windows(op);
      case Category::resampling:
        return put_resizing(op);
    }
  }
};

// Of an operator with a kernel those of its convolution: i, k, s, p, p_end, d, o, flip, padding. Of another one i is the operand's side and
// o the result's; of its settings there are those that it looks at.
inline nlohmann::ordered_json sizes_json(const Operator& op, const Geometry& g) {
  SizesJson sizes{g};
  sizes.put_all(op);
  return sizes.json;
}

}  // namespace deconvlab
