// Figure sheets as papers have them: pictures side by side, (a), (b), (c), each with its sentence, and one legend where they share it.
#pragma once

#include <cstdint>
#include <span>

#include "app/record/figure.h"
#include "app/record/page_look.h"
#include "app/state/model.h"
#include "core/error.h"

namespace deconvlab {

inline constexpr std::size_t kMostPanels = 26;  // as many as there are letters

// These steps of a scene. Of a look without a width the sheet is as large as its pictures want to be. Errors: those of the lesson;
// step_out_of_range; too_large, of more than kMostPanels.
Expected<Figure> sheet_of_steps(const Model& model, std::span<const std::int64_t> steps, const PageLook& look);
// What several scenes show, one at least. The sheet's link is that of the first. Errors: the same.
Expected<Figure> sheet_of_models(std::span<const Model> models, const PageLook& look);

}  // namespace deconvlab
