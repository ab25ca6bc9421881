// Spanish: scene "fcn".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.fcn", "FCN: deconvolución bilineal"},
    {"scene.fcn_32s", "FCN-32s"},
    {"scene.fcn_16s", "FCN-16s"},
    {"scene.fcn_8s", "FCN-8s"},
    {"scene.fcn_picture", "imagen, {0} × {1}"},
    {"scene.fcn_scores", "puntuaciones, {0} × {0} × {1}"},
    {"scene.fcn_before", "ampliado por 2"},
    {"scene.fcn_finer", "puntuaciones finas"},
    {"scene.fcn_sum", "su suma, {0} × {0} × {1}"},
    {"scene.fcn_note_scores", "La celda t cubre las filas {0}t\u00a0−\u00a0{1} a {0}t\u00a0+\u00a0{2} de la imagen, y así las columnas."},
    {"scene.fcn_note_frame",
     "De {3} × {3} {0=1|queda la fila {0}|quedan las filas {0} a {1}} y {0=2|la columna {0}|las columnas {0} a {2}}."},
    {"scene.fcn_note_overlay", "El píxel (r, c) toma la clase con la mayor de las {1} puntuaciones en (r + {0}, c + {0})."},
    {"scene.fcn_plane", "ampliado por {0}: {1} × {1}"},
    {"scene.fcn_frame", "recorte desde ({0},{0}): {1} × {2}"},
    {"scene.fcn_overlay", "arg-max sobre la imagen"},
    {"scene.fcn_by_cell", "32s, vecino"},
    {"scene.fcn_nearest", "en cambio, por vecino"},
    {"scene.fcn_note",
     "kernel_size {0}, stride {1}, bilineal y sin aprender: {1}({2}\u00a0−\u00a01)\u00a0+\u00a0{0}\u00a0=\u00a0{3}. Cada clase tiene su "
     "propio plano: {4} grupos. En cambio, copiar cada puntuación en su celda da bloques."},
    {"scene.fcn_cell", "Celda de puntuación ({0},{1}): la mayor es {2}, la de la clase {3}."},
    {"scene.fcn_pixel", "Píxel ({0},{1}): clase {2} con sobremuestreo bilineal, clase {3} por vecino."},
    {"scene.fcn_step_scores",
     "La imagen se vuelve {0} × {0} celdas con {1} puntuaciones cada una. Una puntuación es menos la distancia entre el color medio de la "
     "celda y el de la clase. Se muestra la clase de la mayor."},
    {"scene.fcn_step_fused",
     "Las puntuaciones gruesas se sobremuestrean por 2 con un núcleo de 4, a {0} × {0}. Se les suman las de celdas más finas, de {1} "
     "píxeles de lado. Se muestra la clase de la mayor suma."},
    {"scene.fcn_step_plane",
     "Cada clase se sobremuestrea con una convolución transpuesta de k = {0} y s = {1}. El lado es {1}({2} − 1) + {0} = {3}. Los límites "
     "entre clases se vuelven curvas suaves."},
    {"scene.fcn_step_frame",
     "{0} es más de lo que pide la imagen. La celda 0 está en el píxel {4}, y el plano empieza medio núcleo antes: {4}\u00a0−\u00a0{5} "
     "=\u00a0{6}. Por eso la capa de recorte empieza en la fila y columna {1} y recorta {2} × {3}."},
    {"scene.fcn_crop_of", "recorte {1} de {0}"},
    {"scene.fcn_moved", "mueve"},
    {"scene.fcn_at", "celda 0 en"},
    {"scene.fcn_classes", "clase: el color más cercano"},
    {"scene.fcn_where", "De dónde sale el recorte: lugar de la celda 0 de cada capa, en píxeles"},
    {"scene.fcn_where_note",
     "Con celdas a j píxeles, una convolución o un pooling mueve la celda 0 en j·((k\u00a0−\u00a01)/2\u00a0−\u00a0p); una transpuesta, en "
     "−(j/s)·((k\u00a0−\u00a01)/2\u00a0−\u00a0p). El último recorte la devuelve al píxel 0 de la imagen."},
    {"scene.fcn_step_overlay",
     "Cada píxel toma la clase de su mayor puntuación. {0} de {1} {1|píxel|píxeles} {0|difiere|difieren} del sobremuestreo por vecino."},
};
}  // namespace

std::span<const Phrase> spanish::fcn() { return kPhrases; }

}  // namespace deconvlab
