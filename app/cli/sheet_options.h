// Pictures side by side: steps of a scene, or several scenes.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "app/cli/look_options.h"

namespace deconvlab {

struct SheetOptions {
  std::string steps;  // "1,3,5"

  void add_to(CLI::App& app, const Language& language);
  // Errors: those of the options, the scene and the file.
  Expected<void> save(const std::string& output, const LookOptions& look, const std::function<Expected<Model>()>& model) const;
};

// Errors: those of the options, the scenes and the file.
Expected<void> save_sheet_of(const std::string& output, const LookOptions& look,
                             const std::function<Expected<std::vector<Model>>()>& models);

}  // namespace deconvlab
