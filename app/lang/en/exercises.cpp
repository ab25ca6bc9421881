// English: exercises and worksheets.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"exercise.answer", "answer"},
    {"exercise.kernel", "kernel"},
    {"exercise.pooled", "max-pooled"},
    {"exercise.output_size", "Side of the output"},
    {"exercise.output_size_asks", "A convolution has {0}. Which side o has its output?"},
    {"exercise.output_size_hint",
     "The kernel begins at the edge of the padded input and moves on by s as long as all of it fits. Count its placements."},
    {"exercise.output_size_says", "o = ⌊(i + 2p − k) / s⌋ + 1 = ⌊({0} + 2·{1} − {2}) / {3}⌋ + 1 = {4}."},
    {"exercise.output_size_dilated",
     "The kernel's cells lie d apart, so it spans k_{{eff}} = d (k − 1) + 1 = {6}·({5} − 1) + 1 = {2}. Then o = ⌊(i + 2p − k_{{eff}}) / s⌋ "
     "+ 1 = "
     "⌊({0} + 2·{1} − {2}) / {3}⌋ + 1 = {4}."},
    {"exercise.input_sizes", "Sides that lead to an output"},
    {"exercise.input_sizes_one", "A convolution has {0}, and its output has the side o = {1}. Give one input side i that leads there."},
    {"exercise.input_sizes_all", "A convolution has {0}, and its output has the side o = {1}. Give every input side i that leads there."},
    {"exercise.input_sizes_hint", "Find the smallest input that has room for all placements. The floor drops up to s − 1 further cells."},
    {"exercise.input_sizes_says",
     "The smallest is i = s (o − 1) + k_{{eff}} − 2p = {0}·({1} − 1) + {2} − 2·{3} = {4}. Up to s − 1 = {5} more {5|cell is|cells are} "
     "dropped "
     "by "
     "the floor: i = {6}."},
    {"exercise.matrix_row", "A row of the matrix"},
    {"exercise.matrix_row_asks",
     "The convolution of x with the kernel w, {0}, is a product with the matrix C. Fill in its row {1}, counted from 0."},
    {"exercise.matrix_row_asks_ct",
     "The convolution of x with the kernel w, {0}, is a product with the matrix C. Fill in row {1} of Cᵀ, counted from 0."},
    {"exercise.matrix_row_hint",
     "A row of C belongs to an output cell, that is to a placement of the kernel. A column belongs to a cell of x, in row order."},
    {"exercise.matrix_row_hint_ct",
     "A row of Cᵀ is a column of C: it belongs to a cell of x. Which placements read that cell, and with which weight?"},
    {"exercise.matrix_row_says",
     "Row {0} is the placement at output cell ({1}, {2}). The weight over x cell (r, c) stands in column {4} r + c; the other {3} "
     "{3|entry is|entries are} 0."},
    {"exercise.matrix_row_says_ct",
     "Row {0} of Cᵀ is x cell ({1}, {2}). The weight with which output cell (r, c) reads it stands in column {4} r + c; the other {3} "
     "{3|entry is|entries are} 0."},
    {"exercise.row_title", "row {0}, columns 0 to {1}"},
    {"exercise.direct_padding", "The padding p′"},
    {"exercise.direct_padding_asks",
     "A transposed convolution has {0}. Computed directly, zeros are inserted into its input, it is padded by p′ on each side, and the "
     "turned "
     "kernel slides with stride 1. How large is p′?"},
    {"exercise.direct_padding_hint",
     "Without padding of the convolution (p = 0) the turned kernel must begin with its last weight alone over the first cell. Each cell of "
     "p "
     "takes one of that away; what is below 0 is cut off."},
    {"exercise.direct_padding_says", "p′ = k − p − 1 = {0} − {1} − 1 = {2}; the stride has no part in it."},
    {"exercise.direct_padding_dilated", "p′ = d (k − 1) − p = {0}·({1} − 1) − {2} = {3}; the stride has no part in it."},
    {"exercise.output_padding", "The output padding a"},
    {"exercise.output_padding_asks",
     "The output of a convolution with {0} has the side {1}. Which output padding a lets its transpose come back to the side {2}?"},
    {"exercise.output_padding_hint", "Compute the side that the transpose gives with a = 0. What is missing?"},
    {"exercise.output_padding_says",
     "With a = 0 it gives s (o − 1) + k_{{eff}} − 2p = {0}·({1} − 1) + {2} − 2·{3} = {4}. So a = {5} − {4} = {6}."},
    {"exercise.weight_touches", "What a weight touches"},
    {"exercise.weight_touches_asks",
     "A convolution has {0}. The kernel takes all its placements. Mark every cell of x that its weight w at ({1}, {2}) is multiplied "
     "with."},
    {"exercise.weight_touches_hint",
     "Place the kernel at the upper left, padding included, and find the weight. From placement to placement it moves by s."},
    {"exercise.weight_touches_says", "The weight moves in steps of s = {0}: over x it comes to the rows {1} and the columns {2}."},
    {"exercise.unread", "Cells that are never read"},
    {"exercise.unread_asks", "A convolution has {0}. Mark every cell of x that no placement of the kernel reads."},
    {"exercise.unread_hint", "Look along one row first: which columns lie under a weight in one of the placements?"},
    {"exercise.unread_says",
     "Along each side {0|is|are} {0} {0|placement|placements}, which read the rows and columns {1}. A cell is read where both its row and "
     "its column "
     "are: {2} {2|is|are} not."},
    {"exercise.checkerboard", "Checkerboards"},
    {"exercise.checkerboard_asks",
     "Which of these transposed convolutions add up unequally many products in neighbouring cells, away from the border?"},
    {"exercise.checkerboard_hint", "Along one side, draw stamps of k cells that begin s apart. How many lie on each cell?"},
    {"exercise.checkerboard_says", "Only where s divides k do equally many stamps meet everywhere: {0}. Checkerboards: {1}."},
    {"exercise.three_pictures", "Unpooling, upsampling, deconvolution"},
    {"exercise.three_pictures_asks",
     "x is max-pooled with k = s = 2. From the pooled map {0} {0|picture is|pictures are} made, each in another way. Which is which?"},
    {"exercise.three_pictures_hint",
     "Unpooling puts each value back where it stood in x. Copying repeats it four times. A deconvolution adds multiples of w."},
    {"exercise.three_pictures_says",
     "In picture {0} each value stands where it was the largest of its window. In picture {1} each stands four times. In picture {2} each "
     "is "
     "multiplied by the kernel, and the stamps are added."},
    {"exercise.picture_unpooled", "unpooling with the switches"},
    {"exercise.picture_copied", "upsampling by copying"},
    {"exercise.picture_deconvolved", "deconvolution with the kernel w, stride 2"},
    {"exercise.picture_apart", "inserting zeros, with no kernel"},
    {"exercise.framework_line", "A line of a framework"},
    {"exercise.framework_line_asks", "Which side has the output of this line for an input of side {0}?"},
    {"exercise.framework_line_hint",
     "Take k, s, p, a and d out of the line; what is not said has its default. Padding 'same' divides or multiplies by s, 'valid' is p = "
     "0, "
     "ceil_mode rounds up."},
    {"exercise.line_down", "⌊(i + 2p − k_{{eff}}) / s⌋ + 1 = ⌊({0} + 2·{1} − {2}) / {3}⌋ + 1 = {4}."},
    {"exercise.line_ceil",
     "With ceil_mode ⌈(i + 2p − k_{{eff}}) / s⌉ + 1 of ({0} + 2·{1} − {2}) / {3}, without a window that would begin beyond the input: "
     "{4}."},
    {"exercise.line_same", "With padding 'same' only the stride counts: ⌈i / s⌉ = ⌈{0} / {1}⌉ = {2}."},
    {"exercise.line_same_up", "With padding 'same' only the stride counts: s·i = {0}·{1} = {2}."},
    {"exercise.line_valid_up", "s (i − 1) + max(k_{{eff}}, s) = {0}·({1} − 1) + {2} = {3}."},
    {"exercise.line_up", "s (i − 1) + k_{{eff}} − 2p + a = {0}·({1} − 1) + {2} − 2·{3} + {4} = {5}."},
    {"exercise.wrong_number", "The wrong number"},
    {"exercise.wrong_number_asks", "y is the convolution of x with w ({0}), but for one number. Which is wrong?"},
    {"exercise.wrong_number_asks_up", "y is the transposed convolution of x with w ({0}), but for one number. Which is wrong?"},
    {"exercise.wrong_number_hint",
     "Each cell of y is the sum of the products under one placement. Begin with cells that few weights reach."},
    {"exercise.wrong_number_hint_up", "Each cell of x stamps its multiple of w on y. Begin with cells that one stamp reaches."},
    {"exercise.wrong_number_says", "y at ({0}, {1}) is {2}, not {3}."},
    {"exercises.title", "Exercises"},
    {"exercises.tip", "Exercises, an exam of ten, questions for a class"},
    {"keys.exercises", "the exercises"},
    {"exercises.practice", "Practice"},
    {"exercises.exam", "Exam of ten"},
    {"exercises.lecture", "Class"},
    {"exercises.all", "All kinds"},
    {"exercises.rising", "rising"},
    {"exercises.heading", "{0} of {1}  ·  {2}  ·  level {3}"},
    {"exercises.mark", "Click the cells, or arrows and the space bar; then Enter"},
    {"exercises.choose", "Click the letters, or type them; then Enter"},
    {"exercises.type_row", "all numbers of the row, with spaces; then Enter"},
    {"exercises.type_letters", "the letters in the order of the pictures; then Enter"},
    {"exercises.type_numbers", "then Enter"},
    {"exercises.check", "Check"},
    {"exercises.give", "Hand in"},
    {"exercises.skip", "Skip"},
    {"exercises.hint", "Hint"},
    {"exercises.show", "Show the answer"},
    {"exercises.next", "Next"},
    {"exercises.scene", "See it in the scene"},
    {"exercises.right", "Right: {0}."},
    {"exercises.answer_is", "The answer: {0}."},
    {"exercises.blank", "Give an answer first."},
    {"exercises.some_missing", "Right so far: {0}, still missing: {1}."},
    {"exercises.some_wrong", "Right: {0}, wrong: {1}. Try again, or take a hint."},
    {"exercises.too_few", "{0} of {1} are given."},
    {"exercises.wrong", "Not {0}. Try again, or take a hint."},
    {"exercises.count_on", "Count down"},
    {"exercises.count_off", "No countdown"},
    {"exercises.seconds", "{0} s"},
    {"exercises.rules",
     "{0} {0|question|questions}, from plain to hard. One answer each, no hints; a question can be skipped, but not come back to. "
     "What was right, and the right answers, are shown at the end."},
    {"exercises.start", "Start"},
    {"exercises.result", "{0} of {1} right"},
    {"exercises.result_right", "{0}. {1}: {2}. Right ({3})."},
    {"exercises.result_wrong", "{0}. {1}: {2}. Right is: {3}."},
    {"exercises.again", "Another one"},
    {"worksheet.title", "Worksheet"},
    {"worksheet.solutions", "Worksheet: solutions"},
    {"worksheet.name", "Name"},
    {"worksheet.answer", "Answer"},
    {"worksheet.solution", "Answer: {0}."},
    {"worksheet.points", "{0} {0|point|points}"},
    {"worksheet.of_points", "____ / {0} {0|point|points}"},
};
}  // namespace

std::span<const Phrase> english::exercises() { return kPhrases; }

}  // namespace deconvlab
