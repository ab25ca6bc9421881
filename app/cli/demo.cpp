#include "app/record/demo.h"

#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/look_options.h"
#include "app/cli/options.h"
#include "app/cli/print.h"

namespace deconvlab {

namespace {

struct Options {
  LookOptions look;
  std::string output;
};

Expected<void> write(const Options& options, const Language& language) {
  DemoOptions demo{.folder = options.output, .look = {}, .both_themes = options.look.theme.empty()};
  demo.look.language = language.id;
  return options.look.put_into(demo.look)
      .and_then([&] { return parse_pixels("--size", options.look.size); })
      .and_then([&](Pixels pixels) {
        demo.width = pixels.width;
        demo.height = pixels.height;
        return write_demo(demo);
      })
      .map([&](const Demo& written) {
        const Language& chosen = language_of(demo.look.language);
        print_out("{}\n", say(chosen, "demo.lessons", written.page.string(), written.lessons, written.pictures));
        print_out("{}\n", say(chosen, "demo.files", written.matrix_formats));
      });
}

}  // namespace

Action add_demo(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  options->look.add_to(app, language);
  app.add_option("-o", options->output, say(language, "help.folder"))->type_name("FOLDER")->required();
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
