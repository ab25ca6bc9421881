// Layers as the tests of core/frameworks make and compare them.
#pragma once

#include <ostream>
#include <string>

#include "core/frameworks/frameworks.h"

namespace deconvlab {

inline std::ostream& operator<<(std::ostream& out, const Layer& l) {
  const auto axes = [&](const char* name, const PerAxis& sides) {
    out << " " << name << "=";
    for (const auto side : sides) out << side << ",";
  };
  out << layer_kind_id(l.kind) << " rank=" << l.rank << " in=" << l.in << " out=" << l.out << " groups=" << l.groups << " bias=" << l.bias;
  axes("k", l.k), axes("s", l.s), axes("d", l.d), axes("p", l.p), axes("p_end", l.p_end), axes("a", l.a), axes("i", l.input),
      axes("o", l.output);
  out << " rule=" << static_cast<int>(l.rule) << " ceil=" << l.ceil_mode << " count=" << l.count_include_pad
      << " interpolation=" << static_cast<int>(l.interpolation) << " coordinates=" << coordinates_id(l.resampling.coordinates)
      << " rounding=" << rounding_id(l.resampling.rounding) << " scale=";
  for (const double f : l.scale) out << f << ",";
  return out << " block=" << l.block << " dcr=" << l.depth_first << " turned=" << l.turned << " inf=" << l.minus_infinity;
}

// "conv 3>64 k=7 s=2 p=3 bias": what a layer is, without what is not said or usual.
std::string summary(const Layer& layer);
// The only layer of a text; the test fails where it cannot be read.
Layer read_one(const std::string& text, std::string_view from = {});
// The error of a text that cannot be read: "line|key|word|..." of its reason.
std::string wrong_text(const std::string& text, std::string_view from = {});

// Layers that are nothing special: 1 to 3 axes of all kinds, with all that a framework may lack.
Layer random_layer(unsigned seed);

}  // namespace deconvlab
