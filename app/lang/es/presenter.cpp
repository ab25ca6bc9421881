// Spanish: presenting.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"presenter.clock", "{0} min   {1}"},
    {"presenter.type_answer", "escribir la respuesta"},
    {"presenter.still", "En pausa. Detrás: {0}. {1} lo muestra."},
    {"presenter.still_at", "En pausa. Detrás: {0}, etapa {1} de {2}. {3} lo muestra."},
    {"keys.present", "presentar: a pantalla completa; fin"},
    {"keys.spotlight", "presentar: un foco, al pulsar"},
    {"keys.pen", "presentar: lápiz; borrarlo"},
    {"keys.still", "presentar: congelar; pantalla negra"},
    {"keys.trail", "presentar: estela; reloj"},
};
}  // namespace

std::span<const Phrase> spanish::presenter() { return kPhrases; }

}  // namespace deconvlab
