#include "app/scenes/scenes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/scenes/each_scene.h"

namespace deconvlab {

std::span<const Scene> scene_table() {
  static const Scene table[] = {kConvolutionScene, kMatrixScene,  kTransposedScene, kFractionalScene, kPassesScene, kInverseScene,
                                kOverlapScene,     kUnpoolScene,  kImitateScene,    kPictureScene,    kFcnScene,    kConv2dTransposeScene,
                                kKernelsScene,     kDecoderScene, kDecodersScene,   kProjectScene,    kGalleryScene};
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

std::span<const SceneFacts> scene_facts() {
  static const std::vector<SceneFacts> facts = [] {
    std::vector<SceneFacts> of_all;
    for (const Scene& scene : scene_table()) of_all.push_back({scene.id, scene.kind, scene.home, scene.views});
    return of_all;
  }();
  return facts;
}

Expected<Model> open_link(std::string_view text, const Model& base) { return open_link(text, base, scene_facts()); }

}  // namespace deconvlab
