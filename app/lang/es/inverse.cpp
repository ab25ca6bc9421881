// Spanish: scene "inverse".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.inverse", "Por qué p′ = k − p − 1"},
    {"scene.inverse_x", "x  {0} × {1}: ¿quién lee esta celda?"},
    {"scene.inverse_y", "y  {0} × {1}"},
    {"scene.inverse_turned", "el núcleo girado sobre y"},
    {"scene.inverse_corner",
     "x_{{0,0}} es la esquina; celdas de salida que la leen: {2}. En su primera colocación el núcleo girado solo puede llegar a ellas: {3} "
     "× {5} de {6|y|la y estirada}, el resto cae en relleno. Por eso p′ = {4}."},
    {"scene.inverse_crop",
     "x_{{0,0}} está muy dentro del relleno: celdas de salida que la leen: {2}. El núcleo girado las alcanza sin relleno; p′ = {4} es "
     "negativo, y se recorta la y."},
    {"scene.inverse_story", "celdas de salida que leen x_{{{0},{1}}}: {2}. El núcleo girado, llevado a ({0},{1}), cae justo en ellas."},
    {"scene.inverse_others", "Cada uno de sus otros pesos da con un 0."},
    {"scene.inverse_whole",
     "x_{{0,0}} es la esquina; celdas de salida que la leen: {2}. En su primera colocación el núcleo girado cae entero en {6|y|la y "
     "estirada}: "
     "no hay relleno, p′ = {4}."},
    {"scene.inverse_unread", "ninguna celda de salida lee x_{{{0},{1}}}: el núcleo girado, llevado a ({0},{1}), solo encuentra ceros."},
    {"scene.inverse_value", "Vuelve la forma, no el valor: (Cᵀ C x)_{{{0},{1}}} = {2}, x_{{{0},{1}}} = {3}."},
    {"scene.inverse_equal", "Aquí vuelve el valor con la forma: (Cᵀ C x)_{{{0},{1}}} = {2} = x_{{{0},{1}}}."},
    {"scene.inverse_off", "Igual forma, otros valores: difieren hasta en {0}."},
    {"scene.inverse_rank",
     "C tiene rango {0} como mucho, x tiene {1} {1|dimensión|dimensiones}: {2|se pierde|se pierden} al menos {2}, y ninguna matriz "
     "{2|la|las} devuelve."},
    {"scene.inverse_full", "C puede conservar {0|la única dimensión|las {0} dimensiones} de x, y aun así su transpuesta no es su inversa."},
    {"scene.inverse_same", "Con este núcleo la transpuesta, por azar, devuelve x."},
};
}  // namespace

std::span<const Phrase> spanish::inverse() { return kPhrases; }

}  // namespace deconvlab
