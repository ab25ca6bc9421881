#include <cstdio>

#include "app/cli/command_line.h"
#include "app/scenes/scene.h"

namespace deconvlab {

Action add_scenes(CLI::App&, const Language& language) {
  return [&language]() -> Expected<void> {
    for (const Scene& scene : scene_table()) {
      std::printf("%-14s %s\n", std::string(scene.id).c_str(), std::string(phrase(language, scene.title_key)).c_str());
    }
    return {};
  };
}

}  // namespace deconvlab
