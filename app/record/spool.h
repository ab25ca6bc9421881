// Bytes that are kept out of memory, in a file that has no name and is gone with the object.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace deconvlab {

class Spool {
 public:
  Spool();
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // At its end. False where the system refuses them: errno says why.
  bool put(std::string_view bytes);
  std::int64_t size() const { return size_; }
  // From any thread. False beyond its end.
  bool get(std::int64_t at, std::span<char> into) const;

 private:
  int file_;
  std::int64_t size_ = 0;
};

}  // namespace deconvlab
