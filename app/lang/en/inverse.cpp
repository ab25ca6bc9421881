// English: scene "inverse".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.inverse", "Why p′ = k − p − 1"},
    {"scene.inverse_x", "x  {0} × {1}: who reads the lit cell?"},
    {"scene.inverse_y", "y  {0} × {1}"},
    {"scene.inverse_turned", "the turned kernel over y"},
    {"scene.inverse_corner",
     "x_{{0,0}} is the corner; output cells that read it: {2}. At its first placement the turned kernel may reach only these: {3} × {5} of "
     "{6|y|the stretched y}, the rest lies on padding. So p′ = {4}."},
    {"scene.inverse_crop",
     "x_{{0,0}} lies deep in the padding: output cells that read it: {2}. The turned kernel needs no padding to reach these; p′ = {4} is "
     "negative, so y is cropped."},
    {"scene.inverse_story", "output cells that read x_{{{0},{1}}}: {2}. The turned kernel, moved on to ({0},{1}), lies on exactly these."},
    {"scene.inverse_others", "Each of its other weights meets a 0."},
    {"scene.inverse_whole",
     "x_{{0,0}} is the corner; output cells that read it: {2}. At its first placement the turned kernel lies wholly on "
     "{6|y|the stretched y}: nothing is padded, p′ = {4}."},
    {"scene.inverse_unread", "no output cell reads x_{{{0},{1}}}: the turned kernel, moved on to ({0},{1}), meets nothing but zeros."},
    {"scene.inverse_value", "The shape comes back, not the value: (Cᵀ C x)_{{{0},{1}}} = {2}, x_{{{0},{1}}} = {3}."},
    {"scene.inverse_equal", "Here the value comes back with the shape: (Cᵀ C x)_{{{0},{1}}} = {2} = x_{{{0},{1}}}."},
    {"scene.inverse_off", "Same shape, other values: they differ by up to {0}."},
    {"scene.inverse_rank",
     "C has rank {0} at most, x has {1} {1|dimension|dimensions}: at least {2} of them {2|is|are} gone, and no matrix brings {2|it|them} "
     "back."},
    {"scene.inverse_full", "C may keep {0|the one dimension|all {0} dimensions} of x, and still its transpose is not its inverse."},
    {"scene.inverse_same", "With this kernel the transpose happens to give x back."},
};
}  // namespace

std::span<const Phrase> english::inverse() { return kPhrases; }

}  // namespace deconvlab
