// Spanish: scene "gallery".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"gallery.stretched", "entrada estirada  {0} × {1}"},
    {"scene.gallery", "Galería"},
    {"gallery.convolution", "Convolución   (i, k, s, p) → o"},
    {"gallery.transposed", "Convolución transpuesta   (i′, k, s, p) → o′,   dibujada con p′ = k − p − 1"},
    {"gallery.no_padding", "sin relleno"},
    {"gallery.any_padding", "relleno arbitrario"},
    {"gallery.half_padding", "relleno medio (same)"},
    {"gallery.full_padding", "relleno total"},
    {"gallery.strides", "paso, sin relleno"},
    {"gallery.padding_strides", "paso y relleno"},
    {"gallery.odd", "paso, con resto"},
    {"gallery.dilation", "dilatación"},
    {"gallery.tile_convolution", "Convolución, {0}: {1}."},
    {"gallery.tile_transposed", "Convolución transpuesta, {0}: {1}, como convolución de paso 1 con relleno {2} y el núcleo girado."},
    {"gallery.click", "{0}  {1}: un clic la abre con deslizadores"},
    {"gallery.hint", "Señalar una figura la muestra grande y con números; un clic la abre en su escena, con deslizadores."},
    {"atlas.convolution", "Convolución: {0}"},
    {"atlas.transposed", "Convolución transpuesta: {0}"},
    {"atlas.drawn_as", "como convolución de paso 1 con relleno {0} y núcleo girado"},
    {"atlas.title", "Figuras de la aritmética de convolución"},
    {"atlas.hint",
     "Cada figura recorre todas sus salidas; un clic la anima con un deslizador. Archivos: animación, imágenes vectoriales, página. El "
     "enlace la abre en DeconvLab."},
    {"atlas.written", "{0} muestra {1} {1|figura|figuras}: se abre en un navegador."},
};
}  // namespace

std::span<const Phrase> spanish::gallery() { return kPhrases; }

}  // namespace deconvlab
