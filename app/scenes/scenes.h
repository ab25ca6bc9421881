// The table of scenes, in the order of their chapters.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/diagram/scene.h"
#include "app/state/link.h"

namespace deconvlab {

std::span<const Scene> scene_table();

// What belongs together: its scenes stand side by side in the table of scenes.
struct Chapter {
  std::string_view id;
  std::string_view title_key;
  std::span<const Scene> scenes;
};
std::span<const Chapter> chapter_table();
// The id is one of the table's.
const Chapter& chapter_of(const Scene& scene);

// Errors: unknown_name with the ids there are.
Expected<const Scene*> find_scene(std::string_view id);
// The link that opens the scene as its id alone does, with what that comes to: "deconvlab:overlap?i=4&k=3&s=2&t=15".
std::string home_link(const Scene& scene);
// The table's ids, kinds, homes and views.
std::span<const SceneFacts> scene_facts();
// The door of state/link.h, with these scenes.
Expected<Model> open_link(std::string_view text, const Model& base = {});

}  // namespace deconvlab
