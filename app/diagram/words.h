// The sentences of every scene: what a step does, what a pointed-at thing is.
#pragma once

#include <string>

#include "app/diagram/grids.h"

namespace deconvlab {

// "Step 5 of 9:", or that the sentence is about what is pinned; nothing while something is only pointed at.
std::string step_lead(const Stage& stage);
// A factor or a summand that is not the first: "(−2)" below 0.
std::string bracketed(float value);
// "output (1,0) = 2*1 + 0*3 + ... = 14" of the placement shown.
std::string step_sentence(const Stage& stage);
// The same as a row of C: "row 2 of C has 9 nonzeros: output (1,0) = ...".
std::string row_sentence(const Stage& stage);
// "2·1 + 0·3 + …": what adds up to a cell of the results' output, without the sum.
std::string products_at(const Results& results, Cell output);

// What Ct C x has at a cell, beside x; of a convolution with its transpose.
std::string restored_value(const Frame& frame, Cell cell);

// The sentences of a family about each kind of thing that is pointed at.
struct Describers {
  std::string (*input)(const Frame& frame, Cell cell);
  std::string (*output)(const Frame& frame, Cell cell);
  std::string (*weight)(const Frame& frame, Cell cell);
  std::string (*nonzero)(const Frame& frame, Cell output, Cell input);
};
// The sentence about the focus; nothing where the geometry has no such thing.
std::string describe_focus(const Focus& focus, const Frame& frame, Side side, const Describers& say_of);

// "x_{0,1}", whatever cells show.
std::string label(std::string_view symbol, Cell cell);

}  // namespace deconvlab
