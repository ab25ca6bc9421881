// Spanish: guides and the course.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"guide.start", "Guía"},
    {"guide.resume", "Guía: volver a {0} de {1}"},
    {"guide.heading", "{0}  ·  {1} de {2}"},
    {"guide.tip", "La escena, una idea tras otra"},
    {"guide.back_tip", "La idea anterior"},
    {"guide.on_tip", "La idea siguiente"},
    {"guide.leave_tip", "Dejar la guía"},
    {"guide.next_lesson", "La lección siguiente: {0}"},
    {"guide.claim", "“{0}”"},
    {"guide.done", "“{0}” ha terminado."},
    {"guide.answer", "respuesta"},
    {"guide.type_it", "luego Enter"},
    {"guide.wrong", "no es {0}"},
    {"guide.hint", "Una pista:  y({0},{1}) = {2} = ?"},
    {"guide.sentence_waits", "Lo que calcula la etapa se dice aquí en cuanto se da el número."},
    {"course.open", "Lecciones"},
    {"confusions.open", "Confusiones {0}/{1}"},
    {"confusions.tip", "Lo que aquí se suele confundir, y lo que es cierto"},
    {"confusions.legend", "aclarada"},
    {"course.title", "Lecciones"},
    {"course.scenes", "Escena a escena"},
    {"course.confusions", "Confusiones"},
    {"course.told", "Como se suele explicar"},
    {"course.hint", "↑ ↓ eligen, Enter inicia"},
    {"course.tip", "Las lecciones"},
    {"keys.guide", "guía de la escena"},
    {"keys.course", "las lecciones"},
};
}  // namespace

std::span<const Phrase> spanish::guide() { return kPhrases; }

}  // namespace deconvlab
