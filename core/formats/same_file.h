// Two paths that lead to one file: what is written to one would take the place of what the other has.
#pragma once

#include <filesystem>

namespace deconvlab {

// Through links, "." and ".."; the file need not be there yet.
bool is_same_file(const std::filesystem::path& one, const std::filesystem::path& other);

}  // namespace deconvlab
