// Scene "decoders": what it says of the classes that each decoder finds, and where it shows them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/diagram/labels.h"
#include "core/samples/labelled.h"
#include "tests/app/network_seen.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(DecodersScene, SaysTheAgreement) {
  const Seen s("decoders?picture=objects:7");
  const auto& agreement = s.results.network().decoded->agreement;
  const Drawn d = s.drawn();
  for (const Decoded::Agreement& a : agreement)
    EXPECT_TRUE(d.canvas.shows(fmt::format("mean IoU {:.2f}, near outlines {:.2f}", a.everywhere, a.outlines)));
  EXPECT_THAT(d.sentence, HasSubstr(fmt::format("mean IoU is {:.2f} with unpooling and deconvolution, {:.2f} with", agreement[0].everywhere,
                                                agreement[1].everywhere)));
  const Drawn mistakes = Seen("decoders?picture=objects:7&t=1").drawn();
  for (const Decoded::Agreement& a : agreement) EXPECT_TRUE(mistakes.canvas.shows(grouped(a.wrong) + " pixels wrong"));
  EXPECT_THAT(mistakes.sentence, HasSubstr(fmt::format("is {:.2f} and {:.2f} with switches, {:.2f} without", agreement[0].outlines,
                                                       agreement[1].outlines, agreement[2].outlines)));
}

TEST(DecodersScene, SaysNothingOfTruthWhereNobodyKnowsIt) {
  for (const char* link : {"decoders?picture=scene", "decoders?picture=scene&t=1"}) {
    const Seen s(link);
    const Drawn d = s.drawn();
    EXPECT_THAT(d.sentence, StartsWith("One encoder, three ways back up. The networks were made for scenes"));
    EXPECT_FALSE(d.canvas.shows("true classes"));
    EXPECT_THAT(s.scene.note(s.frame()), testing::EndsWith("so there is no IoU."));
    EXPECT_THAT(s.describe({Target::input, {5, 6}, {}}), Not(HasSubstr("it is")));
  }
}

TEST(NetworkScenes, SayThatAPictureOfAnotherSizeWasFitted) {
  for (const std::string scene : {"decoder", "decoders", "project"}) {
    const Seen s(scene + "?picture=" DECONVLAB_TESTS_DIR "/pictures/rgb.png");
    const Extent size = s.results.picture_size();
    EXPECT_THAT(s.scene.note(s.frame()),
                HasSubstr(fmt::format("The picture's {} × {} pixels were fitted to the 224 × 224", size.h, size.w)));
    const Seen fitting(scene + "?picture=scene");
    EXPECT_THAT(fitting.scene.note(fitting.frame()), Not(HasSubstr("were fitted")));
  }
}

// Each class by its name, behind a square of the colour that it has in the true classes.
TEST(DecodersScene, TheColoursOfTheClassesAreNamed) {
  for (const char* link : {"decoders?picture=objects:7", "decoders?picture=scene"}) {
    const Drawn d = Seen(link).drawn();
    for (const SceneClass& each : scene_classes()) {
      const auto text = std::ranges::find(d.canvas.texts, each.id, &RecordingCanvas::Text::text);
      ASSERT_NE(text, d.canvas.texts.end()) << each.id;
      const Point before{text->rect.x - 8, text->rect.centre().y};
      const auto swatch =
          std::ranges::find_if(d.canvas.fills, [&](const auto& fill) { return fill.rect.w < 20 && fill.rect.contains(before); });
      ASSERT_NE(swatch, d.canvas.fills.end()) << each.id;
      EXPECT_EQ(swatch->color, (Color{each.colour.r, each.colour.g, each.colour.b, 1})) << each.id;
    }
  }
}

// Black on a dark page as well as white on a light one.
TEST(DecodersScene, EverySquareOfTheLegendHasAVisibleOutline) {
  Model model = lesson("decoders?picture=objects:7");
  for (const Theme& theme : theme_table()) {
    model.theme = theme.id;
    const Drawn d = draw(model);
    const auto small = [](const RecordingCanvas::Shape& shape) { return shape.rect.w < 12 && shape.rect.w == shape.rect.h; };
    EXPECT_EQ(std::ranges::count_if(d.canvas.outlines, small), std::ssize(scene_classes()));
    for (const RecordingCanvas::Shape& outline : d.canvas.outlines)
      EXPECT_TRUE(!small(outline) || contrast(outline.color, theme.background) > 3) << theme.id;
  }
}

std::string class_at(const Tensor& labels, Cell c) { return std::string(scene_classes()[static_cast<std::size_t>(labels.at(c))].id); }

TEST(DecodersScene, APixelHasItsClasses) {
  const Seen s("decoders?picture=objects:7");
  const Decoded& d = *s.results.network().decoded;
  for (const Cell c : {Cell{0, 0}, {100, 57}, {223, 223}}) {
    EXPECT_EQ(s.describe({Target::input, c, {}}),
              fmt::format("pixel ({},{}): {} with DeconvNet's decoder, {} with SegNet's, {} without switches; it is {}", c.row, c.col,
                          class_at(d.found[0], c), class_at(d.found[1], c), class_at(d.found[2], c), class_at(*d.labels, c)));
  }
  EXPECT_EQ(s.describe({Target::input, {224, 0}, {}}), "");
}

// Where the detail is from, on the pictures of all three and on both at the side.
TEST(DecodersScene, TheDetailsPlaceIsFramed) {
  const Drawn d = Seen("decoders?picture=objects:7").drawn();
  const auto detail = std::ranges::find(d.hits, Extent::square(64), &Hit::cells);
  ASSERT_NE(detail, d.hits.end());
  const Cell first = detail->focus.cell;
  ASSERT_NE(first.row, first.col);
  for (const Hit& hit : d.hits) {
    if (hit.cells != Extent::square(224)) continue;
    EXPECT_TRUE(outlined(d, span_of(hit, first, Extent::square(64)), theme_of("light").of(Role::kernel).solid));
  }
}

// Below each picture, the square of 64 x 64 with the most pixels of thin things.
void expect_thin_detail(std::uint64_t seed) {
  const Drawn d = Seen(fmt::format("decoders?picture=objects:{}", seed)).drawn();
  const Tensor labels = labelled_scene(seed, kSceneSide).labels;
  const auto thin_from = [&](Cell first) {
    std::int64_t count = 0;
    for (std::int64_t r = 0; r < 64; ++r) {
      for (std::int64_t c = 0; c < 64; ++c) count += labels.at({first.row + r, first.col + c}) >= 7 ? 1 : 0;  // pole, wheel, letter
    }
    return count;
  };
  std::int64_t most = 0;
  for (std::int64_t row = 0; row <= 160; row += 16) {
    for (std::int64_t col = 0; col <= 160; col += 16) most = std::max(most, thin_from({row, col}));
  }
  ASSERT_GT(most, 0);
  EXPECT_EQ(std::ranges::count(d.hits, Extent::square(224), &Hit::cells), 5);
  EXPECT_EQ(std::ranges::count(d.hits, Extent::square(64), &Hit::cells), 5);
  for (const Hit& hit : d.hits) {
    if (hit.cells == Extent::square(224)) continue;
    EXPECT_EQ(thin_from(hit.focus.cell), most);
  }
}

TEST(DecodersScene, TheDetailHasMostOfTheThinThings) {
  for (const std::uint64_t seed : {1, 7, 19, 21}) expect_thin_detail(seed);
}

constexpr Color kMagenta = rgb(0xFF00C8);

double apart(Color a, Color b) { return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)}); }

// It is no class's colour and no role's, and stands out from the pale picture.
TEST(DecodersScene, WrongHasAColourOfItsOwn) {
  for (const SceneClass& each : scene_classes()) EXPECT_GT(apart(kMagenta, {each.colour.r, each.colour.g, each.colour.b}), 0.35) << each.id;
  for (const Theme& theme : theme_table()) {
    for (const Tone& tone : theme.tones) EXPECT_GT(apart(kMagenta, tone.solid), 0.35) << theme.id;
    EXPECT_GT(contrast(kMagenta, theme.background), 3) << theme.id;
  }
  EXPECT_THAT(Seen("decoders?picture=objects:7&t=1").drawn().sentence, StartsWith("Wrong pixels are magenta."));
}

// Of the three decoders' pictures: magenta where a pixel is wrong, and only there.
TEST(DecodersScene, WrongPixelsAreMagenta) {
  const Seen s("decoders?picture=objects:7&t=1");
  RecordingCanvas canvas;
  s.scene.draw_main(canvas, {0, 0, 900, 700}, s.frame());  // wide enough for a pixel each
  std::size_t decoder = 0;
  for (const Raster& raster : canvas.pictures) {
    if (raster.width != 224) continue;
    ASSERT_EQ(raster.height, 224);
    EXPECT_EQ(std::ranges::count(raster.rgba, packed(kMagenta)), s.results.network().decoded->agreement.at(decoder++).wrong);
  }
  EXPECT_EQ(decoder, kDecoders);
}

}  // namespace
}  // namespace deconvlab::test
