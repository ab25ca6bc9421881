// What leaves the window as a file: C, Ct, the record of steps, the picture.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <system_error>

#include "app/lang/text.h"
#include "app/record/exports.h"
#include "app/record/record_formats.h"
#include "app/ui/dialogs/export_look.h"
#include "app/ui/dialogs/export_preview.h"
#include "app/ui/dialogs/folder_view.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/dialogs/show_folder.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"
#include "core/exceptions.h"

namespace deconvlab {

namespace {

constexpr double kListHeight = 180;
constexpr double kBesidePreview = 24;
constexpr std::size_t kLongestResult = 240;  // characters: about three lines

std::vector<std::string_view> extensions_of(const Panel& panel, int kind) {
  return export_extensions(kind, panel.model(), panel.results ? &*panel.results : nullptr, panel.ui.export_request.recording != nullptr);
}

// The file's name goes with what it holds, its folder stays.
void make_kind(const Panel& panel, ExportRequest& request, int kind) {
  request.kind = kind;
  const auto extensions = extensions_of(panel, kind);
  const std::filesystem::path path(request.path);
  const bool fits = std::ranges::find(extensions, path.extension().string()) != extensions.end();
  const std::string extension = fits ? path.extension().string() : std::string(extensions.front());
  request.path = (path.parent_path() / (std::string(export_table()[kind].stem) + extension)).string();
}

bool is_film_kind(int kind) { return export_table()[kind].stem == "film"; }
bool is_moving(int kind) { return is_film_kind(kind) || kind == kRecordingExport; }
bool is_seen(int kind) { return kind == kPictureExport || is_moving(kind); }

// What the lesson can be written out as, no more.
void choose_what(const Panel& panel, ExportRequest& request) {
  std::vector<std::string_view> labels;
  std::vector<int> kinds;
  int chosen = -1;
  for (int kind = 0; kind < static_cast<int>(export_table().size()); ++kind) {
    if (extensions_of(panel, kind).empty()) continue;
    if (kind == request.kind) chosen = static_cast<int>(kinds.size());
    labels.push_back(panel.phrase(export_table()[kind].title_key));
    kinds.push_back(kind);
  }
  const int picked = alternatives(panel, "export.what", labels, chosen, kDialogWidth);
  if (picked >= 0) make_kind(panel, request, kinds[picked]);
}

void choose_format(const Panel& panel, ExportRequest& request) {
  std::vector<std::string_view> labels;
  int chosen = -1;
  std::filesystem::path path(request.path);
  const auto extensions = extensions_of(panel, request.kind);
  for (const std::string_view extension : extensions) {
    if (path.extension() == extension) chosen = static_cast<int>(labels.size());
    labels.push_back(extension.substr(1));
  }
  const int picked = alternatives(panel, "export.format", labels, chosen, kDialogWidth);
  if (picked >= 0) request.path = path.replace_extension(extensions[picked]).string();
  std::string title = chosen < 0 ? "" : format_title(panel.language, request.kind, extensions[chosen]);
  if (is_moving(request.kind) && !has_ffmpeg()) title += ".  " + std::string(panel.phrase("export.no_ffmpeg"));
  text_in(panel.theme.muted, title);
}

void collect_result(const Panel& panel) {
  UiState& ui = panel.ui;
  if (!ui.exporting.valid() || ui.exporting.wait_for(std::chrono::seconds(0)) == std::future_status::timeout) return;
  const Expected<void> done = ui.exporting.get();
  ui.export_failed = !done;
  ui.export_written = done ? whole_path(ui.export_started.path) : std::filesystem::path();
  ui.export_result = done ? say(panel.language, "window.written", ui.export_written.string()) : say(panel.language, done.error());
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
  ui.export_written.clear();
  ui.export_replaces.clear();
  ui.export_request.progress = std::make_shared<ExportProgress>();
  ui.export_started = ui.export_request;
  ui.exporting = write_beside(ui.export_started, panel.model());
}

// Whether a file of that name would be lost: one that was not written here.
bool replaces(const UiState& ui) {
  std::error_code unknown;
  const std::filesystem::path path = whole_path(ui.export_request.path);
  return path != ui.export_written && std::filesystem::is_regular_file(path, unknown);
}

bool is_replacing(const UiState& ui) { return replaces(ui) && ui.export_replaces == ui.export_request.path; }

// While a film is being written the button stops it; a file that is there is replaced when that has been asked.
void draw_save_button(const Panel& panel, bool entered) {
  UiState& ui = panel.ui;
  const bool busy = ui.exporting.valid();
  const std::string_view label = panel.phrase(busy ? "window.stop" : is_replacing(ui) ? "window.replace" : "window.save");
  const bool clicked = button(panel, "export.save", label, "", true, true);
  if (clicked && busy) ui.export_started.progress->stop = true;
  const bool wanted = (clicked || entered) && !busy;
  if (wanted && (!replaces(ui) || is_replacing(ui))) return start(panel), ImGui::SameLine();
  if (wanted) ui.export_replaces = ui.export_request.path;
  ImGui::SameLine();
}

// How far the writing is.
void say_progress(UiState& ui, const Panel& panel) {
  if (!ui.exporting.valid()) return;
  const double percent = std::floor(100 * ui.export_started.progress->share);
  ui.export_result = percent > 0 ? say(panel.language, "window.writing_share", percent) : std::string(panel.phrase("window.writing"));
}

// The folder that the file goes into; a click on it opens the list of those beside it.
void choose_folder(const Panel& panel) {
  UiState& ui = panel.ui;
  const std::filesystem::path path = whole_path(ui.export_request.path);
  const bool open = button(panel, "export.folder", panel.phrase("window.choose_folder"), "");
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  const double room = kDialogWidth - ImGui::GetItemRectSize().x / panel.surface.scale - 12;
  text_in(panel.theme.muted, fitted(panel, say(panel.language, "window.into", path.parent_path().string()), room));
  if (open && ui.export_folder) return ui.export_folder.reset();
  if (open) ui.export_folder.emplace().go_to(path.parent_path());
  if (!ui.export_folder) return;
  bool moved = draw_folder_row(panel, "export.folders", *ui.export_folder, kDialogWidth);
  if (const auto click = draw_folder_list(panel, "export.folders", *ui.export_folder, "", {kDialogWidth, kListHeight}, true)) {
    ui.export_folder->go_to(ui.export_folder->folder / click->entry.name);
    moved = true;
  }
  if (moved) ui.export_request.path = (ui.export_folder->folder / path.filename()).string();
}

void draw_result(const Panel& panel) {
  UiState& ui = panel.ui;
  if (ui.export_result.empty()) return;
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + panel.px(kDialogWidth));
  text_in(panel.theme.of(ui.export_failed ? Role::switches : Role::output).ink, shortened(ui.export_result, kLongestResult));
  ImGui::PopTextWrapPos();
  if (ui.export_written.empty()) return;
  const bool show = button(panel, "export.show", panel.phrase("window.open_folder"), "");
  if (show && !show_folder(ui.export_written.parent_path())) {
    ui.export_failed = true;
    ui.export_result = say(panel.language, "window.no_opener", kFolderOpener, ui.export_written.parent_path().string());
  }
  ImGui::SameLine();
  if (button(panel, "export.copy", panel.phrase("window.copy_path"), "")) ImGui::SetClipboardText(ui.export_written.string().c_str());
}

void warn_of_file(const Panel& panel) {
  if (!replaces(panel.ui) || panel.ui.exporting.valid()) return;
  text_in(panel.theme.of(Role::switches).ink, panel.phrase(is_replacing(panel.ui) ? "window.replace_asked" : "window.replaces"));
}

void begin_export(const Panel& panel) {
  UiState& ui = panel.ui;
  ui.export_result.clear();
  ui.export_written.clear();
  ui.export_replaces.clear();
  ui.export_folder.reset();
  ui.export_request.look = {};
  const int usual = ui.export_kind.value_or(usual_export(panel.model().lesson));
  ui.export_kind.reset();
  make_kind(panel, ui.export_request, extensions_of(panel, usual).empty() ? kPictureExport : usual);
}

// At the right of all rows, with what it comes to below it.
void draw_preview_beside(const Panel& panel, ImVec2 top) {
  const ImVec2 end = ImGui::GetCursorPos();
  ImGui::SetCursorPos({top.x + panel.px(kDialogWidth + kBesidePreview), top.y});
  draw_preview(panel, panel.ui.export_request);
  ImGui::SetCursorPosX(top.x + panel.px(kDialogWidth + kBesidePreview));
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + panel.px(kPreviewWidth));
  draw_estimate(panel, panel.ui.export_request);
  ImGui::PopTextWrapPos();
  ImGui::SetCursorPosY(std::max(end.y, ImGui::GetCursorPosY()));
}

}  // namespace

void draw_export_dialog(const Panel& panel) {
  UiState& ui = panel.ui;
  if (ui.export_asked) begin_export(panel);
  collect_result(panel);
  collect_estimate(ui);
  collect_preview(ui);
  say_progress(ui, panel);
  const Modal dialog(panel, "###export_dialog", ui.export_asked, "window.export_title");
  if (!dialog) return;
  const ImVec2 top = ImGui::GetCursorPos();
  choose_what(panel, ui.export_request);
  choose_format(panel, ui.export_request);
  const int kind = ui.export_request.kind;
  if (kind == kPictureExport || is_film_kind(kind)) draw_look_rows(panel, ui.export_request, is_film_kind(kind), kDialogWidth);
  ImGui::SetNextItemWidth(panel.px(kDialogWidth));
  const bool entered = text_field("##export.path", ui.export_request.path, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "export.path");
  choose_folder(panel);
  warn_of_file(panel);
  draw_result(panel);
  draw_save_button(panel, entered);
  dialog.close_button(panel, "export.close");
  if (is_seen(kind)) draw_preview_beside(panel, top);
}

}  // namespace deconvlab
