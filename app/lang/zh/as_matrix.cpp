// Chinese (simplified): scene "matrix".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.as_matrix", "写成矩阵"},
    {"scene.im2col", "im2col：y = w · 图块矩阵（{0} × {1}）"},
    {"scene.toeplitz", "s = 1：C 是双重分块托普利茨矩阵（doubly block Toeplitz）：相同的块沿对角线排列，块内相同的元素也沿对角线排列。"},
    {"scene.shifts", "s = {0}：C 中每一行比上一行右移 s 格，每一行块比上一行块右移 s 块。"},
    {"scene.block_matrix", "C  {0} × {1}：{2} × {3} 块；{4} 个非零元"},
    {"scene.block_in", "输入 {0}"},
    {"scene.block_in_long", "输入通道 {0}"},
    {"scene.block_out", "输出 {0}"},
    {"scene.block_x", "x，通道 {0}"},
    {"scene.block_w", "w，通道 {0} → {1}"},
    {"scene.block_y", "y，通道 {0}"},
    {"scene.block_part", "{0}（输入 {1}）"},
    {"scene.block_part_bias", "{0}（偏置）"},
    {"scene.block_bias", "输出通道 {1} 的偏置 {0}：其 {2} 个元素都从它开始累加。"},
    {"scene.block_row", "C 的第 {0} 行（从 0 起）有 {1} 个非零元：输出通道 {2} 的 {3} = "},
    {"scene.block_row_alone", "C 的第 {0} 行（从 0 起）有 {1} 个非零元：输出通道 {2} 的 {3} = "},
    {"scene.block_structure", "每一块是一个权重平面的 C：从上方的输入通道到左侧的输出通道。同一行的各块相加，即对输入通道求和。"},
    {"scene.block_groups", "共 {0} 组：输出通道只用到同组的输入通道，其余各块没有非零元。"},
    {"scene.block_enlarged", "放大的是 C 中框出的部分，随当前步移动。"},
    {"scene.block_input", "输入通道 {0} 的 {1} = {2}：C 的第 {3} 列，在 {4} 行中有非零元。"},
    {"scene.block_output", "输出通道 {0} 的 {1} = {2}：C 的第 {3} 行。"},
    {"scene.block_weight", "输入通道 {2} 到输出通道 {3} 的卷积核在 {1} 处的权重 {0}：在这一块中出现 {4} 次。"},
    {"scene.block_entry", "C_{{{0},{1}}} = {2}：{3} 处的权重把输入通道 {4} 的 {5} 连到输出通道 {6} 的 {7}：{8} · {2} = {9}。"},
    {"scene.counts", "乘法次数"},
    {"scene.counts_dense", "稠密 C"},
    {"scene.counts_sparse", "C 的非零元"},
    {"scene.counts_im2col", "im2col"},
    {"scene.counts_note", "框架展开图块（im2col），并不构造 C。"},
};
}  // namespace

std::span<const Phrase> chinese::as_matrix() { return kPhrases; }

}  // namespace deconvlab
