// Settings that two windows of the program have changed.
#pragma once

#include <cstddef>

#include "app/ui/settings/settings.h"

namespace deconvlab {

inline constexpr std::size_t kMostRecent = 8;

// `theirs` with what `mine` has otherwise than `base`. Scenes that were visited and guides that were learnt stay so, whoever says it.
Settings merged(const Settings& base, const Settings& mine, const Settings& theirs);

}  // namespace deconvlab
