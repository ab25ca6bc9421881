// English: scene "matrix".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.as_matrix", "As a matrix"},
    {"scene.im2col", "im2col:  y = w · patches   ({0} × {1})"},
    {"scene.counts", "Multiplications"},
    {"scene.counts_dense", "dense C"},
    {"scene.counts_sparse", "nonzeros of C"},
    {"scene.counts_im2col", "im2col"},
    {"scene.counts_note", "Frameworks unfold patches (im2col); they do not build C."},
};
}  // namespace

std::span<const Phrase> english::as_matrix() { return kPhrases; }

}  // namespace deconvlab
