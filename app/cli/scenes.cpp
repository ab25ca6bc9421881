#include "app/scenes/scenes.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.h"
#include "app/cli/print.h"

namespace deconvlab {

namespace {

nlohmann::ordered_json to_json(const Scene& scene, const Language& language) {
  return {{"id", scene.id},
          {"chapter", phrase(language, chapter_of(scene).title_key)},
          {"title", phrase(language, scene.title_key)},
          {"question", phrase(language, scene.question_key)},
          {"home", home_link(scene)}};
}

}  // namespace

Action add_scenes(CLI::App& app, const Language& language) {
  auto json = std::make_shared<bool>(false);
  app.add_flag("--json", *json, say(language, "help.scenes_json"));
  return [json, &language]() -> Expected<void> {
    const std::size_t widest = std::ranges::max(scene_table(), {}, [](const Scene& scene) { return scene.id.size(); }).id.size();
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Scene& scene : scene_table()) {
      if (*json) all.push_back(to_json(scene, language));
      if (!*json) print_out("{:<{}}  {}\n", scene.id, widest, phrase(language, scene.title_key));
    }
    if (*json) print_out("{}\n", all.dump(2));
    return {};
  };
}

}  // namespace deconvlab
