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
    // the scene layers
    {"scene.layers", "逐层的感受野"},
    {"window.layers", "各层"},
    {"layers.input", "输入"},
    {"layers.below", "感受野 {0}，间距 {1}"},
    {"layers.below_field", "感受野 {0}"},
    {"layers.below_jump", "间距 {0}"},
    {"layers.named", "{0}（{1}）"},
    {"layers.legend_to", "到所框格的路径数，由少到该图中最多"},
    {"layers.legend_from", "从所框格出发的路径数，由少到该图中最多"},
    {"layers.rows", "各图的一行，每格画在它对应的输入位置"},
    {"layers.rows_line", "每格画在它对应的输入位置"},
    {"layers.rows_note_to",
     "连线是通向所框格的各个乘积；数字是从第一格到最后一格的格数。路径最多之处，输入的影响最大：有效感受野小于整个感受野。"},
    {"layers.rows_note_from", "连线是从所框格出发的各个乘积；数字是它影响到的从第一格到最后一格的格数。"},
    {"layers.step", "第 {0}/{1} 层　{2}：{3} → {4}。"},
    {"layers.slides",
     "每格沿一个轴读取 {0} 格，相距 {1} 个输入格：{2=3|感受野仍为 {2}|感受野由 {2} 增大到 {3}}，相邻两格相距 {4} 个输入格。"},
    {"layers.stamps", "前一层的每格沿一个轴叠加 {0} 格，依次错开 {1} 格：新的格相距 {2} 个输入格，每格的感受野为 {3}。"},
    {"layers.joins", "两个结果逐格合并：感受野为 {0}。"},
    {"layers.others", "各格相距 {0} 个输入格，每格的感受野为 {1}。"},
    {"layers.sees", "{1} 之后的格 {0} 能看到输入的 {2}，{3}；从一个输入格到它的路径最多 {4} 条。"},
    {"layers.sees_none", "{1} 之后的格 {0} 看不到任何输入。"},
    {"layers.reaches", "输入格 {0} 影响到 {1} 之后的 {2}，{3}；从它到一个格的路径最多 {4} 条。"},
    {"layers.reaches_none", "输入格 {0} 对 {1} 之后没有影响：没有窗口读取它。"},
    {"layers.where", "{0=1|第 {0} 行|第 {0} 至 {1} 行}、{2=3|第 {2} 列|第 {2} 至 {3} 列}"},
    {"layers.where_line", "{0=1|第 {0} 格|第 {0} 至 {1} 格}"},
    {"layers.formula_slides",
     "感受野\u00a0=\u00a0{0}\u00a0+\u00a0({1}\u00a0−\u00a01)·{2}\u00a0=\u00a0{3}\n"
     "间距\u00a0=\u00a0{2}·{4}\u00a0=\u00a0{5}\n"
     "起点\u00a0=\u00a0{6}\u00a0+\u00a0{2}·(({1}\u00a0−\u00a01)/2\u00a0−\u00a0{7}) =\u00a0{8}"},
    {"layers.formula_stamps",
     "感受野\u00a0=\u00a0{0}\n"
     "间距\u00a0=\u00a0{1}\u00a0/\u00a0{2}\u00a0=\u00a0{3}\n"
     "起点\u00a0=\u00a0{4}\u00a0−\u00a0{3}·(({5}\u00a0−\u00a01)/2\u00a0−\u00a0{6}) =\u00a0{7}"},
    {"layers.formula_others", "感受野\u00a0=\u00a0{0}\n间距\u00a0=\u00a0{1}\n起点\u00a0=\u00a0{2}"},
    {"layers.own", "自定的各层"},
    {"layers.which", "第 {0}/{1} 层"},
    {"layers.add", "+ 一层"},
    {"layers.add_tip", "在它之后再加一层同样的"},
    {"layers.remove", "− 一层"},
    {"layers.remove_tip", "去掉这一层"},
    {"layers.paste", "粘贴"},
    {"layers.paste_tip", "剪贴板中的各层：如 conv k3 s2 p1 的各行，或任一框架的文本"},
    {"reason.chain_drawn_axes", "{0} 个轴无法画出，只能画一个或两个轴"},
};
}  // namespace

std::span<const Phrase> chinese::chain() { return kPhrases; }

}  // namespace deconvlab
