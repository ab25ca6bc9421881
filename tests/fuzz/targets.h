// What the fuzzers call: each reader with bytes from anywhere. The test suite calls the same over tests/fuzz/corpus.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace deconvlab::fuzz {

struct Target {
  std::string name;
  std::string corpus;  // the folder in corpus/ that it begins with
  std::function<void(std::string_view bytes)> run;
};

std::span<const Target> target_table();
// Null where there is none of that name.
const Target* find_target(std::string_view name);

}  // namespace deconvlab::fuzz
