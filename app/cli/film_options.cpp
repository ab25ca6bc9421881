#include "app/cli/film_options.h"

#include <fmt/format.h>

#include "app/cli/options.h"
#include "app/record/film.h"
#include "app/record/record_formats.h"
#include "core/formats/extension.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr double kMostPerSecond = 120;

struct Given {
  std::string_view option;
  const std::string& text;
};

// "3-9", or "5" alone.
Expected<void> put_steps(const std::string& text, FilmRequest& request) {
  if (text.empty()) return {};
  const std::size_t dash = text.find('-', 1);
  request.from = TRY(parse_integer("--steps", text.substr(0, dash)));
  request.to = dash == std::string::npos ? request.from : TRY(parse_integer("--steps", text.substr(dash + 1)));
  for (const std::int64_t step : {request.from, request.to}) {
    if (step < 0) return fail(ErrorCode::negative, "--steps", step);
  }
  return {};
}

}  // namespace

void FilmOptions::add_to(CLI::App& app, const Language& language) {
  app.add_option("--steps", steps, say(language, "help.film_steps"))->type_name("A-B");
  app.add_option("--seconds", seconds, say(language, "help.film_seconds"))->type_name("S");
  app.add_option("--fps", per_second, say(language, "help.film_fps"))->type_name("N");
}

Expected<double> FilmOptions::rate(double usual) const {
  const double rate = per_second.empty() ? usual : TRY(parse_positive("--fps", per_second));
  if (rate > kMostPerSecond) return fail(ErrorCode::too_large, "--fps", per_second, kMostPerSecond);
  return rate;
}

Expected<void> FilmOptions::check_unused(const std::string& output) const {
  for (const Given& each : {Given{"--steps", steps}, Given{"--seconds", seconds}, Given{"--fps", per_second}}) {
    if (!each.text.empty()) return fail(ErrorCode::needless_option, "render -o " + output, each.option);
  }
  return {};
}

Expected<void> FilmOptions::check_apart_from_step(const std::string& step) const {
  return step.empty() ? Expected<void>() : fail(ErrorCode::needless_option, "render --steps", "--step");
}

Expected<void> FilmOptions::save(const std::string& output, const LookOptions& look, const std::function<Expected<Model>()>& model) const {
  TRY(check_film_target(output));
  FilmRequest request{.per_second = TRY(rate(TRY(usual_rate(output))))};
  TRY(put_steps(steps, request));
  if (!seconds.empty()) request.seconds = TRY(parse_positive("--seconds", seconds));
  request.look = TRY(look.page_look());
  const Model shown = TRY(model());
  return film_of(shown, request).and_then([&](const Film& film) { return save_film(film, output); });
}

void add_record_output_to(CLI::App& app, const Language& language, std::string& output) {
  const std::string extensions = extensions_of(record_format_table(), [](const RecordFormat&) { return true; });
  app.add_option("-o", output, say(language, "help.record_file", extensions))->type_name("FILE")->required();
}

}  // namespace deconvlab
