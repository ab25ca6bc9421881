#include "app/cli/sheet_options.h"

#include <vector>

#include "app/cli/options.h"
#include "app/record/record_formats.h"
#include "app/record/side_by_side.h"
#include "core/try.h"

namespace deconvlab {

namespace {

Expected<std::vector<std::int64_t>> parse_steps(const std::string& text) {
  std::vector<std::int64_t> steps;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    steps.push_back(TRY(parse_integer("--sheet", text.substr(at, end - at))));
    at = end + 1;
  }
  return steps;
}

// As large as the pictures want to be, unless a size is given.
Expected<PageLook> sheet_look(const LookOptions& look) {
  PageLook page = TRY(look.page_look());
  if (!look.sized()) page.width = page.height = 0;
  return page;
}

}  // namespace

void SheetOptions::add_to(CLI::App& app, const Language& language) {
  app.add_option("--sheet", steps, say(language, "help.sheet"))->type_name("N,N,...");
}

Expected<void> SheetOptions::save(const std::string& output, const LookOptions& look, const std::function<Expected<Model>()>& model) const {
  TRY(check_figure_target(output));
  const PageLook page = TRY(sheet_look(look));
  const auto shown = TRY(parse_steps(steps));
  const Model of = TRY(model());
  return save_figure(TRY(sheet_of_steps(of, shown, page)), output);
}

Expected<void> save_sheet_of(const std::string& output, const LookOptions& look,
                             const std::function<Expected<std::vector<Model>>()>& models) {
  TRY(check_figure_target(output));
  const PageLook page = TRY(sheet_look(look));
  const std::vector<Model> shown = TRY(models());
  return save_figure(TRY(sheet_of_models(shown, page)), output);
}

}  // namespace deconvlab
