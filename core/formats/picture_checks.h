// What is looked at before a picture is decoded: the decoder believes what a header says, fills what a file lacks and unpacks whatever
// there is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/formats/formats.h"

namespace deconvlab {

inline constexpr std::int64_t kMostPixels = std::int64_t{1} << 26;        // of a picture
inline constexpr std::int64_t kLongestRow = std::int64_t{1} << 24;        // or column: what the decoder takes
inline constexpr std::int64_t kMostPictureBytes = std::int64_t{1} << 28;  // of its file

// Whether a picture may have width x height pixels: a product of theirs then fits any integer.
inline bool are_usable(std::int64_t width, std::int64_t height) { return width > 0 && height > 0 && height <= kMostPixels / width; }
// Errors: malformed (no pixels), too_large.
Expected<void> check_sides(std::int64_t width, std::int64_t height, const std::string& name);

// What a walk over a whole file of a format finds.
struct PictureCheck {
  std::string defect = {};  // what keeps it from being decoded, as reason() has it; empty where nothing does
  // To the last digit that the header has. Not looked at where there is a defect; nothing behind them was where they are not usable.
  std::int64_t width = 0;
  std::int64_t height = 0;
};

PictureCheck check_png(std::string_view file);   // ISO 15948: chunks within the file, no more data than its rows take
PictureCheck check_jpeg(std::string_view file);  // ITU T.81, annex B: segments and Huffman tables
PictureCheck check_bmp(std::string_view file);   // Windows 3: as many bytes as its rows claim
PictureCheck check_gif(std::string_view file);   // GIF89a: blocks up to the end of the first picture
PictureCheck check_psd(std::string_view file);   // Photoshop: sections, and as many bytes of the merged picture as its rows claim
PictureCheck check_tga(std::string_view file);   // Truevision 2.0: a header that can be one, its palette and all its pixels
PictureCheck check_hdr(std::string_view file);   // Radiance: header lines, then whole rows of runs

// Whether it begins as a picture other than TGA, which begins as anything may.
bool begins_as_picture(std::string_view file);
// Whether a pixel of the first picture may be see-through.
bool gif_has_alpha(std::string_view file);
// A fourth channel.
bool psd_has_alpha(std::string_view file);
// The same picture's colours alone, of a file that was checked and has alpha: stb would take them for mixed with white.
std::string psd_without_alpha(std::string_view file);
// 16 bits a channel, which the decoder does not see by itself.
bool psd_is_deep(std::string_view file);

// PPM and PGM, binary and as text (P2, P3, P5, P6), from their own numbers: value * 255 / the header's largest value.
bool is_pnm(std::string_view file);
Expected<Tensor> parse_pnm(std::string_view file, const std::string& name);

}  // namespace deconvlab
