// Chinese (simplified): scenes "picture" and "kernels".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.picture", "图片上的上采样"},
    {"scene.kernels", "图片上的卷积核"},
    {"picture.view_results", "结果"},
    {"picture.view_detail", "细节"},
    {"sheet.settings", "{0}，{1} × {2}；最大池化 {3} × {4}，步长 {5} × {6}；③ 的卷积核：{7}，{8} × {9}"},
    {"picture.view_differences", "差异"},
    {"picture.original", "原图"},
    {"picture.pooled", "池化结果"},
    {"picture.unpooled", "① 反池化"},
    {"picture.nearest", "② 最近邻"},
    {"picture.bilinear", "② 双线性"},
    {"picture.deconvolved", "③ 反卷积"},
    {"picture.convolved", "卷积结果"},
    {"picture.kernel", "卷积核"},
    {"picture.patch", "卷积核之下，自像素 ({0},{1}) 起"},
    {"picture.grey", "{0} × {1}；灰度"},
    {"picture.channels", "{0} × {1}；{2} 个通道"},
    {"picture.pooled_note", "{0} × {1}；取 {2} × {3} 中的最大值"},
    {"picture.zero_is_grey", "；0 显示为灰色"},
    {"picture.divided", "显示时除以权重之和 {0}"},
    {"picture.same", "与原图相同"},
    {"picture.quality", "PSNR {0} dB，MSE {1}"},
    {"picture.key_window", "窗口"},
    {"picture.key_switch", "最大值"},
    {"picture.key_made", "由它得到"},
    {"picture.numbers_grey", "数字为 0 到 255 的灰度值。"},
    {"picture.numbers_red", "数字为红色通道，0 到 255。"},
    {"picture.story_pool",
     "池化结果 ({0},{1})：窗口内的最大值为 {2}，位于像素 ({3},{4})：这就是位置索引（switch）。窗口内的其他值都丢失了。"},
    {"picture.story_back",
     "池化结果 ({0},{1}) 为 {2}。反池化把它放回像素 "
     "({3},{4})，周围为零。最近邻把它复制到整个窗口，双线性进行插值，反卷积则把它按卷积核加权后叠加。"},
    {"picture.less_original", "各图减去原图"},
    {"picture.darker", "较暗"},
    {"picture.brighter", "较亮"},
    {"picture.c_is_bilinear", "用这个卷积核时，除边缘外 ③ 与双线性相同：那里缺少边缘之外的印记，所以偏暗。"},
    {"picture.story_conv", "输出 ({0},{1}) = {2} = {3}：{4} 次乘法{5}，对每个像素和通道都要做一遍。"},
    {"picture.zeros_left_out", "（{0} 个权重为 0，略去）"},
    {"picture.describe", "像素 ({0},{1})：{2}；反池化 {3}，最近邻 {4}，双线性 {5}，反卷积 {6}"},
    {"picture.describe_pixel", "像素 ({0},{1})：{2}"},
    {"picture.input_grey", "输入的数字为 0 到 255 的灰度值。"},
    {"picture.input_red", "输入的数字为红色通道，0 到 255。"},
    {"picture.view_panels", "并排"},
    {"picture.view_one", "单幅对比"},
    {"picture.convolved_at", "卷积结果 ({0},{1})"},
    {"picture.layer_at", "{0} ({1},{2})"},
    {"picture.layer_from", "{0}，自 ({1},{2}) 起"},
    {"picture.lens_original", "。这就是原来的像素。"},
    {"picture.lens_pooled", "。窗口内只留下最大值及其位置索引（switch）。"},
    {"picture.lens_unpooled", "。每个值放回其位置索引处，其余各处为 0。"},
    {"picture.lens_nearest", "。每个值复制到整个窗口：边缘变成台阶。"},
    {"picture.lens_bilinear", "。在各窗口中心之间线性过渡：边缘变成斜坡。"},
    {"picture.lens_deconvolved", "。覆盖该像素的各份卷积核按权重叠加。"},
    {"wipe.left", "分界线左侧"},
    {"wipe.right", "分界线右侧"},
    {"keys.wipe", "单幅对比：选择分界线右侧的图片"},
    {"keys.wipe_swap", "单幅对比：左右互换"},
    {"hint.wipe", "拖动分界线，或播放。1 – 9 选择右侧的图片，0 左右互换，点击固定所指像素。"},
    {"hint.shows", "点击后显示在分界线的这一侧。"},
    {"take.wipe", "对比的图片"},
};
}  // namespace

std::span<const Phrase> chinese::picture() { return kPhrases; }

}  // namespace deconvlab
