// English: scene "gallery".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"gallery.stretched", "stretched input  {0} × {1}"},
    {"scene.gallery", "Gallery"},
    {"gallery.convolution", "Convolution   (i, k, s, p) → o"},
    {"gallery.transposed", "Transposed convolution   (i′, k, s, p) → o′,   drawn with p′ = k − p − 1"},
    {"gallery.no_padding", "no padding"},
    {"gallery.any_padding", "arbitrary padding"},
    {"gallery.half_padding", "half (same) padding"},
    {"gallery.full_padding", "full padding"},
    {"gallery.strides", "strides, no padding"},
    {"gallery.padding_strides", "strides and padding"},
    {"gallery.odd", "strides, with a remainder"},
    {"gallery.dilation", "dilation"},
    {"gallery.tile_convolution", "Convolution, {0}: {1}."},
    {"gallery.tile_transposed", "Transposed convolution, {0}: {1}, as a convolution of stride 1 with padding {2} and the kernel turned."},
    {"gallery.click", "{0}  {1}: a click opens it with sliders"},
    {"gallery.hint", "Point at a figure to see it large with its numbers; a click opens it in its scene, with sliders."},
    {"atlas.convolution", "Convolution: {0}"},
    {"atlas.transposed", "Transposed convolution: {0}"},
    {"atlas.drawn_as", "drawn as a convolution of stride 1 with padding {0}, the kernel turned"},
    {"atlas.title", "The figures of convolution arithmetic"},
    {"atlas.hint",
     "Each figure steps through all its outputs; a click plays it with a slider. Files: animation, vector pictures, page. The link opens "
     "it in DeconvLab."},
    {"atlas.written", "{0} shows {1} figures: open it in a browser."},
};
}  // namespace

std::span<const Phrase> english::gallery() { return kPhrases; }

}  // namespace deconvlab
