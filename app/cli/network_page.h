// What `decoder` and `project` have in common: a page of what the networks make of a picture, at its scene's last step.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "app/cli/look_options.h"
#include "app/cli/options.h"

namespace deconvlab {

struct NetworkPageOptions {
  std::string picture;
  std::string weights;
  LookOptions look;
  std::string output;

  // --weights, those of the looks and -o.
  void add_rest_to(CLI::App& app, const Language& language);
  // The scene about the picture, with the weights in use. Errors: those of use_weights.
  Expected<Model> open(std::string_view scene) const;
  // What `draw` makes of the model that `choose` has set up, at its last step.
  Expected<void> save(const std::function<Expected<Model>()>& choose, Expected<Figure> (*draw)(const Model& model, const PageLook& look),
                      const Language& language) const;
};

// A whole number from 0 to `last`. Errors: not_whole, negative, too_large.
Expected<std::int64_t> parse_index(const std::string& name, const std::string& text, std::int64_t last);

}  // namespace deconvlab
