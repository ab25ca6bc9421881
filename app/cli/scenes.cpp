#include "app/scenes/scenes.h"

#include "app/cli/command_line.h"
#include "app/cli/print.h"

namespace deconvlab {

Action add_scenes(CLI::App&, const Language& language) {
  return [&language]() -> Expected<void> {
    for (const Scene& scene : scene_table()) {
      print_out("{:<14} {}\n", scene.id, phrase(language, scene.title_key));
    }
    return {};
  };
}

}  // namespace deconvlab
