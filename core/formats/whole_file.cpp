// Files that appear whole or not at all.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "core/formats/formats.h"

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> cannot_write(const fs::path& path, int reason) {
  return fail(ErrorCode::cannot_write, path.string(), std::strerror(reason));
}

class FileSink final : public Sink {
 public:
  explicit FileSink(int file) : file_(file) { buffer_.reserve(kBuffer); }
  bool write(std::string_view bytes) override {
    if (buffer_.size() + bytes.size() > kBuffer) flush();
    if (bytes.size() > kBuffer) {
      put(bytes);
    } else {
      buffer_ += bytes;
    }
    return reason_ == 0;
  }
  // The errno of the first refused write; 0 if there was none.
  int finish() {
    flush();
    return reason_;
  }

 private:
  static constexpr std::size_t kBuffer = std::size_t{1} << 18;

  void flush() {
    put(buffer_);
    buffer_.clear();
  }
  void put(std::string_view bytes) {
    while (!bytes.empty() && reason_ == 0) {
      const ssize_t count = ::write(file_, bytes.data(), bytes.size());
      if (count < 0 && errno != EINTR) reason_ = errno;
      if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  int file_;
  int reason_ = 0;
  std::string buffer_;
};

int produce_into(int file, const std::function<void(Sink&)>& produce) {
  FileSink sink(file);
  produce(sink);
  return sink.finish();
}

// A device or a pipe cannot be replaced: it is written straight.
Expected<void> write_straight(const fs::path& path, const std::function<void(Sink&)>& produce) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(path, errno);
  const int reason = produce_into(file, produce);
  ::close(file);
  if (reason != 0) return cannot_write(path, reason);
  return {};
}

mode_t mode_for(const fs::path& target) {
  struct stat old {};
  if (::stat(target.c_str(), &old) == 0) return old.st_mode & 0777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

// A link stays one: what it leads to is replaced.
fs::path real_target(const fs::path& path) {
  std::error_code ignored;
  const fs::path real = fs::weakly_canonical(path, ignored);
  return ignored ? path : real;
}

struct Draft {
  std::string path;
  int file;
};
Draft open_draft(const fs::path& target) {
  std::string path = target.string() + ".XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  return {path, file};
}

}  // namespace

Expected<void> write_whole(const fs::path& path, const std::function<void(Sink&)>& produce) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) return cannot_write(path, EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_straight(path, produce);
  const fs::path target = real_target(path);
  const Draft draft = open_draft(target);
  if (draft.file < 0) return cannot_write(path, errno);
  int reason = produce_into(draft.file, produce);
  if (reason == 0 && ::fchmod(draft.file, mode_for(target)) != 0) reason = errno;
  if (::close(draft.file) != 0 && reason == 0) reason = errno;
  if (reason == 0 && ::rename(draft.path.c_str(), target.c_str()) != 0) reason = errno;
  if (reason == 0) return {};
  ::unlink(draft.path.c_str());
  return cannot_write(path, reason);
}

Expected<void> check_writable(const fs::path& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) return cannot_write(path, EISDIR);
  const bool device = fs::exists(status) && !fs::is_regular_file(status);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (::access(device ? path.c_str() : folder.c_str(), W_OK) != 0) return cannot_write(path, errno);
  return {};
}

Expected<std::string> read_whole(const fs::path& path, std::int64_t limit) {
  struct stat info {};
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(ErrorCode::cannot_open, path.string(), std::strerror(errno));
  std::string bytes;
  int reason = ::fstat(file, &info) != 0 ? errno : S_ISREG(info.st_mode) ? 0 : S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
  const bool small = info.st_size <= limit;
  if (reason == 0 && small) {
    bytes.resize(static_cast<std::size_t>(info.st_size));
    const ssize_t count = ::read(file, bytes.data(), bytes.size());
    if (count < 0) reason = errno;
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  }
  ::close(file);
  if (reason != 0) return fail(ErrorCode::cannot_open, path.string(), std::strerror(reason));
  if (!small) return fail(ErrorCode::too_large, path.string(), info.st_size, limit);
  return bytes;
}

}  // namespace deconvlab
