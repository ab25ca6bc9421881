// Spanish: scene "matrix".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.as_matrix", "Como matriz"},
    {"scene.im2col", "im2col:  y = w · parches   ({0} × {1})"},
    {"scene.toeplitz",
     "s = 1: C es doblemente bloque de Toeplitz. Hay bloques iguales en sus diagonales y, en cada bloque, elementos iguales en las suyas."},
    {"scene.shifts", "s = {0}: de fila a fila los elementos avanzan s celdas; de una fila de bloques a la siguiente, s bloques."},
    {"scene.block_matrix", "C  {0} × {1}:  {2} × {3} bloques,  no nulos {4}"},
    {"scene.block_in", "ent. {0}"},
    {"scene.block_in_long", "canal de entrada {0}"},
    {"scene.block_out", "sal. {0}"},
    {"scene.block_x", "x, canal {0}"},
    {"scene.block_w", "w, canal {0} → {1}"},
    {"scene.block_y", "y, canal {0}"},
    {"scene.block_part", "{0} (ent. {1})"},
    {"scene.block_part_bias", "{0} (sesgo)"},
    {"scene.block_bias", "El sesgo {0} del canal de salida {1}: con él empieza la suma de {2|su celda|sus {2} celdas}."},
    {"scene.block_row", "fila {0} de C (desde 0), no nulos {1}:  canal de salida {2}, {3} = "},
    {"scene.block_row_alone", "Fila {0} de C (desde 0), no nulos {1}:  canal de salida {2}, {3} = "},
    {"scene.block_structure",
     "Un bloque es la C de un plano de pesos, del canal de entrada de encima al canal de salida de al lado. Una fila de bloques suma sobre "
     "los canales de entrada."},
    {"scene.block_groups",
     "{0} {0|grupo|grupos}: un canal de salida solo ve los canales de entrada de su grupo, y los demás bloques no tienen elementos."},
    {"scene.block_enlarged", "Ampliada: la parte de C enmarcada, en esta etapa."},
    {"scene.block_input", "Canal de entrada {0}, celda {1} = {2}: columna {3} de C, con no nulos en {4} de sus filas."},
    {"scene.block_output", "Canal de salida {0}, celda {1} = {2}: fila {3} de C."},
    {"scene.block_weight",
     "El peso {0} en {1} del núcleo del canal de entrada {2} al canal de salida {3}: {4} {4|elemento|elementos} de su bloque."},
    {"scene.block_entry",
     "C_{{{0},{1}}} = {2}: del canal de entrada {4}, celda {5}, al canal de salida {6}, celda {7}, con el peso en {3}: {8} · {2} = {9}."},
    {"scene.counts", "Multiplicaciones"},
    {"scene.counts_dense", "C densa"},
    {"scene.counts_sparse", "no nulos de C"},
    {"scene.counts_im2col", "im2col"},
    {"scene.counts_note", "Los frameworks usan parches (im2col); no forman C."},
};
}  // namespace

std::span<const Phrase> spanish::as_matrix() { return kPhrases; }

}  // namespace deconvlab
