// A folder that is gone after the test, and what lies in it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "core/tensor.h"

namespace deconvlab::test {

class Folder {
 public:
  Folder() {
    std::string path = (std::filesystem::temp_directory_path() / "deconvlab.XXXXXX").string();
    path_ = ::mkdtemp(path.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  std::set<std::string> names() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) names.insert(entry.path().filename().string());
    return names;
  }
  std::filesystem::path put(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_in(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Equal to the last bit, the sign of 0 and NaN included.
inline void expect_same_bits(const Tensor& found, const Tensor& wanted) {
  ASSERT_EQ(found.shape(), wanted.shape());
  for (std::int64_t n = 0; n < wanted.size(); ++n) {
    EXPECT_EQ(std::bit_cast<std::uint32_t>(found.data()[n]), std::bit_cast<std::uint32_t>(wanted.data()[n])) << n;
  }
}

// Every kind of float: ordinary, hard to print, smallest, largest, both zeros, infinities, NaN.
inline Tensor awkward_values(Shape shape) {
  constexpr float kValues[] = {0.1f,  -1.0f / 3, 16777217.0f, 1.17549435e-38f,   1e-45f, 3.4028235e38f, 0.0f,
                               -0.0f, HUGE_VALF, -HUGE_VALF,  __builtin_nanf("")};
  Tensor tensor(shape);
  for (std::int64_t n = 0; n < tensor.size(); ++n) tensor.data()[n] = kValues[n % std::ssize(kValues)];
  return tensor;
}

}  // namespace deconvlab::test
