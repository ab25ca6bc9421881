// The row below the bar: the scene's title and question, and what brings its settings back or takes others over.
#pragma once

#include <string>

#include "app/ui/panels/panel.h"

namespace deconvlab {

// What the scene may take over from the one before.
const Offer& offer_to(const Panel& panel);
// "k 3, s 2, x = y"
std::string settings_text(const Offer& offer, const Language& language);

}  // namespace deconvlab
