// What scene "unrolled" says.
#pragma once

#include <string>

#include "app/scenes/unrolled/view.h"

namespace deconvlab {

std::string unrolled_sentence(const Frame& frame);
std::string describe_unrolled(const Focus& focus, const Frame& frame);

}  // namespace deconvlab
