#include "app/record/still.h"

#include <algorithm>

#include "app/draw/cairo_canvas.h"
#include "app/results.h"
#include "app/scenes/scene.h"
#include "core/formats/formats.h"

namespace deconvlab {

Expected<Raster> still(const Model& model, int width, int height) {
  const auto scene = find_scene(model.lesson.scene);
  if (!scene) return tl::make_unexpected(scene.error());
  const auto results = compute(model.lesson);
  if (!results) return tl::make_unexpected(results.error());
  const double scale = std::min(width / 1280.0, height / 720.0);
  CairoCanvas canvas(width / scale, height / scale, scale);
  const Frame frame{model, *results, model.pinned, theme_of(model.theme), language_of(model.language)};
  draw_page(canvas, {0, 0, width / scale, height / scale}, **scene, frame);
  return canvas.pixels();
}

Expected<void> check_picture_target(const std::filesystem::path& path) {
  if (path.extension() == ".png") return check_writable(path);
  return fail(ErrorCode::unknown_extension, path.string(), path.extension().string(), ".png");
}

}  // namespace deconvlab
