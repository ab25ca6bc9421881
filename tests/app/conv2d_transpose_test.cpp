// Scene "conv2d-transpose": two channels into three, the filter's order, the misreading.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/scenes/conv2d_transpose/channel_overview.h"
#include "core/operators/conv_transpose.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kExample = "conv2d-transpose?i=39x12&k=4&s=2&padding=same&output=78x24&square=0";

Channels channels(const char* link) { return *compute_channels(lesson(link).lesson); }

Tensor one_plane(const Tensor& t, std::int64_t n, std::int64_t c) {
  const auto values = t.plane(n, c);
  return Tensor::plane(t.shape().plane(), {values.begin(), values.end()});
}

TEST(Channels, AreTheSumsOfSingleChannelOnes) {
  for (const char* link : {kExample, "conv2d-transpose?i=4x3&k=3x2&s=2&p=1&square=0", "conv2d-transpose?i=3&k=3&s=2&padding=valid",
                           "conv2d-transpose?i=4&k=3&s=1&p=2&flip=1"}) {
    const Channels c = channels(link);
    for (std::int64_t out = 0; out < kOutChannels; ++out) {
      const Tensor a = conv_transpose(one_plane(c.x, 0, 0), one_plane(c.w, 0, out), c.geometry);
      const Tensor b = conv_transpose(one_plane(c.x, 0, 1), one_plane(c.w, 1, out), c.geometry);
      for (std::int64_t n = 0; n < a.size(); ++n) {
        const Cell cell = c.geometry.input_cell(n);
        EXPECT_EQ(c.y.plane(0, out)[n], a.data()[n] + b.data()[n]) << link;
        EXPECT_EQ(channel_sum(c, 0, out, cell), a.data()[n]) << link;
        EXPECT_EQ(channel_sum(c, 1, out, cell), b.data()[n]) << link;
      }
    }
  }
}

TEST(Channels, TheWorkedExampleHasItsSizes) {
  const Channels c = channels(kExample);
  EXPECT_EQ(c.y.shape(), (Shape{1, 3, 78, 24}));
  EXPECT_EQ(c.geometry.h.transposed().stretched, 77);
  EXPECT_EQ(c.geometry.w.transposed().stretched, 23);
  EXPECT_EQ(c.geometry.h.transposed().p, 2);
  EXPECT_EQ(c.enlarged, (Extent{158, 50}));  // 4 + 2 * 77, 4 + 2 * 23
  EXPECT_EQ(c.misread.shape(), c.y.shape());
  EXPECT_GT(c.largest_difference, 1);
}

TEST(Channels, OfOnesGiveTheNumberOfStampsThatMeet) {
  const Channels c = channels("conv2d-transpose?i=3&k=4&s=2&padding=same&input=ones&kernel=ones");
  EXPECT_EQ(channel_sum(c, 0, 0, {2, 2}), 4);
  EXPECT_EQ(channel_sum(c, 0, 0, {0, 2}), 2);
  EXPECT_EQ(channel_sum(c, 0, 0, {0, 0}), 1);
}

TEST(Channels, TheMisreadingSlidesOverTheInterpolatedInput) {
  // One cell: interpolation copies it, so each window of the misreading sums all weights of both planes times x.
  const Channels c = channels("conv2d-transpose?i=1&k=2&s=2&input=ones&kernel=ones");
  float other = 0;
  for (const float w : c.w.plane(1, 0)) other += w;
  for (const float v : c.misread.plane(0, 0)) EXPECT_FLOAT_EQ(v, 4 + other * c.x.at(0, 1, 0, 0));
}

TEST(Conv2dTransposeScene, TheSentenceHasThisStepsNumbers) {
  // x = 0 1 / 2 3 in channel 0, w = 1..4, k 2, s 2: output (1,1) is x(0,0) w(1,1), output (3,2) is x(1,1) w(1,0) = 3 * 3.
  EXPECT_THAT(draw("conv2d-transpose?i=2&k=2&s=2&input=counting&t=5").sentence, HasSubstr("y[1, 1, 0] = (0·4) + ("));
  EXPECT_THAT(draw("conv2d-transpose?i=2&k=2&s=2&input=counting&t=14").sentence, HasSubstr("y[3, 2, 0] = (3·3) + ("));
}

// The shapes in a channel's colour.
std::vector<Rect> marks(const Drawn& d, std::int64_t colour, const Theme& theme = theme_of("light")) {
  std::vector<Rect> all;
  for (const auto& fill : d.canvas.fills) {
    if (fill.color == theme.channel(colour)) all.push_back(fill.rect);
  }
  return all;
}

// On the left for x's channels: x itself, the patch, three planes of the lens and three of the filter; above for y's: y, and two each.
TEST(Conv2dTransposeScene, EveryPlaneHasTheBordersOfItsChannels) {
  for (const Theme& theme : theme_table()) {
    const Drawn d = draw(fmt::format("conv2d-transpose?i=3&k=3&s=2&padding=same&theme={}", theme.id));
    for (std::int64_t in = 0; in < kInChannels; ++in) {
      EXPECT_EQ(marks(d, in, theme).size(), 8u) << in;
      for (const Rect& r : marks(d, in, theme)) EXPECT_LT(r.w, 4) << in;
    }
    for (std::int64_t out = 0; out < kOutChannels; ++out) {
      EXPECT_EQ(marks(d, kInChannels + out, theme).size(), 5u) << out;
      for (const Rect& r : marks(d, kInChannels + out, theme)) EXPECT_LT(r.h, 4) << out;
    }
  }
}

// x = 0 1 / 2 3 in channel 0, the lesson's own, and y's channel 2 sums both planes of its column.
TEST(Conv2dTransposeScene, PointingAtAChannelTellsThatOne) {
  const std::string link = "conv2d-transpose?i=2&k=2&s=2&input=counting&t=5";
  const Channels c = channels(link.c_str());
  const Cell cell{3, 2};  // x(1,1) times w(1,0)
  const auto term = [&](std::int64_t in, std::int64_t out) {
    const float w = c.w.at(in, out, 1, 0);
    return fmt::format("({}·{})", number(c.x.at(0, in, 1, 1)), w < 0 ? "(" + number(w) + ")" : number(w));
  };
  for (std::int64_t out = 0; out < kOutChannels; ++out) {
    const Drawn d = draw(lesson(link), {Target::output, cell, {}, out});
    EXPECT_THAT(d.sentence, HasSubstr(fmt::format("y[3, 2, {}] = {} + {} = {},", out, term(0, out), term(1, out),
                                                  number(c.y.at(0, out, cell.row, cell.col)))));
    for (std::int64_t other = 0; other < kOutChannels; ++other)
      EXPECT_EQ(d.sentence.find(fmt::format("hannel {}: ", other)) != std::string::npos, other != out) << out;
    EXPECT_TRUE(std::ranges::any_of(d.hits, [&](const Hit& hit) { return hit.holds({Target::output, cell, {}, out}); }));
  }
  const std::string step = draw(lesson(link)).sentence;
  for (const std::int64_t none : {-1, 3}) EXPECT_EQ(draw(lesson(link), {Target::output, cell, {}, none}).sentence, step);
}

TEST(Conv2dTransposeScene, TheChannelPointedAtIsOutlinedInTheLens) {
  const std::string link = "conv2d-transpose?i=3&k=3&s=2&padding=same";
  const auto outlined = [&](const Focus& focus) {
    const Drawn d = draw(lesson(link), focus);
    return std::ranges::count_if(d.canvas.outlines, [](const auto& o) { return o.color == theme_of("light").text && o.width == 2; });
  };
  const auto before = outlined({});
  EXPECT_EQ(outlined({Target::output, {0, 0}, {}, 1}), before + kInChannels);
}

// On a page and in a narrow window: each plane has a name, its letter where there is no room for more.
TEST(Conv2dTransposeScene, EveryPlaneIsNamed) {
  const Model model = lesson(kExample);
  for (const double width : {1280.0, 1000.0, 900.0}) {
    const Drawn d = draw(model, {}, {0, 0, width, 720});
    for (const char letter : {'x', 'y'}) {
      for (int n = 0; n < (letter == 'x' ? kInChannels : kOutChannels); ++n) {
        const auto names = [&](const auto& text) {
          return text.text == fmt::format("{}, channel {}", letter, n) || text.text == fmt::format("{}[…, {}]", letter, n);
        };
        EXPECT_GE(std::ranges::count_if(d.canvas.texts, names), letter == 'x' ? 2 : 1) << width << letter << n;  // x is in the lens too
      }
    }
  }
}

TEST(Conv2dTransposeScene, SaysWhichSizesLeadToTheInput) {
  EXPECT_THAT(draw(kExample).sentence, HasSubstr("Either 77 or 78 rows leads to 39 rows"));
  EXPECT_THAT(draw("conv2d-transpose?i=3&k=3&s=3&padding=same").sentence, HasSubstr("Any size from 7 to 9 rows leads to 3 rows"));
}

TEST(Conv2dTransposeScene, WritesTheCallAndTheFiltersOrder) {
  std::string all;
  for (const auto& t : draw(kExample).canvas.texts) all += t.text + " ";
  EXPECT_THAT(all, HasSubstr("output_shape=[1, 78, 24, 3]"));
  EXPECT_THAT(all, HasSubstr("filter [4, 4, 3, 2]"));
  EXPECT_THAT(all, HasSubstr("w[u, v, 2, 1]"));
}

TEST(Conv2dTransposeScene, TheMisreadingIsAViewOfItsOwn) {
  std::string all;
  for (const auto& t : draw(std::string(kExample) + "&view=misreading").canvas.texts) all += t.text + " ";
  EXPECT_THAT(all, HasSubstr("158"));
  EXPECT_THAT(all, HasSubstr("the misreading"));
  EXPECT_THAT(all, Not(HasSubstr("w[u, v")));
}

// Where the planes stand on a page of 1280 x 720.
ChannelPlaces places_of(const char* link, Rect area = {33, 79, 769.84, 472}) {
  const Channels c = channels(link);
  return arrange_channels(area, c.geometry, readable_cells(c));
}

// The two views as the window of 1280 x 720 has them.
RecordingCanvas views_of(const Model& model) {
  const auto& results = results_of(model.lesson);
  EXPECT_TRUE(results);
  const Frame frame{model, *results, model.pinned, theme_of("light"), language_of(model.language)};
  const Scene& scene = **find_scene(model.lesson.scene);
  RecordingCanvas canvas;
  scene.draw_main(canvas, {0, 0, 602, 449}, frame);
  scene.draw_side(canvas, {700, 0, 344, 449}, frame);
  return canvas;
}

// Channel 0: (4·12 + 4·10 + 3·4 + 3·2) + (4·6 + 2·(−4) + 1·5 + 2·4) = 106 + 29.
TEST(Conv2dTransposeScene, OfLargePlanesTheStepsCellsAreReadInTheUsualWindow) {
  const RecordingCanvas canvas = views_of(lesson(std::string(kExample) + "&t=1000"));
  for (const char* text : {"x  39 × 12 × 2", "y  78 × 24 × 3", "w  4 × 4 × 3 × 2", "= 106", "= 29", "106 + 29 = 135", "135", "40", "41",
                           "42", "Stretched to 77 × 23, p′ = 2. SAME: p = 1 in the convolution 78 × 24 → 39 × 12."})
    EXPECT_TRUE(canvas.shows(text)) << text;
  const Channels c = channels(kExample);
  const ChannelPlaces p = arrange_channels(Rect{0, 0, 602, 449}.inset(5), c.geometry, readable_cells(c));
  const auto numbers_in = [&](const ChannelPlane& plane) {
    return std::ranges::count_if(canvas.texts, [&](const auto& t) { return plane.place.outer().contains(t.rect) && t.size >= 9; });
  };
  for (int in = 0; in < kInChannels; ++in) {
    EXPECT_EQ(numbers_in(p.patch[in]), 16);
    for (int out = 0; out < kOutChannels; ++out) EXPECT_EQ(numbers_in(p.w[in][out]), 16);
  }
  for (int out = 0; out < kOutChannels; ++out) EXPECT_EQ(numbers_in(p.cuts[out]), 5);  // a row and two cells have come
}

// However small, as on the map's card.
TEST(Conv2dTransposeScene, FewCellsAreNoPicture) {
  EXPECT_EQ(places_of("conv2d-transpose", {0, 0, 500, 250}).cut, (Extent{0, 0}));
  EXPECT_EQ(places_of(kExample, {0, 0, 500, 250}).cut, (Extent{3, 3}));
}

TEST(Conv2dTransposeScene, ACutOutStaysWithinThePlane) {
  EXPECT_EQ(first_of_cut({0, 0}, {3, 3}, {78, 24}), (Cell{0, 0}));
  EXPECT_EQ(first_of_cut({40, 5}, {3, 3}, {78, 24}), (Cell{39, 4}));
  EXPECT_EQ(first_of_cut({77, 23}, {3, 3}, {78, 24}), (Cell{75, 21}));
  EXPECT_EQ(first_of_cut({1, 1}, {3, 2}, {3, 2}), (Cell{0, 0}));
}

// Where y and the misreading are farthest apart, found cell by cell.
TEST(Conv2dTransposeScene, TheMisreadingShowsTheLargestDifferenceAndWhereItLies) {
  const Channels c = channels(kExample);
  float largest = 0;
  std::int64_t channel = 0;
  Cell at;
  for (std::int64_t out = 0; out < kOutChannels; ++out) {
    for (std::int64_t n = 0; n < 78 * 24; ++n) {
      const float apart = std::abs(c.y.plane(0, out)[n] - c.misread.plane(0, out)[n]);
      if (apart <= largest) continue;
      largest = apart;
      channel = out;
      at = {n / 24, n % 24};
    }
  }
  const RecordingCanvas canvas = views_of(lesson(std::string(kExample) + "&view=misreading"));
  std::string all;
  for (const auto& t : canvas.texts) all += t.text + " ";
  EXPECT_THAT(all, HasSubstr(fmt::format("Largest difference: {}, at y[{}, {}, {}]", number(largest), at.row, at.col, channel)));
  EXPECT_THAT(all, HasSubstr(fmt::format("Channel {}, rows ", channel)));
  const auto beside = [&](const std::string& text) {
    return std::ranges::count_if(canvas.texts, [&](const auto& t) { return t.text == text && t.rect.x > 700; });
  };
  EXPECT_GE(beside(fmt::format("{}", at.row)), 2);
  EXPECT_GE(beside(fmt::format("{}", at.col)), 2);
  EXPECT_GE(beside(number(std::round(c.y.at(0, channel, at.row, at.col)))), 1);
  EXPECT_GE(beside(number(std::round(c.misread.at(0, channel, at.row, at.col)))), 1);
}

// The marks of the channels stand between a plane and its caption, on none of the letters.
TEST(Conv2dTransposeScene, NoMarkStrikesThroughAText) {
  for (const char* link : {"conv2d-transpose", "conv2d-transpose?view=misreading", "conv2d-transpose?i=5&k=3", kExample}) {
    for (const Rect page : {Rect{0, 0, 1280, 720}, Rect{0, 0, 960, 560}, Rect{0, 0, 1920, 1080}}) {
      const Drawn d = draw(lesson(link), {}, page);
      for (std::int64_t channel = 0; channel < kInChannels + kOutChannels; ++channel) {
        for (const Rect& mark : marks(d, channel)) {
          for (const auto& text : d.canvas.texts) {
            const double middle = text.rect.centre().y;
            const Rect letters{text.rect.x, middle - text.size * 0.5, text.rect.w, text.size};
            const Rect shared = letters.within(mark);
            EXPECT_TRUE(shared.w <= 0 || shared.h <= 0) << link << " " << page.w << " " << text.text;
          }
        }
      }
    }
  }
}

// The numbers that stand in a plane, by size.
std::vector<double> sizes_in(const Drawn& d, const GridPlace& place) {
  std::vector<double> sizes;
  for (const auto& t : d.canvas.texts) {
    if (place.outer().contains(t.rect)) sizes.push_back(t.size);
  }
  return sizes;
}

// At home all of y's numbers are read in the usual window, and each plane's total stands below it.
TEST(Conv2dTransposeScene, YHasARowOfItsOwnWhereItsNumbersNeedIt) {
  const ChannelPlaces p = places_of("conv2d-transpose?i=3&k=3&s=2&padding=same", {5, 5, 592, 439});
  EXPECT_GE(p.y[0].place.cell, 21);
  EXPECT_GE(p.w[0][0].place.cell, 20);
  EXPECT_GE(p.x[0].place.cell, 11);
  EXPECT_GE(p.w[0][0].width, 80);  // "w[…, 0, 0]" is whole
  EXPECT_EQ(p.y[0].place.origin.y, p.y[1].place.origin.y);
  EXPECT_GT(p.y[0].place.outer().y, p.w[1][0].place.outer().bottom());
  for (int n = 0; n < kOutChannels; ++n) EXPECT_GE(p.totals[n].y, p.y[n].place.outer().bottom());
  EXPECT_LE(p.totals[0].bottom(), 444);
}

TEST(Conv2dTransposeScene, StacksTheChannelsWhereThatGivesLargerCells) {
  const ChannelPlaces p = places_of("conv2d-transpose?i=5&k=3");
  EXPECT_EQ(p.x[0].place.origin.x, p.x[1].place.origin.x);
  EXPECT_LT(p.x[0].place.outer().bottom(), p.x[1].place.outer().y);
  for (int n = 0; n < kInChannels; ++n) EXPECT_LT(p.x[n].place.outer().right(), p.patch[n].place.outer().x);
  EXPECT_GE(p.x[0].place.cell, 11);
  EXPECT_GE(p.y[0].place.cell, 20);
  const ChannelPlaces tall = places_of(kExample);  // where y's 78 rows would not fit three times
  for (const int n : {1, 2}) EXPECT_EQ(tall.y[0].place.origin.y, tall.y[n].place.origin.y);
  EXPECT_GE(tall.patch[0].place.cell, 15);
  EXPECT_GE(tall.x[0].place.cell, 2);
}

TEST(Conv2dTransposeScene, AllNumbersAreReadAtEveryStep) {
  // y has 3 times 6 x 4 cells, among them −32; they are wide enough for that in letters of 9 pixels.
  const char* link = "conv2d-transpose?i=3x2&k=3&s=2&padding=same&square=0";
  const ChannelPlaces p = places_of(link, {33, 79, 769.84, 442});  // above the legend
  ASSERT_GE(p.y[0].place.cell, 22);
  std::vector<double> last;
  for (int t = 1; t <= 24; ++t) {
    const Drawn d = draw(fmt::format("{}&t={}", link, t));
    std::vector<double> first = sizes_in(d, p.y[0].place);
    ASSERT_GE(first.size(), static_cast<std::size_t>(std::min(t, 23))) << t;
    EXPECT_EQ(first, sizes_in(d, p.y[1].place)) << t;
    EXPECT_EQ(sizes_in(d, p.x[0].place), sizes_in(d, p.x[1].place)) << t;
    EXPECT_TRUE(last.empty() || first.front() == last.front()) << t;
    last = first;
  }
}

TEST(Conv2dTransposeScene, TheWindowsRoomIsSharedSoThatTheLensIsRead) {
  const ChannelPlaces p = places_of("conv2d-transpose?i=5&k=3", {0, 0, 610, 476});
  EXPECT_GE(p.x[0].place.cell, 10);     // 0 to 4
  EXPECT_GE(p.w[0][0].place.cell, 20);  // −8
  EXPECT_GE(p.y[0].place.cell, 15);     // shaded: 123 and −29 would need 24
}

TEST(Conv2dTransposeScene, SentencesInChineseFollowWithoutASpace) {
  EXPECT_THAT(draw(lesson("conv2d-transpose?lang=zh")).sentence, Not(HasSubstr("。 ")));
}

}  // namespace
}  // namespace deconvlab::test
