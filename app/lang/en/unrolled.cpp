// English: scene "unrolled".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.unrolled", "From window to matrix to stamp"},
    {"unrolled.window", "the kernel, {0} × {1}, has {2} {2|place|places} on x: each is a window, and each will be a row of one matrix."},
    {"unrolled.flat", "the rows of x, one below the other, are a column of {0} {0|number|numbers}."},
    {"unrolled.first",
     "the first window is unrolled in the same order: its {0} {0|weight stands|weights stand} in the columns of the cells that they read, "
     "the other entries of this row of {1} are 0."},
    {"unrolled.rest", "every window is a row: C has {0} {0|row|rows}, {1} {1|column|columns} and {2} {2|weight|weights}, and y = C x."},
    {"unrolled.folded", "the {0} {0|sum|sums}, cut into rows, {0|is|are} the output y, {1} × {2}."},
    {"unrolled.mirror",
     "C turned over its diagonal: the entry of row r and column c moves to row c and column r, and no weight changes. This is Cᵀ, {0} × "
     "{1}: "
     "it takes {1} {1|number|numbers} and gives {0}. Hence \"transposed\" convolution."},
    {"unrolled.stamp",
     "column {0} of Cᵀ, folded, is the kernel as it is: a stamp, times y_{{{1},{2}}} = {3}. Where stamps overlap they add up."},
    {"unrolled.turned",
     "row {0} of Cᵀ, folded onto y: its {4} {4|weight is|weights are} what meets y of the kernel turned by 180°, whose other weights meet "
     "zeros. It gathers what the stamps brought to ({1},{2}): {3}."},
    {"unrolled.part", "a part of C  {0} × {1},  nonzeros {2}"},
    {"unrolled.part_t", "a part of Cᵀ  {0} × {1},  nonzeros {2}"},
    {"unrolled.stretched", "y stretched"},
    {"unrolled.as_row", "A row of C is a window: the kernel where it reads."},
    {"unrolled.as_stamp", "The same numbers are a column of Cᵀ: the kernel where it writes, a stamp."},
    {"unrolled.as_turned", "A row of Cᵀ has the kernel backwards: folded, it is turned by 180°."},
};
}  // namespace

std::span<const Phrase> english::unrolled() { return kPhrases; }

}  // namespace deconvlab
