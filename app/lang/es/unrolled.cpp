// Spanish: scene "unrolled".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.unrolled", "De ventana a matriz a sello"},
    {"unrolled.window", "el núcleo, {0} × {1}, tiene {2} {2|lugar|lugares} en x: cada uno es una ventana, y será una fila de una matriz."},
    {"unrolled.flat", "las filas de x, una bajo otra, son una columna de {0} {0|número|números}."},
    {"unrolled.first",
     "la primera ventana se desenrolla en el mismo orden: {0|su {0} peso está en la columna de la celda que lee|sus {0} pesos están en las "
     "columnas de las celdas que leen}, los demás elementos de esta fila de {1} son 0."},
    {"unrolled.rest", "cada ventana es una fila: C tiene {0} {0|fila|filas}, {1} {1|columna|columnas} y {2} {2|peso|pesos}, con y = C x."},
    {"unrolled.folded", "{0|la {0} suma, cortada en filas, es|las {0} sumas, cortadas en filas, son} la salida y, {1} × {2}."},
    {"unrolled.mirror",
     "C volteada sobre su diagonal: el elemento de la fila r y columna c pasa a la fila c y columna r, y ningún peso cambia. Es Cᵀ, {0} × "
     "{1}: toma {1} {1|número|números} y da {0}. De ahí convolución \"transpuesta\"."},
    {"unrolled.stamp",
     "la columna {0} de Cᵀ, plegada, es el núcleo tal cual: un sello, por y_{{{1},{2}}} = {3}. Donde los sellos se solapan, se suman."},
    {"unrolled.turned",
     "la fila {0} de Cᵀ, plegada sobre la y: {4|su {4} peso es|sus {4} pesos son} lo que da con la y del núcleo girado 180°, cuyos otros "
     "pesos dan con ceros. Reúne lo que los sellos llevaron a ({1},{2}): {3}."},
    {"unrolled.part", "una parte de C  {0} × {1},  no nulos {2}"},
    {"unrolled.part_t", "una parte de Cᵀ  {0} × {1},  no nulos {2}"},
    {"unrolled.stretched", "y estirada"},
    {"unrolled.as_row", "Una fila de C es una ventana: el núcleo donde lee."},
    {"unrolled.as_stamp", "Los mismos números son una columna de Cᵀ: el núcleo donde escribe, un sello."},
    {"unrolled.as_turned", "Una fila de Cᵀ tiene el núcleo al revés: plegada, está girado 180°."},
};
}  // namespace

std::span<const Phrase> spanish::unrolled() { return kPhrases; }

}  // namespace deconvlab
