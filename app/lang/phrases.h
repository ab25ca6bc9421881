// The phrases of each language: its file joins those of its folder, which has the same parts in every language.
#pragma once

#include <initializer_list>
#include <span>
#include <vector>

#include "app/lang/lang.h"

namespace deconvlab {

// The parts of a language, a file each: of the program, of what several scenes say, and of each scene that says something of its own.
#define DECONVLAB_PHRASE_PARTS(part)                                                                                                      \
  part(errors) part(command_line) part(window) part(chapters) part(scenes) part(as_matrix) part(transposed) part(fractional) part(passes) \
      part(inverse) part(unrolled) part(overlap) part(unpool) part(imitate) part(picture) part(gallery) part(networks) part(fcn)          \
          part(conv2d_transpose) part(layers) part(chain) part(guide) part(exercises) part(presenter)

#define DECONVLAB_PART(part) std::span<const Phrase> part();
namespace english {
DECONVLAB_PHRASE_PARTS(DECONVLAB_PART)
}
namespace chinese {
DECONVLAB_PHRASE_PARTS(DECONVLAB_PART)
}
namespace spanish {
DECONVLAB_PHRASE_PARTS(DECONVLAB_PART)
}
#undef DECONVLAB_PART

std::span<const Phrase> english_phrases();
std::span<const Phrase> chinese_phrases();
std::span<const Phrase> spanish_phrases();

inline std::vector<Phrase> joined(std::initializer_list<std::span<const Phrase>> parts) {
  std::vector<Phrase> all;
  for (const auto part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace deconvlab
