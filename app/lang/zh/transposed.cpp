// Chinese (simplified): scene "transposed".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"view.all", "四种算法对照"},
    {"view.gather", "收集"},
    {"view.scatter", "散布"},
    {"view.direct", "直接卷积"},
    {"view.gradient", "梯度"},
    {"scene.transposed", "转置卷积（反卷积）"},
    {"scene.way_gather", "收集（gather）：Cᵀ 的一行乘 x"},
    {"scene.way_scatter", "散布（scatter）：每格按卷积核加权后叠加"},
    {"scene.way_direct", "直接卷积：以步长 1 滑过插零后的输入"},
    {"scene.way_gradient", "卷积对输入的梯度"},
    {"scene.stretched_only", "x；插零后 {0} × {1}"},
    {"scene.only_padded", "x  {0} × {1}；p′ = {2}"},
    {"scene.stretched", "x；插零后 {0} × {1}；p′ = {2}"},
    {"scene.way_row", "Cᵀ 的第 {0} 行（从 0 起）"},
    {"scene.matrix_t", "Cᵀ  {0} × {1}；{2} 个非零元"},
    {"scene.what_ct", "y = Cᵀ x：Cᵀ 的每一行对应一个输出格，每一列对应一个输入格；它就是行列互换的 C。"},
    {"scene.also_called",
     "又称反卷积、分数步长卷积；并非信号处理中的反卷积（逆滤波），只恢复形状，也不是 Zeiler 2010 年用稀疏编码推断特征图的反卷积网络。"},
    {"scene.ways_difference", "四种算法之间的最大差：{0}"},
    {"scene.ways_skipped", "这个大小不比较四种算法：仅直接卷积就要 {0} 次乘法。"},
    {"scene.next", "。"},
    {"scene.story_all", "四种算法得到同一个和：{1} 个权重中有 {0} 个与输入元素相乘。"},
    {"scene.story_gather", "Cᵀ 的第 {0} 行（从 0 起）有 {1} 个非零元：收集这么多个输入格。"},
    {"scene.story_scatter", "输入 ({0},{1}) 把卷积核乘以 {2} 后叠加到输出：{3} 个乘积落在输出内。"},
    {"scene.story_stamps_meet", "重叠处相加：({0},{1}) 处 {2} = {3}。"},
    {"scene.story_meet", "有 {0} 份卷积核叠加到这一格。"},
    {"scene.story_cut", "填充 p 裁去 {0} 个。"},
    {"scene.story_direct", "卷积核翻转后以步长 1 滑动：{0} 个权重中 {1} 个落在输入格上，{2} 个在插入的零上，{3} 个在填充上{4}。"},
    {"scene.story_direct_flip",
     "严格卷积翻转 w；再翻转一次就是 w 本身，以步长 1 滑动：{0} 个权重中 {1} 个落在输入格上，{2} 个在插入的零上，{3} 个在填充上{4}。"},
    {"scene.story_on_extra", "，{0} 个在输出填充的零上"},
    {"scene.gradient_of_output", "输出的梯度 = x"},
    {"scene.gradient_of_input", "输入的梯度 = y"},
    {"scene.story_gradient", "卷积有 {2} 个输出用到其输入的 ({0},{1})：各输出的梯度（此处即 x）乘以相应权重后相加。"},
    {"scene.t_input", "{0} = {1}：Cᵀ 的第 {2} 列（从 0 起），它那份卷积核叠加到 {3} 个输出格。"},
    {"scene.t_output", "{0} = {1}：Cᵀ 的第 {2} 行（从 0 起），{3|只有一个乘积|{3} 个乘积之和}。"},
    {"scene.t_untouched", "{0} = 0：没有卷积核叠加到这一格，它在 Cᵀ 中的行全为零。"},
    {"scene.t_weight", "{0} = {1}：在 Cᵀ 中出现 {2} 次，每叠加一份卷积核（未被裁去）出现一次。"},
    {"scene.t_nonzero", "Cᵀ_{{{0},{1}}} = {2} = {3}；乘以 {4} = {5}，给 {7} 加上 {6}。"},
};
}  // namespace

std::span<const Phrase> chinese::transposed() { return kPhrases; }

}  // namespace deconvlab
