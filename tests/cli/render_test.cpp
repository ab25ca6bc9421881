// `render` and `demo`: pictures without a display.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cli_test.h"
#include "core/formats/formats.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Render = test::CliTest;
using Demo = test::CliTest;

// Pictures are compared as they look from a step back: fonts are smoothed differently from machine to machine.
struct Difference {
  double mean = 0;     // over all pixels, of 0 to 255
  double largest = 0;  // between the means of blocks of 8 x 8
};
constexpr double kMostMean = 1.0;
constexpr double kMostLargest = 16;

double block_mean(const Tensor& t, std::int64_t c, std::int64_t y0, std::int64_t x0) {
  double sum = 0;
  for (std::int64_t y = y0; y < y0 + 8; ++y) {
    for (std::int64_t x = x0; x < x0 + 8; ++x) sum += t.at(0, c, y, x);
  }
  return sum / 64;
}

Difference difference(const Tensor& a, const Tensor& b) {
  Difference d;
  for (std::int64_t n = 0; n < a.size(); ++n) d.mean += std::abs(a.data()[n] - b.data()[n]) / static_cast<double>(a.size());
  for (std::int64_t c = 0; c < a.shape().c; ++c) {
    for (std::int64_t y = 0; y + 8 <= a.shape().h; y += 8) {
      for (std::int64_t x = 0; x + 8 <= a.shape().w; x += 8)
        d.largest = std::max(d.largest, std::abs(block_mean(a, c, y, x) - block_mean(b, c, y, x)));
    }
  }
  return d;
}

bool alike(const Difference& d) { return d.mean <= kMostMean && d.largest <= kMostLargest; }

struct Reference {
  const char* file;
  const char* arguments;
};
// A picture is made anew by the two commands that halved() runs.
constexpr Reference kReferences[] = {
    {"convolution.png", "convolution -i 6 -k 3 -s 2 -p 1 --step 4"},
    {"convolution-dark.png", "convolution -i 5 -k 3 -s 1 -p 0 --symbols --step 2 --theme dark --lang zh"},
    {"matrix.png", "matrix -i 4 -k 3 --step 1"},
    {"transposed-same.png", "transposed?view=all&input=digits:1 -i 3 -k 3 -s 2 --same --step 20"},
};

class Pictures : public test::CliTest {
 protected:
  // `arguments` rendered at 1280x720 and averaged over 2 x 2 pixels.
  Tensor halved(const std::string& arguments) {
    does("render " + arguments + " -o full.png");
    does("apply conv --input full.png --kernel box -k 2 -s 2 -o half.png --device cpu");
    const auto picture = read_array(at("half.png"));
    EXPECT_TRUE(picture);
    return picture ? *picture : Tensor();
  }
};

TEST_F(Pictures, LookLikeTheirReferences) {
  for (const Reference& reference : kReferences) {
    const auto expected = read_array(std::filesystem::path(DECONVLAB_TESTS_DIR) / "cli" / "pictures" / reference.file);
    ASSERT_TRUE(expected) << reference.file;
    const Tensor found = halved(reference.arguments);
    ASSERT_EQ(found.shape(), expected->shape());
    const Difference d = difference(found, *expected);
    EXPECT_TRUE(alike(d)) << reference.file << ": mean " << d.mean << ", largest " << d.largest;
  }
}

TEST_F(Pictures, OfAnotherStepThemeLanguageOrSizeAreNotAlike) {
  const std::string base = "convolution -i 5 -k 3 -s 2 -p 1";
  const Tensor first = halved(base + " --step 0");
  EXPECT_TRUE(alike(difference(first, halved(base + " --step 0"))));
  for (const char* other : {"--step 1", "--step 0 --theme dark", "--step 0 --lang zh", "--step 0 --symbols", "--step 0 --kernel random:3",
                            "--step 0 --input edge", "--step 0 -d 2", "--step 0 --flip"}) {
    const Difference d = difference(first, halved(base + " " + other));
    EXPECT_FALSE(alike(d)) << other << ": mean " << d.mean << ", largest " << d.largest;
  }
}

TEST_F(Render, GivesTheSizeAskedFor) {
  const std::pair<const char*, Extent> sizes[] = {{"640x360", {360, 640}},     {"1280x720", {720, 1280}}, {"300x500", {500, 300}},
                                                  {"2560x1441", {1441, 2560}}, {"1x1", {1, 1}},           {"9x3000", {3000, 9}}};
  for (const auto& [size, extent] : sizes) {
    does(fmt::format("render matrix --size {} -o picture.png", size));
    const auto picture = read_array(at("picture.png"));
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->shape().plane(), extent) << size;
  }
}

TEST_F(Render, LinksCarryASceneAndItsSettings) {
  does("render deconvlab:convolution?i=5&k=3&s=2&p=1&t=3 -o link.png");
  does("render convolution -i 5 -k 3 -s 2 -p 1 --step 3 -o options.png");
  EXPECT_EQ(read("link.png"), read("options.png"));
}

TEST_F(Render, LinksCarryTheRuleForThePadding) {
  does("render transposed?i=3&k=3&s=2&padding=same&output=5&t=3 -o link.png");
  does("render transposed -i 3 -k 3 -s 2 --same --output 5 --step 3 -o options.png");
  EXPECT_EQ(read("link.png"), read("options.png"));
  does("render convolution?i=6&k=3&s=2&padding=same -p 2 -o link.png");  // an option takes the link's place
  does("render convolution -i 6 -k 3 -s 2 -p 2 -o options.png");
  EXPECT_EQ(read("link.png"), read("options.png"));
}

TEST_F(Render, AnExtensionMayBeInCapitals) {
  does("render convolution --size 64x36 -o P.PNG");
  does("render convolution --size 64x36 -o p.png");
  EXPECT_EQ(read("P.PNG"), read("p.png"));
}

TEST_F(Render, ALanguageWithoutAFontIsOneSentence) {
  std::filesystem::create_directory(at("fonts"));
  std::filesystem::create_directory(at("cache"));
  write("fonts.conf",
        fmt::format("<fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>", at("fonts").string(), at("cache").string()));
  const test::Words bare{"FONTCONFIG_FILE=" + at("fonts.conf").string()};
  (void)run("info", bare);  // fills fontconfig's cache
  refuses("render convolution --lang zh -o p.png", "No font for 中文 was found: install fonts-dejavu-core and fonts-wqy-microhei", bare);
  refuses("render convolution?lang=zh -o p.png", "No font for 中文 was found", bare);
  refuses("demo --lang zh -o demo", "No font for 中文 was found", bare);
  refuses("render convolution -o p.png", "No font for English was found", bare);
}

TEST_F(Render, FilesGiveTheirSizes) {
  write("x.csv", "1,2,3,4\n5,6,7,8\n9,1,2,3\n");
  write("w.csv", "1,0\n0,1\n");
  does("render convolution --input x.csv --kernel w.csv -o files.png");
  does("render deconvlab:convolution?i=3x4&k=2&input=own:3x4:1,2,3,4,5,6,7,8,9,1,2,3&kernel=own:2:1,0,0,1 -o link.png");
  EXPECT_EQ(read("files.png"), read("link.png"));
  refuses("render convolution --input x.csv -i 5 -o p.png", "The shape of the input is 1x1x3x4, but 1x1x5x5 is needed.");
  refuses("render convolution --kernel x.csv -k 3 -o p.png", "The shape of the kernel is 1x1x3x4, but 1x1x3x3 is needed.");
}

// What was written brings back what it shows, whatever it was written as.
TEST_F(Render, AFileIsRenderedAsTheSceneThatItShows) {
  does("render transposed -i 3 -k 2 -s 2 --kernel ones --step 3 --theme dark -o first.png");
  for (const char* name : {"a.svg", "a.pdf", "a.tikz.tex"}) {
    does(fmt::format("render first.png -o {}", name));
    does(fmt::format("render {} -o again.png", name));
    EXPECT_EQ(read("again.png"), read("first.png")) << name;
  }
}

TEST_F(Render, AFilmHasTheStepsAskedFor) {
  does("render convolution --steps 2-4 --fps 1 --size 320x180 -o frame-%02d.png");
  for (const char* step : {"2", "3", "4"}) {
    does(fmt::format("render convolution --step {} --size 320x180 -o still.png", step));
    EXPECT_EQ(read(fmt::format("frame-0{}.png", std::stoi(step) - 2)), read("still.png")) << step;
  }
  does("render convolution --steps 2-4 --size 320x180 -o film.html");
  EXPECT_THAT(read("film.html"), HasSubstr("<title>Convolution</title>"));
  EXPECT_THAT(read("film.html"), HasSubstr("const perSecond = 1;"));
  EXPECT_THAT(read("film.html"), testing::Not(HasSubstr("{{")));
  EXPECT_THAT(read("film.html"), testing::Not(HasSubstr("src=")));
}

TEST_F(Render, SheetsAreFiguresOfStepsOrOfScenes) {
  does("render convolution --sheet 0,4,8 --lang zh -o steps.svg");
  EXPECT_THAT(read("steps.svg"), HasSubstr("(c) 第 9 步"));
  does("render unpool transposed?t=3 --crop content -o scenes.svg");
  EXPECT_THAT(read("scenes.svg"), HasSubstr("(b) Transposed convolution."));
  does("render convolution --sheet 0,4 --size 640x200 --scale 2 -o sheet.png");
  EXPECT_EQ(read_array(at("sheet.png"))->shape().plane(), (Extent{400, 1280}));
  refuses("render convolution --sheet 0,9 -o mine.png", "There is no step 9: the last one is 8, the first 0.");
  refuses("render convolution --sheet 0,x -o mine.png", "--sheet must be a whole number, not \"x\".");
  refuses("render convolution --sheet 0 --step 2 -o mine.png", "render --sheet takes no --step.");
  refuses("render convolution --sheet 0 --fps 2 -o mine.png", "takes no --fps.");
  refuses("render convolution --sheet 0 -o mine.gif", "the extension \".gif\" is not one of .png .svg .pdf .tex");
  refuses("render convolution transposed -i 4 -o mine.png", "render SCENE SCENE takes no -i.");
  refuses("render convolution nowhere -o mine.png", "There is no scene named \"nowhere\"");
  refuses("render convolution --crop all -o mine.png", "There is no crop named \"all\"; there are: content.");
}

TEST_F(Render, RefusesWhatItCannotDraw) {
  write("mine.png", "as it was");
  refuses("render nowhere -o mine.png", "There is no scene named \"nowhere\"; there are: kernels, convolution, matrix, ");
  refuses("render convolution?i=x -o mine.png", "The link \"convolution?i=x\" cannot be read at \"i=x\".");
  refuses("render convolution -o mine.bmp", "mine.bmp: the extension \".bmp\" is not one of .png .svg .pdf .tex");
  refuses("render convolution --fps 5 -o mine.png", "render -o mine.png takes no --fps.");
  refuses("render convolution --step 2 -o mine.gif", "--step");
  refuses("render convolution --steps 3-9 -o mine.gif", "There is no step 9: the last one is 8, the first 0.");
  refuses("render convolution --steps x -o mine.gif", "--steps must be a whole number, not \"x\".");
  refuses("render convolution --fps 500 -o mine.gif", "--fps = 500 is too large: at most 120");
  refuses("render convolution --fps 0 -o mine.gif", "--fps");
  refuses("render convolution --seconds 1e9 -o mine.gif", "--seconds = 1000000000 is too large: at most 10000");
  refuses("render convolution --scale 100 -o mine.png", "--scale = 100 is too large: at most 12.8");
  refuses("render convolution --background pink -o mine.png", "There is no background named \"pink\"; there are: theme, white, none.");
  refuses("render convolution -o mine-%q.png", "a film as pictures needs a name with a place for their numbers, such as frame-%03d.png");
  refuses("render mine.png -o other.png", "mine.png");
  refuses("render convolution -o /proc/mine.png", "/proc/mine.png cannot be written");
  refuses("render convolution -o missing/mine.png", "missing/mine.png cannot be written: No such file or directory.");
  refuses("render convolution --theme blue -o mine.png", "There is no theme named \"blue\"; there are: light, dark, high-contrast.");
  refuses("render convolution --lang fr -o mine.png", "There is no language named \"fr\"; there are: en, zh, es.");
  refuses("render convolution --step 9 -o mine.png", "There is no step 9: the last one is 8, the first 0.");
  refuses("render convolution --step -1 -o mine.png", "There is no step -1");
  refuses("render convolution --step x -o mine.png", "--step must be a whole number, not \"x\".");
  refuses("render convolution --size 0x720 -o mine.png", "--size must be at least 1, not 0.");
  refuses("render convolution --size 1280x1000000 -o mine.png", "--size = 1000000 is too large: at most 16384");
  refuses("render convolution --size big -o mine.png", "--size must be a whole number, or two such as 5x3, not \"big\".");
  refuses("render convolution -i 100000 -s 1 -p 0 -o mine.png", "The number of products = 89996400036 is too large: at most 1000000000");
  refuses("render convolution -i 16777216 -k 8388608 -o mine.png", "The number of products = ");
  refuses("render convolution -i 1000000000000 -o mine.png", "i = 1000000000000 is too large");
  refuses("render convolution -i 2 -k 3 -p 0 -o mine.png", "k_eff = 3 is larger than the padded input 2");
  refuses("render convolution --kernel nope -o mine.png", "There is no kernel named \"nope\"");
  std::filesystem::create_symlink("/dev/full", at("full.png"));
  refuses("render convolution -o full.png", "full.png cannot be written: No space left on device.");
}

// Every name that the page mentions.
std::vector<std::string> mentioned(const std::string& page) {
  std::vector<std::string> names;
  for (const std::string_view mark : {"href=\"", "src=\"", "srcset=\"", "data-dark=\""}) {
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
      const std::size_t start = at + mark.size();
      names.push_back(page.substr(start, page.find('"', start) - start));
    }
  }
  return names;
}

// Nothing on the page is from elsewhere.
void expect_to_stand_alone(const std::string& page, const std::map<std::string, std::string>& files) {
  const auto names = mentioned(page);
  EXPECT_GE(names.size(), 40u);
  for (const std::string& name : names) EXPECT_TRUE(files.contains("demo/" + name)) << name;
  EXPECT_THAT(page, testing::Not(HasSubstr("http")));
  EXPECT_THAT(page, testing::Not(HasSubstr("{{")));
  EXPECT_THAT(page, testing::Not(HasSubstr("_{")));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme"));
  EXPECT_THAT(page, HasSubstr("output (0,0) = "));
}

TEST_F(Demo, HasEveryLessonStepByStep) {
  const std::string said = does("demo -o demo --size 320x180").out;
  EXPECT_EQ(std::ranges::count(said, '\n'), 2);
  EXPECT_THAT(said, HasSubstr("demo/index.html shows"));
  std::string scenes = does("scenes").out;
  int lessons = 0;
  int with_matrix = 0;
  for (std::size_t at = 0; at < scenes.size(); at = scenes.find('\n', at) + 1, ++lessons) {
    const std::string id = scenes.substr(at, scenes.find(' ', at) - at);
    const bool has_matrix = exists(fmt::format("demo/{}/C.mtx", id));
    with_matrix += has_matrix ? 1 : 0;
    for (const char* name : {"C.npz", "C.csv", "Ct.mtx", "Ct.npz", "Ct.csv", "steps.json"}) {
      EXPECT_EQ(exists(fmt::format("demo/{}/{}", id, name)), has_matrix) << id << " " << name;
    }
    for (const char* folder : {"", "dark/"}) {  // the step has as many digits as the last one
      const auto first = [&](const char* step) { return exists(fmt::format("demo/{}/{}step-{}.png", id, folder, step)); };
      EXPECT_TRUE(first("0") || first("00")) << id << " " << folder;
    }
    EXPECT_THAT(read("demo/index.html"), HasSubstr(fmt::format("<section class=\"lesson\" id=\"{}\"", id)));
  }
  EXPECT_GE(lessons, 17);
  EXPECT_GE(with_matrix, 9);
  for (const char* name : {"convolution/C.tex", "convolution/Ct.tex", "matrix/C.tex"}) EXPECT_TRUE(exists(fmt::format("demo/{}", name)));
  // 9, 4 and 25 steps, in two themes.
  EXPECT_TRUE(exists("demo/convolution/step-8.png") && !exists("demo/convolution/step-9.png"));
  EXPECT_TRUE(exists("demo/matrix/step-3.png") && !exists("demo/matrix/step-4.png"));
  // The gallery plays on and on and has no C of its own.
  EXPECT_TRUE(exists("demo/gallery/dark/step-39.png") && !exists("demo/gallery/step-40.png") && !exists("demo/gallery/C.npz"));
  EXPECT_TRUE(exists("demo/transposed/dark/step-3.png") && !exists("demo/transposed/step-4.png"));
  EXPECT_THAT(read("demo/transposed/steps.json"), testing::StartsWith("{\"op\": \"conv-transpose\""));
  does("matrix -i 5 -k 3 -s 2 -p 1 --transpose -o Ct.mtx");
  std::string with_link = read("Ct.mtx");
  const std::size_t link = with_link.find("% deconvlab:");
  ASSERT_NE(link, std::string::npos);
  EXPECT_EQ(read("demo/convolution/Ct.mtx"), with_link.erase(link, with_link.find('\n', link) + 1 - link));
  does("render convolution -i 5 -k 3 -s 2 -p 1 --step 8 --theme dark --size 320x180 -o last.png");
  EXPECT_EQ(read("demo/convolution/dark/step-8.png"), read("last.png"));
  expect_to_stand_alone(read("demo/index.html"), files());
}

TEST_F(Demo, TakesLanguageThemeAndAFolderThatIsThere) {
  std::filesystem::create_directory(at("demo"));
  write("demo/mine.txt", "as it was");
  write("demo/index.html", "of an earlier time");
  const std::string said = does("demo -o demo --size 320x180 --lang zh --theme dark").out;
  EXPECT_THAT(said, HasSubstr("课"));
  EXPECT_FALSE(exists("demo/convolution/dark"));
  EXPECT_THAT(read("demo/index.html"), HasSubstr("<h2>卷积</h2>"));
  does("render convolution -i 5 -k 3 -s 2 -p 1 --step 0 --theme dark --lang zh --size 320x180 -o first.png");
  EXPECT_EQ(read("demo/convolution/step-0.png"), read("first.png"));
  EXPECT_EQ(read("demo/mine.txt"), "as it was");
}

TEST_F(Demo, RefusesWhereItCannotWrite) {
  write("demo", "a file");
  refuses("demo -o demo", "demo cannot be written: Not a directory.");
  refuses("demo -o demo/deeper", "demo cannot be written: Not a directory.");
  refuses("demo -o /proc/demo", "/proc/demo cannot be written");
  refuses("demo -o new --theme blue", "There is no theme named \"blue\"");
  refuses("demo -o new --lang fr", "There is no language named \"fr\"");
  refuses("demo -o new --size 0x0", "--size must be at least 1, not 0.");
  refuses("demo", "-o is required; `deconvlab demo --help` tells more.");
}

}  // namespace
}  // namespace deconvlab
