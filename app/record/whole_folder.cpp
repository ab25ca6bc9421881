#include "app/record/whole_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
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

// A folder that is open, and this process's own while it lives: a lock that the system takes back when the process ends, however it does.
class OwnFolder {
 public:
  explicit OwnFolder(const fs::path& path) : file_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    struct stat opened {
    }, named{};
    own_ = file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0 && ::fstat(file_, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino;  // nobody has removed it meanwhile
  }
  ~OwnFolder() {
    if (file_ >= 0) ::close(file_);
  }
  OwnFolder(OwnFolder&& other) noexcept : file_(std::exchange(other.file_, -1)), own_(std::exchange(other.own_, false)) {}
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  bool own() const { return own_; }

 private:
  int file_;
  bool own_;
};

// What a process that died left.
void remove_if_dead(const fs::path& draft) {
  std::error_code ignored;
  if (OwnFolder(draft).own()) fs::remove_all(draft, ignored);
}

// Each file to where it belongs in the other folder, one after the other.
std::error_code move_files(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from, failed)) {
    const fs::path place = to / entry.path().lexically_relative(from);
    entry.is_directory() ? void(fs::create_directory(place, failed)) : fs::rename(entry.path(), place, failed);
    if (failed) break;
  }
  return failed;
}

// What only `from` has is in `to` as well: the same file under a second name.
std::error_code link_others(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from, failed)) {
    const fs::path place = to / entry.path().lexically_relative(from);
    if (fs::exists(fs::symlink_status(place, failed))) continue;
    if (entry.is_symlink())
      fs::copy_symlink(entry.path(), place, failed);
    else if (entry.is_directory())
      fs::create_directory(place, entry.path(), failed);
    else
      fs::create_hard_link(entry.path(), place, failed);
    if (failed) break;
  }
  return failed;
}

// Whoever stands in a folder would stand in the one that was.
bool stands_in(const fs::path& folder) {
  std::error_code failed;
  const fs::path way = fs::current_path(failed).lexically_relative(fs::canonical(folder, failed));
  return failed || (!way.empty() && *way.begin() != "..");
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
      if (OwnFolder lock(path); lock.own()) return Draft(path, std::move(lock));
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

  // Takes the folder's place at once, with the other files that it has. Where the system cannot, or this process stands in the folder, file
  // by file.
  std::error_code become(const fs::path& folder) {
    std::error_code failed;
    if (!fs::exists(folder, failed)) {
      fs::rename(path_, folder, failed);
      if (!failed) path_.clear();
      return failed;
    }
    const bool whole = !stands_in(folder) && !link_others(folder, path_) && exchange(folder);
    return whole ? std::error_code() : move_files(path_, folder);
  }

 private:
  Draft(fs::path path, OwnFolder lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  // What the folder was has the draft's name then, and is gone with it.
  bool exchange(const fs::path& folder) {
    std::error_code failed;
    fs::permissions(path_, fs::status(folder).permissions(), failed);
    return !failed && ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0;
  }
  fs::path path_;
  OwnFolder lock_;
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

Expected<void> write_whole_folder(const fs::path& folder, const std::function<Expected<void>(const fs::path& draft)>& write) {
  const fs::path named = folder.has_filename() ? folder : folder.parent_path();
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
