// HTML: one page that plays the film, each frame an SVG. The link is a meta element.
#include <fmt/format.h>

#include <algorithm>

#include "app/draw/svg_canvas.h"
#include "app/record/each_record_format.h"
#include "core/formats/formats.h"
#include "embedded/embedded_pages.h"

namespace deconvlab {

namespace {

std::string_view page() { return std::ranges::find(embedded_pages(), "film", &EmbeddedFile::name)->bytes; }

// With what the figure says in the place of its names.
std::string filled(std::string_view part, const Film& film, const Figure& figure) {
  const std::pair<std::string_view, std::string> names[] = {{"{{language}}", figure.language},
                                                            {"{{title}}", xml_text(figure.title)},
                                                            {"{{link}}", xml_text(figure.link)},
                                                            {"{{width}}", fmt::format("{:.0f}", figure.width * figure.scale)},
                                                            {"{{per_second}}", fmt::format("{}", film.per_second)}};
  std::string text(part);
  for (const auto& [name, value] : names) {
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += value.size()) text.replace(at, name.size(), value);
  }
  return text;
}

// As a string of JavaScript that may stand in a page.
void write_script_text(Sink& sink, std::string_view utf8) {
  std::string text = "\"";
  for (const char c : utf8) {
    if (c == '"' || c == '\\') text += '\\';
    if (c == '\n') {
      text += "\\n";
    } else if (c == '/' && text.ends_with('<')) {
      text += "\\/";
    } else {
      text += c;
    }
  }
  sink.write(text + "\"");
}

// The page, with each name in its place.
void write_page(const Film& film, Sink& sink) {
  const Figure first = film.at(0);
  const std::string_view whole = page();
  constexpr std::string_view kFrames = "{{frames}}";
  const std::size_t at = whole.find(kFrames);
  sink.write(filled(whole.substr(0, at), film, first));
  sink.write("[\n");
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    Figure figure = film.at(frame);
    figure.link.clear();
    write_script_text(sink, svg_of(figure));
    sink.write(frame + 1 < film.frames ? ",\n" : "]");
  }
  sink.write(filled(whole.substr(at + kFrames.size()), film, first));
}

}  // namespace

Expected<void> save_film_as_html(const Film& film, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) { write_page(film, sink); });
}

std::string link_in_html(std::string_view bytes) {
  constexpr std::string_view kBefore = "<meta name=\"deconvlab\" content=\"";
  const std::size_t at = bytes.find(kBefore);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = bytes.substr(at + kBefore.size());
  return plain_text(rest.substr(0, rest.find('"')));
}

}  // namespace deconvlab
