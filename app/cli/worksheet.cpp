#include "app/record/worksheet.h"

#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/options.h"
#include "app/lessons/field_text.h"
#include "app/record/pdf.h"
#include "app/record/still.h"
#include "core/find_named.h"
#include "core/formats/extension.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options {
  std::string seed = "1", topics, count = "10", output, language;
  bool solutions = false;
};

Expected<std::int64_t> within(const std::string& name, const std::string& text, std::int64_t least, std::int64_t most) {
  const std::int64_t value = TRY(parse_integer(name, text));
  if (value < least) return fail(least == 1 ? ErrorCode::not_positive : ErrorCode::negative, name, value);
  if (value > most) return fail(ErrorCode::too_large, name, value, most);
  return value;
}

Expected<std::vector<const ExerciseKind*>> topics_in(const std::string& text) {
  std::vector<const ExerciseKind*> topics;
  if (text.empty()) return topics;
  for (const std::string_view id : split(text, ',')) topics.push_back(TRY(find_exercise_kind(id)));
  return topics;
}

Expected<void> write(const Options& options, const Language& language) {
  if (extension_of(options.output) != ".pdf")
    return fail(ErrorCode::unknown_extension, options.output, extension_of(options.output), ".pdf");
  const std::string in = options.language.empty() ? std::string(language.id) : options.language;
  const Language* known = TRY(find_named("language", language_table(), in, &Language::id));
  TRY(check_font(*known));
  const WorksheetRequest request{.seed = static_cast<std::uint64_t>(TRY(within("--seed", options.seed, 0, INT64_MAX))),
                                 .topics = TRY(topics_in(options.topics)),
                                 .count = static_cast<int>(TRY(within("--count", options.count, 1, kMostExercises))),
                                 .solutions = options.solutions,
                                 .language = in};
  return save_pages_as_pdf(worksheet_pages(request), options.output);
}

}  // namespace

Action add_worksheet(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("--seed", options->seed, say(language, "help.worksheet_seed"))->type_name("N");
  app.add_option("--topics", options->topics, say(language, "help.worksheet_topics", names_of(exercise_table(), &ExerciseKind::id)))
      ->type_name("A,B");
  app.add_option("--count", options->count, say(language, "help.worksheet_count", kMostExercises))->type_name("N");
  app.add_flag("--solutions", options->solutions, say(language, "help.worksheet_solutions"));
  app.add_option("-o", options->output, say(language, "help.output_file", ".pdf"))->type_name("FILE")->required();
  app.add_option("--lang", options->language, names_of(language_table(), &Language::id))->type_name("NAME");
  return [options, &language] { return write(*options, language); };
}

}  // namespace deconvlab
