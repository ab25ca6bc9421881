#include "app/record/whole_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "core/try.h"

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> cannot_write(const fs::path& path, const std::error_code& why) {
  return fail(ErrorCode::cannot_write, path.string(), std::strerror(why.value()));
}

// A folder that this process has for itself while it lives: a lock that the system takes back when the process ends, however it does.
class OwnFolder {
 public:
  explicit OwnFolder(const fs::path& path) : file_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file_ < 0) return;
    struct stat opened {
    }, named{};
    locked_ = ::flock(file_, LOCK_EX | LOCK_NB) == 0;
    const bool gone = ::fstat(file_, &opened) != 0 || ::stat(path.c_str(), &named) != 0 || opened.st_ino != named.st_ino;
    taken_ = gone || (!locked_ && errno == EWOULDBLOCK);
  }
  ~OwnFolder() {
    if (file_ >= 0) ::close(file_);
  }
  OwnFolder(OwnFolder&& other) noexcept : file_(std::exchange(other.file_, -1)), locked_(other.locked_), taken_(other.taken_) {}
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

  bool own() const { return locked_ && !taken_; }
  // Another process has it, or has removed it meanwhile. Where the system knows no such locks, nobody is known to have it.
  bool taken() const { return taken_; }

 private:
  int file_;
  bool locked_ = false, taken_ = false;
};

// What a process that died left.
void remove_if_dead(const fs::path& draft) {
  std::error_code ignored;
  if (OwnFolder(draft).own()) fs::remove_all(draft, ignored);
}

// visit(entry, its place in the other folder) for all that lies in `from`, until it says what failed.
template <class Visit>
std::error_code each_in(const fs::path& from, const fs::path& other, Visit&& visit) {
  std::error_code failed;
  fs::recursive_directory_iterator entry(from, failed);
  while (!failed && entry != fs::recursive_directory_iterator()) {
    failed = visit(*entry, other / entry->path().lexically_relative(from));
    if (!failed) entry.increment(failed);
  }
  return failed;
}

std::error_code move_file(const fs::directory_entry& entry, const fs::path& to) {
  std::error_code failed;
  const bool folder = entry.symlink_status(failed).type() == fs::file_type::directory;
  if (!failed) folder ? void(fs::create_directory(to, failed)) : fs::rename(entry.path(), to, failed);
  return failed;
}

// Each file to where it belongs in the other folder, one after the other.
std::error_code move_files(const fs::path& from, const fs::path& to) { return each_in(from, to, move_file); }

// Those that came into `from` after all.
std::error_code move_new_files(const fs::path& from, const fs::path& to) {
  return each_in(from, to, [](const fs::directory_entry& entry, const fs::path& place) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(place, ignored)) ? std::error_code() : move_file(entry, place);
  });
}

// Whether it has nothing but files and folders that the draft has as well.
bool has_nothing_else(const fs::path& folder, const fs::path& draft) {
  return !each_in(folder, draft, [](const fs::directory_entry& entry, const fs::path& place) {
    std::error_code failed;
    const fs::file_type type = entry.symlink_status(failed).type();
    const bool same = !failed && type == fs::symlink_status(place, failed).type();
    return same ? std::error_code() : std::make_error_code(std::errc::file_exists);
  });
}

// Whether a new folder could be told from it by owner, group or further rights.
bool is_like_a_new_one(const fs::path& folder, const fs::path& draft) {
  struct stat old {
  }, made{};
  if (::stat(folder.c_str(), &old) != 0 || ::stat(draft.c_str(), &made) != 0) return false;
  return old.st_uid == made.st_uid && old.st_gid == made.st_gid && ::listxattr(folder.c_str(), nullptr, 0) <= 0;
}

// Whoever stands in a folder would stand in the one that was.
bool stands_in(const fs::path& folder) {
  std::error_code failed;
  const fs::path here = fs::current_path(failed), there = fs::canonical(folder, failed);
  if (failed) return true;
  const fs::path way = here.lexically_relative(there);
  return !way.empty() && *way.begin() != "..";
}

// A folder that was not there, gone again with the object.
class Draft {
 public:
  static Expected<Draft> beside(const fs::path& folder) {
    std::error_code failed;
    for (int n = 0; !failed; ++n) {
      const fs::path path = fmt::format("{}.{}.part", folder.string(), n);
      if (fs::exists(path, failed)) remove_if_dead(path);
      if (!fs::create_directory(path, failed)) continue;
      if (OwnFolder lock(path); !lock.taken()) return Draft(path, std::move(lock));
    }
    return cannot_write(folder, failed);
  }
  ~Draft() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Draft(Draft&& other) noexcept : lock_(std::move(other.lock_)) { std::swap(path_, other.path_); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const fs::path& path() const { return path_; }

  // Takes the folder's place: at once where the folder is not there or is one of results alone, else file by file.
  std::error_code become(const fs::path& folder) {
    std::error_code failed;
    if (!fs::exists(folder, failed)) {
      fs::rename(path_, folder, failed);
      if (!failed) path_.clear();
      return failed;
    }
    const bool replaceable = !stands_in(folder) && is_like_a_new_one(folder, path_) && has_nothing_else(folder, path_);
    return replaceable && exchange(folder) ? move_new_files(path_, folder) : move_files(path_, folder);
  }

 private:
  Draft(fs::path path, OwnFolder lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  // What the folder was has the draft's name then, is this process's own as the draft was, and is gone with it.
  bool exchange(const fs::path& folder) {
    std::error_code failed;
    OwnFolder old(folder);
    if (!old.own()) return false;
    const fs::perms rights = fs::status(folder, failed).permissions();
    if (!failed) fs::permissions(path_, rights, failed);
    if (failed || ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) != 0) return false;
    old_.emplace(std::move(old));
    return true;
  }

  fs::path path_;
  OwnFolder lock_;
  std::optional<OwnFolder> old_;
};

// An error of a draft's file is one of the file that it was to be.
Error said_of(const fs::path& folder, const fs::path& draft, Error error) {
  for (std::string& text : error.args) {
    if (text.starts_with(draft.string())) text.replace(0, draft.string().size(), folder.string());
  }
  return error;
}

}  // namespace

Expected<void> make_folder(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (!failed && !fs::is_directory(folder)) failed = std::make_error_code(std::errc::not_a_directory);
  if (failed) return cannot_write(folder, failed);
  return {};
}

fs::path without_slash(const fs::path& folder) { return folder.has_filename() ? folder : folder.parent_path(); }

Expected<void> write_whole_folder(const fs::path& folder, const std::function<Expected<void>(const fs::path& draft)>& write) {
  const fs::path named = without_slash(folder);
  std::error_code failed;
  const bool there = fs::exists(named, failed);
  if (there && !fs::is_directory(named)) return cannot_write(named, std::make_error_code(std::errc::not_a_directory));
  const fs::path target = there ? fs::canonical(named, failed) : named;  // a link stays one
  if (failed) return cannot_write(named, failed);
  Draft draft = TRY(Draft::beside(target).map_error([&](Error error) { return said_of(named, target, std::move(error)); }));
  TRY(write(draft.path()).map_error([&](Error error) { return said_of(named, draft.path(), std::move(error)); }));
  failed = draft.become(target);
  return failed ? cannot_write(named, failed) : Expected<void>();
}

}  // namespace deconvlab
