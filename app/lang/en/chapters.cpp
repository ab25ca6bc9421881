// English: the chapters, and the question that each scene answers.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"chapter.slide", "Slide"},
    {"chapter.turn", "Turn round"},
    {"chapter.up", "Ways up"},
    {"chapter.traps", "Traps"},
    {"chapter.networks", "Networks"},
    {"chapter.atlas", "Atlas"},
    {"question.kernels", "What does a kernel find in a picture?"},
    {"question.convolution", "How does a sliding kernel make each output?"},
    {"question.matrix", "How can sliding be one product with a matrix?"},
    {"question.transposed", "How does a kernel make a small map large?"},
    {"question.passes", "Why is one's forward pass the other's backward pass?"},
    {"question.fractional", "How can a stride be smaller than 1?"},
    {"question.inverse", "Does the transpose undo the convolution?"},
    {"question.unpool", "Are unpooling, upsampling and deconvolution one thing?"},
    {"question.imitate", "Can a deconvolution learn to upsample, or to unpool?"},
    {"question.picture", "What does each way up leave of a picture?"},
    {"question.overlap", "Why does upsampling leave checkerboards?"},
    {"question.conv2d_transpose", "What do SAME and output_shape mean here?"},
    {"question.fcn", "How do 16 × 16 scores label 500 × 500 pixels?"},
    {"question.decoder", "How does a network get from 14 × 14 back to 224 × 224?"},
    {"question.decoders", "What are the switches worth to a decoder?"},
    {"question.project", "What in the picture made this unit respond?"},
    {"question.gallery", "Which padding and which stride lead to which size?"},
    {"take.chip", "{0} from {1}"},
    {"take.count", "{0} {0|setting|settings} from {1}"},
    {"take.tip", "As in the scene before: takes over {0} from {1}"},
    {"take.has_output", "x is the y of {0}"},
    {"take.between", ", "},
    {"take.output", "x = y"},
    {"take.input", "x"},
    {"take.kernel", "kernel"},
    {"take.picture", "picture"},
    {"take.square", "rows and columns"},
    {"take.view", "the view"},
    {"take.ceil", "ceil"},
    {"window.home", "Home"},
    {"window.home_tip", "The scene as it opens"},
    {"window.take_over", "As in the scene before"},
    {"window.scene_before", "Previous scene"},
    {"window.scene_after", "Next scene"},
    {"keys.chapter", "the scenes of the chapter"},
    {"keys.home", "the scene as it opens"},
    {"keys.take_over", "as in the scene before"},
};
}  // namespace

std::span<const Phrase> english::chapters() { return kPhrases; }

}  // namespace deconvlab
