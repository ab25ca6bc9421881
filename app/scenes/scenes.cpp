#include <fmt/format.h>

#include <algorithm>
#include <string>

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

namespace {

Model example_of(const Scene& scene, const Model& base) { return *from_link(fmt::format("{}?{}", scene.id, scene.example), base); }

// What the link leaves out is as in the example; its input, made for the example's size, only as far as it reaches.
Expected<Model> open_from_example(std::string_view text, const Scene& scene, const Model& base) {
  const Model example = example_of(scene, base);
  return from_link(text, example).map([&](Model opened) {
    const Extent i = opened.lesson.params.i;
    const Extent made = example.lesson.input.own_size;
    const bool beyond = i.h > made.h || i.w > made.w;
    if (made.area() > 0 && beyond && opened.lesson.input == example.lesson.input) opened.lesson.input = base.lesson.input;
    return opened;
  });
}

}  // namespace

Expected<Model> open_link(std::string_view text, const Model& base) {
  auto model = from_link(text, base);
  if (!model) return model;
  return find_scene(model->lesson.scene).and_then([&](const Scene* scene) {
    const bool of_example = scene->traits.takes_long() || scene->traits.family == Family::pooling;
    auto opened = of_example ? open_from_example(text, *scene, base) : model;
    if (opened) opened->lesson.traits = scene->traits;
    return opened;
  });
}

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
