#include <algorithm>
#include <string>
#include <vector>

#include "app/scenes/scene.h"
#include "app/scenes/stories.h"

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

Hit Hit::at(Point p) const {
  const auto part = [](double share, std::int64_t count) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(share * static_cast<double>(count)), 0, count - 1);
  };
  Focus found = focus;
  found.cell.row += part((p.y - rect.y) / rect.h, cells.h);
  found.cell.col += part((p.x - rect.x) / rect.w, cells.w);
  return of(found);
}

bool Hit::holds(const Focus& wanted) const {
  const Cell within{wanted.cell.row - focus.cell.row, wanted.cell.col - focus.cell.col};
  return wanted.target == focus.target && wanted.other == focus.other && cells.contains(within);
}

Hit Hit::of(const Focus& wanted) const {
  const double h = rect.h / static_cast<double>(cells.h);
  const double w = rect.w / static_cast<double>(cells.w);
  const auto down = static_cast<double>(wanted.cell.row - focus.cell.row);
  const auto right = static_cast<double>(wanted.cell.col - focus.cell.col);
  return {{rect.x + right * w, rect.y + down * h, w, h}, wanted};
}

}  // namespace deconvlab
