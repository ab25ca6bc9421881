// What can be found by typing: scenes by their titles and questions, actions by what they do, in all languages at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/scenes/scenes.h"
#include "app/ui/actions.h"

namespace deconvlab {

// One of the two is not nullptr.
struct Found {
  const Scene* scene = nullptr;
  const Action* action = nullptr;
};

// The phrase that names the action in a list; empty where none names it alone, or it takes a number.
std::string_view name_key(const Action& action);
// All that has every word of `typed`, in whatever case: scenes with a title that has them, then other scenes, then the actions that
// `panel` allows.
std::vector<Found> find_typed(const Panel& panel, std::string_view typed);

}  // namespace deconvlab
