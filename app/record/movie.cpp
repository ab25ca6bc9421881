// MP4 and WebM, by the program ffmpeg: it gets the frames through a socket, with no shell between. The link is the comment.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <future>
#include <vector>

#include "app/record/child.h"
#include "app/record/each_record_format.h"
#include "app/record/frame_sequence.h"
#include "app/record/record_formats.h"
#include "app/record/video_frame.h"
#include "core/formats/formats.h"
#include "core/try.h"

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

struct Codec {
  std::string_view muxer;
  std::vector<std::string> options;
};

std::vector<std::string> arguments_of(const Film& film, const VideoFrame& first, const std::string& link, const Codec& codec,
                                      const fs::path& part) {
  std::vector<std::string> arguments{"ffmpeg",
                                     "-hide_banner",
                                     "-loglevel",
                                     "error",
                                     "-y",
                                     "-f",
                                     "rawvideo",
                                     "-pix_fmt",
                                     "yuv420p",
                                     "-s",
                                     fmt::format("{}x{}", first.width(), first.height()),
                                     "-r",
                                     fmt::format("{}", film.per_second),
                                     "-i",
                                     "pipe:0",
                                     "-an",
                                     "-vf",
                                     "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"};
  arguments.insert(arguments.end(), codec.options.begin(), codec.options.end());
  for (const std::string_view each : {"-pix_fmt", "yuv420p", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-metadata"})
    arguments.emplace_back(each);
  arguments.push_back("comment=" + link);
  for (const std::string& each : {std::string("-f"), std::string(codec.muxer), fs::absolute(part).string()}) arguments.push_back(each);
  return arguments;
}

Expected<void> encode(const Film& film, const Codec& codec, const fs::path& path, const fs::path& part) {
  const Figure figure = film.at(0);
  FrameSequence frames;
  frames.draw(figure);
  VideoFrame video(frames.now());
  Child encoder(arguments_of(film, video, figure.link, codec, part));
  if (encoder.refused() == ENOENT) return fail(ErrorCode::cannot_write, path.string(), reason("reason.no_ffmpeg"));
  if (encoder.refused() != 0) return fail(ErrorCode::cannot_write, path.string(), std::strerror(encoder.refused()));
  for (std::int64_t frame = 0; frame < film.frames; ++frame) {
    // The next one is drawn meanwhile.
    std::future<bool> sent = std::async([&encoder, &video] { return encoder.put(video.bytes()); });
    if (frame + 1 < film.frames) frames.draw(film.at(frame + 1));
    if (!sent.get()) break;
    video.put(frames.now(), frames.changed());
  }
  const std::string said = encoder.finish();
  return said.empty() ? Expected<void>() : fail(ErrorCode::cannot_write, path.string(), reason("reason.ffmpeg_says", said));
}

Expected<void> save(const Film& film, const Codec& codec, const fs::path& path) {
  return write_whole_by(path, [&](const fs::path& part) { return encode(film, codec, path, part); });
}

}  // namespace

Expected<void> save_film_as_mp4(const Film& film, const fs::path& path) {
  return save(film, {"mp4", {"-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-movflags", "+faststart"}}, path);
}

Expected<void> save_film_as_webm(const Film& film, const fs::path& path) {
  return save(film, {"webm", {"-c:v", "libvpx-vp9", "-deadline", "good", "-cpu-used", "5", "-crf", "30", "-b:v", "0"}}, path);
}

bool has_ffmpeg() { return has_program("ffmpeg"); }

namespace {

// How long the text at `at` is by Matroska's element of texts (RFC 9559, TagString), whose size is a number of one to four bytes; without
// end where it is none, as in an MP4, which has a zero behind it.
std::size_t length_in_matroska(std::string_view bytes, std::size_t at) {
  constexpr std::string_view kTagString = "\x44\x87";
  for (std::size_t count = 1; count <= 4 && at >= count + kTagString.size(); ++count) {
    if (bytes.substr(at - count - kTagString.size(), kTagString.size()) != kTagString) continue;
    std::size_t length = 0;
    for (std::size_t n = at - count; n < at; ++n) length = length << 8 | static_cast<unsigned char>(bytes[n]);
    const std::size_t mark = std::size_t{1} << 7 * count;
    if (length / mark == 1) return length - mark;
  }
  return std::string_view::npos;
}

}  // namespace

std::string link_in_movie(std::string_view bytes) {
  constexpr std::string_view kBegin = "deconvlab:";
  const std::size_t at = bytes.find(kBegin);
  if (at == std::string_view::npos) return {};
  bytes = bytes.substr(at, length_in_matroska(bytes, at));
  const auto special = [](unsigned char c) { return c <= ' ' || c >= 0x7f; };
  return std::string(bytes.begin(), std::ranges::find_if(bytes, special));
}

}  // namespace deconvlab
