// PNG: a figure, or a film as numbered pictures. The link is an iTXt chunk.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "app/draw/cairo_canvas.h"
#include "app/record/each_record_format.h"
#include "app/record/png_chunks.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// "frame-%03d.png": what stands before the number, how many digits it has at least, what stands behind it.
struct Numbered {
  std::string before, after;
  int digits = 0;
  bool found = false;
};

Numbered numbered(const std::string& name) {
  const std::size_t percent = name.find('%');
  if (percent == std::string::npos) return {};
  std::size_t end = percent + 1;
  while (end < name.size() && std::isdigit(static_cast<unsigned char>(name[end]))) ++end;
  if (end >= name.size() || name[end] != 'd' || end - percent > 3) return {};
  const int digits = end == percent + 1 ? 0 : std::stoi(name.substr(percent + 1, end - percent - 1));
  return {name.substr(0, percent), name.substr(end + 1), digits, true};
}

}  // namespace

Expected<void> save_figure_as_png(const Figure& figure, const std::filesystem::path& path) {
  return save_png(rasterized(figure), path, figure.link);
}

Expected<void> save_film_as_pngs(const Film& film, const std::filesystem::path& path) {
  const Numbered name = numbered(path.filename().string());
  if (!name.found) return fail(ErrorCode::cannot_write, path.string(), reason("reason.numbered_name"));
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    const std::string number = fmt::format("{:0{}}", frame, name.digits);
    TRY(save_figure_as_png(film.at(frame), path.parent_path() / (name.before + number + name.after)));
  }
  return {};
}

std::string link_in_png(std::string_view bytes) {
  constexpr std::string_view kKeyword("deconvlab\0", 10);
  std::string link;
  for_each_png_chunk(bytes, [&](std::string_view type, std::string_view data) {
    if (type != "iTXt" || !data.starts_with(kKeyword) || !link.empty()) return;
    data.remove_prefix(std::min(data.size(), kKeyword.size() + 2));                              // compression and its method
    for (int n = 0; n < 2; ++n) data.remove_prefix(std::min(data.size(), data.find('\0') + 1));  // language and its keyword
    link = data;
  });
  return link;
}

}  // namespace deconvlab
