// English: scene "fcn".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.fcn", "FCN: bilinear deconvolution"},
    {"scene.fcn_32s", "FCN-32s"},
    {"scene.fcn_16s", "FCN-16s"},
    {"scene.fcn_8s", "FCN-8s"},
    {"scene.fcn_picture", "picture, {0} × {1}"},
    {"scene.fcn_scores", "score map, {0} × {0} × {1}"},
    {"scene.fcn_before", "upsampled by 2"},
    {"scene.fcn_finer", "finer score map"},
    {"scene.fcn_sum", "their sum, {0} × {0} × {1}"},
    {"scene.fcn_note_scores", "Cell t covers the picture's rows {0}t\u00a0−\u00a0{1} to {0}t\u00a0+\u00a0{2}, and the columns alike."},
    {"scene.fcn_note_frame", "Of {3} × {3}, {0=1|row {0}|rows {0} to {1}} and {0=2|column {0}|columns {0} to {2}} are kept."},
    {"scene.fcn_note_overlay", "Pixel (r, c) takes the class with the largest of the {1} scores at (r + {0}, c + {0})."},
    {"scene.fcn_plane", "upsampled by {0}: {1} × {1}"},
    {"scene.fcn_frame", "cut out from ({0},{0}) on: {1} × {2}"},
    {"scene.fcn_overlay", "arg-max over the picture"},
    {"scene.fcn_by_cell", "32s, nearest"},
    {"scene.fcn_nearest", "nearest upsampling instead"},
    {"scene.fcn_note",
     "kernel_size {0}, stride {1}, bilinear and not learned: {1}({2}\u00a0−\u00a01)\u00a0+\u00a0{0}\u00a0=\u00a0{3}. Each class has a "
     "plane of its own: {4} groups. "
     "Copying each score over its cell instead gives blocks."},
    {"scene.fcn_cell", "Score cell ({0},{1}): the largest score is {2}, that of class {3}."},
    {"scene.fcn_pixel", "Pixel ({0},{1}): class {2} after bilinear upsampling, class {3} after nearest."},
    {"scene.fcn_step_scores",
     "The picture becomes {0} × {0} cells with {1} scores each. A score is minus the distance between the cell's mean colour and the "
     "class' own. Shown is the class of the largest one."},
    {"scene.fcn_step_fused",
     "The coarser scores are upsampled by 2 with a kernel of 4, to {0} × {0}. Scores of finer cells, {1} pixels on a side, are added. "
     "Shown "
     "is the class of the largest sum."},
    {"scene.fcn_step_plane",
     "Every class is upsampled by a transposed convolution with k = {0} and s = {1}. The side is {1}({2} − 1) + {0} = {3}. The borders "
     "between "
     "classes become smooth curves."},
    {"scene.fcn_step_frame",
     "{0} is more than the picture needs. Score cell 0 lies at pixel {4}, and half a kernel before it begins the plane: "
     "{4}\u00a0−\u00a0{5} "
     "=\u00a0{6}. So the crop layer starts at row and column {1} and cuts out {2} × {3}."},
    {"scene.fcn_crop_of", "crop {1} of {0}"},
    {"scene.fcn_moved", "moved by"},
    {"scene.fcn_at", "cell 0 at"},
    {"scene.fcn_classes", "class: the nearest colour"},
    {"scene.fcn_where", "What the crop follows from: where cell 0 of each layer lies, in pixels"},
    {"scene.fcn_where_note",
     "Of cells j pixels apart, a convolution or pooling moves cell 0 by j·((k\u00a0−\u00a01)/2\u00a0−\u00a0p), a transposed one by "
     "−(j/s)·((k\u00a0−\u00a01)/2\u00a0−\u00a0p). The last crop brings it back to pixel 0 of the picture."},
    {"scene.fcn_step_overlay",
     "Each pixel takes the class of its largest score. {0} of {1} {1|pixel|pixels} {0|differs|differ} from nearest upsampling."},
};
}  // namespace

std::span<const Phrase> english::fcn() { return kPhrases; }

}  // namespace deconvlab
