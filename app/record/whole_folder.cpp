#include "app/record/whole_folder.h"

#include <fmt/format.h>

#include <cstring>
#include <string>
#include <system_error>

#include "core/try.h"

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> cannot_write(const fs::path& path, const std::error_code& why) {
  return fail(ErrorCode::cannot_write, path.string(), std::strerror(why.value()));
}

// A folder that was not there, gone again with the object.
class Draft {
 public:
  static Expected<Draft> beside(const fs::path& folder) {
    std::error_code failed;
    for (int n = 0; !failed; ++n) {
      const fs::path path = fmt::format("{}.{}.part", folder.string(), n);
      if (fs::create_directory(path, failed)) return Draft(path);
    }
    return cannot_write(folder, failed);
  }
  ~Draft() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Draft(Draft&& other) noexcept { std::swap(path_, other.path_); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const fs::path& path() const { return path_; }

  // Takes the folder's place, or that of each of its files of the same name.
  std::error_code become(const fs::path& folder) {
    std::error_code failed;
    if (!fs::exists(folder, failed)) {
      fs::rename(path_, folder, failed);
      if (!failed) path_.clear();
      return failed;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(path_, failed)) {
      fs::rename(entry.path(), folder / entry.path().filename(), failed);
      if (failed) break;
    }
    return failed;
  }

 private:
  explicit Draft(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
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
  const fs::path target = folder.has_filename() ? folder : folder.parent_path();
  std::error_code failed;
  if (fs::exists(target, failed) && !fs::is_directory(target))
    return cannot_write(target, std::make_error_code(std::errc::not_a_directory));
  Draft draft = TRY(Draft::beside(target));
  TRY(write(draft.path()).map_error([&](Error error) { return said_of(target, draft.path(), std::move(error)); }));
  failed = draft.become(target);
  return failed ? cannot_write(target, failed) : Expected<void>();
}

}  // namespace deconvlab
