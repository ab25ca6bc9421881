// Spanish: what several scenes say.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.convolution", "Convolución"},
    {"scene.input", "entrada x  {0} × {1}"},
    {"scene.kernel", "núcleo w  {0} × {1}"},
    {"scene.with_padding", ", relleno {0}"},
    {"scene.turned", ", girado"},
    {"scene.output", "salida y  {0} × {1}"},
    {"scene.matrix", "C  {0} × {1},  no nulos {2}"},
    {"scene.legend_padding", "relleno de ceros"},
    {"scene.legend_weights", "|w|: 0 … {0}"},
    {"scene.legend_negative", "bajo 0"},
    {"scene.legend_unread", "sin leer: sobra al final"},
    {"scene.legend_gaps", "sin leer: se salta"},
    {"scene.legend_star", "w sin girar, como en frameworks"},
    {"scene.legend_flipped", "girar el núcleo 180°, multiplicar celda a celda y sumar"},
    {"scene.what_c", "y = C x: una fila de C por celda de salida, una columna por celda de entrada; el elemento es el peso que une ambas."},
    {"scene.output_name", "salida ({0},{1})"},
    {"scene.padded_input", "x, rellena: {0} × {1}"},
    {"scene.overhang", "sobresalen {0} {0|fila|filas} y {1} {1|columna|columnas} del núcleo"},
    {"scene.step", "Etapa {0} de {1}:  "},
    {"scene.pinned", "Fijado (soltar: Esc):  "},
    {"scene.sum", "{0} = {1}{2}"},
    {"scene.so_far", ";  ahora {0}"},
    {"scene.on_padding", "({0} de {1} {1|peso|pesos} {0|cae en el relleno y suma|caen en el relleno y suman} 0)"},
    {"scene.row", "fila {0} de C (desde 0), no nulos {1}:  "},
    {"scene.row_alone", "Fila {0} de C (desde 0), no nulos {1}:  "},
    {"scene.remainder",
     "Resto a = {0}: el paso nunca llega a {0|la última fila y columna|las últimas {0} filas y {0} columnas} de la entrada con relleno."},
    {"scene.remainder_rows", "Resto a = {0}: el paso nunca llega a {0|la última fila|las últimas {0} filas} de la entrada con relleno."},
    {"scene.remainder_columns",
     "Resto a = {0}: el paso nunca llega a {0|la última columna|las últimas {0} columnas} de la entrada con relleno."},
    {"scene.remainders", "Resto a = {0} en filas, {1} en columnas: tantas, al final de la entrada con relleno, nunca las alcanza el paso."},
    {"scene.padding_cell", "Relleno en {0}: siempre 0, sin columna de C."},
    {"scene.unread_cell", "{0} = {1} no lo lee ninguna colocación: su columna de C es de ceros."},
    {"scene.input_cell", "{0} = {1}: columna {2} de C, leída por {3} {3|colocación|colocaciones} del núcleo."},
    {"scene.output_cell", "{0} = {1}: fila {2} de C, una colocación del núcleo."},
    {"scene.weight_cell", "{0} = {1}: está en {2} {2|elemento|elementos} de C; {3|lo usa|lo usan} {3} {3|colocación|colocaciones}."},
    {"formula.back", "de vuelta:  "},
    {"formula.way_padding", "({0}: el relleno de la vuelta)"},
    {"formula.crops", "(p recorta y: con p = 0 sería {0})"},
    {"formula.would_crop", "(p recortaría y)"},
    {"formula.dilation", "(d separa los pesos del núcleo, s sus colocaciones)"},
    {"formula.dilation_transposed", "(d separa los pesos del núcleo, s las celdas de x)"},
    {"formula.over_half", "(p supera k / 2: PyTorch lo rechaza)"},
    {"formula.left_out", "(− 1: ninguna ventana tras x)"},
    {"scene.legend_inserted", "cero insertado"},
    {"scene.nonzero", "C_{{{0},{1}}} = {2} = {3};  por {4} = {5} suma {6} a {7}."},
    {"scene.legend_extra", "relleno de sal. a"},
    {"scene.legend_cut_off", "recortado: p es negativo"},
    {"scene.legend_cropped", "recortado: p′ es negativo"},
    {"scene.legend_lost", "recorte de p = {0}"},
    {"scene.legend_untouched", "ningún producto llega"},
};
}  // namespace

std::span<const Phrase> spanish::scenes() { return kPhrases; }

}  // namespace deconvlab
