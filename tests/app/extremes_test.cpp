// Numbers at the edges of floats and beyond them, in every scene that shows the lesson's own: pages, sentences, pointed-at things, pictures
// and the window take them all.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/diagram/labels.h"
#include "app/lang/text.h"
#include "app/record/still.h"
#include "app/record/transpose_steps.h"
#include "app/scenes/imitate/imitate_words.h"
#include "app/scenes/imitate/loss_curve.h"
#include "app/scenes/scenes.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

using test::Drawn;

constexpr float kHuge = 3e38f;
constexpr float kTiny = 1e-45f;
constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

// Over and over until a plane is full.
struct Numbers {
  const char* name;
  std::vector<float> input, kernel;
};
const Numbers kNumbers[] = {
    {"huge", {kHuge}, {1}},
    {"sums that overflow", {kHuge, 2, kHuge}, {kHuge, 2}},
    {"infinity less infinity", {kHuge, -kHuge, 1}, {kHuge, 2, -2}},
    {"denormal", {kTiny, 0, -kTiny}, {kTiny, 1}},
    {"minus zero", {-0.0f}, {-0.0f, 1}},
    {"largest and smallest", {kHuge, kTiny, -kHuge, -0.0f}, {kTiny, kHuge}},
    {"infinite", {kInfinity, 1, -kInfinity}, {1, 0}},
    {"no numbers", {kNan, 1}, {1, kNan, kInfinity}},
};

PlaneChoice filled(Extent size, const std::vector<float>& from) {
  PlaneChoice choice{"", 0, size, {}};
  for (std::int64_t n = 0; n < size.area(); ++n) choice.own.push_back(from[static_cast<std::size_t>(n) % from.size()]);
  return choice;
}

Model with(const Scene& scene, const Numbers& numbers) {
  Model model = test::lesson(std::string(scene.id));
  Lesson& lesson = model.lesson;
  if (scene.kind->on_picture()) lesson.params.i = Extent::square(32);
  lesson.input = filled(lesson.params.i, numbers.input);
  lesson.kernel = filled(scene.kind->weights(lesson), numbers.kernel);
  return model;
}

// The networks and the FCN bring their own weights.
template <class Visit>
void each_lesson(Visit&& visit) {
  for (const Scene& scene : scene_table()) {
    if (!scene.kind->weights) continue;
    for (const Numbers& numbers : kNumbers) {
      SCOPED_TRACE(fmt::format("{}, {}", scene.id, numbers.name));
      visit(scene, with(scene, numbers));
    }
  }
}

// No digits that nobody would read: 3e38 is not written out.
bool has_long_number(const std::string& text) {
  int digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > 12) return true;
  }
  return false;
}

bool is_finite(const Rect& r) { return std::isfinite(r.x) && std::isfinite(r.y) && std::isfinite(r.w) && std::isfinite(r.h); }
bool is_a_color(const Color& c) {
  const float parts[] = {c.r, c.g, c.b, c.a};
  return std::ranges::all_of(parts, [](float part) { return part >= -1e-6f && part <= 1 + 1e-6f; });
}

void expect_sound(const Drawn& drawn) {
  EXPECT_TRUE(std::ranges::all_of(drawn.canvas.shapes, is_finite));
  for (const auto& fill : drawn.canvas.fills) EXPECT_TRUE(is_a_color(fill.color));
  for (const auto& text : drawn.canvas.texts) {
    EXPECT_TRUE(is_finite(text.rect)) << text.text;
    EXPECT_FALSE(has_long_number(text.text)) << text.text;
  }
  EXPECT_FALSE(has_long_number(drawn.sentence)) << drawn.sentence;
}

TEST(Extremes, EveryScenesPageIsSound) {
  each_lesson([](const Scene& scene, Model model) {
    ASSERT_TRUE(test::results_of(model.lesson)) << say(language_of("en"), test::results_of(model.lesson).error());
    const double last = static_cast<double>(step_count(model.lesson) - 1);
    for (const double time : {0.0, std::min(last, 0.7), last}) {
      model.time = time;
      const Drawn drawn = test::draw(model);
      expect_sound(drawn);
      EXPECT_FALSE(drawn.sentence.empty()) << scene.id;
    }
  });
}

TEST(Extremes, WhatIsPointedAtIsDescribedInBothLanguages) {
  each_lesson([](const Scene& scene, const Model& model) {
    const auto& results = test::results_of(model.lesson);
    ASSERT_TRUE(results);
    const Drawn drawn = test::draw(model);
    for (const Language& language : language_table()) {
      for (const Hit& hit : drawn.hits) {
        const Frame frame{model, *results, hit.focus, theme_of("light"), language};
        const std::string said = scene.describe(hit.focus, frame) + scene.sentence(frame);
        EXPECT_FALSE(has_long_number(said)) << said;
      }
    }
  });
}

TEST(Extremes, PicturesAndRecordsAreWritten) {
  const test::Folder folder;
  each_lesson([&](const Scene&, const Model& model) {
    const auto& results = test::results_of(model.lesson);
    ASSERT_TRUE(results);
    EXPECT_EQ(rasterized(page_of(model, std::make_shared<const Results>(*results), {640, 360})).width, 640);
    for (const char* name : {"steps.json", "steps.csv"}) {
      const auto written = write_lesson_steps(*results, folder / name);
      EXPECT_TRUE(written) << say(language_of("en"), written.error());
    }
  });
}

// A link may look anywhere, at any moment, and pin what is not there.
TEST(Extremes, EveryViewIsSound) {
  for (const Scene& scene : scene_table()) {
    for (const char* view : {"matrix=1e308,-1e308,1e308", "matrix=-1e300,1e300,1e-300", "matrix=0,0,-1", "t=1e308", "t=-1e308",
                             "pin=output:9223372036854775807,-9223372036854775808,0,0", "pin=input:-9223372036854775808,0,0,0",
                             "pin=weight:9223372036854775807,9223372036854775807,0,0", "pin=output:0,0,0,0,9223372036854775807",
                             "pin=tile:9223372036854775807,0,0,0", "pin=nonzero:0,0,9223372036854775807,-9223372036854775808",
                             "channel=9223372036854775807", "level=-9223372036854775808", "level=9223372036854775807"}) {
      SCOPED_TRACE(fmt::format("{}?{}", scene.id, view));
      if (test::taken(scene, view).empty()) continue;
      const Model model = test::lesson(fmt::format("{}?{}", scene.id, view));
      if (test::results_of(model.lesson)) expect_sound(test::draw(model));
    }
  }
}

TEST(Extremes, LossesAreWrittenWhateverTheyAre) {
  EXPECT_EQ(loss_text(kInfinity), "∞");
  EXPECT_EQ(loss_text(kNan), "NaN");
  EXPECT_EQ(loss_text(0), "0");
  EXPECT_EQ(loss_text(1.5), "1.5");
  EXPECT_EQ(loss_text(3.4e-5), "3.4·10⁻⁵");
  EXPECT_EQ(loss_text(9.96e-5), "0.0001");
  EXPECT_EQ(loss_text(9e76), "9·10⁷⁶");
  EXPECT_EQ(loss_text(std::numeric_limits<double>::max()), "1.8·10³⁰⁸");
  EXPECT_EQ(loss_text(std::numeric_limits<double>::denorm_min()), "4.9·10⁻³²⁴");
}

TEST(Extremes, NumbersAreWrittenWhateverTheyAre) {
  EXPECT_EQ(number(kInfinity), "∞");
  EXPECT_EQ(number(-kInfinity), "−∞");
  EXPECT_EQ(number(kNan), "NaN");
  EXPECT_EQ(number(-0.0), "0");
  EXPECT_FALSE(is_rounded(kInfinity));
  EXPECT_FALSE(is_rounded(kNan));
  EXPECT_EQ(fixed(-1.26, 1), "−1.3");
  EXPECT_EQ(fixed(-0.04, 1), "0.0");
  EXPECT_EQ(fixed(9'999'999, 2), "9999999.00");
  EXPECT_EQ(fixed(kHuge, 2), number(kHuge));
  EXPECT_EQ(fixed(-kInfinity, 0), "−∞");
  EXPECT_EQ(fixed(kNan, 3), "NaN");
}

// On the highest of the axis' decades, which are those of the finite losses: 10^2 of 50.
TEST(Extremes, ALossThatIsNoNumberStandsAboveAllOthers) {
  RecordingCanvas canvas;
  const std::vector<double> losses{50, 1, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()};
  const LossCurve curve{losses, std::numeric_limits<double>::quiet_NaN(), "least", rgb(0x123456)};
  draw_loss_curves(canvas, {0, 0, 400, 300}, {&curve, 1}, 3, 3, "3", theme_of("light"));
  EXPECT_TRUE(std::ranges::all_of(canvas.shapes, is_finite));
  EXPECT_TRUE(canvas.shows("10²"));
  EXPECT_FALSE(canvas.shows("least"));
}

TEST(Extremes, ShadesAreColours) {
  const Theme& theme = theme_of("light");
  for (const float value : {kHuge, -kHuge, kTiny, kInfinity, -kInfinity, kNan, 0.0f}) {
    for (const float largest : {0.0f, kTiny, 1.0f, kHuge, kInfinity}) {
      for (const bool negative : {false, true}) {
        EXPECT_TRUE(is_a_color(value_shade(theme, Role::input, value, {largest, negative}))) << value << " of " << largest;
      }
    }
    EXPECT_TRUE(is_a_color(viridis(value)));
    EXPECT_TRUE(is_a_color(theme.diverging(value)));
  }
  EXPECT_EQ(value_shade(theme, Role::input, kNan, {1, false}), value_shade(theme, Role::input, 1, {1, false}));
  EXPECT_EQ(packed({kNan, -1, 2, kInfinity}), 0xFFFF0000u);
}

// What a link cannot carry is refused, in one sentence that names it.
TEST(Extremes, LinksAreOfFiniteNumbers) {
  for (const char* pair : {"input=own:2x2:1,2,3,nan", "input=own:1x1:inf", "input=own:1x1:-infinity", "input=own:1x1:1e39",
                           "kernel=own:1x1:-nan", "kernel=own:1x2:1,-inf", "t=nan", "t=1e999", "matrix=0,nan,1", "matrix=0,0,-inf"}) {
    const auto model = open_link(fmt::format("deconvlab:convolution?i=2&k=1&{}", pair));
    ASSERT_FALSE(model) << pair;
    EXPECT_EQ(model.error().code, ErrorCode::bad_link);
    EXPECT_EQ(model.error().args[1], pair);
  }
  for (const char* text : {"3e38", "-3.4028235e38", "1e-45", "-0"}) {
    const auto model = open_link(fmt::format("deconvlab:convolution?i=1&k=1&input=own:1x1:{}", text));
    ASSERT_TRUE(model) << text;
    EXPECT_EQ(open_link(to_link(*model))->lesson.input, model->lesson.input);
  }
}

class ExtremesWindow : public test::WindowTest {};

TEST_F(ExtremesWindow, ShowsEveryScene) {
  for (const Scene& scene : scene_table()) {
    if (!scene.kind->weights) continue;
    for (const Numbers& numbers : kNumbers) {
      SCOPED_TRACE(fmt::format("{}, {}", scene.id, numbers.name));
      open(with(scene, numbers));
      wait_for_results();
      EXPECT_TRUE(shell().results());
      key(Key::end);
      move_to({400, 300});
      frame(2);
    }
  }
}

TEST_F(ExtremesWindow, APastedLinkIsOpenedWithoutItsNan) {
  open("convolution");
  ImGui::SetClipboardText("deconvlab:imitate?i=2&input=own:2x2:1,2,3,nan");
  key(Key::v, true);
  EXPECT_EQ(model().lesson, open_link("imitate?i=2")->lesson);
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_THAT(shell().ui().message, testing::HasSubstr("input=own:2x2:1,2,3,nan"));
}

// A weight is dragged from the largest float on.
TEST_F(ExtremesWindow, DraggingKeepsAWeightFinite) {
  open("convolution?i=5&k=1&kernel=own:1:3.4028235e38");
  for (const bool fine : {false, true}) {
    const Point from = middle_of("weight.0.0");
    feed_modifiers(ImGui::GetIO(), false, fine);
    drag(from, {from.x + 60, from.y}, 10);
    feed_modifiers(ImGui::GetIO(), false, false);
    ASSERT_TRUE(shell().results());
    EXPECT_TRUE(std::isfinite(shell().results()->trace.kernel().at({0, 0})));
    EXPECT_TRUE(open_link(to_link(model())));
  }
}

}  // namespace
}  // namespace deconvlab
