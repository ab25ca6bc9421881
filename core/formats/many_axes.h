// .npy arrays of more axes than a Tensor has.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

struct ManyAxes {
  std::vector<std::int64_t> sides;      // outermost first
  Tensor values;                        // one row
  std::vector<std::string> notes = {};  // as in Reading
};

// Of what a file's header says; none where it is no readable .npy, as whoever reads it tells why.
std::vector<std::int64_t> npy_sides(const std::filesystem::path& path);
// "-" is standard input. Errors: as reading a .npy of four axes.
Expected<ManyAxes> read_many_axes(const std::filesystem::path& path);
// float32, or int64. Errors: cannot_write.
Expected<void> write_many_axes(const std::vector<std::int64_t>& sides, const Tensor& values, const std::filesystem::path& path);
Expected<void> write_many_axes(const std::vector<std::int64_t>& sides, const Indices& values, const std::filesystem::path& path);

}  // namespace deconvlab
