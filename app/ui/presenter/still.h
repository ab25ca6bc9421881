// What a presenter keeps showing while the next thing is prepared.
#pragma once

#include "app/ui/panels/panel.h"

namespace deconvlab {

struct Still {
  Document document;
  Expected<Results> results;
};

}  // namespace deconvlab
