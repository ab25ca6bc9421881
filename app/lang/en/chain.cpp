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
};
}  // namespace

std::span<const Phrase> english::chain() { return kPhrases; }

}  // namespace deconvlab
