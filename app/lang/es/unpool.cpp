// Spanish: scene "unpool".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.unpool", "Unpool, copia, deconvolución"},
    {"unpool.view_nearest", "② vecino"},
    {"unpool.view_bilinear", "② bilineal"},
    {"unpool.x", "x  {0} × {1}"},
    {"unpool.pooled", "agrupado  {0} × {1}"},
    {"unpool.a", "① unpooling"},
    {"unpool.b", "② sobremuestreo por copia"},
    {"unpool.b_bilinear", "② sobremuestreo bilineal"},
    {"unpool.c", "③ deconvolución"},
    {"unpool.kernel", "núcleo w  {0} × {1}"},
    {"unpool.rows", "De qué se hace la celda ({0},{1}): una fila de cada matriz, una columna por celda agrupada"},
    {"unpool.rows_some", "De qué se hace la celda ({0},{1}): una fila de cada matriz; se omiten las columnas que son 0 en las tres"},
    {"unpool.row_a", "① U: la matriz del unpooling, fijada por los índices"},
    {"unpool.row_b", "② N: la matriz de copiar, igual para toda entrada"},
    {"unpool.row_b_bilinear", "② B: la matriz bilineal, igual para toda entrada"},
    {"unpool.row_c", "③ Cᵀ: matriz de la deconvolución, con pesos del núcleo"},
    {"unpool.row_c_signs", "③ Cᵀ: matriz de la deconvolución, esta fila {0} ①, {1} ②"},
    {"unpool.matrices",
     "Cada matriz llevará {0|el único valor agrupado|los {0} valores agrupados} a {1|la única celda|las {1} celdas} de una cuadrícula: ①, "
     "② o ③. La vuelta empieza con todas las ventanas agrupadas."},
    {"unpool.unreached", "Tachadas en ③: celdas sin ningún sello."},
    {"unpool.rows_from", "{0=1|fila {0}|filas {0} a {1}}"},
    {"unpool.columns_from", "{0=1|columna {0}|columnas {0} a {1}}"},
    {"unpool.rows_count", "{0} {0|fila|filas}"},
    {"unpool.columns_count", "{0} {0|columna|columnas}"},
    {"unpool.c_is_b",
     "③ es exactamente igual a ②, para toda entrada: {0|la única fila de sus matrices es igual|las {0} filas de sus matrices son "
     "iguales}."},
    {"unpool.c_is_b_inside",
     "③ es exactamente igual a ② dentro, {0=1|en {0}|de {0} a {1}}, para toda entrada: {0=1|esta fila es igual|estas filas son iguales}. "
     "Solo difieren las del borde, {2}: allí ② repite el borde y a ③ no le llega nada de fuera. En la celda {3}, los pesos de ③ suman {4}; "
     "los de ②, 1."},
    {"unpool.apart",
     "Con esta entrada ③ difiere de {0} hasta en {1}: {2} de {3} {3|fila|filas} no {2|es la misma, la|son las mismas, la primera la} de la "
     "celda ({4},{5})."},
    {"unpool.same_values",
     "Con esta entrada ③ y {0} tienen los mismos valores, pero {1} de {2} {2|fila|filas} no {1|es la misma, la|son las mismas, la primera "
     "la} de la celda ({3},{4})."},
    {"unpool.values_apart", "Con esta entrada ③ difiere de {0} hasta en {1}."},
    {"unpool.would", "Lo que los iguala: {0}."},
    {"unpool.would_inside", "Lo que los iguala, lejos del borde: {0}."},
    {"unpool.kernel_ones", "un núcleo {0} × {1} de unos"},
    {"unpool.kernel_one", "un núcleo {0} × {1} con un solo 1, en ({2},{3})"},
    {"unpool.kernel_block", "un núcleo {0} × {1} que es 1 de ({2},{3}) a ({4},{5}) y 0 en el resto"},
    {"unpool.kernel_bilinear", "el núcleo bilineal {0} × {1}"},
    {"unpool.kernel_other", "un núcleo {0} × {1} de otros pesos"},
    {"unpool.never_b",
     "Ningún núcleo los iguala: ② estira {0} {0|celda|celdas} a {1}, pero los sellos distan {2} y {3}, sea cual sea el núcleo."},
    {"unpool.c_is_a",
     "③ es exactamente igual a ①, con estos índices: {0|la única fila es igual|las {0} filas son iguales}. Cada máximo está donde el "
     "núcleo tiene su 1, en ({1},{2})."},
    {"unpool.c_is_a_rows", "③ es exactamente igual a ①, con estos índices: {0|la única fila es igual|las {0} filas son iguales}."},
    {"unpool.one_place", "Los máximos están en igual lugar de sus ventanas."},
    {"unpool.one_place_outside", "Los máximos están en igual lugar de sus ventanas, pero este núcleo no llega a él."},
    {"unpool.never_a",
     "Ningún núcleo lo hace: los máximos están en lugares distintos de sus ventanas, y los pesos de un núcleo son iguales en cada sello."},
    {"unpool.step", "Etapa {0} de {1}:"},
    {"unpool.story_pool",
     "El mayor valor en la ventana de la celda agrupada ({0},{1}) es {2}, en ({3},{4}): su índice del máximo (switch) es fila · ancho + "
     "columna = {3}·{6} + {4} = {5}."},
    {"unpool.output_size",
     "Sin output_size, max_unpool2d da el lado {2} ({0} → {1} → {2}), donde los índices señalan otras celdas o ninguna."},
    {"unpool.output_sizes",
     "Los lados {0} a {1} se agrupan todos en {2}; sin output_size, max_unpool2d da {0} sea cual sea: {1} → {2} → {0}."},
    {"unpool.tie", "{0} está allí dos veces; vale el primero por orden de filas."},
    {"unpool.tie_more", "{0} está allí {1} veces; vale el primero por orden de filas."},
    {"unpool.story_lost", "El mapa agrupado no guarda los otros valores de la ventana."},
    {"unpool.story_a",
     "La celda agrupada ({0},{1}) contiene {2}. ① lo devuelve a su índice {5}, la celda ({3},{4}), y deja ceros alrededor."},
    {"unpool.story_a_again", "La celda agrupada ({0},{1}) nombró ese lugar: allí no se suman valores, queda el último por orden de filas."},
    {"unpool.story_b", "② lo copia en {0}, {1}."},
    {"unpool.story_b_bilinear", "② lo mezcla en {0}, {1}, menos cuanto más lejos."},
    {"unpool.story_b_none", "② no tiene celda para él: el mapa agrupado es mayor que el resultado."},
    {"unpool.story_c", "③ lo estampa, ponderado con el núcleo; donde los sellos se solapan, se suman."},
    {"unpool.describe_pooled", "celda agrupada ({0},{1}) = {2}, su índice es {5}: la celda ({3},{4})"},
    {"unpool.describe_switch",
     "La misma celda es {0} en PyTorch y ONNX, {1} en ONNX con storage_order = 1 (columna · alto + fila) y {2}·C + c en "
     "max_pool_with_argmax de TensorFlow, para el canal c de C."},
    {"unpool.describe", "celda ({0},{1}): x {2}, unpooling {3}, sobremuestreo {4}, deconv. {5}"},
    {"unpool.describe_weight", "peso ({0},{1}) = {2}: con él se estampa cada celda agrupada"},
};
}  // namespace

std::span<const Phrase> spanish::unpool() { return kPhrases; }

}  // namespace deconvlab
