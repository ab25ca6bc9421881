// libFuzzer's entry: --target=NAME says what is fed, --targets prints the names there are.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "targets.h"

namespace {

const deconvlab::fuzz::Target* target = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  constexpr std::string_view kTarget = "--target=";
  for (int n = 1; n < *count; ++n) {
    const std::string_view argument = (*arguments)[n];
    if (argument.starts_with(kTarget)) target = deconvlab::fuzz::find_target(argument.substr(kTarget.size()));
    if (argument != "--targets") continue;
    for (const auto& one : deconvlab::fuzz::target_table()) std::printf("%s %s\n", one.name.c_str(), one.corpus.c_str());
    std::exit(0);
  }
  if (target) return 0;
  std::fprintf(stderr, "--target=NAME is missing or unknown; --targets lists the names\n");
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  target->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
