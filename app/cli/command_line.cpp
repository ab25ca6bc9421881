#include "app/cli/command_line.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>

#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/lessons/networks/weights.h"
#include "app/record/record_formats.h"
#include "app/scenes/scenes.h"
#include "app/state/guide.h"
#include "app/ui/settings/settings.h"
#include "app/ui/window.h"
#include "core/exceptions.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr Subcommand kSubcommands[] = {
    {"sizes", add_sizes},     {"matrix", add_matrix},   {"steps", add_steps},     {"apply", add_apply},
    {"compare", add_compare}, {"render", add_render},   {"demo", add_demo},       {"train", add_train},
    {"decoder", add_decoder}, {"project", add_project}, {"layer", add_layer},     {"chain", add_chain},
    {"info", add_info},       {"scenes", add_scenes},   {"handout", add_handout}, {"worksheet", add_worksheet},
};

// The user's language as the system tells it.
const Language& system_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value && *value) return language_of(std::string_view(value).substr(0, 2));
  }
  return language_of("en");
}

// What was printed has arrived only once the system took it. `command` is whose help tells more, where the error is about the command
// line.
int report(const Expected<void>& asked, const std::string& command, const Language& language) {
  const Expected<void> sent = flush_output();
  if (asked && !sent && reader_has_gone()) end_by_broken_pipe();
  const Expected<void>& done = asked ? sent : asked;
  if (done) return 0;
  Error error = done.error();
  if (error.code == ErrorCode::usage && error.args.size() == 1) error.args.push_back(command);
  print_error("{}\n", say(language, error));
  return error.code == ErrorCode::defect ? 1 : 2;
}

// --help and --version: what the parser says of itself.
int report(const CLI::App& app, const CLI::Success& asked, const Language& language) {
  std::ostringstream text;
  app.exit(asked, text, text);
  put_out(text.str());
  return report({}, app.get_name(), language);
}

// The ids of scenes and names of subcommands, those that are both once.
std::string known_words() {
  std::string known = names_of(scene_table(), &Scene::id);
  for (const Subcommand& subcommand : subcommand_table()) {
    if (std::ranges::find(scene_table(), subcommand.name, &Scene::id) == scene_table().end()) known += ", " + std::string(subcommand.name);
  }
  return known;
}

bool is_option_of(const CLI::App& command, const std::string& text) {
  return text.size() > 1 && text.front() == '-' && command.get_option_no_throw(text) != nullptr;
}

// As it is typed, the short one where there is one.
std::string name_of(const CLI::Option& option) {
  return option.get_snames().empty() ? option.get_name() : "-" + option.get_snames().front();
}

// Errors: usage, where an option of the command, or of the one within it, is given without a value, or with another option in its place.
Expected<void> check_values(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_type_size() == 0) continue;
    for (const std::string& value : option->results()) {
      if (value.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::usage, reason("reason.empty_value", name_of(*option), option->get_description()));
      if (is_option_of(command, value)) return fail(ErrorCode::usage, reason("reason.no_value", name_of(*option), value));
    }
  }
  for (const CLI::App* within : command.get_subcommands()) {
    TRY(check_values(*within));
  }
  return {};
}

// Theme and language that no link says are those of the settings.
Expected<void> open_window(const std::string& link, const std::string& device, const Language& language) {
  const Settings settings = load_settings(settings_file()).settings;
  Model model;
  model.theme = settings.theme;
  model.language = settings.language.empty() ? language.id : settings.language;
  if (const std::string lesson = lesson_in(link); !lesson.empty()) return run_window(model, true, device, lesson);
  const auto opened = link_of(link.empty() ? std::string(scene_table().front().id) : link).and_then([&](const std::string& found) {
    return open_in_part(found, model, scene_facts());
  });
  if (opened && !opened->left_out.empty()) return run_window(opened->model, true, device, {}, left_out_error(opened->left_out));
  if (opened) return run_window(opened->model, !link.empty(), device);
  const bool no_scene = opened.error().code == ErrorCode::unknown_name && opened.error().args.front() == "scene";
  if (!no_scene) return tl::make_unexpected(opened.error());
  return fail(ErrorCode::unknown_name, "scene or subcommand", opened.error().args[1], known_words());
}

// "deconvlab matrix": the command that the parser stopped in.
std::string parsed_command(const CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return app.get_name() + (parsed.empty() ? "" : " " + parsed.front()->get_name());
}

// What the parser's error is about, where more can be said than it says.
Error parse_error(const CLI::App& app, const CLI::ParseError& error) {
  if (auto ok = check_values(app); !ok) return ok.error();
  const auto parsed = app.get_subcommands();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !parsed.empty()) {
    const auto tasks = parsed.front()->get_subcommands([](const CLI::App*) { return true; });
    const std::string known = names_of(tasks, [](const CLI::App* task) { return task->get_name(); });
    const auto rest = parsed.front()->remaining();
    if (!known.empty() && !rest.empty()) return fail(ErrorCode::unknown_name, "task", rest.front(), known).value();
    if (!known.empty()) return fail(ErrorCode::missing_option, parsed.front()->get_name(), reason("reason.one_of", known)).value();
  }
  return fail(ErrorCode::usage, error.what()).value();
}

int run_parsed(int argc, char** argv) {
  const Language& language = system_language();
  CLI::App app(say(language, "help.program"), "deconvlab");
  app.set_help_flag("-h,--help", say(language, "help.help"));
  app.set_version_flag("--version", DECONVLAB_VERSION, say(language, "help.version"));
  std::string link;
  app.add_option("LINK", link, say(language, "help.link"));
  std::string device = "auto";
  add_device_to(app, language, device);
  std::string weights;
  add_weights_to(app, language, weights);
  Expected<void> done;
  bool commanded = false;
  for (const Subcommand& subcommand : subcommand_table()) {
    CLI::App* sub = app.add_subcommand(std::string(subcommand.name), say(language, fmt::format("help.{}", subcommand.name)));
    sub->callback([&, action = subcommand.add(*sub, language)] {
      commanded = true;
      if (app.count("--device") > 0) {  // of the window; a command that computes has its own
        done = fail(ErrorCode::needless_option, "deconvlab " + std::string(subcommand.name), "--device before it");
        return;
      }
      done = check_values(app).and_then([&] { return use_weights(weights); }).and_then(action);
    });
  }
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return report(app, asked, language);
  } catch (const CLI::ParseError& error) {
    return report(tl::make_unexpected(parse_error(app, error)), parsed_command(app), language);
  }
  if (!commanded)
    done = check_values(app).and_then([&] { return use_weights(weights); }).and_then([&] { return open_window(link, device, language); });
  return report(done, parsed_command(app), language);
}

}  // namespace

std::span<const Subcommand> subcommand_table() { return kSubcommands; }

int run(int argc, char** argv) {
  prepare_streams();
  ::setenv("EGL_LOG_LEVEL", "fatal", 0);  // what a driver has to say would stand between the program's own sentences
  try {
    return run_parsed(argc, argv);
  } catch (...) {
    return report(tl::make_unexpected(error_in_flight()), "deconvlab", system_language());
  }
}

}  // namespace deconvlab
