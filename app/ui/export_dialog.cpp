// What leaves the window as a file: C, Ct, the record of steps, the picture.
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "app/record/exports.h"
#include "app/ui/imgui_compat.h"
#include "app/ui/widgets.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 520;

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

void show_result(const Panel& panel, const ExportRequest& request, const Expected<void>& done) {
  panel.ui.export_result =
      done ? say(panel.language, "window.written", std::filesystem::absolute(request.path).string()) : say(panel.language, done.error());
  panel.ui.export_failed = !done;
  panel.tell(panel.ui.export_result, !done);
}

void write(const Panel& panel, const ExportRequest& request) {
  panel.ui.export_result = std::string(panel.phrase("window.writing"));
  panel.ui.export_failed = false;
  panel.ui.exporting = std::async(std::launch::async, [request, model = panel.model()] { return write_export(request, model); });
}

void collect_result(const Panel& panel, const ExportRequest& request) {
  auto& running = panel.ui.exporting;
  if (!running.valid() || running.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
  show_result(panel, request, running.get());
}

void draw_buttons(const Panel& panel, ExportRequest& request, bool entered) {
  const bool busy = panel.ui.exporting.valid();
  const bool save = button(panel, "export.save", panel.phrase("window.save"), "", !busy, true);
  if ((save || entered) && !busy) write(panel, request);
  ImGui::SameLine();
  if (button(panel, "export.close", panel.phrase("window.close"), "") || key_pressed(Key::escape)) ImGui::CloseCurrentPopup();
}

}  // namespace

void draw_export_dialog(const Panel& panel) {
  UiState& ui = panel.ui;
  constexpr const char* kId = "###export_dialog";
  if (ui.export_asked) {
    ui.export_asked = false;
    ui.export_result.clear();
    ImGui::OpenPopup(kId);
  }
  collect_result(panel, ui.export_request);
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{panel.px(24), panel.px(20)});
  const bool open = ImGui::BeginPopupModal(
      kId, nullptr,
      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove);
  ImGui::PopStyleVar();
  if (!open) return;
  {
    const Font font(panel, 17.5, Weight::bold);
    text_in(panel.theme.text, panel.phrase("window.export_title"));
  }
  choose_what(panel, ui.export_request);
  choose_format(panel, ui.export_request);
  ImGui::SetNextItemWidth(panel.px(kWidth));
  const bool entered = ImGui::InputText("##export.path", &ui.export_request.path, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "export.path");
  if (!ui.export_result.empty()) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + panel.px(kWidth));
    text_in(panel.theme.of(ui.export_failed ? Role::switches : Role::output).ink, ui.export_result);
    ImGui::PopTextWrapPos();
  }
  draw_buttons(panel, ui.export_request, entered);
  ImGui::EndPopup();
}

}  // namespace deconvlab
