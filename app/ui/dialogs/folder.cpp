#include "app/ui/dialogs/folder.h"

#include <algorithm>
#include <cctype>
#include <system_error>
#include <tuple>

#include "app/record/record_formats.h"
#include "core/formats/extension.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

// As an array or a picture, or for the state that it brings back.
bool is_readable(const std::filesystem::path& path) {
  if (can_carry_link(path)) return true;
  const std::string extension = extension_of(path);
  return std::ranges::any_of(format_table(), [&](const Format& format) { return format.parse_array && format.extension == extension; });
}

std::string in_lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool comes_first(const FolderEntry& a, const FolderEntry& b) {
  const auto order = [](const FolderEntry& entry) { return std::tuple(!entry.is_folder, in_lower_case(entry.name), entry.name); };
  return order(a) < order(b);
}

}  // namespace

Expected<std::vector<FolderEntry>> list_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<FolderEntry> entries;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    std::error_code unknown;  // what can't be looked at is no folder
    const bool is_folder = at->is_directory(unknown);
    if (!name.starts_with('.') && (is_folder || is_readable(at->path()))) entries.push_back({name, is_folder});
  }
  if (error) return fail(ErrorCode::cannot_open, folder.string(), error.message());
  std::ranges::sort(entries, comes_first);
  return entries;
}

void FolderView::go_to(const std::filesystem::path& to) {
  folder = to;
  entries = list_folder(to);
}

}  // namespace deconvlab
