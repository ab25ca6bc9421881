#include <algorithm>
#include <string>

#include "app/scenes/scene.h"
#include "app/scenes/stories.h"

namespace deconvlab {

std::span<const Scene> scene_table() {
  static const Scene table[] = {kConvolutionScene, kMatrixScene};
  return table;
}

Expected<const Scene*> find_scene(std::string_view id) {
  std::string ids;
  for (const Scene& scene : scene_table()) {
    if (scene.id == id) return &scene;
    ids += (ids.empty() ? "" : ", ") + std::string(scene.id);
  }
  return fail(ErrorCode::unknown_name, "scene", id, ids);
}

}  // namespace deconvlab
