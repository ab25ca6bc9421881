// The texts of the guides: TOML files in guides/, confusions/ and told/, a file a guide, built into the program; the user's own beside
// them.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/guide.h"
#include "core/error.h"

namespace deconvlab {

// One guide. Every text is there in the languages that the title is in. `scenes` say which links there are.
// Errors: malformed with the line, and what is wrong there and what would be right.
Expected<Guide> read_guide(std::string_view toml, const std::string& file, std::span<const SceneFacts> scenes);

struct LoadedGuides {
  std::vector<Guide> guides;   // a track after the other; those of the scenes in the order of `scenes`, the others by their ids
  std::vector<Error> refused;  // one for each file that is left out
};

// Those of the program, and all *.toml of `folder`, which join the confusions; no folder is none.
LoadedGuides load_guides(std::span<const SceneFacts> scenes, const std::filesystem::path& folder = {});

}  // namespace deconvlab
