// A lesson's settings in words: "k 3, s 2, the kernel".
#pragma once

#include <string>

#include "app/lang/lang.h"
#include "app/lessons/lesson.h"
#include "app/state/take_over.h"

namespace deconvlab {

// What would be taken over.
std::string settings_text(const Offer& offer, const Language& language);
// What is different in `to`: sizes with both numbers, "k 5 → 3", at most four by name; empty where nothing is. Both of one scene.
std::string changes_text(const Lesson& from, const Lesson& to, const Language& language);

}  // namespace deconvlab
