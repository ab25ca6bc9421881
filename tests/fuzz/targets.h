// What the fuzzers call: each reader with bytes from anywhere. The test suite calls the same over tests/fuzz/corpus.
#pragma once

#include <span>
#include <string_view>

namespace deconvlab::fuzz {

struct Target {
  std::string_view name;  // and the name of its folder in corpus/
  void (*run)(std::string_view bytes);
};

std::span<const Target> target_table();
// Null where there is none of that name.
const Target* find_target(std::string_view name);

}  // namespace deconvlab::fuzz
