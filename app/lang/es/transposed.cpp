// Spanish: scene "transposed".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"view.all", "Las cuatro"},
    {"view.gather", "Reunir"},
    {"view.scatter", "Esparcir"},
    {"view.direct", "Directa"},
    {"view.gradient", "Gradiente"},
    {"scene.transposed", "Convolución transpuesta"},
    {"scene.way_gather", "Reunir: una fila de Cᵀ por x"},
    {"scene.way_scatter", "Esparcir: cada celda estampa el núcleo"},
    {"scene.way_direct", "Directa: paso 1 sobre la entrada estirada"},
    {"scene.way_gradient", "Gradiente de convolución"},
    {"scene.stretched_only", "x, estirada a {0} × {1}"},
    {"scene.only_padded", "x  {0} × {1}, p′ = {2}"},
    {"scene.stretched", "x, estirada a {0} × {1}, p′ = {2}"},
    {"scene.way_row", "fila {0} de Cᵀ"},
    {"scene.matrix_t", "Cᵀ  {0} × {1},  no nulos {2}"},
    {"scene.what_ct",
     "y = Cᵀ x: una fila de Cᵀ por celda de salida, una columna por celda de entrada; es C con filas y columnas cambiadas."},
    {"scene.also_called",
     "También llamada deconvolución o convolución de paso fraccionario; no es el filtro inverso ni la red de Zeiler de 2010, que infiere "
     "mapas de características por codificación dispersa: solo vuelve la forma."},
    {"scene.ways_difference", "Mayor diferencia entre las cuatro formas: {0}"},
    {"scene.ways_skipped", "Las cuatro formas no se comparan con este tamaño: solo la directa requiere {0} productos."},
    {"scene.next", ".  "},
    {"scene.story_all", "Cuatro formas, una suma: de {1|{1} peso|los {1} pesos}, {0} {0|da|dan} con una celda de x."},
    {"scene.story_gather",
     "La fila {0} de Cᵀ (desde 0) tiene {1} {1|no nulo: se reúne una celda|no nulos: se reúnen otras tantas celdas} de entrada."},
    {"scene.story_scatter", "La entrada ({0},{1}) estampa el núcleo, ponderado con {2}: {3} {3|producto cae|productos caen} en la salida."},
    {"scene.story_stamps_meet", "  Donde los sellos se solapan, se suman: en ({0},{1})  {2} = {3}."},
    {"scene.story_meet", "Sellos que coinciden en esta celda y se suman: {0}."},
    {"scene.story_cut", "  El relleno p recorta {0}."},
    {"scene.story_direct",
     "El núcleo se gira y se desliza con paso 1: de {0|su {0} peso|sus {0} pesos}, {1} {1|cae|caen} en celdas, {2} en ceros insertados, "
     "{3} en relleno{4}."},
    {"scene.story_direct_flip",
     "La convolución estricta gira w; girado otra vez, desliza w tal cual, con paso 1: de {0|su {0} peso|sus {0} pesos}, {1} {1|cae|caen} "
     "en celdas, {2} en ceros insertados, {3} en relleno{4}."},
    {"scene.story_on_extra", ", {0} en relleno de salida"},
    {"scene.gradient_of_output", "gradiente de su salida = x"},
    {"scene.gradient_of_input", "gradiente de su entrada = y"},
    {"scene.story_gradient",
     "La celda de entrada ({0},{1}) de la convolución fue a {2} {2|salida: devuelve|salidas: cada una devuelve} su peso por su gradiente, "
     "que aquí es x."},
    {"scene.t_input", "{0} = {1}: columna {2} de Cᵀ; su sello llega a {3} {3|celda|celdas} de salida."},
    {"scene.t_output", "{0} = {1}: fila {2} de Cᵀ, {3|un solo producto|la suma de {3} productos}."},
    {"scene.t_untouched", "{0} = 0: ningún sello llega a esta celda; su fila de Cᵀ es de ceros."},
    {"scene.t_weight", "{0} = {1}: está en {2} {2|elemento|elementos} de Cᵀ, una vez en cada sello que no se recorta."},
    {"scene.t_nonzero", "Cᵀ_{{{0},{1}}} = {2} = {3};  por {4} = {5} suma {6} a {7}."},
};
}  // namespace

std::span<const Phrase> spanish::transposed() { return kPhrases; }

}  // namespace deconvlab
