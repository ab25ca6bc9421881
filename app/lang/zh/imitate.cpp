// Chinese (simplified): scene "imitate".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.imitate", "反卷积能学会它们吗？"},
    {"imitate.nearest", "② 最近邻"},
    {"imitate.bilinear", "② 双线性"},
    {"imitate.unpool", "① 反池化"},
    {"imitate.kernel", "卷积核"},
    {"imitate.output", "输出"},
    {"imitate.target", "目标"},
    {"imitate.difference", "差"},
    {"imitate.curve", "损失：均方误差"},
    {"imitate.updates", "更新 {0} 次"},
    {"imitate.loss", "更新 {0} 次后"},
    {"imitate.kept", "保留的最好值"},
    {"imitate.loss_or_kept", "更新 {0} 次后（×：保留的最好值）"},
    {"imitate.best", "理论最小值"},
    {"imitate.floor", "理论最小值 {0}"},
    {"imitate.never",
     "反池化无法学到：位置索引{0||在各窗口中有 {0} 种不同位置，并}随输入而变；而卷积核在各处权值共享。最好的卷积核只是折中。"},
    {"imitate.agree", "此处能学到反池化，只因这个输入的位置索引都在窗口的同一处。换一个输入，位置索引就变了，权重却不变。"},
    {"imitate.by_heart",
     "此处反池化的损失能到 0，只因池化结果仅有 {0} 个格：权重足以把这一个输入背下来（过拟合）。换一个输入，位置索引就变了。"},
    {"imitate.can", "{0}能学到：同一个卷积核对任何输入都成立。"},
    {"imitate.can_both", "最近邻和双线性能学到：各有一个卷积核，对任何输入都成立。"},
    {"imitate.cannot", "{0}：没有 {1} × {2} 的卷积核能做到；损失最小为 {3}。"},
    {"imitate.nothing", "{0}：没有远离边界的格，无可学习。"},
    {"imitate.border", "双线性的损失只计 {1} 个格中远离边界的 {0} 个。"},
    {"imitate.diverged", "{0}在第 {1} 次更新时发散；图中是更新 {2} 次后的。"},
    {"imitate.diverged_at", "{0}在第 {1} 次更新时"},
    {"imitate.and", "，"},
    {"imitate.step_diverged",
     "在第 {0} 次更新时发散：学习率 {1} 过大；图中是此前最好的卷积核，损失为：最近邻 {2}，双线性 {3}，反池化 {4}。"},
    {"imitate.step_some_diverged", "发散：{0}。学习率 {1} 过大；发散者显示此前最好的卷积核。损失为：最近邻 {2}，双线性 {3}，反池化 {4}。"},
    {"imitate.start",
     "训练之前：三个目标从同一个卷积核出发，损失分别为 {0}（最近邻）、{1}（双线性）、{2}（反池化）。每次更新都沿负梯度方向更新每个权重。"},
    {"imitate.step", "以学习率 {2} 更新 {0} 次（共 {1} 次）后，损失为：最近邻 {3}，双线性 {4}，反池化 {5}，而反池化不可能低于 {6}。"},
    {"imitate.describe", "格 ({0},{1})，输出与目标：最近邻 {2} 与 {3}，双线性 {4} 与 {5}，反池化 {6} 与 {7}"},
    {"imitate.describe_weight", "{0}：{1} = {2}，最佳可能值为 {3}。损失对它的梯度，即对它所到各格求和的 2 · 差 · x / {5}，为 {4}。"},
    {"imitate.describe_made", "{0}，格 ({1},{2})：输出 {3} = {4}，目标 {5}，差 {6}。"},
    {"imitate.not_counted", "该格不计入损失，对梯度没有贡献。"},
    {"imitate.its_part", "它对梯度的贡献 2 · 差 · x / {0}：{1}。"},
    {"imitate.legend_switch", "位置索引"},
    {"imitate.legend_counted", "计入损失的格"},
    {"imitate.legend_difference", "差，±{0}"},
};
}  // namespace

std::span<const Phrase> chinese::imitate() { return kPhrases; }

}  // namespace deconvlab
