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
    {"scene.counts", "Multiplications"},
    {"scene.counts_dense", "dense C"},
    {"scene.counts_sparse", "nonzeros of C"},
    {"scene.counts_im2col", "im2col"},
    {"scene.counts_note", "Frameworks unfold patches (im2col); they do not build C."},
};
}  // namespace

std::span<const Phrase> english::as_matrix() { return kPhrases; }

}  // namespace deconvlab
