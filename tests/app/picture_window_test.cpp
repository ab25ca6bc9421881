// Pictures in the window: computed beside it, chosen by name, by path and by dropping a file.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <latch>

#include "app/lessons/networks/decoded.h"
#include "app/record/record_formats.h"
#include "app/record/still.h"
#include "core/cpu/cpu_device.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

class PictureWindow : public test::WindowTest {
 protected:
  // Whether the field's right edge is in the colour of what is wrong.
  bool framed(const std::string& id) {
    const Color blame = theme_of("light").of(Role::switches).solid;
    const Rect r = shell().ui().places.at(id);
    const std::uint32_t pixel = picture().rgba[static_cast<std::size_t>(r.centre().y) * 1280 + static_cast<std::size_t>(r.right() - 1)];
    return std::abs(static_cast<int>(pixel & 255) - static_cast<int>(blame.r * 255)) < 12 && ((pixel >> 16) & 255) < 160;
  }
  static std::string sample(const char* name) { return (std::filesystem::path(DECONVLAB_TESTS_DIR) / "pictures" / name).string(); }
};

TEST_F(PictureWindow, ShowsThePictureOnceItIsComputed) {
  open("picture?i=64&k=2&s=2&up=2&kernel=ones");
  wait_for_results();
  ASSERT_TRUE(shell().results());
  EXPECT_EQ(shell().results()->picture_size(), Extent::square(64));
  EXPECT_EQ(shell().ui().picture_panes.size(), 5u);
}

TEST_F(PictureWindow, TakesADroppedFileFromAnyScene) {
  open("convolution?i=5&k=3");
  shell().drop(sample("rgb.png"));  // 2 x 3: no larger than the pooling's windows
  wait_for_results();
  EXPECT_EQ(model().lesson.scene, "picture");
  ASSERT_TRUE(shell().results()) << static_cast<int>(shell().results().error().code);
  EXPECT_EQ(shell().results()->picture_size(), (Extent{2, 3}));
}

TEST_F(PictureWindow, KeepsThePictureWhereTheNewOneCannotBeRead) {
  open("kernels?i=64&k=3&p=1");
  wait_for_results();
  shell().drop("nowhere.png");
  wait_for_results();
  EXPECT_EQ(model().lesson.picture, "scene");
  ASSERT_TRUE(shell().results());
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_NE(shell().ui().message.find("nowhere.png"), std::string::npos) << shell().ui().message;
}

TEST_F(PictureWindow, SaysWhatOfAFileWasLeftOut) {
  open("kernels?i=64&k=3&p=1");
  wait_for_results();
  shell().drop(sample("rgba.png"));
  wait_for_results();
  EXPECT_THAT(shell().ui().message, testing::HasSubstr("rgba.png: alpha was left out"));
  EXPECT_FALSE(shell().ui().message_is_error);
}

// The CPU, once it is let go.
class HeldDevice final : public Device {
 public:
  void let_go() { gone_.count_down(); }
  std::string name() const override { return cpu_.name(); }
  Expected<Tensor> run(OpKind kind, const Tensor& first, const Tensor& second, const Geometry& geometry) override {
    gone_.wait();
    return cpu_.run(kind, first, second, geometry);
  }
  Expected<Pooled> max_pool(const Tensor& x, const Geometry& geometry) override { return cpu_.max_pool(x, geometry); }
  Expected<Tensor> max_unpool(const Tensor& x, const Indices& switches, const Geometry& geometry) override {
    return cpu_.max_unpool(x, switches, geometry);
  }
  Expected<std::vector<std::uint32_t>> count_pattern(const Geometry& geometry, const MatrixWindow& window, Extent pixels,
                                                     Side side) override {
    return cpu_.count_pattern(geometry, window, pixels, side);
  }

 private:
  CpuDevice cpu_;
  std::latch gone_{1};
};

TEST_F(PictureWindow, ShowsThatAPictureIsBeingComputed) {
  static HeldDevice device;
  use(&device);
  open("kernels?i=64&k=3&p=1");
  frame(1, 1.0);
  ASSERT_TRUE(shell().computing());
  EXPECT_GT(shell().ui().computing_seconds, kComputingShownAfter);
  const Raster during = picture();
  device.let_go();
  wait_for_results();
  EXPECT_EQ(shell().ui().computing_seconds, 0);
  EXPECT_NE(during.id, picture().id);
}

TEST_F(PictureWindow, ControlOAsksForAPath) {
  open("convolution?i=5&k=3");
  key(Key::o, true);
  wait_for_results();
  EXPECT_EQ(model().lesson.scene, "picture");
  type(sample("rgb.png"));
  wait_for_results();
  EXPECT_EQ(model().lesson.picture, "scene");  // not before Enter
  key(Key::enter);
  wait_for_results();
  EXPECT_EQ(model().lesson.picture, sample("rgb.png"));
}

TEST_F(PictureWindow, OffersTheFilesOfAFolder) {
  open("kernels?i=64&k=3&p=1");
  shell().drop(sample("five.pgm"));
  wait_for_results();
  click("picture.open");
  frame(3);
  ASSERT_TRUE(has("open.grey.png"));  // beside the one that is shown
  EXPECT_FALSE(has("open.make.py"));
  click("open.flat.jpg");
  EXPECT_EQ(shell().ui().opening.path, "flat.jpg");
  EXPECT_EQ(model().lesson.picture, sample("five.pgm"));
  click("open.open");
  wait_for_results();
  EXPECT_EQ(model().lesson.picture, sample("flat.jpg"));
}

TEST_F(PictureWindow, WalksThroughFolders) {
  open("kernels?i=64&k=3&p=1");
  shell().drop(sample("five.pgm"));
  wait_for_results();
  click("picture.open");
  frame(3);
  click("open.up");
  frame(3);
  EXPECT_EQ(shell().ui().opening.view.folder, std::filesystem::path(DECONVLAB_TESTS_DIR));
  click("open.golden");
  frame(3);
  EXPECT_EQ(shell().ui().opening.view.folder.filename(), "golden");
  key(Key::escape);
  frame(3);
  click("size.k");  // nothing lies over the panel
  EXPECT_EQ(model().lesson.picture, sample("five.pgm"));
}

TEST_F(PictureWindow, AllOfFcnCanBeChosen) {
  open("fcn?picture=scene");
  wait_for_results();
  click("view.2");
  wait_for_results();
  EXPECT_EQ(model().lesson.view, "8s");
  EXPECT_EQ(shell().results()->geometry.input(), Extent::square(568));
  EXPECT_TRUE(has("picture.open"));
  EXPECT_FALSE(has("size.k"));
}

TEST_F(PictureWindow, ANetworksMapIsChosenOnTheLeft) {
  open("decoder?picture=objects:7&t=9");
  wait_for_results();
  EXPECT_TRUE(has("channel.kind.0"));
  EXPECT_FALSE(has("channel"));
  EXPECT_FALSE(has("level"));
  click("channel.kind.1");
  wait_for_results();
  EXPECT_EQ(model().lesson.channel, 0);
  ASSERT_TRUE(has("channel"));
  const Point from = middle_of("channel");
  drag(from, {from.x + 1000, from.y});
  wait_for_results();
  EXPECT_EQ(model().lesson.channel, 63);
  click("channel.kind.0");
  wait_for_results();
  EXPECT_EQ(model().lesson.channel, -1);
}

TEST_F(PictureWindow, ALevelIsChosenOnTheLeft) {
  open("project?picture=objects:7&level=2&t=3");
  wait_for_results();
  const Point middle = middle_of("level");
  drag(middle, {middle.x + 1000, middle.y});
  wait_for_results();
  EXPECT_EQ(model().lesson.level, 4);
  ASSERT_TRUE(shell().results()->of<ProjectionResult>().projected);
  EXPECT_EQ(
      shell().results()->network().decoded->encoder.outputs[shell().results()->of<ProjectionResult>().projected->unit.layer].shape().h, 14);
  drag(middle, {middle.x - 1000, middle.y});
  wait_for_results();
  EXPECT_EQ(model().lesson.level, 0);
  EXPECT_EQ(model().time, 1);
  EXPECT_TRUE(has("channel.kind.0"));
}

TEST_F(PictureWindow, AFieldTakesTheNumberOfAMap) {
  open("decoder?picture=objects:7&t=9&channel=3");
  wait_for_results();
  click("channel.field");
  key(Key::end);
  type("9");
  EXPECT_EQ(model().lesson.channel, 39);
  type("9");
  wait_for_results();
  EXPECT_EQ(model().lesson.channel, 39);
  EXPECT_EQ(shell().ui().message, "map = 399 is too large: at most 63 is possible here.");
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_TRUE(framed("channel.field"));
  key(Key::a, true);
  type("7");
  EXPECT_FALSE(framed("channel.field"));
  EXPECT_EQ(model().lesson.channel, 7);
}

TEST_F(PictureWindow, AFieldSaysWhatLevelsAndMapsThereAre) {
  open("project?picture=objects:7&level=0&channel=3&lang=zh");
  wait_for_results();
  click("level.field");
  key(Key::end);
  type("9");
  wait_for_results();
  EXPECT_EQ(model().lesson.level, 0);
  EXPECT_EQ(shell().ui().message, "层级 = 9 太大：此处最多为 4。");
  key(Key::escape);
  EXPECT_FALSE(framed("level.field"));
  click("channel.field");
  key(Key::end);
  type("0");  // the first level has 16 maps
  wait_for_results();
  EXPECT_EQ(model().lesson.channel, 3);
  EXPECT_EQ(shell().ui().message, "编号 = 30 太大：此处最多为 15。");
}

TEST_F(PictureWindow, ThreeDecodersHaveNoMapToChoose) {
  open("decoders?picture=objects:7");
  wait_for_results();
  EXPECT_FALSE(has("channel.kind.0"));
  EXPECT_FALSE(has("level"));
  EXPECT_TRUE(has("picture.open"));
}

// One layer has a line in PyTorch, whole networks have none.
TEST_F(PictureWindow, OnlyALayerIsWrittenInPyTorch) {
  for (const auto& [link, written] : {std::pair("decoder?picture=objects:7", true),
                                      {"decoders?picture=objects:7", false},
                                      {"project?picture=objects:7", false},
                                      {"picture", true}}) {
    open(link);
    wait_for_results();
    EXPECT_EQ(has("frameworks"), written) << link;
  }
}

// The decoder's first learned layer, with its own sizes.
TEST_F(PictureWindow, ALayerIsWrittenWithItsOwnSizes) {
  for (const auto& [view, line] :
       {std::pair("deconvnet", "y = F.conv_transpose2d(x, w, padding=1)"), {"segnet", "y = F.conv2d(x, w, padding=1)"}}) {
    open(fmt::format("decoder?picture=objects:7&view={}", view));
    wait_for_results();
    click("frameworks.copy");
    EXPECT_THAT(shell().ui().message, testing::HasSubstr(line));
  }
}

TEST_F(PictureWindow, APicturesPixelIsNoCellToEdit) {
  open("decoders?picture=objects:7");
  wait_for_results();
  double_click(middle_of(Target::input, {2, 3}));
  EXPECT_EQ(shell().ui().edit.cell.target, Target::none);
}

TEST_F(PictureWindow, AClickOnAPanelOpensItsOperator) {
  open("decoder?picture=objects:7&t=9");
  wait_for_results();
  const Point panel = middle_of(Target::tile, {14, 14}, {2, 0});
  click(panel);
  wait_for_results();
  EXPECT_EQ(model().lesson.scene, "unpool");
  EXPECT_EQ(model().lesson.input.own_size, Extent::square(8));
  EXPECT_EQ(shell().results()->pooling().resampled->unpooled, *shell().results()->pooling().resampled->x);
}

TEST(ListFolder, HasFoldersThenReadableFiles) {
  const auto entries = list_folder(DECONVLAB_TESTS_DIR);
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->front(), (FolderEntry{"app", true}));
  EXPECT_TRUE(std::ranges::is_partitioned(*entries, &FolderEntry::is_folder));
  EXPECT_EQ(std::ranges::find(*entries, FolderEntry{"run.sh", false}), entries->end());  // holds no array
  const auto pictures = *list_folder(std::filesystem::path(DECONVLAB_TESTS_DIR) / "pictures");
  EXPECT_NE(std::ranges::find(pictures, FolderEntry{"rgb.tga", false}), pictures.end());
  EXPECT_EQ(list_folder("/nowhere").error().code, ErrorCode::cannot_open);
}

TEST_F(PictureWindow, ASliderOfAPoolingLessonSetsTheKernelThatLeadsBack) {
  open("unpool?i=4&k=2&s=2&up=2&kernel=ones");
  ASSERT_TRUE(has("size.up"));
  EXPECT_FALSE(has("size.d"));
  EXPECT_TRUE(has("weight.1.1"));
  EXPECT_FALSE(has("weight.2.2"));
}

// A file that was written here is no picture to look at: it brings back what it shows.
TEST_F(PictureWindow, ADroppedExportBringsItsStateBack) {
  const std::string file = testing::TempDir() + "dropped.png";
  const Model shown = *open_link("transposed?i=3&k=3&s=2&kernel=own:3x3:1,2,3,4,5,6,7,8,9.5&t=4&theme=dark");
  ASSERT_TRUE(save_figure(*still(shown, {640, 360}), file));
  open("kernels");
  shell().drop(file);
  wait_for_results();
  EXPECT_EQ(model().lesson, shown.lesson);
  EXPECT_EQ(model().time, 4);
  EXPECT_EQ(model().theme, "dark");
  key(Key::z, true);
  EXPECT_EQ(model().lesson.scene, "kernels");
}

}  // namespace
}  // namespace deconvlab
