// The entries of the block matrix: all of it, or a part that is enlarged.
#pragma once

#include "app/diagram/entry_view.h"
#include "app/scenes/as_matrix/block_stage.h"

namespace deconvlab {

inline Extent size_of_blocks(const BlockStage& stage) { return {stage.blocks.matrix.rows, stage.blocks.matrix.cols}; }
// Whether entries of this side are large enough for what is written into them.
bool has_labels(Canvas& canvas, double entry, const BlockStage& stage);
// The entries with what the step lights and what can be pointed at: cells, or from afar pixels of one picture.
void draw_block_entries(Canvas& canvas, const EntryView& part, const BlockStage& stage);

// The part that the model's view names, or by itself one around the step, of the matrix that is drawn in `whole`; in `area`, as far as
// whole entries fill it.
EntryView block_part(Rect area, const BlockStage& stage);
// The part with borders of blocks, and its frame on the whole.
void draw_block_part(Canvas& canvas, const EntryView& part, Rect whole, const BlockStage& stage);

}  // namespace deconvlab
