// What a picture or a film is written as: one table, one file a format. A file appears whole or not at all, and says its link.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/record/figure.h"
#include "core/error.h"

namespace deconvlab {

struct RecordFormat {
  std::string_view extension;                                                                        // with the dot
  Expected<void> (*save_figure)(const Figure& figure, const std::filesystem::path& path) = nullptr;  // null: cannot
  Expected<void> (*save_film)(const Film& film, const std::filesystem::path& path) = nullptr;        // null: cannot
  // The link in the bytes of such a file; empty where there is none.
  std::string (*link_in)(std::string_view bytes) = nullptr;
  double per_second = 0;  // frames of a film unless others are asked for
  bool by_ffmpeg = false;
  bool of_shapes = false;  // a film's frames are vectors: not for what is pixels
};
std::span<const RecordFormat> record_format_table();

// Whether it is a film by its format: one that holds no single picture.
bool is_film(const std::filesystem::path& path);
// Errors: unknown_extension, cannot_write.
Expected<void> check_figure_target(const std::filesystem::path& path);
Expected<void> check_film_target(const std::filesystem::path& path);
// Frames a second of a film in that format where none are asked for.
Expected<double> usual_rate(const std::filesystem::path& path);
// Errors: those of the target and of writing.
Expected<void> save_figure(const Figure& figure, const std::filesystem::path& path);
Expected<void> save_film(const Film& film, const std::filesystem::path& path);

// Whether a program ffmpeg is there to be started.
bool has_ffmpeg();

// Whether a file of that name can carry a link along.
bool can_carry_link(const std::filesystem::path& path);
// The link that a file written here carries along; empty where it is no such file. Nothing of a file over 64 MiB is read.
std::string link_in_file(const std::filesystem::path& path);
// The text itself, or the link in the file that it names. Errors: bad_link, of a file of these formats that has none.
Expected<std::string> link_of(const std::string& text);

}  // namespace deconvlab
