// English: layers one after the other.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    // what is wrong with a chain's text
    {"reason.chain_word", "there is no layer \"{0}\"; there are {1}"},
    {"reason.chain_word_near", "there is no layer \"{0}\"; the nearest name is {1}"},
    {"reason.chain_option", "{0} takes no \"{1}\"; it takes {2}"},
    {"reason.chain_value", "{0}: \"{1}\" should be {2|a whole number|{2} and a whole number}, such as {2}3"},
    {"reason.chain_axes", "\"{0}\" has {1} {1|number|numbers}, which should be 1 or {2}"},
    {"reason.chain_twice", "{0}: what says {1} stands there twice, leave one out"},
    {"reason.chain_needs", "{0} needs one of: {1}"},
    {"reason.chain_needs_name", "\"{0}\" needs the name of a layer before it"},
    {"reason.chain_result", "no layer before it is called \"{0}\": name one as in \"{0}: conv k3\""},
    {"reason.chain_result_near", "no layer before it is called \"{0}\"; the nearest name is {1}"},
    {"reason.chain_named_twice", "\"{0}\" is the name of another layer: give each its own"},
    {"reason.chain_input_first", "input stands once, before all layers"},
    {"reason.graph_input", "no layer makes \"{0}\", and the network has an input already"},
    {"reason.graph_later", "\"{0}\" is made by a later layer: what is read must stand before"},
    {"reason.module_unfollowed", "what \"{0}\" does to the cells cannot be followed: write this part as lines, with crop, add and cat"},
    {"reason.module_condition", "whether \"{0}\" holds stands nowhere: give its names their values in a line above"},
    {"reason.chain_ranks", "{0} has {1} {1|axis|axes}, and what is before it {2}: all layers of a chain have as many"},
    {"reason.chain_no_kernel", "{0} does not say its kernel's size: give the weights' shape"},
    {"reason.chain_no_reference",
     "{0} is cut to the size of another layer, which this text does not say: write the chain as lines, with crop like NAME"},
    {"reason.chain_input", "the input's sides: -i 224, -i 39x12 or -i 32x16x16"},
    {"reason.chain_channels", "{0} takes {1} {1|channel|channels}, but what comes in has {2}"},
    {"reason.chain_add_channels", "{0}: {1} {1|channel|channels} and {2} cannot be summed, they must be as many"},
    {"reason.chain_sides", "{0}: {1} and {2} cannot be joined, the sides must be the same"},
    {"reason.chain_crop_jump", "{0}: cells of jump {1} cannot be cut to cells of jump {2}, they do not meet"},
    {"reason.chain_crop_fraction", "{0}: what is to be cut off is {1}, no whole number, as the other's cells lie between its own"},
    {"reason.chain_crop_outside", "{0} cannot take {1} {1|cell|cells} from cell {2} on, of a side of {3}"},
    {"reason.chain_large", "{0}: jump or receptive field is beyond what can be counted: leave strides or kernels smaller"},
    // the command chain
    {"chain.axes_1", "one axis (1-D)"},
    {"chain.axes_2", "two axes (2-D)"},
    {"chain.axes_3", "three axes (3-D)"},
    {"chain.about", "{0}: {1}, input {2}, {3}"},
    {"chain.channels", "{0} {0|channel|channels}"},
    {"chain.no_channels", "channels not said"},
    {"chain.layer", "layer"},
    {"chain.of_channels", "channels"},
    {"chain.side", "side"},
    {"chain.remainder", "remainder"},
    {"chain.field", "field"},
    {"chain.jump", "jump"},
    {"chain.start", "start"},
    {"chain.products", "multiplications"},
    {"chain.parameters", "parameters"},
    {"chain.sum", "all layers: multiplications {0}, parameters {1}"},
    {"chain.unknown", "not known"},
    {"chain.columns",
     "remainder: cells at the end that no window reads.\nfield: the receptive field, cells of the input from the first to the last that an "
     "output cell depends on.\njump: input cells from one output cell to the next.\nstart: where the centre of output cell 0 lies, 0 being "
     "the centre of input cell 0.\nmultiplications: of a layer's kernel, padding included."},
    {"word.network", "network"},
    // the scene layers
    {"scene.layers", "Layers"},
    {"window.layers", "Layers"},
    {"layers.view_all", "all layers"},
    {"layers.view_layer", "one layer"},
    {"layers.input", "input"},
    {"layers.below", "field {0}, jump {1}"},
    {"layers.below_field", "field {0}"},
    {"layers.below_jump", "jump {0}"},
    {"layers.named", "{0} ({1})"},
    {"layers.fully_connected", "fully connected, {0} {0|channel|channels}"},
    {"layers.beyond", "A field of {0} is larger than the input, {1}: the border cuts off a part of every cell's field."},
    {"layers.legend_short", "{0};  field · jump below"},
    {"layers.rows_short_to", "Lines are the products that lead to the outlined cell."},
    {"layers.rows_short_from", "Lines are the products that lead from the outlined cell."},
    {"layers.legend_to", "paths to the outlined cell, from few to the most of each plane, {0} in the input"},
    {"layers.legend_from", "paths from the outlined cell, from few to the most of each plane, {0} in the last"},
    {"layers.rows", "One row of each plane, every cell where it lies over the input"},
    {"layers.rows_line", "Every cell where it lies over the input"},
    {"layers.rows_note_to",
     "Lines are the products that lead to the outlined cell; numbers count the cells from the first to the last. Where most paths begin, "
     "the "
     "input counts most: the effective receptive field is smaller than the whole one."},
    {"layers.rows_note_from",
     "Lines are the products that lead from the outlined cell; numbers count the cells from the first to the last that it reaches."},
    {"layers.step", "Layer {0} of {1}, {2}: {3} → {4}. "},
    {"layers.slides",
     "Each cell reads {0} {0|cell|cells} along an axis, {1} input {1|cell|cells} apart: {2=3|its field stays {2}|its field grows from {2} "
     "to {3}}, and its neighbour lies {4} input {4|cell|cells} further."},
    {"layers.stamps",
     "Each cell before stamps {0} {0|cell|cells} along an axis, its neighbour {1} {1|cell|cells} further on: the new cells lie {2} input "
     "{2|cell|cells} apart, and the field of each is {3}."},
    {"layers.joins", "Two results come together cell by cell: the field is {0}."},
    {"layers.others", "Cells lie {0} input {0|cell|cells} apart, and the field of each is {1}."},
    {"layers.sees", "Seen from cell {0} behind {1}: {2} of the input, {3}; most paths to it from one cell: {4}."},
    {"layers.sees_none", "From cell {0} behind {1} nothing of the input can be seen."},
    {"layers.reaches", "Reached from input cell {0}: {2} behind {1}, {3}; most paths from it to one cell: {4}."},
    {"layers.reaches_none", "From input cell {0} nothing is reached behind {1}: no window reads it."},
    {"layers.where", "{0=1|row {0}|rows {0} to {1}} and {2=3|column {2}|columns {2} to {3}}"},
    {"layers.where_line", "{0=1|cell {0}|cells {0} to {1}}"},
    {"layers.formula_field", "field\u00a0=\u00a0{0}\u00a0+\u00a0({1}\u00a0−\u00a01)·{2}\u00a0=\u00a0{3}\n"},
    {"layers.formula_counted", "field\u00a0=\u00a0{0}, counted: neighbours’ fields are not one jump apart\n"},
    {"layers.formula_slides",
     "jump\u00a0=\u00a0{0}·{1}\u00a0=\u00a0{2}\n"
     "start\u00a0=\u00a0{3}\u00a0+\u00a0{0}·(({4}\u00a0−\u00a01)/2\u00a0−\u00a0{5}) =\u00a0{6}"},
    {"layers.formula_stamps",
     "field\u00a0=\u00a0{0}\n"
     "jump\u00a0=\u00a0{1}\u00a0/\u00a0{2}\u00a0=\u00a0{3}\n"
     "start\u00a0=\u00a0{4}\u00a0−\u00a0{3}·(({5}\u00a0−\u00a01)/2\u00a0−\u00a0{6}) =\u00a0{7}"},
    {"layers.formula_others", "field\u00a0=\u00a0{0}\njump\u00a0=\u00a0{1}\nstart\u00a0=\u00a0{2}"},
    {"layers.own", "own layers"},
    {"layers.which", "Layer {0} of {1}"},
    {"layers.add", "+ layer"},
    {"layers.add_tip", "One more like it, behind it"},
    {"layers.remove", "− layer"},
    {"layers.remove_tip", "Takes this layer out"},
    {"layers.paste", "Paste"},
    {"layers.paste_tip", "Layers from the clipboard: lines such as conv k3 s2 p1, or any framework's text"},
    {"reason.chain_drawn_axes", "only one or two axes can be drawn, not {0}"},
};
}  // namespace

std::span<const Phrase> english::chain() { return kPhrases; }

}  // namespace deconvlab
