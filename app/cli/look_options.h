// How large a page becomes, in which theme and language, and how it becomes a file.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "app/lang/lang.h"
#include "app/record/figure.h"
#include "app/record/page_look.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

// Width and height of a picture in pixels.
struct Pixels {
  int width = 0;
  int height = 0;
};
// "1280x720": width first, as pictures are measured. Errors: not_an_integer, not_positive, too_large.
Expected<Pixels> parse_pixels(const std::string& name, const std::string& text);

// --size, --theme and --lang, as `render` and `demo` take them.
struct LookOptions {
  std::string size = "1280x720";
  std::string theme = {};
  std::string language = {};
  std::string scale = "1";
  std::string background = "theme";
  std::string crop = {};
  const CLI::Option* size_option = nullptr;

  bool sized() const { return size_option && size_option->count() > 0; }
  // Size, theme and language.
  void add_to(CLI::App& app, const Language& language);
  // These, and how a page becomes a file.
  void add_page_to(CLI::App& app, const Language& language);
  // Errors: not_positive, not_a_scale, too_large, unknown_name.
  Expected<PageLook> page_look() const;
  // What is given takes its place in the model. Errors: unknown_name, no_font.
  Expected<void> put_into(Model& model) const;
  // What `draw` makes of `model` in this size, saved as `output`, which is looked at first. Errors: theirs, and those of saving.
  Expected<void> save(const std::string& output, const std::function<Expected<Model>()>& model,
                      Expected<Figure> (*draw)(const Model& model, const PageLook& look)) const;
};

}  // namespace deconvlab
