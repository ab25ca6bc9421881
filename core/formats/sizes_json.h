// A convolution's sizes as every JSON of the program has them.
#pragma once

#include <nlohmann/json.hpp>

#include "core/geometry.h"

namespace deconvlab {

// {"i": [rows, columns], "k", "s", "p", "d", "o", "flip"}.
inline nlohmann::ordered_json sizes_json(const Geometry& g) {
  nlohmann::ordered_json sizes;
  const auto put = [&](const char* name, std::int64_t Axis::*field) { sizes[name] = {g.h.*field, g.w.*field}; };
  put("i", &Axis::i);
  put("k", &Axis::k);
  put("s", &Axis::s);
  put("p", &Axis::p);
  put("d", &Axis::d);
  put("o", &Axis::o);
  sizes["flip"] = g.flip;
  return sizes;
}

}  // namespace deconvlab
