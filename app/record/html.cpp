// HTML: one page that plays the film, each frame an SVG; a line that several have stands there once. The link is a meta element.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

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
std::string script_text(std::string_view utf8) {
  std::string text = "\"";
  for (const char c : utf8) {
    if (c == '"' || c == '\\') text += '\\';
    if (c == '/' && text.ends_with('<')) text += '\\';
    text += c;
  }
  return text + "\"";
}

// The lines of all frames, and of each frame which of them it has, as arrays of JavaScript.
struct Lines {
  std::string texts, frames;
  std::unordered_map<std::string, std::size_t> numbers = {};

  std::size_t number_of(std::string_view line) {
    const auto [at, is_new] = numbers.try_emplace(std::string(line), numbers.size());
    if (is_new) texts += (texts.empty() ? "[\n" : ",\n") + script_text(line);
    return at->second;
  }
  void add(std::string_view svg) {
    frames += frames.empty() ? "[\n[" : ",\n[";
    for (std::string_view rest = svg; !rest.empty();) {
      const std::size_t end = rest.find('\n');
      frames += fmt::format("{}{}", frames.ends_with('[') ? "" : ",", number_of(rest.substr(0, end)));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    frames += "]";
  }
};

// The page, with each name in its place.
void write_page(const Film& film, Sink& sink) {
  const Figure first = film.at(0);
  Lines lines;
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    Figure figure = frame == 0 ? first : film.at(frame);
    figure.link.clear();
    lines.add(svg_of(figure));
  }
  std::string_view rest = page();
  for (const auto& [mark, text] :
       {std::pair<std::string_view, const std::string&>{"{{lines}}", lines.texts}, {"{{frames}}", lines.frames}}) {
    const std::size_t at = rest.find(mark);
    sink.write(filled(rest.substr(0, at), film, first));
    sink.write(text);
    sink.write("]");
    rest.remove_prefix(at + mark.size());
  }
  sink.write(filled(rest, film, first));
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
