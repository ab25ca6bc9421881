// Chinese (simplified): scene "fractional".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.fractional", "分数步长卷积（微步卷积）"},
    {"scene.frac_start", "卷积以步长 s = {0} 跳着取值；要反过来，须先把输入撑大。当前输入为 {1} × {2}。"},
    {"scene.frac_start_one", "步长 s = 1：各格不移开，中间不需要零。当前输入为 {0} × {1}。"},
    {"scene.frac_no_padding", "p′ = 0：四周不需要填充。"},
    {"scene.frac_apart", "格子移开，间距为 s = {0}。"},
    {"scene.frac_zeros", "零落入空隙，相邻格之间 s − 1 = {0} 个：没有任何插值。插零后的输入为 {1} × {2}。"},
    {"scene.frac_padding", "四周补零，p′ = {0}：卷积核在起始位置只遇到原卷积中左上角元素参与过的输出。"},
    {"scene.frac_crop", "p′ = {0} 为负：从内部开始移动，边缘被裁去。"},
    {"scene.frac_extra", "下方和右方的输出填充 a = {0} 使输出为 {1} × {2}：向下取整使多个输入边长得到同一结果，a 指定还原到哪一个。"},
    {"scene.frac_no_extra", "a = 0：没有输出填充，输出为 {0} × {1}。"},
    {"scene.why_title", "为什么需要 a？卷积后得到 {0} 的各种输入边长"},
    {"scene.why_row", "i = {0}"},
    {"scene.why_a", "a = {0}"},
    {"scene.why_title_same", "为什么要 output_shape？SAME 都得到 {0}"},
    {"scene.why_note_same", "SAME 要求 ⌈i / s⌉ = {0}，并按需要给每个边长填充 p | p_end；output_shape 指定还原到哪一个。"},
    {"scene.why_note_one", "用这样的 k、s、p，只有一个输入边长得到 {0}：无可选择，a 为 0。"},
    {"scene.why_note", "用这样的 k、s、p 做卷积，它们都得到 {0}；a 指定还原到哪一个：它露出被 p 裁去的值（仅当 a > p 时才是零）。"},
    {"scene.kernel_given", "w"},
    {"scene.kernel_turned", "翻转（旋转 180°）的 w"},
    {"scene.unturned", "若不翻转，{0} 将是 {1}，而不是 {2}。"},
    {"scene.unturned_same", "若不翻转，{0} 也是 {1}。"},
    {"scene.waste_title", "滑动时的乘法：{0} 次"},
    {"scene.waste_note", "与输入格 {0} 次，与零 {1} 次（{2}%）"},
};
}  // namespace

std::span<const Phrase> chinese::fractional() { return kPhrases; }

}  // namespace deconvlab
