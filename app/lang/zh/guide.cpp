// Chinese (simplified): guides and the course.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"guide.start", "导览"},
    {"guide.resume", "回到导览：第 {0} 条，共 {1} 条"},
    {"guide.heading", "{0}  ·  第 {1} 条，共 {2} 条"},
    {"guide.tip", "逐条讲解本场景"},
    {"guide.back_tip", "上一条"},
    {"guide.on_tip", "下一条"},
    {"guide.leave_tip", "结束导览"},
    {"guide.next_lesson", "下一课：{0}"},
    {"guide.claim", "“{0}”"},
    {"guide.done", "“{0}”已讲完。"},
    {"guide.answer", "答案"},
    {"guide.type_it", "然后按 Enter"},
    {"guide.wrong", "不是 {0}"},
    {"guide.hint", "提示：y({0},{1}) = {2} = ?"},
    {"guide.sentence_waits", "填入数值后，这里会说明这一步的计算。"},
    {"course.open", "课程"},
    {"confusions.open", "常见误解 {0}/{1}"},
    {"confusions.tip", "这里常见的误解，以及正确的说法"},
    {"confusions.legend", "已弄清"},
    {"course.title", "课程"},
    {"course.scenes", "逐个场景"},
    {"course.confusions", "常见误解"},
    {"course.told", "通常的讲法"},
    {"course.hint", "↑ ↓ 选择，Enter 播放"},
    {"course.tip", "全部课程"},
    {"keys.guide", "本场景的导览"},
    {"keys.course", "课程"},
};
}  // namespace

std::span<const Phrase> chinese::guide() { return kPhrases; }

}  // namespace deconvlab
