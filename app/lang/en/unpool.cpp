// English: scene "unpool".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.unpool", "Unpool, upsample, deconvolve"},
    {"unpool.view_nearest", "② nearest"},
    {"unpool.view_bilinear", "② bilinear"},
    {"unpool.x", "x  {0} × {1}"},
    {"unpool.pooled", "pooled  {0} × {1}"},
    {"unpool.a", "① unpooling"},
    {"unpool.b", "② upsampling by copying"},
    {"unpool.b_bilinear", "② bilinear upsampling"},
    {"unpool.c", "③ deconvolution"},
    {"unpool.kernel", "kernel w  {0} × {1}"},
    {"unpool.rows", "What cell ({0},{1}) is made of: a row of each matrix, a column for each pooled cell"},
    {"unpool.rows_some", "What cell ({0},{1}) is made of: a row of each matrix; columns that are 0 in all three are left out"},
    {"unpool.row_a", "① U: unpooling’s matrix, known once the switches are known"},
    {"unpool.row_b", "② N: copying’s matrix, the same for every input"},
    {"unpool.row_b_bilinear", "② B: bilinear’s matrix, the same for every input"},
    {"unpool.row_c", "③ Cᵀ: deconvolution’s matrix, of the kernel’s weights"},
    {"unpool.row_c_signs", "③ Cᵀ: deconvolution’s matrix, in this row {0} ①, {1} ②"},
    {"unpool.matrices",
     "Each matrix will take {0|the one pooled value|the {0} pooled values} to {1|the one cell|the {1} cells} of one of the grids ①, ②, "
     "③. The ways back begin once all windows are pooled."},
    {"unpool.unreached", "Struck out in ③: cells that no stamp reaches."},
    {"unpool.rows_from", "{0=1|row {0}|rows {0} to {1}}"},
    {"unpool.columns_from", "{0=1|column {0}|columns {0} to {1}}"},
    {"unpool.rows_count", "{0} {0|row|rows}"},
    {"unpool.columns_count", "{0} {0|column|columns}"},
    {"unpool.c_is_b",
     "③ equals ② exactly, for every input: {0|the one row of their matrices is|all {0} rows of their matrices are} the same."},
    {"unpool.c_is_b_inside",
     "③ equals ② exactly inside, {0=1|in {0}|from {0} to {1}}, for every input: {0=1|this row is|these rows are} the same. Only the "
     "border’s differ, {2} of them: ② repeats the edge there, ③ gets nothing from beyond it. In cell {3} the weights of ③ add up to "
     "{4}, those of ② to 1."},
    {"unpool.apart",
     "With this input ③ differs from {0} by up to {1}: {2} of {3} {3|row|rows} {2|is|are} not the same, {2|that|the first that} of cell "
     "({4},{5})."},
    {"unpool.same_values",
     "With this input ③ and {0} have the same values, but {1} of {2} {2|row|rows} {1|is|are} not the same, {1|that|the first that} of "
     "cell ({3},{4})."},
    {"unpool.values_apart", "With this input ③ differs from {0} by up to {1}."},
    {"unpool.would", "What makes them equal: {0}."},
    {"unpool.would_inside", "What makes them equal, away from the border: {0}."},
    {"unpool.kernel_ones", "a {0} × {1} kernel of ones"},
    {"unpool.kernel_one", "a {0} × {1} kernel with a single 1, at ({2},{3})"},
    {"unpool.kernel_block", "a {0} × {1} kernel that is 1 from ({2},{3}) to ({4},{5}) and 0 elsewhere"},
    {"unpool.kernel_bilinear", "the {0} × {1} bilinear kernel"},
    {"unpool.kernel_other", "a {0} × {1} kernel of other weights"},
    {"unpool.never_b",
     "No kernel makes them equal: ② stretches {0} {0|cell|cells} to {1}, but stamps stand {2} and {3} apart, whatever the kernel is."},
    {"unpool.c_is_a",
     "③ equals ① exactly, with these switches: {0|the one row is|all {0} rows are} the same. Every switch stands where the kernel has "
     "its 1, at ({1},{2})."},
    {"unpool.c_is_a_rows", "③ equals ① exactly, with these switches: {0|the one row is|all {0} rows are} the same."},
    {"unpool.one_place", "All switches stand at one place of their windows."},
    {"unpool.one_place_outside", "All switches stand at one place of their windows, but this kernel does not reach it."},
    {"unpool.never_a",
     "No kernel does it: these switches stand at different places of their windows, and a kernel’s weights are the same in every stamp."},
    {"unpool.step", "Step {0} of {1}:"},
    {"unpool.story_pool",
     "The largest value in the window of pooled cell ({0},{1}) is {2}. It stands at ({3},{4}): its switch is row · width + column = "
     "{3}·{6} + {4} = {5}."},
    {"unpool.output_size",
     "Without output_size max_unpool2d makes side {2} ({0} → {1} → {2}), where the switches point to other cells or to none."},
    {"unpool.output_sizes", "Sides {0} to {1} pool to {2}; without output_size max_unpool2d gives {0} whichever it was: {1} → {2} → {0}."},
    {"unpool.tie", "{0} stands there twice; the first in row order is the switch."},
    {"unpool.tie_more", "{0} stands there {1} times; the first in row order is the switch."},
    {"unpool.story_lost", "The pooled map keeps none of the window’s other values."},
    {"unpool.story_a",
     "Pooled cell ({0},{1}) holds {2}. ① puts it back at its switch {5}, the cell ({3},{4}), and leaves zeros around it."},
    {"unpool.story_a_again", "Pooled cell ({0},{1}) named the same place: values do not add up there, the last write in row order wins."},
    {"unpool.story_b", "② copies it to {0}, {1}."},
    {"unpool.story_b_bilinear", "② mixes it into {0}, {1}, the less the further away."},
    {"unpool.story_b_none", "② has no cell for it: the pooled map is larger than the result."},
    {"unpool.story_c", "③ stamps it, weighted with the kernel; where stamps overlap they add up."},
    {"unpool.describe_pooled", "pooled cell ({0},{1}) = {2}, its switch is {5}: the cell ({3},{4})"},
    {"unpool.describe_switch",
     "The same cell is {0} in PyTorch and ONNX, {1} in ONNX with storage_order = 1 (column · height + row), and {2}·C + c in TensorFlow’s "
     "max_pool_with_argmax, for channel c of C."},
    {"unpool.describe", "cell ({0},{1}): x {2}, unpooled {3}, upsampled {4}, deconvolved {5}"},
    {"unpool.describe_weight", "weight ({0},{1}) = {2}: every pooled cell is stamped with it"},
};
}  // namespace

std::span<const Phrase> english::unpool() { return kPhrases; }

}  // namespace deconvlab
