// Chinese (simplified): layers one after the other.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    // what is wrong with a chain's text
    {"reason.chain_word", "没有名为“{0}”的层；可用的有：{1}"},
    {"reason.chain_word_near", "没有名为“{0}”的层；最接近的名称是 {1}"},
    {"reason.chain_option", "{0} 没有“{1}”；可用的有：{2}"},
    {"reason.chain_value", "{0}：“{1}”应为 {2} 和整数，例如 {2}3"},
    {"reason.chain_axes", "“{0}”有 {1} 个数，应为 1 个或 {2} 个"},
    {"reason.chain_twice", "{0} 的 {1} 给出了两次：请去掉一个"},
    {"reason.chain_needs", "{0} 需要其中之一：{1}"},
    {"reason.chain_needs_name", "“{0}”之后需要前面某一层的名称"},
    {"reason.chain_result", "前面没有名为“{0}”的层：命名的写法是“{0}: conv k3”"},
    {"reason.chain_result_near", "前面没有名为“{0}”的层；最接近的名称是 {1}"},
    {"reason.chain_named_twice", "“{0}”已是另一层的名称：每层的名称应不同"},
    {"reason.chain_input_first", "input 只能写一次，并在所有层之前"},
    {"reason.chain_ranks", "{0} 有 {1} 个轴，而前面为 {2} 个：各层的轴数应相同"},
    {"reason.chain_no_kernel", "{0} 没有给出卷积核的大小：请给出权重的形状"},
    {"reason.chain_no_reference", "{0} 裁剪成另一层的大小，而文本没有给出：请逐行写出各层，并用 crop like NAME"},
    {"reason.chain_input", "输入的边长：-i 224、-i 39x12 或 -i 32x16x16"},
    {"reason.chain_channels", "{0} 需要 {1} 个通道，而输入的是 {2} 个"},
    {"reason.chain_add_channels", "{0} 把 {1} 个通道与 {2} 个通道相加：两者应相同"},
    {"reason.chain_sides", "{0} 合并 {1} 和 {2}：边长应相同"},
    {"reason.chain_crop_jump", "{0} 的间距为 {1}，而参照的间距为 {2}：两者无法对齐"},
    {"reason.chain_crop_fraction", "{0} 要裁去 {1} 格：参照的各格落在它的各格之间"},
    {"reason.chain_crop_outside", "{0} 无法从第 {2} 格起取 {1} 格：边长只有 {3}"},
    {"reason.chain_large", "{0} 使间距或感受野超出可以计算的范围：请减小步长或卷积核"},
    // the command chain
    {"chain.axes_1", "一个轴（1-D）"},
    {"chain.axes_2", "两个轴（2-D）"},
    {"chain.axes_3", "三个轴（3-D）"},
    {"chain.about", "{0}：{1}，输入 {2}，{3}"},
    {"chain.channels", "{0} 个通道"},
    {"chain.no_channels", "没有给出通道数"},
    {"chain.layer", "层"},
    {"chain.of_channels", "通道数"},
    {"chain.side", "边长"},
    {"chain.remainder", "余数"},
    {"chain.field", "感受野"},
    {"chain.jump", "间距"},
    {"chain.start", "起点"},
    {"chain.products", "乘法次数"},
    {"chain.parameters", "参数"},
    {"chain.sum", "各层合计：乘法 {0} 次，参数 {1} 个"},
    {"chain.unknown", "未知"},
    {"chain.columns",
     "余数：末尾没有窗口读到的格数。\n感受野：一个输出格所依赖的输入格，从第一格到最后一格的格数。\n间距：相邻两个输出格相隔的输入格数。\n"
     "起点：第 0 个输出格的中心所在，以第 0 个输入格的中心为 0。\n乘法次数：层的卷积核所做的乘法，含填充。"},
    {"word.network", "网络"},
};
}  // namespace

std::span<const Phrase> chinese::chain() { return kPhrases; }

}  // namespace deconvlab
