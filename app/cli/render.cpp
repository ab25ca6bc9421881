#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/options.h"
#include "app/draw/cairo_canvas.h"
#include "app/record/still.h"
#include "app/scenes/scene.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestSide = 16384;

struct Options {
  std::string link;
  GeometryOptions geometry;
  std::string step;
  std::string size = "1280x720";
  std::string theme;
  std::string language;
  std::string output;
};

struct Pixels {
  std::int64_t width, height;
};

// "1280x720": width first, as pictures are measured.
Expected<Pixels> parse_pixels(const std::string& text) {
  return parse_extent("--size", text).and_then([](Extent e) -> Expected<Pixels> {
    for (const std::int64_t side : {e.h, e.w}) {
      if (side < 1) return fail(ErrorCode::not_positive, "--size", side);
      if (side > kLargestSide) return fail(ErrorCode::too_large, "--size", side, kLargestSide);
    }
    return Pixels{e.h, e.w};
  });
}

// `id` must be one of the table's.
template <class Table>
Expected<void> check_id(std::string_view what, const std::string& id, const Table& table) {
  std::string ids;
  for (const auto& entry : table) {
    if (entry.id == id) return {};
    ids += (ids.empty() ? "" : ", ") + std::string(entry.id);
  }
  return fail(ErrorCode::unknown_name, what, id, ids);
}

Expected<void> choose_look(const Options& options, Model& model) {
  if (!options.theme.empty()) model.theme = options.theme;
  if (!options.language.empty()) model.language = options.language;
  return check_id("theme", model.theme, theme_table()).and_then([&] { return check_id("language", model.language, language_table()); });
}

Expected<void> choose_step(const Options& options, Model& model) {
  if (options.step.empty()) return {};
  const auto step = parse_integer("--step", options.step);
  if (!step) return tl::make_unexpected(step.error());
  return resolve(model.lesson.params).and_then([&](const Geometry& g) -> Expected<void> {
    const std::int64_t last = g.output().area() - 1;
    if (*step < 0 || *step > last) return fail(ErrorCode::step_out_of_range, *step, last);
    model.time = static_cast<double>(*step);
    return {};
  });
}

// The link, then what the options say otherwise.
Expected<Model> model_of(const Options& options, const Language& language) {
  Model base;
  base.language = language.id;
  auto model = from_link(options.link, base);
  if (!model) return model;
  const auto params = options.geometry.over(model->lesson.params);
  if (!params) return tl::make_unexpected(params.error());
  model->lesson.params = *params;
  return choose_look(options, *model).and_then([&] { return choose_step(options, *model); }).map([&] { return *model; });
}

Expected<void> write(const Options& options, const Language& language) {
  if (auto ok = check_picture_target(options.output); !ok) return ok;
  const auto size = parse_pixels(options.size);
  if (!size) return tl::make_unexpected(size.error());
  return model_of(options, language)
      .and_then([&](const Model& model) { return still(model, static_cast<int>(size->width), static_cast<int>(size->height)); })
      .and_then([&](const Raster& raster) { return save_png(raster, options.output); });
}

}  // namespace

Action add_render(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("SCENE", options->link, "a scene's id (`deconvlab scenes` lists them) or a link text")->required();
  options->geometry.add_to(app);
  app.add_option("--step", options->step, "the step shown, from 0");
  app.add_option("--size", options->size, "pixels, width x height")->capture_default_str()->type_name("WxH");
  app.add_option("--theme", options->theme, "light or dark");
  app.add_option("--lang", options->language, "en or zh");
  app.add_option("-o,--output", options->output, "a .png")->required();
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
