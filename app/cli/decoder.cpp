#include <algorithm>
#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/network_page.h"
#include "app/lessons/networks/decoded.h"
#include "app/lessons/networks/weights.h"
#include "app/record/sheet.h"
#include "core/find_named.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options {
  std::string decoder = "deconvnet";
  std::string channel;
  NetworkPageOptions page{.picture = {}, .weights = {}, .look = {.size = "1600x760", .theme = {}, .language = {}}, .output = {}};
};

Expected<std::string> known_decoder(const std::string& id) {
  TRY(find_named("decoder", decoder_styles(), id, &DecoderStyle::id));
  return id;
}

Expected<Model> model_of(const Options& options) {
  auto model = options.page.open("decoder");
  if (!model) return model;
  return known_decoder(options.decoder)
      .and_then([&](const std::string& id) {
        model->lesson.view = id;
        const std::int64_t last = most_maps(segmenter_in_use().encoder) - 1;
        return options.channel.empty() ? Expected<std::int64_t>(-1) : parse_index("--channel", options.channel, last);
      })
      .map([&](std::int64_t channel) {
        model->lesson.channel = channel;
        return *model;
      });
}

}  // namespace

Action add_decoder(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  add_picture_to(app, language, options->page.picture);
  app.add_option("--decoder", options->decoder, say(language, "help.decoder_style", names_of(decoder_styles(), &DecoderStyle::id)))
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--channel", options->channel, say(language, "help.decoder_channel"))->type_name("N");
  options->page.add_rest_to(app, language);
  return [options, &language] { return options->page.save([&] { return model_of(*options); }, figure, language); };
}

}  // namespace deconvlab
