// Figures and films: read back, each frame is what was drawn, each file brings its link, and what cannot be written leaves nothing.
#include <gif_lib.h>
#include <gmock/gmock.h>
#include <webp/demux.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "app/draw/cairo_canvas.h"
#include "app/record/clipboard.h"
#include "app/record/exports.h"
#include "app/record/film.h"
#include "app/record/png_chunks.h"
#include "app/record/record_formats.h"
#include "app/scenes/scenes.h"
#include "core/exceptions.h"
#include "core/formats/formats.h"
#include "tests/app/drawn.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

// As links are written: in ASCII, with all that is special as %XX.
constexpr std::string_view kLink = "deconvlab:picture?i=5&k=2&picture=/b%281%29%20%C3%A9%5Cz%3C.png&t=3";
constexpr int kWidth = 40, kHeight = 24;

// A square that moves, stays for two frames and moves on.
Figure square_at(int x) {
  return {.width = kWidth, .height = kHeight, .link = std::string(kLink), .title = "A & B", .language = "en", .draw = [x](Canvas& canvas) {
            canvas.fill_rect({0, 0, kWidth, kHeight}, rgb(0xf0f0f0));
            canvas.fill_rect({static_cast<double>(x), 4, 8, 8}, rgb(0x0072b2));
          }};
}

constexpr int kPlaces[] = {0, 5, 5, 5, 17, 30};
Film moving() {
  return {.frames = std::ssize(kPlaces), .per_second = 8, .at = [](std::int64_t n) { return square_at(kPlaces[n]); }};
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What a viewer shows, and for how long, in thousandths of a second.
struct Shown {
  Raster raster;
  std::int64_t milliseconds;
};

void paste(Raster& onto, const Raster& part, int left, int top) {
  for (int y = 0; y < part.height; ++y)
    for (int x = 0; x < part.width; ++x)
      onto.rgba[static_cast<std::size_t>((top + y) * onto.width + left + x)] = part.rgba[static_cast<std::size_t>(y * part.width + x)];
}

Raster blank() { return {.width = kWidth, .height = kHeight, .id = 0, .rgba = std::vector<std::uint32_t>(kWidth * kHeight)}; }

std::vector<Shown> frames_of_gif(const fs::path& path) {
  GifFileType* gif = DGifOpenFileName(path.c_str(), nullptr);
  std::vector<Shown> shown;
  if (!gif || DGifSlurp(gif) != GIF_OK) return shown;
  Raster now = blank();
  for (int n = 0; n < gif->ImageCount; ++n) {
    const SavedImage& image = gif->SavedImages[n];
    GraphicsControlBlock control{};
    DGifSavedExtensionToGCB(gif, n, &control);
    Raster part{.width = image.ImageDesc.Width, .height = image.ImageDesc.Height, .id = 0, .rgba = {}};
    for (int at = 0; at < part.width * part.height; ++at) {
      const int x = image.ImageDesc.Left + at % part.width, y = image.ImageDesc.Top + at / part.width;
      const GifColorType& c = gif->SColorMap->Colors[image.RasterBits[at]];
      part.rgba.push_back(image.RasterBits[at] == control.TransparentColor
                              ? now.rgba[static_cast<std::size_t>(y * kWidth + x)]
                              : 0xff000000u | static_cast<std::uint32_t>(c.Blue << 16 | c.Green << 8 | c.Red));
    }
    paste(now, part, image.ImageDesc.Left, image.ImageDesc.Top);
    shown.push_back({now, control.DelayTime * 10});
  }
  DGifCloseFile(gif, nullptr);
  return shown;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, int count = 4) {
  std::uint32_t value = 0;
  for (int n = 0; n < count; ++n) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(n)]);
  return value;
}

// The rectangle's pixels, decoded as a PNG of its own.
Raster decoded(const std::string& header, std::uint32_t w, std::uint32_t h, const std::string& data) {
  const std::string png = std::string(kPngSignature) + png_chunk("IHDR", big_endian(w) + big_endian(h) + header.substr(8)) +
                          png_chunk("IDAT", data) + png_chunk("IEND", "");
  const test::Folder folder;
  const fs::path file = folder / "frame.png";
  std::ofstream(file, std::ios::binary) << png;
  const Tensor planes = read_noted(file)->array;
  Raster raster{.width = static_cast<int>(w), .height = static_cast<int>(h), .id = 0, .rgba = {}};
  const std::int64_t cells = std::int64_t{w} * h;
  for (std::int64_t n = 0; n < cells; ++n) {
    const auto part = [&](std::int64_t c) { return static_cast<std::uint32_t>(planes.data()[planes.shape().c == 1 ? n : c * cells + n]); };
    raster.rgba.push_back(0xff000000u | part(2) << 16 | part(1) << 8 | part(0));
  }
  return raster;
}

std::vector<Shown> frames_of_apng(const fs::path& path) {
  std::vector<Shown> shown;
  std::string header, control, data;
  Raster now = blank();
  const auto finish = [&] {
    if (control.empty()) return;
    paste(now, decoded(header, number_at(control, 4), number_at(control, 8), data), static_cast<int>(number_at(control, 12)),
          static_cast<int>(number_at(control, 16)));
    shown.push_back({now, std::int64_t{1000} * number_at(control, 20, 2) / number_at(control, 22, 2)});
    data.clear();
  };
  for_each_png_chunk(bytes_of(path), [&](std::string_view type, std::string_view chunk) {
    if (type == "IHDR") header = chunk;
    if (type == "fcTL") finish(), control = chunk;
    if (type == "IDAT") data += chunk;
    if (type == "fdAT") data += chunk.substr(4);
  });
  finish();
  return shown;
}

std::vector<Shown> frames_of_webp(const fs::path& path) {
  const std::string bytes = bytes_of(path);
  const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
  const std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder(WebPAnimDecoderNew(&data, nullptr), WebPAnimDecoderDelete);
  std::vector<Shown> shown;
  std::uint8_t* pixels = nullptr;
  for (int before = 0, end = 0; decoder && WebPAnimDecoderGetNext(decoder.get(), &pixels, &end); before = end) {
    Raster now = blank();
    std::memcpy(now.rgba.data(), pixels, now.rgba.size() * sizeof now.rgba[0]);
    shown.push_back({now, end - before});
  }
  return shown;
}

class Record : public testing::Test {
 protected:
  fs::path file(std::string_view name) const { return folder_ / std::string(name); }
  // A figure or a film in that format.
  Expected<void> save(const RecordFormat& format, const fs::path& path) const {
    return format.save_figure ? format.save_figure(square_at(5), path) : format.save_film(moving(), path);
  }
  // How many files lie there.
  std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(folder_.path()), {}); }

  test::Folder folder_;
};

bool by_ffmpeg(const RecordFormat& format) { return format.extension == ".mp4" || format.extension == ".webm"; }

// 6 frames at 8 a second: three of them are one, of 0.375 seconds.
TEST_F(Record, AGifsFramesAreWhatWasDrawn) {
  ASSERT_TRUE(save_film(moving(), file("a.gif")));
  const auto shown = frames_of_gif(file("a.gif"));
  ASSERT_EQ(shown.size(), 4u);
  constexpr int kShown[] = {0, 5, 17, 30};
  constexpr std::int64_t kTimes[] = {130, 370, 130, 120};  // ends at 12.5, 50, 62.5 and 75 hundredths, rounded
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_EQ(shown[n].raster.rgba, rasterized(square_at(kShown[n])).rgba) << n;
    EXPECT_EQ(shown[n].milliseconds, kTimes[n]) << n;
  }
}

TEST_F(Record, AnApngsFramesAreWhatWasDrawn) {
  ASSERT_TRUE(save_film(moving(), file("a.apng")));
  const auto shown = frames_of_apng(file("a.apng"));
  ASSERT_EQ(shown.size(), std::size(kPlaces));
  for (std::size_t n = 0; n < shown.size(); ++n) {
    EXPECT_EQ(shown[n].raster.rgba, rasterized(square_at(kPlaces[n])).rgba) << n;
    EXPECT_EQ(shown[n].milliseconds, 125) << n;
  }
}

TEST_F(Record, AWebpsFramesAreWhatWasDrawn) {
  ASSERT_TRUE(save_film(moving(), file("a.webp")));
  const auto shown = frames_of_webp(file("a.webp"));
  ASSERT_EQ(shown.size(), 4u);
  constexpr int kShown[] = {0, 5, 17, 30};
  constexpr std::int64_t kTimes[] = {125, 375, 125, 125};
  for (std::size_t n = 0; n < 4; ++n) {
    EXPECT_EQ(shown[n].raster.rgba, rasterized(square_at(kShown[n])).rgba) << n;
    EXPECT_EQ(shown[n].milliseconds, kTimes[n]) << n;
  }
}

// More colours than a palette has: none is far from what was drawn, and areas are exact.
TEST_F(Record, AGifOfAScenesPageIsNearToIt) {
  const Model model = *open_link("convolution?t=4");
  const auto film = film_of(model, {.from = 4, .to = 5, .per_second = 4, .look = {.width = 640, .height = 360}});
  ASSERT_TRUE(film);
  ASSERT_TRUE(save_film(*film, file("page.gif")));
  GifFileType* gif = DGifOpenFileName(file("page.gif").c_str(), nullptr);
  ASSERT_TRUE(gif && DGifSlurp(gif) == GIF_OK);
  const Raster drawn = rasterized(film->at(0));
  double apart = 0;
  for (std::size_t n = 0; n < drawn.rgba.size(); ++n) {
    const GifColorType& c = gif->SColorMap->Colors[gif->SavedImages[0].RasterBits[n]];
    apart += std::abs(c.Red - static_cast<int>(drawn.rgba[n] & 255)) + std::abs(c.Green - static_cast<int>(drawn.rgba[n] >> 8 & 255)) +
             std::abs(c.Blue - static_cast<int>(drawn.rgba[n] >> 16 & 255));
  }
  EXPECT_LT(apart / static_cast<double>(3 * drawn.rgba.size()), 0.5);
  DGifCloseFile(gif, nullptr);
}

TEST_F(Record, EveryFileBringsItsLink) {
  for (const RecordFormat& format : record_format_table()) {
    if (by_ffmpeg(format)) continue;
    const fs::path path = file("a" + std::string(format.extension));
    ASSERT_TRUE(save(format, path)) << format.extension;
    EXPECT_EQ(link_in_file(path), kLink) << format.extension;
    EXPECT_EQ(link_of(path.string()).value(), kLink);
  }
}

// Behind the comment of an MP4 stands a zero, behind that of a WebM, whose size is said before it, the next element: letters.
TEST_F(Record, AMoviesLinkEndsWhereTheCommentDoes) {
  const std::string link = "deconvlab:matrix?i=4&lang=en", longer = std::string(kLink) + "&kernel=own:4:" + std::string(120, '1');
  std::ofstream(file("a.mp4"), std::ios::binary) << "ftyp data" << link << '\0' << "ss";
  std::ofstream(file("a.webm"), std::ios::binary) << "\x45\xa3\x87"
                                                  << "COMMENT\x44\x87" << static_cast<char>(0x80 + link.size()) << link << "ss";
  std::ofstream(file("b.webm"), std::ios::binary)
      << "\x44\x87" << static_cast<char>(0x40 + longer.size() / 256) << static_cast<char>(longer.size() % 256) << longer << "ss";
  EXPECT_EQ(link_in_file(file("a.mp4")), link);
  EXPECT_EQ(link_in_file(file("a.webm")), link);
  EXPECT_EQ(link_in_file(file("b.webm")), longer);
}

TEST_F(Record, TheSameIsTheSameBytes) {
  for (const RecordFormat& format : record_format_table()) {
    if (by_ffmpeg(format)) continue;
    const fs::path once = file("once" + std::string(format.extension)), twice = file("twice" + std::string(format.extension));
    ASSERT_TRUE(save(format, once) && save(format, twice)) << format.extension;
    EXPECT_EQ(bytes_of(once), bytes_of(twice)) << format.extension;
  }
}

TEST_F(Record, ATextIsNoFile) {
  EXPECT_EQ(link_of("convolution").value(), "convolution");
  EXPECT_EQ(link_of(file("none.png").string()).value(), file("none.png").string());
  ASSERT_TRUE(save_png(blank(), file("bare.png")));
  EXPECT_EQ(link_of(file("bare.png").string()).error().code, ErrorCode::bad_link);
  for (const char* name : {"broken.png", "broken.gif", "broken.svg", "broken.pdf", "broken.html"}) {
    std::ofstream(file(name), std::ios::binary) << "GIF8!\xfe\xff\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt<desc>/Subject (";
    EXPECT_EQ(link_in_file(file(name)), "") << name;
  }
}

TEST_F(Record, AFilmMayBeNumberedPictures) {
  ASSERT_TRUE(save_film(moving(), file("frame-%03d.png")));
  EXPECT_EQ(files(), std::ssize(kPlaces));
  EXPECT_EQ(bytes_of(file("frame-004.png")), png_bytes(rasterized(square_at(17)), std::string(kLink)));
  EXPECT_EQ(save_film(moving(), file("frame.png")).error().code, ErrorCode::cannot_write);
  EXPECT_EQ(save_film(moving(), file("frame-%s.png")).error().code, ErrorCode::cannot_write);
}

// What an SVG says can be selected: it is text, in the place and with the colour that the page has.
TEST_F(Record, AnSvgSaysItsWordsAsText) {
  Figure figure = square_at(5);
  figure.draw = [](Canvas& canvas) {
    canvas.push_clip({1, 2, 30, 20});
    canvas.text({8, 10}, "x < 3 & 卷积", {.color = rgb(0x123456), .size = 12, .weight = Weight::bold, .align = Align::centre});
    canvas.pop_clip();
  };
  ASSERT_TRUE(save_figure(figure, file("a.svg")));
  const std::string svg = bytes_of(file("a.svg"));
  EXPECT_THAT(svg, HasSubstr("text { white-space: pre; font-kerning: none;"));  // as browsers need it
  EXPECT_THAT(svg, HasSubstr("<rect x=\"1\" y=\"2\" width=\"30\" height=\"20\"/></clipPath>"));
  EXPECT_THAT(svg, HasSubstr("font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#123456\">x &lt; 3 &amp; 卷积</text>"));
}

// Without a background what lies outside the shapes is not filled; a white one is white.
TEST_F(Record, TheBackgroundCanBeLeftOut) {
  const Model model = *open_link("convolution?theme=dark");
  const auto corner = [&](Background background) {
    return rasterized(*still(model, {.width = 320, .height = 180, .background = background})).rgba.front();
  };
  EXPECT_EQ(corner(Background::none), 0u);
  EXPECT_EQ(corner(Background::white), 0xffffffffu);
  EXPECT_EQ(corner(Background::theme) >> 24, 255u);
  EXPECT_NE(corner(Background::theme), 0xffffffffu);
}

TEST_F(Record, TheScaleIsMorePixelsOfTheSamePage) {
  const auto figure = still(*open_link("convolution"), {.width = 320, .height = 180, .scale = 2});
  EXPECT_EQ(rasterized(*figure).width, 640);
  EXPECT_EQ(figure->width, 1280);
}

std::vector<double> moments(const Film& film) {
  std::vector<double> all;
  for (std::int64_t n = 0; n < film.frames; ++n) {
    const std::string link = film.at(n).link;
    const std::size_t at = link.find("&t=");
    all.push_back(std::strtod(link.c_str() + at + 3, nullptr));
  }
  return all;
}

// 9 steps of a second each, and the last one stays for a second.
TEST(Films, PlayAsTheWindowDoes) {
  const auto film = film_of(*open_link("convolution?i=5&k=3&s=2&p=1"), {.per_second = 1});
  EXPECT_THAT(moments(*film), testing::ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 8));
  const auto smooth = film_of(*open_link("convolution?i=5&k=3&s=2&p=1"), {.from = 2, .to = 3, .per_second = 4});
  EXPECT_THAT(moments(*smooth), testing::ElementsAre(2, 2.25, 2.5, 2.75, 3, 3, 3, 3, 3));
}

TEST(Films, TakeAsLongAsIsAsked) {
  const auto film = film_of(*open_link("convolution?i=5&k=3&s=2&p=1"), {.from = 0, .to = 4, .seconds = 2.5, .per_second = 2});
  EXPECT_THAT(moments(*film), testing::ElementsAre(0, 1, 2, 3, 4));
}

std::size_t colours(const Raster& raster) { return std::set<std::uint32_t>(raster.rgba.begin(), raster.rgba.end()).size(); }

TEST(Films, AreThereOfEveryScene) {
  for (const Scene& scene : scene_table()) {
    const auto film = film_of(*open_link(home_link(scene)), {.per_second = 1, .look = {.width = 320, .height = 180}});
    ASSERT_TRUE(film) << scene.id;
    EXPECT_GT(colours(rasterized(film->at(0))), 1u) << scene.id;
    EXPECT_GT(colours(rasterized(film->at(film->frames - 1))), 1u) << scene.id;
  }
}

TEST(Films, RefuseWhatIsNotThere) {
  const Model model = *open_link("convolution?i=5&k=3&s=2&p=1");
  EXPECT_EQ(film_of(model, {.from = 0, .to = 9}).error(), (Error{ErrorCode::step_out_of_range, {"9", "8"}}));
  EXPECT_EQ(film_of(model, {.seconds = 1e9}).error().code, ErrorCode::too_large);
}

// A program of that name stands first in PATH while the object lives.
class Fake {
 public:
  Fake(const fs::path& folder, const std::string& script, const char* name = "ffmpeg") : before_(std::getenv("PATH")) {
    fs::create_directories(folder);
    if (!script.empty()) {
      std::ofstream(folder / name) << "#!/bin/sh\n" << script;
      fs::permissions(folder / name, fs::perms::owner_all);
    }
    ::setenv("PATH", (folder.string() + (script.empty() ? "" : ":" + before_)).c_str(), 1);
  }
  ~Fake() { ::setenv("PATH", before_.c_str(), 1); }

 private:
  std::string before_;
};

TEST_F(Record, FfmpegGetsEveryFrame) {
  const Fake fake(folder_ / "bin", "for last; do :; done\nwc -c > \"$last\"\nprintf '%s\\n' \"$@\" >> \"$last\"\n");
  ASSERT_TRUE(save_film(moving(), file("a.mp4")));
  const std::string got = bytes_of(file("a.mp4"));
  EXPECT_EQ(std::stol(got), std::ssize(kPlaces) * kWidth * kHeight * 3 / 2);
  EXPECT_THAT(got, HasSubstr("40x24\n-r\n8\n"));
  EXPECT_THAT(got, HasSubstr("range=tv:colorspace=bt709"));
  EXPECT_THAT(got, HasSubstr("comment=" + std::string(kLink)));
  EXPECT_FALSE(fs::exists(file("a.mp4.part")));
}

TEST_F(Record, AMovieThatFailsLeavesWhatWasThere) {
  std::ofstream(file("a.mp4")) << "before";
  {
    const Fake fake(folder_ / "bin", "echo Unknown encoder 'libx264' >&2\nexit 1\n");
    EXPECT_THAT(save_film(moving(), file("a.mp4")).error().args[1], HasSubstr("Unknown encoder libx264"));
  }
  {
    const Fake killed(folder_ / "bin", "head -c 10 > /dev/null\nkill -9 $$\n");
    EXPECT_FALSE(save_film(moving(), file("a.mp4")));
  }
  {
    const Fake none(folder_ / "empty", "");
    EXPECT_THAT(save_film(moving(), file("a.mp4")).error().args[1], HasSubstr("reason.no_ffmpeg"));
  }
  EXPECT_EQ(bytes_of(file("a.mp4")), "before");
  EXPECT_FALSE(fs::exists(file("a.mp4.part")));
}

// What the desktop's program is given is the picture as a PNG; one that is not there, or fails, holds nothing.
TEST_F(Record, APictureGoesToTheClipboard) {
  const char* const display = std::getenv("DISPLAY");
  const std::string before = display ? display : "";
  ::unsetenv("WAYLAND_DISPLAY");
  ::setenv("DISPLAY", ":none", 1);
  ASSERT_TRUE(save_figure(square_at(5), file("a.png")));
  {
    const Fake fake(folder_ / "bin", "cat > '" + file("held.png").string() + "'\nprintf '%s ' \"$@\" > '" + file("how").string() + "'\n",
                    "xclip");
    EXPECT_TRUE(copy_to_clipboard(square_at(5)));
    EXPECT_EQ(bytes_of(file("held.png")), bytes_of(file("a.png")));
    EXPECT_EQ(bytes_of(file("how")), "-selection clipboard -t image/png ");
  }
  {
    const Fake failing(folder_ / "bin", "exit 1\n", "xclip");
    EXPECT_FALSE(copy_to_clipboard(square_at(5)));
  }
  {
    const Fake none(folder_ / "empty", "", "xclip");
    EXPECT_FALSE(copy_to_clipboard(square_at(5)));
  }
  display ? ::setenv("DISPLAY", before.c_str(), 1) : ::unsetenv("DISPLAY");
}

TEST_F(Record, AFilmSaysHowFarItIsAndCanBeStopped) {
  const auto kind = std::ranges::find(export_table(), std::string_view("film"), &ExportKind::stem) - export_table().begin();
  const ExportRequest request{
      .kind = static_cast<int>(kind), .path = file("a.html").string(), .progress = std::make_shared<ExportProgress>()};
  const Model model = *open_link("convolution?i=3&k=3");
  ASSERT_TRUE(write_export(request, model));
  EXPECT_GT(request.progress->share, 0.4);
  const std::string before = bytes_of(file("a.html"));
  request.progress->stop = true;
  const auto stopped = without_throwing([&] { return write_export(request, model); });
  EXPECT_THAT(stopped.error().args[1], HasSubstr("reason.stopped"));
  EXPECT_EQ(bytes_of(file("a.html")), before);
  EXPECT_EQ(files(), 1);
}

TEST_F(Record, WhatCannotBeWrittenIsAnError) {
  for (const RecordFormat& format : record_format_table()) {
    if (by_ffmpeg(format)) continue;
    EXPECT_FALSE(save(format, folder_ / "none" / ("a" + std::string(format.extension)))) << format.extension;
    EXPECT_EQ(save(format, "/dev/full").error().code, ErrorCode::cannot_write) << format.extension;
  }
  EXPECT_EQ(files(), 0);
}

}  // namespace
}  // namespace deconvlab
