// Spanish: scenes "decoder", "decoders" and "project".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.decoder", "Decodificador, capa a capa"},
    {"decoder.deconvnet", "DeconvNet"},
    {"decoder.segnet", "SegNet"},
    {"decoder.nearest", "sin índices"},
    {"decoder.input", "entrada"},
    {"decoder.unpool", "unpooling"},
    {"decoder.copy", "copia"},
    {"decoder.deconv", "deconvolución"},
    {"decoder.conv", "convolución"},
    {"decoder.map", "mapa {0}"},
    {"decoder.panel", "({0}) {1} × {1}"},
    {"decoder.growth", "a escala: de {0} a {1} celdas de lado"},
    {"decoder.largest", "mayor valor {0}, el {1} % de las celdas del mapa es 0"},
    {"decoder.enlarged", "({0})  mapa {1}, numerado desde 0, de {2}"},
    {"decoder.story_input",
     "El codificador convoluciona y agrupa la imagen cinco veces, de {0} × {0} hasta {1} × {1}. Cada agrupación guarda sus índices del "
     "máximo. De ahí parte el decodificador de vuelta."},
    {"decoder.story_unpool",
     "Unpooling desde {0} × {0}: cada valor vuelve al índice que guardó el max pooling del codificador. El {1} % de las celdas de este "
     "mapa es 0: disperso, pero justo donde está la estructura de la imagen."},
    {"decoder.story_copy", "Copia desde {0} × {0}: cada valor llena 2 × 2 celdas. Sin índices nadie sabe dónde estaba el máximo en ellas."},
    {"decoder.one_deconv", "Deconvolución y una ReLU: "},
    {"decoder.more_deconvs", "{0} deconvoluciones, cada una con ReLU; en la última, "},
    {"decoder.one_conv", "Convolución y una ReLU: "},
    {"decoder.more_convs", "{0} convoluciones, cada una con ReLU; en la última, "},
    {"decoder.story_deconv",
     "cada uno de {0} mapas se estampa con {1} núcleos {2} × {2} aprendidos, uno por mapa que sale, y los sellos se suman."},
    {"decoder.story_conv",
     "cada uno de los {1} mapas que salen tiene {0} núcleos {2} × {2} aprendidos, uno por mapa que entra, que reúnen los vecinos de cada "
     "celda."},
    {"decoder.story_zeros", "Antes era 0 el {1} % de las celdas de los {0} mapas; ahora, el {3} % de las de los {2} mapas."},
    {"decoder.describe", "({0}) celda ({1},{2}) del mapa {3} = {4}. Un clic abre este operador con los números del mapa."},
    {"decoder.describe_input", "píxel ({0},{1}): rojo {2}, verde {3}, azul {4}"},
    {"scene.decoders", "Tres decodificadores"},
    {"decoders.picture", "imagen"},
    {"decoders.truth", "clases reales"},
    {"decoders.how_deconvnet", "unpooling, deconv."},
    {"decoders.how_segnet", "unpooling, conv."},
    {"decoders.how_nearest", "copia, conv."},
    {"decoders.iou", "IoU medio {0}, en contornos {1}"},
    {"decoders.how_and_iou", "{0}; {1}"},
    {"decoders.wrong", "{0} {0|píxel mal|píxeles mal}"},
    {"decoders.story_labels",
     "Un codificador, tres formas de subir. En esta imagen el IoU medio es {0} con unpooling y deconvolución, {1} con unpooling y "
     "convolución, {2} con copia y convolución, que no conoce los índices."},
    {"decoders.story_errors",
     "Los píxeles erróneos son magenta. A 2 píxeles o menos de un contorno el IoU medio es {0} y {1} con índices, {2} sin ellos: los "
     "índices dicen por dónde iba un contorno antes del pooling, que lo emborrona."},
    {"decoders.story_unknown",
     "Un codificador, tres formas de subir. Las redes se hicieron para escenas que dibuja el programa, de diez clases; lo que dicen de "
     "otra imagen muestra por dónde van sus contornos, no qué hay en ella."},
    {"decoders.describe", "píxel ({0},{1}): {2} con el decodificador de DeconvNet, {3} con el de SegNet, {4} sin índices"},
    {"decoders.describe_true", "; es {0}"},
    {"scene.project", "Vuelta a píxeles"},
    {"project.picture", "imagen"},
    {"project.patch", "su parche"},
    {"project.rectified", "Zeiler y Fergus"},
    {"project.gated", "gradiente"},
    {"project.map", "mapa {0} × {0}"},
    {"project.at", "de {0} × {0}"},
    {"project.pixels", "sus píxeles"},
    {"project.legend", "de bajo 0 a sobre 0, cada mapa según su mayor valor"},
    {"project.describe", "celda ({0},{1}) del mapa {2} = {3}"},
    {"project.story_unit",
     "El mapa {0} del nivel {1} responde más en la celda ({2},{3}), con {4}. Solo vuelve este valor: todo lo demás del nivel cuenta como "
     "0."},
    {"project.story_back",
     "Vuelta a donde empieza el nivel {0}, con {1} mapas: {2}. Se muestran los mapas antes de la siguiente ReLU: arriba, cortará lo "
     "negativo (azul); abajo, la del gradiente deja pasar donde la pasada hacia delante superaba 0."},
    {"project.by_filters", "{0|una vez|{0} veces} una ReLU y filtros transpuestos"},
    {"project.by_unpooling", "unpooling en los índices y {0|una vez|{0} veces} una ReLU y filtros transpuestos"},
    {"project.story_pixels",
     "En los píxeles: a qué respondió la unidad en el parche. Ambos pasaron por los mismos índices y filtros; difieren en lo que dejó "
     "pasar cada ReLU."},
    {"class.ground", "suelo"},
    {"class.ball", "bola"},
    {"class.ring", "anillo"},
    {"class.frame", "marco"},
    {"class.stripes", "rayas"},
    {"class.checks", "cuadros"},
    {"class.dots", "puntos"},
    {"class.pole", "poste"},
    {"class.wheel", "rueda"},
    {"class.letter", "letra"},
    {"decoder.enlarged_strongest", "({0})  el más fuerte (mayor suma): mapa {1}, numerado desde 0, de {2}"},
    {"decoder.note_of_deconvnet", "DeconvNet: "},
    {"decoder.note_of_segnet", "SegNet: "},
    {"decoder.note_of_nearest", "Sin índices: "},
    {"decoder.note_deconv",
     "las deconvoluciones tienen k = {0}, s = 1, p = {1} y conservan el lado: "
     "o′\u00a0=\u00a0({2}\u00a0−\u00a01)\u00a0+\u00a0{0}\u00a0−\u00a02·{1}\u00a0=\u00a0{2}. Cada unpooling duplica el lado: de 7 a 14 "
     "antes de (b). Claro es el mayor valor del mapa, oscuro es 0."},
    {"decoder.note_conv",
     "las convoluciones tienen k = {0}, s = 1, p = {1} y conservan el lado: "
     "o\u00a0=\u00a0{2}\u00a0+\u00a02·{1}\u00a0−\u00a0{0}\u00a0+\u00a01\u00a0=\u00a0{2}. La etapa anterior duplica el lado: de 7 a 14 "
     "antes de (b). Claro es el mayor valor del mapa, oscuro es 0."},
    {"decoders.note",
     "IoU de una clase: píxeles que la tienen en verdad y según la red, divididos por los que la tienen en uno de los dos; la media es "
     "sobre las clases de la imagen. En contornos: solo píxeles a 2 o menos de uno."},
    {"decoders.note_unknown",
     "Cada color es una clase, puesta sobre la imagen. Nadie conoce las clases reales de esta, así que no hay IoU."},
    {"decoder.fitted", "Los {0} × {1} píxeles de la imagen se ajustaron a los {2} × {2} que toman las redes."},
    {"project.note",
     "El parche: los {0} × {1} píxeles que alcanzan la unidad. A la vuelta cada celda muestra el más fuerte de los mapas de su nivel, "
     "naranja sobre 0, azul bajo 0; en los píxeles el gris es 0."},
    {"project.story_same",
     "En los píxeles: a qué respondió la unidad en el parche. Aquí ambos son iguales: ninguna ReLU del camino cortó nada."},
};
}  // namespace

std::span<const Phrase> spanish::networks() { return kPhrases; }

}  // namespace deconvlab
