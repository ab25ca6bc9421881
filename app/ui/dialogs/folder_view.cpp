#include "app/ui/dialogs/folder_view.h"

#include <imgui.h>

#include <string>

#include "app/ui/widgets/widgets.h"

namespace deconvlab {

namespace {

constexpr double kBesideUp = 12;  // between the button and the folder's name

bool draw_line(const Panel& panel, std::string_view id, const FolderEntry& entry, std::string_view chosen) {
  const std::string label = entry.is_folder ? entry.name + "/" : entry.name;
  const bool clicked =
      ImGui::Selectable(label.c_str(), chosen == entry.name, ImGuiSelectableFlags_AllowDoubleClick | ImGuiSelectableFlags_DontClosePopups);
  remember(panel, std::string(id) + "." + entry.name);
  return clicked;
}

}  // namespace

std::filesystem::path whole_path(const std::filesystem::path& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  return (error ? path : absolute).lexically_normal();
}

bool draw_folder_row(const Panel& panel, std::string_view id, FolderView& view, double width) {
  const bool at_root = !view.folder.has_relative_path();
  const bool up = button(panel, std::string(id) + ".up", panel.phrase("window.folder_up"), "", !at_root);
  if (up) view.go_to(view.folder.parent_path());
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  const double room = width - ImGui::GetItemRectSize().x / panel.surface.scale - kBesideUp;
  text_in(panel.theme.muted, fitted(panel, view.folder.string(), room));
  return up;
}

std::optional<EntryClick> draw_folder_list(const Panel& panel, std::string_view id, const FolderView& view, std::string_view chosen,
                                           Point size, bool only_folders) {
  std::optional<EntryClick> click;
  ImGui::BeginChild((std::string(id) + ".list").c_str(), {panel.px(size.x), panel.px(size.y)}, true);
  if (!view.entries) {
    ImGui::PushTextWrapPos(0);
    text_in(panel.theme.of(Role::switches).ink, say(panel.language, view.entries.error()));
    ImGui::PopTextWrapPos();
  } else {
    for (const FolderEntry& entry : *view.entries) {
      if (only_folders && !entry.is_folder) continue;
      if (draw_line(panel, id, entry, chosen)) click = EntryClick{entry, ImGui::IsMouseDoubleClicked(0)};
    }
  }
  ImGui::EndChild();
  return click;
}

}  // namespace deconvlab
