#include "app/cli/train.h"

#include <memory>

namespace deconvlab {

namespace {

struct Task {
  std::string_view name;
  std::string_view help_key;
  Action (*add)(CLI::App& app, const Language& language);
};
constexpr Task kTasks[] = {{"imitate", "help.train_imitate", add_train_imitate}, {"segment", "help.train_segment", add_train_segment}};

}  // namespace

Action add_train(CLI::App& app, const Language& language) {
  const auto chosen = std::make_shared<Action>();
  for (const Task& task : kTasks) {
    CLI::App* sub = app.add_subcommand(std::string(task.name), say(language, task.help_key));
    sub->callback([chosen, action = task.add(*sub, language)] { *chosen = action; });
  }
  app.require_subcommand(1);
  return [chosen] { return (*chosen)(); };
}

}  // namespace deconvlab
