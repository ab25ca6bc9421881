#include "app/record/recorder.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "app/draw/cairo_canvas.h"
#include "app/record/frame_change.h"
#include "core/exceptions.h"

namespace deconvlab {

namespace {

constexpr std::size_t kMostWaiting = 3;
constexpr double kReach = 30;  // of a pointer and its ring, about its tip
constexpr int kFast = 1;       // of zlib's levels

// What is kept of a frame that differs from the one before: the place that changed, and its pixels packed.
struct Head {
  std::int64_t number = 0;
  int width = 0, height = 0;
  PixelRect place;
  std::int64_t packed = 0;
};

void draw_pointer(Canvas& canvas, const Pointer& pointer) {
  const auto at = [&](double x, double y) { return Point{pointer.at.x + x * pointer.scale, pointer.at.y + y * pointer.scale}; };
  const Color white = rgb(0xffffff), black = rgb(0x000000);
  if (pointer.pressed) canvas.circle(pointer.at, 14 * pointer.scale, rgb(0xf0c000).with_alpha(0.55F));
  const std::array outline{at(0, 0), at(0, 17), at(4, 13.5), at(6.6, 19.5), at(9.2, 18.4), at(6.6, 12.6), at(12, 12.2)};
  const std::array head{outline[0], outline[1], outline[2], outline[5], outline[6]};
  const std::array tail{outline[2], outline[3], outline[4], outline[5]};
  canvas.polyline(outline, {white, 3 * pointer.scale}, true);
  canvas.fill_polygon(std::array{head[0], head[1], head[2]}, black);
  canvas.fill_polygon(std::array{head[0], head[2], head[3]}, black);
  canvas.fill_polygon(std::array{head[0], head[3], head[4]}, black);
  canvas.fill_polygon(tail, black);
  for (const int seam : {2, 5}) canvas.line(outline[0], outline[static_cast<std::size_t>(seam)], {black, 1.6 * pointer.scale});
}

void put_back(Raster& whole, const Raster& part, const PixelRect& r) {
  for (int y = 0; y < r.h; ++y)
    std::copy_n(part.rgba.begin() + std::ptrdiff_t{y} * r.w, r.w, whole.rgba.begin() + std::ptrdiff_t{r.y + y} * whole.width + r.x);
}

// On the part of the picture that it covers.
void add_pointer(Raster& picture, Pointer pointer) {
  const double reach = kReach * pointer.scale;
  const int left = std::max(0, static_cast<int>(pointer.at.x - reach)), top = std::max(0, static_cast<int>(pointer.at.y - reach));
  const int right = std::min(picture.width, static_cast<int>(pointer.at.x + reach));
  const int bottom = std::min(picture.height, static_cast<int>(pointer.at.y + reach));
  const PixelRect place{left, top, right - left, bottom - top};
  if (place.w <= 0 || place.h <= 0) return;
  CairoCanvas canvas(place.w, place.h);
  canvas.image({0, 0, static_cast<double>(place.w), static_cast<double>(place.h)}, cut_out(picture, place));
  pointer.at = {pointer.at.x - left, pointer.at.y - top};
  draw_pointer(canvas, pointer);
  put_back(picture, canvas.pixels(), place);
}

template <class Value>
std::span<char> bytes_of(Value& value) {
  return {reinterpret_cast<char*>(&value), sizeof value};
}

// Empty where memory is short.
std::string packed(const Raster& raster) {
  const auto size = static_cast<uLong>(raster.rgba.size() * sizeof raster.rgba[0]);
  std::string bytes(compressBound(size), '\0');
  uLongf used = bytes.size();
  const auto* from = reinterpret_cast<const Bytef*>(raster.rgba.data());
  if (compress2(reinterpret_cast<Bytef*>(bytes.data()), &used, from, size, kFast) != Z_OK) return {};
  bytes.resize(used);
  return bytes;
}

// The frames one after the other; for an earlier one from the first on.
class Reader {
 public:
  explicit Reader(std::shared_ptr<const Recorded> recording) : recording_(std::move(recording)) {}

  const Raster& at(std::int64_t number) {
    if (number < shown_) at_ = 0, shown_ = -1;
    Head head;
    while (recording_->frames.get(at_, bytes_of(head)) && head.number <= number) take(head);
    shown_ = number;
    return picture_;
  }

 private:
  void take(const Head& head) {
    std::string bytes(static_cast<std::size_t>(head.packed), '\0');
    const auto at = at_ + static_cast<std::int64_t>(sizeof head);
    at_ = at + head.packed;
    Raster part{.width = head.place.w, .height = head.place.h, .id = 0, .rgba = {}};
    part.rgba.resize(static_cast<std::size_t>(head.place.w) * static_cast<std::size_t>(head.place.h));
    uLongf size = part.rgba.size() * sizeof part.rgba[0];
    if (!recording_->frames.get(at, bytes)) return;
    uncompress(reinterpret_cast<Bytef*>(part.rgba.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    picture_.width = head.width;
    picture_.height = head.height;
    picture_.rgba.resize(static_cast<std::size_t>(head.width) * static_cast<std::size_t>(head.height));
    put_back(picture_, part, head.place);
  }

  std::shared_ptr<const Recorded> recording_;
  std::int64_t at_ = 0, shown_ = -1;
  Raster picture_;
};

// In the middle, as large as fits.
Rect fitted_into(const Recorded& recording, const Raster& picture) {
  const double width = recording.width, height = recording.height;
  const double scale = std::min(width / picture.width, height / picture.height);
  return {(width - picture.width * scale) / 2, (height - picture.height * scale) / 2, picture.width * scale, picture.height * scale};
}

}  // namespace

Film film_of(std::shared_ptr<const Recorded> recording) {
  Film film{.frames = recording->count, .per_second = recording->per_second, .at = {}};
  film.at = [recording, reader = std::make_shared<Reader>(recording)](std::int64_t frame) {
    const auto picture = std::make_shared<const Raster>(reader->at(frame));
    const auto width = static_cast<double>(recording->width), height = static_cast<double>(recording->height);
    Figure figure{.width = width, .height = height, .link = recording->link, .title = recording->title, .language = recording->language};
    figure.draw = [recording, picture, width, height](Canvas& canvas) {
      canvas.fill_rect({0, 0, width, height}, rgb(0x000000));
      canvas.image(fitted_into(*recording, *picture), *picture);
    };
    return figure;
  };
  return film;
}

Recorder::Recorder(double per_second) : recording_(std::make_shared<Recorded>()) {
  recording_->per_second = per_second;
  keeper_ = std::thread([this] { run(); });
}

Recorder::~Recorder() { finish(); }

bool Recorder::pass(double seconds) {
  seconds_ += seconds;
  return seconds_ * recording_->per_second >= static_cast<double>(next_);
}

void Recorder::put(Raster picture, const std::optional<Pointer>& pointer) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= kMostWaiting || refused_) return;
  const auto now = static_cast<std::int64_t>(std::floor(seconds_ * recording_->per_second));
  const std::int64_t number = next_ == 0 ? 0 : now;
  waiting_.push_back({number, std::move(picture), pointer});
  next_ = number + 1;
  changed_.notify_one();
}

std::shared_ptr<Recorded> Recorder::finish() {
  if (keeper_.joinable()) {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      changed_.notify_one();
    }
    keeper_.join();
  }
  recording_->count = std::max<std::int64_t>(next_, std::llround(seconds_ * recording_->per_second));
  return refused_ || next_ == 0 ? nullptr : recording_;
}

void Recorder::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Frame frame = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    const bool kept = without_throwing([&] { return keep(std::move(frame)) ? Expected<void>() : fail(ErrorCode::no_memory); }).has_value();
    lock.lock();
    refused_ = refused_ || !kept;
  }
}

bool Recorder::keep(Frame frame) {
  if (frame.pointer) add_pointer(frame.picture, *frame.pointer);
  const PixelRect place = changed(before_, frame.picture);
  if (recording_->width == 0) recording_->width = frame.picture.width, recording_->height = frame.picture.height;
  if (place.empty()) return true;
  const std::string bytes = packed(cut_out(frame.picture, place));
  Head head{frame.number, frame.picture.width, frame.picture.height, place, static_cast<std::int64_t>(bytes.size())};
  const std::span said = bytes_of(head);
  const bool kept = !bytes.empty() && recording_->frames.put({said.data(), said.size()}) && recording_->frames.put(bytes);
  before_ = std::move(frame.picture);
  return kept;
}

}  // namespace deconvlab
