#include "app/record/sheet.h"

#include <algorithm>

#include "app/draw/cairo_canvas.h"
#include "app/results.h"
#include "app/scenes/scene.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 1280;
constexpr double kMargin = 28;
constexpr double kTitle = 44;

}  // namespace

Expected<Raster> sheet(const Model& asked, int width, int height) {
  const auto scene = find_scene(asked.lesson.scene);
  if (!scene) return tl::make_unexpected(scene.error());
  const auto results = compute(asked.lesson);
  if (!results) return tl::make_unexpected(results.error());
  const double scale = width / kWidth;
  CairoCanvas canvas(kWidth, height / scale, scale);
  const Theme& theme = theme_of(asked.theme);
  const Rect page{0, 0, kWidth, height / scale};
  canvas.fill_rect(page, theme.background);
  const double half = page.h / 2;
  double top = 0;
  for (const SceneView& view : (*scene)->views) {
    Model model = asked;
    model.lesson.view = view.id;
    const Language& language = language_of(model.language);
    canvas.text({kMargin, top + kMargin + 6}, phrase(language, view.title_key), {.color = theme.text, .size = 24, .weight = Weight::bold});
    const Frame frame{model, *results, {}, theme, language};
    (*scene)->draw_main(canvas, {kMargin, top + kTitle + 10, kWidth - 2 * kMargin, std::max(1.0, half - kTitle - kMargin)}, frame);
    top += half;
  }
  return canvas.pixels();
}

}  // namespace deconvlab
