// English.
#include "app/lang/phrases.h"

namespace deconvlab {

std::span<const Phrase> english_phrases() {
  static const std::vector<Phrase> all = joined({english_program(), english_window(), english_scenes(), english_more_scenes()});
  return all;
}

}  // namespace deconvlab
