// The command line: one file a subcommand, one table.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <span>

#include "app/lang/lang.h"
#include "core/error.h"

namespace deconvlab {

using Action = std::function<Expected<void>()>;

struct Subcommand {
  std::string_view name;  // its help stands in the language tables under "help." and the name
  // Adds the options to `app` and returns what to do once they are parsed.
  Action (*add)(CLI::App& app, const Language& language);
};

Action add_sizes(CLI::App& app, const Language& language);
Action add_matrix(CLI::App& app, const Language& language);
Action add_steps(CLI::App& app, const Language& language);
Action add_apply(CLI::App& app, const Language& language);
Action add_compare(CLI::App& app, const Language& language);
Action add_render(CLI::App& app, const Language& language);
Action add_demo(CLI::App& app, const Language& language);
Action add_train(CLI::App& app, const Language& language);
Action add_decoder(CLI::App& app, const Language& language);
Action add_project(CLI::App& app, const Language& language);
Action add_layer(CLI::App& app, const Language& language);
Action add_chain(CLI::App& app, const Language& language);
Action add_info(CLI::App& app, const Language& language);
Action add_scenes(CLI::App& app, const Language& language);
Action add_handout(CLI::App& app, const Language& language);
Action add_worksheet(CLI::App& app, const Language& language);

std::span<const Subcommand> subcommand_table();

// Runs the program with its arguments and returns the exit status: 0 done, 2 the request is wrong, 1 a defect of the program.
int run(int argc, char** argv);

}  // namespace deconvlab
