// Chinese (simplified): scene "passes".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.passes", "前向传播与反向传播"},
    {"scene.passes_convolution", "卷积"},
    {"scene.passes_transposed", "转置卷积"},
    {"scene.passes_conv_forward", "前向：y = C x"},
    {"scene.passes_conv_backward", "反向：∂L/∂x = Cᵀ ∂L/∂y（此处 ∂L/∂y = y）"},
    {"scene.passes_transposed_forward", "前向：y′ = Cᵀ x′（此处 x′ = y）"},
    {"scene.passes_transposed_backward", "反向：∂L/∂x′ = C ∂L/∂y′（此处 ∂L/∂y′ = x）"},
    {"scene.passes_ct", "Cᵀ  {0} × {1}"},
    {"scene.passes_story",
     "前向时，C 的第 {0} 行（从 0 起）把 x 的 {1} 个格汇成 y_{{{2},{3}}} = {4}。反向时，同一行作为 Cᵀ 的第 {0} 列，把 ∂L/∂y_{{{2},{3}}} "
     "分回这 {1} 个格。转置卷积前向用 Cᵀ，反向用 C。"},
    {"scene.passes_input", "在 Cᵀ 中是同号的行；∂L/∂x_{{{0},{1}}} = {2}。"},
    {"scene.passes_output", "在 Cᵀ 中是第 {0} 列。"},
};
}  // namespace

std::span<const Phrase> chinese::passes() { return kPhrases; }

}  // namespace deconvlab
