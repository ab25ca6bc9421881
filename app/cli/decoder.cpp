#include <algorithm>
#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/decoded.h"
#include "app/record/sheet.h"
#include "app/record/still.h"
#include "app/scenes/scene.h"
#include "app/update.h"
#include "app/weights.h"

namespace deconvlab {

namespace {

struct Options {
  std::string picture;
  std::string decoder = "deconvnet";
  std::string channel;
  std::string weights;
  LookOptions look{.size = "1600x760", .theme = {}, .language = {}};
  std::string output;
};

Expected<std::string> known_decoder(const std::string& id) {
  const auto styles = decoder_styles();
  if (std::ranges::find(styles, id, &DecoderStyle::id) != styles.end()) return id;
  return fail(ErrorCode::unknown_name, "decoder", id, names_of(styles, &DecoderStyle::id));
}

// The whole figure: its last step.
Expected<Model> model_of(const Options& options) {
  if (auto ok = use_weights(options.weights); !ok) return tl::make_unexpected(ok.error());
  auto model = open_link("decoder");
  if (!model) return model;
  Lesson& lesson = model->lesson;
  lesson.picture = options.picture;
  model->time = static_cast<double>(step_count(lesson) - 1);
  return known_decoder(options.decoder)
      .and_then([&](const std::string& id) {
        lesson.view = id;
        return options.channel.empty() ? Expected<std::int64_t>(-1) : parse_integer("--channel", options.channel);
      })
      .and_then([&](std::int64_t channel) -> Expected<void> {
        if (!options.channel.empty() && channel < 0) return fail(ErrorCode::negative, "--channel", channel);
        lesson.channel = channel;
        return options.look.put_into(*model);
      })
      .map([&] { return *model; });
}

}  // namespace

Action add_decoder(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("PICTURE", options->picture, say(language, "help.picture"))->type_name("")->required();
  app.add_option("--decoder", options->decoder, say(language, "help.decoder_style", names_of(decoder_styles(), &DecoderStyle::id)))
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--channel", options->channel, say(language, "help.decoder_channel"))->type_name("N");
  app.add_option("--weights", options->weights, say(language, "help.weights"))->type_name("FILE");
  options->look.add_to(app, language);
  app.add_option("-o", options->output, say(language, "help.output_file", extensions_of(picture_format_table(), &PictureFormat::save)))
      ->type_name("FILE")
      ->required();
  return [options, &language] {
    const auto model = [&] { return model_of(*options); };
    const auto apart = check_apart({"-o", options->output}, {{"PICTURE", options->picture}, {"--weights", options->weights}});
    return apart.and_then([&] { return options->look.save(options->output, model, figure); }).map([&] {
      Reader reader;
      reader.note_picture(options->picture);
      print_notes(reader.notes(), language);
    });
  };
}

}  // namespace deconvlab
