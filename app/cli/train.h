// The tasks of `deconvlab train`: one file and one line in the table of train.cpp each.
#pragma once

#include "app/cli/command_line.h"

namespace deconvlab {

Action add_train_imitate(CLI::App& app, const Language& language);
Action add_train_segment(CLI::App& app, const Language& language);

}  // namespace deconvlab
