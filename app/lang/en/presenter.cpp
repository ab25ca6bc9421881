// English: presenting.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"presenter.clock", "{0} min   {1}"},
    {"presenter.type_answer", "type the answer"},
    {"presenter.still", "Standing still. Behind it: {0}. {1} shows it."},
    {"presenter.still_at", "Standing still. Behind it: {0}, step {1} of {2}. {3} shows it."},
    {"keys.present", "present: large, full screen; end it"},
    {"keys.spotlight", "presenting: a spotlight while held"},
    {"keys.pen", "presenting: the pen; wipe it off"},
    {"keys.still", "presenting: freeze; black screen"},
    {"keys.trail", "presenting: pointer's trail; clock"},
};
}  // namespace

std::span<const Phrase> english::presenter() { return kPhrases; }

}  // namespace deconvlab
