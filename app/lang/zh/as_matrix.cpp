// Chinese (simplified): scene "matrix".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.as_matrix", "写成矩阵"},
    {"scene.im2col", "im2col：y = w · 图块矩阵（{0} × {1}）"},
    {"scene.counts", "乘法次数"},
    {"scene.counts_dense", "稠密 C"},
    {"scene.counts_sparse", "C 的非零元"},
    {"scene.counts_im2col", "im2col"},
    {"scene.counts_note", "框架展开图块（im2col），并不构造 C。"},
};
}  // namespace

std::span<const Phrase> chinese::as_matrix() { return kPhrases; }

}  // namespace deconvlab
