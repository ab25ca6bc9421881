// English.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    // errors: one for each ErrorCode
    {"error.not_positive", "{0} must be at least 1, not {1}."},
    {"error.negative", "{0} must be 0 or more, not {1}."},
    {"error.not_an_integer", "{0} must be a whole number, or two as HxW, not \"{1}\"."},
    {"error.too_large", "{0} = {1} is too large: at most {2} is possible here."},
    {"error.kernel_exceeds_input",
     "k_eff = {3} is larger than the padded input {6} along {0} (k = {1}, d = {2}; i = {4}, p = {5}): make k or d smaller, or i or p "
     "larger."},
    {"error.no_input_for_output", "No input leads to {0} = {1}: with these k, p and d the smallest output is {2}."},
    {"error.matrix_too_large", "The {0} x {1} matrix with {2} nonzeros would need {3} bytes; the limit is {4}: make i or k smaller."},
    {"error.shape_mismatch", "The {0} has shape {1}, but {2} is needed."},
    {"error.unknown_name", "There is no {0} named \"{1}\"; there are: {2}."},
    {"error.unknown_extension", "{0}: the extension \"{1}\" is not one of {2}."},
    {"error.missing_option", "{0} needs {1}."},
    {"error.bad_number", "{0}: \"{1}\" is not a number."},
    {"error.cannot_open", "{0} cannot be read: {1}."},
    {"error.cannot_write", "{0} cannot be written: {1}."},
    {"error.truncated", "{0} is truncated: it has {1} bytes and needs {2}."},
    {"error.malformed", "{0} is not a usable {1} file: {2}."},
    {"error.unsupported_dtype", "{0} holds {1}; readable are {2}."},
    {"error.step_out_of_range", "There is no step {0}: the last one is {1}, the first 0."},
    {"error.bad_link", "The link \"{0}\" cannot be read at \"{1}\"."},
    {"error.no_display",
     "No window can be opened without a display: `deconvlab render` and `deconvlab demo` make the pictures without one."},
    {"error.no_gl", "OpenGL 4.3 is needed and not to be had here: {0}."},
    {"error.device_cannot", "{0} cannot compute {1}; use --device cpu."},
    {"error.shader_failed", "{0}: the shader does not compile: {1}"},
    {"error.usage", "{0}"},
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
    {"scene.remainder",
     "Remainder a = {0}: the stride does not reach the last {0} of the padded input's rows and columns; they are never read."},
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
