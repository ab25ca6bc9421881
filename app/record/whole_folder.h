// Folders of results that appear whole or not at all.
#pragma once

#include <filesystem>
#include <functional>

#include "core/error.h"

namespace deconvlab {

// Where it is not there yet. Errors: cannot_write.
Expected<void> make_folder(const std::filesystem::path& folder);

// "results" of "results/".
std::filesystem::path without_slash(const std::filesystem::path& folder);

// What `write` puts into a draft beside the folder is the folder's when all of it is there; nothing of it is left where that fails. A
// folder that has nothing else is replaced at once by another one: who stands in it elsewhere stands in the old one. What else a folder has
// stays: then, where this process stands in it, or where the system cannot do better, the files come one after the other. Errors:
// cannot_write, and those of write().
Expected<void> write_whole_folder(const std::filesystem::path& folder,
                                  const std::function<Expected<void>(const std::filesystem::path& draft)>& write);

}  // namespace deconvlab
