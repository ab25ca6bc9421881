// The sentences of every scene: what a step does, what a pointed-at thing is.
#pragma once

#include <string>

#include "app/scenes/grids.h"

namespace deconvlab {

// "Step 5 of 9:", or that the sentence is about what is pinned; nothing while something is only pointed at.
std::string step_lead(const Stage& stage);
// "output (1,0) = 2*1 + 0*3 + ... = 14" of the placement shown.
std::string step_sentence(const Stage& stage);
// The same as a row of C: "row 2 of C has 9 nonzeros: output (1,0) = ...".
std::string row_sentence(const Stage& stage);

// Every digit, with the same minus sign as the rounded numbers.
std::string every_digit(float v);

}  // namespace deconvlab
