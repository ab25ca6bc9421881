#include "app/cli/atlas.h"

#include "app/cli/print.h"
#include "app/lessons/kind.h"
#include "app/record/atlas.h"
#include "core/formats/extension.h"
#include "core/try.h"

namespace deconvlab {

bool is_folder(const std::string& output) { return extension_of(output).empty(); }
bool has_atlas(const Model& model) { return model.lesson.kind == &kGalleryKind; }

Expected<void> save_atlas(const Model& model, const std::string& output, const std::string& step, const LookOptions& look,
                          const FilmOptions& film, const Language& language) {
  for (const auto& [option, text] : {std::pair{"--step", step}, {"--steps", film.steps}, {"--seconds", film.seconds}}) {
    if (!text.empty()) return fail(ErrorCode::needless_option, "render gallery -o " + output, option);
  }
  AtlasRequest request{.folder = output, .look = TRY(look.page_look())};
  request.per_second = TRY(film.rate(request.per_second));
  const Atlas atlas = TRY(write_atlas(model, request));
  print_out("{}\n", say(language, "atlas.written", atlas.page.string(), atlas.figures));
  return {};
}

}  // namespace deconvlab
