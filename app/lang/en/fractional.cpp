// English: scene "fractional".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.fractional", "Fractional stride"},
    {"scene.frac_start", "The convolution's stride s = {0} skips cells; going back, the input must grow.  It is {1} × {2} now."},
    {"scene.frac_start_one", "The stride is s = 1: the cells stay together, no zeros are needed between them.  The input is {0} × {1}."},
    {"scene.frac_no_padding", "p′ = 0: no padding is needed around it."},
    {"scene.frac_apart", "The cells move apart to the distance s = {0}."},
    {"scene.frac_zeros", "Zeros drop in, s − 1 = {0} between neighbours: nothing is interpolated.  The stretched input is {1} × {2}."},
    {"scene.frac_padding",
     "Zero padding p′ = {0} grows around it: at its first place the kernel then reaches only the cells that the corner went into."},
    {"scene.frac_crop", "p′ = {0} is negative: the kernel starts inside, and the edge is cropped."},
    {"scene.frac_extra",
     "Output padding a = {0} at the bottom and right makes the output {1} × {2}: of the input sizes that the floor makes one, it picks "
     "this."},
    {"scene.frac_no_extra", "a = 0: no output padding; the output will be {0} × {1}."},
    {"scene.why_title", "Why a?  Input sides that lead to {0}"},
    {"scene.why_row", "i = {0}"},
    {"scene.why_a", "a = {0}"},
    {"scene.why_title_same", "Why output_shape?  SAME makes {0} of each"},
    {"scene.why_note_same",
     "SAME asks for ⌈i / s⌉ = {0} and pads each of these sides as it needs, p | p_end; output_shape says which one the transpose goes back "
     "to."},
    {"scene.why_note_one", "Only one input side leads to {0} with these k, s, p: nothing to pick, a is 0."},
    {"scene.why_note",
     "A convolution with these k, s, p makes {0} of each; a says which one the transpose goes back to: it uncovers what p had cut off "
     "(zeros only where a > p)."},
    {"scene.kernel_given", "w"},
    {"scene.kernel_turned", "w turned by 180°"},
    {"scene.unturned", "Slid unturned, {0} would be {1}, not {2}."},
    {"scene.unturned_same", "Slid unturned, {0} would be {1} too."},
    {"scene.waste_title", "Products of all placements: {0}"},
    {"scene.waste_note", "with input cells {0},  with zeros {1} ({2} %)"},
};
}  // namespace

std::span<const Phrase> english::fractional() { return kPhrases; }

}  // namespace deconvlab
