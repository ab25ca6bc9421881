// `render gallery -o FOLDER`: every figure of the gallery as files.
#pragma once

#include "app/cli/film_options.h"

namespace deconvlab {

// Whether the output has no format, and whether the scene can be written into a folder.
bool is_folder(const std::string& output);
bool has_atlas(const Model& model);
// Errors: needless_option, of --steps, --seconds and `step`; those of the options and of writing.
Expected<void> save_atlas(const Model& model, const std::string& output, const std::string& step, const LookOptions& look,
                          const FilmOptions& film, const Language& language);

}  // namespace deconvlab
