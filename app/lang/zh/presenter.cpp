// Chinese (simplified): presenting.
#include "app/lang/phrases.h"

namespace deconvlab {

namespace {
constexpr Phrase kPhrases[] = {
    {"presenter.clock", "{0} 分钟   {1}"},
    {"presenter.type_answer", "请键入答案"},
    {"presenter.still", "画面已冻结。后台：{0}。按 {1} 显示。"},
    {"presenter.still_at", "画面已冻结。后台：{0}，第 {1} 步，共 {2} 步。按 {3} 显示。"},
    {"keys.present", "演示：全屏、大字；结束演示"},
    {"keys.spotlight", "演示中：按住时显示聚光灯"},
    {"keys.pen", "演示中：画笔；擦除笔迹"},
    {"keys.still", "演示中：冻结画面；黑屏"},
    {"keys.trail", "演示中：指针轨迹；时钟"},
};
}  // namespace

std::span<const Phrase> chinese::presenter() { return kPhrases; }

}  // namespace deconvlab
