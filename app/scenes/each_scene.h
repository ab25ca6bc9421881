// The scenes, one file each; scenes.cpp puts them in the order of their chapters.
#pragma once

#include "app/diagram/scene.h"

namespace deconvlab {

extern const Scene kConvolutionScene;
extern const Scene kMatrixScene;
extern const Scene kUnrolledScene;
extern const Scene kTransposedScene;
extern const Scene kFractionalScene;
extern const Scene kPassesScene;
extern const Scene kInverseScene;
extern const Scene kOverlapScene;
extern const Scene kUnpoolScene;
extern const Scene kImitateScene;
extern const Scene kPictureScene;
extern const Scene kKernelsScene;
extern const Scene kLayersScene;
extern const Scene kFcnScene;
extern const Scene kConv2dTransposeScene;
extern const Scene kDecoderScene;
extern const Scene kDecodersScene;
extern const Scene kProjectScene;
extern const Scene kGalleryScene;

}  // namespace deconvlab
