// Walking over a file's bytes: reading past the end gives 0, as the picture decoder has it.
#pragma once

#include <cstdint>
#include <string_view>

namespace deconvlab {

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  bool ended() const { return at_ >= size(); }
  // Below 0 where more was skipped than there is.
  std::int64_t left() const { return size() - at_; }
  int next() {
    const int byte = ended() ? 0 : static_cast<unsigned char>(bytes_[static_cast<std::size_t>(at_)]);
    ++at_;
    return byte;
  }
  std::int64_t big(int count) {
    std::int64_t value = 0;
    for (int n = 0; n < count; ++n) value = value * 256 + next();
    return value;
  }
  int little16() {
    const int low = next();
    return low + 256 * next();
  }
  void skip(std::int64_t count) { at_ += count; }
  // The next ones as they lie there, fewer where the file ends before.
  std::string_view text(std::int64_t count) {
    const std::string_view found = bytes_.substr(static_cast<std::size_t>(ended() ? size() : at_), static_cast<std::size_t>(count));
    at_ += count;
    return found;
  }
  // Up to the next '\n', which is left out; the rest where there is none.
  std::string_view line() {
    const std::string_view rest = bytes_.substr(static_cast<std::size_t>(ended() ? size() : at_));
    const std::string_view text = rest.substr(0, rest.find('\n'));
    at_ += static_cast<std::int64_t>(text.size()) + 1;
    return text;
  }

 private:
  std::int64_t size() const { return static_cast<std::int64_t>(bytes_.size()); }

  std::string_view bytes_;
  std::int64_t at_ = 0;
};

}  // namespace deconvlab
