#include "app/record/handout.h"

#include <memory>

#include "app/cli/command_line.h"
#include "app/course/guides.h"
#include "app/lang/lang.h"
#include "app/record/pdf.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "core/find_named.h"
#include "core/formats/extension.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options {
  std::string guide, output, language;
};

Expected<void> write(const Options& options, const Language& language) {
  if (extension_of(options.output) != ".pdf")
    return fail(ErrorCode::unknown_extension, options.output, extension_of(options.output), ".pdf");
  const LoadedGuides loaded = load_guides(scene_facts());
  const Guide* guide = TRY(find_named("lesson", std::span(loaded.guides), options.guide, &Guide::id));
  const std::string in = options.language.empty() ? std::string(language.id) : options.language;
  const Language* known = TRY(find_named("language", language_table(), in, &Language::id));
  TRY(check_font(*known));
  return handout_pages(*guide, in).and_then([&](const auto& pages) { return save_pages_as_pdf(pages, options.output); });
}

}  // namespace

Action add_handout(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("LESSON", options->guide, say(language, "help.handout_lesson"))->type_name("")->required();
  app.add_option("-o", options->output, say(language, "help.output_file", ".pdf"))->type_name("FILE")->required();
  app.add_option("--lang", options->language, names_of(language_table(), &Language::id))->type_name("NAME");
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
