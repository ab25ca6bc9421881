// Which line of a table a path's extension means: the same for formats, records and pictures.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>
#include <iterator>
#include <string>

#include "core/error.h"

namespace deconvlab {

// With the dot and in lower case, as the tables write it.
inline std::string extension_of(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

// ".npz .npy": the extensions of the table's lines that `can`, a member or a function of a line, is true for.
template <class Table, class Can>
std::string extensions_of(const Table& table, Can can) {
  std::string extensions;
  for (const auto& line : table) {
    if (std::invoke(can, line)) extensions += (extensions.empty() ? "" : " ") + std::string(line.extension);
  }
  return extensions;
}

// Errors: unknown_extension with those that there are.
template <class Table, class Can>
auto pick_by_extension(const std::filesystem::path& path, const Table& table, Can can) -> Expected<decltype(&*std::begin(table))> {
  const std::string extension = extension_of(path);
  for (const auto& line : table) {
    if (std::invoke(can, line) && line.extension == extension) return &line;
  }
  return fail(ErrorCode::unknown_extension, path.string(), extension, extensions_of(table, can));
}

}  // namespace deconvlab
