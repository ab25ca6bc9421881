// Scene "matrix" of several channels: its link, its block matrix, what a step and what is pointed at say, and what is exported of it.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app/lessons/convolution/blocks.h"
#include "app/record/exports.h"
#include "app/state/update.h"
#include "core/formats/formats.h"
#include "core/operators/operators.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using test::draw;
using test::Drawn;
using test::lesson;
using testing::HasSubstr;

// x of channel c is 4 c, 4 c + 1, ..., and the weights of 2 -> 3 channels count on from 1, a cell each: y_o = w_{o,0} x_0 + w_{o,1} x_1.
constexpr const char* kPointwise = "matrix?i=2&k=1&channels=2x3&groups=1&input=counting:0";

const Blocks& blocks_of(const Model& model) { return *test::results_of(model.lesson)->of<BlocksResult>().blocks; }

TEST(BlockScene, ALinkCarriesChannelsAndGroups) {
  const Model model = lesson("matrix?i=4&k=3&channels=4x2&groups=2");
  EXPECT_EQ(model.lesson.channels, (Extent{4, 2}));
  EXPECT_EQ(model.lesson.params.groups, 2);
  EXPECT_THAT(to_link(model), HasSubstr("&channels=4x2&groups=2&"));
  EXPECT_EQ(open_link(to_link(model)), model);
  EXPECT_EQ(step_count(model.lesson), 2 * 4);
  EXPECT_EQ(compute(lesson("matrix?channels=4x3&groups=2").lesson).error(), (Error{ErrorCode::groups_do_not_divide, {"output", "3", "2"}}));
  EXPECT_EQ(compute(lesson("matrix?channels=9x1").lesson).error(), (Error{ErrorCode::too_large, {"channels", "9", "8"}}));
  EXPECT_EQ(compute(lesson("matrix?channels=1x0").lesson).error(), (Error{ErrorCode::not_positive, {"channels", "0"}}));
  EXPECT_EQ(compute(lesson("matrix?i=64&k=7&channels=8").lesson).error().code, ErrorCode::too_large);
  EXPECT_EQ(open_link("convolution?channels=2x3").error().code, ErrorCode::needless_field);
}

TEST(BlockScene, TheMatrixIsThatOfTheConvolution) {
  for (const char* link : {"matrix?i=4&k=3&channels=2x3", "matrix?i=5x4&k=2&s=2&p=1&channels=4x2&groups=2&kernel=sobel-x",
                           "matrix?i=4&k=3&channels=3&groups=3", "matrix?i=4&k=2&d=2&flip=1&channels=1x2&kernel=random:5"}) {
    SCOPED_TRACE(link);
    const Model model = lesson(link);
    const Blocks& b = blocks_of(model);
    const auto y = multiply(b.matrix, b.x.data());
    const Tensor wanted = conv(b.x, b.w, b.geometry);
    EXPECT_TRUE(std::ranges::equal(y, wanted.data()));
    EXPECT_TRUE(std::ranges::equal(b.y.data(), wanted.data()));
    const Results& results = *test::results_of(model.lesson);
    EXPECT_TRUE(std::ranges::equal(results.trace.input().data(), b.x.plane(0, 0)));  // the lesson's own planes are the first channels'
    EXPECT_TRUE(std::ranges::equal(results.trace.kernel().data(), b.w.plane(0, 0)));
  }
}

TEST(BlockScene, ARowSaysItsChannels) {
  EXPECT_EQ(draw(std::string(kPointwise) + "&t=5").sentence,
            "Step 6 of 12:  row 5 of C (counted from 0), nonzeros 2:  output channel 1, (0,1) = 3 (in 0) + 20 (in 1) = 23");
  EXPECT_EQ(draw(kPointwise, {Target::output, {1, 1}, {}, 2}).sentence,
            "Row 11 of C (counted from 0), nonzeros 2:  output channel 2, (1,1) = 15 (in 0) + 42 (in 1) = 57");
  EXPECT_THAT(draw("matrix?i=2&k=1x2&channels=2&groups=2&input=counting:0&t=3").sentence,
              testing::EndsWith("output channel 1, (1,0) = 6·3 + 7·4 = 46"));  // depthwise
  EXPECT_THAT(draw(std::string(kPointwise) + "&t=4.7").sentence, testing::EndsWith(";  so far 3"));
}

std::string described(const std::string& link, const Focus& focus, const char* language = "en") {
  const Model model = lesson(link);
  const Frame frame{model, *test::results_of(model.lesson), focus, theme_of("light"), language_of(language)};
  return (*find_scene("matrix"))->describe(focus, frame);
}

TEST(BlockScene, WhatIsPointedAtSaysChannelsCellsAndWeight) {
  // Block (2, 1), row 8 + 3, column 4 + 3.
  EXPECT_EQ(described(kPointwise, {Target::nonzero, {1, 1}, {1, 1}, 2 * 2 + 1}),
            "C_{11,7} = 6: from input channel 1, cell (1,1), to output channel 2, cell (1,1), by the weight at (0,0): 7 · 6 = 42.");
  EXPECT_EQ(described(kPointwise, {Target::input, {0, 1}, {}, 1}),
            "Input channel 1, cell (0,1) = 5: column 5 of C, with nonzeros in 3 of its rows.");
  EXPECT_EQ(described(kPointwise, {Target::weight, {0, 0}, {}, 3}),
            "The weight 4 at (0,0) of the kernel from input channel 1 to output channel 1: 4 entries of their block.");
  EXPECT_THAT(described(kPointwise, {Target::nonzero, {1, 1}, {1, 1}, 5}, "zh"), HasSubstr("输入通道 1 的 (1,1) 连到输出通道 2 的 (1,1)"));
  EXPECT_EQ(described(kPointwise, {Target::nonzero, {1, 1}, {1, 0}, 5}), "");  // no entry joins them
  EXPECT_EQ(described(kPointwise, {Target::input, {0, 0}, {}, 2}), "");
}

// Of 4 -> 2 channels in two groups half of the blocks are empty.
TEST(BlockScene, EveryEntryOfEveryBlockCanBePointedAt) {
  const std::string link = "matrix?i=4&k=3&channels=4x2&groups=2";
  const Drawn d = draw(link);
  std::set<std::pair<std::int64_t, std::int64_t>> blocks;
  std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> entries;  // block, cells; some are enlarged too
  for (const Hit& hit : d.hits) {
    EXPECT_NE(described(link, hit.focus), "");
    if (hit.focus.target != Target::nonzero) continue;
    blocks.insert({hit.focus.channel / 4, hit.focus.channel % 4});
    entries.insert({hit.focus.channel, 4 * hit.focus.cell.row + hit.focus.cell.col, 4 * hit.focus.other.row + hit.focus.other.col});
  }
  EXPECT_EQ(entries.size(), 2u * 2 * 36);
  EXPECT_THAT(blocks, testing::ElementsAre(std::pair(0, 0), std::pair(0, 1), std::pair(1, 2), std::pair(1, 3)));
  EXPECT_TRUE(d.canvas.shows("C  8 × 64:  2 × 4 blocks,  nonzeros 144"));
  for (const char* name : {"out 0", "out 1"}) EXPECT_TRUE(d.canvas.shows(name)) << name;
  EXPECT_EQ(std::ranges::count(d.canvas.texts, "0", &RecordingCanvas::Text::text) > 3, true);
}

// Block (1, 1), row 4, column 16 + 5, where the weight in the middle of the fourth plane lies: 27 + 5.
TEST(BlockScene, APinnedEntryIsNamed) {
  const Model model = lesson("matrix?i=4&k=3&channels=2x3&pin=nonzero:0,0,1,1,3");
  EXPECT_THAT(draw(model, model.pinned).sentence, testing::StartsWith("Pinned (Esc unpins):  C_{4,21} = 32"));
}

TEST(BlockScene, ChannelsAreSetAndUndone) {
  Document document{lesson("matrix?i=4&k=3"), scene_facts(), {}, {}, {}, {}, {}};
  update(document, command::SetLayerChannels{{4, 6}, 4});
  EXPECT_EQ(document.model.lesson.channels, (Extent{4, 6}));
  EXPECT_EQ(document.model.lesson.params.groups, 2);  // the most that is no more and divides both
  update(document, command::Undo{});
  EXPECT_EQ(document.model.lesson.channels, (Extent{1, 1}));
  update(document, command::Redo{});
  EXPECT_EQ(document.model.lesson.params.groups, 2);
  update(document, command::Open{"deconvlab:matrix?i=3&k=2&channels=2x2&groups=2"});
  EXPECT_EQ(document.model.lesson.channels, (Extent{2, 2}));
  update(document, command::SetTime{7});
  update(document, command::SetLayerChannels{{2, 1}, 1});
  EXPECT_EQ(document.model.time, 3);  // the last of four
}

TEST(BlockScene, ItIsALayerOfSuchChannels) {
  const Model model = lesson("matrix?i=4&k=3&channels=4x2&groups=2");
  const Layer layer = model.lesson.kind->layers(model.lesson, *test::results_of(model.lesson)).front();
  EXPECT_EQ(std::tuple(layer.in, layer.out, layer.groups), std::tuple(4, 2, 2));
  EXPECT_THAT(model.lesson.kind->framework(model.lesson, *test::results_of(model.lesson)), HasSubstr("groups=2"));
}

TEST(BlockScene, ExportsTheBlockMatrixAndItsSteps) {
  const auto folder = std::filesystem::temp_directory_path() / ("deconvlab-blocks-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const Model model = lesson(kPointwise);
  const std::vector<float> wanted{1, 2, 3, 4, 5, 6};
  for (const bool transpose : {false, true}) {
    const std::string file = folder / "C.npy";
    ASSERT_TRUE(write_export({transpose ? 1 : 0, file}, model));
    const Tensor c = *read_array(file);
    ASSERT_EQ(c.shape().plane(), transpose ? (Extent{8, 12}) : (Extent{12, 8}));
    for (std::int64_t row = 0; row < 12; ++row)
      for (std::int64_t col = 0; col < 8; ++col)
        EXPECT_EQ(c.at(transpose ? Cell{col, row} : Cell{row, col}), row % 4 == col % 4 ? wanted[row / 4 * 2 + col / 4] : 0);
  }
  ASSERT_TRUE(write_export({2, folder / "steps.csv"}, model));
  std::ostringstream text;
  text << std::ifstream(folder / "steps.csv").rdbuf();
  EXPECT_TRUE(text.str().ends_with("11,2,1,1,0,0,0,1,1,0,3,3,5,15,15\n11,2,1,1,1,0,0,1,1,0,7,7,6,42,57\n")) << text.str();
  // A row of patches for each weight: 1 x 1 ones are x itself, a matrix for each group.
  const auto im2col = std::ranges::find(export_table(), std::string_view("im2col"), &ExportKind::stem) - export_table().begin();
  ASSERT_TRUE(write_export({static_cast<int>(im2col), folder / "p.npy"}, model));
  EXPECT_EQ(*read_array(folder / "p.npy"), Tensor(Shape{1, 1, 2, 4}, {0, 1, 2, 3, 4, 5, 6, 7}));
  ASSERT_TRUE(write_export({static_cast<int>(im2col), folder / "q.npy"}, lesson("matrix?i=2&k=1x2&channels=2&groups=2&input=counting:0")));
  EXPECT_EQ(*read_array(folder / "q.npy"), Tensor(Shape{1, 2, 2, 2}, {0, 2, 1, 3, 4, 6, 5, 7}));
  EXPECT_TRUE(export_extensions(static_cast<int>(im2col), lesson("transposed"), &*test::results_of(lesson("transposed").lesson)).empty());
  std::filesystem::remove_all(folder);
}

// y = b + C x of 2 -> 3 channels: each cell of a channel starts with the channel's value.
TEST(BlockScene, ABiasIsAddedToEachCellOfItsChannel) {
  const std::string link = std::string(kPointwise) + "&bias=1,-10,0.5";
  const Model model = lesson(link);
  EXPECT_THAT(to_link(model), HasSubstr("&bias=1,-10,0.5&"));
  EXPECT_EQ(open_link(to_link(model)), model);
  const Blocks& b = blocks_of(model);
  const Tensor wanted = conv(b.x, b.w, b.geometry);
  const float bias[] = {1, -10, 0.5};
  for (std::int64_t n = 0; n < 12; ++n) EXPECT_EQ(b.y.data()[n], wanted.data()[n] + bias[n / 4]);
  EXPECT_THAT(draw(link + "&t=5").sentence, testing::EndsWith("output channel 1, (0,1) = (−10) (bias) + 3 (in 0) + 20 (in 1) = 13"));
  EXPECT_EQ(described(link, {Target::bias, {0, 0}, {}, 2}), "The bias 0.5 of output channel 2: it begins the sum of each of its 4 cells.");
  EXPECT_EQ(described(kPointwise, {Target::bias, {0, 0}, {}, 2}), "");
  EXPECT_TRUE(draw(link).canvas.shows("b"));
  EXPECT_FALSE(draw(kPointwise).canvas.shows("b"));
  const Layer layer = model.lesson.kind->layers(model.lesson, *test::results_of(model.lesson)).front();
  EXPECT_TRUE(layer.bias);
  EXPECT_THAT(model.lesson.kind->framework(model.lesson, *test::results_of(model.lesson)), HasSubstr("bias=b"));
}

TEST(BlockScene, ASingleChannelMayHaveABiasToo) {
  EXPECT_EQ(blocks_of(lesson("matrix?i=2&k=2&bias=3&input=counting:0")).y.data()[0], 3 + 0 * 1 + 1 * 2 + 2 * 3 + 3 * 4);
}

TEST(BlockScene, AWrongBiasIsRefused) {
  EXPECT_EQ(compute(lesson("matrix?channels=2x3&bias=1,2").lesson).error().args.front(), reason("reason.bias_count", 2, 3));
  EXPECT_EQ(open_link("matrix?bias=1,x").error().code, ErrorCode::bad_link);
  EXPECT_EQ(open_link("matrix?bias=").error().code, ErrorCode::bad_link);
  EXPECT_EQ(open_link("convolution?bias=1").error().code, ErrorCode::needless_field);
  EXPECT_TRUE(lesson("matrix?bias=none").lesson.bias.empty());
}

// Channels that come have no bias of their own yet, those that go take theirs along.
TEST(BlockScene, ABiasFollowsTheChannels) {
  Document document{lesson("matrix?i=2&k=1&channels=1x3&bias=1,2,3"), scene_facts(), {}, {}, {}, {}, {}};
  update(document, command::SetLayerChannels{{1, 2}, 1});
  EXPECT_THAT(document.model.lesson.bias, testing::ElementsAre(1, 2));
  update(document, command::SetLayerChannels{{1, 3}, 1});
  EXPECT_THAT(document.model.lesson.bias, testing::ElementsAre(1, 2, 0));
  update(document, command::SetBias{{}});
  EXPECT_TRUE(document.model.lesson.bias.empty());
  update(document, command::Undo{});
  EXPECT_THAT(document.model.lesson.bias, testing::ElementsAre(1, 2, 0));
}

// The other cells stay what they were, of every plane.
TEST(BlockScene, EveryChannelsCellsCanBeChanged) {
  Document document{lesson("matrix?i=2&k=2&channels=2x3&groups=1"), scene_facts(), {}, {}, {}, {}, {}};
  const Blocks before = blocks_of(document.model);
  update(document, command::SetInputCell{{1, 0}, 77, 1});
  update(document, command::SetWeight{{0, 1}, -5, 3});
  const Blocks& after = blocks_of(document.model);
  for (std::int64_t n = 0; n < before.x.size(); ++n) EXPECT_EQ(after.x.data()[n], n == 4 + 2 ? 77 : before.x.data()[n]);
  for (std::int64_t n = 0; n < before.w.size(); ++n) EXPECT_EQ(after.w.data()[n], n == 3 * 4 + 1 ? -5 : before.w.data()[n]);
  EXPECT_EQ(open_link(to_link(document.model)), document.model);
  const Lesson now = document.model.lesson;
  update(document, command::SetWeight{{0, 0}, 1, 6});  // no such plane
  update(document, command::SetInputCell{{2, 0}, 1, 0});
  EXPECT_EQ(document.model.lesson, now);
}

TEST(BlockScene, OwnPlanesAreReadOneAfterTheOther) {
  const Model model = lesson("matrix?i=2&k=1&channels=3x1&input=own:2:1,2,3,4,5,6,7,8");
  const Blocks& b = blocks_of(model);
  EXPECT_TRUE(std::ranges::equal(b.x.plane(0, 0), std::vector<float>{1, 2, 3, 4}));
  EXPECT_TRUE(std::ranges::equal(b.x.plane(0, 1), std::vector<float>{5, 6, 7, 8}));
  EXPECT_EQ(open_link("matrix?i=2&input=own:2:1,2,3,4,5").error().code, ErrorCode::bad_link);
}

// A C of 12 x 32 is too small for numbers in a window of 1280 x 720: a part of it stands below it, with the numbers of the step's row.
TEST(BlockScene, ACTooSmallForNumbersIsEnlargedAroundTheStep) {
  const Rect narrow{0, 0, 1000, 700}, wide{0, 0, 1900, 1000};
  const auto weights = [](const Drawn& d) {
    return std::ranges::count_if(d.hits, [](const Hit& hit) { return hit.focus.target == Target::nonzero && hit.rect.w > 20; });
  };
  const Model model = lesson("matrix?i=4&k=3&channels=2x3&t=7");
  const Drawn small = draw(model, {}, narrow), large = draw(model, {}, wide);
  EXPECT_GT(weights(small), 18);
  const auto says_so = [](const Drawn& d) {
    return std::ranges::any_of(d.canvas.texts, [](const auto& text) { return text.text.find("Enlarged") != std::string::npos; });
  };
  EXPECT_TRUE(says_so(small));
  EXPECT_FALSE(says_so(large));
  EXPECT_EQ(small.pane.size, (Extent{12, 32}));
  Model moved = model;
  moved.matrix = {6, 16, 40};
  EXPECT_EQ(draw(moved, {}, narrow).pane.view.zoom, 40);
}

using BlockWindow = test::WindowTest;

TEST_F(BlockWindow, ThePanelSetsChannelsAndGroups) {
  open("matrix?i=4&k=3&channels=2x2");
  click("groups.1");
  EXPECT_EQ(model().lesson.params.groups, 2);
  click("channels.out.field");
  key(Key::a, true);
  type("4");
  key(Key::enter);
  frame(2);
  EXPECT_EQ(model().lesson.channels, (Extent{2, 4}));
  EXPECT_EQ(model().lesson.params.groups, 2);
  key(Key::z, true);
  frame(2);
  EXPECT_EQ(model().lesson.channels, (Extent{2, 2}));
}

// With the mouse, where the page shows it: a weight of the second input channel, a cell of it, and a bias that the panel has put there.
TEST_F(BlockWindow, EveryCellOnThePageCanBeTypedInto) {
  open("matrix?i=4&k=3&channels=2x3&t=5");
  frame(2);
  const auto change = [&](Point at, const char* text) {
    double_click(at);
    frame(2);
    type(text);
    key(Key::enter);
    frame(2);
  };
  const auto place_of = [&](const Focus& focus) {
    for (const Hit& hit : shell().ui().hits)
      if (hit.holds(focus)) return hit.of(focus).rect.centre();
    ADD_FAILURE() << "not on the page";
    return Point{};
  };
  change(middle_of("weight.3.1.1"), "77");
  ASSERT_EQ(model().lesson.kernel.own.size(), 6u * 9);
  EXPECT_EQ(model().lesson.kernel.own[3 * 9 + 4], 77);
  EXPECT_EQ(model().lesson.kernel.own[0], 1);
  change(place_of({Target::input, {2, 1}, {}, 1}), "55");
  ASSERT_EQ(model().lesson.input.own.size(), 2u * 16);
  EXPECT_EQ(model().lesson.input.own[16 + 9], 55);
  click("bias.1");
  frame(2);
  EXPECT_THAT(model().lesson.bias, testing::ElementsAre(1, 2, 3));
  change(place_of({Target::bias, {0, 0}, {}, 2}), "-4");
  EXPECT_THAT(model().lesson.bias, testing::ElementsAre(1, 2, -4));
}

TEST(Frameworks, AreToldTheWayThereAndTheWayBack) {
  for (const char* scene : {"passes", "inverse", "unrolled"}) {
    const Model model = test::lesson(std::string(scene) + "?i=6&k=3&s=2");
    EXPECT_EQ(model.lesson.kind->framework(model.lesson, *test::results_of(model.lesson)),
              "y = F.conv2d(x, w, stride=2)\nz = F.conv_transpose2d(y, w, stride=2, output_padding=1)")
        << scene;
    EXPECT_EQ(model.lesson.kind->layers(model.lesson, *test::results_of(model.lesson)).size(), 2u);
  }
}

}  // namespace
}  // namespace deconvlab
