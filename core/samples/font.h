// A small font of 5 x 8 dots, for letters in sample pictures.
#pragma once

#include <string_view>

namespace deconvlab {

// A letter with the gap behind it, and a line with the gap below it, in dots.
inline constexpr int kLetterWidth = 6;
inline constexpr int kLineHeight = 10;

// Whether the dot is inked in a line of ASCII text whose first letter begins at column 0, row 0. Outside of it nothing is.
bool has_dot(std::string_view line, int row, int col);
// Between the dots' centres: 0 to 1, bilinear; x and y in dots, 0.5 being the first dot's centre.
float ink_at(std::string_view line, float x, float y);
// How much of a pixel is inked where dots are `pixels` wide: edges are smooth, and dots of one pixel are black or white.
float letter_cover(std::string_view line, float x, float y, float pixels);

}  // namespace deconvlab
