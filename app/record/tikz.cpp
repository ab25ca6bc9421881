// LaTeX: a document of one picture. The link is its first line, a comment.
#include "app/draw/tikz_canvas.h"
#include "app/record/each_record_format.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

constexpr double kPoints = 0.75;  // of a pixel, of which 96 are an inch

}  // namespace

Expected<void> save_figure_as_tikz(const Figure& figure, const std::filesystem::path& path) {
  TikzCanvas canvas(figure.width, figure.height);
  figure.draw(canvas);
  return write_whole(path, [&](Sink& sink) { sink.write(canvas.document(figure.link, kPoints * figure.scale)); });
}

std::string link_in_tex(std::string_view bytes) {
  constexpr std::string_view kBefore = "% deconvlab:";
  if (!bytes.starts_with(kBefore)) return {};
  return std::string(bytes.substr(2, bytes.find('\n') - 2));
}

}  // namespace deconvlab
