// English: guides and the course.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"guide.start", "Guide"},
    {"guide.resume", "Guide: back to {0} of {1}"},
    {"guide.heading", "{0}  ·  {1} of {2}"},
    {"guide.tip", "The scene, one thought after the other"},
    {"guide.back_tip", "The thought before"},
    {"guide.on_tip", "The next thought"},
    {"guide.leave_tip", "End the guide"},
    {"guide.next_lesson", "The next lesson: {0}"},
    {"guide.claim", "“{0}”"},
    {"guide.done", "“{0}” is at its end."},
    {"guide.answer", "the answer"},
    {"guide.type_it", "then Enter"},
    {"guide.wrong", "{0} is not it"},
    {"guide.hint", "A hint:  y({0},{1}) = {2} = ?"},
    {"guide.sentence_waits", "What the step computes is said here once the number is given."},
    {"course.open", "Lessons"},
    {"confusions.open", "Confusions {0}/{1}"},
    {"confusions.tip", "What is often confused here, and what is right"},
    {"confusions.legend", "cleared up"},
    {"course.title", "Lessons"},
    {"course.scenes", "Scene by scene"},
    {"course.confusions", "Confusions"},
    {"course.told", "As it is often told"},
    {"course.hint", "↑ ↓ choose, Enter plays"},
    {"course.tip", "All lessons"},
    {"keys.guide", "the scene's guide"},
    {"keys.course", "the lessons"},
};
}  // namespace

std::span<const Phrase> english::guide() { return kPhrases; }

}  // namespace deconvlab
