// Which fonts the program draws with: found on the system, one place for the window and for Cairo.
#pragma once

#include <string>

namespace deconvlab {

struct FontFiles {
  std::string family;   // of the Latin and maths font, for Pango
  std::string regular;  // its file; empty when the system has no font at all
  std::string bold;
  std::string cjk;  // empty when no font has Chinese: the program then stays in English
  int cjk_face = 0;
};

// Looked up once through fontconfig.
const FontFiles& font_files();

}  // namespace deconvlab
