// English: scene "transposed".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"view.all", "All four"},
    {"view.gather", "Gather"},
    {"view.scatter", "Scatter"},
    {"view.direct", "Direct"},
    {"view.gradient", "Gradient"},
    {"scene.transposed", "Transposed convolution"},
    {"scene.way_gather", "Gather: a row of Cᵀ times x"},
    {"scene.way_scatter", "Scatter: every cell stamps the kernel"},
    {"scene.way_direct", "Direct: step 1 over the stretched input"},
    {"scene.way_gradient", "Gradient of a convolution"},
    {"scene.stretched_only", "x, stretched to {0} × {1}"},
    {"scene.only_padded", "x  {0} × {1}, p′ = {2}"},
    {"scene.stretched", "x, stretched to {0} × {1}, p′ = {2}"},
    {"scene.way_row", "row {0} of Cᵀ"},
    {"scene.matrix_t", "Cᵀ  {0} × {1},  nonzeros {2}"},
    {"scene.what_ct", "y = Cᵀ x: a row of Cᵀ for each output cell, a column for each input cell; it is C with rows and columns swapped."},
    {"scene.also_called",
     "Also called deconvolution or fractionally strided convolution; neither the inverse filter nor Zeiler's network of 2010, which infers "
     "feature maps by sparse coding: only the shape comes back."},
    {"scene.ways_difference", "Largest difference between the four ways: {0}"},
    {"scene.ways_skipped", "The four ways are not compared at this size: the direct one alone takes {0} products."},
    {"scene.next", ".  "},
    {"scene.story_all", "Four ways, one sum: of the {1} {1|weight|weights} {0} {0|meets|meet} an input cell here."},
    {"scene.story_gather",
     "Row {0} of Cᵀ (counted from 0) has {1} {1|nonzero: one input cell is|nonzeros: so many input cells are} gathered."},
    {"scene.story_scatter", "Input ({0},{1}) stamps the kernel, weighted with {2}: {3} {3|product lands|products land} on the output."},
    {"scene.story_stamps_meet", "  Where stamps overlap they add up: at ({0},{1})  {2} = {3}."},
    {"scene.story_meet", "Stamps that meet in this cell and add up: {0}."},
    {"scene.story_cut", "  The padding p cuts {0} off."},
    {"scene.story_direct",
     "The kernel is turned and slides with step 1: of its {0} {0|weight|weights} {1} {1|lies|lie} on cells, {2} on inserted zeros, {3} on "
     "padding{4}."},
    {"scene.story_direct_flip",
     "A true convolution turns w; turned again it slides as w itself, with step 1: of its {0} {0|weight|weights} {1} {1|lies|lie} on "
     "cells, {2} "
     "on inserted zeros, {3} on padding{4}."},
    {"scene.story_on_extra", ", {0} on the output padding"},
    {"scene.gradient_of_output", "gradient of its output = x"},
    {"scene.gradient_of_input", "gradient of its input = y"},
    {"scene.story_gradient",
     "The convolution's input cell ({0},{1}) went into {2} {2|output: it hands|outputs: each hands} back its weight times its gradient, "
     "which "
     "is x here."},
    {"scene.t_input", "{0} = {1}: column {2} of Cᵀ; its stamp reaches {3} output {3|cell|cells}."},
    {"scene.t_output", "{0} = {1}: row {2} of Cᵀ, {3|a single product|the sum of {3} products}."},
    {"scene.t_untouched", "{0} = 0: no stamp reaches this cell; its row of Cᵀ is all zeros."},
    {"scene.t_weight", "{0} = {1}: stands in {2} {2|entry|entries} of Cᵀ, once in every stamp that is not cut off."},
    {"scene.t_nonzero", "Cᵀ_{{{0},{1}}} = {2} = {3};  times {4} = {5} it adds {6} to {7}."},
};
}  // namespace

std::span<const Phrase> english::transposed() { return kPhrases; }

}  // namespace deconvlab
