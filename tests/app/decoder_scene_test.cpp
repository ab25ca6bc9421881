// Scene "decoder": its panels, and the lessons that a click opens, against naive loops.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/diagram/feature_map.h"
#include "app/lessons/networks/weights.h"
#include "app/scenes/scenes.h"
#include "app/state/update.h"
#include "core/samples/labelled.h"
#include "tests/app/network_seen.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

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
  const char* convolutions = "2 convolutions, each with a ReLU; in the last one, each of the 48 maps that come out";
  const char* learned[] = {"2 deconvolutions, each with a ReLU; in the last one, each of 64 maps", convolutions, convolutions};
  for (std::size_t n = 0; n < kDecoders; ++n) {
    EXPECT_THAT(Seen(decoder_link(n, 0)).sentence(), HasSubstr("from 224 × 224 down to 7 × 7"));
    EXPECT_THAT(Seen(decoder_link(n, 1)).sentence(), HasSubstr(learned[n]));
    EXPECT_THAT(Seen(decoder_link(n, 2)).sentence(), HasSubstr(up[n]));
    EXPECT_THAT(Seen(decoder_link(n, 2)).sentence(), StartsWith("Step 3 of 10"));
  }
}

// One for each pair of maps: as many as the network has.
TEST(DecoderScene, CountsTheKernelsOfAMap) {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Network& network = segmenter_in_use().decoders[n];
    for (std::int64_t panel = 1; panel < 10; panel += 2) {
      const std::string said = Seen(decoder_link(n, static_cast<int>(panel))).sentence();
      const Shape& kernels = network.parameters[network.layers[decoder_maps(network)[panel - 1].learned].weights].shape();
      const auto [in, out] = n == 0 ? std::pair(kernels.n, kernels.c) : std::pair(kernels.c, kernels.n);
      const std::string deconvolved =
          fmt::format("each of {} maps is stamped with {} learned 3 × 3 kernels, one for each map that comes out", in, out);
      const std::string convolved =
          fmt::format("each of the {} maps that come out has {} learned 3 × 3 kernels, one for each map that goes in", out, in);
      EXPECT_THAT(said, HasSubstr(n == 0 ? deconvolved : convolved));
      const bool alone = kSides[panel] >= 112;  // the two levels nearest to the pixels have one learned layer
      EXPECT_EQ(said.find(n == 0 ? "econvolution, then a ReLU" : "onvolution, then a ReLU") != std::string::npos, alone) << said;
      EXPECT_EQ(said.find("in the last one") != std::string::npos, !alone) << said;
    }
  }
}

// Of the side that the step shows.
TEST(DecoderScene, TheNotesExampleIsTheSteps) {
  const char* leads[] = {"DeconvNet: deconvolutions have", "SegNet: convolutions have", "Without switches: convolutions have"};
  const char* chinese[] = {"DeconvNet：反卷积", "SegNet：卷积", "无位置索引：卷积"};
  for (std::size_t n = 0; n < kDecoders; ++n) {
    for (int t = 1; t < 10; ++t) {
      const Seen s(decoder_link(n, t));
      const std::string note = s.scene.note(s.frame());
      EXPECT_THAT(note, StartsWith(leads[n]));
      EXPECT_THAT(
          note,
          HasSubstr(n == 0 ? fmt::format("o′\u00a0=\u00a0({0}\u00a0−\u00a01)\u00a0+\u00a03\u00a0−\u00a02·1\u00a0=\u00a0{0}.", kSides[t])
                           : fmt::format("o\u00a0=\u00a0{0}\u00a0+\u00a02·1\u00a0−\u00a03\u00a0+\u00a01\u00a0=\u00a0{0}.", kSides[t])));
    }
    const Seen s(decoder_link(n, 0));
    EXPECT_THAT(s.scene.note(s.frame()), HasSubstr("\u00a0=\u00a014."));
    EXPECT_THAT(s.scene.note({s.model, s.results, {}, theme_of("light"), language_of("zh")}), StartsWith(chinese[n]));
  }
}

TEST(DecoderScene, SaysWhatTheStrongestMapIs) {
  const Seen s(decoder_link(1, 4));
  const Tensor& maps = s.results.network().decoded->decoders[1].outputs[decoder_maps(segmenter_in_use().decoders[1])[3].layer];
  std::vector<double> sums;
  for (std::int64_t c = 0; c < maps.shape().c; ++c) {
    double sum = 0;
    for (const float v : maps.plane(0, c)) sum += double{v};
    sums.push_back(sum);
  }
  const auto largest = std::ranges::max_element(sums) - sums.begin();
  EXPECT_TRUE(s.drawn().canvas.shows(fmt::format("(e)  strongest (largest sum): map {}, numbered from 0, of {}", largest, sums.size())));
}

TEST(DecoderScene, SaysTheShareOfZeros) {
  const Seen s(decoder_link(0, 2, "&channel=5"));
  const auto map = s.results.network().decoded->decoders[0].outputs[decoder_maps(segmenter_in_use().decoders[0])[1].layer].plane(0, 5);
  const double zeros = 100.0 * static_cast<double>(std::ranges::count(map, 0.0f)) / (28 * 28);
  EXPECT_GE(zeros, 75);
  EXPECT_THAT(s.sentence(), HasSubstr(fmt::format("{:.0f} % of this map's cells are 0", zeros)));
}

// Map of a panel of the decoder, and what its layer was given.
struct Layers {
  const Tensor& given;
  const Tensor& made;
  const NetworkLayer& layer;
};
Layers layers_of(const Seen& s, std::size_t decoder, std::int64_t panel) {
  const Network& network = segmenter_in_use().decoders[decoder];
  const DecoderMap map = decoder_maps(network)[panel - 1];
  const std::size_t n = panel % 2 == 1 ? map.learned : map.layer;
  const Pass& pass = s.results.network().decoded->decoders[decoder];
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
    const std::string title =
        fmt::format("({})  map 5, numbered from 0, of {}", static_cast<char>('a' + panel), layers_of(s, 0, panel).made.shape().c);
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
  const Tensor& before = layers_of(s, 0, 4).made;
  const Tensor& now = layers_of(s, 0, 5).made;
  EXPECT_THAT(s.sentence(), HasSubstr(fmt::format("Of all {} maps' cells {} % were 0 before; of all {} maps' cells {} % are now.",
                                                  before.shape().c, percent_of_zeros(before), now.shape().c, percent_of_zeros(now))));
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
  document.scenes = scene_facts();
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
        const Tensor& kernel = segmenter_in_use().decoders[n].parameters[layers.layer.weights];
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
        const Resampled& r = *results->pooling().resampled;
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

TEST(NetworkScenes, RefuseAPictureThatIsNone) {
  for (const char* picture : {"objects:x", "objects:", "objects:-1", "scene:3", "nowhere.png"}) {
    for (const char* scene : {"decoder", "decoders", "project"}) {
      const auto results = results_of(lesson(fmt::format("{}?picture={}", scene, picture)).lesson);
      ASSERT_FALSE(results) << picture;
      EXPECT_EQ(results.error().code, picture == std::string_view("nowhere.png") ? ErrorCode::cannot_open : ErrorCode::unknown_name);
    }
  }
}

// The steps behind a lesson on networks, which exports write: the decoder's first learned layer.
TEST(NetworkScenes, TheStepsAreThoseOfTheFirstLayer) {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Seen s(decoder_link(n));
    const Network& network = segmenter_in_use().decoders[n];
    const Pass& pass = s.results.network().decoded->decoders[n];
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
