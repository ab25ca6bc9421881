#include <memory>

#include "app/cli/command_line.h"
#include "app/cli/look_options.h"
#include "app/cli/operands.h"
#include "app/cli/options.h"
#include "app/record/sheet.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"

namespace deconvlab {

namespace {

struct Options {
  std::string picture;
  std::string k = "2", s, up;
  std::string kernel = "bilinear";
  std::string side = "256";
  LookOptions look{.size = "1280x2100"};
  std::string output;
};

// Pooling windows stand side by side, and the kernel is twice as wide, where nothing else is said.
Expected<void> put_sizes_into(const Options& options, Lesson& lesson) {
  return parse_extent("k", options.k)
      .and_then([&](Extent k) {
        lesson.params.k = lesson.params.s = k;
        lesson.up = {2 * k.h, 2 * k.w};
        return options.s.empty() ? Expected<Extent>(k) : parse_extent("s", options.s);
      })
      .and_then([&](Extent s) {
        lesson.params.s = s;
        return options.up.empty() ? Expected<Extent>(lesson.up) : parse_extent("up", options.up);
      })
      .and_then([&](Extent up) {
        lesson.up = up;
        return parse_extent("i", options.side);
      })
      .map([&](Extent side) { lesson.params.i = side; });
}

Expected<Model> model_of(const Options& options, Reader& reader) {
  auto model = open_link("picture");
  if (!model) return model;
  Lesson& lesson = model->lesson;
  lesson.picture = options.picture;
  return put_sizes_into(options, lesson)
      .and_then([&] { return reader.open("--kernel", options.kernel, Names::kernels); })
      .and_then([&](const OperandSource& kernel) { return choice_of(kernel, Operand::kernel); })
      .and_then([&](PlaneChoice kernel) {
        lesson.kernel = std::move(kernel);
        return options.look.put_into(*model);
      })
      .map([&] { return *model; });
}

}  // namespace

Action add_compare(CLI::App& app, const Language& language) {
  auto options = std::make_shared<Options>();
  add_picture_to(app, language, options->picture);
  app.add_option("-k", options->k, say(language, "help.compare_k"))->type_name("N|HxW")->capture_default_str();
  app.add_option("-s", options->s, say(language, "help.compare_s"))->type_name("N|HxW");
  app.add_option("--up", options->up, say(language, "help.compare_up"))->type_name("N|HxW");
  app.add_option("-i", options->side, say(language, "help.compare_i"))->type_name("N|HxW")->capture_default_str();
  app.add_option("--kernel", options->kernel, say(language, "help.second_operand", kernel_help(language)))
      ->type_name("K")
      ->capture_default_str();
  options->look.add_page_to(app, language);
  add_picture_output_to(app, language, options->output);
  return [options, &language] {
    Reader reader;
    const auto model = [&] { return model_of(*options, reader); };
    const auto apart = check_apart({"-o", options->output}, {{"PICTURE", options->picture}, {"--kernel", options->kernel}});
    return apart.and_then([&] { return options->look.save(options->output, model, sheet); }).map([&] {
      reader.note_picture(options->picture);
      print_notes(reader.notes(), language);
    });
  };
}

}  // namespace deconvlab
