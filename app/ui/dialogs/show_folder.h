// The desktop's file manager.
#pragma once

#include <filesystem>

namespace deconvlab {

// The command that opens a folder in it.
#ifdef __APPLE__
inline constexpr const char* kFolderOpener = "open";
#else
inline constexpr const char* kFolderOpener = "xdg-open";
#endif

// Asks it to show the folder, and does not wait; false where the command can't be started.
bool show_folder(const std::filesystem::path& folder);

}  // namespace deconvlab
