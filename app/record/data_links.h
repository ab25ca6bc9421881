// The link that files of data carry along: C, Ct, the record of steps, a table of layers.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "core/error.h"

namespace deconvlab {

struct DataLink {
  std::string_view extension;  // with the dot
  // The file's bytes with a link in them; as they are where there is no place for one.
  std::string (*with_link)(std::string bytes, const std::string& link);
  // Empty where there is none.
  std::string (*link_in)(std::string_view bytes);
};
// .csv and .npy have no place for a link.
std::span<const DataLink> data_link_table();

// Files larger than this carry no link, and none is looked for in them.
inline constexpr std::uintmax_t kMostLinkedBytes = std::uintmax_t{64} << 20;

// Of a file that is there. Errors: cannot_open, cannot_write.
Expected<void> add_link(const std::filesystem::path& path, const std::string& link);

}  // namespace deconvlab
