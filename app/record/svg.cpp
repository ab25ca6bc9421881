// SVG: the link is the document's description.
#include "app/draw/svg_canvas.h"
#include "app/record/each_record_format.h"
#include "core/formats/formats.h"

namespace deconvlab {

std::string svg_of(const Figure& figure) {
  SvgCanvas canvas(figure.width, figure.height);
  figure.draw(canvas);
  return canvas.document(figure.link, figure.width * figure.scale, figure.height * figure.scale);
}

Expected<void> save_figure_as_svg(const Figure& figure, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) { sink.write(svg_of(figure)); });
}

std::string link_in_markup(std::string_view bytes) {
  const std::size_t begin = bytes.find("<desc>"), end = bytes.find("</desc>");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  return plain_text(bytes.substr(begin + 6, end - begin - 6));
}

}  // namespace deconvlab
