// Animated WebP without loss: of each frame only what changed. The link is its XMP (RFC 9649, section 2.7).
#include <webp/encode.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "app/draw/svg_canvas.h"
#include "app/record/each_record_format.h"
#include "app/record/frame_sequence.h"
#include "app/record/spool.h"
#include "core/formats/formats.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr double kPerSecond = 1000;                    // parts that times are counted in
constexpr int kLevel = 2;                              // of the library's pains from 0 to 9
constexpr unsigned kMoves = 2, kXmp = 4, kAlpha = 16;  // flags of the file
constexpr unsigned kCovers = 2;                        // of a frame: what is below it is not mixed in
constexpr std::size_t kRiffHead = 12;

std::string little(std::uint32_t value, int count) {
  std::string text;
  for (int n = 0; n < count; ++n) text += static_cast<char>(value >> 8 * n & 255);
  return text;
}

// Padded to an even size.
std::string chunk(std::string_view type, std::string_view data) {
  return std::string(type) + little(static_cast<std::uint32_t>(data.size()), 4) + std::string(data) + std::string(data.size() % 2, '\0');
}

std::string xmp(const std::string& link) {
  return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:source>" +
         xml_text(link) + "</dc:source></rdf:Description></rdf:RDF></x:xmpmeta>";
}

// The library's picture and what it writes, gone with the object.
struct Encoding {
  WebPPicture picture;
  WebPMemoryWriter writer;

  Encoding() {
    WebPPictureInit(&picture);
    WebPMemoryWriterInit(&writer);
  }
  ~Encoding() {
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&writer);
  }
  Encoding(const Encoding&) = delete;
  Encoding& operator=(const Encoding&) = delete;
};

// The chunk of its pixels; empty where memory is short.
std::string encoded(const Raster& raster) {
  WebPConfig config;
  if (!WebPConfigInit(&config) || !WebPConfigLosslessPreset(&config, kLevel)) return {};
  config.exact = 1;
  Encoding encoding;
  encoding.picture.use_argb = 1;
  encoding.picture.width = raster.width;
  encoding.picture.height = raster.height;
  encoding.picture.writer = WebPMemoryWrite;
  encoding.picture.custom_ptr = &encoding.writer;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(raster.rgba.data());
  if (!WebPPictureImportRGBA(&encoding.picture, bytes, raster.width * 4) || !WebPEncode(&config, &encoding.picture)) return {};
  const std::string_view file(reinterpret_cast<const char*>(encoding.writer.mem), encoding.writer.size);
  return std::string(file.substr(kRiffHead));
}

// Frames begin at even places.
PixelRect from_even(PixelRect r) {
  const int left = r.x % 2, above = r.y % 2;
  return {r.x - left, r.y - above, r.w + left, r.h + above};
}

struct Pending {
  PixelRect place;
  std::string pixels;
  std::int64_t from = 0;
};

std::int64_t start_of(const Film& film, std::int64_t frame) {
  return std::llround(static_cast<double>(frame) * kPerSecond / film.per_second);
}

std::string frame_chunk(const Pending& frame, std::int64_t until) {
  const auto number = [](std::int64_t value) { return little(static_cast<std::uint32_t>(value), 3); };
  const PixelRect& r = frame.place;
  return chunk("ANMF", number(r.x / 2) + number(r.y / 2) + number(r.w - 1) + number(r.h - 1) + number(until - frame.from) +
                           static_cast<char>(kCovers) + frame.pixels);
}

struct Frames {
  Spool chunks;
  int width = 0, height = 0;
  bool opaque = true;
  std::string link = {};
};

Error refused(const std::filesystem::path& path, int why) { return {ErrorCode::cannot_write, {path.string(), std::strerror(why)}}; }

// A frame is kept when the next one differs: until then it stays.
Expected<void> encode(const Film& film, const std::filesystem::path& path, Frames& frames) {
  FrameSequence sequence;
  Pending pending;
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    const Figure figure = film.at(frame);
    sequence.draw(figure);
    const Raster& now = sequence.now();
    const PixelRect place = sequence.changed();
    if (place.empty()) continue;
    const std::int64_t from = start_of(film, frame);
    if (frame > 0 && !frames.chunks.put(frame_chunk(pending, from))) return tl::make_unexpected(refused(path, errno));
    if (frame == 0) frames.width = now.width, frames.height = now.height, frames.link = figure.link;
    frames.opaque = frames.opaque && std::ranges::all_of(now.rgba, [](std::uint32_t rgba) { return rgba >> 24 == 255; });
    pending = {from_even(place), encoded(cut_out(now, from_even(place))), from};
    if (pending.pixels.empty()) return fail(ErrorCode::no_memory);
  }
  if (!frames.chunks.put(frame_chunk(pending, start_of(film, film.frames)))) return tl::make_unexpected(refused(path, errno));
  return {};
}

std::string head_of(const Frames& frames) {
  const unsigned flags = kMoves | (frames.opaque ? 0 : kAlpha) | (frames.link.empty() ? 0 : kXmp);
  const auto size = [](int pixels) { return little(static_cast<std::uint32_t>(pixels - 1), 3); };
  return chunk("VP8X", little(flags, 4) + size(frames.width) + size(frames.height)) + chunk("ANIM", little(0, 4) + little(0, 2));
}

Expected<void> write_frames(const Frames& frames, const std::filesystem::path& path, Sink& sink) {
  const std::string head = head_of(frames), tail = frames.link.empty() ? "" : chunk("XMP ", xmp(frames.link));
  const auto size = 4 + static_cast<std::int64_t>(head.size() + tail.size()) + frames.chunks.size();
  sink.write("RIFF" + little(static_cast<std::uint32_t>(size), 4) + "WEBP" + head);
  std::vector<char> buffer(1 << 16);
  for (std::int64_t at = 0; at < frames.chunks.size();) {
    const auto count = std::min(std::ssize(buffer), static_cast<std::ptrdiff_t>(frames.chunks.size() - at));
    const std::span part = std::span(buffer).first(static_cast<std::size_t>(count));
    if (!frames.chunks.get(at, part)) return tl::make_unexpected(refused(path, errno));
    sink.write({part.data(), part.size()});
    at += count;
  }
  sink.write(tail);
  return {};
}

}  // namespace

Expected<void> save_film_as_webp(const Film& film, const std::filesystem::path& path) {
  constexpr std::int64_t kMost = UINT32_MAX - (std::int64_t{1} << 20);
  Frames frames;
  TRY(encode(film, path, frames));
  if (frames.chunks.size() > kMost) return tl::make_unexpected(refused(path, EFBIG));
  return write_whole(path, [&](Sink& sink) { return write_frames(frames, path, sink); });
}

std::string link_in_webp(std::string_view bytes) {
  constexpr std::string_view kBegin = "<dc:source>";
  const std::size_t at = bytes.starts_with("RIFF") ? bytes.rfind(kBegin) : std::string_view::npos;
  if (at == std::string_view::npos) return {};
  const std::string_view rest = bytes.substr(at + kBegin.size());
  return plain_text(rest.substr(0, rest.find('<')));
}

}  // namespace deconvlab
