// English.
#include "app/lang/phrases.h"

namespace deconvlab {

std::span<const Phrase> english_phrases() {
#define DECONVLAB_PART(part) english::part(),
  static const std::vector<Phrase> all = joined({DECONVLAB_PHRASE_PARTS(DECONVLAB_PART)});
#undef DECONVLAB_PART
  return all;
}

}  // namespace deconvlab
