// APNG: each frame after the first is the rectangle that changed. The link is an iTXt chunk.
#include <algorithm>
#include <cmath>

#include "app/draw/cairo_canvas.h"
#include "app/record/each_record_format.h"
#include "app/record/frame_sequence.h"
#include "app/record/png_chunks.h"
#include "core/formats/formats.h"
#include "core/formats/png_encoder.h"

namespace deconvlab {

namespace {

constexpr std::uint32_t kPerSecond = 1000;  // parts that delays are counted in

// Chunks "fcTL" of the film, which are numbered through together with "fdAT".
struct Numbering {
  std::uint32_t next = 0;
  std::string take() { return big_endian(next++); }
};

std::string frame_control(Numbering& numbering, const PixelRect& r, std::int64_t milliseconds) {
  const auto delay = static_cast<std::uint32_t>(std::clamp<std::int64_t>(milliseconds, 1, 65535));
  const std::string place = big_endian(static_cast<std::uint32_t>(r.w)) + big_endian(static_cast<std::uint32_t>(r.h)) +
                            big_endian(static_cast<std::uint32_t>(r.x)) + big_endian(static_cast<std::uint32_t>(r.y));
  return png_chunk("fcTL", numbering.take() + place + big_endian(delay, 2) + big_endian(kPerSecond, 2) + std::string(2, '\0'));
}

// All frames of a file have the same channels.
std::string encoded(const Raster& raster, int channels) {
  PngPixels pixels{.width = raster.width, .height = raster.height, .channels = channels};
  pixels.bytes.reserve(raster.rgba.size() * static_cast<std::size_t>(channels));
  for (const std::uint32_t rgba : raster.rgba) {
    for (int n = 0; n < channels; ++n) pixels.bytes.push_back(static_cast<unsigned char>(rgba >> 8 * n));
  }
  return png_bytes(pixels);
}

// A picture's data as the film's first frame, or as a later one.
std::string frame_data(Numbering& numbering, std::string_view png, bool first) {
  std::string chunks;
  for_each_png_chunk(png, [&](std::string_view type, std::string_view data) {
    if (type != "IDAT") return;
    chunks += first ? png_chunk(type, data) : png_chunk("fdAT", numbering.take() + std::string(data));
  });
  return chunks;
}

std::string head(std::string_view png, const Film& film, const std::string& link) {
  std::string text(kPngSignature);
  for_each_png_chunk(png, [&](std::string_view type, std::string_view data) {
    if (type == "IHDR") text += png_chunk(type, data);
  });
  text += png_chunk("acTL", big_endian(static_cast<std::uint32_t>(film.frames)) + big_endian(0));
  const std::string said = std::string("deconvlab\0\0\0\0\0", 14) + link;
  return text + (link.empty() ? "" : png_chunk("iTXt", said));
}

// Rounded ends of time, so that delays add up to the film's length.
std::int64_t end_of(const Film& film, std::int64_t frame) {
  return std::llround(static_cast<double>(frame + 1) * kPerSecond / film.per_second);
}

void write_frames(const Film& film, Sink& sink) {
  Numbering numbering;
  FrameSequence frames;
  int channels = 4;
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    const Figure figure = film.at(frame);
    frames.draw(figure);
    const Raster& now = frames.now();
    const bool first = frame == 0;
    if (first && std::ranges::all_of(now.rgba, [](std::uint32_t rgba) { return rgba >> 24 == 255; })) channels = 3;
    PixelRect r = frames.changed();
    if (r.empty()) r = {0, 0, 1, 1};
    const std::string png = encoded(cut_out(now, r), channels);
    if (first) sink.write(head(png, film, figure.link));
    sink.write(frame_control(numbering, r, end_of(film, frame) - (first ? 0 : end_of(film, frame - 1))));
    sink.write(frame_data(numbering, png, first));
  }
  sink.write(png_chunk("IEND", ""));
}

}  // namespace

Expected<void> save_film_as_apng(const Film& film, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) { write_frames(film, sink); });
}

}  // namespace deconvlab
