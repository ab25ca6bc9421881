// Files that appear whole or not at all.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "core/formats/formats.h"
#include "core/formats/same_file.h"
#include "core/try.h"

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> cannot_write(const fs::path& path, int reason) {
  return fail(ErrorCode::cannot_write, path.string(), std::strerror(reason));
}

// As opening it for writing would judge: by the effective user.
int refused_to_write(const fs::path& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 ? 0 : errno; }

// Why nothing can be written there, such as links in a circle or a file that is protected; 0 when it can, as far as the path tells.
int obstacle(const fs::path& path, const fs::file_status& status, const std::error_code& error) {
  if (status.type() == fs::file_type::none) return error.value();
  if (fs::is_directory(status)) return EISDIR;
  return fs::exists(status) ? refused_to_write(path) : 0;
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

// A refused byte explains more than what the producer made of it.
Expected<void> produce_into(int file, const fs::path& path, const Producer& produce) {
  FileSink sink(file);
  const Expected<void> produced = produce(sink);
  if (const int reason = sink.finish(); reason != 0) return cannot_write(path, reason);
  return produced;
}

// A device or a pipe cannot be replaced: it is written straight.
Expected<void> write_straight(const fs::path& path, const Producer& produce) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(path, errno);
  const Expected<void> produced = produce_into(file, path, produce);
  ::close(file);
  return produced;
}

// Shorter where the target's own name leaves no room for more.
std::string part_name(const fs::path& target, int n) {
  constexpr std::size_t kLongest = 240;  // of the 255 bytes that a name may have
  return (target.parent_path() / fmt::format("{}.{}.part", target.filename().string().substr(0, kLongest), n)).string();
}

// A file that was not there, beside the target; its name is left in `name`. It bears the target's permissions, those that the system
// gives a new file where there is no target. -1 and errno where the system refuses.
int create_beside(const fs::path& target, std::string& name) {
  struct stat old {};
  const bool replaces = ::stat(target.c_str(), &old) == 0;
  int file = -1;
  for (int n = 0; file < 0; ++n) {
    name = part_name(target, n);
    file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, replaces ? 0600 : 0666);
    if (file < 0 && errno != EEXIST) return -1;
  }
  if (!replaces || ::fchmod(file, old.st_mode & 0777) == 0) return file;
  const int reason = errno;
  ::close(file);
  ::unlink(name.c_str());
  errno = reason;
  return -1;
}

// Where this process, and those that it starts, find an open file of its own.
std::string place_of(int file) { return fmt::format("/proc/{}/fd/{}", ::getpid(), file); }

// A file without a name in the target's folder: it is gone with the process, however that ends. It bears the permissions that
// create_beside gives. -1 where the file system has no such files, or they could not be named later.
int create_nameless(const fs::path& target) {
  struct stat old {};
  const bool replaces = ::stat(target.c_str(), &old) == 0;
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  const int file = ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, replaces ? 0600 : 0666);
  if (file < 0) return -1;
  const bool can_be_named = ::faccessat(AT_FDCWD, place_of(file).c_str(), F_OK, AT_EACCESS) == 0;
  if (can_be_named && (!replaces || ::fchmod(file, old.st_mode & 0777) == 0)) return file;
  ::close(file);
  return -1;
}

// Beside the target; the name is left in `name`. The errno where the system refuses, and no name.
int give_name(int file, const fs::path& target, std::string& name) {
  for (int n = 0;; ++n) {
    name = part_name(target, n);
    if (::linkat(AT_FDCWD, place_of(file).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) return 0;
    if (errno == EEXIST) continue;
    name.clear();
    return errno;
  }
}

// A link stays one: what it leads to is replaced, or appears where nothing is yet.
fs::path real_target(fs::path path) {
  std::error_code ignored;
  for (int links = 0; links < 40 && fs::is_symlink(fs::symlink_status(path, ignored)); ++links) {
    path = path.parent_path() / fs::read_symlink(path, ignored);
  }
  return path;
}

// A new file in the target's folder: moved there when it is complete, else gone, also when an exception passes.
class Draft {
 public:
  explicit Draft(const fs::path& target) : file_(create_nameless(target)) {
    if (file_ < 0) file_ = create_beside(target, path_);
    if (file_ < 0) reason_ = errno;
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (file_ < 0) return;
    ::close(file_);
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  int file() const { return file_; }
  // Under which it can be opened.
  fs::path place() const { return path_.empty() ? place_of(file_) : path_; }
  // The errno of what the system refuses; 0 where the draft is the target now. What replaces a file is on the disk before.
  int become(const fs::path& target) {
    if (reason_ != 0) return reason_;
    if (::access(target.c_str(), F_OK) == 0 && ::fsync(file_) != 0) return errno;
    if (path_.empty()) reason_ = give_name(file_, target, path_);
    if (reason_ != 0) return reason_;
    int reason = ::close(std::exchange(file_, -1)) != 0 ? errno : 0;
    if (reason == 0 && ::rename(path_.c_str(), target.c_str()) != 0) reason = errno;
    if (reason != 0) ::unlink(path_.c_str());
    return reason;
  }
  int refused() const { return reason_; }

 private:
  std::string path_;  // empty while the file has no name
  int file_;
  int reason_ = 0;
};

// The first `size` bytes, fewer where the file ends before; the errno of a refused read. One call reads 2 GiB at most.
int read_into(std::string& bytes, std::int64_t size, int file) {
  bytes.resize(static_cast<std::size_t>(size));
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t count = ::read(file, bytes.data() + have, bytes.size() - have);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) break;
    have += static_cast<std::size_t>(count);
  }
  bytes.resize(have);
  return 0;
}

}  // namespace

bool is_same_file(const fs::path& one, const fs::path& other) {
  std::error_code error;
  if (fs::equivalent(one, other, error)) return true;
  if (fs::exists(one, error) || fs::exists(other, error)) return false;
  const fs::path target = fs::weakly_canonical(real_target(fs::absolute(one, error)), error);
  return !error && target == fs::weakly_canonical(real_target(fs::absolute(other, error)), error);
}

// fill(draft) writes to it; then it takes the place of what `path` leads to.
template <class Fill>
static Expected<void> replace(const fs::path& path, Fill&& fill) {
  const fs::path target = real_target(path);
  Draft draft(target);
  if (draft.refused() != 0) return cannot_write(path, draft.refused());
  TRY(fill(draft));
  const int reason = draft.become(target);
  return reason == 0 ? Expected<void>() : cannot_write(path, reason);
}

Expected<void> write_whole(const fs::path& path, const Producer& produce) {
  if (path == kStandardStream) return produce_into(STDOUT_FILENO, "stdout", produce);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (const int reason = obstacle(path, status, error); reason != 0) return cannot_write(path, reason);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_straight(path, produce);
  return replace(path, [&](const Draft& draft) { return produce_into(draft.file(), path, produce); });
}

Expected<void> write_whole_by(const fs::path& path, const std::function<Expected<void>(const fs::path& part)>& fill) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (const int reason = obstacle(path, status, error); reason != 0) return cannot_write(path, reason);
  if (fs::exists(status) && !fs::is_regular_file(status)) return fill(path);
  return replace(path, [&](const Draft& draft) { return fill(draft.place()); });
}

Expected<void> check_writable(const fs::path& path) {
  if (path == kStandardStream) return {};
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (const int reason = obstacle(path, status, error); reason != 0) return cannot_write(path, reason);
  if (fs::exists(status) && !fs::is_regular_file(status)) return {};  // a device needs no room beside it
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (const int reason = refused_to_write(folder); reason != 0) return cannot_write(path, reason);
  return {};
}

Expected<std::string> read_whole(const fs::path& path, std::int64_t limit) {
  struct stat info {};
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe without a writer is refused, not waited for
  if (file < 0) return fail(ErrorCode::cannot_open, path.string(), std::strerror(errno));
  std::string bytes;
  int reason = ::fstat(file, &info) != 0 ? errno : S_ISREG(info.st_mode) ? 0 : S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
  const bool small = info.st_size <= limit;
  if (reason == 0 && small) reason = read_into(bytes, info.st_size, file);
  ::close(file);
  if (reason != 0) return fail(ErrorCode::cannot_open, path.string(), std::strerror(reason));
  if (!small) return fail(ErrorCode::too_large, path.string(), info.st_size, limit);
  return bytes;
}

Expected<std::string> read_standard_input(std::int64_t limit) {
  std::string bytes;
  std::string block(std::size_t{1} << 18, '\0');
  while (std::ssize(bytes) <= limit) {
    const ssize_t count = ::read(STDIN_FILENO, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(ErrorCode::cannot_open, "stdin", std::strerror(errno));
    if (count == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(count));
  }
  return fail(ErrorCode::cannot_open, "stdin", reason("reason.stream_too_large", limit));
}

}  // namespace deconvlab
