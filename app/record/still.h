// One frame of a scene as a figure, without a display.
#pragma once

#include <memory>

#include "app/lang/lang.h"
#include "app/lessons/kind.h"
#include "app/record/figure.h"
#include "app/record/page_look.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

// The page of the model's scene at its time and with its pinned thing lit. A lesson that does not resolve is its error.
Expected<Figure> still(const Model& model, const PageLook& look);
// The same of what the lesson was computed to. Precondition: the scene is there.
Figure page_of(const Model& model, std::shared_ptr<const Results> results, const PageLook& look);
// What draws `width` x `height` logical pixels, with the model's link and the look's size and background.
Figure figure_of(const Model& model, double width, double height, const PageLook& look, std::function<void(Canvas&)> draw);
// Errors: no_font where no font of this machine has the language's letters.
Expected<void> check_font(const Language& language);

}  // namespace deconvlab
