// The chapters in the bar and the row of the scene: found in two clicks, in their places, and readable at every size.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "app/course/guides.h"
#include "app/draw/typeset.h"
#include "app/scenes/scenes.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

TEST(ChapterTable, HasEverySceneInTheOrderOfTheTable) {
  std::vector<std::string_view> in_chapters, in_table;
  for (const Chapter& chapter : chapter_table()) {
    EXPECT_FALSE(chapter.scenes.empty()) << chapter.id;
    for (const Scene& scene : chapter.scenes) {
      in_chapters.push_back(scene.id);
      EXPECT_EQ(&chapter_of(scene), &chapter);
    }
  }
  for (const Scene& scene : scene_table()) in_table.push_back(scene.id);
  EXPECT_EQ(chapter_table().size(), 6u);
  EXPECT_EQ(in_chapters, in_table);
}

TEST(ChapterTable, EverySceneAsksAQuestionOfItsOwn) {
  for (const Language& language : language_table()) {
    std::set<std::string_view> questions;
    for (const Scene& scene : scene_table()) {
      const std::string_view question = phrase(language, scene.question_key);
      EXPECT_NE(question, scene.question_key);
      EXPECT_TRUE(question.ends_with("?") || question.ends_with("？")) << question;
      EXPECT_TRUE(questions.insert(question).second) << question;
    }
  }
}

TEST(Readme, ListsTheScenesOfTheTable) {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR).parent_path() / "README.md");
  std::vector<std::string> wanted, listed;
  for (const Chapter& chapter : chapter_table()) {
    for (const Scene& scene : chapter.scenes) {
      const bool first = &scene == &chapter.scenes.front();
      const std::string begin = first ? fmt::format("| {} ", phrase(language_of("en"), chapter.title_key)) : "| ";
      wanted.push_back(fmt::format("{}| {} ", begin, phrase(language_of("en"), scene.title_key)));
    }
  }
  std::string line;
  while (std::getline(file, line) && line != "| chapter | scene | shows |") continue;
  std::getline(file, line);
  while (std::getline(file, line) && line.starts_with("|")) listed.push_back(line.substr(0, line.find('|', line.find('|', 1) + 1)));
  EXPECT_EQ(listed, wanted);
}

class Chapters : public WindowTest {
 protected:
  Rect place(const std::string& id) { return shell().ui().places.at(id); }
  std::string scene() { return model().lesson.scene; }
  void click_once(const std::string& id) {
    press(middle_of(id));
    release();
  }
};

TEST_F(Chapters, EverySceneIsTwoClicksAway) {
  open("convolution?i=4&k=3");
  for (const Scene& wanted : scene_table()) {
    click_once(fmt::format("chapter.{}", wanted.chapter));
    if (chapter_of(wanted).scenes.size() > 1) click_once(fmt::format("list.{}", wanted.id));
    EXPECT_EQ(scene(), wanted.id);
    EXPECT_TRUE(shell().ui().chapter.empty());
  }
}

TEST_F(Chapters, TheListFollowsTheMouseAlongTheBarAndClosesBesideIt) {
  open("convolution?i=4&k=3");
  click("chapter.slide");
  EXPECT_EQ(shell().ui().chapter, "slide");
  move_to(middle_of("chapter.networks"));
  EXPECT_EQ(shell().ui().chapter, "networks");
  click(Point{900, 690});
  EXPECT_EQ(shell().ui().chapter, "");
  EXPECT_EQ(scene(), "convolution");
  click("chapter.slide");
  move_to(middle_of("chapter.traps"));
  click("chapter.traps");
  EXPECT_EQ(shell().ui().chapter, "traps");
  key(Key::page_down);
  EXPECT_EQ(shell().ui().chapter, "");
  EXPECT_EQ(scene(), "matrix");
}

TEST_F(Chapters, TheListIsWalkedThroughWithTheArrows) {
  open("convolution?i=4&k=3");
  type("c");
  EXPECT_EQ(shell().ui().chapter, "slide");
  frame(4);
  key(Key::down);
  key(Key::space);
  frame(4);
  EXPECT_EQ(scene(), "matrix");
  EXPECT_EQ(shell().ui().chapter, "");
}

TEST_F(Chapters, DotsArrowsAndKeysLeadToTheSameScenes) {
  open("convolution?i=4&k=3");
  click("scene.kernels");
  EXPECT_EQ(scene(), "kernels");
  click("next_scene");
  click("next_scene");
  EXPECT_EQ(scene(), "matrix");
  click("next_scene");
  EXPECT_EQ(scene(), "unrolled");
  click("previous_scene");
  EXPECT_EQ(scene(), "matrix");
  key(Key::page_down);
  EXPECT_EQ(scene(), "unrolled");
  type("1");
  EXPECT_EQ(scene(), "kernels");
}

TEST_F(Chapters, TheChipAndHomeDoWhatTheySay) {
  open("convolution?i=5&k=3&s=2&p=1");
  click("chapter.turn");
  click("list.transposed");
  EXPECT_TRUE(has("take_over"));
  click("take_over");
  EXPECT_EQ(model().lesson.params.i, Extent::square(3));
  EXPECT_EQ(model().lesson.params.s, Extent::square(2));
  frame(2);
  EXPECT_TRUE(has("has_output"));
  click("home");
  EXPECT_EQ(static_cast<const SceneState&>(model()), *open_link("transposed"));
  key(Key::z, true);
  EXPECT_EQ(model().lesson.params.i, Extent::square(3));
}

bool meet(const Rect& a, const Rect& b) { return a.within(b).w > 0 && a.within(b).h > 0; }

// In logical pixels, of which a window has at least 960 however large its text is.
constexpr int kWidths[] = {960, 1239, 1240, 1280, 2560};

// What stands in the bar and in the row, from the left.
void expect_apart(const std::vector<std::string>& ids, const std::map<std::string, Rect, std::less<>>& places, double width) {
  for (const std::string& id : ids) {
    const auto place = places.find(id);
    if (place == places.end()) continue;
    EXPECT_GE(place->second.x, 0) << id;
    EXPECT_LE(place->second.right(), width) << id;
    for (const std::string& other : ids) {
      const auto second = places.find(other);
      const bool apart = other == id || second == places.end() || !meet(place->second, second->second);
      EXPECT_TRUE(apart) << id << " " << other;
    }
  }
}

// From a scene that leaves most to take over to every other one, in every language.
TEST_F(Chapters, NothingOverlapsAtAnyWidth) {
  std::vector<std::string> ids{"map",       "undo",       "redo", "text.smaller",   "text.larger", "theme",     "language",
                               "link",      "export",     "keys", "previous_scene", "next_scene",  "title",     "question",
                               "take_over", "has_output", "home", "course",         "guide",       "confusions"};
  for (const Chapter& chapter : chapter_table()) ids.push_back(fmt::format("chapter.{}", chapter.id));
  for (const int width : kWidths) {
    for (const char* language : {"en", "zh", "es"}) {
      Model model = *open_link("conv2d-transpose?i=12x11&k=5x4&s=3x2&p=2x1&d=1&a=1&kernel=ones&square=0");
      model.language = language;
      open(model, width, 560);
      static const LoadedGuides loaded = load_guides(scene_facts());
      shell().teach(loaded.guides, {});
      const std::string from = to_link(model);
      for (const Scene& scene : scene_table()) {
        SCOPED_TRACE(fmt::format("{} {} {}", scene.id, language, width));
        shell().carry_out(command::Open{from});
        shell().carry_out(command::Open{std::string(scene.id)});
        frame(2);
        expect_apart(ids, shell().ui().places, width);
        const double words = 0.95 * typeset_width(phrase(language_of(language), "take.short"), {.color = {}, .size = 13});
        EXPECT_TRUE(!has("take_over") || place("take_over").w >= words);
      }
    }
  }
}

// The confusions of a scene, and the settings of the one before it, both have a button at the usual size.
TEST_F(Chapters, ConfusionsAndTheChipStandBesideEachOther) {
  for (const char* language : {"en", "zh"}) {
    for (const char* scene : {"overlap", "conv2d-transpose", "inverse", "matrix"}) {
      open("transposed?i=7&k=4&s=3&lang=" + std::string(language));
      static const LoadedGuides loaded = load_guides(scene_facts());
      shell().teach(loaded.guides, {});
      shell().carry_out(command::GoToScene{scene});
      frame(2);
      EXPECT_TRUE(has("confusions")) << scene << " " << language;
      EXPECT_TRUE(has("take_over")) << scene << " " << language;
    }
  }
}

// Whatever the scene, so that the hand finds them.
TEST_F(Chapters, NothingMovesFromSceneToScene) {
  open("convolution?i=4&k=3");
  std::map<std::string, Rect, std::less<>> first;
  for (const Scene& scene : scene_table()) {
    if (scene.kind->beside) continue;
    shell().carry_out(command::GoToScene{std::string(scene.id)});
    frame(3);
    for (const char* id : {"chapter.slide", "chapter.traps", "chapter.atlas", "previous_scene", "next_scene", "home", "undo"}) {
      const Rect r = place(id);
      EXPECT_EQ(first.try_emplace(id, r).first->second, r) << id << " " << scene.id;
    }
    EXPECT_EQ(place("title").x, first.try_emplace("title", place("title")).first->second.x);
  }
}

TEST_F(Chapters, FullScreenHasNeither) {
  open("convolution?i=4&k=3");
  click("chapter.slide");
  const Raster with = picture();
  key(Key::f11);
  frame(4);
  const Raster without = picture();
  EXPECT_NE(with.id, without.id);
  EXPECT_EQ(shell().ui().chapter, "");
  click(middle_of("scene.matrix"));
  EXPECT_EQ(scene(), "convolution");
  key(Key::escape);
  EXPECT_EQ(model().pinned.target, Target::none);
  EXPECT_FALSE(model().picture_only);
}

}  // namespace
}  // namespace deconvlab::test
