#include "app/record/record_formats.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/record/data_links.h"
#include "app/record/each_record_format.h"
#include "app/state/link.h"
#include "core/formats/extension.h"
#include "core/formats/formats.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr RecordFormat kFormats[] = {{".png", save_figure_as_png, save_film_as_pngs, link_in_png, 10},
                                     {".svg", save_figure_as_svg, nullptr, link_in_markup},
                                     {".pdf", save_figure_as_pdf, nullptr, link_in_pdf},
                                     {".tex", save_figure_as_tikz, nullptr, link_in_tex},
                                     {".gif", nullptr, save_film_as_gif, link_in_gif, 10},
                                     {".apng", nullptr, save_film_as_apng, link_in_png, 10},
                                     {".webp", nullptr, save_film_as_webp, link_in_webp, 10},
                                     {".mp4", nullptr, save_film_as_mp4, link_in_movie, 30, true},
                                     {".webm", nullptr, save_film_as_webm, link_in_movie, 30, true},
                                     {".html", nullptr, save_film_as_html, link_in_html, 1, false, true}};

using LinkIn = std::string (*)(std::string_view bytes);

// Null of files that carry none.
LinkIn reader_of(const std::filesystem::path& path) {
  const std::string extension = extension_of(path);
  if (const auto* format = std::ranges::find(kFormats, extension, &RecordFormat::extension); format != std::end(kFormats))
    return format->link_in;
  const auto data = std::ranges::find(data_link_table(), extension, &DataLink::extension);
  return data != data_link_table().end() ? data->link_in : nullptr;
}

}  // namespace

std::span<const RecordFormat> record_format_table() { return kFormats; }

bool is_film(const std::filesystem::path& path) {
  const std::string extension = extension_of(path);
  if (path.filename().string().find('%') != std::string::npos) return true;
  return std::ranges::any_of(kFormats, [&](const RecordFormat& f) { return f.extension == extension && !f.save_figure; });
}

Expected<void> check_figure_target(const std::filesystem::path& path) {
  return check_writable(path).and_then([&] { return pick_by_extension(path, kFormats, &RecordFormat::save_figure); }).map([](auto) {});
}

Expected<void> check_film_target(const std::filesystem::path& path) {
  return check_writable(path).and_then([&] { return pick_by_extension(path, kFormats, &RecordFormat::save_film); }).map([](auto) {});
}

Expected<double> usual_rate(const std::filesystem::path& path) {
  return pick_by_extension(path, kFormats, &RecordFormat::save_film).map([](const RecordFormat* format) { return format->per_second; });
}

Expected<void> save_figure(const Figure& figure, const std::filesystem::path& path) {
  const auto format = TRY(pick_by_extension(path, kFormats, &RecordFormat::save_figure));
  return format->save_figure(figure, path);
}

Expected<void> save_film(const Film& film, const std::filesystem::path& path) {
  const auto format = TRY(pick_by_extension(path, kFormats, &RecordFormat::save_film));
  return format->save_film(film, path);
}

bool can_carry_link(const std::filesystem::path& path) { return reader_of(path) != nullptr; }

std::string link_in_file(const std::filesystem::path& path) {
  std::error_code error;
  const LinkIn read = reader_of(path);
  if (!read || !std::filesystem::is_regular_file(path, error)) return {};
  if (std::filesystem::file_size(path, error) > kMostLinkedBytes || error) return {};
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const std::string link = read(bytes);
  return link.starts_with(kLinkScheme) ? link : "";
}

Expected<std::string> link_of(const std::string& text) {
  std::error_code error;
  if (!reader_of(text) || !std::filesystem::is_regular_file(text, error)) return text;
  const std::string link = link_in_file(text);
  return link.empty() ? fail(ErrorCode::bad_link, text, reason("reason.no_link_in_file")) : Expected<std::string>(link);
}

}  // namespace deconvlab
