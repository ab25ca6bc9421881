#include "app/record/atlas.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/draw/svg_canvas.h"
#include "app/record/crop.h"
#include "app/record/film.h"
#include "app/record/record_formats.h"
#include "app/record/still.h"
#include "app/record/whole_folder.h"
#include "app/scenes/gallery/tile_page.h"
#include "core/formats/formats.h"
#include "core/try.h"
#include "embedded/embedded_pages.h"

namespace deconvlab {

namespace {

constexpr std::string_view kFormats[] = {".gif", ".svg", ".pdf", ".html"};
constexpr std::int64_t kLastStays = 3;  // steps

// "transposed-padding-strides", of any language.
std::string file_stem(const Tile& tile) {
  std::string key(tile.title_key.substr(tile.title_key.find('.') + 1));
  std::ranges::replace(key, '_', '-');
  return (tile.side == Side::c ? "convolution-" : "transposed-") + key;
}

class AtlasWriter {
 public:
  AtlasWriter(const Model& model, Results results, const AtlasRequest& request)
      : model_(model), results_(std::make_shared<const Results>(std::move(results))), request_(request) {}

  Expected<void> write(const std::filesystem::path& folder) const {
    for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n) {
      for (const std::string_view format : kFormats) TRY(write_figure(n, folder / name(n, format)));
    }
    TRY(write_whole(folder / "atlas.json", [&](Sink& sink) { sink.write(manifest()); }));
    return write_whole(folder / "index.html", [&](Sink& sink) { sink.write(page()); });
  }

 private:
  static std::string name(std::int64_t n, std::string_view format) { return file_stem(tile_table()[n]) + std::string(format); }

  Frame frame() const { return {model_, *results_, {}, theme_of(model_.theme), language_of(model_.language)}; }
  std::int64_t steps(std::int64_t n) const { return tile_results(n, frame()).drawn.trace.size(); }

  Figure figure(std::int64_t n, std::int64_t step) const {
    Model then = model_;
    then.time = static_cast<double>(step);
    const auto draw = [then, n, results = results_](Canvas& canvas) {
      const Frame now{then, *results, {}, theme_of(then.theme), language_of(then.language)};
      draw_tile_page(canvas, {0, 0, kTilePageWidth, kTilePageHeight}, n, now);
    };
    PageLook look = request_.look;
    look.crop = false;
    Figure figure = figure_of(then, kTilePageWidth, kTilePageHeight, look, draw);
    figure.link = tile_link(n, model_, step);
    figure.title = tile_name(n, frame());
    return figure;
  }

  // Of a film all steps, the last one for longer where it starts anew; of a picture the step in the middle of the output.
  Expected<void> write_figure(std::int64_t n, const std::filesystem::path& path) const {
    const std::int64_t last = steps(n) - 1;
    if (is_film(path)) {
      const bool is_page = path.extension() == ".html";
      const double rate = is_page ? TRY(usual_rate(path)) : request_.per_second;
      const auto at = [&](std::int64_t t) { return figure(n, std::min(t, last)); };
      const Film film{.frames = last + (is_page ? 1 : kLastStays), .per_second = rate, .at = at};
      return save_film(request_.look.crop ? cropped(film) : film, path);
    }
    const Geometry& g = tile_results(n, frame()).drawn.geometry;
    const Figure middle = figure(n, g.h.o / 2 * g.w.o + g.w.o / 2);
    return save_figure(request_.look.crop ? part_of(middle, content_of(middle)) : middle, path);
  }

  std::string manifest() const {
    nlohmann::ordered_json figures = nlohmann::ordered_json::array();
    for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n) {
      const Tile& tile = tile_table()[n];
      const Params& p = tile.params;
      nlohmann::ordered_json files = nlohmann::ordered_json::array();
      for (const std::string_view format : kFormats) files.push_back(name(n, format));
      const auto o = tile_results(n, frame()).drawn.geometry.h.o;
      figures.push_back({{"name", file_stem(tile)},
                         {"title", tile_name(n, frame())},
                         {"operator", tile.side == Side::c ? "conv" : "conv-transpose"},
                         {"parameters", {{"i", p.i.h}, {"k", p.k.h}, {"s", p.s.h}, {"p", p.p.h}, {"d", p.d.h}, {"a", p.a.h}, {"o", o}}},
                         {"steps", steps(n)},
                         {"link", tile_link(n, model_)},
                         {"files", std::move(files)}});
    }
    return nlohmann::ordered_json{{"language", model_.language}, {"figures", std::move(figures)}}.dump(2) + "\n";
  }

  std::string card(std::int64_t n) const {
    const std::string drawn_as = tile_drawn_as(n, frame());
    std::string links;
    for (const std::string_view format : kFormats) links += fmt::format("<a href=\"{}\">{}</a> ", name(n, format), format.substr(1));
    return fmt::format(
        "<figure id=\"{0}\">\n<a href=\"{0}.html\"><picture><source media=\"(prefers-reduced-motion: reduce)\" srcset=\"{0}.svg\">"
        "<img src=\"{0}.gif\" width=\"{1:.0f}\" height=\"{2:.0f}\" loading=\"lazy\" alt=\"{3}, {4}\"></picture></a>\n"
        "<figcaption><b>{3}</b><br>{4}{5}<br>{6}<code>{7}</code></figcaption>\n</figure>\n",
        file_stem(tile_table()[n]), kTilePageWidth, kTilePageHeight, xml_text(tile_name(n, frame())), xml_text(tile_settings(n, frame())),
        drawn_as.empty() ? "" : "; " + xml_text(drawn_as), links, xml_text(tile_link(n, model_)));
  }

  std::string page() const {
    const Language& language = language_of(model_.language);
    std::string figures;
    for (std::int64_t n = 0; n < std::ssize(tile_table()); ++n) figures += card(n);
    const std::pair<std::string_view, std::string> parts[] = {{"{{language}}", std::string(language.id)},
                                                              {"{{title}}", xml_text(phrase(language, "atlas.title"))},
                                                              {"{{hint}}", xml_text(phrase(language, "atlas.hint"))},
                                                              {"{{figures}}", figures}};
    std::string page(std::ranges::find(embedded_pages(), "atlas", &EmbeddedFile::name)->bytes);
    for (const auto& [mark, text] : parts) {
      for (std::size_t at = 0; (at = page.find(mark, at)) != std::string::npos; at += text.size()) page.replace(at, mark.size(), text);
    }
    return page;
  }

  Model model_;
  std::shared_ptr<const Results> results_;
  const AtlasRequest& request_;
};

}  // namespace

Expected<Atlas> write_atlas(const Model& model, const AtlasRequest& request) {
  const AtlasWriter writer(model, TRY(compute(model.lesson)), request);
  return write_whole_folder(request.folder, [&](const std::filesystem::path& draft) { return writer.write(draft); }).map([&] {
    return Atlas{std::ssize(tile_table()), request.folder / "index.html"};
  });
}

}  // namespace deconvlab
