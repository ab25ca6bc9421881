// The map of the scenes: a card for each in its chapter, drawn by the scene, opened by mouse and keys; and finding by typing.
#include "app/ui/panels/scene_map.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <imgui.h>

#include <set>

#include "app/record/still.h"
#include "app/ui/dialogs/find.h"
#include "app/ui/panels/card_pictures.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

class SceneMapTest : public WindowTest {
 protected:
  const SceneMap& map() { return shell().ui().map; }
  std::string scene() { return model().lesson.scene; }
  Rect place(const std::string& id) {
    const auto found = shell().ui().places.find(id);
    return found == shell().ui().places.end() ? Rect{} : found->second;
  }
  void click_once(const std::string& id) {
    press(middle_of(id));
    release();
  }
  // Until every card has its picture.
  void wait_for_pictures() {
    wait_until([this] { return map().pictures->complete(); });
  }
};

bool meet(const Rect& a, const Rect& b) { return a.within(b).w > 0 && a.within(b).h > 0; }

std::string card_of(const Scene& scene) { return fmt::format("card.{}", scene.id); }

TEST_F(SceneMapTest, OpensWithACardForEverySceneInItsChapter) {
  open("overlap");
  type("m");
  EXPECT_TRUE(map().shown);
  EXPECT_EQ(scene_table()[static_cast<std::size_t>(map().chosen)].id, "overlap");
  for (const Chapter& chapter : chapter_table()) {
    const Rect heading = place(fmt::format("heading.{}", chapter.id));
    double left = heading.x - 1;
    for (const Scene& each : chapter.scenes) {
      const Rect card = place(card_of(each));
      EXPECT_GT(card.x, left) << each.id;
      EXPECT_GT(card.y, heading.bottom()) << each.id;
      EXPECT_EQ(card.y, place(card_of(chapter.scenes.front())).y) << each.id;
      left = card.x;
    }
  }
  type("M");
  EXPECT_FALSE(map().shown);
}

TEST_F(SceneMapTest, ACardGrowsIntoItsScene) {
  open("convolution");
  type("m");
  wait_for_pictures();
  const Rect picture = place("picture.overlap");
  click_once("card.overlap");
  ASSERT_TRUE(map().growth);
  EXPECT_EQ(map().growth->from, picture);
  EXPECT_TRUE(shell().animating());
  frame(30);
  EXPECT_FALSE(map().growth);
  EXPECT_EQ(scene(), "overlap");
}

TEST_F(SceneMapTest, WithReducedMotionItIsThereAtOnce) {
  Model model = *open_link("convolution");
  model.reduce_motion = true;
  open(model);
  type("m");
  wait_for_pictures();
  click_once("card.overlap");
  EXPECT_FALSE(map().growth);
  EXPECT_EQ(scene(), "overlap");
}

TEST_F(SceneMapTest, NothingOverlapsAndEveryWordFitsAtEverySize) {
  struct Page {
    int width, height;
    double scale;
  };
  for (const Page& page : {Page{1280, 720, 1}, Page{1280, 720, 1.286}, Page{1920, 1080, 1.5}, Page{1920, 1080, 1.9}, Page{2560, 1440, 2},
                           Page{2560, 1440, 2.5}}) {
    for (const Language& language : language_table()) {
      SCOPED_TRACE(fmt::format("{} x {} at {} {}", page.width, page.height, page.scale, language.id));
      Model model = *open_link("convolution");
      model.language = language.id;
      open(model, page.width, page.height, page.scale);
      type("m");
      frame(2);
      std::vector<std::string> ids{"map.find",    "text.smaller",  "text.larger",      "theme",   "language", "map.close",
                                   "map.flatten", "map.transpose", "map.insert_zeros", "map.hint"};
      for (const Scene& each : scene_table()) ids.push_back(card_of(each));
      for (const Chapter& each : chapter_table()) ids.push_back(fmt::format("heading.{}", each.id));
      const Rect whole{0, 0, page.width / page.scale, page.height / page.scale};
      for (const std::string& id : ids) {
        EXPECT_TRUE(has(id)) << id;
        EXPECT_TRUE(whole.contains(place(id))) << id;
        for (const std::string& other : ids) {
          const bool apart = id == other || !meet(place(id), place(other));
          EXPECT_TRUE(apart) << id << " " << other;
        }
      }
      for (const Scene& each : scene_table()) {
        EXPECT_TRUE(place(card_of(each)).contains(place(fmt::format("words.{}", each.id)))) << each.id;
        EXPECT_GE(place(fmt::format("picture.{}", each.id)).h, 60) << each.id;
      }
    }
  }
}

TEST_F(SceneMapTest, EveryPictureIsDrawnAndLikeNoOther) {
  for (const char* theme : {"light", "dark"}) {
    Model model = *open_link("convolution");
    model.theme = theme;
    open(model);
    type("m");
    wait_for_pictures();
    std::set<std::uint64_t> ids;
    for (int n = 0; n < std::ssize(scene_table()); ++n) {
      const Raster& raster = *map().pictures->of(n);
      EXPECT_TRUE(ids.insert(raster.id).second) << scene_table()[static_cast<std::size_t>(n)].id;
      const std::set<std::uint32_t> colors(raster.rgba.begin(), raster.rgba.end());
      EXPECT_GT(colors.size(), 20u) << scene_table()[static_cast<std::size_t>(n)].id;
    }
  }
}

// Each is shown as it is, pixel for pixel.
TEST_F(SceneMapTest, ThePictureStandsOnItsCard) {
  open("convolution", 1920, 1080, 1.5);
  type("m");
  wait_for_pictures();
  frame(2);
  const Raster window = picture();
  for (int n = 0; n < std::ssize(scene_table()); ++n) {
    const Raster& raster = *map().pictures->of(n);
    const Rect at = place(fmt::format("picture.{}", scene_table()[static_cast<std::size_t>(n)].id));
    const auto left = static_cast<int>(std::lround(at.x * scale()));
    const auto top = static_cast<int>(std::lround(at.y * scale()));
    std::int64_t other = 0;
    for (int y = 8; y < raster.height - 8; ++y) {
      for (int x = 8; x < raster.width - 8; ++x)
        other += window.rgba[static_cast<std::size_t>(top + y) * window.width + left + x] !=
                 raster.rgba[static_cast<std::size_t>(y) * raster.width + x];
    }
    EXPECT_EQ(other, 0) << n;
  }
}

TEST_F(SceneMapTest, TheCardPointedAtPlaysAndNoOther) {
  open("convolution");
  type("m");
  wait_for_pictures();
  frame(4);
  EXPECT_FALSE(shell().animating());
  const auto of_card = [&](const Raster& window, const char* id) {
    const Rect at = place(id);
    std::vector<std::uint32_t> pixels;
    for (int y = static_cast<int>(at.y) + 4; y < at.bottom() - 4; ++y) {
      for (int x = static_cast<int>(at.x) + 4; x < at.right() - 4; ++x)
        pixels.push_back(window.rgba[static_cast<std::size_t>(y) * window.width + x]);
    }
    return pixels;
  };
  move_to(middle_of("card.transposed"));
  EXPECT_TRUE(shell().animating());
  frame(2);
  const Raster before = picture();
  frame(20, 0.1);
  const Raster after = picture();
  EXPECT_NE(of_card(before, "picture.transposed"), of_card(after, "picture.transposed"));
  EXPECT_EQ(of_card(before, "picture.convolution"), of_card(after, "picture.convolution"));
  move_to({4, 4});
  frame(4);
  EXPECT_FALSE(shell().animating());
}

TEST_F(SceneMapTest, AClickOpensTheSceneAsItWasLeft) {
  open("convolution?i=7&k=3");
  type("m");
  click_once("card.overlap");
  EXPECT_FALSE(map().shown);
  EXPECT_EQ(static_cast<const SceneState&>(model()), *open_link("overlap"));
  frame(2);
  type("m");
  EXPECT_EQ(map().visited, (std::set<std::string, std::less<>>{"convolution", "overlap"}));
  click_once("card.convolution");
  EXPECT_EQ(scene(), "convolution");
  EXPECT_EQ(model().lesson.params.i, Extent::square(7));
}

TEST_F(SceneMapTest, TheButtonOfTheBarOpensItAndEscapeClosesIt) {
  open("convolution?i=7&k=3");
  click("map");
  EXPECT_TRUE(map().shown);
  key(Key::escape);
  EXPECT_FALSE(map().shown);
  EXPECT_EQ(model().lesson.params.i, Extent::square(7));
  click("map");
  click("map.close");
  EXPECT_FALSE(map().shown);
}

TEST_F(SceneMapTest, NothingOfTheSceneReactsBehindIt) {
  open("convolution?i=7&k=3&t=3");
  type("m");
  const Model before = model();
  for (const Key each : {Key::space, Key::left, Key::home, Key::end, Key::page_up, Key::page_down, Key::tab, Key::f11}) key(each);
  for (const Key each : {Key::home, Key::b, Key::e, Key::o, Key::z, Key::y, Key::v}) key(each, true);
  for (const char* text : {"1", "5", "c", "?"}) type(text);
  wheel({640, 400}, 1);
  EXPECT_EQ(model(), before);
  EXPECT_TRUE(map().shown);
  EXPECT_TRUE(shell().ui().chapter.empty());
  EXPECT_FALSE(shell().ui().keys_shown);
  key(Key::escape);
  EXPECT_EQ(model(), before);
}

TEST_F(SceneMapTest, APlayingSceneWaits) {
  open("convolution?i=7&k=3&t=0");
  key(Key::space);
  EXPECT_TRUE(model().playing);
  type("m");
  frame(2);
  const double time = model().time;
  frame(10);
  EXPECT_EQ(model().time, time);
}

class FinderTest : public SceneMapTest {
 protected:
  void find(const std::string& text) {
    key(Key::k, true);
    frame(4);
    type(text);
    frame(2);
  }
  void enter() {
    key(Key::enter);
    frame(4);
  }
};

TEST_F(FinderTest, EverySceneIsFoundByItsTitleAndItsQuestionInBothLanguages) {
  const Model model = *open_link("convolution");
  Document document;
  document.model = model;
  const Expected<Results> results = compute(model.lesson);
  UiState ui;
  const FontSet fonts;
  const Surface surface{fonts, 1, {}};
  std::vector<Sent> sent;
  for (const Language& shown : language_table()) {
    const Panel panel{document, results, theme_of("light"), shown, surface, ui, sent};
    for (const Language& language : language_table()) {
      for (const Scene& each : scene_table()) {
        for (const std::string_view phrase_key : {each.title_key, each.question_key}) {
          const auto found = find_typed(panel, phrase(language, phrase_key));
          EXPECT_THAT(found, testing::Contains(testing::Field(&Found::scene, &each))) << phrase(language, phrase_key);
        }
      }
    }
    EXPECT_EQ(find_typed(panel, "").size(), find_typed(panel, "   ").size());
    EXPECT_TRUE(find_typed(panel, "xyzzy").empty());
    // Words that stand in no title and no question.
    for (const auto& [word, id] :
         {std::pair{"zeiler", "project"}, {"FLIP", "convolution"}, {"switch index", "unpool"}, {"位置索引", "unpool"}}) {
      const Scene* const about = *find_scene(id);
      EXPECT_THAT(find_typed(panel, word), testing::Contains(testing::Field(&Found::scene, about))) << word;
    }
  }
}

TEST_F(FinderTest, TypingAndEnterGoThere) {
  open("convolution");
  find("CHECKER");
  enter();
  EXPECT_EQ(scene(), "overlap");
  find("棋盘");
  enter();
  EXPECT_EQ(scene(), "overlap");
  find("反池化");
  enter();
  EXPECT_EQ(scene(), "unpool");
  find("dark");
  enter();
  EXPECT_EQ(model().theme, "dark");
  find("high contrast");
  enter();
  EXPECT_EQ(model().theme, "high-contrast");
  find("浅色");
  enter();
  EXPECT_EQ(model().theme, "light");
}

TEST_F(FinderTest, ArrowsChooseAClickGoesThereAndEscapeCloses) {
  open("matrix");
  find("transpose");
  key(Key::down);
  enter();
  EXPECT_EQ(scene(), "conv2d-transpose");
  find("fcn");
  click("found.fcn");
  EXPECT_EQ(scene(), "fcn");
  find("convolution");
  key(Key::escape);
  frame(4);
  EXPECT_EQ(scene(), "fcn");
  EXPECT_FALSE(ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel));
}

TEST_F(FinderTest, WhatIsTypedIsNoKeyOfTheScene) {
  open("convolution?i=7&k=3&t=3");
  const Model before = model();
  find("m 1 c ?");
  EXPECT_EQ(model(), before);
  EXPECT_FALSE(map().shown);
}

TEST_F(FinderTest, FromTheMapItClosesBoth) {
  open("convolution");
  type("m");
  find("fractional");
  enter();
  EXPECT_EQ(scene(), "fractional");
  EXPECT_FALSE(map().shown);
}

}  // namespace
}  // namespace deconvlab::test
