// Spanish: scene "conv2d-transpose".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.conv2d_transpose", "conv2d_transpose de TensorFlow"},
    {"scene.conv2d_transpose_in", "x, canal {0}"},
    {"scene.conv2d_transpose_out", "y, canal {0}"},
    {"scene.conv2d_transpose_no_call", "p = {0} × {1} se dio a mano: conv2d_transpose solo conoce SAME y VALID."},
    {"scene.conv2d_transpose_order",
     "filter [{0}, {1}, {2}, {3}] es (h, w, out, in). El de PyTorch es (in, out / groups, kh, kw). Los planos están girados 180° (↺) sobre "
     "la "
     "entrada estirada."},
    {"scene.conv2d_transpose_misread",
     "Lectura errónea: interpolar a {0} + {1}·({2} − 1) = {3} {3|fila|filas} ({4} {4|columna|columnas}) y convolucionar con paso {1}. Los "
     "tamaños coinciden por azar, los valores no."},
    {"scene.conv2d_transpose_difference", "Mayor diferencia: {0}, en y[{1}, {2}, {3}]: {4}, mal leído {5}."},
    {"scene.conv2d_transpose_cells", "Canal {0}, {1=2|fila {1}|filas {1} a {2}}, {3=4|columna {3}|columnas {3} a {4}}"},
    {"scene.conv2d_transpose_rule", "{0}: "},
    {"scene.conv2d_transpose_stretched", "Estirada a {0} × {1}, p′ = {2}. {3}p = {4} en la convolución {5} × {6} → {7} × {8}."},
    {"scene.conv2d_transpose_misreading", "la mala lectura"},
    {"scene.conv2d_transpose_cell", "y[{0}, {1}, {2}] = ({3}) + ({4}) = {5}, un paréntesis por canal de entrada."},
    {"scene.conv2d_transpose_others", "Canal {0}: {1}; canal {2}: {3}."},
    {"scene.conv2d_transpose_weight", "w[{0}, {1}, {2}, {3}] = {4}, del canal {3} de x al canal {2} de y."},
    {"scene.conv2d_transpose_input", "x[{0}, {1}, {2}] = {3}: multiplica cada plano w[…, {2}]."},
    {"scene.conv2d_transpose_view_filter", "orden filtro"},
    {"scene.conv2d_transpose_view_misreading", "mala lectura"},
    {"scene.conv2d_transpose_shifted",
     "SAME corta {1} | {2} de las {0} filas completas; p = {3}, a = {4} en PyTorch cortan {3} | {5}: igual tamaño, movido una celda."},
    {"scene.conv2d_transpose_one_size", "Solo una salida de {1} {1|fila|filas} se convoluciona a {0}."},
    {"scene.conv2d_transpose_sizes",
     "{5=2|Tanto {1} como {2} filas llevan|Todo tamaño de {1} a {2} filas lleva} a {0} {0|fila|filas} con paso {3}: output_shape elige "
     "{4}."},
};
}  // namespace

std::span<const Phrase> spanish::conv2d_transpose() { return kPhrases; }

}  // namespace deconvlab
