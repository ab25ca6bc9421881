#include "app/record/frame_sequence.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "app/draw/bounds_canvas.h"

namespace deconvlab {

namespace {

using Call = FrameSequence::Call;

constexpr std::size_t kMostRects = 64;  // more are drawn as the one that holds them all
constexpr double kAround = 3;           // logical pixels that a call may reach beyond what it says, such as half a stroke's end

bool meet(Rect a, Rect b) { return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom(); }

// FNV-1a over the bytes of values without gaps between their parts.
class Hash {
 public:
  template <class... Values>
  explicit Hash(const Values&... values) {
    (add(values), ...);
  }
  std::uint64_t value() const { return value_; }

 private:
  void add(std::string_view bytes) {
    for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  template <class Number>
  requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void add(Number value) { add(std::string_view(reinterpret_cast<const char*>(&value), sizeof value)); }
  void add(Point p) { add(p.x), add(p.y); }
  void add(Rect r) { add(r.x), add(r.y), add(r.w), add(r.h); }
  void add(Color c) { add(c.r), add(c.g), add(c.b), add(c.a); }
  void add(const Stroke& s) { add(s.color), add(s.width), add(s.dash); }
  void add(const TextStyle& s) { add(s.color), add(s.size), add(s.weight), add(s.align); }
  void add(std::span<const Point> points) {
    for (const Point& p : points) add(p);
  }

  std::uint64_t value_ = 0xcbf29ce484222325u;
};

enum class Kind { fill, outline, line, polyline, polygon, circle, text, image };

// Says of each call what and where it is, and hands on those that it is told to.
class CallsCanvas : public Canvas {
 public:
  void fill_rect(Rect r, Color c, double radius) final {
    if (call(Kind::fill, r, r, c, radius)) to_->fill_rect(r, c, radius);
  }
  void stroke_rect(Rect r, Stroke s, double radius) final {
    if (call(Kind::outline, r.inset(-s.width), r, s, radius)) to_->stroke_rect(r, s, radius);
  }
  void line(Point a, Point b, Stroke s) final {
    const Point ends[] = {a, b};
    if (call(Kind::line, around(ends, s.width), a, b, s)) to_->line(a, b, s);
  }
  void polyline(std::span<const Point> points, Stroke s, bool closed) final {
    constexpr double kMitre = 10;  // how far Cairo's corners reach at most, in widths
    if (call(Kind::polyline, around(points, kMitre * s.width), points, s, closed)) to_->polyline(points, s, closed);
  }
  void fill_polygon(std::span<const Point> convex, Color c) final {
    if (call(Kind::polygon, around(convex, 0), convex, c)) to_->fill_polygon(convex, c);
  }
  void circle(Point centre, double radius, Color fill) final {
    const Rect r{centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    if (call(Kind::circle, r, centre, radius, fill)) to_->circle(centre, radius, fill);
  }
  void text(Point at, std::string_view utf8, const TextStyle& style) final {
    const double w = text_width(utf8, style);
    const double left = style.align == Align::left ? 0 : style.align == Align::centre ? w / 2 : w;
    const Rect r{at.x - left - style.size, at.y - style.size, w + 2 * style.size, 2 * style.size};
    if (call(Kind::text, r, at, utf8, style)) to_->text(at, utf8, style);
  }
  double text_width(std::string_view utf8, const TextStyle& style) final { return measure_.text_width(utf8, style); }
  void image(Rect r, const Raster& raster) final {
    const std::uint64_t pixels = raster.id != 0 ? raster.id : Hash(bytes_of(raster)).value();
    if (call(Kind::image, r, r, raster.width, raster.height, pixels)) to_->image(r, raster);
  }
  void push_clip(Rect r) final {
    clips_.push_back(clips_.empty() ? r : r.within(clips_.back()));
    if (to_) to_->push_clip(r);
  }
  void pop_clip() final {
    clips_.pop_back();
    if (to_) to_->pop_clip();
  }

 protected:
  // `measure` says how wide texts are; without `to` nothing is handed on.
  CallsCanvas(Canvas& measure, Canvas* to) : measure_(measure), to_(to) {}
  // Whether the call is handed on.
  virtual bool take(const Call& call) = 0;

 private:
  static std::string_view bytes_of(const Raster& raster) {
    return {reinterpret_cast<const char*>(raster.rgba.data()), raster.rgba.size() * sizeof raster.rgba[0]};
  }
  static Rect around(std::span<const Point> points, double width) {
    if (points.empty()) return {};
    const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
    return Rect{left.x, top.y, right.x - left.x, bottom.y - top.y}.inset(-width);
  }
  // The same in another clip is another call.
  template <class... Values>
  bool call(Kind kind, Rect where, const Values&... values) {
    if (clips_.empty()) return take({Hash(kind, values...).value(), where.inset(-kAround)});
    return take({Hash(kind, clips_.back(), values...).value(), where.inset(-kAround).within(clips_.back().inset(-kAround))});
  }

  Canvas& measure_;
  Canvas* to_;
  std::vector<Rect> clips_;
};

class Noting final : public CallsCanvas {
 public:
  explicit Noting(Canvas& measure) : CallsCanvas(measure, nullptr) {}
  std::vector<Call> calls;

 private:
  bool take(const Call& call) override {
    calls.push_back(call);
    return false;
  }
};

// Draws what reaches into some parts.
class Within final : public CallsCanvas {
 public:
  Within(Canvas& to, const std::vector<PixelRect>& parts, double scale) : CallsCanvas(to, &to) {
    for (const PixelRect& r : parts) parts_.push_back({r.x / scale, r.y / scale, r.w / scale, r.h / scale});
  }

 private:
  bool take(const Call& call) override {
    return std::ranges::any_of(parts_, [&](const Rect& r) { return meet(r, call.where); });
  }
  std::vector<Rect> parts_;
};

using Counts = std::unordered_map<std::uint64_t, int>;

Counts counts_of(const std::vector<Call>& calls) {
  Counts counts;
  for (const Call& call : calls) ++counts[call.what];
  return counts;
}

// Those of `calls` that `others` has as well, as often as it has them, in their order; where the rest draws joins `changed`.
std::vector<std::uint64_t> shared(const std::vector<Call>& calls, Counts others, std::vector<Rect>& changed) {
  std::vector<std::uint64_t> both;
  for (const Call& call : calls) {
    const auto other = others.find(call.what);
    const bool there = other != others.end() && other->second-- > 0;
    there ? both.push_back(call.what) : changed.push_back(call.where);
  }
  return both;
}

// Rectangles that overlap become one.
std::vector<Rect> joined(std::vector<Rect> rects) {
  std::vector<Rect> apart;
  while (!rects.empty()) {
    Rect r = rects.back();
    rects.pop_back();
    const auto other = std::ranges::find_if(apart, [&](const Rect& a) { return meet(a, r); });
    if (other == apart.end()) {
      apart.push_back(r);
      continue;
    }
    rects.push_back(around_both(*other, r));
    apart.erase(other);
  }
  return apart;
}

// Where one figure differs from the other; all of the page where calls that both have come in another order.
std::vector<Rect> differences(const std::vector<Call>& old, const std::vector<Call>& now, Rect page) {
  std::vector<Rect> changed;
  const auto kept = shared(old, counts_of(now), changed), found = shared(now, counts_of(old), changed);
  if (kept != found) return {page};
  for (Rect& r : changed) r = r.within(page);
  std::erase_if(changed, [](const Rect& r) { return r.w <= 0 || r.h <= 0; });
  std::vector<Rect> apart = joined(std::move(changed));
  if (apart.size() <= kMostRects) return apart;
  Rect all = apart.front();
  for (const Rect& r : apart) all = around_both(all, r);
  return {all};
}

// With the pixels about it, which smooth edges and lines between pixels reach.
PixelRect in_pixels(Rect r, double scale, const Raster& page) {
  constexpr int kMore = 2;
  const auto down = [&](double v) { return std::max(0, static_cast<int>(std::floor(v * scale)) - kMore); };
  const auto up = [&](double v, int most) { return std::min(most, static_cast<int>(std::ceil(v * scale)) + kMore); };
  const int x = down(r.x), y = down(r.y);
  return {x, y, std::max(0, up(r.right(), page.width) - x), std::max(0, up(r.bottom(), page.height) - y)};
}

void copy_part(const Raster& from, Raster& to, const PixelRect& r) {
  for (int y = r.y; y < r.y + r.h; ++y) {
    const auto at = static_cast<std::ptrdiff_t>(y) * from.width + r.x;
    std::copy_n(from.rgba.begin() + at, r.w, to.rgba.begin() + at);
  }
}

PixelRect around_all(const std::vector<PixelRect>& rects) {
  if (rects.empty()) return {};
  PixelRect all = rects.front();
  for (const PixelRect& r : rects) {
    const int right = std::max(all.x + all.w, r.x + r.w), bottom = std::max(all.y + all.h, r.y + r.h);
    all.x = std::min(all.x, r.x), all.y = std::min(all.y, r.y);
    all.w = right - all.x, all.h = bottom - all.y;
  }
  return all;
}

}  // namespace

void FrameSequence::draw(const Figure& figure) {
  const Size size{figure.width, figure.height, figure.scale};
  const bool fresh = !canvas_ || size != size_;
  if (fresh) canvas_.emplace(figure.width, figure.height, figure.scale);
  size_ = size;
  Noting noting(*canvas_);
  figure.draw(noting);
  std::swap(before_, now_);
  fresh ? draw_whole(figure) : draw_changes(figure, differences(calls_, noting.calls, {0, 0, size.width, size.height}));
  calls_ = std::move(noting.calls);
}

void FrameSequence::draw_whole(const Figure& figure) {
  figure.draw(*canvas_);
  canvas_->copy_pixels(now_);
  renewed_ = {{0, 0, now_.width, now_.height}};
  changed_ = deconvlab::changed(before_, now_);
}

// All that reaches into a part is drawn whole, which leaves other pixels than a clip would where its edges are smooth; only the parts are
// taken. The picture before the last one, where there is one of this size, lacks what the last one changed, too.
void FrameSequence::draw_changes(const Figure& figure, const std::vector<Rect>& where) {
  std::vector<PixelRect> pixels;
  for (const Rect& r : where) pixels.push_back(in_pixels(r, size_.scale, before_));
  if (now_.width != before_.width || now_.height != before_.height) now_ = before_;
  for (const PixelRect& r : renewed_) copy_part(before_, now_, r);
  if (!pixels.empty()) {
    canvas_->clear();
    Within within(*canvas_, pixels, size_.scale);
    figure.draw(within);
  }
  for (const PixelRect& r : pixels) canvas_->copy_pixels(now_, r);
  changed_ = deconvlab::changed(before_, now_, around_all(pixels));
  renewed_ = std::move(pixels);
}

}  // namespace deconvlab
