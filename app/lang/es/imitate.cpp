// Spanish: scene "imitate".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.imitate", "¿Puede imitar?"},
    {"imitate.nearest", "② vecino"},
    {"imitate.bilinear", "② bilineal"},
    {"imitate.unpool", "① unpooling"},
    {"imitate.kernel", "núcleo"},
    {"imitate.output", "salida"},
    {"imitate.target", "objetivo"},
    {"imitate.difference", "diferencia"},
    {"imitate.curve", "Pérdida: error cuadrático medio"},
    {"imitate.updates", "{0} {0|iteración|iteraciones}"},
    {"imitate.loss", "tras {0} {0|iteración|iteraciones}"},
    {"imitate.kept", "el mejor"},
    {"imitate.loss_or_kept", "tras {0} {0|iteración|iteraciones} (×: mejor)"},
    {"imitate.best", "óptimo"},
    {"imitate.floor", "óptimo {0}"},
    {"imitate.never",
     "El unpooling no se puede aprender: sus máximos {0|cambian|están en {0} lugares distintos de sus ventanas y cambian} con la entrada; "
     "los pesos son iguales en todas partes. El mejor núcleo es un compromiso."},
    {"imitate.agree",
     "El unpooling se aprende aquí solo porque todos los máximos de esta entrada están en un mismo lugar de sus ventanas. Otra entrada "
     "tiene otros índices y los mismos pesos."},
    {"imitate.by_heart",
     "El unpooling llega aquí a 0 solo porque el mapa agrupado tiene {0} {0|celda|celdas}: bastan los pesos para aprender de memoria esta "
     "única entrada. Otra entrada tiene otros índices."},
    {"imitate.can", "{0} se puede aprender: un núcleo lo da para toda entrada."},
    {"imitate.can_both", "Vecino y bilineal se pueden aprender: para cada uno, un núcleo sirve a toda entrada."},
    {"imitate.cannot", "{0}: ningún núcleo {1} × {2} lo da; {3} es lo mejor posible."},
    {"imitate.nothing", "{0}: ninguna celda está lejos del borde, así que no hay qué aprender."},
    {"imitate.border", "Del bilineal {0|cuenta|cuentan} {0} de {1} {1|celda|celdas}: {0|la|las} que {0|está|están} lejos del borde."},
    {"imitate.diverged", "{0} divergió en iteración {1}; se ve la {2}."},
    {"imitate.diverged_at", "{0} en iteración {1}"},
    {"imitate.and", ", "},
    {"imitate.step_diverged",
     "Divergió en la iteración {0}: la tasa {1} es demasiada; se muestra lo mejor hasta ahora. Su pérdida es {2} con vecino, {3} con "
     "bilineal y {4} con unpooling."},
    {"imitate.step_some_diverged",
     "Divergencia: {0}. La tasa {1} es demasiada; de estos se muestra lo mejor hasta ahora. La pérdida es {2} con vecino, {3} con bilineal "
     "y {4} con unpooling."},
    {"imitate.start",
     "Antes de entrenar: el mismo núcleo parte hacia los tres objetivos. Sus pérdidas son {0} (vecino), {1} (bilineal) y {2} (unpooling). "
     "Cada iteración mueve cada peso contra su parte en la diferencia."},
    {"imitate.step",
     "Tras {0} de {1} iteraciones con tasa {2}, la pérdida es {3} con vecino, {4} con bilineal y {5} con unpooling, que no puede bajar de "
     "{6}."},
    {"imitate.describe", "celda ({0},{1}), salida de objetivo: vecino {2} de {3}, bilineal {4} de {5}, unpooling {6} de {7}"},
    {"imitate.describe_weight",
     "{0}: {1} = {2}, óptimo {3}. El gradiente de la pérdida respecto a él, la suma de 2 · diferencia · x / {5} en sus celdas, es {4}."},
    {"imitate.describe_made", "{0}, celda ({1},{2}): salida {3} = {4}, objetivo {5}, diferencia {6}."},
    {"imitate.not_counted", "No cuenta: no tiene parte en el gradiente."},
    {"imitate.its_part", "Su parte en el gradiente, 2 · diferencia · x / {0}: {1}."},
    {"imitate.legend_switch", "índices"},
    {"imitate.legend_counted", "celdas que cuentan"},
    {"imitate.legend_difference", "diferencia, ±{0}"},
};
}  // namespace

std::span<const Phrase> spanish::imitate() { return kPhrases; }

}  // namespace deconvlab
