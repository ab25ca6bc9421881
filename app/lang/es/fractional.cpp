// Spanish: scene "fractional".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.fractional", "Paso fraccionario"},
    {"scene.frac_start", "El paso s = {0} de la convolución salta celdas; de vuelta, la entrada debe crecer.  Ahora es {1} × {2}."},
    {"scene.frac_start_one", "El paso es s = 1: las celdas siguen juntas, no hacen falta ceros entre ellas.  La entrada es {0} × {1}."},
    {"scene.frac_no_padding", "p′ = 0: no hace falta relleno alrededor."},
    {"scene.frac_apart", "Las celdas se separan a la distancia s = {0}."},
    {"scene.frac_zeros", "Caen ceros, s − 1 = {0} entre vecinas: no se interpola nada.  La entrada estirada es {1} × {2}."},
    {"scene.frac_padding",
     "Crece alrededor el relleno de ceros p′ = {0}: en su primer lugar el núcleo llega así solo a las celdas a las que fue la esquina."},
    {"scene.frac_crop", "p′ = {0} es negativo: el núcleo empieza dentro y el borde se recorta."},
    {"scene.frac_extra",
     "El relleno de salida a = {0}, abajo y a la derecha, hace la salida de {1} × {2}: de los tamaños de entrada que el redondeo iguala, "
     "elige este."},
    {"scene.frac_no_extra", "a = 0: sin relleno de salida; la salida será de {0} × {1}."},
    {"scene.why_title", "¿Por qué a?  Lados de entrada hacia {0}"},
    {"scene.why_row", "i = {0}"},
    {"scene.why_a", "a = {0}"},
    {"scene.why_title_same", "¿Por qué output_shape?  SAME da {0} en todos"},
    {"scene.why_note_same",
     "SAME pide ⌈i / s⌉ = {0} y rellena cada lado lo necesario, p | p_end; output_shape dice a cuál vuelve la transpuesta."},
    {"scene.why_note_one", "Un solo lado de entrada lleva a {0} con estos k, s, p: nada que elegir, a = 0."},
    {"scene.why_note",
     "Una convolución con estos k, s, p hace {0} de cada uno; la a dice a cuál vuelve la transpuesta: descubre lo que p había recortado "
     "(ceros solo donde a > p)."},
    {"scene.kernel_given", "w"},
    {"scene.kernel_turned", "w girado 180°"},
    {"scene.unturned", "Sin girar, {0} sería {1}, no {2}."},
    {"scene.unturned_same", "Sin girar, {0} sería también {1}."},
    {"scene.waste_title", "Productos de las colocaciones: {0}"},
    {"scene.waste_note", "con celdas de entrada {0},  con ceros {1} ({2} %)"},
};
}  // namespace

std::span<const Phrase> spanish::fractional() { return kPhrases; }

}  // namespace deconvlab
