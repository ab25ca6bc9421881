// Chinese (simplified): scene "unrolled".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.unrolled", "从窗口到矩阵，再到叠加"},
    {"unrolled.window", "{0} × {1} 的卷积核在 x 上有 {2} 个位置：每个位置是一个窗口，也将是同一个矩阵的一行。"},
    {"unrolled.flat", "x 的各行首尾相接，排成一列，共 {0} 个数。"},
    {"unrolled.first", "第一个窗口按同样的次序展开：{0} 个权重各自落在所读格的那一列，这一行（共 {1} 个元）的其余都是 0。"},
    {"unrolled.rest", "每个窗口是一行：C 有 {0} 行、{1} 列，共 {2} 个权重，y = C x。"},
    {"unrolled.folded", "这 {0} 个和按行切开，就是输出 y，大小 {1} × {2}。"},
    {"unrolled.mirror",
     "C 沿对角线翻转：第 r 行第 c 列的元移到第 c 行第 r 列，权重都不变。这就是 Cᵀ，{0} × {1}：输入 {1} 个数，输出 {0} "
     "个数。“转置”卷积由此得名。"},
    {"unrolled.stamp", "Cᵀ 的第 {0} 列折回去，就是原样的卷积核，乘以 y_{{{1},{2}}} = {3} 后叠加到输出上；重叠处相加。"},
    {"unrolled.turned",
     "Cᵀ 的第 {0} 行折回到 y 上：它的 {4} 个权重正是旋转 180° 的卷积核压在 y 上的部分，其余权重遇到零。它汇集各次叠加带到 ({1},{2}) "
     "的数：{3}。"},
    {"unrolled.part", "C 的一部分  {0} × {1}；{2} 个非零元"},
    {"unrolled.part_t", "Cᵀ 的一部分  {0} × {1}；{2} 个非零元"},
    {"unrolled.stretched", "插零后的 y"},
    {"unrolled.as_row", "C 的一行是一个窗口：卷积核在读取的位置。"},
    {"unrolled.as_stamp", "同样的数是 Cᵀ 的一列：卷积核在写入的位置，逐个叠加。"},
    {"unrolled.as_turned", "Cᵀ 的一行里卷积核次序颠倒：折回去就旋转了 180°。"},
};
}  // namespace

std::span<const Phrase> chinese::unrolled() { return kPhrases; }

}  // namespace deconvlab
