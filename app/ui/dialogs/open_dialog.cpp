// A picture from a file: folders to walk through, and a path to type.
#include <imgui.h>

#include "app/ui/dialogs/modal.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kWidth = 520;
constexpr double kListHeight = 300;
constexpr double kBesideUp = 12;  // between the button and the folder's name

std::filesystem::path whole(const std::filesystem::path& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  return (error ? path : absolute).lexically_normal();
}

void go_to(OpenPicture& opening, const std::filesystem::path& folder) {
  opening.folder = folder;
  opening.entries = list_folder(folder);
  opening.path.clear();
}

// The folder of the picture that is shown, or the one where the program was started.
std::filesystem::path first_folder(const Panel& panel) {
  const std::filesystem::path shown = whole(panel.model().lesson.picture);
  std::error_code unknown;
  return std::filesystem::is_regular_file(shown, unknown) ? shown.parent_path() : whole(".");
}

// A file becomes the picture; a folder is gone into.
void take(const Panel& panel, const std::filesystem::path& path) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return go_to(panel.ui.opening, path.lexically_normal());
  panel.send(command::ChoosePicture{path.string()});
  ImGui::CloseCurrentPopup();
}

void draw_line(const Panel& panel, const FolderEntry& entry, std::filesystem::path& taken) {
  OpenPicture& opening = panel.ui.opening;
  const std::string label = entry.is_folder ? entry.name + "/" : entry.name;
  const bool clicked = ImGui::Selectable(label.c_str(), opening.path == entry.name,
                                         ImGuiSelectableFlags_AllowDoubleClick | ImGuiSelectableFlags_DontClosePopups);
  remember(panel, "open." + entry.name);
  if (!clicked) return;
  opening.path = entry.name;
  if (entry.is_folder || ImGui::IsMouseDoubleClicked(0)) taken = opening.folder / entry.name;
}

void draw_list(const Panel& panel) {
  OpenPicture& opening = panel.ui.opening;
  std::filesystem::path taken;
  ImGui::BeginChild("open.list", {panel.px(kWidth), panel.px(kListHeight)}, true);
  if (opening.entries) {
    for (const FolderEntry& entry : *opening.entries) draw_line(panel, entry, taken);
  } else {
    ImGui::PushTextWrapPos(0);
    text_in(panel.theme.of(Role::switches).ink, say(panel.language, opening.entries.error()));
    ImGui::PopTextWrapPos();
  }
  ImGui::EndChild();
  if (!taken.empty()) take(panel, taken);
}

void draw_folder(const Panel& panel) {
  OpenPicture& opening = panel.ui.opening;
  const bool at_root = !opening.folder.has_relative_path();
  if (button(panel, "open.up", panel.phrase("window.folder_up"), "", !at_root)) go_to(opening, opening.folder.parent_path());
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  const double room = kWidth - ImGui::GetItemRectSize().x / panel.surface.scale - kBesideUp;
  text_in(panel.theme.muted, fitted(panel, opening.folder.string(), room));
}

}  // namespace

void draw_open_dialog(const Panel& panel) {
  OpenPicture& opening = panel.ui.opening;
  if (opening.asked) go_to(opening, first_folder(panel));
  const Modal dialog(panel, "###open_dialog", opening.asked, "window.open_title");
  if (!dialog) return;
  draw_folder(panel);
  draw_list(panel);
  ImGui::SetNextItemWidth(panel.px(kWidth));
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  const bool entered = text_field("##open.path", opening.path, ImGuiInputTextFlags_EnterReturnsTrue);
  remember(panel, "open.path");
  const bool open = button(panel, "open.open", panel.phrase("window.open_it"), "", !opening.path.empty(), true);
  if ((open || entered) && !opening.path.empty()) take(panel, opening.folder / opening.path);
  ImGui::SameLine();
  close_button(panel, "open.close");
}

}  // namespace deconvlab
