// What flies in the scene "unpool": a maximum to the pooled map, and a pooled value back to the large grids.
#pragma once

#include "app/diagram/grids.h"
#include "app/scenes/unpool/unpool_stage.h"

namespace deconvlab {

struct UnpoolPlaces {
  GridPlace x, pooled, kernel, back[3];  // back: ①, ②, ③
  double column = 0;                     // the width that a caption may have
};

// Where the window of the step, or of what is pointed at, lies on x: between the last one and this one while it glides.
Rect window_rect(const UnpoolPlaces& places, const UnpoolStage& stage);
void draw_flights(Canvas& canvas, const UnpoolPlaces& places, const UnpoolStage& stage);

}  // namespace deconvlab
