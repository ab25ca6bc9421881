// English: scene "imitate".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.imitate", "Can it imitate?"},
    {"imitate.nearest", "② nearest"},
    {"imitate.bilinear", "② bilinear"},
    {"imitate.unpool", "① unpooling"},
    {"imitate.kernel", "kernel"},
    {"imitate.output", "output"},
    {"imitate.target", "target"},
    {"imitate.difference", "difference"},
    {"imitate.curve", "Loss: mean squared difference"},
    {"imitate.updates", "{0} {0|update|updates}"},
    {"imitate.loss", "after {0} {0|update|updates}"},
    {"imitate.kept", "best kept"},
    {"imitate.loss_or_kept", "after {0} {0|update|updates} (×: best kept)"},
    {"imitate.best", "best possible"},
    {"imitate.floor", "best possible {0}"},
    {"imitate.never",
     "Unpooling cannot be learned: its switches {0|change|stand at {0} different places of their windows and change} with the input; the "
     "weights are the same everywhere. The best kernel is a compromise."},
    {"imitate.agree",
     "Unpooling is learned here only because all switches of this input stand at one place of their windows. Another input has other "
     "switches, and the same weights."},
    {"imitate.by_heart",
     "Unpooling reaches 0 here only because the pooled map has {0} {0|cell|cells}: there are enough weights to learn this one input by "
     "heart. Another input has other switches."},
    {"imitate.can", "{0} can be learned: one kernel gives it for every input."},
    {"imitate.can_both", "Nearest and bilinear can be learned: for each, one kernel serves every input."},
    {"imitate.cannot", "{0}: no {1} × {2} kernel gives it; {3} is the best possible."},
    {"imitate.nothing", "{0}: no cell lies away from the border, so there is nothing to learn."},
    {"imitate.border", "Of bilinear {0} of {1} {1|cell|cells} {0|counts: the one|count: those} away from the border."},
    {"imitate.diverged", "{0} diverged at update {1}; shown: update {2}."},
    {"imitate.diverged_at", "{0} at update {1}"},
    {"imitate.and", ", "},
    {"imitate.step_diverged",
     "Diverged at update {0}: the rate {1} is too large; shown is the best so far. Its loss is {2} for nearest, {3} for bilinear and {4} "
     "for unpooling."},
    {"imitate.step_some_diverged",
     "Diverged: {0}. The rate {1} is too large; of these the best so far is shown. The loss is {2} for nearest, {3} for bilinear and {4} "
     "for unpooling."},
    {"imitate.start",
     "Before training: the same kernel starts toward all three targets. Its losses are {0} (nearest), {1} (bilinear) and {2} (unpooling). "
     "Each "
     "update moves every weight against its part in the difference."},
    {"imitate.step",
     "After {0} of {1} updates at rate {2} the loss is {3} for nearest, {4} for bilinear and {5} for unpooling, which cannot fall below "
     "{6}."},
    {"imitate.describe", "cell ({0},{1}), output of target: nearest {2} of {3}, bilinear {4} of {5}, unpooling {6} of {7}"},
    {"imitate.describe_weight",
     "{0}: {1} = {2}, best possible {3}. The loss's gradient to it, the sum of 2 · difference · x / {5} over its cells, is {4}."},
    {"imitate.describe_made", "{0}, cell ({1},{2}): output {3} = {4}, target {5}, difference {6}."},
    {"imitate.not_counted", "It does not count: it has no part in the gradient."},
    {"imitate.its_part", "Its part in the gradient, 2 · difference · x / {0}: {1}."},
    {"imitate.legend_switch", "switches"},
    {"imitate.legend_counted", "cells that count"},
    {"imitate.legend_difference", "difference, ±{0}"},
};
}  // namespace

std::span<const Phrase> english::imitate() { return kPhrases; }

}  // namespace deconvlab
