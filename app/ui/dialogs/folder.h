// What a folder holds, for choosing a picture from it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/error.h"

namespace deconvlab {

struct FolderEntry {
  std::string name;
  bool is_folder = false;

  bool operator==(const FolderEntry&) const = default;
};

// Folders, then files that read_array can read by their extension, both by name whatever its case; hidden ones are left out.
// Errors: cannot_open.
Expected<std::vector<FolderEntry>> list_folder(const std::filesystem::path& folder);

// A folder that is looked into.
struct FolderView {
  std::filesystem::path folder;
  Expected<std::vector<FolderEntry>> entries;

  void go_to(const std::filesystem::path& to);
};

}  // namespace deconvlab
