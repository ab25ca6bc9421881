// The record of every step of a convolution of several channels, or of its transpose, as a file.
#pragma once

#include "app/record/steps.h"
#include "core/matrix/block_trace.h"

namespace deconvlab {

// As write_steps's, with "channels": {"in", "out", "groups"} of the operator, a "channel" of each step (the output's) and of each term (the
// input's), counted from 0, and columns of the block matrix; "unread" are cells of every input channel. With a bias each step has its
// "bias", which "sum" starts with: a line of the .csv with x = 1 and the fields of cells and input channel empty. The record refers to the
// trace.
StepRecord block_record(const Operator& op, const BlockTrace& trace);
// Errors: too_large.
Expected<void> check_block_steps(const Operator& op, const Geometry& geometry, const Shape& w);

}  // namespace deconvlab
