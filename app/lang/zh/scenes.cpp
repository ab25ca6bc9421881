// Chinese (simplified): what several scenes say.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.convolution", "卷积"},
    {"scene.input", "输入 x  {0} × {1}"},
    {"scene.kernel", "卷积核 w  {0} × {1}"},
    {"scene.with_padding", "；填充 {0}"},
    {"scene.turned", "；已翻转"},
    {"scene.output", "输出 y  {0} × {1}"},
    {"scene.matrix", "C  {0} × {1}；{2} 个非零元"},
    {"scene.legend_padding", "零填充"},
    {"scene.legend_weights", "|w|：0 … {0}"},
    {"scene.legend_negative", "小于 0"},
    {"scene.legend_unread", "从未被读取：末尾的剩余"},
    {"scene.legend_gaps", "从未被读取：被跳过"},
    {"scene.legend_star", "w 不翻转，与各框架相同"},
    {"scene.legend_flipped", "卷积核翻转（旋转 180°），逐格相乘，再相加"},
    {"scene.what_c", "y = C x：C 的每一行对应一个输出格，每一列对应一个输入格，元素是连接两者的权重。"},
    {"scene.output_name", "输出 ({0},{1})"},
    {"scene.padded_input", "填充后的 x：{0} × {1}"},
    {"scene.overhang", "卷积核有 {0} 行、{1} 列伸出输入之外"},
    {"scene.step", "第 {0} 步，共 {1} 步："},
    {"scene.pinned", "已固定（Esc 取消）："},
    {"scene.sum", "{0} = {1}{2}"},
    {"scene.so_far", "；目前为 {0}"},
    {"scene.on_padding", "（{1} 个权重中有 {0} 个落在填充上，加 0）。"},
    {"scene.row", "C 的第 {0} 行（从 0 起）有 {1} 个非零元："},
    {"scene.row_alone", "C 的第 {0} 行（从 0 起）有 {1} 个非零元："},
    {"scene.remainder", "余数 a = {0}：卷积核滑不到填充后输入的最后{0|一行和最后一列| {0} 行和 {0} 列}。"},
    {"scene.remainder_rows", "余数 a = {0}：卷积核滑不到填充后输入的最后{0|一行| {0} 行}。"},
    {"scene.remainder_columns", "余数 a = {0}：卷积核滑不到填充后输入的最后{0|一列| {0} 列}。"},
    {"scene.remainders", "余数 a：行为 {0}，列为 {1}；卷积核滑不到填充后输入末尾的这些行和列。"},
    {"scene.padding_cell", "位于 {0} 的填充：恒为 0，在 C 中没有对应的列。"},
    {"scene.unread_cell", "{0} = {1}：卷积核在任何位置都没有用到它，它在 C 中的列全为零。"},
    {"scene.input_cell", "{0} = {1}：C 的第 {2} 列（从 0 起），卷积核在 {3} 个位置用到它。"},
    {"scene.output_cell", "{0} = {1}：C 的第 {2} 行（从 0 起），对应卷积核的一个位置。"},
    {"scene.weight_cell", "{0} = {1}：在 C 中出现 {2} 次，{3} 个位置用到它。"},
    {"formula.back", "还原尺寸："},
    {"formula.way_padding", "（{0}：还原时的填充）"},
    {"formula.crops", "（p 越大，输出裁得越多：p = 0 时为 {0}）"},
    {"formula.would_crop", "（p 越大，输出裁得越多）"},
    {"formula.dilation", "（d 使卷积核的权重隔开，s 使卷积核的位置隔开）"},
    {"formula.dilation_transposed", "（d 使卷积核的权重隔开，s 使输入的格隔开）"},
    {"formula.over_half", "（p 超过 k / 2：PyTorch 不接受）"},
    {"formula.left_out", "（− 1：没有窗口从 x 之后开始）"},
    {"scene.legend_inserted", "插入的零"},
    {"scene.nonzero", "C_{{{0},{1}}} = {2} = {3}；乘以 {4} = {5}，给 {7} 加上 {6}。"},
    {"scene.legend_extra", "输出填充 a"},
    {"scene.legend_cut_off", "被裁掉：p 为负"},
    {"scene.legend_cropped", "被裁去：p′ 为负"},
    {"scene.legend_lost", "被 p = {0} 裁掉"},
    {"scene.legend_untouched", "没有乘积到达"},
};
}  // namespace

std::span<const Phrase> chinese::scenes() { return kPhrases; }

}  // namespace deconvlab
