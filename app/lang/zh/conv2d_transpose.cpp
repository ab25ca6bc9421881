// Chinese (simplified): scene "conv2d-transpose".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.conv2d_transpose", "TensorFlow 的 conv2d_transpose"},
    {"scene.conv2d_transpose_in", "x 的通道 {0}"},
    {"scene.conv2d_transpose_out", "y 的通道 {0}"},
    {"scene.conv2d_transpose_no_call", "p = {0} × {1} 是手工给定的：conv2d_transpose 只有 SAME 和 VALID。"},
    {"scene.conv2d_transpose_order",
     "filter [{0}, {1}, {2}, {3}] 的次序是 (h, w, out, in)；PyTorch 的是 (in, out / groups, kh, kw)。各平面翻转（旋转 "
     "180°，↺）后放在插零后的输入上。"},
    {"scene.conv2d_transpose_misread",
     "误解：先插值到 {0} + {1}·({2} − 1) = {3} 行（{4} 列），再以步长 {1} 卷积。大小只是碰巧相同，数值并不相同。"},
    {"scene.conv2d_transpose_difference", "最大差为 {0}，在 y[{1}, {2}, {3}]：{4}，误解得 {5}。"},
    {"scene.conv2d_transpose_cells", "通道 {0}，第 {1=2|{1}|{1} 至 {2}} 行，第 {3=4|{3}|{3} 至 {4}} 列"},
    {"scene.conv2d_transpose_rule", "{0}："},
    {"scene.conv2d_transpose_stretched", "插零后 {0} × {1}，p′ = {2}。{3}卷积 {5} × {6} → {7} × {8} 的 p = {4}。"},
    {"scene.conv2d_transpose_misreading", "误解的结果"},
    {"scene.conv2d_transpose_cell", "y[{0}, {1}, {2}] = ({3}) + ({4}) = {5}，每个输入通道一个括号。"},
    {"scene.conv2d_transpose_others", "通道 {0}：{1}；通道 {2}：{3}。"},
    {"scene.conv2d_transpose_weight", "w[{0}, {1}, {2}, {3}] = {4}，从 x 的通道 {3} 到 y 的通道 {2}。"},
    {"scene.conv2d_transpose_input", "x[{0}, {1}, {2}] = {3}：各平面 w[…, {2}] 都与它相乘。"},
    {"scene.conv2d_transpose_view_filter", "卷积核次序"},
    {"scene.conv2d_transpose_view_misreading", "误解"},
    {"scene.conv2d_transpose_shifted",
     "SAME 从完整的 {0} 行两端裁去 {1} | {2}；PyTorch 的 p = {3}、a = {4} 裁去 {3} | {5}：大小相同，但错开一格。"},
    {"scene.conv2d_transpose_one_size", "卷积后为 {0} 行的，只有 {1} 行这一种大小。"},
    {"scene.conv2d_transpose_sizes", "步长为 {3} 时，{1} {5=2|和|至} {2} 行经卷积都得到 {0} 行；output_shape 指定取 {4} 行。"},
};
}  // namespace

std::span<const Phrase> chinese::conv2d_transpose() { return kPhrases; }

}  // namespace deconvlab
