// The row below the bar: the scene's title and question, and what brings its settings back or takes others over.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

// What the scene may take over from the one before.
const Offer& offer_to(const Panel& panel);

}  // namespace deconvlab
