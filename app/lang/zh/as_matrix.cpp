// Chinese (simplified): scene "matrix".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.as_matrix", "写成矩阵"},
    {"scene.im2col", "im2col：y = w · 图块矩阵（{0} × {1}）"},
    {"scene.toeplitz", "s = 1：C 是双重分块托普利茨矩阵（doubly block Toeplitz）：相同的块沿对角线排列，块内相同的元素也沿对角线排列。"},
    {"scene.shifts", "s = {0}：C 中每一行比上一行右移 s 格，每一行块比上一行块右移 s 块。"},
    {"scene.counts", "乘法次数"},
    {"scene.counts_dense", "稠密 C"},
    {"scene.counts_sparse", "C 的非零元"},
    {"scene.counts_im2col", "im2col"},
    {"scene.counts_note", "框架展开图块（im2col），并不构造 C。"},
};
}  // namespace

std::span<const Phrase> chinese::as_matrix() { return kPhrases; }

}  // namespace deconvlab
