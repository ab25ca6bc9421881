#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/decoded.h"
#include "app/record/still.h"
#include "app/scenes/scene.h"
#include "app/update.h"
#include "app/weights.h"

namespace deconvlab {

namespace {

struct Options {
  std::string picture;
  std::string layer = "3";
  std::string unit;
  std::string weights;
  LookOptions look{.size = "1280x720", .theme = {}, .language = {}};
  std::string output;
};

// A whole number from 0 to `last`.
Expected<std::int64_t> index(const std::string& name, const std::string& text, std::int64_t last) {
  return parse_integer(name, text).and_then([&](std::int64_t n) -> Expected<std::int64_t> {
    if (n < 0) return fail(ErrorCode::negative, name, n);
    if (n > last) return fail(ErrorCode::too_large, name, n, last);
    return n;
  });
}

// The whole way back: the scene's last step.
Expected<Model> model_of(const Options& options) {
  if (auto ok = use_weights(options.weights); !ok) return tl::make_unexpected(ok.error());
  auto model = open_link("project");
  if (!model) return model;
  Lesson& lesson = model->lesson;
  lesson.picture = options.picture;
  const Network& encoder = segmenter_in_use().encoder;
  return index("--layer", options.layer, static_cast<std::int64_t>(levels(encoder)) - 1)
      .and_then([&](std::int64_t level) {
        lesson.level = level;
        model->time = static_cast<double>(step_count(lesson) - 1);
        return options.unit.empty() ? Expected<std::int64_t>(-1) : index("--unit", options.unit, maps_of(encoder, level) - 1);
      })
      .and_then([&](std::int64_t unit) {
        lesson.channel = unit;
        return options.look.put_into(*model);
      })
      .map([&] { return *model; });
}

}  // namespace

Action add_project(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("PICTURE", options->picture, say(language, "help.picture"))->type_name("")->required();
  app.add_option("--layer", options->layer, say(language, "help.project_layer"))->type_name("N")->capture_default_str();
  app.add_option("--unit", options->unit, say(language, "help.project_unit"))->type_name("N");
  app.add_option("--weights", options->weights, say(language, "help.weights"))->type_name("FILE");
  options->look.add_to(app, language);
  app.add_option("-o", options->output, say(language, "help.output_file", extensions_of(picture_format_table(), &PictureFormat::save)))
      ->type_name("FILE")
      ->required();
  return [options, &language] {
    const auto model = [&] { return model_of(*options); };
    const auto apart = check_apart({"-o", options->output}, {{"PICTURE", options->picture}, {"--weights", options->weights}});
    return apart.and_then([&] { return options->look.save(options->output, model, still); }).map([&] {
      Reader reader;
      reader.note_picture(options->picture);
      print_notes(reader.notes(), language);
    });
  };
}

}  // namespace deconvlab
