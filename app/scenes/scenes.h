// The table of scenes, in the order of the curriculum.
#pragma once

#include <span>
#include <string_view>

#include "app/diagram/scene.h"
#include "app/state/link.h"

namespace deconvlab {

std::span<const Scene> scene_table();
// Errors: unknown_name with the ids there are.
Expected<const Scene*> find_scene(std::string_view id);
// The table's ids, kinds, homes and views.
std::span<const SceneFacts> scene_facts();
// The door of state/link.h, with these scenes.
Expected<Model> open_link(std::string_view text, const Model& base = {});

}  // namespace deconvlab
