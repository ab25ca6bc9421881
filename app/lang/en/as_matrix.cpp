// English: scene "matrix".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.as_matrix", "As a matrix"},
    {"scene.im2col", "im2col:  y = w · patches   ({0} × {1})"},
    {"scene.toeplitz",
     "s = 1: C is doubly block Toeplitz. Equal blocks lie along its diagonals, and inside each block equal entries along the block's."},
    {"scene.shifts", "s = {0}: from row to row the entries move on by s cells, from one row of blocks to the next by s blocks."},
    {"scene.block_matrix", "C  {0} × {1}:  {2} × {3} blocks,  nonzeros {4}"},
    {"scene.block_in", "in {0}"},
    {"scene.block_in_long", "input channel {0}"},
    {"scene.block_out", "out {0}"},
    {"scene.block_x", "x, channel {0}"},
    {"scene.block_w", "w, channel {0} → {1}"},
    {"scene.block_y", "y, channel {0}"},
    {"scene.block_part", "{0} (in {1})"},
    {"scene.block_part_bias", "{0} (bias)"},
    {"scene.block_bias", "The bias {0} of output channel {1}: it begins the sum of each of its {2} {2|cell|cells}."},
    {"scene.block_row", "row {0} of C (counted from 0), nonzeros {1}:  output channel {2}, {3} = "},
    {"scene.block_row_alone", "Row {0} of C (counted from 0), nonzeros {1}:  output channel {2}, {3} = "},
    {"scene.block_structure",
     "A block is the C of one plane of weights, from the input channel above it to the output channel beside it. A row of blocks sums over "
     "the input channels."},
    {"scene.block_groups",
     "{0} {0|group|groups}: an output channel sees the input channels of its own group alone, so the other blocks have no entry."},
    {"scene.block_enlarged", "Enlarged: the framed part of C, around the step."},
    {"scene.block_input", "Input channel {0}, cell {1} = {2}: column {3} of C, with nonzeros in {4} of its rows."},
    {"scene.block_output", "Output channel {0}, cell {1} = {2}: row {3} of C."},
    {"scene.block_weight",
     "The weight {0} at {1} of the kernel from input channel {2} to output channel {3}: {4} {4|entry|entries} of their block."},
    {"scene.block_entry",
     "C_{{{0},{1}}} = {2}: from input channel {4}, cell {5}, to output channel {6}, cell {7}, by the weight at {3}: {8} · {2} = {9}."},
    {"scene.counts", "Multiplications"},
    {"scene.counts_dense", "dense C"},
    {"scene.counts_sparse", "nonzeros of C"},
    {"scene.counts_im2col", "im2col"},
    {"scene.counts_note", "Frameworks unfold patches (im2col); they do not build C."},
};
}  // namespace

std::span<const Phrase> english::as_matrix() { return kPhrases; }

}  // namespace deconvlab
