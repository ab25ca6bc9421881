// Networks that are often asked about, in the notation of chains.
#pragma once

#include <span>
#include <string_view>

namespace deconvlab {

struct ChainExample {
  std::string_view id;
  std::string_view title;   // as it is called where it was published
  std::string_view source;  // where it was published
  std::string_view text;
};

std::span<const ChainExample> chain_examples();

}  // namespace deconvlab
