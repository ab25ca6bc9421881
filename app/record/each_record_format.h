// What each format's file gives to the table of record_formats.cpp.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/record/figure.h"
#include "core/error.h"

namespace deconvlab {

Expected<void> save_figure_as_png(const Figure& figure, const std::filesystem::path& path);
// A film's numbered pictures: the name has a place for the number, such as frame-%03d.png.
Expected<void> save_film_as_pngs(const Film& film, const std::filesystem::path& path);
std::string link_in_png(std::string_view bytes);

Expected<void> save_figure_as_svg(const Figure& figure, const std::filesystem::path& path);
// The document of one figure.
std::string svg_of(const Figure& figure);
std::string link_in_markup(std::string_view bytes);

Expected<void> save_figure_as_pdf(const Figure& figure, const std::filesystem::path& path);
std::string link_in_pdf(std::string_view bytes);

Expected<void> save_figure_as_tikz(const Figure& figure, const std::filesystem::path& path);
std::string link_in_tex(std::string_view bytes);

Expected<void> save_film_as_gif(const Film& film, const std::filesystem::path& path);
std::string link_in_gif(std::string_view bytes);

Expected<void> save_film_as_apng(const Film& film, const std::filesystem::path& path);

Expected<void> save_film_as_webp(const Film& film, const std::filesystem::path& path);
std::string link_in_webp(std::string_view bytes);

Expected<void> save_film_as_html(const Film& film, const std::filesystem::path& path);
std::string link_in_html(std::string_view bytes);

// By the program ffmpeg. Errors: cannot_write with what it says, or that it is not there.
Expected<void> save_film_as_mp4(const Film& film, const std::filesystem::path& path);
Expected<void> save_film_as_webm(const Film& film, const std::filesystem::path& path);
std::string link_in_movie(std::string_view bytes);

}  // namespace deconvlab
