// The fuzz targets over the committed corpus: seeds, and whatever a fuzzer once found.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "targets.h"

namespace deconvlab::fuzz {
namespace {

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, IsReadOrRefused) {
  int count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(DECONVLAB_TESTS_DIR) / "fuzz" / "corpus" / GetParam().corpus)) {
    SCOPED_TRACE(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    for (std::size_t size = bytes.size(); size > 0; size /= 2) GetParam().run(std::string_view(bytes).substr(0, size));
    ++count;
  }
  EXPECT_GT(count, 2);
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, testing::ValuesIn(target_table().begin(), target_table().end()),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace deconvlab::fuzz
