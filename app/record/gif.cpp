// GIF: one palette for the film, of each frame only what changed. The link is a comment.
#include <gif_lib.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <unordered_map>

#include "app/record/each_record_format.h"
#include "app/record/frame_sequence.h"
#include "core/formats/formats.h"

namespace deconvlab {

namespace {

constexpr int kTable = 256;             // entries of the colour table
constexpr int kUnchanged = kTable - 1;  // the last one lets what was there before be seen
constexpr int kColors = kTable - 1;
constexpr int kExact = 144;            // of these, where there are more
constexpr std::int64_t kLookedAt = 6;  // frames that the palette is made of
constexpr double kPerSecond = 100;     // parts that delays are counted in
constexpr std::size_t kBlock = 255;    // bytes of an extension's block

struct Palette {
  std::vector<GifColorType> colors = std::vector<GifColorType>(kTable);
  std::unordered_map<std::uint32_t, GifByteType> known = {};

  // The nearest colour, the first of those that are as near.
  GifByteType of(std::uint32_t rgba) {
    const auto [at, is_new] = known.try_emplace(rgba & 0xffffff, GifByteType{});
    if (!is_new) return at->second;
    const auto apart = [rgba](const GifColorType& c) {
      const int r = c.Red - static_cast<int>(rgba & 255), g = c.Green - static_cast<int>(rgba >> 8 & 255),
                b = c.Blue - static_cast<int>(rgba >> 16 & 255);
      return 2 * r * r + 4 * g * g + 3 * b * b;
    };
    const auto nearer = [&](const GifColorType& a, const GifColorType& b) { return apart(a) < apart(b); };
    at->second = static_cast<GifByteType>(std::min_element(colors.begin(), colors.begin() + kColors, nearer) - colors.begin());
    return at->second;
  }
};

// The colours of a few frames, the most frequent first.
std::vector<std::uint32_t> colors_of(const Film& film) {
  std::unordered_map<std::uint32_t, std::int64_t> counts;
  const std::int64_t looked = std::min(kLookedAt, film.frames);
  for (std::int64_t n = 0; n < looked; ++n) {
    const Raster raster = rasterized(film.at(looked == 1 ? 0 : n * (film.frames - 1) / (looked - 1)));
    for (const std::uint32_t rgba : raster.rgba) ++counts[rgba & 0xffffff];
  }
  std::vector<std::pair<std::int64_t, std::uint32_t>> sorted;
  for (const auto& [color, count] : counts) sorted.emplace_back(-count, color);
  std::ranges::sort(sorted);
  std::vector<std::uint32_t> colors;
  for (const auto& each : sorted) colors.push_back(each.second);
  return colors;
}

GifColorType color_of(std::uint32_t rgba) {
  return {static_cast<GifByteType>(rgba & 255), static_cast<GifByteType>(rgba >> 8 & 255), static_cast<GifByteType>(rgba >> 16 & 255)};
}

// `size` colours for many, by the library's median cut.
void cut(std::span<const std::uint32_t> many, int size, GifColorType* colors) {
  std::vector<GifByteType> planes[3], indices(many.size());
  for (const std::uint32_t c : many)
    for (int n = 0; n < 3; ++n) planes[n].push_back(static_cast<GifByteType>(c >> 8 * n & 255));
  GifQuantizeBuffer(static_cast<unsigned>(many.size()), 1, &size, planes[0].data(), planes[1].data(), planes[2].data(), indices.data(),
                    colors);
}

// The most frequent colours, areas, stay as they are; the rest shares what is left of the palette.
Palette palette_of(const Film& film) {
  Palette palette;
  const std::vector<std::uint32_t> colors = colors_of(film);
  const std::size_t exact = colors.size() <= kColors ? colors.size() : kExact;
  std::ranges::transform(colors.begin(), colors.begin() + static_cast<std::ptrdiff_t>(exact), palette.colors.begin(), color_of);
  if (exact < colors.size()) cut(std::span(colors).subspan(exact), kColors - kExact, palette.colors.data() + kExact);
  return palette;
}

int write_bytes(GifFileType* gif, const GifByteType* data, int size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
  return static_cast<Sink*>(gif->UserData)->write(bytes) ? size : 0;
}

// The file while it is written; false from its functions where the system refuses a byte, which the sink says itself.
class GifWriter {
 public:
  explicit GifWriter(Sink& sink) : gif_(EGifOpen(&sink, write_bytes, nullptr)) {}
  ~GifWriter() {
    if (gif_) EGifCloseFile(gif_, nullptr);
  }
  GifWriter(const GifWriter&) = delete;
  GifWriter& operator=(const GifWriter&) = delete;

  bool begin(const Raster& first, const Palette& palette, const std::string& link) {
    if (!gif_) return false;
    const std::unique_ptr<ColorMapObject, void (*)(ColorMapObject*)> map(GifMakeMapObject(kTable, palette.colors.data()), GifFreeMapObject);
    EGifSetGifVersion(gif_, true);
    return map && EGifPutScreenDesc(gif_, first.width, first.height, 8, 0, map.get()) == GIF_OK && put_loop() && put_comment(link);
  }

  bool put(const PixelRect& r, const std::vector<GifByteType>& indices, std::int64_t delay) {
    const auto hundredths = static_cast<int>(std::min<std::int64_t>(delay, 65535));
    const GraphicsControlBlock control{DISPOSE_DO_NOT, false, hundredths, kUnchanged};
    GifByteType bytes[4];
    EGifGCBToExtension(&control, bytes);
    if (EGifPutExtension(gif_, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes) != GIF_OK) return false;
    if (EGifPutImageDesc(gif_, r.x, r.y, r.w, r.h, false, nullptr) != GIF_OK) return false;
    std::vector<GifByteType> line(static_cast<std::size_t>(r.w));
    for (int y = 0; y < r.h; ++y) {
      std::copy_n(indices.begin() + static_cast<std::ptrdiff_t>(y) * r.w, r.w, line.begin());
      if (EGifPutLine(gif_, line.data(), r.w) != GIF_OK) return false;
    }
    return true;
  }

 private:
  // Again and again (NETSCAPE2.0, sub-block 1).
  bool put_loop() {
    const GifByteType forever[] = {1, 0, 0};
    return EGifPutExtensionLeader(gif_, APPLICATION_EXT_FUNC_CODE) == GIF_OK && EGifPutExtensionBlock(gif_, 11, "NETSCAPE2.0") == GIF_OK &&
           EGifPutExtensionBlock(gif_, sizeof forever, forever) == GIF_OK && EGifPutExtensionTrailer(gif_) == GIF_OK;
  }
  bool put_comment(std::string_view text) {
    if (text.empty()) return true;
    bool put = EGifPutExtensionLeader(gif_, COMMENT_EXT_FUNC_CODE) == GIF_OK;
    for (; put && !text.empty(); text.remove_prefix(std::min(text.size(), kBlock)))
      put = EGifPutExtensionBlock(gif_, static_cast<int>(std::min(text.size(), kBlock)), text.data()) == GIF_OK;
    return put && EGifPutExtensionTrailer(gif_) == GIF_OK;
  }

  GifFileType* gif_;
};

struct Pending {
  PixelRect place;
  std::vector<GifByteType> indices;
  std::int64_t from = 0;  // hundredths of a second since the film's start
};

// Of the pixels in a rectangle; those that are as before let what was there be seen, which packs better.
std::vector<GifByteType> indices_of(const Raster& before, const Raster& now, const PixelRect& place, Palette& palette) {
  const Raster part = cut_out(now, place);
  std::vector<GifByteType> indices(part.rgba.size());
  std::ranges::transform(part.rgba, indices.begin(), [&](std::uint32_t rgba) { return palette.of(rgba); });
  if (before.width != now.width || before.height != now.height) return indices;
  const Raster old = cut_out(before, place);
  for (std::size_t n = 0; n < indices.size(); ++n) {
    if (old.rgba[n] == part.rgba[n]) indices[n] = kUnchanged;
  }
  return indices;
}

std::int64_t start_of(const Film& film, std::int64_t frame) {
  return std::llround(static_cast<double>(frame) * kPerSecond / film.per_second);
}

// A frame is written when the next one differs: until then it stays.
bool write_film(const Film& film, Sink& sink) {
  Palette palette = palette_of(film);
  GifWriter writer(sink);
  FrameSequence frames;
  Pending pending;
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    const Figure figure = film.at(frame);
    frames.draw(figure);
    const Raster& now = frames.now();
    const PixelRect place = frames.changed();
    if (frame == 0 && !writer.begin(now, palette, figure.link)) return false;
    if (place.empty()) continue;
    const std::int64_t from = start_of(film, frame);
    if (frame > 0 && !writer.put(pending.place, pending.indices, from - pending.from)) return false;
    pending = {place, indices_of(frames.before(), now, place, palette), from};
  }
  return writer.put(pending.place, pending.indices, start_of(film, film.frames) - pending.from);
}

}  // namespace

Expected<void> save_film_as_gif(const Film& film, const std::filesystem::path& path) {
  return write_whole(path, [&](Sink& sink) -> Expected<void> {
    if (write_film(film, sink)) return {};
    return fail(ErrorCode::no_memory);  // what the system refuses the sink says itself
  });
}

// The first comment: blocks of a byte that says their length, until one of none.
std::string link_in_gif(std::string_view bytes) {
  constexpr std::string_view kComment = "\x21\xfe";
  std::string link;
  std::size_t at = bytes.starts_with("GIF8") ? bytes.find(kComment) : std::string_view::npos;
  if (at == std::string_view::npos) return {};
  for (at += kComment.size(); at < bytes.size() && bytes[at] != 0;) {
    const auto length = static_cast<unsigned char>(bytes[at]);
    link += bytes.substr(at + 1, length);
    at += 1 + std::size_t{length};
  }
  return link;
}

}  // namespace deconvlab
