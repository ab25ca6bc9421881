// Chinese (simplified): scene "unpool".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.unpool", "反池化、上采样、反卷积"},
    {"unpool.view_nearest", "② 最近邻"},
    {"unpool.view_bilinear", "② 双线性"},
    {"unpool.x", "x  {0} × {1}"},
    {"unpool.pooled", "池化结果  {0} × {1}"},
    {"unpool.a", "① 反池化"},
    {"unpool.b", "② 复制上采样"},
    {"unpool.b_bilinear", "② 双线性上采样"},
    {"unpool.c", "③ 反卷积"},
    {"unpool.kernel", "卷积核 w  {0} × {1}"},
    {"unpool.rows", "格 ({0},{1}) 来自哪些池化值：每个矩阵取一行，每列对应一个池化值"},
    {"unpool.rows_some", "格 ({0},{1}) 来自哪些池化值：每个矩阵取一行；略去三行中都为 0 的列"},
    {"unpool.row_a", "① U：反池化（也称上池化）矩阵，由位置索引确定"},
    {"unpool.row_b", "② N：最近邻矩阵，与输入无关"},
    {"unpool.row_b_bilinear", "② B：双线性矩阵，与输入无关"},
    {"unpool.row_c", "③ Cᵀ：反卷积矩阵，由卷积核权重构成"},
    {"unpool.row_c_signs", "③ Cᵀ：反卷积矩阵，这一行 {0} ①，{1} ②"},
    {"unpool.matrices", "三个矩阵各把 {0} 个池化值映射为 {1} 个输出值。先完成全部池化，再上采样。"},
    {"unpool.unreached", "③ 中划去的格：没有卷积核叠加到那里。"},
    {"unpool.rows_from", "第 {0=1|{0}|{0} 至 {1}} 行"},
    {"unpool.columns_from", "第 {0=1|{0}|{0} 至 {1}} 列"},
    {"unpool.rows_count", "{0} 行"},
    {"unpool.columns_count", "{0} 列"},
    {"unpool.c_is_b", "对任何输入，③ 都与 ② 完全相等：两个矩阵的全部 {0} 行都相同。"},
    {"unpool.c_is_b_inside",
     "对任何输入，③ 在内部（{0=1|格 {0}|从 {0} 到 {1}}）都与 ② 完全相等：{0=1|这一行|这些行都}相同。只有边界上的 {2} 行不同：② "
     "在那里重复边缘值，③ 从边缘之外得不到任何值。在格 {3} 处，③ 的权重之和为 {4}，② 的为 1。"},
    {"unpool.apart", "对这个输入，③ 与 {0} 最多相差 {1}：两矩阵的 {3} 行中有 {2} 行不同，首先是对应格 ({4},{5}) 的一行。"},
    {"unpool.same_values", "对这个输入，③ 与 {0} 的值相同，但两矩阵的 {2} 行中有 {1} 行不同，首先是对应格 ({3},{4}) 的一行。"},
    {"unpool.values_apart", "对这个输入，③ 与 {0} 最多相差 {1}。"},
    {"unpool.would", "能使两者相等的：{0}。"},
    {"unpool.would_inside", "能使两者在远离边界处相等的：{0}。"},
    {"unpool.kernel_ones", "{0} × {1} 的全 1 卷积核"},
    {"unpool.kernel_one", "{0} × {1} 的卷积核，只在 ({2},{3}) 处为 1"},
    {"unpool.kernel_block", "{0} × {1} 的卷积核，从 ({2},{3}) 到 ({4},{5}) 为 1，其余为 0"},
    {"unpool.kernel_bilinear", "{0} × {1} 的双线性卷积核"},
    {"unpool.kernel_other", "{0} × {1} 的另一个卷积核"},
    {"unpool.never_b", "任何卷积核都做不到：② 把 {0} 个格拉伸为 {1} 个，而不论卷积核如何，相邻两份卷积核总是相隔 {2}、{3}。"},
    {"unpool.c_is_a", "在这些位置索引下，③ 与 ① 完全相等：全部 {0} 行都相同。各窗口的最大值都正好在卷积核为 1 的 ({1},{2}) 处。"},
    {"unpool.c_is_a_rows", "在这些位置索引下，③ 与 ① 完全相等：全部 {0} 行都相同。"},
    {"unpool.one_place", "各窗口的最大值都在窗口内同一位置。"},
    {"unpool.one_place_outside", "各窗口的最大值都在窗口内同一位置，但这个卷积核够不到那里。"},
    {"unpool.never_a", "任何卷积核都做不到：各窗口最大值的位置不同，而卷积核在各处权值共享。"},
    {"unpool.step", "第 {0} 步，共 {1} 步："},
    {"unpool.story_pool",
     "池化结果 ({0},{1})：窗口内最大值 {2} 位于 ({3},{4})，展平后序号为 行 · 宽 + 列 = {3}·{6} + {4} = "
     "{5}，这就是它的位置索引（switch）。"},
    {"unpool.output_size", "不给出 output_size 时，max_unpool2d 得到边长 {2}（{0} → {1} → {2}），位置索引在其中指向别的格，或指到图外。"},
    {"unpool.output_sizes", "边长 {0} 到 {1} 池化后都是 {2}；不给出 output_size 时，max_unpool2d 一律得到 {0}：{1} → {2} → {0}。"},
    {"unpool.tie", "{0} 在其中出现两次；按行序的第一个是位置索引。"},
    {"unpool.tie_more", "{0} 在其中出现 {1} 次；按行序的第一个是位置索引。"},
    {"unpool.story_lost", "窗口内的其他值都不保留。"},
    {"unpool.story_a", "池化结果 ({0},{1}) 为 {2}。① 按位置索引 {5} 把它放回 ({3},{4})，周围补 0。"},
    {"unpool.story_a_again", "池化结果 ({0},{1}) 的位置索引也是此处：这里不相加，按行序最后写入者为准。"},
    {"unpool.story_b", "② 把它复制到{0}、{1}。"},
    {"unpool.story_b_bilinear", "② 按双线性权重把它分摊到{0}、{1}，越远权重越小。"},
    {"unpool.story_b_none", "② 没有格留给它：池化结果比输出还大。"},
    {"unpool.story_c", "③ 把它乘以卷积核的各个权重后叠加到输出上，重叠处相加。"},
    {"unpool.describe_pooled", "池化结果 ({0},{1}) = {2}，位置索引为 {5}，即 ({3},{4})"},
    {"unpool.describe_switch",
     "同一格在 PyTorch 和 ONNX 中是 {0}，在 ONNX 的 storage_order = 1 下是 {1}（列 · 高 + 行），在 TensorFlow 的 max_pool_with_argmax 中是 "
     "{2}·C + c（C 个通道中的第 c 个）。"},
    {"unpool.describe", "格 ({0},{1})：x {2}，反池化 {3}，上采样 {4}，反卷积 {5}"},
    {"unpool.describe_weight", "权重 ({0},{1}) = {2}：每个池化值叠加卷积核时都用到它"},
};
}  // namespace

std::span<const Phrase> chinese::unpool() { return kPhrases; }

}  // namespace deconvlab
