// English: scenes "decoder", "decoders" and "project".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.decoder", "Decoder, layer by layer"},
    {"decoder.deconvnet", "DeconvNet"},
    {"decoder.segnet", "SegNet"},
    {"decoder.nearest", "no switches"},
    {"decoder.input", "input"},
    {"decoder.unpool", "unpooling"},
    {"decoder.copy", "copying"},
    {"decoder.deconv", "deconvolution"},
    {"decoder.conv", "convolution"},
    {"decoder.map", "map {0}"},
    {"decoder.panel", "({0}) {1} × {1}"},
    {"decoder.growth", "drawn to size: from {0} to {1} cells a side"},
    {"decoder.largest", "largest value {0}, {1} % of this map's cells are 0"},
    {"decoder.enlarged", "({0})  map {1}, numbered from 0, of {2}"},
    {"decoder.story_input",
     "The encoder convolves and pools the picture five times, from {0} × {0} down to {1} × {1}. Every pooling keeps its switches. The "
     "decoder goes the way back from there."},
    {"decoder.story_unpool",
     "Unpooling from {0} × {0}: each value goes back to the switch that the encoder's pooling kept. {1} % of this map's cells are 0: "
     "sparse, but "
     "exactly where the picture's own structure is."},
    {"decoder.story_copy",
     "Copying from {0} × {0}: each value fills 2 × 2 cells. Without switches nobody knows where in them the maximum stood."},
    {"decoder.one_deconv", "Deconvolution, then a ReLU: "},
    {"decoder.more_deconvs", "{0} deconvolutions, each with a ReLU; in the last one, "},
    {"decoder.one_conv", "Convolution, then a ReLU: "},
    {"decoder.more_convs", "{0} convolutions, each with a ReLU; in the last one, "},
    {"decoder.story_deconv",
     "each of {0} maps is stamped with {1} learned {2} × {2} kernels, one for each map that comes out, and the stamps add up."},
    {"decoder.story_conv",
     "each of the {1} maps that come out has {0} learned {2} × {2} kernels, one for each map that goes in, which gather every cell's "
     "neighbours."},
    {"decoder.story_zeros", "Of all {0} maps' cells {1} % were 0 before; of all {2} maps' cells {3} % are now."},
    {"decoder.describe", "({0}) cell ({1},{2}) of map {3} = {4}. A click opens this operator with the map's own numbers."},
    {"decoder.describe_input", "pixel ({0},{1}): red {2}, green {3}, blue {4}"},
    {"scene.decoders", "Three decoders"},
    {"decoders.picture", "picture"},
    {"decoders.truth", "true classes"},
    {"decoders.how_deconvnet", "unpool, deconvolve"},
    {"decoders.how_segnet", "unpool, convolve"},
    {"decoders.how_nearest", "copy, convolve"},
    {"decoders.iou", "mean IoU {0}, near outlines {1}"},
    {"decoders.how_and_iou", "{0}; {1}"},
    {"decoders.wrong", "{0} {0|pixel|pixels} wrong"},
    {"decoders.story_labels",
     "One encoder, three ways back up. On this picture the mean IoU is {0} with unpooling and deconvolution, {1} with unpooling and "
     "convolution, {2} with copying and convolution, which knows no switches."},
    {"decoders.story_errors",
     "Wrong pixels are magenta. Within 2 pixels of an outline the mean IoU is {0} and {1} with switches, {2} without: switches tell where "
     "an outline ran before pooling blurred it."},
    {"decoders.story_unknown",
     "One encoder, three ways back up. The networks were made for scenes that the program draws, of ten classes; what they say of another "
     "picture shows where their outlines run, not what is there."},
    {"decoders.describe", "pixel ({0},{1}): {2} with DeconvNet's decoder, {3} with SegNet's, {4} without switches"},
    {"decoders.describe_true", "; it is {0}"},
    {"scene.project", "Back to pixels"},
    {"project.picture", "picture"},
    {"project.patch", "its patch"},
    {"project.rectified", "Zeiler & Fergus"},
    {"project.gated", "gradient"},
    {"project.map", "map {0} × {0}"},
    {"project.at", "of {0} × {0}"},
    {"project.pixels", "its pixels"},
    {"project.legend", "below 0 to above 0, each map by its own largest value"},
    {"project.describe", "cell ({0},{1}) of map {2} = {3}"},
    {"project.story_unit",
     "Map {0} of level {1} answers most strongly at cell ({2},{3}), with {4}. Only this value goes back: everything else of the level "
     "counts as 0."},
    {"project.story_back",
     "Back to where level {0} begins, {1} maps there: {2}. The maps are shown before the next ReLU: above, it will cut off what is "
     "negative (blue); below, the gradient's passes where the forward pass was above 0."},
    {"project.by_filters", "{0|once|{0} times} a ReLU and transposed filters"},
    {"project.by_unpooling", "unpooling at the switches, then {0|once|{0} times} a ReLU and transposed filters"},
    {"project.story_pixels",
     "At the pixels: what in the patch the unit answered to. Both came through the same switches and filters; they differ by what each "
     "ReLU let pass."},
    {"class.ground", "ground"},
    {"class.ball", "ball"},
    {"class.ring", "ring"},
    {"class.frame", "frame"},
    {"class.stripes", "stripes"},
    {"class.checks", "checks"},
    {"class.dots", "dots"},
    {"class.pole", "pole"},
    {"class.wheel", "wheel"},
    {"class.letter", "letter"},
    {"decoder.enlarged_strongest", "({0})  strongest (largest sum): map {1}, numbered from 0, of {2}"},
    {"decoder.note_of_deconvnet", "DeconvNet: "},
    {"decoder.note_of_segnet", "SegNet: "},
    {"decoder.note_of_nearest", "Without switches: "},
    {"decoder.note_deconv",
     "deconvolutions have k = {0}, s = 1, p = {1} and keep the side: "
     "o′\u00a0=\u00a0({2}\u00a0−\u00a01)\u00a0+\u00a0{0}\u00a0−\u00a02·{1}\u00a0=\u00a0{2}. Each unpooling doubles "
     "the side: 7 to 14 before (b). Bright is the map's largest value, dark is 0."},
    {"decoder.note_conv",
     "convolutions have k = {0}, s = 1, p = {1} and keep the side: "
     "o\u00a0=\u00a0{2}\u00a0+\u00a02·{1}\u00a0−\u00a0{0}\u00a0+\u00a01\u00a0=\u00a0{2}. The step before each doubles the "
     "side: 7 to 14 before (b). Bright is the map's largest value, dark is 0."},
    {"decoders.note",
     "IoU of a class: pixels that have it both in truth and as found, divided by pixels that have it in either; the mean is over the "
     "classes of the picture. Near outlines: only pixels within 2 of one."},
    {"decoders.note_unknown",
     "Each colour is a class, laid over the picture. Nobody knows the true classes of this one, so there is no IoU."},
    {"decoder.fitted", "The picture's {0} × {1} pixels were fitted to the {2} × {2} that the networks take."},
    {"project.note",
     "The patch: the {0} × {1} pixels that can reach the unit. On the way back each cell shows the strongest of its level's maps, orange "
     "above 0, blue below; at the pixels grey is 0."},
    {"project.story_same",
     "At the pixels: what in the patch the unit answered to. Here both are the same: no ReLU on the way cut anything off."},
};
}  // namespace

std::span<const Phrase> english::networks() { return kPhrases; }

}  // namespace deconvlab
