// Chinese (simplified): scene "fractional".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.fractional", "分数步长"},
    {"scene.frac_start", "卷积的步长 s = {0} 会跳过格子；要倒回去，输入必须变大。现在它是 {1} × {2}。"},
    {"scene.frac_start_one", "步长 s = 1：格子不移开，中间不需要零。输入是 {0} × {1}。"},
    {"scene.frac_no_padding", "p′ = 0：四周不需要填充。"},
    {"scene.frac_apart", "格子移开，间距为 s = {0}。"},
    {"scene.frac_zeros", "零落入空隙，相邻格之间 s − 1 = {0} 个：没有任何插值。拉开的输入为 {1} × {2}。"},
    {"scene.frac_padding", "四周长出零填充 p′ = {0}：这样卷积核在第一个位置只碰到角上的格所进入的那些格。"},
    {"scene.frac_crop", "p′ = {0} 为负：从内部开始移动，边缘被裁去。"},
    {"scene.frac_extra", "下方和右方的输出填充 a = {0} 使输出为 {1} × {2}：取整使几个输入边长得到同一结果，a 选中这一个。"},
    {"scene.frac_no_extra", "a = 0：末尾不添加，输出为 {0} × {1}。"},
    {"scene.why_title", "为什么要 a？得到 {0} 的输入边长"},
    {"scene.why_row", "i = {0}"},
    {"scene.why_a", "a = {0}"},
    {"scene.why_title_same", "为什么要 output_shape？SAME 都得到 {0}"},
    {"scene.why_note_same", "SAME 要求 ⌈i / s⌉ = {0}，并按需要给每个边长填充 p | p_end；output_shape 说明转置要回到哪一个。"},
    {"scene.why_note_one", "用这样的 k、s、p，只有一个输入边长得到 {0}：无可选择，a 为 0。"},
    {"scene.why_note", "用这样的 k、s、p 做卷积，它们都得到 {0}；a 说明转置要回到哪一个：它露出被 p 裁去的值（仅当 a > p 时才是零）。"},
    {"scene.kernel_given", "w"},
    {"scene.kernel_turned", "旋转 180° 的 w"},
    {"scene.waste_title", "移动中的乘法：{0} 次"},
    {"scene.waste_note", "与输入格 {0} 次，与零 {1} 次（{2} %）"},
};
}  // namespace

std::span<const Phrase> chinese::fractional() { return kPhrases; }

}  // namespace deconvlab
