// The scene "layers": what a cell sees behind a chain of layers, its words, and the panel that changes the layers.
#include <gmock/gmock.h>
#include <imgui.h>

#include <algorithm>

#include "app/diagram/labels.h"
#include "app/lessons/layers/layers_lesson.h"
#include "app/scenes/layers/layers_shown.h"
#include "app/state/update.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"
#include "tests/equations.h"

namespace deconvlab::test {
namespace {

using testing::HasSubstr;

constexpr const char* kHome = "conv k3 p1; conv k3 s2 p1; conv k3 p1; deconv k4 s2 p1";

// 12 -> 12 -> 6 -> 6 -> 12; the middle cell reads 2, 4, 9 and 11 cells of each: 1 2 5 6 9 8 9 6 5 2 1 paths.
TEST(ChainScene, OpensOnWhatTheMiddleCellSees) {
  const Drawn d = draw("layers");
  EXPECT_EQ(lesson("layers").lesson.layers, kHome);
  EXPECT_THAT(d.sentence, HasSubstr("Layer 4 of 4, deconv k4 s2 p1: 6 × 6 → 12 × 12."));
  EXPECT_THAT(d.sentence,
              HasSubstr("Seen from cell (6,6) behind deconv k4 s2 p1: 11 × 11 of the input, rows 0 to 10 and columns 0 to 10; most "
                        "paths to it from one cell: 81."));
  for (const char* text : {"field 3", "field 5", "field 9", "field 11", "jump 1", "jump 2", "11", "9", "4", "2"})
    EXPECT_TRUE(d.canvas.shows(text)) << text;
}

TEST(ChainScene, StepsAreTheLayers) {
  const Model home = lesson("layers");
  EXPECT_EQ(step_count(home.lesson), 4);
  const Drawn d = draw("layers?i=12&layers=" + write(std::string(kHome)) + "&t=1");
  EXPECT_THAT(d.sentence, HasSubstr("Layer 2 of 4, conv k3 s2 p1: 12 × 12 → 6 × 6. Each cell reads 3 cells along an axis, 1 input cell "
                                    "apart: its field grows from 3 to 5, and its neighbour lies 2 input cells further."));
}

TEST(ChainScene, AnInputCellReachesForward) {
  const Focus corner{Target::input, {0, 0}, {}};
  EXPECT_EQ(draw("layers", corner).sentence,
            "Reached from input cell (0,0): 7 × 7 behind deconv k4 s2 p1, rows 0 to 6 and columns 0 to 6; most "
            "paths from it to one cell: 36.");
}

// Any result can be pointed at; the last one's cells have no channel, so that the arrow keys reach them.
TEST(ChainScene, EveryPlaneCanBePointedAt) {
  const Drawn d = draw("layers");
  ASSERT_EQ(d.hits.size(), 5u);
  EXPECT_EQ(d.hits[0].focus.target, Target::input);
  EXPECT_EQ(d.hits[2].focus, (Focus{Target::output, {0, 0}, {}, 2}));
  EXPECT_EQ(d.hits[4].focus, (Focus{Target::output, {0, 0}, {}, 0}));
  EXPECT_THAT(draw("layers", {Target::output, {1, 1}, {}, 2}).sentence, HasSubstr(": 5 × 5 of the input, rows 0 to 4"));
}

TEST(ChainScene, OneAxisIsALine) {
  const Drawn d = draw("layers?i=40&layers=conv1d%20k2%20causal;conv1d%20k2%20causal%20d2;conv1d%20k2%20causal%20d4&t=2");
  EXPECT_THAT(
      d.sentence,
      HasSubstr("Seen from cell 20 behind conv1d k2 causal d4: 8 of the input, cells 13 to 20; most paths to it from one cell: 1."));
  EXPECT_TRUE(d.canvas.shows("40"));
}

TEST(ChainScene, ExamplesOpen) {
  for (const LayersExample& example : layers_examples()) {
    SCOPED_TRACE(example.id);
    Model model = lesson("layers");
    model.lesson.layers = example.lines;
    model.lesson.params.i = example.i;
    model.lesson.square = example.i.h == example.i.w;
    model.time = static_cast<double>(step_count(model.lesson) - 1);
    const auto& results = results_of(model.lesson);
    ASSERT_TRUE(results) << say(language_of("en"), results.error());
    EXPECT_FALSE(draw(model).sentence.empty());
    EXPECT_EQ(lesson(to_link(model)).lesson, model.lesson);
  }
}

Model example(std::string_view id) {
  const auto found = std::ranges::find(layers_examples(), id, &LayersExample::id);
  Model model = lesson("layers");
  model.lesson.layers = found->lines;
  model.lesson.params.i = found->i;
  model.lesson.square = found->i.h == found->i.w;
  model.time = static_cast<double>(step_count(model.lesson) - 1);
  return model;
}

// The step's sentence stays under what is pinned, which is said first; the formula is the step's.
TEST(ChainScene, WhatIsPinnedIsSaidFirst) {
  Model model = lesson("layers");
  const Focus corner{Target::output, {1, 1}, {}, 2};
  model.pinned = corner;
  const Drawn d = draw(model, corner);
  EXPECT_THAT(d.sentence, testing::StartsWith("Pinned (Esc unpins):  Seen from cell (1,1) behind conv k3 s2 p1: 5 × 5 of the input, "
                                              "rows 0 to 4 and columns 0 to 4; most paths to it from one cell: 9."));
  EXPECT_THAT(d.sentence, HasSubstr("Layer 4 of 4, deconv k4 s2 p1: 6 × 6 → 12 × 12."));
  EXPECT_TRUE(d.canvas.shows("deconv k4 s2 p1"));
  EXPECT_TRUE(d.canvas.shows("start\u00a0=\u00a00\u00a0−\u00a01·((4\u00a0−\u00a01)/2\u00a0−\u00a01) =\u00a0−1/2"));
}

// Every quantity of the formula has a line of its own, whole in both languages.
TEST(ChainScene, TheFormulaHasALineForEachQuantity) {
  for (const char* language : {"en", "zh"}) {
    Model model = example("vgg-16");
    model.language = language;
    const Drawn d = draw(model);
    const bool english = std::string_view(language) == "en";
    for (const std::string text : {english ? "field\u00a0=\u00a0404\u00a0+\u00a0(1\u00a0−\u00a01)·32\u00a0=\u00a0404"
                                           : "感受野\u00a0=\u00a0404\u00a0+\u00a0(1\u00a0−\u00a01)·32\u00a0=\u00a0404",
                                   english ? "jump\u00a0=\u00a032·1\u00a0=\u00a032" : "间距\u00a0=\u00a032·1\u00a0=\u00a032"})
      EXPECT_TRUE(d.canvas.shows(text)) << text;
  }
}

TEST(ChainScene, ALayerIsCalledByItsNameAndItsLineIsSaidOnce) {
  const Drawn d = draw(example("vgg-16"));
  EXPECT_THAT(d.sentence, HasSubstr("Layer 21 of 21, fc8 (fully connected, 1000 channels): 1 × 1 → 1 × 1."));
  EXPECT_THAT(d.sentence, HasSubstr("Seen from cell (0,0) behind fc8: 224 × 224 of the input"));
  EXPECT_EQ(std::ranges::count(d.canvas.texts, "fc8", &RecordingCanvas::Text::text), 2);  // its plane's and its row's
}

// Of VGG-16's fc6 a field of 404 on an input of 224; pool5's 212 lies within it.
TEST(ChainScene, AFieldLargerThanTheInputIsSaid) {
  const auto sentence = [](double layer, const char* language) {
    Model model = example("vgg-16");
    model.language = language;
    model.time = layer;
    return draw(model).sentence;
  };
  EXPECT_THAT(sentence(18, "en"), HasSubstr("A field of 404 is larger than the input, 224 × 224"));
  EXPECT_THAT(sentence(18, "zh"), HasSubstr("感受野 404 大于输入 224 × 224"));
  EXPECT_THAT(sentence(17, "en"), testing::Not(HasSubstr("larger than the input")));
}

// 22 names of rows, each a line of its own with air between them; U-Net's and FCN-8s' planes have their fields below them.
TEST(ChainScene, ManyLayersKeepTheirWordsApart) {
  const Rect window{0, 0, 1000, 700};  // about the page of a window of 1280 x 720
  const Drawn d = draw(example("vgg-16"), {}, window);
  std::vector<double> names;
  for (const auto& text : d.canvas.texts)
    if (text.rect.x > 640 && (text.text.starts_with("conv") || text.text.starts_with("pool") || text.text.starts_with("fc")))
      names.push_back(text.rect.centre().y);
  std::ranges::sort(names);
  ASSERT_GT(names.size(), 15u);
  for (std::size_t n = 1; n < names.size(); ++n) EXPECT_GE(names[n] - names[n - 1], 1.25 * kSmallestText) << n;
  for (const char* id : {"u-net", "fcn-8s"}) {
    const Drawn net = draw(example(id), {}, window);
    const auto is_field = [](const auto& text) { return text.text.find(" · ") != std::string::npos || text.text.starts_with("field "); };
    EXPECT_GT(std::ranges::count_if(net.canvas.texts, is_field), 30) << id;
  }
}

// The planes' outlines, as they stand on the page.
std::vector<Rect> planes_of(const Drawn& d) {
  std::vector<Rect> planes;
  for (const Hit& hit : d.hits) planes.push_back(hit.rect);
  return planes;
}

TEST(ChainScene, PlanesAreAsLargeAsTheWindowLets) {
  const Drawn small = draw(example("vgg-16")), large = draw(example("vgg-16"), {}, {0, 0, 1920, 1080});
  EXPECT_GT(planes_of(small).front().w, 95);
  EXPECT_GT(planes_of(large).front().w, 1.4 * planes_of(small).front().w);
  EXPECT_GT(planes_of(draw("layers")).front().w, 140);
}

// Every plane has all its words, and rows of planes are led through from one to the next.
TEST(ChainScene, EveryPlaneOfANetworkHasItsWords) {
  const Drawn d = draw(example("vgg-16"));
  const auto shown = [&](const char* text) { return std::ranges::count(d.canvas.texts, text, &RecordingCanvas::Text::text); };
  EXPECT_EQ(shown("224 × 224"), 3);
  EXPECT_EQ(shown("1 × 1"), 3);
  EXPECT_EQ(shown("jump 32"), 4);
  EXPECT_EQ(shown("field 404"), 3);
}

// U-Net's skip4 (16) is cut out of down4_2, not of up4 that it stands behind; cat4 takes both.
TEST(ChainScene, ArrowsLeadOnlyWhereDataGoes) {
  const Drawn d = draw(example("u-net"));
  const auto planes = planes_of(d);
  const auto leads = [&](std::size_t from, std::size_t to) {
    const double y = planes[to].centre().y;
    return std::ranges::any_of(d.canvas.shapes, [&](const Rect& r) {
      return r.w == 0 && r.h == 0 && r.x > planes[from].right() && r.x < planes[to].x && std::abs(r.y - y) < 6;
    });
  };
  EXPECT_TRUE(leads(14, 15));
  EXPECT_FALSE(leads(15, 16));
  EXPECT_TRUE(leads(16, 17));
}

// What of a row's cells has paths, from the row pane: the shades that no plane's outline lies about.
std::vector<Rect> shaded_cells(const Drawn& d) {
  const double left = kPage.w * 0.66;
  std::vector<Rect> cells;
  for (const auto& fill : d.canvas.fills)
    if (fill.picture < 0 && fill.rect.x > left && fill.color == viridis(1)) cells.push_back(fill.rect);
  return cells;
}

// While the pointer moves over a plane, cells of the rows keep their width, and the outlined one's place is seen.
TEST(ChainScene, TheScaleOfTheRowsHoldsWithinAPlane) {
  for (const char* id : {"vgg-16", "u-net"}) {
    const Model model = example(id);
    const std::int64_t stage = 6;
    double width = 0;
    for (std::int64_t at = 0; at < 56; at += 5) {
      const Drawn d = draw(model, {Target::output, {at, at}, {}, stage});
      const auto cells = shaded_cells(d);
      ASSERT_FALSE(cells.empty()) << id << " " << at;
      // The cell itself: the highest of the shaded ones.
      const Rect own = *std::ranges::min_element(cells, {}, &Rect::y);
      if (width == 0) width = own.w;
      EXPECT_NEAR(own.w, width, 1e-6) << id << " " << at;
    }
  }
}

// Behind U-Net's first deconvolution fields are counted, not added up: 172 + (3 − 1)·4 is not 188.
TEST(ChainScene, EveryEquationOfEveryNetworkHolds) {
  for (const LayersExample& network : layers_examples()) {
    Model model = example(network.id);
    for (const char* language : {"en", "zh", "es"}) {
      model.language = language;
      for (std::int64_t t = 0; t < step_count(model.lesson); ++t) {
        model.time = static_cast<double>(t);
        const Results results = *compute(model.lesson);
        const std::string note = layers_note({model, results, {}, theme_of("light"), language_of(language)});
        EXPECT_THAT(Equations(note).wrong(), testing::IsEmpty()) << network.id << " " << t << "\n" << note;
      }
    }
  }
  Model counted = example("u-net");
  counted.time = 22;
  const Results results = *compute(counted.lesson);
  EXPECT_THAT(layers_note({counted, results, {}, theme_of("light"), language_of("en")}), HasSubstr("188, counted"));
}

// The input, what the layer reads, two of them where it joins two, and what it makes.
TEST(ChainScene, OneLayerHasItsPlanesLarge) {
  Model model = example("u-net");
  model.lesson.view = "layer";
  const auto planes_at = [&](double t) {
    model.time = t;
    return planes_of(draw(model));
  };
  EXPECT_EQ(planes_at(0).size(), 2u);   // of the input itself
  EXPECT_EQ(planes_at(22).size(), 3u);  // up3_1
  EXPECT_EQ(planes_at(21).size(), 4u);  // cat3, of up3 and skip3
  for (const Rect& plane : planes_at(22)) EXPECT_GE(plane.w, 50);
}

// The plane of the cell that is pinned stays, as the paths are its; a chain of one axis has its bars alone too.
TEST(ChainScene, OneLayerKeepsWhatIsPinnedAndTakesLinesToo) {
  Model model = example("u-net");
  model.lesson.view = "layer";
  model.time = 0;
  EXPECT_EQ(draw(model, {Target::output, {3, 3}, {}, 0}).hits.size(), 3u);
  model = example("wavenet");
  const std::size_t all = draw(model).hits.size();
  model.lesson.view = "layer";
  model.time = 3;
  EXPECT_GT(all, 5u);
  EXPECT_EQ(draw(model).hits.size(), 3u);
}

TEST(ChainScene, RowsHaveTheLayersNames) {
  const Drawn d = draw(example("u-net"));
  for (const char* name : {"input", "classes", "down2_1"})
    EXPECT_TRUE(std::ranges::any_of(d.canvas.texts, [&](const auto& t) { return t.text == name && t.rect.x > kPage.w * 0.66; })) << name;
}

TEST(ChainScene, NetworksHaveTheirProperNames) {
  std::vector<std::string_view> titles;
  for (const LayersExample& example : layers_examples()) titles.push_back(example.title);
  EXPECT_THAT(titles, testing::ElementsAre("FCN-32s", "FCN-16s", "FCN-8s", "VGG-16", "ResNet, conv1–conv3", "U-Net", "DCGAN", "WaveNet",
                                           "SegNet", "DeconvNet"));
}

TEST(ChainScene, WhatCannotBeIsSaidWithItsLayer) {
  const auto error_of = [](const char* link) {
    const auto results = compute(lesson(link).lesson);
    return results ? std::string() : say(language_of("en"), results.error());
  };
  EXPECT_THAT(error_of("layers?i=4&layers=conv%20k3;conv%20k5"), HasSubstr("layer:2 cannot be read: k_eff = 5 is larger"));
  EXPECT_THAT(error_of("layers?layers=conv%20k3%20z"), HasSubstr("layer:1 cannot be read: conv takes no \"z\""));
  EXPECT_THAT(error_of("layers?layers=conv3d%20k3"), HasSubstr("only one or two axes can be drawn, not 3"));
  EXPECT_THAT(error_of("layers?i=3000&layers=conv%20k3"), HasSubstr("is too large"));
  EXPECT_EQ(step_count(lesson("layers?layers=conv%20k3%20z").lesson), 0);
}

TEST(ChainLesson, LinesAreChangedOneByOne) {
  Lesson lesson;
  lesson.layers = "conv k3 p1; a: conv k3 s2 p1; conv k1; add a";
  EXPECT_EQ(with_number(lesson, 0, 'k', 5), "conv k5 p1; a: conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(with_number(lesson, 1, 's', 1), "conv k3 p1; a: conv k3 p1; conv k1; add a");
  EXPECT_EQ(with_word(lesson, 0, 3), "up x2; a: conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(with_copy(lesson, 1), "conv k3 p1; a: conv k3 s2 p1; conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(without_layer(lesson, 0), "a: conv k3 s2 p1; conv k1; add a");
  EXPECT_EQ(without_layer(lesson, 2), "conv k3 p1; a: conv k3 s2 p1; add a");
  EXPECT_FALSE(controls_of(lesson, 1)->removable);  // it is added later
  EXPECT_TRUE(controls_of(lesson, 2)->removable);
  EXPECT_EQ(controls_of(lesson, 3)->word, -1);
  EXPECT_EQ(*lines_of("nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.MaxPool2d(2))"), "conv k3 p1 c8; pool k2");
}

class ChainPanel : public WindowTest {
 protected:
  const std::string& lines() const { return model().lesson.layers; }
};

TEST_F(ChainPanel, SlidersChangeTheLayerThatTheTimelineStandsAt) {
  open("layers");
  drag(middle_of("layers.k"), {middle_of("layers.k").x + 60, middle_of("layers.k").y});
  EXPECT_THAT(lines(), testing::StartsWith("conv k3 p1; conv k3 s2 p1; conv k3 p1; deconv k"));
  EXPECT_NE(lines(), kHome);
  key(Key::z, true);
  EXPECT_EQ(lines(), kHome);
}

// Pointing leaves the step's words where they are; what is pointed at says its own numbers.
TEST_F(ChainPanel, WhatIsPointedAtSaysItsNumbersInTheTooltip) {
  open("layers");
  const std::string step = shell().ui().sentence;
  const Hit& plane = shell().ui().hits[2];  // 6 x 6
  move_to({plane.rect.x + plane.rect.w * 1.5 / 6, plane.rect.y + plane.rect.h * 1.5 / 6});
  frame(3);
  frame(60, 1.0 / 30);
  EXPECT_EQ(shell().ui().sentence, step);
  EXPECT_EQ(
      shell().ui().tip,
      "Seen from cell (1,1) behind conv k3 s2 p1: 5 × 5 of the input, rows 0 to 4 and columns 0 to 4; most paths to it from one cell: "
      "9.");
}

TEST_F(ChainPanel, LayersAreAddedTakenOutAndPasted) {
  open("layers");
  click("layers.add");
  EXPECT_EQ(lines(), std::string(kHome) + "; deconv k4 s2 p1");
  EXPECT_EQ(model().time, 4);
  click("layers.remove");
  EXPECT_EQ(lines(), kHome);
  EXPECT_EQ(model().time, 3);
  ImGui::SetClipboardText("nn.Conv2d(1, 2, 5)\nnn.Upsample(scale_factor=2)");
  click("layers.paste");
  EXPECT_EQ(lines(), "conv k5 c2; up x2");
  ImGui::SetClipboardText("nn.Conv7d(1)");
  click("layers.paste");
  EXPECT_EQ(lines(), "conv k5 c2; up x2");
}

TEST_F(ChainPanel, AnAddedLayerIsTheOneThatTheTimelineGoesTo) {
  Model home = lesson("layers");
  home.time = 1;
  open(home);
  click("layers.add");
  EXPECT_EQ(lines(), "conv k3 p1; conv k3 s2 p1; conv k3 s2 p1; conv k3 p1; deconv k4 s2 p1");
  wait_until([&] { return model().time == 2; });
}

}  // namespace
}  // namespace deconvlab::test
