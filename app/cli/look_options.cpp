#include "app/cli/look_options.h"

#include <algorithm>

#include "app/cli/options.h"
#include "app/draw/theme.h"
#include "app/record/record_formats.h"
#include "app/record/still.h"
#include "core/find_named.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kMostPixels = 16384;  // of a picture's side

}  // namespace

Expected<Pixels> parse_pixels(const std::string& name, const std::string& text) {
  return parse_extent(name, text).and_then([&](Extent e) -> Expected<Pixels> {
    for (const std::int64_t side : {e.h, e.w}) {
      if (side < 1) return fail(ErrorCode::not_positive, name, side);
      if (side > kMostPixels) return fail(ErrorCode::too_large, name, side, kMostPixels);
    }
    return Pixels{static_cast<int>(e.h), static_cast<int>(e.w)};
  });
}

void LookOptions::add_to(CLI::App& app, const Language& language) {
  size_option = app.add_option("--size", size, say(language, "help.size"))->capture_default_str()->type_name("WxH");
  app.add_option("--theme", theme, names_of(theme_table(), &Theme::id))->type_name("NAME");
  app.add_option("--lang", this->language, names_of(language_table(), &Language::id))->type_name("NAME");
}

void LookOptions::add_page_to(CLI::App& app, const Language& language) {
  add_to(app, language);
  app.add_option("--scale", scale, say(language, "help.page_scale"))->capture_default_str()->type_name("X");
  app.add_option("--background", background, "theme white none")->capture_default_str()->type_name("NAME");
  app.add_option("--crop", crop, say(language, "help.crop"))->type_name("NAME");
}

namespace {

struct BackgroundName {
  std::string_view id;
  Background background;
};
constexpr BackgroundName kBackgrounds[] = {{"theme", Background::theme}, {"white", Background::white}, {"none", Background::none}};

struct CropName {
  std::string_view id;
};
constexpr CropName kCrops[] = {{"content"}};

}  // namespace

Expected<PageLook> LookOptions::page_look() const {
  const auto pixels = TRY(parse_pixels("--size", size));
  const double times = TRY(parse_positive("--scale", scale));
  const double longest = std::max(pixels.width, pixels.height) * times;
  if (longest > kMostPixels)
    return fail(ErrorCode::too_large, "--scale", scale, static_cast<double>(kMostPixels) / std::max(pixels.width, pixels.height));
  const auto named = TRY(find_named("background", kBackgrounds, background, &BackgroundName::id));
  if (!crop.empty()) TRY(find_named("crop", kCrops, crop, &CropName::id));
  return PageLook{pixels.width, pixels.height, times, named->background, !crop.empty()};
}

Expected<void> LookOptions::put_into(Model& model) const {
  if (!theme.empty()) model.theme = theme;
  if (!language.empty()) model.language = language;
  TRY(find_named("theme", theme_table(), model.theme, &Theme::id));
  return check_font(*TRY(find_named("language", language_table(), model.language, &Language::id)));
}

Expected<void> LookOptions::save(const std::string& output, const std::function<Expected<Model>()>& model,
                                 Expected<Figure> (*draw)(const Model& model, const PageLook& look)) const {
  TRY(check_figure_target(output));
  const auto look = TRY(page_look());
  return model().and_then([&](const Model& shown) { return draw(shown, look); }).and_then([&](const Figure& figure) {
    return save_figure(figure, output);
  });
}

}  // namespace deconvlab
