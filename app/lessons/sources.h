// What computations of lessons leave for the next ones: who computes keeps it.
#pragma once

#include "app/lessons/fcn/fcn.h"
#include "app/lessons/networks/decoded.h"
#include "app/lessons/picture_source.h"
#include "app/lessons/pooling/resampled.h"

namespace deconvlab {

struct Sources {
  PictureSource pictures;
  ResampledSource resampled;
  FcnSource fcn;
  DecodedSource decoded;
};

}  // namespace deconvlab
