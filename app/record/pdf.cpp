// PDF: a page a figure, the link is its subject.
#include "app/record/pdf.h"

#include "app/draw/cairo_canvas.h"
#include "app/record/each_record_format.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

constexpr double kPoints = 0.75;  // of a pixel, of which 96 are an inch

}  // namespace

Expected<void> save_pages_as_pdf(std::span<const Figure> pages, const std::filesystem::path& path) {
  const Figure& first = pages.front();
  CairoCanvas canvas = CairoCanvas::pdf(first.width, first.height, kPoints * first.scale, first.link);
  for (const Figure& page : pages) {
    page.draw(canvas);
    canvas.end_page();
  }
  return write_whole(path, [&](Sink& sink) { sink.write(canvas.document()); });
}

Expected<void> save_figure_as_pdf(const Figure& figure, const std::filesystem::path& path) { return save_pages_as_pdf({&figure, 1}, path); }

// A string in brackets; a link has none of its own.
std::string link_in_pdf(std::string_view bytes) {
  constexpr std::string_view kSubject = "/Subject (";
  const std::size_t at = bytes.rfind(kSubject);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = bytes.substr(at + kSubject.size());
  return std::string(rest.substr(0, rest.find(')')));
}

}  // namespace deconvlab
