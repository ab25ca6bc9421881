// A folder as dialogs show it: the way up, its name, its entries.
#pragma once

#include <optional>
#include <string_view>

#include "app/ui/panels/panel.h"

namespace deconvlab {

// The path whole, with no "." or ".." in it.
std::filesystem::path whole_path(const std::filesystem::path& path);

// A button up and the folder's name over `width` logical pixels; true when it went up.
bool draw_folder_row(const Panel& panel, std::string_view id, FolderView& view, double width);

// A click on an entry, or on one that was to be opened by two.
struct EntryClick {
  FolderEntry entry;
  bool twice = false;
};
// The list of entries, that of the name `chosen` marked; only folders where `only_folders`. What is wrong with the folder in its place.
std::optional<EntryClick> draw_folder_list(const Panel& panel, std::string_view id, const FolderView& view, std::string_view chosen,
                                           Point size, bool only_folders = false);

}  // namespace deconvlab
