// English: scenes "picture" and "kernels".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.picture", "On a picture"},
    {"scene.kernels", "Kernels on a picture"},
    {"picture.view_results", "results"},
    {"picture.view_detail", "detail"},
    {"sheet.settings", "{0}, {1} × {2}; max pooling of {3} × {4}, stride {5} × {6}; ③ with kernel: {7}, {8} × {9}"},
    {"picture.view_differences", "differences"},
    {"picture.original", "original"},
    {"picture.pooled", "pooled"},
    {"picture.unpooled", "① unpooled"},
    {"picture.nearest", "② nearest"},
    {"picture.bilinear", "② bilinear"},
    {"picture.deconvolved", "③ deconvolved"},
    {"picture.convolved", "convolved"},
    {"picture.kernel", "kernel"},
    {"picture.patch", "under the kernel, from pixel ({0},{1}) on"},
    {"picture.grey", "{0} × {1}, grey"},
    {"picture.channels", "{0} × {1}, {2} {2|channel|channels}"},
    {"picture.pooled_note", "{0} × {1}, the largest of {2} × {3}"},
    {"picture.zero_is_grey", "; 0 is grey"},
    {"picture.divided", "shown divided by {0}, the sum of the weights"},
    {"picture.same", "equal to the original"},
    {"picture.quality", "PSNR {0} dB, MSE {1}"},
    {"picture.key_window", "window"},
    {"picture.key_switch", "maximum"},
    {"picture.key_made", "made from it"},
    {"picture.numbers_grey", "The numbers are grey levels from 0 to 255."},
    {"picture.numbers_red", "The numbers are the red channel, from 0 to 255."},
    {"picture.story_pool",
     "The largest value under the window of pooled cell ({0},{1}) is {2}. It stands at pixel ({3},{4}): that is the switch. All other "
     "values of the window are lost."},
    {"picture.story_back",
     "Pooled cell ({0},{1}) holds {2}. Unpooling puts it back at pixel ({3},{4}) and leaves zeros around it. Nearest copies it over its "
     "window, bilinear interpolates, deconvolution stamps it weighted with the kernel, and stamps that overlap add up."},
    {"picture.less_original", "each minus the original"},
    {"picture.darker", "darker"},
    {"picture.brighter", "brighter"},
    {"picture.c_is_bilinear",
     "With this kernel ③ is bilinear, except at the border: stamps from beyond the edge are missing there, so it is darker."},
    {"picture.story_conv", "output ({0},{1}) = {2} = {3}: {4} {4|product|products}{5}, done again for every pixel and channel."},
    {"picture.zeros_left_out", " ({0} {0|weight is|weights are} 0 and left out)"},
    {"picture.describe", "pixel ({0},{1}): {2}; unpooled {3}, nearest {4}, bilinear {5}, deconvolved {6}"},
    {"picture.describe_pixel", "pixel ({0},{1}): {2}"},
    {"picture.input_grey", "The input's numbers are grey levels from 0 to 255."},
    {"picture.input_red", "The input's numbers are the red channel, from 0 to 255."},
    {"picture.view_panels", "side by side"},
    {"picture.view_one", "one picture"},
    {"picture.convolved_at", "convolved ({0},{1})"},
    {"picture.layer_at", "{0} ({1},{2})"},
    {"picture.layer_from", "{0}, from ({1},{2}) on"},
    {"picture.lens_original", ".  It is what was there."},
    {"picture.lens_pooled", ".  Of its window only the maximum is left, and its place: the switch."},
    {"picture.lens_unpooled", ".  A value goes back to its switch; everywhere else there is 0."},
    {"picture.lens_nearest", ".  Each value is copied over its window: an edge becomes steps."},
    {"picture.lens_bilinear", ".  Between the middles of windows it changes evenly: an edge becomes a ramp."},
    {"picture.lens_deconvolved", ".  The stamps that reach a pixel add up in it, each times its weight there."},
    {"wipe.left", "left of the edge"},
    {"wipe.right", "right of the edge"},
    {"keys.wipe", "in one picture: what is on the right"},
    {"keys.wipe_swap", "in one picture: swap left and right"},
    {"hint.wipe", "Drag the edge, or play. 1 – 9 choose what is right of it, 0 swaps the sides, a click keeps the pixel."},
    {"hint.shows", "A click shows it on this side of the edge."},
    {"take.wipe", "what is compared"},
};
}  // namespace

std::span<const Phrase> english::picture() { return kPhrases; }

}  // namespace deconvlab
