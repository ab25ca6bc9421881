// English.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    // errors: one for each ErrorCode
    // command line
    // window
    // scenes
    {"scene.convolution", "Convolution"},
    {"scene.as_matrix", "As a matrix"},
    {"scene.input", "input x  {0} × {1}"},
    {"scene.kernel", "kernel w  {0} × {1}"},
    {"scene.kernel_flipped", "kernel w  {0} × {1}, turned"},
    {"scene.output", "output y  {0} × {1}"},
    {"scene.matrix", "C  {0} × {1},  {2} nonzeros"},
    {"scene.im2col", "im2col: kernel row · patches {0} × {1}"},
    {"scene.counts", "Multiplications: dense C {0}, C's nonzeros {1}, im2col {2}. Frameworks unfold patches; they do not build C."},
    {"scene.step", "Step {0} of {1}:  {2} = {3} = {4}"},
    {"scene.on_padding", "({0} of {1} taps lie on the padding and add 0)"},
    {"scene.row", "Row {0} of C ({1} rows) has {2} nonzeros:  Y_{{{0}}} = {3} = {4}"},
    {"scene.remainder", "Remainder a = {0}: the stride does not reach the last {0} of the padded input's rows and columns; they are never read."},
    {"scene.remainders", "Remainder a = {0} rows, {1} columns: the stride does not reach the end of the padded input there."},
    {"scene.padding_cell", "Padding at {0}: always 0, no column of C."},
    {"scene.unread_cell", "{0} = {1} is read by no placement: its column of C is all zeros."},
    {"scene.input_cell", "{0} = {1}: column {2} of C, read by {3} placements of the kernel."},
    {"scene.output_cell", "{0} = {1}: row {2} of C, one placement of the kernel."},
    {"scene.weight_cell", "{0} = {1}: stands in {2} entries of C; {3} placements use it."},
    {"scene.nonzero", "C_{{{0},{1}}} = {2} = {3};  times {4} = {5} it adds {6} to {7}."},
};
}  // namespace

std::span<const Phrase> english_phrases() { return kPhrases; }

}  // namespace deconvlab
