// Sample pictures that the program draws itself, so that nothing has to be downloaded.
#pragma once

#include <span>
#include <string_view>

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

// A line of the table: `make` gives 1 x C x rows x columns with C = 1 (grey) or 3 (red, green, blue), whole numbers from 0 to 255 as a
// picture's file stores them (sRGB-encoded). The same on every machine.
struct Sample {
  std::string_view name;
  Tensor (*make)(Extent size);
};

// scene (colour: edges, letters, textures, smooth shades), text (a page of black letters on white),
// zone-plate (grey, 127.5 + 127.5 cos(pi r^2 / n), n the longer side: the rings reach half a period a pixel at its ends).
std::span<const Sample> sample_table();
// Null where no sample has this name.
const Sample* find_sample(std::string_view name);

// Errors: unknown_name; not_positive; too_large where the picture has more than 2^26 pixels.
Expected<Tensor> make_sample(std::string_view name, Extent size);

}  // namespace deconvlab
