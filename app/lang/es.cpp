// Spanish.
#include "app/lang/phrases.h"

namespace deconvlab {

std::span<const Phrase> spanish_phrases() {
#define DECONVLAB_PART(part) spanish::part(),
  static const std::vector<Phrase> all = joined({DECONVLAB_PHRASE_PARTS(DECONVLAB_PART)});
#undef DECONVLAB_PART
  return all;
}

}  // namespace deconvlab
