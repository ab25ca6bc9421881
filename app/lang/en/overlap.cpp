// English: scene "overlap".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.overlap", "Overlap and checkerboards"},
    {"scene.overlap_input", "x  {0} × {1}"},
    {"scene.overlap_counts", "contributions to each cell of y"},
    {"scene.overlap_so_far", "contributions so far, {0} of {1} stamps"},
    {"scene.overlap_pale", "grey, and at the edges: after all stamps"},
    {"scene.overlap_scale", "contributions"},
    {"scene.overlap_even", "s = {0} divides k = {1}: the stamps overlap evenly inside."},
    {"scene.overlap_uneven", "s = {0} does not divide k = {1}: a checkerboard, before any training."},
    {"scene.overlap_gaps", "s = {0} is larger than the stamp: cells between the stamps get nothing."},
    {"scene.overlap_dilated", "s = {0} divides k = {1}, but dilation d = {2} makes the weights miss some cells: uneven."},
    {"scene.overlap_fix", "resize (nearest) to {0} × {1}, then convolve"},
    {"scene.overlap_fix_note",
     "The fix: copy each cell of x over {0} × {1} cells, then convolve with stride 1. Each cell inside gets {2} {2|product|products}; "
     "only the border gets fewer."},
    {"scene.overlap_nothing_to_fix", "With stride 1 nothing is enlarged: the stamps overlap evenly inside, there is nothing to mend."},
    {"scene.overlap_step", "Step {0} of {1}:  "},
    {"scene.overlap_story",
     "Input ({0},{1}) stamps the kernel: {2} {2|cell gets|cells get} one contribution more. So far {3=4|each cell that has any has {3}|a "
     "cell "
     "has {3} to {4} of them}."},
    {"scene.overlap_end",
     "Input ({0},{1}) stamps the kernel, and all stamps lie on y. {3=4|Each cell that is reached has {3}|A cell has {3} to {4} "
     "contributions}: its row's number times its column's, which stand along the edges."},
    {"scene.overlap_output", "Contributions to y_{{{0},{1}}}: {5=4||{5} so far, in the end }{2} × {3} = {4}, rows times columns."},
    {"scene.overlap_stamp", "x_{{{0},{1}}} = {2} stamps the kernel, times {2}, on y from ({3},{4}) on."},
    {"overlap.view_counts", "counts"},
    {"overlap.view_picture", "on a picture"},
    {"overlap.stamped", "transposed, k = {0=1|{0}|{0} × {1}}, s = {2=3|{2}|{2} × {3}}"},
    {"overlap.smooth", "resized, then convolved"},
    {"overlap.resized", "resized"},
    {"overlap.smooth_note", "Each pixel inside has {0} {0|product|products}."},
    {"overlap.resized_note", "Each pixel is copied over {0} × {1}."},
    {"overlap.no_picture", "With these sizes a picture would take too long: smaller ones show it."},
    {"overlap.story_picture",
     "A picture of {0} × {1}, brought up to {2} × {3} by stamps whose weights are all alike. {4=5|Every pixel inside has {4} of them: it "
     "stays even|Inside, a pixel has {4} to {5} of them, and that is what is seen: a pattern that was never in the picture}."},
    {"overlap.describe_pixel", "y ({0},{1}) adds up {2} × {3} = {4} weighted {4|pixel|pixels}, rows times columns."},
};
}  // namespace

std::span<const Phrase> english::overlap() { return kPhrases; }

}  // namespace deconvlab
