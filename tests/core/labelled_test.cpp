// Scenes with labels: what is where, the same again, nothing out of range.
#include "core/samples/labelled.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/network/segmenter.h"

namespace deconvlab {
namespace {

TEST(Labelled, ASeedIsAScene) {
  const LabelledScene once = labelled_scene(5, 96);
  const LabelledScene again = labelled_scene(5, 96);
  EXPECT_EQ(once.picture, again.picture);
  EXPECT_EQ(once.labels, again.labels);
  EXPECT_NE(labelled_scene(6, 96).labels, once.labels);
}

TEST(Labelled, ValuesAndLabelsStayInRange) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const LabelledScene scene = labelled_scene(seed, 64);
    ASSERT_EQ(scene.picture.shape(), (Shape{1, 3, 64, 64}));
    ASSERT_EQ(scene.labels.shape(), (Shape{1, 1, 64, 64}));
    EXPECT_TRUE(std::ranges::all_of(scene.picture.data(), [](float v) { return v >= 0 && v <= 1; }));
    const float classes = static_cast<float>(scene_classes().size());
    EXPECT_TRUE(std::ranges::all_of(scene.labels.data(), [&](float v) { return v >= 0 && v < classes && v == std::trunc(v); }));
  }
}

TEST(Labelled, EveryClassOccursAndTheGroundLeads) {
  std::vector<double> share(scene_classes().size());
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const LabelledScene scene = labelled_scene(seed, kSceneSide);
    for (const float label : scene.labels.data()) share[static_cast<std::size_t>(label)] += 1.0 / (40 * 224 * 224);
  }
  EXPECT_GE(share.size(), 8u);
  EXPECT_GT(share[0], 0.5);
  EXPECT_LT(share[0], 0.85);
  for (const double each : share) EXPECT_GT(each, 0.01);
}

// The colours of a class differ from those around: a ball is orange wherever it lies.
TEST(Labelled, LabelsLieOnWhatTheyName) {
  double red = 0, blue = 0;
  int balls = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const LabelledScene scene = labelled_scene(seed, kSceneSide);
    for (std::int64_t n = 0; n < scene.labels.size(); ++n) {
      if (scene.labels.data()[n] != 1) continue;
      red += scene.picture.plane(0, 0)[n];
      blue += scene.picture.plane(0, 2)[n];
      ++balls;
    }
  }
  ASSERT_GT(balls, 1000);
  EXPECT_GT(red / balls, 0.6);
  EXPECT_LT(blue / balls, 0.35);
}

TEST(Labelled, AThirdOfTheClassesIsThin) {
  EXPECT_EQ(std::ranges::count_if(scene_classes(), &SceneClass::thin), 3);
  std::set<std::string_view> ids;
  for (const SceneClass& each : scene_classes()) ids.insert(each.id);
  EXPECT_EQ(ids.size(), scene_classes().size());
}

}  // namespace
}  // namespace deconvlab
