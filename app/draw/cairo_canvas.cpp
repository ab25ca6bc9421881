#include "app/draw/cairo_canvas.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <numbers>
#include <string>
#include <vector>

#include "app/draw/bold_chinese.h"
#include "app/draw/fonts.h"
#include "app/draw/typeset.h"
#include "core/formats/png_encoder.h"

namespace deconvlab {

namespace {

constexpr double kQuarter = std::numbers::pi / 2;

void set_color(cairo_t* cr, Color c) { cairo_set_source_rgba(cr, c.r, c.g, c.b, c.a); }

void rounded(cairo_t* cr, Rect r, double radius) {
  if (radius <= 0) return cairo_rectangle(cr, r.x, r.y, r.w, r.h);
  const double q = std::min({radius, r.w / 2, r.h / 2});
  cairo_new_sub_path(cr);
  cairo_arc(cr, r.right() - q, r.y + q, q, -kQuarter, 0);
  cairo_arc(cr, r.right() - q, r.bottom() - q, q, 0, kQuarter);
  cairo_arc(cr, r.x + q, r.bottom() - q, q, kQuarter, 2 * kQuarter);
  cairo_arc(cr, r.x + q, r.y + q, q, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cr);
}

void set_stroke(cairo_t* cr, const Stroke& s) {
  set_color(cr, s.color);
  cairo_set_line_width(cr, s.width);
  cairo_set_dash(cr, &s.dash, s.dash > 0 ? 1 : 0, 0);
}

void trace_path(cairo_t* cr, std::span<const Point> points) {
  cairo_new_path(cr);
  for (const Point& p : points) cairo_line_to(cr, p.x, p.y);
}

// Cairo's pixels are 0xAARRGGBB with the colours multiplied by alpha.
std::uint32_t to_cairo(std::uint32_t rgba) {
  const std::uint32_t a = rgba >> 24;
  const auto part = [&](int shift) { return ((rgba >> shift) & 255) * a / 255; };
  return a << 24 | part(0) << 16 | part(8) << 8 | part(16);
}

std::uint32_t from_cairo(std::uint32_t argb) {
  const std::uint32_t a = argb >> 24;
  const auto part = [&](int shift) { return a == 0 ? 0 : ((argb >> shift) & 255) * 255 / a; };
  return a << 24 | part(0) << 16 | part(8) << 8 | part(16);
}

// Nearly all rows are opaque, and taken much quicker when nothing has to be asked of each pixel.
std::vector<std::uint32_t>::iterator take_row(std::span<const std::uint32_t> row, std::vector<std::uint32_t>::iterator to) {
  std::uint32_t common = ~0u;
  for (const std::uint32_t argb : row) common &= argb;
  if (common >> 24 != 255) return std::transform(row.begin(), row.end(), to, from_cairo);
  return std::transform(row.begin(), row.end(), to,
                        [](std::uint32_t argb) { return (argb & 0xff00ff00u) | (argb >> 16 & 255) | (argb & 255) << 16; });
}

// Cairo goes on drawing on nothing where memory is short.
void require_memory(cairo_status_t status) {
  if (status == CAIRO_STATUS_NO_MEMORY) throw std::bad_alloc();
}

cairo_surface_t* make_surface(double width, double height) {
  cairo_surface_t* const surface =
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(std::lround(width)), static_cast<int>(std::lround(height)));
  require_memory(cairo_surface_status(surface));  // one that failed needs no destroying
  return surface;
}

// What Cairo writes of a PDF.
cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// A Cairo surface over a copy of a raster's pixels.
class RasterSurface {
 public:
  explicit RasterSurface(const Raster& raster) : pixels_(raster.rgba.size()) {
    std::ranges::transform(raster.rgba, pixels_.begin(), to_cairo);
    surface_ = cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels_.data()), CAIRO_FORMAT_ARGB32, raster.width,
                                                   raster.height, raster.width * 4);
  }
  ~RasterSurface() { cairo_surface_destroy(surface_); }
  RasterSurface(const RasterSurface&) = delete;
  RasterSurface& operator=(const RasterSurface&) = delete;
  cairo_surface_t* get() const { return surface_; }

 private:
  std::vector<std::uint32_t> pixels_;
  cairo_surface_t* surface_;
};

}  // namespace

struct CairoCanvas::Impl {
  std::unique_ptr<std::string> bytes = {};  // of a PDF: the surface writes them
  cairo_surface_t* surface;
  cairo_t* cr;
  double scale;
  bool has_pixels;

  Impl(double width, double height, double real_pixels)
      : Impl(make_surface(width * real_pixels, height * real_pixels), real_pixels, true) {}
  Impl(cairo_surface_t* onto, double unit, bool pixels) : surface(onto), cr(cairo_create(surface)), scale(unit), has_pixels(pixels) {
    cairo_scale(cr, scale, scale);
  }
  ~Impl() {
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  // The nearest edge between two real pixels: fills have sharp sides.
  double edge(double v) const { return has_pixels ? std::round(v * scale) / scale : v; }
  Rect snapped(Rect r) const {
    const double x = edge(r.x);
    const double y = edge(r.y);
    return {x, y, edge(r.right()) - x, edge(r.bottom()) - y};
  }
  // Where the middle of a line of this width covers whole real pixels.
  double middle(double v, double width) const {
    const bool odd = has_pixels && std::lround(width * scale) % 2 == 1;
    return edge(v) + (odd ? 0.5 / scale : 0);
  }
};

CairoCanvas::CairoCanvas(double width, double height, double scale) : impl_(std::make_unique<Impl>(width, height, scale)) {}
CairoCanvas::CairoCanvas(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CairoCanvas::CairoCanvas(CairoCanvas&&) noexcept = default;
CairoCanvas::~CairoCanvas() = default;

// Of version 1.4, whose parts are not packed: the metadata can be read by anybody. The same page is the same bytes on any day.
CairoCanvas CairoCanvas::pdf(double width, double height, double points, const std::string& metadata) {
  auto bytes = std::make_unique<std::string>();
  cairo_surface_t* const page = cairo_pdf_surface_create_for_stream(append, bytes.get(), width * points, height * points);
  auto impl = std::make_unique<Impl>(page, points, false);
  impl->bytes = std::move(bytes);
  cairo_pdf_surface_restrict_to_version(impl->surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(impl->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  if (!metadata.empty()) cairo_pdf_surface_set_metadata(impl->surface, CAIRO_PDF_METADATA_SUBJECT, metadata.c_str());
  return CairoCanvas(std::move(impl));
}

void CairoCanvas::end_page() { cairo_show_page(impl_->cr); }

std::string CairoCanvas::document() {
  cairo_surface_finish(impl_->surface);
  require_memory(cairo_surface_status(impl_->surface));
  return std::move(*impl_->bytes);
}

void CairoCanvas::fill_rect(Rect r, Color c, double radius) {
  set_color(impl_->cr, c);
  rounded(impl_->cr, impl_->snapped(r), radius);
  cairo_fill(impl_->cr);
}

void CairoCanvas::stroke_rect(Rect r, Stroke s, double radius) {
  set_stroke(impl_->cr, s);
  const double x = impl_->middle(r.x, s.width);
  const double y = impl_->middle(r.y, s.width);
  rounded(impl_->cr, {x, y, impl_->middle(r.right(), s.width) - x, impl_->middle(r.bottom(), s.width) - y}, radius);
  cairo_stroke(impl_->cr);
}

void CairoCanvas::line(Point a, Point b, Stroke s) {
  if (a.x == b.x) a.x = b.x = impl_->middle(a.x, s.width);
  if (a.y == b.y) a.y = b.y = impl_->middle(a.y, s.width);
  const Point ends[] = {a, b};
  polyline(ends, s);
}

void CairoCanvas::polyline(std::span<const Point> points, Stroke s, bool closed) {
  set_stroke(impl_->cr, s);
  trace_path(impl_->cr, points);
  if (closed) cairo_close_path(impl_->cr);
  cairo_stroke(impl_->cr);
}

void CairoCanvas::fill_polygon(std::span<const Point> convex, Color c) {
  set_color(impl_->cr, c);
  trace_path(impl_->cr, convex);
  cairo_fill(impl_->cr);
}

void CairoCanvas::circle(Point centre, double radius, Color fill) {
  set_color(impl_->cr, fill);
  cairo_new_path(impl_->cr);
  cairo_arc(impl_->cr, centre.x, centre.y, radius, 0, 4 * kQuarter);
  cairo_fill(impl_->cr);
}

void CairoCanvas::text(Point at, std::string_view utf8, const TextStyle& style) {
  const Layout layout = layout_of(utf8, style);
  const double width = layout_width(layout.get());
  const double before = style.align == Align::left ? 0 : style.align == Align::centre ? width / 2 : width;
  set_color(impl_->cr, style.color);
  const double baseline = impl_->edge(at.y + metrics_of(font_files().regular).below_middle() * style.size);
  const double left = impl_->edge(at.x - before);
  const auto show = [&](double x, PangoLayout* of) {
    cairo_move_to(impl_->cr, x, baseline - baseline_of(of));
    pango_cairo_show_layout(impl_->cr, of);
  };
  show(left, layout.get());
  if (style.weight != Weight::bold || !font_files().cjk_bold.empty()) return;
  for_each_chinese(utf8, [&](std::string_view part, std::string_view before_it) {
    const double x = left + text_width(before_it, style) + bold_step(style.size * impl_->scale) / impl_->scale;
    show(x, layout_of(part, style).get());
  });
}

double CairoCanvas::text_width(std::string_view utf8, const TextStyle& style) { return typeset_width(utf8, style); }

void CairoCanvas::image(Rect area, const Raster& raster) {
  if (raster.rgba.empty()) return;
  const Rect r = impl_->snapped(area);
  const RasterSurface source(raster);
  cairo_save(impl_->cr);
  cairo_translate(impl_->cr, r.x, r.y);
  cairo_scale(impl_->cr, r.w / raster.width, r.h / raster.height);
  cairo_set_source_surface(impl_->cr, source.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(impl_->cr), CAIRO_FILTER_NEAREST);
  cairo_paint(impl_->cr);
  cairo_restore(impl_->cr);
}

void CairoCanvas::push_clip(Rect area) {
  const Rect r = impl_->snapped(area);
  cairo_save(impl_->cr);
  cairo_rectangle(impl_->cr, r.x, r.y, r.w, r.h);
  cairo_clip(impl_->cr);
}

void CairoCanvas::pop_clip() { cairo_restore(impl_->cr); }

void CairoCanvas::clear() {
  cairo_save(impl_->cr);
  cairo_set_operator(impl_->cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint(impl_->cr);
  cairo_restore(impl_->cr);
}

Raster CairoCanvas::pixels() const {
  Raster raster;
  copy_pixels(raster);
  return raster;
}

void CairoCanvas::copy_pixels(Raster& raster) const {
  raster.width = cairo_image_surface_get_width(impl_->surface);
  raster.height = cairo_image_surface_get_height(impl_->surface);
  raster.rgba.resize(static_cast<std::size_t>(raster.width) * raster.height);
  copy_pixels(raster, {0, 0, raster.width, raster.height});
}

void CairoCanvas::copy_pixels(Raster& raster, const PixelRect& part) const {
  require_memory(cairo_status(impl_->cr));
  cairo_surface_flush(impl_->surface);
  const unsigned char* data = cairo_image_surface_get_data(impl_->surface);
  const int stride = cairo_image_surface_get_stride(impl_->surface);
  for (int y = part.y; y < part.y + part.h; ++y) {
    const auto* from = reinterpret_cast<const std::uint32_t*>(data + static_cast<std::ptrdiff_t>(y) * stride) + part.x;
    take_row({from, static_cast<std::size_t>(part.w)}, raster.rgba.begin() + static_cast<std::ptrdiff_t>(y) * raster.width + part.x);
  }
}

namespace {

PngPixels png_pixels(const Raster& raster, const std::string& metadata) {
  const bool opaque = std::ranges::all_of(raster.rgba, [](std::uint32_t rgba) { return rgba >> 24 == 255; });
  PngPixels pixels{.width = raster.width, .height = raster.height, .channels = opaque ? 3 : 4, .text = metadata};
  pixels.bytes.reserve(raster.rgba.size() * static_cast<std::size_t>(pixels.channels));
  for (const std::uint32_t rgba : raster.rgba) {
    for (int n = 0; n < pixels.channels; ++n) pixels.bytes.push_back(static_cast<unsigned char>(rgba >> 8 * n));
  }
  return pixels;
}

}  // namespace

std::string png_bytes(const Raster& raster, const std::string& metadata) { return png_bytes(png_pixels(raster, metadata)); }

Expected<void> save_png(const Raster& raster, const std::filesystem::path& path, const std::string& metadata) {
  return write_png(png_pixels(raster, metadata), path);
}

}  // namespace deconvlab
