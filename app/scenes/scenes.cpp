#include "app/scenes/scenes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <string>
#include <vector>

#include "app/scenes/each_scene.h"
#include "core/find_named.h"

namespace deconvlab {

std::span<const Scene> scene_table() {
  static const Scene table[] = {kKernelsScene, kConvolutionScene, kMatrixScene,          kUnrolledScene, kTransposedScene,
                                kPassesScene,  kFractionalScene,  kInverseScene,         kUnpoolScene,   kImitateScene,
                                kPictureScene, kOverlapScene,     kConv2dTransposeScene, kLayersScene,   kFcnScene,
                                kDecoderScene, kDecodersScene,    kProjectScene,         kGalleryScene};
  return table;
}

namespace {

Chapter chapter(std::string_view id, std::string_view title_key) {
  const auto within = [&](const Scene& scene) { return scene.chapter == id; };
  const auto first = std::ranges::find_if(scene_table(), within);
  return {id, title_key, {first, std::find_if_not(first, scene_table().end(), within)}};
}

}  // namespace

std::span<const Chapter> chapter_table() {
  static const Chapter table[] = {
      chapter("slide", "chapter.slide"), chapter("turn", "chapter.turn"),         chapter("up", "chapter.up"),
      chapter("traps", "chapter.traps"), chapter("networks", "chapter.networks"), chapter("atlas", "chapter.atlas")};
  return table;
}

const Chapter& chapter_of(const Scene& scene) {
  const auto found = std::ranges::find(chapter_table(), scene.chapter, &Chapter::id);
  assert(found != chapter_table().end());
  return *found;
}

Expected<const Scene*> find_scene(std::string_view id) { return find_named("scene", scene_table(), id, &Scene::id); }

std::string home_link(const Scene& scene) { return fmt::format("deconvlab:{}{}{}", scene.id, scene.home.empty() ? "" : "?", scene.home); }

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
