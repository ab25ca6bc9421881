// Folders that appear whole or not at all.
#pragma once

#include <filesystem>
#include <functional>

#include "core/error.h"

namespace deconvlab {

// Where it is not there yet. Errors: cannot_write.
Expected<void> make_folder(const std::filesystem::path& folder);

// What `write` puts into a draft beside the folder is the folder's when all of it is there; other files that the folder has stay. Nothing
// of it is left where that fails. Errors: cannot_write, and those of write().
Expected<void> write_whole_folder(const std::filesystem::path& folder,
                                  const std::function<Expected<void>(const std::filesystem::path& draft)>& write);

}  // namespace deconvlab
