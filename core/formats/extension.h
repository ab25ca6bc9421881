// Which line of a table a path's extension means: the same for formats, records and pictures.
#pragma once

#include <algorithm>
#include <cctype>
#include <concepts>
#include <filesystem>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>

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

// The path that means standard input or output.
inline constexpr std::string_view kStandardStream = "-";

// One array of an archive on standard input: "-:name".
inline constexpr std::string_view kStreamMember = "-:";
inline bool reads_stream(std::string_view text) { return text == kStandardStream || text.starts_with(kStreamMember); }

// Where something is read or written, and in which format: that of the path's extension unless one is named.
struct Place {
  template <class Path>
  requires std::constructible_from<std::filesystem::path, Path> Place(const Path& at, std::string_view format_named = {})  // NOLINT
      : path(at), format(format_named) {}
  bool is_stream() const { return path == kStandardStream; }
  // As the tables write it.
  std::string extension() const {
    return format.empty() ? extension_of(path) : extension_of((format.front() == '.' ? "x" : "x.") + format);
  }

  std::filesystem::path path;
  std::string format;  // "npy", with or without a dot; empty: by the extension
};

// What to call a place that is written, in errors.
inline std::string name_of(const Place& place) { return place.is_stream() ? "stdout" : place.path.string(); }

// Errors: unknown_extension with those that there are, unknown_name for a format that is named.
template <class Table, class Can>
auto pick_by_extension(const Place& place, const Table& table, Can can) -> Expected<decltype(&*std::begin(table))> {
  const std::string extension = place.extension();
  for (const auto& line : table) {
    if (std::invoke(can, line) && line.extension == extension) return &line;
  }
  const std::string known = extensions_of(table, can);
  if (!place.format.empty()) return fail(ErrorCode::unknown_name, "format", place.format, known);
  return fail(ErrorCode::unknown_extension, place.path.string(), extension, known);
}

}  // namespace deconvlab
