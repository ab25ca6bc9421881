#include "app/record/sheet.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "app/draw/cairo_canvas.h"
#include "app/results.h"
#include "app/scenes/scene.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 1280;
constexpr double kMargin = 28;
constexpr double kTitle = 44;
constexpr double kDetail = 6;  // pixels a cell

// One part of the sheet: a title above what the scene draws of a model.
struct Part {
  std::string_view title_key;
  Model model;
};

// The scene's views, and the middle of the first one enlarged.
std::vector<Part> parts_of(const Model& asked, const Scene& scene, Extent size) {
  std::vector<Part> parts;
  for (const SceneView& view : scene.views) {
    parts.push_back({view.title_key, asked});
    parts.back().model.lesson.view = view.id;
  }
  parts.push_back({"picture.view_detail", parts.front().model});
  parts.back().model.matrix = {static_cast<double>(size.h) / 2, static_cast<double>(size.w) / 2, kDetail};
  return parts;
}

// The parts one below the other, each as high as the others.
Raster draw_parts(const std::vector<Part>& parts, const Scene& scene, const Results& results, int width, int height) {
  const double scale = width / kWidth;
  CairoCanvas canvas(kWidth, height / scale, scale);
  const Model& any = parts.front().model;
  const Theme& theme = theme_of(any.theme);
  const Language& language = language_of(any.language);
  canvas.fill_rect({0, 0, kWidth, height / scale}, theme.background);
  const double each = height / scale / static_cast<double>(parts.size());
  double top = 0;
  for (const Part& part : parts) {
    canvas.text({kMargin, top + kMargin + 6}, phrase(language, part.title_key), {.color = theme.text, .size = 24, .weight = Weight::bold});
    const Frame frame{part.model, results, {}, theme, language};
    scene.draw_main(canvas, {kMargin, top + kTitle + 10, kWidth - 2 * kMargin, std::max(1.0, each - kTitle - kMargin)}, frame);
    top += each;
  }
  return canvas.pixels();
}

}  // namespace

Expected<Raster> sheet(const Model& model, int width, int height) {
  return find_scene(model.lesson.scene).and_then([&](const Scene* scene) {
    return compute(model.lesson).map([&](const Results& results) {
      return draw_parts(parts_of(model, *scene, results.picture->shape().plane()), *scene, results, width, height);
    });
  });
}

Expected<Raster> figure(const Model& model, int width, int height) {
  return find_scene(model.lesson.scene).and_then([&](const Scene* scene) {
    return compute(model.lesson).map([&](const Results& results) {
      return draw_parts({{scene->title_key, model}}, *scene, results, width, height);
    });
  });
}

}  // namespace deconvlab
