#include "app/record/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace deconvlab {

Spool::Spool() {
  std::error_code none;
  std::string name = (std::filesystem::temp_directory_path(none) / "deconvlab-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ >= 0) ::unlink(name.c_str());
}

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

bool Spool::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(file_, bytes.data(), bytes.size(), size_);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    size_ += put;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

bool Spool::get(std::int64_t at, std::span<char> into) const {
  while (!into.empty()) {
    const ssize_t got = ::pread(file_, into.data(), into.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    into = into.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

}  // namespace deconvlab
