// Lessons of pooling and of pictures: what they come to, and what their scenes say.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/diagram/picture_panel.h"
#include "app/lessons/picture_source.h"
#include "app/scenes/scenes.h"
#include "app/state/lesson_worker.h"
#include "app/state/update.h"
#include "core/cpu/cpu_device.h"
#include "core/operators/conv_transpose.h"
#include "tests/app/drawn.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

using test::lesson;

constexpr const char* kFour = "unpool?i=4&k=2&s=2&up=2&kernel=ones&input=own:4:1,3,2,1,4,2,0,5,7,6,1,1,5,0,2,9";

TEST(PoolingLesson, ComesToOnePooledMapAndThreeWaysBack) {
  const auto results = compute(lesson(kFour).lesson);
  ASSERT_TRUE(results);
  const Resampled& r = *results->pooling().resampled;
  EXPECT_EQ(r.pooled.values, Tensor::plane({2, 2}, {4, 5, 7, 9}));
  EXPECT_EQ(r.pooled.switches, Indices::plane({2, 2}, {4, 7, 8, 15}));
  EXPECT_EQ(r.unpooled, Tensor::plane({4, 4}, {0, 0, 0, 0, 4, 0, 0, 5, 7, 0, 0, 0, 0, 0, 0, 9}));
  const Tensor copied = Tensor::plane({4, 4}, {4, 4, 5, 5, 4, 4, 5, 5, 7, 7, 9, 9, 7, 7, 9, 9});
  EXPECT_EQ(r.nearest, copied);
  EXPECT_EQ(results->output, copied);  // ones as wide as the stride
  EXPECT_EQ(step_count(lesson(kFour).lesson), 8);
}

// The size that was pooled comes back whatever the kernel that leads back is.
TEST(PoolingLesson, LeadsBackToTheSizeThatWasPooled) {
  for (const char* sizes : {"i=4&k=2&s=2&up=4", "i=7&k=2&s=2&up=3", "i=9x6&k=3&s=3&up=6", "i=5&k=3&s=2&p=1&up=4"}) {
    const auto results = compute(lesson(std::string("unpool?kernel=bilinear&") + sizes).lesson);
    ASSERT_TRUE(results) << sizes;
    EXPECT_EQ(results->output.shape(), results->pooling().resampled->x->shape()) << sizes;
  }
}

// Windows of 3 at -2, 0, 2: the first has one cell of x. The page says that PyTorch takes no such padding.
TEST(PoolingLesson, PadsOverHalfAWindow) {
  const Model model = lesson("unpool?i=3&k=3&s=2&p=2&up=3&kernel=ones&input=own:3:1,2,3,4,5,6,7,8,9");
  const auto results = compute(model.lesson);
  ASSERT_TRUE(results) << say(language_of("en"), results.error());
  EXPECT_EQ(results->pooling().resampled->pooled.values, Tensor::plane({3, 3}, {1, 3, 3, 7, 9, 9, 7, 9, 9}));
  EXPECT_EQ(results->output.shape(), (Shape{1, 1, 3, 3}));
  EXPECT_TRUE(test::draw(model).canvas.shows("(p is over k / 2: PyTorch refuses it)"));
  EXPECT_FALSE(test::draw(lesson("unpool?i=3&k=3&s=2&p=1&up=3")).canvas.shows("(p is over k / 2: PyTorch refuses it)"));
  EXPECT_EQ(compute(lesson("unpool?i=3&k=3&s=2&p=3").lesson).error().code, ErrorCode::pool_padding_too_large);
}

// 16777217 is the first whole number that is no float.
TEST(PictureLesson, KeepsAllThatIsToBeSaidOfItsFile) {
  const test::Folder folder;
  const std::string file = (folder / "numbers.csv").string();
  std::ofstream(file) << "16777217,1\n2,3\n";
  PictureSource source;
  ASSERT_TRUE(source.get(file, Extent::square(2)));
  EXPECT_EQ(source.notes(), std::vector<std::string>{reason("note.rounded", file, 1, 4)});
  ASSERT_TRUE(source.get("scene", Extent::square(16)));
  EXPECT_TRUE(source.notes().empty());
}

// What a link leaves out is as in the example, whose maxima can be told apart.
TEST(PoolingLesson, ALinkStartsFromTheExample) {
  for (const char* link : {"unpool", "unpool?t=0", "unpool?i=4&k=2&s=2"}) {
    const auto results = compute(lesson(link).lesson);
    ASSERT_TRUE(results) << link;
    EXPECT_EQ(results->pooling().resampled->pooled.values, Tensor::plane({2, 2}, {4, 5, 7, 9})) << link;
  }
  EXPECT_EQ(open_link("unpool?i=8")->lesson.input.own_size, Extent::square(8));
  EXPECT_EQ(open_link("unpool?i=9")->lesson.input.name, "digits");  // the example's would end in zeros
}

TEST(PoolingLesson, SaysWhichKernelsLeadBack) {
  EXPECT_EQ(compute(lesson("unpool?i=6&k=3&s=1").lesson).error(),
            (Error{ErrorCode::no_way_back, {"h", "2", "4", "6", "1", "3", "5", "7"}}));
}

TEST(PictureLesson, HasEveryChannelAndSaysHowFarEachWayIsFromTheOriginal) {
  const auto results = compute(lesson("picture?i=32x40&k=2&s=2&up=2&kernel=ones").lesson);
  ASSERT_TRUE(results);
  EXPECT_EQ(results->of<PoolingResult>().picture->shape(), (Shape{1, 3, 32, 40}));
  EXPECT_EQ(results->output, results->pooling().resampled->nearest);
  const auto& distances = results->pooling().resampled->distances;
  EXPECT_EQ(results->pooling().distance.mean_squared, distances[1].mean_squared);
  EXPECT_GT(distances[1].psnr, distances[0].psnr);  // zeros are far from a bright picture
}

// Said where it is so, and only there.
TEST(PictureLesson, SaysThatTheKernelMakesItBilinear) {
  for (const auto& [settings, expected] : {std::pair{"k=2&s=2&up=4&kernel=bilinear", true},
                                           {"k=4&s=4&up=8&kernel=bilinear", true},
                                           {"k=2&s=2&up=6&kernel=bilinear", false},
                                           {"k=2&s=2&up=4&kernel=ones", false},
                                           {"k=3&s=3&up=5&kernel=bilinear", false}}) {
    const Model model = lesson(fmt::format("picture?i=64x48&t=5&{}", settings));
    const auto results = compute(model.lesson);
    ASSERT_TRUE(results) << settings;
    const Tensor& bilinear = results->pooling().resampled->bilinear;
    float apart = 0;  // a pooled cell away from the border
    for (std::int64_t r = 8; r < 56; ++r) {
      for (std::int64_t c = 8; c < 40; ++c) apart = std::max(apart, std::abs(results->output.at({r, c}) - bilinear.at({r, c})));
    }
    const Frame frame{model, *results, {}, theme_of("light"), language_of("en")};
    const bool said = (*find_scene("picture"))->sentence(frame).find("③ is bilinear") != std::string::npos;
    EXPECT_EQ(said, expected) << settings;
    EXPECT_TRUE(!said || apart < 1e-3) << settings << " " << apart;
  }
}

TEST(PicturePlaces, AreWholePixelsACellWhereLittleIsLostBySo) {
  EXPECT_EQ(place_picture({0, 0, 260, 270}, {256, 256}, {}).zoom, 1);
  EXPECT_EQ(place_picture({0, 0, 187, 187}, {128, 128}, {}).zoom, 187.0 / 128);
  EXPECT_EQ(place_picture({0, 0, 100, 100}, {256, 128}, {}).zoom, 100.0 / 256);
  EXPECT_EQ(place_picture({0, 0, 63, 70}, {15, 15}, {}).zoom, 4);
}

TEST(PictureLesson, DifferencesHaveAKeyToTheirColours) {
  const auto differences = test::draw("picture?view=differences");
  for (const char* text : {"−128", "+128", "darker", "brighter"}) EXPECT_TRUE(differences.canvas.shows(text)) << text;
  EXPECT_FALSE(test::draw("picture").canvas.shows("darker"));
}

// While a weight is dragged only the deconvolved picture is computed, and only its panel painted.
TEST(PictureLesson, KeepsWhatNoKernelChanges) {
  CpuDevice cpu;
  Sources sources;
  PictureMemo memo;
  const auto pictures_of = [&](const Results& results, const Model& model) {
    RecordingCanvas canvas;
    Frame frame{model, results, {}, theme_of("light"), language_of("en")};
    frame.picture_memo = &memo;
    (*find_scene("picture"))->draw_main(canvas, test::kPage, frame);
    std::vector<std::uint64_t> ids;
    for (const Raster& raster : canvas.pictures) ids.push_back(raster.id);
    return ids;
  };
  const Model first = lesson("picture?i=64x48&k=2&s=2&up=2&kernel=ones");
  const Model other = lesson("picture?i=64x48&k=2&s=2&up=4&kernel=bilinear");
  const auto ones = compute(first.lesson, cpu, sources);
  const auto bilinear = compute(other.lesson, cpu, sources);
  EXPECT_EQ(bilinear->pooling().resampled, ones->pooling().resampled);
  EXPECT_LT(bilinear->pooling().distance.mean_squared, ones->pooling().distance.mean_squared);
  const auto before = pictures_of(*ones, first);
  const auto after = pictures_of(*bilinear, other);
  ASSERT_EQ(before.size(), 6u);
  for (std::size_t n = 0; n < 6; ++n) EXPECT_EQ(after[n] == before[n], n < 5) << n;
  EXPECT_NE(compute(lesson("picture?i=64x48&k=4&s=4&up=4").lesson, cpu, sources)->pooling().resampled, ones->pooling().resampled);
  EXPECT_NE(compute(lesson("picture?i=64x32&k=2&s=2&up=2").lesson, cpu, sources)->pooling().resampled, ones->pooling().resampled);
}

// Whose size is its own, whatever i is.
TEST(PictureLesson, KeepsWhatNoKernelChangesOfAFileToo) {
  CpuDevice cpu;
  Sources sources;
  const std::string file = "picture?picture=" DECONVLAB_TESTS_DIR "/pictures/rgb.png&k=2&s=2&up=2&kernel=";
  const auto ones = compute(lesson(file + "ones").lesson, cpu, sources);
  const auto counting = compute(lesson(file + "counting").lesson, cpu, sources);
  ASSERT_TRUE(ones && counting);
  EXPECT_NE(ones->picture_size(), lesson(file + "ones").lesson.params.i);
  EXPECT_EQ(counting->pooling().resampled, ones->pooling().resampled);
  EXPECT_NE(counting->output, ones->output);
}

TEST(PictureLesson, ConvolvesEachChannelByItself) {
  const auto results = compute(lesson("kernels?i=16&k=3&p=1&kernel=identity").lesson);
  ASSERT_TRUE(results);
  EXPECT_EQ(results->output, *results->of<FilteredResult>().picture);
}

TEST(KernelsScene, APictureOfWeightsThatSumToMoreThanOneIsShownDividedByTheirSum) {
  const Model model = lesson("kernels?i=16&k=3&p=1&kernel=ones&lang=zh");
  const test::Drawn d = test::draw(model);
  const Tensor& y = test::results_of(model.lesson)->output;
  const Raster& shown = d.canvas.pictures[1];
  ASSERT_EQ(shown.rgba.size(), 256u);
  for (std::int64_t n = 0; n < 256; ++n) EXPECT_NEAR(shown.rgba[n] & 255, std::min(255.0f, y.data()[n] / 9), 1) << n;
  EXPECT_TRUE(d.canvas.shows("显示时除以权重之和 9"));
  const auto loupe = std::ranges::find(d.canvas.texts, number(std::round(y.at({8, 8}))), &RecordingCanvas::Text::text);
  ASSERT_NE(loupe, d.canvas.texts.end());
  EXPECT_NEAR(loupe->background.r * 255, y.at({8, 8}) / 9, 1);
  EXPECT_THAT(d.sentence, testing::Not(testing::HasSubstr("。 ")));
}

TEST(KernelsScene, OtherPicturesAreShownAsTheyAre) {
  for (const char* kernel : {"identity", "gaussian", "sobel-x"}) {
    for (const auto& text : test::draw(std::string("kernels?i=16&k=3&p=1&kernel=") + kernel).canvas.texts)
      EXPECT_THAT(text.text, testing::Not(testing::HasSubstr("divided"))) << kernel;
  }
}

TEST(PictureLesson, IsNoneWhereTheFileIsNone) {
  const auto results = compute(lesson("picture?picture=nowhere.png").lesson);
  ASSERT_FALSE(results);
  EXPECT_EQ(results.error().code, ErrorCode::cannot_open);
}

TEST(PictureLesson, ItsLinkKeepsAnyPath) {
  Model model = lesson("picture?i=64");
  model.lesson.picture = "/a folder/50% & more=\xE7\x8C\xAB.png";
  const auto back = open_link(to_link(model));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->lesson.picture, model.lesson.picture);
  EXPECT_FALSE(open_link("picture?picture=%4"));
}

// From (5,3) a picture would be 5 pixels wide, and a pooling's windows overlap.
TEST(Update, PicturesAndPoolingStartFromSizesOfTheirOwn) {
  Document d;
  d.scenes = scene_facts();
  update(d, command::GoToScene{"kernels"});
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(384));
  EXPECT_EQ(d.model.lesson.params.k, Extent::square(3));
  update(d, command::GoToScene{"unpool"});
  EXPECT_EQ(d.model.lesson.params.i, Extent::square(4));
  EXPECT_EQ(d.model.lesson.params.k, Extent::square(2));
  EXPECT_EQ(d.model.lesson.params.s, Extent::square(2));
  EXPECT_EQ(d.model.lesson.kernel.name, "ones");
  const auto pooled = compute(d.model.lesson)->pooling().resampled->pooled.values;
  EXPECT_EQ(pooled.shape().plane(), Extent::square(2));
  update(d, command::Undo{});
  EXPECT_EQ(d.model.lesson.scene, "kernels");
}

TEST(LessonWorker, ComputesTheLessonAskedForLast) {
  CpuDevice cpu;
  LessonWorker worker(cpu);
  for (const int side : {64, 48, 32}) worker.ask(lesson("kernels?k=3&p=1&i=" + std::to_string(side)).lesson);
  Extent size;
  while (size != Extent::square(32)) {
    if (const auto done = worker.take()) {
      ASSERT_TRUE(done->results);
      size = done->results->picture_size();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_FALSE(worker.busy());
}

}  // namespace
}  // namespace deconvlab
