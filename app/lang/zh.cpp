// Chinese (simplified).
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    // errors: one for each ErrorCode
    {"error.not_positive", "{0} 至少为 1，而不是 {1}。"},
    {"error.negative", "{0} 不能为负，而给出的是 {1}。"},
    {"error.not_an_integer", "{0} 应为整数，或写成 HxW 的两个整数，而不是“{1}”。"},
    {"error.too_large", "{0} = {1} 太大：此处最多为 {2}。"},
    {"error.kernel_exceeds_input",
     "{0} 方向的 k_eff = {3} 大于填充后的输入 {6}（k = {1}，d = {2}；i = {4}，p = {5}）：请减小 k 或 d，或增大 i 或 p。"},
    {"error.no_input_for_output", "没有输入能得到 {0} = {1}：在当前 k、p、d 下最小的输出是 {2}。"},
    {"error.matrix_too_large", "{0} x {1} 的矩阵有 {2} 个非零元，需要 {3} 字节，上限为 {4}：请减小 i 或 k。"},
    {"error.shape_mismatch", "{0} 的形状是 {1}，需要的是 {2}。"},
    {"error.unknown_name", "没有名为“{1}”的 {0}；可用的有：{2}。"},
    {"error.unknown_extension", "{0}：扩展名“{1}”不在 {2} 之中。"},
    {"error.missing_option", "{0} 需要 {1}。"},
    {"error.bad_number", "{0}：“{1}”不是数字。"},
    {"error.cannot_open", "无法读取 {0}：{1}。"},
    {"error.cannot_write", "无法写入 {0}：{1}。"},
    {"error.truncated", "{0} 不完整：只有 {1} 字节，需要 {2} 字节。"},
    {"error.malformed", "{0} 不是可用的 {1} 文件：{2}。"},
    {"error.unsupported_dtype", "{0} 的类型是 {1}；可读的类型有 {2}。"},
    {"error.step_out_of_range", "没有第 {0} 步：步数从 0 到 {1}。"},
    {"error.bad_link", "链接“{0}”在“{1}”处无法读懂。"},
    {"error.no_display", "没有显示器，无法打开窗口：`deconvlab render` 和 `deconvlab demo` 不需要显示器也能生成图片。"},
    {"error.no_gl", "需要 OpenGL 4.3，而此处没有：{0}。"},
    {"error.device_cannot", "{0} 无法计算 {1}；请用 --device cpu。"},
    {"error.shader_failed", "{0}：着色器编译失败：{1}"},
    {"error.usage", "{0}"},
    // command line
    // window
    // scenes
    {"scene.convolution", "卷积"},
    {"scene.as_matrix", "写成矩阵"},
    {"scene.input", "输入 x  {0} × {1}"},
    {"scene.kernel", "卷积核 w  {0} × {1}"},
    {"scene.kernel_flipped", "卷积核 w  {0} × {1}（已旋转）"},
    {"scene.output", "输出 y  {0} × {1}"},
    {"scene.matrix", "C  {0} × {1}，{2} 个非零元"},
    {"scene.im2col", "im2col：卷积核行 · 图块矩阵 {0} × {1}"},
    {"scene.counts", "乘法次数：稠密 C {0}，C 的非零元 {1}，im2col {2}。框架展开图块，并不构造 C。"},
    {"scene.step", "第 {0} 步，共 {1} 步：{2} = {3} = {4}"},
    {"scene.on_padding", "（{1} 个权重中有 {0} 个落在填充上，加 0）"},
    {"scene.row", "C 的第 {0} 行（共 {1} 行）有 {2} 个非零元：Y_{{{0}}} = {3} = {4}"},
    {"scene.remainder", "余数 a = {0}：步长到不了填充后输入的最后 {0} 行和列，它们从未被读取。"},
    {"scene.remainders", "余数 a：{0} 行，{1} 列：步长到不了填充后输入的末尾。"},
    {"scene.padding_cell", "位于 {0} 的填充：恒为 0，在 C 中没有对应的列。"},
    {"scene.unread_cell", "{0} = {1} 没有被任何位置读取：它在 C 中的列全为零。"},
    {"scene.input_cell", "{0} = {1}：C 的第 {2} 列，被卷积核的 {3} 个位置读取。"},
    {"scene.output_cell", "{0} = {1}：C 的第 {2} 行，对应卷积核的一个位置。"},
    {"scene.weight_cell", "{0} = {1}：在 C 中出现 {2} 次，{3} 个位置用到它。"},
    {"scene.nonzero", "C_{{{0},{1}}} = {2} = {3}；乘以 {4} = {5}，给 {7} 加上 {6}。"},
};
}  // namespace

std::span<const Phrase> chinese_phrases() { return kPhrases; }

}  // namespace deconvlab
