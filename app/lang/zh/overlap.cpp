// Chinese (simplified): scene "overlap".
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"scene.overlap", "重叠与棋盘效应"},
    {"scene.overlap_input", "x  {0} × {1}"},
    {"scene.overlap_counts", "y 每格得到的贡献数"},
    {"scene.overlap_so_far", "目前的贡献数，已叠加 {0} 份，共 {1} 份"},
    {"scene.overlap_pale", "灰色数字与行列边缘：全部叠加之后"},
    {"scene.overlap_scale", "贡献数"},
    {"scene.overlap_even", "s = {0} 整除 k = {1}：内部的重叠是均匀的。"},
    {"scene.overlap_uneven", "s = {0} 不整除 k = {1}：训练之前就已有棋盘效应。"},
    {"scene.overlap_gaps", "s = {0} 大于卷积核的边长：相邻两份卷积核之间的格什么也得不到。"},
    {"scene.overlap_dilated", "s = {0} 整除 k = {1}，但膨胀率 d = {2} 使权重跳过一些格：不均匀。"},
    {"scene.overlap_fix", "先放大（最近邻）到 {0} × {1}，再卷积"},
    {"scene.overlap_fix_note", "补救：把 x 的每一格复制到 {0} × {1} 格上，再以步长 1 卷积。内部每格都得到 {2} 个乘积，只有边界较少。"},
    {"scene.overlap_nothing_to_fix", "步长为 1 时没有放大：内部的重叠本来就均匀，无需补救。"},
    {"scene.overlap_step", "第 {0} 步，共 {1} 步："},
    {"scene.overlap_story", "输入 ({0},{1}) 叠加一份卷积核：{2} 格各多一份贡献。目前{3=4|得到贡献的格各有 {3} 份|每格有 {3} 到 {4} 份}。"},
    {"scene.overlap_end",
     "输入 ({0},{1}) 叠加最后一份卷积核。{3=4|得到贡献的格各有 {3} 份|每格有 {3} 到 {4} 份贡献}：边上所标的行数乘列数。"},
    {"scene.overlap_output", "y_{{{0},{1}}} {5=4||目前得到 {5} 份贡献，最终}得到 {2} × {3} = {4} 份贡献（行数乘列数）。"},
    {"scene.overlap_stamp", "x_{{{0},{1}}} = {2} 把卷积核乘以 {2}，从 ({3},{4}) 起叠加到 y 上。"},
    {"overlap.view_counts", "贡献数"},
    {"overlap.view_picture", "图片上"},
    {"overlap.stamped", "转置卷积，k = {0=1|{0}|{0} × {1}}，s = {2=3|{2}|{2} × {3}}"},
    {"overlap.smooth", "先放大，再卷积"},
    {"overlap.resized", "放大"},
    {"overlap.smooth_note", "内部每个像素都有 {0} 个乘积。"},
    {"overlap.resized_note", "每个像素复制到 {0} × {1} 格上。"},
    {"overlap.no_picture", "以这样的尺寸生成图片耗时过长：尺寸较小时会显示。"},
    {"overlap.story_picture",
     "一幅 {0} × {1} 的图片，用权重全部相等的卷积核放大到 {2} × {3}。{4=5|内部每个像素都叠加 {4} 份：保持均匀|内部的像素叠加 {4} 至 {5} "
     "份，看到的正是这一差别：图中原本没有的棋盘效应}。"},
    {"overlap.describe_pixel", "y ({0},{1}) 由 {2} × {3} = {4} 个加权像素相加而成（行数乘列数）。"},
};
}  // namespace

std::span<const Phrase> chinese::overlap() { return kPhrases; }

}  // namespace deconvlab
