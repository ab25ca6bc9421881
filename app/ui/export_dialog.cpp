// What leaves the window as a file: C, Ct, the record of steps, the picture.
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <chrono>
#include <exception>
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

std::string whole_path(const std::string& path) {
  std::error_code error;
  const auto whole = std::filesystem::absolute(path, error);
  return error ? path : whole.string();
}

void collect_result(const Panel& panel) {
  UiState& ui = panel.ui;
  if (!ui.exporting.valid() || ui.exporting.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
  const Expected<void> done = ui.exporting.get();
  ui.export_failed = !done;
  ui.export_result = done ? say(panel.language, "window.written", whole_path(ui.export_started.path)) : say(panel.language, done.error());
  panel.tell(ui.export_result, !done);
}

// A thread must not throw into the window: what memory does not hold is an error like others.
Expected<void> write_safely(const ExportRequest& request, const Model& model) {
  try {
    return write_export(request, model);
  } catch (const std::exception& reason) {
    return fail(ErrorCode::cannot_write, request.path, reason.what());
  }
}

void start(const Panel& panel) {
  UiState& ui = panel.ui;
  ui.export_result = std::string(panel.phrase("window.writing"));
  ui.export_failed = false;
  ui.export_started = ui.export_request;
  ui.exporting = std::async(std::launch::async, write_safely, ui.export_started, panel.model());
}

void draw_buttons(const Panel& panel, bool entered) {
  const bool busy = panel.ui.exporting.valid();
  const bool save = button(panel, "export.save", panel.phrase("window.save"), "", !busy, true);
  if ((save || entered) && !busy) start(panel);
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
  collect_result(panel);
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{panel.px(24), panel.px(20)});
  const bool open = ImGui::BeginPopupModal(
      kId, nullptr,
      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove);
  ImGui::PopStyleVar();
  if (!open) return;
  const ImVec2 corner = ImGui::GetWindowPos();
  const Rect box = to_logical(panel, corner, {corner.x + ImGui::GetWindowWidth(), corner.y + ImGui::GetWindowHeight()});
  ImGui::GetWindowDrawList()->PushClipRectFullScreen();
  canvas_of(panel).stroke_rect(box.inset(0.5), {panel.theme.muted, 1}, 6);
  ImGui::GetWindowDrawList()->PopClipRect();
  {
    const Font font(panel, 17.5, Weight::bold);
    text_in(panel.theme.text, panel.phrase("window.export_title"));
  }
  choose_what(panel, ui.export_request);
  choose_format(panel, ui.export_request);
  ImGui::SetNextItemWidth(panel.px(kWidth));
  const bool entered = ImGui::InputText("##export.path", &ui.export_request.path, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "export.path");
  const std::string folder = std::filesystem::path(whole_path(ui.export_request.path)).parent_path().string();
  text_in(panel.theme.muted, say(panel.language, "window.into", folder));
  if (!ui.export_result.empty()) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + panel.px(kWidth));
    text_in(panel.theme.of(ui.export_failed ? Role::switches : Role::output).ink, ui.export_result);
    ImGui::PopTextWrapPos();
  }
  draw_buttons(panel, entered);
  ImGui::EndPopup();
}

}  // namespace deconvlab
