// Spanish: scene "overlap".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.overlap", "Solapes y tableros"},
    {"scene.overlap_input", "x  {0} × {1}"},
    {"scene.overlap_counts", "aportaciones a cada celda de y"},
    {"scene.overlap_so_far", "aportaciones, {0} de {1} {1|sello|sellos}"},
    {"scene.overlap_pale", "gris, y en los bordes: tras todos los sellos"},
    {"scene.overlap_scale", "aportaciones"},
    {"scene.overlap_even", "s = {0} divide a k = {1}: dentro, los solapes son iguales."},
    {"scene.overlap_uneven", "s = {0} no divide a k = {1}: un tablero de ajedrez, antes de entrenar."},
    {"scene.overlap_gaps", "s = {0} es mayor que el sello: las celdas entre sellos no reciben nada."},
    {"scene.overlap_dilated", "s = {0} divide a k = {1}, pero con dilatación d = {2}, los pesos saltan celdas: desigual."},
    {"scene.overlap_fix", "agrandar (vecino) a {0} × {1} y convolucionar"},
    {"scene.overlap_fix_note",
     "El remedio: copiar cada celda de x en {0} × {1} celdas y convolucionar con paso 1. Dentro, cada celda recibe {2} "
     "{2|producto|productos}; solo el borde recibe menos."},
    {"scene.overlap_nothing_to_fix", "Con paso 1 no se agranda nada: dentro, los sellos se solapan por igual; no hay nada que remediar."},
    {"scene.overlap_step", "Etapa {0} de {1}:  "},
    {"scene.overlap_story",
     "La entrada ({0},{1}) estampa el núcleo: {2} {2|celda recibe|celdas reciben} una aportación más. Hasta ahora {3=4|cada celda "
     "alcanzada tiene {3}|una celda tiene de {3} a {4}}."},
    {"scene.overlap_end",
     "La entrada ({0},{1}) estampa el núcleo, y ya están todos los sellos. {3=4|Cada celda alcanzada tiene {3}|Una celda tiene de {3} a "
     "{4} aportaciones}: el número de su fila por el de su columna, que están en los bordes."},
    {"scene.overlap_output", "Aportaciones a y_{{{0},{1}}}: {5=4||{5} por ahora, al final }{2} × {3} = {4}, filas por columnas."},
    {"scene.overlap_stamp", "x_{{{0},{1}}} = {2} estampa el núcleo, por {2}, en la y desde ({3},{4})."},
    {"overlap.view_counts", "conteos"},
    {"overlap.view_picture", "en imagen"},
    {"overlap.stamped", "transpuesta, k = {0=1|{0}|{0} × {1}}, s = {2=3|{2}|{2} × {3}}"},
    {"overlap.smooth", "agrandada y filtrada"},
    {"overlap.resized", "agrandada"},
    {"overlap.smooth_note", "Dentro, cada píxel: {0} {0|producto|productos}."},
    {"overlap.resized_note", "Cada píxel se copia en {0} × {1}."},
    {"overlap.no_picture", "Con estos tamaños una imagen tardaría demasiado: con menores se ve."},
    {"overlap.story_picture",
     "Una imagen de {0} × {1}, llevada a {2} × {3} con sellos de pesos todos iguales. {4=5|Dentro, cada píxel tiene {4}: queda "
     "uniforme|Dentro, un píxel tiene de {4} a {5}, y eso es lo que se ve: un patrón que nunca estuvo en la imagen}."},
    {"overlap.describe_pixel", "La y ({0},{1}) suma {2} × {3} = {4} {4|píxel ponderado|píxeles ponderados}, filas por columnas."},
};
}  // namespace

std::span<const Phrase> spanish::overlap() { return kPhrases; }

}  // namespace deconvlab
