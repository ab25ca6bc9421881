// What is remembered between two starts, in the user's config folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/state/update.h"
#include "app/ui/layout.h"
#include "core/error.h"

namespace deconvlab {

struct Settings {
  std::string theme = "light";
  std::string language;  // empty: the system's
  double text_scale = 1;
  double speed = 1;
  bool reduce_motion = false;
  Splits splits;
  std::string scene;                 // that was shown last; empty: the first one
  std::vector<std::string> scenes;   // links to how scenes were left, those that were not at home
  std::vector<std::string> visited;  // scenes, by their ids
  std::vector<std::string> learnt;   // guides that were played to their end
  std::vector<std::string> recent;   // pictures that were opened from files, the last one first
  int width = 1280;                  // of the window, screen coordinates
  int height = 720;

  bool operator==(const Settings&) const = default;
};

// $XDG_CONFIG_HOME/deconvlab/settings.json or ~/.config/deconvlab/settings.json; empty where there is neither.
std::filesystem::path settings_file();
// A file of a later version has another meaning: it is not written.
inline constexpr int kSettingsVersion = 1;
struct LoadedSettings {
  Settings settings{};           // what cannot be read or makes no sense is the default
  bool first_start = false;      // there is no file, or none that this program wrote
  std::vector<Error> refused{};  // and is said here: cannot_open, too_large, malformed with the field, its value and what it should be
  bool later = false;            // the file is of a later version: what it has in common with this one was read, the rest not refused
};
LoadedSettings load_settings(const std::filesystem::path& file);
// How the scenes were left.
SceneStates scene_states(const Settings& settings);
// As Settings::scenes has them. A plane of thousands of values of one's own is not kept.
std::vector<std::string> links_to_scenes(const Document& document);
// Errors: cannot_write.
Expected<void> save_settings(const Settings& settings, const std::filesystem::path& file);

}  // namespace deconvlab
