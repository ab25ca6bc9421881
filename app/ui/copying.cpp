#include "app/ui/copying.h"

#include <imgui.h>

#include <chrono>
#include <system_error>

#include "app/record/clipboard.h"
#include "app/record/exports.h"
#include "app/record/still.h"
#include "app/state/link.h"
#include "app/ui/actions.h"
#include "core/exceptions.h"

namespace deconvlab {

namespace {

bool copy(const Model& model) {
  const int height = usual_height(kPictureExport);
  return without_throwing([&] {
           return still(model, {.width = height * 16 / 9, .height = height}).and_then([](const Figure& figure) {
             return copy_to_clipboard(figure) ? Expected<void>() : fail(ErrorCode::defect);
           });
         })
      .has_value();
}

}  // namespace

void copy_picture(const Panel& panel) {
  auto& copying = panel.ui.copying;
  if (copying.coming.valid()) return;
  copying.link = to_link(panel.model());
  try {
    copying.coming = std::async(std::launch::async, [model = panel.model()] { return copy(model); });
  } catch (const std::system_error&) {
    copying.coming = std::async(std::launch::deferred, [model = panel.model()] { return copy(model); });
  }
}

void collect_copy(const Panel& panel) {
  auto& copying = panel.ui.copying;
  if (!copying.coming.valid() || copying.coming.wait_for(std::chrono::seconds(0)) == std::future_status::timeout) return;
  const bool copied = copying.coming.get();
  if (!copied) ImGui::SetClipboardText(copying.link.c_str());
  panel.tell(say(panel.language, copied ? "window.picture_copied" : "window.picture_not_copied", key_of(action_of("link"))));
}

}  // namespace deconvlab
