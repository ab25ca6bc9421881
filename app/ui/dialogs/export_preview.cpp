#include "app/ui/dialogs/export_preview.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <system_error>

#include "app/record/recorder.h"
#include "app/state/link.h"
#include "app/ui/widgets/widgets.h"
#include "core/exceptions.h"

namespace deconvlab {

namespace {

// All that it depends on.
std::string named(const ExportRequest& request, const Model& model, int width) {
  const ExportLook& look = request.look;
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {}", request.kind, width, look.height, static_cast<int>(look.background), look.crop,
                     look.theme, look.language, look.from, look.to, static_cast<const void*>(request.recording.get()), to_link(model));
}

// Where the system gives no thread, none is made.
void ask(const Panel& panel, const ExportRequest& request, std::string of) {
  auto& preview = panel.ui.export_preview;
  const int width = static_cast<int>(std::lround(panel.px(kPreviewWidth))),
            height = static_cast<int>(std::lround(panel.px(kPreviewHeight)));
  try {
    preview.coming = std::async(std::launch::async, [=, model = panel.model()] {
      return without_throwing([&] { return preview_of_export(request, model, width, height); });
    });
    preview.of = std::move(of);
  } catch (const std::system_error&) {
    preview.known.reset();
  }
}

}  // namespace

void collect_preview(UiState& ui) {
  auto& preview = ui.export_preview;
  if (preview.coming.valid() && preview.coming.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    preview.known = preview.coming.get();
}

void draw_preview(const Panel& panel, const ExportRequest& request) {
  auto& preview = panel.ui.export_preview;
  std::string wanted = named(request, panel.model(), static_cast<int>(panel.px(kPreviewWidth)));
  if (!preview.coming.valid() && wanted != preview.of) ask(panel, request, std::move(wanted));
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const bool known = preview.known && *preview.known;
  const double width = known ? (*preview.known)->width / panel.surface.scale : kPreviewWidth;
  const double height = known ? (*preview.known)->height / panel.surface.scale : kPreviewWidth * 9 / 16;
  ImGui::Dummy({panel.px(kPreviewWidth), panel.px(height)});
  if (!known) return;
  const Rect room = to_logical(panel, corner, {corner.x + panel.px(kPreviewWidth), corner.y + panel.px(height)});
  const Rect place{room.x + (room.w - width) / 2, room.y, width, height};
  ImGuiCanvas canvas = canvas_of(panel);
  canvas.image(place, **preview.known);
  canvas.stroke_rect(place.inset(-0.5), {panel.theme.line, 1}, 0);
  panel.ui.places.insert_or_assign("export.preview", place);
}

}  // namespace deconvlab
