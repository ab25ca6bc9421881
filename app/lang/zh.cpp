// Chinese (simplified).
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    // errors: one for each ErrorCode
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
