// English: scene "passes".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.passes", "Both passes"},
    {"scene.passes_convolution", "Convolution"},
    {"scene.passes_transposed", "Transposed convolution"},
    {"scene.passes_conv_forward", "forward:  y = C x"},
    {"scene.passes_conv_backward", "backward:  ∂L/∂x = Cᵀ ∂L/∂y   (here ∂L/∂y = y)"},
    {"scene.passes_transposed_forward", "forward:  y′ = Cᵀ x′   (here x′ = y)"},
    {"scene.passes_transposed_backward", "backward:  ∂L/∂x′ = C ∂L/∂y′   (here ∂L/∂y′ = x)"},
    {"scene.passes_ct", "Cᵀ  {0} × {1}"},
    {"scene.passes_story",
     "forward, row {0} of C gathers {1} {1|cell|cells} of x into y_{{{2},{3}}} = {4}. Backward, the same row, as column {0} of Cᵀ, hands "
     "∂L/∂y_{{{2},{3}}} back to {1|that cell|those {1} cells}. The transposed convolution goes forward with Cᵀ and backward with C."},
    {"scene.passes_input", "Row of the same number in Cᵀ; ∂L/∂x_{{{0},{1}}} = {2}."},
    {"scene.passes_output", "Column {0} of Cᵀ."},
};
}  // namespace

std::span<const Phrase> english::passes() { return kPhrases; }

}  // namespace deconvlab
