// Spanish: scene "passes".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.passes", "Ambas pasadas"},
    {"scene.passes_convolution", "Convolución"},
    {"scene.passes_transposed", "Convolución transpuesta"},
    {"scene.passes_conv_forward", "adelante:  y = C x"},
    {"scene.passes_conv_backward", "atrás:  ∂L/∂x = Cᵀ ∂L/∂y   (aquí ∂L/∂y = y)"},
    {"scene.passes_transposed_forward", "adelante:  y′ = Cᵀ x′   (aquí x′ = y)"},
    {"scene.passes_transposed_backward", "atrás:  ∂L/∂x′ = C ∂L/∂y′   (aquí ∂L/∂y′ = x)"},
    {"scene.passes_ct", "Cᵀ  {0} × {1}"},
    {"scene.passes_story",
     "adelante, la fila {0} de C reúne {1} {1|celda|celdas} de x en y_{{{2},{3}}} = {4}. Atrás, la misma fila, como columna {0} de Cᵀ, "
     "devuelve ∂L/∂y_{{{2},{3}}} a {1|esa celda|esas {1} celdas}. La convolución transpuesta va adelante con Cᵀ y atrás con C."},
    {"scene.passes_input", "Fila de igual número en Cᵀ; ∂L/∂x_{{{0},{1}}} = {2}."},
    {"scene.passes_output", "Columna {0} de Cᵀ."},
};
}  // namespace

std::span<const Phrase> spanish::passes() { return kPhrases; }

}  // namespace deconvlab
