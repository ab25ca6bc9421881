// Chinese (simplified): the chapters, and the question that each scene answers.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"chapter.slide", "滑动"},
    {"chapter.turn", "转置"},
    {"chapter.up", "上采样"},
    {"chapter.traps", "误区"},
    {"chapter.networks", "网络"},
    {"chapter.atlas", "图集"},
    {"question.kernels", "卷积核能从图片里找出什么？"},
    {"question.convolution", "滑动的卷积核怎样算出每个输出？"},
    {"question.matrix", "滑动怎样写成一次矩阵乘法？"},
    {"question.transposed", "卷积核怎样把小图变大？"},
    {"question.passes", "为什么一方的前向传播就是另一方的反向传播？"},
    {"question.fractional", "步长怎么会小于 1？"},
    {"question.inverse", "转置能还原卷积的输入吗？"},
    {"question.unpool", "反池化、上采样、反卷积是一回事吗？"},
    {"question.imitate", "反卷积能学会上采样或反池化吗？"},
    {"question.picture", "每种上采样各保留了图片的什么？"},
    {"question.overlap", "上采样为什么会产生棋盘效应？"},
    {"question.conv2d_transpose", "这里的 SAME 和 output_shape 是什么意思？"},
    {"question.fcn", "16 × 16 的得分怎样标注 500 × 500 个像素？"},
    {"question.decoder", "网络怎样从 14 × 14 一步步回到 224 × 224？"},
    {"question.decoders", "位置索引对解码器有多大用处？"},
    {"question.project", "图片里的什么让这个单元产生响应？"},
    {"question.gallery", "什么样的填充和步长得到多大的输出？"},
    {"take.chip", "沿用“{1}”的 {0}"},
    {"take.count", "沿用“{1}”的 {0} 项设置"},
    {"take.tip", "与上一个场景相同：沿用“{1}”的 {0}"},
    {"take.has_output", "x 就是“{0}”的 y"},
    {"take.between", "、"},
    {"take.output", "x = y"},
    {"take.input", "x"},
    {"take.kernel", "卷积核"},
    {"take.picture", "图片"},
    {"take.square", "行与列"},
    {"take.view", "显示方式"},
    {"take.ceil", "ceil"},
    {"window.home", "初始"},
    {"window.home_tip", "回到场景打开时的样子"},
    {"window.take_over", "与上一个场景相同"},
    {"window.scene_before", "上一个场景"},
    {"window.scene_after", "下一个场景"},
    {"keys.chapter", "本章的场景"},
    {"keys.home", "回到场景打开时的样子"},
    {"keys.take_over", "与上一个场景相同"},
};
}  // namespace

std::span<const Phrase> chinese::chapters() { return kPhrases; }

}  // namespace deconvlab
