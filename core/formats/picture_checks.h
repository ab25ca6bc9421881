// What is looked at before a picture is decoded: the decoder believes what a header says and fills what a file lacks.
// Each *_defect walks over a whole file of its format and names what keeps it from being decoded, as a key of the language tables; empty
// where nothing does. Sides too large for the program are none of its matter.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "core/formats/formats.h"

namespace deconvlab {

inline constexpr std::int64_t kMostPixels = std::int64_t{1} << 26;  // of a picture

// Whether width x height is more than a picture may have; false for sides below 1.
inline bool is_too_large(std::int64_t width, std::int64_t height) { return width > 0 && height > kMostPixels / width; }

std::string_view png_defect(std::string_view file);   // ISO 15948, 5.3: each chunk lies within the file
std::string_view jpeg_defect(std::string_view file);  // ITU T.81, annex B: segments and Huffman tables
std::string_view gif_defect(std::string_view file);   // GIF89a: blocks up to the end of the first picture
std::string_view psd_defect(std::string_view file);   // Photoshop: sections, and as many bytes of the merged picture as its rows claim
std::string_view tga_defect(std::string_view file);   // Truevision 2.0: a header that can be one, its palette and all its pixels
std::string_view hdr_defect(std::string_view file);   // Radiance: header lines, then whole rows of runs

// Whether a pixel of the first picture may be see-through.
bool gif_has_alpha(std::string_view file);
// A fourth channel.
bool psd_has_alpha(std::string_view file);
// 16 bits a channel, which the decoder does not see by itself.
bool psd_is_deep(std::string_view file);

// PPM and PGM, binary and as text (P2, P3, P5, P6), from their own numbers: value * 255 / the header's largest value.
bool is_pnm(std::string_view file);
Expected<Tensor> parse_pnm(std::string_view file, const std::string& name);

}  // namespace deconvlab
