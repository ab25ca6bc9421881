// What the shipped networks make of a picture: against naive means and counts, the decoders' structure and differences of the forward pass.
#include "app/lessons/networks/decoded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/lessons/networks/weights.h"
#include "core/geometry/cell_rect.h"
#include "core/samples/labelled.h"
#include "core/samples/samples.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

constexpr Extent kSide = Extent::square(kSceneSide);

// Values without a pattern, from 0 to 255.
Tensor picture_of(Shape shape) {
  Tensor picture(shape);
  for (std::int64_t n = 0; n < picture.size(); ++n) picture.data()[n] = static_cast<float>((n * n * 31 + n * 17 + 5) % 256);
  return picture;
}

// How much of source cell `cell` of `size` lies under cell n of 224, in 224ths of a cell.
std::int64_t overlap(std::int64_t n, std::int64_t cell, std::int64_t size) {
  return std::max<std::int64_t>(0, std::min((n + 1) * size, (cell + 1) * kSceneSide) - std::max(n * size, cell * kSceneSide));
}

double area_mean(const Tensor& picture, std::int64_t channel, Cell at) {
  const Extent size = picture.shape().plane();
  double sum = 0;
  for (std::int64_t r = 0; r < size.h; ++r) {
    for (std::int64_t c = 0; c < size.w; ++c) {
      sum += picture.at(0, channel, r, c) * static_cast<double>(overlap(at.row, r, size.h) * overlap(at.col, c, size.w));
    }
  }
  return sum / static_cast<double>(size.area());
}

TEST(FittedToNetwork, EachPixelIsTheMeanOfWhatItCovers) {
  for (const Extent size : {Extent{1, 1}, {2, 3}, {97, 300}, {223, 225}, {300, 30}, {448, 672}}) {
    const Tensor picture = picture_of({1, 3, size.h, size.w});
    const Tensor fitted = fitted_to_network(picture);
    ASSERT_EQ(fitted.shape(), (Shape{1, 3, kSide.h, kSide.w}));
    for (std::int64_t n = 0; n < 40; ++n) {
      const Cell at{n == 0 ? 223 : n * 97 % 224, n == 0 ? 223 : n * 41 % 224};
      const std::int64_t channel = n % 3;
      EXPECT_NEAR(fitted.at(0, channel, at.row, at.col), area_mean(picture, channel, at), 1e-3) << size.h << "x" << size.w << " " << n;
    }
  }
}

TEST(FittedToNetwork, APictureOfTheRightSizeStays) {
  const Tensor picture = picture_of({1, 3, kSide.h, kSide.w});
  EXPECT_EQ(fitted_to_network(picture), picture);
}

TEST(FittedToNetwork, GreyIsAllThreeColoursAndAFourthChannelNone) {
  const Tensor grey = picture_of({1, 1, kSide.h, kSide.w});
  const Tensor four = picture_of({1, 4, kSide.h, kSide.w});
  const Tensor from_grey = fitted_to_network(grey);
  const Tensor from_four = fitted_to_network(four);
  for (std::int64_t c = 0; c < 3; ++c) {
    EXPECT_TRUE(std::ranges::equal(from_grey.plane(0, c), grey.plane(0, 0)));
    EXPECT_TRUE(std::ranges::equal(from_four.plane(0, c), four.plane(0, c)));
  }
}

Tensor sample(const std::string& name) { return make_sample(name, kSide).value(); }

const Decoded& objects() {
  static const auto decoded = decode(sample("objects:7"), "objects:7").value();
  return *decoded;
}

TEST(Decode, KnowsTheClassesOfWhatTheProgramDrew) {
  ASSERT_TRUE(objects().labels);
  EXPECT_EQ(*objects().labels, labelled_scene(7, kSceneSide).labels);
  EXPECT_FALSE(decode(sample("scene"), "scene").value()->labels);
}

TEST(Decode, AFileOfASamplesNameHasNoClasses) {
  const test::Folder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  folder.put("objects", "any bytes");
  const auto decoded = *decode(picture_of({1, 3, 32, 32}), "objects");
  std::filesystem::current_path(before);
  EXPECT_FALSE(decoded->labels);
}

TEST(Decode, KeepsTheLastOne) {
  DecodedSource source;
  const auto picture = std::make_shared<const Tensor>(sample("text"));
  const auto first = source.get(picture, "text").value();
  EXPECT_EQ(source.get(picture, "text").value(), first);
  EXPECT_NE(source.get(std::make_shared<const Tensor>(*picture), "text").value(), first);
}

TEST(Decode, TheEncoderIsGivenThePictureFromMinusOneToOne) {
  const Decoded& d = objects();
  EXPECT_EQ(d.picture, sample("objects:7"));
  for (std::size_t n = 0; n < d.picture.data().size(); n += 101) {
    EXPECT_NEAR(d.encoder.input.data()[n], d.picture.data()[n] / 127.5 - 1, 1e-6);
  }
  for (const Pass& decoder : d.decoders) EXPECT_EQ(decoder.input, d.encoder.result());
}

TEST(Decode, APixelHasTheClassOfItsLargestScore) {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Tensor& scores = objects().decoders[n].result();
    ASSERT_EQ(scores.shape(), (Shape{1, std::ssize(scene_classes()), kSide.h, kSide.w}));
    for (std::int64_t at = 0; at < kSide.area(); at += 13) {
      const Cell c = kSide.cell_at(at);
      std::int64_t best = 0;
      for (std::int64_t k = 1; k < scores.shape().c; ++k) {
        if (scores.at(0, k, c.row, c.col) > scores.at(0, best, c.row, c.col)) best = k;
      }
      ASSERT_EQ(objects().found[n].at(c), static_cast<float>(best)) << n << " " << c.row << "," << c.col;
    }
  }
}

bool near_outline(const Tensor& labels, Cell c) {
  for (std::int64_t n = 0; n < 25; ++n) {
    const Cell other{c.row + n / 5 - 2, c.col + n % 5 - 2};
    if (kSide.contains(other) && labels.at(other) != labels.at(c)) return true;
  }
  return false;
}

// Of the pixels for which `counts` says so: for each class in the labels, how many have it on both sides over how many on either.
template <class Counts>
double mean_iou(const Tensor& labels, const Tensor& found, Counts&& counts) {
  std::map<float, std::pair<double, double>> both_and_either;
  std::set<float> there;
  for (std::int64_t n = 0; n < kSide.area(); ++n) {
    const Cell c = kSide.cell_at(n);
    if (!counts(c)) continue;
    const float label = labels.at(c);
    there.insert(label);
    if (label == found.at(c)) both_and_either[label].first += 1;
    both_and_either[label].second += 1;
    if (label != found.at(c)) both_and_either[found.at(c)].second += 1;
  }
  double sum = 0;
  for (const float label : there) sum += both_and_either[label].first / both_and_either[label].second;
  return sum / static_cast<double>(there.size());
}

TEST(Decode, AgreementIsCountedPixelByPixel) {
  const Tensor& labels = *objects().labels;
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Tensor& found = objects().found[n];
    const Decoded::Agreement& agreement = objects().agreement[n];
    std::int64_t wrong = 0;
    for (std::int64_t at = 0; at < kSide.area(); ++at) wrong += labels.data()[at] == found.data()[at] ? 0 : 1;
    EXPECT_EQ(agreement.wrong, wrong);
    EXPECT_NEAR(agreement.everywhere, mean_iou(labels, found, [](Cell) { return true; }), 1e-9);
    EXPECT_NEAR(agreement.outlines, mean_iou(labels, found, [&](Cell c) { return near_outline(labels, c); }), 1e-9);
  }
}

// What the lesson on decoders opens with shows what it is about.
TEST(Decode, ThePictureAtHandIsOneThatSwitchesAreNeededFor) {
  const auto decoded = decode(sample("objects"), "objects").value();
  const auto& [deconvnet, segnet, nearest] = decoded->agreement;
  for (const Decoded::Agreement& with : {deconvnet, segnet}) {
    EXPECT_GT(with.everywhere, 0.9);
    EXPECT_GT(with.everywhere, nearest.everywhere + 0.15);
    EXPECT_GT(with.outlines, nearest.outlines + 0.2);
    EXPECT_LT(3 * with.wrong, nearest.wrong);
  }
}

TEST(Decode, AViewNamesADecoderOrTheFirstIsMeant) {
  EXPECT_EQ(decoder_of("deconvnet"), 0u);
  EXPECT_EQ(decoder_of("segnet"), 1u);
  EXPECT_EQ(decoder_of("nearest"), 2u);
  for (const char* other : {"", "all", "Segnet"}) EXPECT_EQ(decoder_of(other), 0u);
}

TEST(DecoderMaps, AreTheNineOfTheFigure) {
  for (std::size_t n = 0; n < kDecoders; ++n) {
    const Network& network = segmenter_in_use().decoders[n];
    const Pass& pass = objects().decoders[n];
    const std::vector<DecoderMap> maps = decoder_maps(network);
    ASSERT_EQ(maps.size(), 9u);
    constexpr std::int64_t kSides[] = {14, 28, 28, 56, 56, 112, 112, 224, 224};
    for (std::size_t m = 0; m < maps.size(); ++m) {
      const auto& [layer, learned] = maps[m];
      EXPECT_EQ(pass.outputs[layer].shape().plane(), Extent::square(kSides[m])) << n << " " << m;
      if (m % 2 == 1) {
        EXPECT_EQ(network.layers[layer].kind, n == 2 ? NetworkLayerKind::upsample_nearest : NetworkLayerKind::max_unpool);
        EXPECT_EQ(learned, network.layers.size());
        continue;
      }
      EXPECT_EQ(network.layers[layer].kind, NetworkLayerKind::relu);
      ASSERT_EQ(learned, layer - 1);
      EXPECT_EQ(network.layers[learned].kind, n == 0 ? NetworkLayerKind::conv_transpose : NetworkLayerKind::conv);
      // The last of its side: the next map is larger, or the scores follow.
      EXPECT_EQ(layer + 1, m < 8 ? maps[m + 1].layer : network.layers.size() - 1);
    }
  }
}

TEST(DecoderMaps, ThreeQuartersOfAnUnpooledMapAreZero) {
  for (std::size_t n = 0; n < 2; ++n) {
    const std::vector<DecoderMap> maps = decoder_maps(segmenter_in_use().decoders[n]);
    for (std::size_t m = 1; m < maps.size(); m += 2) {
      const Tensor& unpooled = objects().decoders[n].outputs[maps[m].layer];
      for (std::int64_t c = 0; c < unpooled.shape().c; ++c) {
        EXPECT_GE(4 * std::ranges::count(unpooled.plane(0, c), 0.0f), 3 * unpooled.shape().plane().area()) << n << " " << m << " " << c;
      }
    }
  }
}

TEST(Channels, TheStrongestHasTheLargestSum) {
  const Tensor maps(Shape{1, 4, 1, 2}, std::vector<float>{9, -8, 2, 3, 5, 0, 1, 1});
  EXPECT_EQ(strongest_channel(maps), 1);  // 1, 5, 5, 2: the first of equal ones
  EXPECT_EQ(strongest_channel(Tensor(Shape{1, 2, 1, 1}, std::vector<float>{-3, -2})), 1);
  EXPECT_EQ(shown_channel(maps, -1), 1);
  EXPECT_EQ(shown_channel(maps, 0), 0);
  EXPECT_EQ(shown_channel(maps, 3), 3);
  EXPECT_EQ(shown_channel(maps, 99), 3);
}

const Network& encoder() { return segmenter_in_use().encoder; }

Projected project_at(std::int64_t level, std::int64_t channel = -1) { return project_unit(encoder(), objects().encoder, level, channel); }

TEST(ProjectUnit, TheUnitIsTheLargestCellBeforeTheLevelsPooling) {
  ASSERT_EQ(levels(encoder()), 5u);
  constexpr std::int64_t kSides[] = {224, 112, 56, 28, 14};
  for (std::int64_t level = 0; level < 5; ++level) {
    for (const std::int64_t channel : {-1, 2}) {
      const Projected projected = project_at(level, channel);
      const Unit& unit = projected.unit;
      const Tensor& maps = objects().encoder.outputs[unit.layer];
      EXPECT_EQ(encoder().layers[unit.layer + 1].kind, NetworkLayerKind::max_pool);
      EXPECT_EQ(maps.shape().plane(), Extent::square(kSides[level]));
      EXPECT_EQ(unit.channel, channel < 0 ? strongest_channel(maps) : channel);
      EXPECT_EQ(projected.activation, maps.at(0, unit.channel, unit.cell.row, unit.cell.col));
      EXPECT_EQ(projected.activation, std::ranges::max(maps.plane(0, unit.channel)));
      for (const auto* signals : {&projected.rectified, &projected.gated}) {
        ASSERT_EQ(signals->size(), unit.layer + 1);
        EXPECT_EQ(signals->back().shape(), objects().picture.shape());
      }
    }
  }
}

TEST(ProjectUnit, ALevelThatIsNotThereIsTheNearest) {
  EXPECT_EQ(project_at(99).unit, project_at(4).unit);
  EXPECT_EQ(project_at(INT64_MAX).unit, project_at(4).unit);
  EXPECT_EQ(project_at(-3).unit, project_at(0).unit);
  EXPECT_EQ(project_at(1, 99).unit.channel, 15);
}

// The pixels that the unit is computed from: a convolution of 3 x 3 looks one cell further on each side, a pooling at twice as many.
CellRect seen_by(const Unit& unit) {
  Cell first = unit.cell;
  Cell last = unit.cell;
  for (std::size_t n = unit.layer + 1; n-- > 0;) {
    const NetworkLayerKind kind = encoder().layers[n].kind;
    if (kind == NetworkLayerKind::conv) {
      first = {first.row - 1, first.col - 1};
      last = {last.row + 1, last.col + 1};
    } else if (kind == NetworkLayerKind::max_pool) {
      first = {2 * first.row, 2 * first.col};
      last = {2 * last.row + 1, 2 * last.col + 1};
    }
  }
  return {first, {last.row - first.row + 1, last.col - first.col + 1}};
}

TEST(ProjectUnit, NothingComesBackOutsideWhatTheUnitSees) {
  for (std::int64_t level = 0; level < 5; ++level) {
    const Projected projected = project_at(level);
    const CellRect seen = seen_by(projected.unit);
    ASSERT_GT(projected.activation, 0);
    for (const Tensor* signal : {&projected.rectified.back(), &projected.gated.back()}) {
      bool any = false;
      for (std::int64_t n = 0; n < signal->size(); ++n) {
        if (signal->data()[n] == 0) continue;
        any = true;
        ASSERT_TRUE(seen.contains(kSide.cell_at(n % kSide.area()))) << level << " " << n;
      }
      EXPECT_TRUE(any) << level;
    }
  }
}

// The encoder up to the unit's layer.
Network up_to(std::size_t layer) {
  Network part = encoder();
  part.layers.resize(layer + 1);
  return part;
}

// Whether both passes go through the same ReLUs and switches: between them the network is linear.
bool same_piece(const Network& network, const Pass& a, const Pass& b) {
  for (std::size_t n = 0; n < network.layers.size(); ++n) {
    if (network.layers[n].kind != NetworkLayerKind::relu) continue;
    if (!std::ranges::equal(a.outputs[n].data(), b.outputs[n].data(), [](float x, float y) { return (x > 0) == (y > 0); })) return false;
  }
  for (std::size_t n = 0; n < a.switches.size(); ++n) {
    if (a.switches[n].at != b.switches[n].at) return false;
  }
  return true;
}

TEST(ProjectUnit, GatedIsTheGradientTimesTheActivation) {
  const Projected projected = project_at(1);
  const Unit& unit = projected.unit;
  const Network network = up_to(unit.layer);
  const Pass pass = *forward(network, objects().encoder.input);
  ASSERT_EQ(activation(pass, unit), projected.activation);
  const CellRect seen = seen_by(unit);
  int compared = 0;
  for (std::int64_t n = 0; n < 3 * seen.size.area() && compared < 8; n += 7) {
    const Cell within = seen.size.cell_at(n % seen.size.area());
    const Cell at{seen.first.row + within.row, seen.first.col + within.col};
    if (!kSide.contains(at)) continue;
    for (const float step : {1.0f / 64, 1.0f / 512}) {
      Tensor moved = pass.input;
      moved.at(0, n / seen.size.area(), at.row, at.col) += step;
      const Pass other = *forward(network, moved);
      if (!same_piece(network, pass, other)) continue;
      const double gradient = (double{activation(other, unit)} - activation(pass, unit)) / step;
      const double rounding = 2e-6 / step * projected.activation;
      EXPECT_NEAR(projected.gated.back().at(0, n / seen.size.area(), at.row, at.col), gradient * projected.activation,
                  projected.activation * (rounding + 1e-3 * std::abs(gradient)));
      ++compared;
      break;
    }
  }
  EXPECT_GE(compared, 4);
}

}  // namespace
}  // namespace deconvlab
