// Chinese (simplified): scene "inverse".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.inverse", "为什么 p′ = k − p − 1"},
    {"scene.inverse_x", "x  {0} × {1}：谁读取亮起的格？"},
    {"scene.inverse_y", "y  {0} × {1}"},
    {"scene.inverse_turned", "翻转（旋转 180°）后的卷积核滑过 y"},
    {"scene.inverse_corner",
     "x_{{0,0}} 是角上的格：读取它的输出格有 {2} 个。翻转后的卷积核在第一个位置只能碰到这些格：{6|y|插零后的 y} 上 {3} × {5} "
     "格，其余落在填充上。所以 p′ = {4}。"},
    {"scene.inverse_crop",
     "x_{{0,0}} 深在填充之内：读取它的输出格有 {2} 个。翻转后的卷积核不需要填充就能碰到它们；p′ = {4} 为负，所以要裁剪 y。"},
    {"scene.inverse_story", "读取 x_{{{0},{1}}} 的输出格有 {2} 个。翻转后的卷积核移到 ({0},{1})，正好压在这些格上。"},
    {"scene.inverse_others", "它的其余权重都遇到 0。"},
    {"scene.inverse_whole",
     "x_{{0,0}} 是角上的格：读取它的输出格有 {2} 个。翻转后的卷积核在第一个位置就整个落在{6|y|插零后的 y} 上，无需填充，p′ = {4}。"},
    {"scene.inverse_unread", "没有输出格读取 x_{{{0},{1}}}：翻转后的卷积核移到 ({0},{1})，遇到的全是零。"},
    {"scene.inverse_value", "恢复的是形状，不是数值：(Cᵀ\u00a0C\u00a0x)_{{{0},{1}}} = {2}，而 x_{{{0},{1}}} = {3}。"},
    {"scene.inverse_equal", "这里数值随形状一同恢复：(Cᵀ\u00a0C\u00a0x)_{{{0},{1}}} = {2} = x_{{{0},{1}}}。"},
    {"scene.inverse_off", "形状相同，数值不同：最多相差 {0}。"},
    {"scene.inverse_rank", "C 的秩至多为 {0}，而 x 有 {1} 维：至少丢失了 {2} 维，没有矩阵能把它们找回来。"},
    {"scene.inverse_full", "C 或许保留了 x 的全部 {0} 维，但它的转置仍不是它的逆。"},
    {"scene.inverse_same", "用这个卷积核，转置恰好还原了 x。"},
};
}  // namespace

std::span<const Phrase> chinese::inverse() { return kPhrases; }

}  // namespace deconvlab
