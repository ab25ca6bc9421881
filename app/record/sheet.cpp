#include "app/record/sheet.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/diagram/labels.h"
#include "app/lessons/kind.h"
#include "app/lessons/picture_source.h"
#include "app/lessons/wipe.h"
#include "app/scenes/scenes.h"
#include "core/samples/samples.h"

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
    if (view.id == kWipeView) continue;
    parts.push_back({view.title_key, asked});
    parts.back().model.lesson.view = view.id;
  }
  parts.push_back({"picture.view_detail", parts.front().model});
  parts.back().model.matrix = {static_cast<double>(size.h) / 2, static_cast<double>(size.w) / 2, kDetail};
  return parts;
}

// The picture's name.
std::string name_of(const Lesson& lesson, const Language& language) {
  const auto sample = choose_sample(lesson.picture);
  if (is_picture_file(lesson.picture) || !sample) return std::filesystem::path(lesson.picture).filename().string();
  return std::string(phrase(language, fmt::format("sample.{}", sample->sample->name)));
}

// What was pooled, how, and the kernel of the deconvolution.
std::string settings_of(const Model& model, Extent size) {
  const Lesson& lesson = model.lesson;
  const Language& language = language_of(model.language);
  const std::string& kernel = lesson.kernel.name;
  const std::string kernel_name(phrase(language, kernel.empty() ? "window.own" : fmt::format("kernel.{}", kernel)));
  return say(language, "sheet.settings", name_of(lesson, language), size.h, size.w, lesson.params.k.h, lesson.params.k.w, lesson.params.s.h,
             lesson.params.s.w, kernel_name, lesson.up.h, lesson.up.w);
}

// The parts one below the other, each as high as the others; `about` stands beside the first one's title.
void draw_parts(Canvas& canvas, double height, const std::vector<Part>& parts, const std::string& about, const Scene& scene,
                const Results& results) {
  const Model& any = parts.front().model;
  const Theme& theme = theme_of(any.theme);
  const Language& language = language_of(any.language);
  canvas.fill_rect({0, 0, kWidth, height}, theme.background);
  const double each = height / static_cast<double>(parts.size());
  const TextStyle title{.color = theme.text, .size = 24, .weight = Weight::bold};
  const double left = kMargin + canvas.text_width(phrase(language, parts.front().title_key), title) + 2 * kMargin;
  draw_fitting(canvas, {left, kMargin + 7}, kWidth - kMargin - left, about, {.color = theme.muted, .size = 16});
  double top = 0;
  for (const Part& part : parts) {
    canvas.text({kMargin, top + kMargin + 6}, phrase(language, part.title_key), title);
    const Frame frame{part.model, results, {}, theme, language};
    scene.draw_main(canvas, {kMargin, top + kTitle + 10, kWidth - 2 * kMargin, std::max(1.0, each - kTitle - kMargin)}, frame);
    top += each;
  }
}

Figure figure_with(const Model& model, const PageLook& look, std::vector<Part> parts, std::string about, const Scene& scene,
                   Results results) {
  const double height = look.height * kWidth / look.width;
  const auto kept = std::make_shared<const Results>(std::move(results));
  return figure_of(model, kWidth, height, look, [=, &scene, parts = std::move(parts), about = std::move(about)](Canvas& canvas) {
    draw_parts(canvas, height, parts, about, scene, *kept);
  });
}

}  // namespace

Expected<Figure> sheet(const Model& model, const PageLook& look) {
  return find_scene(model.lesson.scene).and_then([&](const Scene* scene) {
    return compute(model.lesson).map([&](Results results) {
      const Extent size = results.picture_size();
      return figure_with(model, look, parts_of(model, *scene, size), settings_of(model, size), *scene, std::move(results));
    });
  });
}

Expected<Figure> figure(const Model& model, const PageLook& look) {
  return find_scene(model.lesson.scene).and_then([&](const Scene* scene) {
    return compute(model.lesson).map([&](Results results) {
      return figure_with(model, look, {{scene->title_key, model}}, "", *scene, std::move(results));
    });
  });
}

}  // namespace deconvlab
