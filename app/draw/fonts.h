// Which font files the program draws with: found on the system, one place for the window and for Cairo.
#pragma once

#include <string>

namespace deconvlab {

struct FontFiles {
  std::string regular;  // Latin and maths; empty when none was found
  std::string bold;
  std::string cjk;  // empty when none was found: the program then stays in English
  int cjk_face = 0;
};

// Looked up once (Inter or DejaVu Sans; WenQuanYi Micro Hei or another CJK face).
const FontFiles& font_files();

}  // namespace deconvlab
