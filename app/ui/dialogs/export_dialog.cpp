// What leaves the window as a file: C, Ct, the record of steps, the picture.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "app/lang/text.h"
#include "app/record/exports.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"
#include "core/exceptions.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 520;
constexpr std::size_t kLongestResult = 240;  // characters: about three lines

void choose_what(const Panel& panel, ExportRequest& request) {
  std::vector<std::string_view> labels;
  for (const ExportKind& kind : export_table()) labels.push_back(panel.phrase(kind.title_key));
  const int picked = alternatives(panel, "export.what", labels, request.kind, kWidth);
  if (picked < 0) return;
  request.kind = picked;
  const auto extensions = export_extensions(request.kind);
  const std::filesystem::path path(request.path);
  const bool fits = std::ranges::find(extensions, path.extension().string()) != extensions.end();
  const std::string extension = fits ? path.extension().string() : std::string(extensions.front());
  request.path = (path.parent_path() / (std::string(export_table()[picked].stem) + extension)).string();
}

void choose_format(const Panel& panel, ExportRequest& request) {
  std::vector<std::string> labels;
  int chosen = -1;
  std::filesystem::path path(request.path);
  const auto extensions = export_extensions(request.kind);
  for (const std::string_view extension : extensions) {
    if (path.extension() == extension) chosen = static_cast<int>(labels.size());
    labels.push_back(fmt::format("{}   {}", extension, format_title(panel.language, request.kind, extension)));
  }
  const int picked = choose(panel, "export.format", labels, chosen, kWidth);
  if (picked >= 0) request.path = path.replace_extension(extensions[picked]).string();
}

std::string whole_path(const std::string& path) {
  std::error_code error;
  const auto whole = std::filesystem::absolute(path, error);
  return error ? path : whole.string();
}

void collect_result(const Panel& panel) {
  UiState& ui = panel.ui;
  if (!ui.exporting.valid() || ui.exporting.wait_for(std::chrono::seconds(0)) == std::future_status::timeout) return;
  const Expected<void> done = ui.exporting.get();
  ui.export_failed = !done;
  ui.export_result = done ? say(panel.language, "window.written", whole_path(ui.export_started.path)) : say(panel.language, done.error());
  panel.tell(ui.export_result, !done);
}

// Beside the window; where the system gives no thread, when the result is asked for.
std::future<Expected<void>> write_beside(const ExportRequest& request, const Model& model) {
  const auto write = [request, model] { return without_throwing([&] { return write_export(request, model); }); };
  try {
    return std::async(std::launch::async, write);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, write);
  }
}

void start(const Panel& panel) {
  UiState& ui = panel.ui;
  ui.export_result = std::string(panel.phrase("window.writing"));
  ui.export_failed = false;
  ui.export_started = ui.export_request;
  ui.exporting = write_beside(ui.export_started, panel.model());
}

void draw_buttons(const Panel& panel, bool entered) {
  const bool busy = panel.ui.exporting.valid();
  const bool save = button(panel, "export.save", panel.phrase("window.save"), "", !busy, true);
  if ((save || entered) && !busy) start(panel);
  ImGui::SameLine();
  close_button(panel, "export.close");
}

}  // namespace

void draw_export_dialog(const Panel& panel) {
  UiState& ui = panel.ui;
  if (ui.export_asked) ui.export_result.clear();
  collect_result(panel);
  const Modal dialog(panel, "###export_dialog", ui.export_asked, "window.export_title");
  if (!dialog) return;
  choose_what(panel, ui.export_request);
  choose_format(panel, ui.export_request);
  ImGui::SetNextItemWidth(panel.px(kWidth));
  const bool entered = text_field("##export.path", ui.export_request.path, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "export.path");
  const std::string folder = std::filesystem::path(whole_path(ui.export_request.path)).parent_path().string();
  text_in(panel.theme.muted, fitted(panel, say(panel.language, "window.into", folder), kWidth));
  if (!ui.export_result.empty()) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + panel.px(kWidth));
    text_in(panel.theme.of(ui.export_failed ? Role::switches : Role::output).ink, shortened(ui.export_result, kLongestResult));
    ImGui::PopTextWrapPos();
  }
  draw_buttons(panel, entered);
}

}  // namespace deconvlab
