// Scenes "decoder", "decoders" and "project": what they show of the networks, and the lessons that a click opens, against naive loops.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/decoded.h"
#include "app/scenes/feature_map.h"
#include "app/update.h"
#include "app/weights.h"
#include "core/cell_rect.h"
#include "core/cpu_device.h"
#include "core/labelled.h"
#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// All share their pictures: a picture is decoded once.
Expected<Results> results_of(const Lesson& lesson) {
  static CpuDevice cpu;
  static Sources sources;
  return compute(lesson, cpu, sources);
}

struct Seen {
  explicit Seen(const std::string& link)
      : model(lesson(link)), results(*results_of(model.lesson)), scene(**find_scene(model.lesson.scene)) {}

  Frame frame(Focus focus = {}) const { return {model, results, focus, theme_of("light"), language_of("en")}; }
  std::string sentence(Focus focus = {}) const { return scene.sentence(frame(focus)); }
  std::string describe(Focus focus) const { return scene.describe(focus, frame()); }
  std::string open(Focus focus) const { return scene.open ? scene.open(focus, frame()) : ""; }
  Drawn drawn(Focus focus = {}) const {
    Drawn drawn;
    Frame shown = frame(focus);
    shown.hits = &drawn.hits;
    draw_page(drawn.canvas, kPage, scene, shown);
    drawn.sentence = scene.sentence(shown);
    return drawn;
  }

  Model model;
  Results results;
  const Scene& scene;
};

Focus tile(std::int64_t panel, Cell cell) { return {Target::tile, cell, {panel, 0}}; }

constexpr std::int64_t kSides[] = {224, 14, 28, 28, 56, 56, 112, 112, 224, 224};
constexpr std::string_view kDecoderViews[kDecoders] = {"deconvnet", "segnet", "nearest"};

std::string decoder_link(std::size_t decoder, int t = 9, const char* more = "") {
  return fmt::format("decoder?picture=objects:7&view={}&t={}{}", kDecoderViews[decoder], t, more);
}

TEST(DecoderScene, ShowsAPanelMoreAtEveryStep) {
  for (std::int64_t t = 0; t < 10; ++t) {
    const Drawn d = Seen(decoder_link(0, static_cast<int>(t))).drawn();
    ASSERT_EQ(std::ssize(d.hits), t + 1);
    for (std::int64_t panel = 0; panel <= t; ++panel) {
      EXPECT_EQ(d.hits[panel].focus, tile(panel, {0, 0}));
      EXPECT_EQ(d.hits[panel].cells, Extent::square(kSides[panel]));
    }
    for (std::int64_t panel = 0; panel < 10; ++panel) {
      EXPECT_TRUE(d.canvas.shows(fmt::format("({}) {} × {}", static_cast<char>('a' + panel), kSides[panel], kSides[panel])));
    }
    EXPECT_TRUE(d.canvas.balanced());
  }
}

TEST(DecoderScene, NamesTheOperatorOfEachDecoder) {
  const char* up[] = {"Unpooling from 14 × 14", "Unpooling from 14 × 14", "Copying from 14 × 14"};
  const char* learned[] = {"Deconvolution: each of 64 maps is stamped with a learned 3 × 3", "Convolution: each cell gathers 3 × 3",
                           "Convolution: each cell gathers 3 × 3"};
  for (std::size_t n = 0; n < kDecoders; ++n) {
    EXPECT_THAT(Seen(decoder_link(n, 0)).sentence(), HasSubstr("from 224 × 224 down to 7 × 7"));
    EXPECT_THAT(Seen(decoder_link(n, 1)).sentence(), HasSubstr(learned[n]));
    EXPECT_THAT(Seen(decoder_link(n, 2)).sentence(), HasSubstr(up[n]));
    EXPECT_THAT(Seen(decoder_link(n, 2)).sentence(), StartsWith("Step 3 of 10"));
  }
}

TEST(DecoderScene, SaysTheShareOfZeros) {
  const Seen s(decoder_link(0, 2, "&channel=5"));
  const auto map = s.results.decoded->decoders[0].outputs[decoder_maps(shipped_segmenter().decoders[0])[1].layer].plane(0, 5);
  const double zeros = 100.0 * static_cast<double>(std::ranges::count(map, 0.0f)) / (28 * 28);
  EXPECT_GE(zeros, 75);
  EXPECT_THAT(s.sentence(), HasSubstr(fmt::format("{:.0f} % of the cells are 0", zeros)));
}

// Map of a panel of the decoder, and what its layer was given.
struct Layers {
  const Tensor& given;
  const Tensor& made;
  const Layer& layer;
};
Layers layers_of(const Seen& s, std::size_t decoder, std::int64_t panel) {
  const Network& network = shipped_segmenter().decoders[decoder];
  const DecoderMap map = decoder_maps(network)[panel - 1];
  const std::size_t n = panel % 2 == 1 ? map.learned : map.layer;
  const Pass& pass = s.results.decoded->decoders[decoder];
  return {pass.outputs[n - 1], pass.outputs[map.layer], network.layers[n]};
}

TEST(DecoderScene, APanelsCellIsDescribed) {
  const Seen s(decoder_link(1, 9, "&channel=3"));
  const float value = layers_of(s, 1, 5).made.at(0, 3, 20, 31);
  EXPECT_EQ(s.describe(tile(5, {20, 31})),
            fmt::format("(f) cell (20,31) of map 3 = {}. A click opens this operator with the map's own numbers.", number(value)));
  const Tensor picture = labelled_scene(7, kSceneSide).picture;
  const auto byte = [&](std::int64_t c) { return std::lround(255 * picture.at(0, c, 200, 9)); };
  EXPECT_EQ(s.describe(tile(0, {200, 9})), fmt::format("pixel (200,9): red {}, green {}, blue {}", byte(0), byte(1), byte(2)));
}

// At the side, the map of the step or the one that is pointed at, and its largest value.
TEST(DecoderScene, EnlargesWhatIsPointedAt) {
  const Seen s(decoder_link(0, 5, "&channel=5"));
  for (const auto& [panel, focus] : {std::pair<std::int64_t, Focus>{5, {}}, {3, tile(3, {0, 0})}, {5, tile(7, {0, 0})}}) {
    const Drawn d = s.drawn(focus);
    const auto map = layers_of(s, 0, panel).made.plane(0, 5);
    const std::string title = fmt::format("({})  map 5 of {}", static_cast<char>('a' + panel), layers_of(s, 0, panel).made.shape().c);
    EXPECT_TRUE(d.canvas.shows(title)) << title;
    const auto largest = [&](const auto& text) {
      return text.text.starts_with(fmt::format("largest value {:.3g},", *std::ranges::max_element(map)));
    };
    EXPECT_TRUE(std::ranges::any_of(d.canvas.texts, largest)) << panel;
  }
}

int percent_of_zeros(const Tensor& maps) {
  return static_cast<int>(
      std::lround(100.0 * static_cast<double>(std::ranges::count(maps.data(), 0.0f)) / static_cast<double>(maps.size())));
}

TEST(DecoderScene, ALearnedPanelSaysHowManyZerosItFills) {
  const Seen s(decoder_link(0, 5));
  EXPECT_THAT(s.sentence(), HasSubstr(fmt::format("{} % were 0 before, {} % are now", percent_of_zeros(layers_of(s, 0, 4).made),
                                                  percent_of_zeros(layers_of(s, 0, 5).made))));
}

TEST(DecoderScene, TitlesHaveTheirOperatorsColour) {
  const Theme& theme = theme_of("light");
  const std::pair<std::size_t, std::pair<const char*, Role>> cases[] = {{0, {"(f) 56 × 56", Role::kernel}},
                                                                        {0, {"(g) 112 × 112", Role::switches}},
                                                                        {2, {"(g) 112 × 112", Role::output}},
                                                                        {2, {"(f) 56 × 56", Role::kernel}},
                                                                        {1, {"(a) 224 × 224", Role::input}}};
  for (const auto& [decoder, title] : cases) {
    const Drawn d = Seen(decoder_link(decoder)).drawn();
    const auto text = std::ranges::find(d.canvas.texts, title.first, &RecordingCanvas::Text::text);
    ASSERT_NE(text, d.canvas.texts.end()) << title.first;
    EXPECT_EQ(text->color, theme.of(title.second).ink) << decoder << title.first;
  }
}

TEST(DecoderScene, OpensNothingWhereThereIsNothing) {
  const Seen s(decoder_link(0, 4));
  EXPECT_NE(s.open(tile(4, {0, 0})), "");
  for (const Focus& f :
       {tile(0, {0, 0}), tile(5, {0, 0}), tile(4, {56, 0}), tile(4, {-1, 0}), tile(-1, {0, 0}), tile(99, {0, 0}), Focus{}}) {
    EXPECT_EQ(s.open(f), "");
  }
}

TEST(DecoderScene, AChannelThatIsNotThereIsTheLast) {
  const Seen s(decoder_link(0, 9, "&channel=99"));
  EXPECT_THAT(s.describe(tile(1, {0, 0})), HasSubstr("of map 47 ="));
  EXPECT_THAT(s.describe(tile(9, {0, 0})), HasSubstr("of map 15 ="));
}

// The lesson that a click opens from a window where everything is set to what it must not take over.
Model opened_from(Seen& s, Focus focus) {
  Lesson& lesson = s.model.lesson;
  lesson.params.flip = lesson.symbols = true;
  lesson.params.a = {0, 1};
  lesson.params.output = Extent{9, 8};
  lesson.up = {3, 4};
  s.model.pinned = focus;
  Document document;
  for (const Scene& scene : scene_table()) document.scenes.push_back({scene.id, scene.traits});
  document.model = s.model;
  update(document, command::Open{s.open(focus)});
  EXPECT_FALSE(document.refused);
  return document.model;
}

// Where in the map the plane stands: the clicked cell is in it.
Cell place_in(const Tensor& maps, std::int64_t channel, const Tensor& plane, Cell clicked) {
  const Extent part = plane.shape().plane();
  for (std::int64_t n = 0; n < part.area(); ++n) {
    const Cell first{clicked.row - n / part.w, clicked.col - n % part.w};
    const Extent room{maps.shape().h - part.h + 1, maps.shape().w - part.w + 1};
    if (!room.contains(first)) continue;
    bool same = true;
    for (std::int64_t k = 0; k < part.area(); ++k) {
      const Cell c = part.cell_at(k);
      same = same && plane.at(c) == maps.at(0, channel, first.row + c.row, first.col + c.col);
    }
    if (same && first.row % 2 == 0 && first.col % 2 == 0) return first;
  }
  ADD_FAILURE() << "the lesson's input is no piece of the map about " << clicked.row << "," << clicked.col;
  return {};
}

std::vector<Cell> some_cells(std::int64_t side) { return {{0, 0}, {side - 1, side - 1}, {side / 2, side / 3}, {1, side - 2}}; }

// What kernel w makes of one whole map at a cell: convolved, or stamped.
float learned_at(const Tensor& maps, std::int64_t channel, const Tensor& w, bool stamped, Cell at) {
  double sum = 0;
  for (std::int64_t n = 0; n < 9; ++n) {
    const Cell k{n / 3, n % 3};
    const Cell from = stamped ? Cell{at.row + 1 - k.row, at.col + 1 - k.col} : Cell{at.row - 1 + k.row, at.col - 1 + k.col};
    if (maps.shape().plane().contains(from)) sum += double{w.at(k)} * maps.at(0, channel, from.row, from.col);
  }
  return static_cast<float>(sum);
}

TEST(DecoderScene, ALearnedPanelOpensWithTheNetworksNumbers) {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const bool stamped = n == 0;
    for (std::int64_t panel = 1; panel < 10; panel += 2) {
      for (const Cell clicked : some_cells(kSides[panel])) {
        Seen s(decoder_link(n));
        const Layers layers = layers_of(s, n, panel);
        const std::int64_t in = strongest_channel(layers.given);
        const std::int64_t out = strongest_channel(layers.made);
        const Model opened = opened_from(s, tile(panel, clicked));
        ASSERT_EQ(opened.lesson.scene, stamped ? "transposed" : "convolution");
        const auto results = compute(opened.lesson);
        ASSERT_TRUE(results) << n << " " << panel;
        const Tensor& kernel = shipped_segmenter().decoders[n].parameters[layers.layer.weights];
        const Tensor w = *plane_of(opened.lesson.kernel, {3, 3}, true);
        for (std::int64_t k = 0; k < 9; ++k) {
          ASSERT_EQ(w.data()[k], stamped ? kernel.at(in, out, k / 3, k % 3) : kernel.at(out, in, k / 3, k % 3));
        }
        const Cell first = place_in(layers.given, in, results->x(), clicked);
        ASSERT_EQ(results->output.shape().plane(), Extent::square(6));
        for (std::int64_t k = 0; k < 16; ++k) {  // away from the piece's border
          const Cell c{1 + k / 4, 1 + k % 4};
          const float whole = learned_at(layers.given, in, w, stamped, {first.row + c.row, first.col + c.col});
          ASSERT_NEAR(results->output.at(c), whole, 1e-4 * (1 + std::abs(whole))) << n << " " << panel << " " << k;
        }
        EXPECT_FALSE(opened.lesson.symbols);
        EXPECT_EQ(opened.pinned, Focus{});
        EXPECT_EQ(opened.time, 0);
      }
    }
  }
}

TEST(DecoderScene, AnUnpooledPanelOpensWithWhatWasUnpooled) {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    for (std::int64_t panel = 2; panel < 10; panel += 2) {
      for (const Cell clicked : some_cells(kSides[panel])) {
        Seen s(decoder_link(n));
        const Layers layers = layers_of(s, n, panel);
        const std::int64_t channel = strongest_channel(layers.made);
        const Model opened = opened_from(s, tile(panel, clicked));
        ASSERT_EQ(opened.lesson.scene, "unpool");
        EXPECT_EQ(opened.lesson.view, "all");
        EXPECT_EQ(opened.lesson.up, Extent::square(2));
        const auto results = compute(opened.lesson);
        ASSERT_TRUE(results);
        const Resampled& r = *results->resampled;
        const Cell first = place_in(layers.made, channel, *r.x, clicked);
        for (std::int64_t k = 0; k < 16; ++k) {
          const Cell c{k / 4, k % 4};
          ASSERT_EQ(r.pooled.values.at(c), layers.given.at(0, channel, first.row / 2 + c.row, first.col / 2 + c.col));
        }
        EXPECT_EQ(n == 2 ? r.nearest : r.unpooled, *r.x);
      }
    }
  }
}

TEST(FeatureMap, ASmallBrightCellIsNotLost) {
  Tensor maps(Shape{1, 2, 224, 224});
  maps.at(0, 1, 100, 57) = 3;
  const Seen s(decoder_link(0));
  RecordingCanvas canvas;
  draw_map(canvas, {10, 20, 56, 56}, maps, 1, s.frame());
  ASSERT_EQ(canvas.pictures.size(), 1u);
  const Raster& raster = canvas.pictures[0];
  ASSERT_EQ(raster.width, 56);
  ASSERT_EQ(raster.height, 56);
  for (int n = 0; n < 56 * 56; ++n) {
    EXPECT_EQ(raster.rgba[static_cast<std::size_t>(n)], packed(viridis(n == 25 * 56 + 14 ? 1 : 0))) << n;
  }
}

TEST(FeatureMap, EveryCellOfASmallMapIsAPixel) {
  const Tensor maps(Shape{1, 1, 2, 2}, std::vector<float>{0, 1, 2, 4});
  const Seen s(decoder_link(0));
  RecordingCanvas canvas;
  draw_map(canvas, {0, 0, 100, 100}, maps, 0, s.frame());
  EXPECT_THAT(canvas.pictures.at(0).rgba,
              testing::ElementsAre(packed(viridis(0)), packed(viridis(0.25)), packed(viridis(0.5)), packed(viridis(1))));
}

TEST(FeatureMap, ZerosAreCountedInPerCent) {
  const Tensor maps(Shape{1, 2, 1, 8}, std::vector<float>{0, 0, 0, 1, 2, -1, 0, 3, 1, 1, 1, 1, 1, 1, 1, 0});
  EXPECT_EQ(zero_share(maps, 0), 50);
  EXPECT_EQ(zero_share(maps, 1), 13);  // 12.5
}

bool outlined(const Drawn& d, const Rect& r, Color color) {
  return std::ranges::any_of(d.canvas.outlines, [&](const RecordingCanvas::Shape& outline) {
    const Rect& o = outline.rect;
    return outline.color == color && std::abs(o.x - r.x) + std::abs(o.y - r.y) + std::abs(o.w - r.w) + std::abs(o.h - r.h) < 0.1;
  });
}

// The cells of a hit from one to another.
Rect span_of(const Hit& hit, Cell first, Extent size) {
  const Rect one = hit.of({hit.focus.target, {hit.focus.cell.row + first.row, hit.focus.cell.col + first.col}, hit.focus.other}).rect;
  return {one.x, one.y, one.w * static_cast<double>(size.w), one.h * static_cast<double>(size.h)};
}

TEST(DecodersScene, SaysTheAgreement) {
  const Seen s("decoders?picture=objects:7");
  const auto& agreement = s.results.decoded->agreement;
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

TEST(DecodersScene, SaysThatAPictureOfAnotherSizeWasFitted) {
  const Seen s("decoders?picture=" DECONVLAB_TESTS_DIR "/pictures/rgb.png");
  const Extent size = s.results.picture->shape().plane();
  EXPECT_THAT(s.scene.note(s.frame()), HasSubstr(fmt::format("Its {} × {} pixels were fitted to the 224 × 224", size.h, size.w)));
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

std::string class_at(const Tensor& labels, Cell c) { return std::string(scene_classes()[static_cast<std::size_t>(labels.at(c))].id); }

TEST(DecodersScene, APixelHasItsClasses) {
  const Seen s("decoders?picture=objects:7");
  const Decoded& d = *s.results.decoded;
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
  for (const std::uint64_t seed : {1, 3, 7, 9, 25, 100}) expect_thin_detail(seed);
}

// Of the three decoders' pictures: red where a pixel is wrong, and only there.
TEST(DecodersScene, WrongPixelsAreRed) {
  const Seen s("decoders?picture=objects:7&t=1");
  RecordingCanvas canvas;
  s.scene.draw_main(canvas, {0, 0, 900, 700}, s.frame());  // wide enough for a pixel each
  const std::uint32_t red = packed(theme_of("light").of(Role::switches).solid);
  std::size_t decoder = 0;
  for (const Raster& raster : canvas.pictures) {
    if (raster.width != 224) continue;
    ASSERT_EQ(raster.height, 224);
    EXPECT_EQ(std::ranges::count(raster.rgba, red), s.results.decoded->agreement.at(decoder++).wrong);
  }
  EXPECT_EQ(decoder, kDecoders);
}

std::string project_link(std::int64_t level, std::int64_t t) { return fmt::format("project?picture=objects:7&level={}&t={}", level, t); }

TEST(ProjectScene, GoesBackALevelAStep) {
  for (std::int64_t level = 0; level < 5; ++level) {
    const Seen unit(project_link(level, 0));
    const Projected& p = *unit.results.projected;
    EXPECT_EQ(step_count(unit.model.lesson), level + 2);
    EXPECT_EQ(unit.sentence(),
              fmt::format("Step 1 of {}:  Map {} of level {} answers most strongly at cell ({},{}), with {}. Only this value "
                          "goes back: everything else of the level counts as 0.",
                          level + 2, p.unit.channel, level, p.unit.cell.row, p.unit.cell.col, number(p.activation)));
    for (std::int64_t t = 1; t <= level; ++t) {
      EXPECT_THAT(Seen(project_link(level, t)).sentence(), HasSubstr(fmt::format("Back to where level {} begins", level - t + 1)));
    }
    EXPECT_THAT(Seen(project_link(level, level + 1)).sentence(), HasSubstr("At the pixels: what in the patch"));
  }
}

TEST(ProjectScene, ALevelThatIsNotThereIsTheNearest) {
  EXPECT_EQ(Seen(project_link(99, 3)).sentence(), Seen(project_link(4, 3)).sentence());
  EXPECT_EQ(Seen(project_link(-7, 1)).sentence(), Seen(project_link(0, 1)).sentence());
  for (const std::int64_t level : {std::int64_t{-1}, std::int64_t{-7}, INT64_MIN}) {
    EXPECT_EQ(step_count(lesson(project_link(level, 0)).lesson), 2) << level;
  }
  EXPECT_EQ(step_count(lesson(project_link(INT64_MAX, 0)).lesson), 6);
}

TEST(ProjectScene, ShowsBothWays) {
  const Drawn d = Seen(project_link(2, 3)).drawn();
  // Four squares of each way, and the picture with three patches.
  EXPECT_EQ(d.canvas.pictures.size(), 12u);
  EXPECT_EQ(Seen(project_link(2, 0)).drawn().canvas.pictures.size(), 4u);
  for (const char* title : {"map 56 × 56", "to 56 × 56", "to 112 × 112", "pixels", "its patch"})
    EXPECT_TRUE(d.canvas.shows(title)) << title;
}

// A picture of the page as a plane of colours, each cell a pixel.
struct Colours {
  const Raster& raster;
  Extent size() const { return {raster.height, raster.width}; }
  std::uint32_t at(Cell c) const { return raster.rgba[static_cast<std::size_t>(c.row * raster.width + c.col)]; }
};

float largest_of(const Tensor& t) {
  float largest = 0;
  for (const float v : t.data()) largest = std::max(largest, std::abs(v));
  return largest;
}

// Of each cell over the patch, the map whose value is farthest from 0.
void expect_signal(const Colours& shown, const Tensor& signal, const CellRect& patch) {
  const std::int64_t pixels = kSceneSide / signal.shape().h;
  const Cell first{patch.first.row / pixels, patch.first.col / pixels};
  ASSERT_EQ(shown.size(), (Extent{patch.last().row / pixels - first.row + 1, patch.last().col / pixels - first.col + 1}));
  for (std::int64_t n = 0; n < shown.size().area(); ++n) {
    const Cell c = shown.size().cell_at(n);
    float strongest = 0;
    for (std::int64_t map = 0; map < signal.shape().c; ++map) {
      const float v = signal.at(0, map, first.row + c.row, first.col + c.col);
      if (std::abs(v) > std::abs(strongest)) strongest = v;
    }
    ASSERT_EQ(shown.at(c), packed(theme_of("light").diverging(strongest / largest_of(signal)))) << n;
  }
}

// Middle grey is 0.
void expect_pixels(const Colours& shown, const Tensor& signal, const CellRect& patch) {
  const float largest = largest_of(signal);
  ASSERT_EQ(shown.size(), patch.size);
  for (std::int64_t n = 0; n < patch.size.area(); ++n) {
    const Cell c = patch.size.cell_at(n);
    const auto channel = [&](std::int64_t map) {
      return 0.5f + 0.5f * signal.at(0, map, patch.first.row + c.row, patch.first.col + c.col) / largest;
    };
    ASSERT_EQ(shown.at(c), packed(Color{channel(0), channel(1), channel(2), 1})) << n;
  }
}

TEST(ProjectScene, EachWaysSignalsAreShownOverThePatch) {
  const Seen s(project_link(2, 3));
  const Projected& p = *s.results.projected;
  const CellRect patch = receptive_field(shipped_segmenter().encoder, s.results.decoded->encoder, p.unit);
  const Drawn d = s.drawn();
  ASSERT_EQ(d.canvas.pictures.size(), 12u);
  ASSERT_NE(p.rectified.back(), p.gated.back());
  const auto picture = [&](std::size_t n) { return Colours{d.canvas.pictures[n]}; };
  for (const auto& [first, signals] : {std::pair<std::size_t, const std::vector<Tensor>*>{0, &p.rectified}, {4, &p.gated}}) {
    std::size_t n = first + 1;
    for (const std::int64_t side : {56, 112}) {  // the last signal of each side: where its level begins
      const Tensor* last = nullptr;
      for (const Tensor& signal : *signals) last = signal.shape().h == side ? &signal : last;
      expect_signal(picture(n++), *last, patch);
    }
    expect_pixels(picture(n), signals->back(), patch);
  }
  expect_pixels(picture(10), p.rectified.back(), patch);
  expect_pixels(picture(11), p.gated.back(), patch);
}

TEST(ProjectScene, TheUnitAndItsPatchAreFramed) {
  const Seen s(project_link(2, 3));
  const Projected& p = *s.results.projected;
  const CellRect patch = receptive_field(shipped_segmenter().encoder, s.results.decoded->encoder, p.unit);
  ASSERT_NE(p.unit.cell.row, p.unit.cell.col);
  const Drawn d = s.drawn();
  const Color vermilion = theme_of("light").of(Role::switches).solid;
  int maps = 0;
  for (const Hit& hit : d.hits) {
    const bool map = hit.focus.target == Target::output;
    EXPECT_TRUE(outlined(d, map ? span_of(hit, p.unit.cell, {1, 1}) : span_of(hit, patch.first, patch.size), vermilion));
    maps += map ? 1 : 0;
  }
  EXPECT_EQ(maps, 2);
}

TEST(ProjectScene, SaysWhetherTheWaysDiffer) {
  int same = 0;
  for (std::int64_t level = 0; level < 5; ++level) {
    const Seen s(project_link(level, level + 1));
    const bool equal = s.results.projected->rectified.back() == s.results.projected->gated.back();
    EXPECT_THAT(s.sentence(), HasSubstr(equal ? "the same" : "they differ by what each ReLU let pass")) << level;
    same += equal ? 1 : 0;
  }
  EXPECT_GT(same, 0);
  EXPECT_LT(same, 5);
}

TEST(ProjectScene, APixelAndACellOfTheUnitsMapAreDescribed) {
  const Seen s(project_link(1, 0));
  const Projected& p = *s.results.projected;
  const float value = s.results.decoded->encoder.outputs[p.unit.layer].at(0, p.unit.channel, 100, 7);
  EXPECT_EQ(s.sentence({Target::output, {100, 7}, {}}), fmt::format("cell (100,7) of map {} = {}", p.unit.channel, number(value)));
  EXPECT_EQ(s.describe({Target::input, {200, 9}, {}}), Seen(decoder_link(0)).describe(tile(0, {200, 9})));
  for (const Focus& f : {Focus{Target::output, {112, 0}, {}}, {Target::input, {0, 224}, {}}, {}}) EXPECT_EQ(s.describe(f), "");
}

TEST(NetworkScenes, RefuseAPictureThatIsNone) {
  for (const char* picture : {"objects:x", "objects:", "objects:-1", "scene:3", "nowhere.png"}) {
    for (const char* scene : {"decoder", "decoders", "project"}) {
      const auto results = results_of(lesson(fmt::format("{}?picture={}", scene, picture)).lesson);
      ASSERT_FALSE(results) << picture;
      EXPECT_EQ(results.error().code, ErrorCode::unknown_name);
    }
  }
}

// The steps behind a lesson on networks, which exports write: the decoder's first learned layer.
TEST(NetworkScenes, TheStepsAreThoseOfTheFirstLayer) {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Seen s(decoder_link(n));
    const Network& network = shipped_segmenter().decoders[n];
    const Pass& pass = s.results.decoded->decoders[n];
    const std::int64_t in = strongest_channel(pass.outputs[0]);
    const std::int64_t out = strongest_channel(pass.outputs[2]);
    const Tensor& kernel = network.parameters[network.layers[1].weights];
    Tensor w(Shape{1, 1, 3, 3});
    for (std::int64_t k = 0; k < 9; ++k) w.data()[k] = n == 0 ? kernel.at(in, out, k / 3, k % 3) : kernel.at(out, in, k / 3, k % 3);
    EXPECT_EQ(s.results.transposed(), n == 0);
    ASSERT_EQ(s.results.output.shape().plane(), Extent::square(14));
    for (std::int64_t at = 0; at < 14 * 14; ++at) {
      const float expected = learned_at(pass.outputs[0], in, w, n == 0, {at / 14, at % 14});
      EXPECT_NEAR(s.results.output.data()[at], expected, 1e-4 * (1 + std::abs(expected))) << n << " " << at;
    }
  }
}

}  // namespace
}  // namespace deconvlab::test
