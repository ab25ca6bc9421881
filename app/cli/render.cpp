#include <algorithm>
#include <memory>
#include <vector>

#include "app/cli/atlas.h"
#include "app/cli/command_line.h"
#include "app/cli/film_options.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/cli/sheet_options.h"
#include "app/record/record_formats.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "app/state/update.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Options {
  std::vector<std::string> links;
  GeometryOptions geometry;
  std::string input;
  std::string kernel;
  bool symbols = false;
  std::string step;
  LookOptions look;
  FilmOptions film;
  SheetOptions sheet;
  std::string output;
};

// A plane of the user's: `side` follows from a file's array, and -i or -k may only say the same.
Expected<void> choose(const OperandSource& source, const std::string& given_side, Operand role, PlaneChoice& choice, Extent& side) {
  if (source.text.empty()) return {};
  return choice_of(source, role).and_then([&](const PlaneChoice& chosen) -> Expected<void> {
    choice = chosen;
    if (!chosen.name.empty()) return {};
    const Shape found{1, 1, chosen.own_size.h, chosen.own_size.w};
    const Shape needed{1, 1, side.h, side.w};
    if (!given_side.empty() && found != needed) {
      return fail(ErrorCode::shape_mismatch, role == Operand::kernel ? "kernel" : "input", found.text(), needed.text());
    }
    side = chosen.own_size;
    return {};
  });
}

Expected<void> choose_lesson(const Options& options, Lesson& lesson, Reader& reader) {
  const auto input = TRY(reader.open("--input", options.input, Names::inputs));
  const auto kernel = TRY(reader.open("--kernel", options.kernel, Names::kernels));
  const auto params = TRY(options.geometry.over(lesson.params));
  lesson.params = params;
  lesson.symbols = lesson.symbols || options.symbols;
  return choose(input, options.geometry.i, Operand::input, lesson.input, lesson.params.i)
      .and_then([&] { return choose(kernel, options.geometry.k, Operand::kernel, lesson.kernel, lesson.params.k); })
      .map([&] { lesson.square = lesson.square && is_square(lesson.params); });
}

Expected<void> choose_step(const Options& options, Model& model) {
  if (options.step.empty()) return {};
  const auto step = TRY(parse_integer("--step", options.step));
  return resolve(model.lesson).and_then([&](const Geometry&) -> Expected<void> {
    const std::int64_t last = step_count(model.lesson) - 1;
    if (step < 0 || step > last) return fail(ErrorCode::step_out_of_range, step, last);
    model.time = static_cast<double>(step);
    return {};
  });
}

struct LessonOption {
  std::string_view option;
  std::string_view field;  // of a link, that says the same; nothing where no lesson has it
  bool given;
};

std::vector<LessonOption> lesson_options(const Options& options) {
  const GeometryOptions& g = options.geometry;
  return {{"-i", "i", !g.i.empty()},
          {"-k", "k", !g.k.empty()},
          {"-s", "s", !g.s.empty()},
          {"-p", "p", !g.p.empty()},
          {"-d", "d", !g.d.empty()},
          {"-a", "a", !g.a.empty()},
          {"--same", "padding", g.same},
          {"--same-lower", "padding", g.same_lower},
          {"--valid", "padding", g.valid},
          {"--causal", "padding", g.causal},
          {"--output", "output", !g.output.empty()},
          {"--groups", "", !g.groups.empty()},
          {"--flip", "flip", g.flip},
          {"--ceil-mode", "ceil", g.ceil_mode},
          {"--input", "input", !options.input.empty()},
          {"--kernel", "kernel", !options.kernel.empty()},
          {"--symbols", "symbols", options.symbols}};
}

// Errors: needless_option.
Expected<void> check_taken(const std::vector<LessonOption>& given, const Lesson& lesson) {
  for (const LessonOption& option : given) {
    if (option.given && !lesson.kind->takes(option.field)) return fail(ErrorCode::needless_option, "scene " + lesson.scene, option.option);
  }
  return {};
}

// The link, then what the options say otherwise.
Expected<Model> model_of(const Options& options, const Language& language, Reader& reader) {
  Model base;
  base.language = language.id;
  auto model = TRY(link_of(options.links.front()).and_then([&](const std::string& link) { return open_link(link, base); }));
  const Lesson before = model.lesson;
  return check_taken(lesson_options(options), before)
      .and_then([&] { return choose_lesson(options, model.lesson, reader); })
      .and_then([&] {
        fit_moment(before, model);
        return options.look.put_into(model);
      })
      .and_then([&] { return choose_step(options, model); })
      .map([&] { return model; });
}

// Each as its link says, with the looks asked for: nothing else is for all of them.
Expected<void> save_several(const Options& options, const Language& language) {
  std::vector<LessonOption> given = lesson_options(options);
  given.push_back({"--step", "", !options.step.empty()});
  given.push_back({"--sheet", "", !options.sheet.steps.empty()});
  for (const LessonOption& option : given) {
    if (option.given) return fail(ErrorCode::needless_option, "render SCENE SCENE", option.option);
  }
  TRY(options.film.check_unused(options.output));
  return save_sheet_of(options.output, options.look, [&]() -> Expected<std::vector<Model>> {
    std::vector<Model> models;
    for (const std::string& link : options.links) {
      Options one = options;
      one.links = {link};
      Reader reader;
      models.push_back(TRY(model_of(one, language, reader)));
    }
    return models;
  });
}

// Of one scene. Errors: needless_option, of what a sheet has not.
Expected<void> save_sheet(const Options& options, const std::function<Expected<Model>()>& model) {
  if (!options.step.empty()) return fail(ErrorCode::needless_option, "render --sheet", "--step");
  TRY(options.film.check_unused(options.output));
  return options.sheet.save(options.output, options.look, model);
}

// A film where the file's format is one of films, all figures of a gallery in a folder, else the picture of one moment.
Expected<void> save(const Options& options, const std::function<Expected<Model>()>& model, const Language& language) {
  if (options.links.size() > 1) return save_several(options, language);
  if (!options.sheet.steps.empty()) return save_sheet(options, model);
  if (is_film(options.output)) {
    TRY(options.film.check_apart_from_step(options.step));
    return options.film.save(options.output, options.look, model);
  }
  if (is_folder(options.output)) {
    if (const auto shown = model(); shown && has_atlas(*shown))
      return save_atlas(*shown, options.output, options.step, options.look, options.film, language);
  }
  TRY(options.film.check_unused(options.output));
  return options.look.save(options.output, model, still);
}

}  // namespace

Action add_render(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  app.add_option("SCENE", options->links, say(language, "help.scene", names_of(scene_table(), &Scene::id)))->type_name("")->required();
  options->geometry.add_to(app, language);
  app.add_option("--input", options->input, input_help(language))->type_name("X");
  app.add_option("--kernel", options->kernel, kernel_help(language))->type_name("K");
  app.add_flag("--symbols", options->symbols, say(language, "help.scene_symbols"));
  app.add_option("--step", options->step, say(language, "help.step"))->type_name("N");
  options->look.add_page_to(app, language);
  options->film.add_to(app, language);
  options->sheet.add_to(app, language);
  add_record_output_to(app, language, options->output);
  return [options, &language] {
    Reader reader;
    const auto model = [&] { return model_of(*options, language, reader); };
    const auto apart = check_apart({"-o", options->output}, {{"--input", options->input}, {"--kernel", options->kernel}});
    return apart.and_then([&] { return save(*options, model, language); }).map([&] { print_notes(reader.notes(), language); });
  };
}

}  // namespace deconvlab
