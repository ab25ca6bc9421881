// libFuzzer's entry for the target FUZZ_TARGET.
#include <cstddef>
#include <cstdint>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto* const target = deconvlab::fuzz::find_target(FUZZ_TARGET);
  target->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
