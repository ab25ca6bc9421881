// The program's window: opens it and runs until it is closed.
#pragma once

#include <optional>
#include <string>

#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

// `explicit_start`: the model comes from a link, so the scene that was shown last does not take its place. `device`: auto, cpu or gpu.
// `lesson`: the guide that is played from the start; empty: none. `said`: what the window says at first. Errors: no_display, no_gl,
// unknown_name.
Expected<void> run_window(const Model& start, bool explicit_start, const std::string& device, const std::string& lesson = {},
                          const std::optional<Error>& said = std::nullopt);

// Of the library that opens windows, as it runs: "3.3.8".
std::string glfw_version();

}  // namespace deconvlab
