// Settings found damaged, or written by someone else meanwhile.
#pragma once

#include <filesystem>
#include <string>

#include "app/lang/lang.h"
#include "app/ui/settings/settings.h"

namespace deconvlab {

// As load_settings(), but a file with anything that is refused is moved aside, where nothing is written over it.
struct OpenedSettings {
  LoadedSettings loaded;
  std::filesystem::path aside;  // where it is now; empty: it is where it was
};
OpenedSettings open_settings(const std::filesystem::path& file);
// What was wrong, and where the file is; empty where nothing was.
std::string words_about(const OpenedSettings& opened, const std::filesystem::path& file, const Language& language);

// Writes what is `mine`, where it is otherwise than `base`, over what is in the file, while no other window of the program does so. A file
// that is damaged is moved aside; one of a later version stays as it is. Errors: cannot_write.
Expected<void> merge_into(const std::filesystem::path& file, const Settings& base, const Settings& mine);

}  // namespace deconvlab
