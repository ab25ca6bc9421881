// Spanish: scenes "picture" and "kernels".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.picture", "En una imagen"},
    {"scene.kernels", "Núcleos en una imagen"},
    {"picture.view_results", "resultado"},
    {"picture.view_detail", "detalle"},
    {"sheet.settings", "{0}, {1} × {2}; max pooling de {3} × {4}, paso {5} × {6}; ③ con núcleo: {7}, {8} × {9}"},
    {"picture.view_differences", "diferencias"},
    {"picture.original", "original"},
    {"picture.pooled", "agrupada"},
    {"picture.unpooled", "① unpooling"},
    {"picture.nearest", "② vecino"},
    {"picture.bilinear", "② bilineal"},
    {"picture.deconvolved", "③ deconvolución"},
    {"picture.convolved", "convolución"},
    {"picture.kernel", "núcleo"},
    {"picture.patch", "bajo el núcleo, desde el píxel ({0},{1})"},
    {"picture.grey", "{0} × {1}, gris"},
    {"picture.channels", "{0} × {1}, {2} {2|canal|canales}"},
    {"picture.pooled_note", "{0} × {1}, el mayor de {2} × {3}"},
    {"picture.zero_is_grey", "; 0 es gris"},
    {"picture.divided", "dividido por {0}, la suma de los pesos"},
    {"picture.same", "igual al original"},
    {"picture.quality", "PSNR {0} dB, MSE {1}"},
    {"picture.key_window", "ventana"},
    {"picture.key_switch", "máximo"},
    {"picture.key_made", "sale de él"},
    {"picture.numbers_grey", "Los números son niveles de gris de 0 a 255."},
    {"picture.numbers_red", "Los números son el canal rojo, de 0 a 255."},
    {"picture.story_pool",
     "El mayor valor bajo la ventana de la celda agrupada ({0},{1}) es {2}. Está en el píxel ({3},{4}): ese es su índice del máximo. Los "
     "demás valores de la ventana se pierden."},
    {"picture.story_back",
     "La celda agrupada ({0},{1}) contiene {2}. El unpooling lo devuelve al píxel ({3},{4}) y deja ceros alrededor. El vecino lo copia en "
     "su ventana, el bilineal interpola, la deconvolución lo estampa ponderado con el núcleo, y los sellos que se solapan se suman."},
    {"picture.less_original", "menos el original"},
    {"picture.darker", "oscuro"},
    {"picture.brighter", "claro"},
    {"picture.c_is_bilinear", "Con este núcleo ③ es bilineal, salvo en el borde: allí faltan sellos de fuera, y por eso es más oscuro."},
    {"picture.story_conv", "salida ({0},{1}) = {2} = {3}: {4} {4|producto|productos}{5}, y de nuevo para cada píxel y canal."},
    {"picture.zeros_left_out", " ({0} {0|peso es|pesos son} 0 y se {0|omite|omiten})"},
    {"picture.describe", "píxel ({0},{1}): {2}; unpooling {3}, vecino {4}, bilineal {5}, deconvolución {6}"},
    {"picture.describe_pixel", "píxel ({0},{1}): {2}"},
    {"picture.input_grey", "Los números de la entrada son grises de 0 a 255."},
    {"picture.input_red", "Los números de la entrada son el canal rojo, de 0 a 255."},
    {"picture.view_panels", "lado a lado"},
    {"picture.view_one", "una imagen"},
    {"picture.convolved_at", "convolución ({0},{1})"},
    {"picture.layer_at", "{0} ({1},{2})"},
    {"picture.layer_from", "{0}, desde ({1},{2})"},
    {"picture.lens_original", ".  Es lo que había."},
    {"picture.lens_pooled", ".  De su ventana solo queda el máximo, y su lugar: el índice."},
    {"picture.lens_unpooled", ".  Un valor vuelve a su índice; en todo lo demás hay 0."},
    {"picture.lens_nearest", ".  Cada valor se copia en su ventana: un borde se vuelve escalones."},
    {"picture.lens_bilinear", ".  Entre centros de ventanas cambia de modo uniforme: un borde se vuelve rampa."},
    {"picture.lens_deconvolved", ".  Los sellos que llegan a un píxel se suman en él, cada uno por su peso allí."},
    {"wipe.left", "a la izquierda"},
    {"wipe.right", "a la derecha"},
    {"keys.wipe", "en una imagen: lo de la derecha"},
    {"keys.wipe_swap", "en una imagen: cambiar los lados"},
    {"hint.wipe", "Arrastrar el límite, o reproducir. 1 – 9 eligen lo de su derecha, 0 cambia los lados, un clic fija el píxel."},
    {"hint.shows", "Un clic lo muestra a este lado del límite."},
    {"take.wipe", "lo que se compara"},
};
}  // namespace

std::span<const Phrase> spanish::picture() { return kPhrases; }

}  // namespace deconvlab
