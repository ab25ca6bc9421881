// Chinese (simplified): scene "fcn".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.fcn", "FCN：双线性反卷积"},
    {"scene.fcn_32s", "FCN-32s"},
    {"scene.fcn_16s", "FCN-16s"},
    {"scene.fcn_8s", "FCN-8s"},
    {"scene.fcn_picture", "图片，{0} × {1}"},
    {"scene.fcn_scores", "得分图，{0} × {0} × {1}"},
    {"scene.fcn_before", "2 倍上采样"},
    {"scene.fcn_finer", "更细的得分图"},
    {"scene.fcn_sum", "两者之和，{0} × {0} × {1}"},
    {"scene.fcn_note_scores", "第 t 格（从 0 起）覆盖图片的第 {0}t\u00a0−\u00a0{1} 到 {0}t\u00a0+\u00a0{2} 行，列也一样。"},
    {"scene.fcn_note_frame", "从 {3} × {3} 中保留行号 {0=1|{0}|{0} 到 {1}}、列号 {0=2|{0}|{0} 到 {2}}。"},
    {"scene.fcn_note_overlay", "像素 (r, c) 取 (r + {0}, c + {0}) 处 {1} 个类别中得分最大的一个。"},
    {"scene.fcn_plane", "{0} 倍上采样：{1} × {1}"},
    {"scene.fcn_frame", "从 ({0},{0}) 起裁剪：{1} × {2}"},
    {"scene.fcn_overlay", "arg-max 叠加在图片上"},
    {"scene.fcn_by_cell", "32s，最近邻"},
    {"scene.fcn_nearest", "改用最近邻上采样"},
    {"scene.fcn_note",
     "kernel_size {0}，步长 {1}，双线性卷积核，不学习：{1}({2}\u00a0−\u00a01)\u00a0+\u00a0{0}\u00a0=\u00a0{3}。每个类别各有一个平面：{4} "
     "组。若把每个得分复制到整格，得到的是方块。"},
    {"scene.fcn_cell", "得分格 ({0},{1})：最大得分为 {2}，属于类别 {3}。"},
    {"scene.fcn_pixel", "像素 ({0},{1})：双线性上采样后为类别 {2}，最近邻上采样后为类别 {3}。"},
    {"scene.fcn_step_scores",
     "图片变成 {0} × {0} 格，每格有 {1} 个得分。得分是该格平均颜色与类别颜色之间距离的相反数。图中显示得分最大的类别。"},
    {"scene.fcn_step_fused",
     "较粗的得分用大小为 4 的卷积核上采样 2 倍，得到 {0} × {0}。再加上更细的格（边长 {1} 像素）的得分。图中显示总和最大的类别。"},
    {"scene.fcn_step_plane",
     "每个类别用 k = {0}、s = {1} 的转置卷积上采样。边长为 {1}({2} − 1) + {0} = {3}。类别之间的边界变成平滑的曲线。"},
    {"scene.fcn_step_frame",
     "{0} 比图片所需的大。得分图的第 0 格位于像素 {4}，上采样后的平面从它之前半个卷积核处开始：{4}\u00a0−\u00a0{5} =\u00a0{6}。"
     "因此裁剪层从行号 {1}、列号 {1} 起，裁出 {2} × {3}。"},
    {"scene.fcn_crop_of", "{0} 裁去 {1}"},
    {"scene.fcn_moved", "移动"},
    {"scene.fcn_at", "第 0 格"},
    {"scene.fcn_classes", "类别：最接近的颜色"},
    {"scene.fcn_where", "裁剪量的由来：各层第 0 格的位置（像素）"},
    {"scene.fcn_where_note",
     "各格相距 j 像素时，卷积或池化使第 0 格移动 j·((k\u00a0−\u00a01)/2\u00a0−\u00a0p)，转置卷积使它移动 "
     "−(j/s)·((k\u00a0−\u00a01)/2\u00a0−\u00a0p)。最后的裁剪使它回到像素\u00a00。"},
    {"scene.fcn_step_overlay", "每个像素取得分最大的类别。{1} 个像素中有 {0} 个与最近邻上采样不同。"},
};
}  // namespace

std::span<const Phrase> chinese::fcn() { return kPhrases; }

}  // namespace deconvlab
