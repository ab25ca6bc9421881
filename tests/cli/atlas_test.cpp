// `render gallery -o FOLDER`: every figure of the guide to convolution arithmetic as files, whole or not at all.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/cli/cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;

class Atlas : public test::CliTest {
 protected:
  nlohmann::json manifest() const { return nlohmann::json::parse(read("atlas/atlas.json"), nullptr, false); }
};

// What the guide says of them: i, k, s, p, d, a and the output's side.
struct Known {
  const char* name;
  int i, k, s, p, d, a, o;
};
constexpr Known kKnown[] = {
    {"convolution-no-padding", 4, 3, 1, 0, 1, 0, 2},   {"convolution-any-padding", 5, 4, 1, 2, 1, 0, 6},
    {"convolution-half-padding", 5, 3, 1, 1, 1, 0, 5}, {"convolution-full-padding", 5, 3, 1, 2, 1, 0, 7},
    {"convolution-strides", 5, 3, 2, 0, 1, 0, 2},      {"convolution-padding-strides", 5, 3, 2, 1, 1, 0, 3},
    {"convolution-odd", 6, 3, 2, 1, 1, 0, 3},          {"convolution-dilation", 7, 3, 1, 0, 2, 0, 3},
    {"transposed-no-padding", 2, 3, 1, 0, 1, 0, 4},    {"transposed-any-padding", 6, 4, 1, 2, 1, 0, 5},
    {"transposed-half-padding", 5, 3, 1, 1, 1, 0, 5},  {"transposed-full-padding", 7, 3, 1, 2, 1, 0, 5},
    {"transposed-strides", 2, 3, 2, 0, 1, 0, 5},       {"transposed-padding-strides", 3, 3, 2, 1, 1, 0, 5},
    {"transposed-odd", 3, 3, 2, 1, 1, 1, 6},
};

// A folder that is there keeps what else it has; a figure's file and its line of the manifest open the same lesson.
TEST_F(Atlas, HasEveryFigureAndSaysWhatEachIs) {
  std::filesystem::create_directory(at("atlas"));
  write("atlas/mine.txt", "as it was");
  write("atlas/index.html", "of an earlier time");
  EXPECT_THAT(does("render gallery --size 200x112 --theme dark -o atlas/").out, HasSubstr("atlas/index.html shows 15 figures"));
  const auto figures = manifest()["figures"];
  ASSERT_EQ(figures.size(), std::size(kKnown));
  const std::string page = read("atlas/index.html");
  EXPECT_THAT(page, testing::Not(HasSubstr("{{")));
  for (std::size_t n = 0; n < figures.size(); ++n) {
    const Known& known = kKnown[n];
    const auto& figure = figures[n];
    EXPECT_EQ(figure["name"], known.name);
    const nlohmann::json parameters = {{"i", known.i}, {"k", known.k}, {"s", known.s}, {"p", known.p},
                                       {"d", known.d}, {"a", known.a}, {"o", known.o}};
    EXPECT_EQ(figure["parameters"], parameters) << known.name;
    EXPECT_EQ(figure["steps"], known.o * known.o) << known.name;
    for (const char* format : {".gif", ".svg", ".pdf", ".html"}) {
      const std::string name = known.name + std::string(format);
      EXPECT_THAT(figure["files"], testing::Contains(name));
      EXPECT_TRUE(exists("atlas/" + name)) << name;
      EXPECT_THAT(page, HasSubstr("\"" + name + "\""));
    }
    for (const char* word : {"input", "output y", "kernel w"}) EXPECT_THAT(read(fmt::format("atlas/{}.svg", known.name)), HasSubstr(word));
  }
  EXPECT_EQ(read("atlas/mine.txt"), "as it was");
  EXPECT_EQ(files().size(), 1 + 1 + 15u * 4 + 2);  // the folder, what was there, what is new
  const std::string link = figures[14]["link"];
  EXPECT_THAT(link, HasSubstr("transposed?i=3&k=3&s=2&p=1&d=1&a=1"));
  does(fmt::format("render {} --step 0 -o link.png", link));
  for (const char* format : {".gif", ".svg", ".pdf", ".html"}) {
    does(fmt::format("render atlas/transposed-odd{} --step 0 -o file.png", format));
    EXPECT_EQ(read("file.png"), read("link.png")) << format;
  }
}

TEST_F(Atlas, NothingOfItIsThereWhereItFails) {
  const auto failed = shell("ulimit -f 8; $PROGRAM render gallery --size 640x360 -o atlas");
  EXPECT_EQ(failed.status, 2);
  EXPECT_THAT(failed.err, testing::StartsWith("atlas/"));
  EXPECT_TRUE(files().empty());
  write("atlas", "a file");
  refuses("render gallery -o atlas", "atlas cannot be written: Not a directory.");
  refuses("render gallery -o /proc/atlas", "/proc/atlas cannot be written");
  refuses("render gallery -o new/deeper", "new/deeper cannot be written: No such file or directory.");
  refuses("render gallery --steps 0-3 -o new", "render gallery -o new takes no --steps.");
  refuses("render gallery --step 3 -o new", "render gallery -o new takes no --step.");
  refuses("render gallery --fps 500 -o new", "--fps = 500 is too large");
  refuses("render convolution -o new", "new: the extension \"\" is not one of");
  EXPECT_EQ(files().size(), 1u);
}

}  // namespace
}  // namespace deconvlab
