#include "app/ui/settings/recovery.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "app/ui/settings/merge.h"

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

// While it lives no other process holds the folder: one that does not let go of it, or a file system without locks, is waited for in vain.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    constexpr int kTries = 100;
    for (int n = 0; n < kTries && ::flock(folder_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; ++n)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ~FolderLock() {
    if (folder_ >= 0) ::close(folder_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int folder_;
};

// Beside it, under the first of these names that nothing has; empty where it can't be moved.
fs::path move_aside(const fs::path& file) {
  for (int n = 1; n < 1000; ++n) {
    const fs::path name = file.parent_path() / fmt::format("{}.damaged-{}{}", file.stem().string(), n, file.extension().string());
    std::error_code error;
    if (fs::symlink_status(name, error).type() != fs::file_type::not_found) continue;
    fs::rename(file, name, error);
    return error ? fs::path() : name;
  }
  return {};
}

}  // namespace

OpenedSettings open_settings(const fs::path& file) {
  const FolderLock lock(file.parent_path());
  OpenedSettings opened{load_settings(file), {}};
  if (!opened.loaded.refused.empty()) opened.aside = move_aside(file);
  return opened;
}

std::string words_about(const OpenedSettings& opened, const fs::path& file, const Language& language) {
  if (opened.loaded.later) return say(language, "settings.later", file.string());
  if (opened.loaded.refused.empty()) return {};
  const std::string wrong = say(language, opened.loaded.refused.front());
  return opened.aside.empty() ? wrong : then(wrong, say(language, "settings.aside", opened.aside.string()));
}

Expected<void> merge_into(const fs::path& file, const Settings& base, const Settings& mine) {
  if (file.empty()) return {};
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const FolderLock lock(file.parent_path());
  const LoadedSettings there = load_settings(file);
  if (there.later) return {};
  if (!there.refused.empty()) move_aside(file);
  const bool sound = !there.first_start && there.refused.empty();
  return save_settings(sound ? merged(base, mine, there.settings) : mine, file);
}

}  // namespace deconvlab
