#include "app/cli/network_page.h"

#include "app/cli/operands.h"
#include "app/lessons/kind.h"
#include "app/lessons/networks/weights.h"
#include "app/record/still.h"
#include "app/scenes/scenes.h"
#include "core/try.h"

namespace deconvlab {

void NetworkPageOptions::add_rest_to(CLI::App& app, const Language& language) {
  add_weights_to(app, language, weights);
  look.add_page_to(app, language);
  add_picture_output_to(app, language, output);
}

Expected<Model> NetworkPageOptions::open(std::string_view scene) const {
  TRY(use_weights(weights));
  return open_link(scene).map([&](Model model) {
    model.lesson.picture = picture;
    return model;
  });
}

Expected<void> NetworkPageOptions::save(const std::function<Expected<Model>()>& choose,
                                        Expected<Figure> (*draw)(const Model& model, const PageLook& look),
                                        const Language& language) const {
  const auto at_the_end = [&] {
    return choose().and_then([&](Model model) {
      model.time = static_cast<double>(step_count(model.lesson) - 1);
      return look.put_into(model).map([&] { return model; });
    });
  };
  const auto apart = check_apart({"-o", output}, {{"PICTURE", picture}, {"--weights", weights}});
  return apart.and_then([&] { return look.save(output, at_the_end, draw); }).map([&] {
    Reader reader;
    reader.note_picture(picture);
    print_notes(reader.notes(), language);
  });
}

Expected<std::int64_t> parse_index(const std::string& name, const std::string& text, std::int64_t last) {
  return parse_integer(name, text).and_then([&](std::int64_t n) -> Expected<std::int64_t> {
    if (n < 0) return fail(ErrorCode::negative, name, n);
    if (n > last) return fail(ErrorCode::too_large, name, n, last);
    return n;
  });
}

}  // namespace deconvlab
