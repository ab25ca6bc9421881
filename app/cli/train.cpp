#include "app/cli/train.h"

#include <memory>

namespace deconvlab {

namespace {

constexpr Subcommand kTasks[] = {{"imitate", add_train_imitate}, {"segment", add_train_segment}};

}  // namespace

Action add_train(CLI::App& app, const Language& language) {
  const auto chosen = std::make_shared<Action>();
  for (const Subcommand& task : kTasks) {
    CLI::App* sub = app.add_subcommand(std::string(task.name), say(language, fmt::format("help.train_{}", task.name)));
    sub->callback([chosen, action = task.add(*sub, language)] { *chosen = action; });
  }
  app.require_subcommand(1);
  return [chosen] { return (*chosen)(); };
}

}  // namespace deconvlab
