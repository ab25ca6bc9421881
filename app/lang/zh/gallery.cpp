// Chinese (simplified): scene "gallery".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"gallery.stretched", "插零后的输入  {0} × {1}"},
    {"scene.gallery", "图集"},
    {"gallery.convolution", "卷积   (i, k, s, p) → o"},
    {"gallery.transposed", "转置卷积   (i′, k, s, p) → o′，画时填充 p′ = k − p − 1"},
    {"gallery.no_padding", "无填充（窄卷积）"},
    {"gallery.any_padding", "任意填充"},
    {"gallery.half_padding", "半填充（等宽卷积）"},
    {"gallery.full_padding", "全填充（宽卷积）"},
    {"gallery.strides", "步长 > 1，无填充"},
    {"gallery.padding_strides", "步长 > 1，有填充"},
    {"gallery.odd", "步长 > 1，有余数"},
    {"gallery.dilation", "空洞卷积（膨胀）"},
    {"gallery.tile_convolution", "卷积，{0}：{1}。"},
    {"gallery.tile_transposed", "转置卷积，{0}：{1}；画成步长为 1、填充为 {2}、卷积核翻转的卷积。"},
    {"gallery.click", "{0}  {1}：点击打开，可用滑块调节"},
    {"gallery.hint", "指向一幅图，旁边会放大显示它的数值；点击则在它的场景中打开，可用滑块调节。"},
    {"atlas.convolution", "卷积：{0}"},
    {"atlas.transposed", "转置卷积：{0}"},
    {"atlas.drawn_as", "画成步长为 1、填充为 {0}、卷积核翻转的卷积"},
    {"atlas.title", "卷积算术图集"},
    {"atlas.hint", "每幅图逐步走过全部输出；点击可用滑块播放。文件：动画、矢量图、网页。链接可在 DeconvLab 中打开。"},
    {"atlas.written", "{0} 中有 {1} 幅图：用浏览器打开。"},
};
}  // namespace

std::span<const Phrase> chinese::gallery() { return kPhrases; }

}  // namespace deconvlab
