// Spanish: layers one after the other.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    // what is wrong with a chain's text
    {"reason.chain_word", "no hay capa \"{0}\"; hay {1}"},
    {"reason.chain_word_near", "no hay capa \"{0}\"; el nombre más cercano es {1}"},
    {"reason.chain_option", "{0} no admite \"{1}\"; admite {2}"},
    {"reason.chain_value", "{0}: \"{1}\" debería ser {2|un número entero|{2} y un número entero}, como {2}3"},
    {"reason.chain_axes", "\"{0}\" tiene {1} {1|número|números}, y debería tener 1 o {2}"},
    {"reason.chain_twice", "{0}: lo que dice {1} está dos veces, sobra una"},
    {"reason.chain_needs", "{0} necesita uno de: {1}"},
    {"reason.chain_needs_name", "\"{0}\" necesita el nombre de una capa anterior"},
    {"reason.chain_result", "ninguna capa anterior se llama \"{0}\": se nombra como en \"{0}: conv k3\""},
    {"reason.chain_result_near", "ninguna capa anterior se llama \"{0}\"; el nombre más cercano es {1}"},
    {"reason.chain_named_twice", "\"{0}\" es el nombre de otra capa: cada una lleva el suyo"},
    {"reason.chain_input_first", "input va una vez, antes de todas las capas"},
    {"reason.graph_input", "ninguna capa produce \"{0}\", y la red ya tiene una entrada"},
    {"reason.graph_later", "\"{0}\" lo produce una capa posterior: lo que se lee debe ir antes"},
    {"reason.module_unfollowed",
     "lo que \"{0}\" hace a las celdas no se puede seguir: hay que escribir esta parte en líneas, con crop, add y cat"},
    {"reason.module_condition", "si \"{0}\" se cumple no está dicho: hay que dar valor a sus nombres en una línea anterior"},
    {"reason.chain_ranks", "{0} tiene {1} {1|eje|ejes}, y lo anterior {2}: todas las capas de una cadena tienen los mismos"},
    {"reason.chain_no_kernel", "{0} no dice el tamaño de su núcleo: hay que dar la forma de los pesos"},
    {"reason.chain_no_reference",
     "{0} se recorta al tamaño de otra capa, que este texto no dice: hay que escribir la cadena en líneas, con crop like NAME"},
    {"reason.chain_input", "los lados de la entrada: -i 224, -i 39x12 o -i 32x16x16"},
    {"reason.chain_channels", "{0} toma {1} {1|canal|canales}, pero lo que entra tiene {2}"},
    {"reason.chain_add_channels", "{0}: {1} {1|canal|canales} y {2} no se pueden sumar, deben ser los mismos"},
    {"reason.chain_sides", "{0}: {1} y {2} no se pueden unir, los lados deben ser iguales"},
    {"reason.chain_crop_jump", "{0}: celdas de salto {1} no se recortan a celdas de salto {2}, no coinciden"},
    {"reason.chain_crop_fraction", "{0}: lo que hay que recortar es {1}, no un entero, pues las celdas de la otra caen entre las suyas"},
    {"reason.chain_crop_outside", "{0} no puede tomar {1} {1|celda|celdas} desde la celda {2}, de un lado de {3}"},
    {"reason.chain_large", "{0}: el salto o el campo receptivo supera lo que se puede contar: hacen falta pasos o núcleos menores"},
    // the command chain
    {"chain.axes_1", "un eje (1-D)"},
    {"chain.axes_2", "dos ejes (2-D)"},
    {"chain.axes_3", "tres ejes (3-D)"},
    {"chain.about", "{0}: {1}, entrada {2}, {3}"},
    {"chain.channels", "{0} {0|canal|canales}"},
    {"chain.no_channels", "canales sin decir"},
    {"chain.layer", "capa"},
    {"chain.of_channels", "canales"},
    {"chain.side", "lado"},
    {"chain.remainder", "resto"},
    {"chain.field", "campo"},
    {"chain.jump", "salto"},
    {"chain.start", "inicio"},
    {"chain.products", "multiplicac."},
    {"chain.parameters", "parámetros"},
    {"chain.sum", "en total: multiplicaciones {0}, parámetros {1}"},
    {"chain.unknown", "se ignora"},
    {"chain.columns",
     "resto: celdas al final que ninguna ventana lee.\ncampo: el campo receptivo, celdas de la entrada, de la primera a la última, de las "
     "que depende una celda de salida.\nsalto: celdas de entrada de una celda de salida a la siguiente.\ninicio: dónde está el centro de "
     "la celda de salida 0; 0 es el centro de la celda de entrada 0.\nmultiplicac.: multiplicaciones del núcleo de una capa, con relleno."},
    {"word.network", "red"},
    // the scene layers
    {"scene.layers", "Capas"},
    {"window.layers", "Capas"},
    {"layers.view_all", "todas las capas"},
    {"layers.view_layer", "una capa"},
    {"layers.input", "entrada"},
    {"layers.below", "campo {0}, salto {1}"},
    {"layers.below_field", "campo {0}"},
    {"layers.below_jump", "salto {0}"},
    {"layers.named", "{0} ({1})"},
    {"layers.fully_connected", "densa, {0} {0|canal|canales}"},
    {"layers.beyond", "Un campo de {0} es mayor que la entrada, {1}: el borde corta parte del campo de cada celda."},
    {"layers.legend_short", "{0};  debajo campo · salto"},
    {"layers.rows_short_to", "Las líneas son los productos que llevan a la celda marcada."},
    {"layers.rows_short_from", "Las líneas son los productos que salen de la celda marcada."},
    {"layers.legend_to", "caminos a la celda marcada, de pocos al máximo del plano (entrada: {0})"},
    {"layers.legend_from", "caminos desde la celda marcada, de pocos al máximo del plano (último: {0})"},
    {"layers.rows", "Una fila de cada plano, cada celda donde está sobre la entrada"},
    {"layers.rows_line", "Cada celda donde está sobre la entrada"},
    {"layers.rows_note_to",
     "Las líneas son los productos que llevan a la celda marcada; los números cuentan las celdas de la primera a la última. Donde empiezan "
     "más caminos, la entrada cuenta más: el campo receptivo efectivo es menor que el total."},
    {"layers.rows_note_from",
     "Las líneas son los productos que salen de la celda marcada; los números cuentan las celdas, de la primera a la última, a las que "
     "llega."},
    {"layers.step", "Capa {0} de {1}, {2}: {3} → {4}. "},
    {"layers.slides",
     "Cada celda lee {0} {0|celda|celdas} en un eje, a {1} {1|celda|celdas} de entrada entre sí: {2=3|su campo sigue siendo {2}|su campo "
     "crece de {2} a {3}}, y su vecina está {4} {4|celda|celdas} de entrada más allá."},
    {"layers.stamps",
     "Cada celda anterior estampa {0} {0|celda|celdas} en un eje, su vecina {1} {1|celda|celdas} más allá: las nuevas distan {2} "
     "{2|celda|celdas} de entrada, y el campo de cada una es {3}."},
    {"layers.joins", "Dos resultados se juntan celda a celda: el campo es {0}."},
    {"layers.others", "Las celdas distan {0} {0|celda|celdas} de entrada, y el campo de todas es {1}."},
    {"layers.sees", "Visto tras {1} desde la celda {0}: {2} de la entrada, {3}; más caminos a ella desde una celda: {4}."},
    {"layers.sees_none", "Tras {1}, desde la celda {0} no se ve nada de la entrada."},
    {"layers.reaches", "Alcanzado tras {1} desde la celda de entrada {0}: {2}, {3}; más caminos a una celda: {4}."},
    {"layers.reaches_none", "Desde la celda {0} de entrada nada se alcanza tras {1}: ninguna ventana la lee."},
    {"layers.where", "{0=1|fila {0}|filas {0} a {1}} y {2=3|columna {2}|columnas {2} a {3}}"},
    {"layers.where_line", "{0=1|celda {0}|celdas {0} a {1}}"},
    {"layers.formula_field", "campo\u00a0=\u00a0{0}\u00a0+\u00a0({1}\u00a0−\u00a01)·{2}\u00a0=\u00a0{3}\n"},
    {"layers.formula_counted", "campo\u00a0=\u00a0{0}, contado: los campos vecinos no distan un salto\n"},
    {"layers.formula_slides",
     "salto\u00a0=\u00a0{0}·{1}\u00a0=\u00a0{2}\ninicio\u00a0="
     "\u00a0{3}\u00a0+\u00a0{0}·(({4}\u00a0−\u00a01)/2\u00a0−\u00a0{5}) =\u00a0{6}"},
    {"layers.formula_stamps",
     "campo\u00a0=\u00a0{0}\nsalto\u00a0=\u00a0{1}\u00a0/"
     "\u00a0{2}\u00a0=\u00a0{3}\ninicio\u00a0=\u00a0{4}\u00a0−\u00a0{3}·(({5}\u00a0−\u00a01)/2\u00a0−\u00a0{6}) =\u00a0{7}"},
    {"layers.formula_others", "campo\u00a0=\u00a0{0}\nsalto\u00a0=\u00a0{1}\ninicio\u00a0=\u00a0{2}"},
    {"layers.own", "capas propias"},
    {"layers.which", "Capa {0} de {1}"},
    {"layers.add", "+ capa"},
    {"layers.add_tip", "Otra igual, detrás de ella"},
    {"layers.remove", "− capa"},
    {"layers.remove_tip", "Quita esta capa"},
    {"layers.paste", "Pegar"},
    {"layers.paste_tip", "Capas del portapapeles: líneas como conv k3 s2 p1, o el texto de cualquier framework"},
    {"reason.chain_drawn_axes", "solo se pueden dibujar uno o dos ejes, no {0}"},
};
}  // namespace

std::span<const Phrase> spanish::chain() { return kPhrases; }

}  // namespace deconvlab
