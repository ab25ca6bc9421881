// Chinese whose font has no bold face: where bold text has it, a canvas draws that a second time, a little to the right.
#pragma once

#include <string_view>

#include "app/draw/canvas.h"

namespace deconvlab {

// Whether a Chinese character, or a mark as wide as one, begins here (U+2E80 and beyond).
inline bool begins_chinese(std::string_view utf8) { return utf8.substr(0, 3) >= "\xE2\xBA\x80"; }

inline bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// How much further to the right, in real pixels.
inline double bold_step(double pixels) { return 0.032 * pixels; }

// Calls stretch(part, before) for each stretch of Chinese, with the text before it.
template <class Stretch>
void for_each_chinese(std::string_view utf8, Stretch&& stretch) {
  std::size_t begin = 0;
  bool chinese = false;
  for (std::size_t at = 0; at <= utf8.size(); ++at) {
    if (at < utf8.size() && !begins_character(utf8[at])) continue;
    const bool here = at < utf8.size() && begins_chinese(utf8.substr(at));
    if (chinese && !here) stretch(utf8.substr(begin, at - begin), utf8.substr(0, begin));
    if (!chinese && here) begin = at;
    chinese = here;
  }
}

}  // namespace deconvlab
