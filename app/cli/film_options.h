// Which moments of a scene a film shows, and how fast.
#pragma once

#include <functional>
#include <string>

#include "app/cli/look_options.h"

namespace deconvlab {

struct FilmOptions {
  std::string steps;  // "3-9"
  std::string seconds;
  std::string per_second;

  void add_to(CLI::App& app, const Language& language);
  // Frames a second: those given, else the usual ones. Errors: bad_number, not_a_scale, too_large.
  Expected<double> rate(double usual) const;
  // Errors: needless_option, of a file that holds one picture.
  Expected<void> check_unused(const std::string& output) const;
  // Errors: needless_option, of a step beside the film's.
  Expected<void> check_apart_from_step(const std::string& step) const;
  // Errors: those of the options, the model and the file.
  Expected<void> save(const std::string& output, const LookOptions& look, const std::function<Expected<Model>()>& model) const;
};

// -o of a picture or a film.
void add_record_output_to(CLI::App& app, const Language& language, std::string& output);

}  // namespace deconvlab
