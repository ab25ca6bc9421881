// English: scene "conv2d-transpose".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.conv2d_transpose", "TensorFlow's conv2d_transpose"},
    {"scene.conv2d_transpose_in", "x, channel {0}"},
    {"scene.conv2d_transpose_out", "y, channel {0}"},
    {"scene.conv2d_transpose_no_call", "p = {0} × {1} was given by hand: conv2d_transpose knows only SAME and VALID."},
    {"scene.conv2d_transpose_order",
     "filter [{0}, {1}, {2}, {3}] is (h, w, out, in). PyTorch's is (in, out / groups, kh, kw). The planes lie turned by 180° (↺) on the "
     "stretched "
     "input."},
    {"scene.conv2d_transpose_misread",
     "Misreading: interpolate to {0} + {1}·({2} − 1) = {3} {3|row|rows} ({4} {4|column|columns}), then convolve with stride {1}. The sizes "
     "agree by accident, the values do not."},
    {"scene.conv2d_transpose_difference", "Largest difference: {0}, at y[{1}, {2}, {3}]: {4}, misread {5}."},
    {"scene.conv2d_transpose_cells", "Channel {0}, {1=2|row {1}|rows {1} to {2}}, {3=4|column {3}|columns {3} to {4}}"},
    {"scene.conv2d_transpose_rule", "{0}: "},
    {"scene.conv2d_transpose_stretched", "Stretched to {0} × {1}, p′ = {2}. {3}p = {4} in the convolution {5} × {6} → {7} × {8}."},
    {"scene.conv2d_transpose_misreading", "the misreading"},
    {"scene.conv2d_transpose_cell", "y[{0}, {1}, {2}] = ({3}) + ({4}) = {5}, one bracket for each input channel."},
    {"scene.conv2d_transpose_others", "Channel {0}: {1}; channel {2}: {3}."},
    {"scene.conv2d_transpose_weight", "w[{0}, {1}, {2}, {3}] = {4}, from channel {3} of x to channel {2} of y."},
    {"scene.conv2d_transpose_input", "x[{0}, {1}, {2}] = {3}: every plane w[…, {2}] is multiplied by it."},
    {"scene.conv2d_transpose_view_filter", "filter order"},
    {"scene.conv2d_transpose_view_misreading", "the misreading"},
    {"scene.conv2d_transpose_shifted",
     "SAME cuts {1} | {2} off the full {0} rows; p = {3}, a = {4} in PyTorch cut {3} | {5}: the same size, moved by a cell."},
    {"scene.conv2d_transpose_one_size", "Among outputs only one of {1} {1|row|rows} convolves to {0}."},
    {"scene.conv2d_transpose_sizes",
     "{5=2|Either {1} or {2} rows|Any size from {1} to {2} rows} leads to {0} {0|row|rows} under stride {3}: output_shape picks {4}."},
};
}  // namespace

std::span<const Phrase> english::conv2d_transpose() { return kPhrases; }

}  // namespace deconvlab
