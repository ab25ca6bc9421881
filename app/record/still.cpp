#include "app/record/still.h"

#include <algorithm>

#include "app/draw/fonts.h"
#include "app/record/crop.h"
#include "app/record/other_background.h"
#include "app/scenes/scenes.h"
#include "app/state/link.h"

namespace deconvlab {

Figure figure_of(const Model& model, double width, double height, const PageLook& look, std::function<void(Canvas&)> draw) {
  const Language& language = language_of(model.language);
  const auto scene = find_scene(model.lesson.scene);
  Figure figure{.width = width,
                .height = height,
                .scale = look.width * look.scale / width,
                .link = to_link(model),
                .title = scene ? std::string(phrase(language, (*scene)->title_key)) : "",
                .language = std::string(language.id),
                .draw = [=, draw = std::move(draw), background = look.background](Canvas& canvas) {
                  if (background == Background::theme) return draw(canvas);
                  OtherBackground other(canvas, {0, 0, width, height}, background == Background::white ? rgb(0xffffff) : Color{0, 0, 0, 0});
                  draw(other);
                }};
  return look.crop ? part_of(figure, content_of(figure)) : figure;
}

Figure page_of(const Model& model, std::shared_ptr<const Results> results, const PageLook& look) {
  const double scale = std::min(look.width / 1280.0, look.height / 720.0);
  const double width = look.width / scale, height = look.height / scale;
  return figure_of(model, width, height, look, [=, results = std::move(results)](Canvas& canvas) {
    const Frame frame{model, *results, model.pinned, theme_of(model.theme), language_of(model.language)};
    draw_page(canvas, {0, 0, width, height}, **find_scene(model.lesson.scene), frame);
  });
}

Expected<Figure> still(const Model& model, const PageLook& look) {
  return find_scene(model.lesson.scene).and_then([&](const Scene*) { return compute(model.lesson); }).map([&](Results results) {
    return page_of(model, std::make_shared<const Results>(std::move(results)), look);
  });
}

Expected<void> check_font(const Language& language) {
  const FontFiles& files = font_files();
  const bool found = !files.regular.empty() && (!language.needs_cjk || !files.cjk.empty());
  return found ? Expected<void>() : fail(ErrorCode::no_font, language.name);
}

}  // namespace deconvlab
