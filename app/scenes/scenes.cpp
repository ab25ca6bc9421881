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

Expected<Model> open_link(std::string_view text, const Model& base) {
  auto model = from_link(text, base);
  if (!model) return model;
  return find_scene(model->lesson.scene).map([&](const Scene* scene) {
    model->lesson.family = scene->family;
    return *model;
  });
}

}  // namespace deconvlab
