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
  std::string cjk_bold;  // empty where the Chinese font has no bold face of its own
  int cjk_bold_face = 0;
};

// How far a font's letters reach above and below the base line, as shares of the em: what its line height is measured in.
struct FontMetrics {
  double ascent = 0.93;
  double descent = 0.24;

  double height() const { return ascent + descent; }
  // How far below a line's middle its base line lies.
  double below_middle() const { return (ascent - descent) / 2; }
};

// Read once for each file; the defaults where it is no font.
FontMetrics metrics_of(const std::string& file, int face = 0);

// Looked up once through fontconfig.
const FontFiles& font_files();

}  // namespace deconvlab
