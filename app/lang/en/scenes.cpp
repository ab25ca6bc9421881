// English: what several scenes say.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.convolution", "Convolution"},
    {"scene.input", "input x  {0} × {1}"},
    {"scene.kernel", "kernel w  {0} × {1}"},
    {"scene.with_padding", ", padding {0}"},
    {"scene.turned", ", turned"},
    {"scene.output", "output y  {0} × {1}"},
    {"scene.matrix", "C  {0} × {1},  nonzeros {2}"},
    {"scene.legend_padding", "zero padding"},
    {"scene.legend_weights", "|w|: 0 … {0}"},
    {"scene.legend_negative", "below 0"},
    {"scene.legend_unread", "never read: left over at the end"},
    {"scene.legend_gaps", "never read: jumped over"},
    {"scene.legend_star", "w not flipped, as in frameworks"},
    {"scene.legend_flipped", "turn the kernel by 180°, multiply cell by cell, then add up"},
    {"scene.what_c", "y = C x: a row of C for each output cell, a column for each input cell; the entry is the weight that joins the two."},
    {"scene.output_name", "output ({0},{1})"},
    {"scene.padded_input", "x, padded: {0} × {1}"},
    {"scene.overhang", "{0} {0|row|rows} and {1} {1|column|columns} of the kernel overhang"},
    {"scene.step", "Step {0} of {1}:  "},
    {"scene.pinned", "Pinned (Esc unpins):  "},
    {"scene.sum", "{0} = {1}{2}"},
    {"scene.so_far", ";  so far {0}"},
    {"scene.on_padding", "({0} of {1} {1|weight|weights} {0|lies on the padding and adds|lie on the padding and add} 0)"},
    {"scene.row", "row {0} of C (counted from 0), nonzeros {1}:  "},
    {"scene.row_alone", "Row {0} of C (counted from 0), nonzeros {1}:  "},
    {"scene.remainder",
     "Remainder a = {0}: the stride never reaches the last {0|row and column|{0} rows and {0} columns} of the padded input."},
    {"scene.remainder_rows", "Remainder a = {0}: the stride never reaches the last {0|row|{0} rows} of the padded input."},
    {"scene.remainder_columns", "Remainder a = {0}: the stride never reaches the last {0|column|{0} columns} of the padded input."},
    {"scene.remainders",
     "Remainder a = {0} for rows, {1} for columns: so many at the end of the padded input are never reached by the stride."},
    {"scene.padding_cell", "Padding at {0}: always 0, no column of C."},
    {"scene.unread_cell", "{0} = {1} is read by no placement: its column of C is all zeros."},
    {"scene.input_cell", "{0} = {1}: column {2} of C, read by {3} {3|placement|placements} of the kernel."},
    {"scene.output_cell", "{0} = {1}: row {2} of C, one placement of the kernel."},
    {"scene.weight_cell", "{0} = {1}: stands in {2} {2|entry|entries} of C; {3} {3|placement uses|placements use} it."},
    {"formula.back", "way back:  "},
    {"formula.way_padding", "({0}: the way back's padding)"},
    {"formula.crops", "(p crops y: p = 0 would give {0})"},
    {"formula.would_crop", "(a larger p would crop y)"},
    {"formula.dilation", "(d spreads the kernel's weights, s its placements)"},
    {"formula.dilation_transposed", "(d spreads the kernel's weights, s the input's cells)"},
    {"formula.over_half", "(p is over k / 2: PyTorch refuses it)"},
    {"formula.left_out", "(− 1: no window starts beyond x)"},
    {"scene.legend_inserted", "inserted zero"},
    {"scene.nonzero", "C_{{{0},{1}}} = {2} = {3};  times {4} = {5} it adds {6} to {7}."},
    {"scene.legend_extra", "output padding a"},
    {"scene.legend_cut_off", "cut off: p is negative"},
    {"scene.legend_cropped", "cropped: p′ is negative"},
    {"scene.legend_lost", "cut off by p = {0}"},
    {"scene.legend_untouched", "no product reaches it"},
};
}  // namespace

std::span<const Phrase> english::scenes() { return kPhrases; }

}  // namespace deconvlab
