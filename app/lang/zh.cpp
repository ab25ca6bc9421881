// Chinese (simplified).
#include "app/lang/phrases.h"

namespace deconvlab {

std::span<const Phrase> chinese_phrases() {
  static const std::vector<Phrase> all = joined({chinese_program(), chinese_window(), chinese_scenes(), chinese_more_scenes()});
  return all;
}

}  // namespace deconvlab
