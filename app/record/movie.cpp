// MP4 and WebM, by the program ffmpeg: it gets the frames' pixels through a socket, with no shell between. The link is the comment.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <vector>

#include "app/lang/text.h"
#include "app/record/each_record_format.h"
#include "app/record/record_formats.h"
#include "core/formats/formats.h"
#include "core/try.h"

extern char** environ;

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostSaid = 200;  // characters of what ffmpeg says

struct Codec {
  std::string_view muxer;
  std::vector<std::string> options;
};

// Both ends of a pipe or a socket, closed with the object.
struct Ends {
  int own = -1, others = -1;
  Ends() = default;
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;
  ~Ends() {
    close(own);
    close(others);
  }
  static void close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
};

std::vector<std::string> arguments_of(const Film& film, const Raster& first, const std::string& link, const Codec& codec,
                                      const fs::path& part) {
  std::vector<std::string> arguments{"ffmpeg",
                                     "-hide_banner",
                                     "-loglevel",
                                     "error",
                                     "-y",
                                     "-f",
                                     "rawvideo",
                                     "-pix_fmt",
                                     "rgba",
                                     "-s",
                                     fmt::format("{}x{}", first.width, first.height),
                                     "-r",
                                     fmt::format("{}", film.per_second),
                                     "-i",
                                     "pipe:0",
                                     "-an",
                                     "-vf",
                                     "pad=ceil(iw/2)*2:ceil(ih/2)*2"};
  arguments.insert(arguments.end(), codec.options.begin(), codec.options.end());
  for (const std::string_view each : {"-pix_fmt", "yuv420p", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-metadata"})
    arguments.emplace_back(each);
  arguments.push_back("comment=" + link);
  for (const std::string& each : {std::string("-f"), std::string(codec.muxer), fs::absolute(part).string()}) arguments.push_back(each);
  return arguments;
}

// ffmpeg while it runs.
class Encoder {
 public:
  explicit Encoder(std::vector<std::string> arguments) {
    int frames[2], words[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, frames) != 0) return;
    frames_.own = frames[0], frames_.others = frames[1];
    if (::pipe2(words, O_CLOEXEC) != 0) return;
    words_.own = words[0], words_.others = words[1];
    start(arguments);
    Ends::close(frames_.others);
    Ends::close(words_.others);
  }
  ~Encoder() {
    if (process_ > 0) static_cast<void>(finish());
  }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  // 0 where it runs, else the errno of what kept it from that.
  int refused() const { return refused_; }

  // False when it listens no more.
  bool put(const Raster& raster) {
    const auto* at = reinterpret_cast<const char*>(raster.rgba.data());
    for (std::size_t left = raster.rgba.size() * 4; left > 0;) {
      const ssize_t sent = ::send(frames_.own, at, left, MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) return false;
      at += sent;
      left -= static_cast<std::size_t>(sent);
    }
    return true;
  }

  // What it said of what went wrong; empty where all went well.
  std::string finish() {
    Ends::close(frames_.own);
    std::string said;
    char buffer[512];
    for (ssize_t count = 0; (count = ::read(words_.own, buffer, sizeof buffer)) > 0;) said.append(buffer, static_cast<std::size_t>(count));
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return shortened(printable(said.empty() ? "?" : said.substr(0, said.find('\n'))), kMostSaid);
  }

 private:
  void start(std::vector<std::string>& arguments) {
    std::vector<char*> pointers;
    for (std::string& each : arguments) pointers.push_back(each.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, frames_.others, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, words_.others, STDERR_FILENO);
    refused_ = ::posix_spawnp(&process_, pointers.front(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
  }

  Ends frames_, words_;
  pid_t process_ = -1;
  int refused_ = EAGAIN;
};

Expected<void> encode(const Film& film, const Codec& codec, const fs::path& path, const fs::path& part) {
  const Figure figure = film.at(0);
  Raster raster = rasterized(figure);
  Encoder encoder(arguments_of(film, raster, figure.link, codec, part));
  if (encoder.refused() == ENOENT) return fail(ErrorCode::cannot_write, path.string(), reason("reason.no_ffmpeg"));
  if (encoder.refused() != 0) return fail(ErrorCode::cannot_write, path.string(), std::strerror(encoder.refused()));
  for (std::int64_t frame = 0; frame < film.frames && encoder.put(raster); ++frame)
    if (frame + 1 < film.frames) raster = rasterized(film.at(frame + 1));
  const std::string said = encoder.finish();
  return said.empty() ? Expected<void>() : fail(ErrorCode::cannot_write, path.string(), reason("reason.ffmpeg_says", said));
}

// A file that is gone with the object, unless it has another name by then.
struct Part {
  fs::path path;
  ~Part() {
    std::error_code gone;
    fs::remove(path, gone);
  }
};

// Beside its place until it is whole.
Expected<void> save(const Film& film, const Codec& codec, const fs::path& path) {
  const Part part{path.string() + ".part"};
  TRY(encode(film, codec, path, part.path));
  std::error_code error;
  fs::rename(part.path, path, error);
  return error ? fail(ErrorCode::cannot_write, path.string(), error.message()) : Expected<void>();
}

}  // namespace

Expected<void> save_film_as_mp4(const Film& film, const fs::path& path) {
  return save(film, {"mp4", {"-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-movflags", "+faststart"}}, path);
}

Expected<void> save_film_as_webm(const Film& film, const fs::path& path) {
  return save(film, {"webm", {"-c:v", "libvpx-vp9", "-deadline", "good", "-cpu-used", "5", "-crf", "30", "-b:v", "0"}}, path);
}

bool has_ffmpeg() {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((fs::path(folder) / "ffmpeg").c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::string link_in_movie(std::string_view bytes) {
  constexpr std::string_view kBegin = "deconvlab:";
  const std::size_t at = bytes.find(kBegin);
  if (at == std::string_view::npos) return {};
  std::size_t end = at;
  while (end < bytes.size() && static_cast<unsigned char>(bytes[end]) > ' ' && static_cast<unsigned char>(bytes[end]) < 0x7f) ++end;
  return std::string(bytes.substr(at, end - at));
}

}  // namespace deconvlab
