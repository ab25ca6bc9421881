#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/network_page.h"
#include "app/lessons/networks/decoded.h"
#include "app/lessons/networks/weights.h"
#include "app/record/still.h"

namespace deconvlab {

namespace {

struct Options {
  std::string layer = "3";
  std::string unit;
  NetworkPageOptions page{.picture = {}, .weights = {}, .look = {.size = "1280x720", .theme = {}, .language = {}}, .output = {}};
};

Expected<Model> model_of(const Options& options) {
  auto model = options.page.open("project");
  if (!model) return model;
  const Network& encoder = segmenter_in_use().encoder;
  return parse_index("--layer", options.layer, static_cast<std::int64_t>(levels(encoder)) - 1)
      .and_then([&](std::int64_t level) {
        model->lesson.level = level;
        return options.unit.empty() ? Expected<std::int64_t>(-1) : parse_index("--unit", options.unit, maps_of(encoder, level) - 1);
      })
      .map([&](std::int64_t unit) {
        model->lesson.channel = unit;
        return *model;
      });
}

}  // namespace

Action add_project(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  add_picture_to(app, language, options->page.picture);
  app.add_option("--layer", options->layer, say(language, "help.project_layer"))->type_name("N")->capture_default_str();
  app.add_option("--unit", options->unit, say(language, "help.project_unit"))->type_name("N");
  options->page.add_rest_to(app, language);
  return [options, &language] { return options->page.save([&] { return model_of(*options); }, still, language); };
}

}  // namespace deconvlab
