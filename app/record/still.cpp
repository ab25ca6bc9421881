#include "app/record/still.h"

#include <algorithm>

#include "app/draw/cairo_canvas.h"
#include "app/draw/fonts.h"
#include "app/scenes/scenes.h"
#include "core/formats/extension.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {
constexpr PictureFormat kFormats[] = {{".png", save_png}};
}

Raster still(const Model& model, const Results& results, int width, int height) {
  const double scale = std::min(width / 1280.0, height / 720.0);
  CairoCanvas canvas(width / scale, height / scale, scale);
  const Frame frame{model, results, model.pinned, theme_of(model.theme), language_of(model.language)};
  draw_page(canvas, {0, 0, width / scale, height / scale}, **find_scene(model.lesson.scene), frame);
  return canvas.pixels();
}

Expected<Raster> still(const Model& model, int width, int height) {
  return find_scene(model.lesson.scene).and_then([&](const Scene*) { return compute(model.lesson); }).map([&](const Results& results) {
    return still(model, results, width, height);
  });
}

Expected<void> check_font(const Language& language) {
  const FontFiles& files = font_files();
  const bool found = !files.regular.empty() && (!language.needs_cjk || !files.cjk.empty());
  return found ? Expected<void>() : fail(ErrorCode::no_font, language.name);
}

std::span<const PictureFormat> picture_format_table() { return kFormats; }

Expected<void> save_picture(const Raster& raster, const std::filesystem::path& path) {
  return pick_by_extension(path, kFormats, &PictureFormat::save).and_then([&](const PictureFormat* format) {
    return format->save(raster, path);
  });
}

Expected<void> check_picture_target(const std::filesystem::path& path) {
  return check_writable(path).and_then([&] { return pick_by_extension(path, kFormats, &PictureFormat::save); }).map([](auto) {});
}

}  // namespace deconvlab
