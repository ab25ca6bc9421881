// A picture from a file: folders to walk through, and a path to type.
#include <fmt/format.h>
#include <imgui.h>

#include "app/record/record_formats.h"
#include "app/ui/dialogs/folder_view.h"
#include "app/ui/dialogs/modal.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kListHeight = 300;

void go_to(OpenPicture& opening, const std::filesystem::path& folder) {
  opening.view.go_to(folder);
  opening.path.clear();
}

// The folder of the picture that is shown, or the one where the program was started.
std::filesystem::path first_folder(const Panel& panel) {
  const std::filesystem::path shown = whole_path(panel.model().lesson.picture);
  std::error_code unknown;
  return std::filesystem::is_regular_file(shown, unknown) ? shown.parent_path() : whole_path(".");
}

// A file that was written here brings its state back, any other one becomes the picture; a folder is gone into.
void take(const Panel& panel, const std::filesystem::path& path) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return go_to(panel.ui.opening, path.lexically_normal());
  const std::string link = link_in_file(path);
  link.empty() ? panel.send(command::ChoosePicture{path.string()}) : panel.send(command::Open{link});
  ImGui::CloseCurrentPopup();
}

void draw_list(const Panel& panel) {
  OpenPicture& opening = panel.ui.opening;
  const auto click = draw_folder_list(panel, "open", opening.view, opening.path, {kDialogWidth, kListHeight});
  if (!click) return;
  opening.path = click->entry.name;
  if (click->entry.is_folder || click->twice) take(panel, opening.view.folder / click->entry.name);
}

// Pictures that were opened before, as many as a line has room for.
void draw_recent(const Panel& panel) {
  constexpr double kWidest = 150;
  const ImGuiStyle& style = ImGui::GetStyle();
  if (panel.ui.recent.empty()) return;
  ImGui::AlignTextToFramePadding();
  text_in(panel.theme.muted, panel.phrase("window.recent"));
  double room = kDialogWidth - ImGui::GetItemRectSize().x / panel.surface.scale;
  for (std::size_t n = 0; n < panel.ui.recent.size(); ++n) {
    const std::filesystem::path path = panel.ui.recent[n];
    const std::string name = fitted(panel, path.filename().string(), kWidest);
    room -= (ImGui::CalcTextSize(name.c_str()).x + 2 * style.FramePadding.x + style.ItemSpacing.x) / panel.surface.scale;
    if (room < 0) return;
    ImGui::SameLine();
    if (button(panel, fmt::format("open.recent.{}", n), name, path.string())) take(panel, path);
  }
}

}  // namespace

void draw_open_dialog(const Panel& panel) {
  OpenPicture& opening = panel.ui.opening;
  if (opening.asked) go_to(opening, first_folder(panel));
  const Modal dialog(panel, "###open_dialog", opening.asked, "window.open_title");
  if (!dialog) return;
  draw_recent(panel);
  if (draw_folder_row(panel, "open", opening.view, kDialogWidth)) opening.path.clear();
  draw_list(panel);
  ImGui::SetNextItemWidth(panel.px(kDialogWidth));
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  const bool entered = text_field("##open.path", opening.path, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "open.path");
  const bool open = button(panel, "open.open", panel.phrase("window.open_it"), "", !opening.path.empty(), true);
  if ((open || entered) && !opening.path.empty()) take(panel, opening.view.folder / opening.path);
  ImGui::SameLine();
  dialog.close_button(panel, "open.close");
}

}  // namespace deconvlab
