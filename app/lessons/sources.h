// What computations of lessons leave for the next ones: who computes keeps it.
#pragma once

#include "app/decoded.h"
#include "app/fcn.h"
#include "app/picture_source.h"
#include "app/resampled.h"

namespace deconvlab {

struct Sources {
  PictureSource pictures;
  ResampledSource resampled;
  FcnSource fcn;
  DecodedSource decoded;
};

}  // namespace deconvlab
