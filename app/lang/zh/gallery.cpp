// Chinese (simplified): scene "gallery".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"gallery.stretched", "拉开的输入  {0} × {1}"},
    {"scene.gallery", "图廊"},
    {"gallery.convolution", "卷积   (i, k, s, p) → o"},
    {"gallery.transposed", "转置卷积   (i′, k, s, p) → o′"},
    {"gallery.no_padding", "无填充"},
    {"gallery.any_padding", "任意填充"},
    {"gallery.half_padding", "半填充（same）"},
    {"gallery.full_padding", "全填充"},
    {"gallery.strides", "有步长，无填充"},
    {"gallery.padding_strides", "有步长，有填充"},
    {"gallery.odd", "有步长，有余数"},
    {"gallery.dilation", "膨胀"},
    {"gallery.tile_convolution", "卷积，{0}：{1}。"},
    {"gallery.tile_transposed", "转置卷积，{0}：{1}；画成步长为 1、填充为 {2}、卷积核旋转 180° 的卷积。"},
    {"gallery.click", "{0}  {1}：点击打开，可用滑块调节"},
    {"gallery.hint", "指向一幅图，旁边会放大显示它的数值；点击则在它的场景中打开，可用滑块调节。"},
};
}  // namespace

std::span<const Phrase> chinese::gallery() { return kPhrases; }

}  // namespace deconvlab
