// Sample pictures that the program draws itself, so that nothing has to be downloaded.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

// A line of the table: `make` gives 1 x C x rows x columns with C = 1 (grey) or 3 (red, green, blue), whole numbers from 0 to 255 as a
// picture's file stores them (sRGB-encoded). The same on every machine. The seed says which one, where a sample is many pictures.
struct Sample {
  std::string_view name;
  Tensor (*make)(Extent size, std::uint64_t seed);
  bool seeded = false;
};

// scene (colour: edges, letters, textures, smooth shades), text (a page of black letters on white),
// zone-plate (grey, 127.5 + 127.5 cos(pi r^2 / n), n the longer side: the rings reach half a period a pixel at its ends),
// objects (colour: the labelled scenes of core/samples/labelled.h).
std::span<const Sample> sample_table();
// Null where no sample has this name.
const Sample* find_sample(std::string_view name);

// A sample as it is asked for: "scene", "objects", "objects:7". Without a number: letters, poles and a frame, and what is thin of them
// is torn where pooling's switches are not kept.
struct SampleChoice {
  const Sample* sample = nullptr;
  std::uint64_t seed = 16;
};
// Errors: unknown_name, also of a seed where the sample has none.
Expected<SampleChoice> choose_sample(std::string_view name);

// Errors: those of choose_sample(); not_positive; too_large where the picture has more than 2^26 pixels.
Expected<Tensor> make_sample(std::string_view name, Extent size);

}  // namespace deconvlab
