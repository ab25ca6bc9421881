// The table of actions: every key and every button does what its row says, and the README lists the same keys.
#include "app/ui/actions.h"

#include <gmock/gmock.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <regex>
#include <set>

#include "app/course/guides.h"
#include "app/scenes/scenes.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using test::WindowTest;

TEST(ActionTable, IsCompleteInBothLanguages) {
  std::set<std::string_view> ids;
  for (const Action& action : action_table()) {
    SCOPED_TRACE(std::string(action.id));
    EXPECT_TRUE(ids.insert(action.id).second);
    EXPECT_TRUE(!action.line.empty() || !action.tip.empty());
    EXPECT_EQ(key_of(action).empty(), action.line.empty());
    for (const Language& language : language_table()) {
      for (const std::string_view key : {action.line, action.tip}) EXPECT_TRUE(key.empty() || phrase(language, key) != key) << key;
    }
  }
}

TEST(ActionTable, NamesItsKeys) {
  EXPECT_EQ(key_of(action_of("undo")), "Ctrl + Z");
  EXPECT_EQ(key_of(action_of("pin.left")), "Shift + ←");
  EXPECT_EQ(key_of(action_of("scene")), "1 – 9");
  EXPECT_EQ(tip_of(action_of("undo"), language_of("en")), "Undo (Ctrl + Z)");
  EXPECT_EQ(tip_of(action_of("theme"), language_of("en")), "Light, dark, high contrast (D)");
  const auto lines = key_lines();
  const auto step = std::ranges::find(lines, "keys.step", &KeyLine::line);
  const auto pin = std::ranges::find(lines, "keys.pin", &KeyLine::line);
  const auto escape = std::ranges::find(lines, "keys.unpin", &KeyLine::line);
  ASSERT_TRUE(step != lines.end() && pin != lines.end() && escape != lines.end());
  EXPECT_EQ(step->keys, "← →");
  EXPECT_EQ(pin->keys, "Shift + ← → ↑ ↓");
  EXPECT_EQ(escape->keys, "Esc");
}

TEST(ActionTable, ALineStandsOnceInTheListOfKeys) {
  std::set<std::string_view> lines;
  for (const KeyLine& line : key_lines()) EXPECT_TRUE(lines.insert(line.line).second) << line.line;
}

// Where a sentence names a key itself.
TEST(ActionTable, SentencesNameTheSameKeys) {
  for (const Language& language : language_table()) {
    EXPECT_THAT(std::string(phrase(language, "keys.tab")), testing::HasSubstr(key_of(action_of("walk.end"))));
    EXPECT_THAT(std::string(phrase(language, "scene.pinned")), testing::HasSubstr(key_of(action_of("unpin"))));
  }
}

std::string with_single_spaces(const std::string& text) { return std::regex_replace(text, std::regex(" +"), " "); }

TEST(Readme, ListsTheKeysOfTheTable) {
  std::ifstream file(std::filesystem::path(DECONVLAB_TESTS_DIR).parent_path() / "README.md");
  std::vector<std::string> wanted, listed;
  for (const KeyLine& line : key_lines())
    wanted.push_back(with_single_spaces("| " + line.keys + " | " + std::string(phrase(language_of("en"), line.line)) + " |"));
  std::string line;
  while (std::getline(file, line) && line != "| key | does |") continue;
  std::getline(file, line);
  EXPECT_EQ(line, "| --- | --- |");
  while (std::getline(file, line) && line.starts_with("|")) listed.push_back(line);
  EXPECT_EQ(listed, wanted);
}

// What an action may change, in the model and beside it.
struct Seen {
  Model model;
  bool keys_shown, quit_asked, walking, dialog;
  bool saves, opens;  // which dialog
  std::string_view chapter;
  bool map, finds;
  int card;  // chosen on the map
  std::size_t undo, redo;
  int beat;  // of the guide that is played; -1: none
  bool lists_guides;
  bool exercises;
  bool records;
  bool presents, spotlight, pen, still, black, trail, clock;
  std::size_t strokes;
  std::string message, clipboard;

  bool operator==(const Seen&) const = default;
};

// Whether the action is enabled in this state.
bool enabled(const Action& action, const Document& document, const Expected<Results>& results, bool keys_shown, std::string_view chapter,
             bool map, bool presents) {
  UiState ui;
  ui.presenter.on = presents;
  ui.map.shown = map;
  ui.keys_shown = keys_shown;
  ui.chapter = chapter;
  const FontSet fonts;
  const Surface surface{fonts, 1, {}};
  std::vector<Sent> sent;
  return is_enabled(action, {document, results, theme_of("light"), language_of("en"), surface, ui, sent});
}

bool walks() { return (ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0; }

bool is_heard(const Chord& chord) { return !key_name(chord).empty() && !(walks() && chord.is_of_controls()); }

bool has_dialog() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel); }

bool meet(Held a, Held b) { return a == Held::either || b == Held::either || a == b; }

// Whether something pressed is both.
bool meet(const Chord& a, const Chord& b) {
  if (!meet(a.control, b.control) || !meet(a.shift, b.shift) || a.key != b.key) return false;
  return a.key || (a.first <= b.last && b.first <= a.last);
}

bool share_a_key(const Action& a, const Action& b) {
  return std::ranges::any_of(a.chords, [&](const Chord& one) {
    return is_heard(one) && std::ranges::any_of(b.chords, [&](const Chord& other) { return is_heard(other) && meet(one, other); });
  });
}

class Actions : public WindowTest {
 protected:
  // No desktop: what goes to a clipboard stays here.
  static void SetUpTestSuite() {
    ::unsetenv("DISPLAY");
    ::unsetenv("WAYLAND_DISPLAY");
  }
  Seen seen() {
    const UiState& ui = shell().ui();
    const Document& document = shell().document();
    const char* clipboard = ImGui::GetClipboardText();
    return {model(),
            ui.keys_shown,
            ui.quit_asked,
            walks(),
            has_dialog(),
            has("export.save"),
            has("open.open"),
            ui.chapter,
            ui.map.shown,
            has_dialog() && has("find.typed"),
            ui.map.chosen,
            document.undo.size(),
            document.redo.size(),
            shown_beat(document) ? static_cast<int>(document.guide->beat) : -1,
            has_dialog() && has("course.close"),
            has_dialog() && has("exercises.close"),
            ui.recorder != nullptr,
            ui.presenter.on,
            ui.presenter.spotlight,
            ui.presenter.pen,
            ui.presenter.still != nullptr,
            ui.presenter.black,
            ui.presenter.trail,
            ui.presenter.clock,
            ui.presenter.strokes.size(),
            ui.message,
            clipboard ? clipboard : ""};
  }
  bool enabled(const Action& action) {
    const UiState& ui = shell().ui();
    return deconvlab::enabled(action, shell().document(), shell().results(), ui.keys_shown, ui.chapter, ui.map.shown, ui.presenter.on);
  }
  // Whether an action that is enabled listens to the key.
  bool is_anothers(const Chord& chord) {
    return std::ranges::any_of(action_table(), [&](const Action& action) {
      return enabled(action) &&
             std::ranges::any_of(action.chords, [&](const Chord& other) { return is_heard(other) && meet(chord, other); });
    });
  }
  // Until nothing moves, or for as long as a few steps take.
  void settle() {
    for (int n = 0; n < 120 && shell().animating(); ++n) frame(1, 0.1);
    if (shell().ui().copying.coming.valid()) wait_until([&] { return !shell().ui().copying.coming.valid(); });
  }
  void start(const std::string& link) {
    if (has_dialog()) key(Key::escape);
    ImGui::GetIO().ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    ImGui::SetClipboardText("deconvlab:matrix?i=4&k=2&t=1");
    open(link, 1280, 800);
    static const LoadedGuides guides = load_guides(scene_facts());
    shell().teach(guides.guides, {});
    frame(2);
  }
  void strike(const Chord& chord) {
    if (chord.key) {
      key(*chord.key, chord.control == Held::yes, chord.shift == Held::yes);
    } else {
      type(std::string(1, chord.first));
    }
  }
  void click_once(std::string_view id) {
    press(middle_of(std::string(id)));
    release();
  }
};

constexpr const char* kStart = "convolution?i=4&k=3&kernel=ones&t=1";

struct Case {
  std::string_view id;
  std::string_view link;                      // where it is carried out
  std::function<bool(const Seen&)> done;      // what is there then
  std::vector<std::string_view> before = {};  // actions that lead there, by their keys
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.id; }

void PrintTo(const Seen& s, std::ostream* out) {
  *out << to_link(s.model) << " keys " << s.keys_shown << " quit " << s.quit_asked << " walking " << s.walking << " dialog " << s.dialog
       << s.saves << s.opens << " undo " << s.undo << " redo " << s.redo << " " << s.message << " " << s.clipboard;
}

bool pins(const Seen& s, Cell c) { return s.model.pinned == Focus{Target::output, c, {}}; }

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases{
      {"play", kStart, [](const Seen& s) { return s.model.time == 3; }},
      {"back", kStart, [](const Seen& s) { return s.model.time == 0; }},
      {"forward", kStart, [](const Seen& s) { return s.model.time == 2; }},
      {"first", "convolution?i=4&k=3&t=2", [](const Seen& s) { return s.model.time == 0; }},
      {"last", kStart, [](const Seen& s) { return s.model.time == 3; }},
      {"previous_scene", "matrix?i=4&k=3", [](const Seen& s) { return s.model.lesson.scene == "convolution"; }},
      {"next_scene", kStart, [](const Seen& s) { return s.model.lesson.scene == "matrix"; }},
      {"scene", "matrix?i=4&k=3", [](const Seen& s) { return s.model.lesson.scene == "kernels"; }},
      {"wipe", "overlap?view=one",
       [](const Seen& s) {
         return s.model.lesson.wipe == WipeSides{1, 1};
       }},
      {"wipe.swap", "overlap?view=one",
       [](const Seen& s) {
         return s.model.lesson.wipe == WipeSides{2, 1};
       }},
      {"chapter", kStart, [](const Seen& s) { return s.chapter == "slide" && s.walking; }},
      {"chapter.hide", kStart, [](const Seen& s) { return s.chapter.empty() && !s.walking; }, {"chapter"}},
      {"map", kStart, [](const Seen& s) { return s.map && s.card == 1; }},
      {"map.hide", kStart, [](const Seen& s) { return !s.map && s.model.lesson.scene == "convolution"; }, {"map"}},
      {"map.left", kStart, [](const Seen& s) { return s.map && s.card == 0; }, {"map"}},
      {"map.right", kStart, [](const Seen& s) { return s.map && s.card == 2; }, {"map"}},
      {"map.up", "unrolled", [](const Seen& s) { return s.map && s.card == 0; }, {"map"}},
      {"map.down", kStart, [](const Seen& s) { return s.map && s.card == 4; }, {"map"}},
      {"map.open", kStart, [](const Seen& s) { return !s.map && s.model.lesson.scene == "matrix"; }, {"map", "map.right"}},
      {"guide", kStart, [](const Seen& s) { return s.beat == 0; }},
      {"guide.back", kStart, [](const Seen& s) { return s.beat == 0; }, {"guide", "next_scene"}},
      {"guide.on", kStart, [](const Seen& s) { return s.beat == 1; }, {"guide"}},
      {"guide.leave", kStart, [](const Seen& s) { return s.beat == -1; }, {"guide"}},
      {"course", kStart, [](const Seen& s) { return s.dialog && s.lists_guides; }},
      {"confusions", kStart, [](const Seen& s) { return s.dialog && s.lists_guides; }},
      {"exercises", kStart, [](const Seen& s) { return s.dialog && s.exercises; }},
      {"find", kStart, [](const Seen& s) { return s.dialog && s.finds; }},
      {"home", kStart, [](const Seen& s) { return to_link(s.model) == to_link(*open_link("convolution")); }},
      {"take_over",
       kStart,
       [](const Seen& s) { return s.model.lesson.scene == "matrix" && s.model.lesson.params.s == Extent::square(1) && s.undo == 2; },
       {"next_scene"}},
      {"text.larger", kStart, [](const Seen& s) { return std::abs(s.model.text_scale - 1.1) < 1e-9; }},
      {"text.smaller", kStart, [](const Seen& s) { return std::abs(s.model.text_scale - 1 / 1.1) < 1e-9; }},
      {"picture_only", kStart, [](const Seen& s) { return s.model.picture_only; }},
      {"present", kStart, [](const Seen& s) { return s.presents && !s.model.picture_only; }},
      {"present.end", kStart, [](const Seen& s) { return !s.presents; }, {"present"}},
      {"presenter.spotlight", kStart, [](const Seen& s) { return s.spotlight; }, {"present"}},
      {"presenter.pen", kStart, [](const Seen& s) { return s.pen; }, {"present"}},
      {"presenter.wipe", kStart, [](const Seen& s) { return s.strokes == 0; }, {"present", "presenter.pen"}},
      {"presenter.still", kStart, [](const Seen& s) { return s.still; }, {"present"}},
      {"presenter.black", kStart, [](const Seen& s) { return s.black; }, {"present"}},
      {"presenter.trail", kStart, [](const Seen& s) { return !s.trail; }, {"present"}},
      {"presenter.clock", kStart, [](const Seen& s) { return !s.clock; }, {"present"}},
      {"motion", kStart, [](const Seen& s) { return s.model.reduce_motion && !s.message.empty(); }},
      {"pin.left", kStart,
       [](const Seen& s) {
         return pins(s, {0, 0});
       }},
      {"pin.right", "convolution?i=4&k=3&t=2",
       [](const Seen& s) {
         return pins(s, {1, 1});
       }},
      {"pin.up", "convolution?i=4&k=3&t=2",
       [](const Seen& s) {
         return pins(s, {0, 0});
       }},
      {"pin.down", kStart,
       [](const Seen& s) {
         return pins(s, {1, 1});
       }},
      {"walk.end", kStart, [](const Seen& s) { return !s.walking; }, {"walk"}},
      {"keys.hide", kStart, [](const Seen& s) { return !s.keys_shown && s.model.pinned.target == Target::output; }, {"pin.down", "keys"}},
      {"unpin", kStart, [](const Seen& s) { return s.model.pinned == Focus{} && s.model.picture_only; }, {"pin.down", "picture_only"}},
      {"picture_only.end", kStart, [](const Seen& s) { return !s.model.picture_only; }, {"picture_only"}},
      {"export", kStart, [](const Seen& s) { return s.dialog && s.saves && !s.opens; }},
      {"record", kStart, [](const Seen& s) { return s.records; }},
      {"picture.copy", kStart, [](const Seen& s) { return s.clipboard == to_link(s.model) && !s.message.empty(); }},
      {"picture.open", "kernels?i=16", [](const Seen& s) { return s.dialog && s.opens && s.model.lesson.scene == "kernels"; }},
      {"link", kStart, [](const Seen& s) { return s.clipboard == to_link(s.model); }},
      {"paste", kStart, [](const Seen& s) { return to_link(s.model) == to_link(*open_link("matrix?i=4&k=2&t=1")); }},
      {"undo", kStart, [](const Seen& s) { return s.model.lesson.scene == "convolution" && s.redo == 1; }, {"next_scene"}},
      {"redo", kStart, [](const Seen& s) { return s.model.lesson.scene == "matrix" && s.redo == 0; }, {"next_scene", "undo"}},
      {"quit", kStart, [](const Seen& s) { return s.quit_asked; }},
      {"walk", kStart, [](const Seen& s) { return s.walking; }},
      {"part.next", kStart, [](const Seen& s) { return s.walking; }},
      {"part.before", kStart, [](const Seen& s) { return s.walking; }},
      {"keys", kStart, [](const Seen& s) { return s.keys_shown; }},
      {"theme", kStart, [](const Seen& s) { return s.model.theme == "dark"; }},
      {"language", kStart, [](const Seen& s) { return s.model.language == "zh"; }},
  };
  return kCases;
}

// Those that last while their key is held.
bool is_held(const Case& c) { return c.id == "presenter.spotlight"; }

class EachAction : public Actions, public testing::WithParamInterface<Case> {
 protected:
  void begin(const Case& c) {
    start(std::string(c.link));
    for (const std::string_view id : c.before) strike(action_of(id).chords[0]);
    settle();
    if (c.id == "presenter.wipe") drag({600, 300}, {640, 320});
    EXPECT_TRUE(enabled(action_of(c.id)));
    EXPECT_FALSE(c.done(seen()));
  }
  void end(const Case& c) {
    settle();
    const Seen now = seen();
    EXPECT_TRUE(c.done(now));
    EXPECT_EQ(now, first_.value_or(now));
    first_ = now;
  }

 private:
  std::optional<Seen> first_;  // what came of the first key
};

TEST_P(EachAction, IsCarriedOutByItsKeysAndItsButtonAlike) {
  const Case& c = GetParam();
  const Action& action = action_of(c.id);
  for (const Chord& chord : action.chords) {
    if (key_name(chord).empty()) continue;
    begin(c);
    is_held(c) ? hold(*chord.key, true) : strike(chord);
    end(c);
    if (!is_held(c)) continue;
    hold(*chord.key, false);
    EXPECT_FALSE(c.done(seen()));
  }
  if (action.tip.empty()) return;
  begin(c);
  click_once(action.id);
  end(c);
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return std::regex_replace(std::string(info.param.id), std::regex("[.]"), "_");
}

INSTANTIATE_TEST_SUITE_P(, EachAction, testing::ValuesIn(cases()), name_of);

TEST(ActionTable, IsTriedWhole) {
  for (const Action& action : action_table()) EXPECT_EQ(std::ranges::count(cases(), action.id, &Case::id), 1) << action.id;
}

TEST_F(Actions, DoNothingWhereTheyAreNotEnabled) {
  std::set<std::string_view> tried;
  for (const char* link : {kStart, "kernels?i=16", "convolution?i=2&k=3", "gallery"}) {
    start(link);
    const Seen before = seen();
    for (const Action& action : action_table()) {
      if (enabled(action)) continue;
      SCOPED_TRACE(std::string(link) + " " + std::string(action.id));
      tried.insert(action.id);
      for (const Chord& chord : action.chords) {
        if (is_heard(chord) && !is_anothers(chord)) strike(chord);
      }
      if (has(std::string(action.id))) click_once(action.id);
      EXPECT_EQ(seen(), before);
    }
  }
  EXPECT_THAT(tried,
              testing::IsSupersetOf({"play",       "back",  "forward",      "first",    "last",      "previous_scene",   "next_scene",
                                     "pin.left",   "unpin", "chapter.hide", "home",     "take_over", "picture_only.end", "keys.hide",
                                     "walk.end",   "undo",  "redo",         "map.left", "map.open",  "map.hide",         "presenter.pen",
                                     "present.end"}));
}

// Walking or not, with and without the map, the list of keys, that of scenes, a pin, the picture alone, a presenter, and steps to undo and
// redo.
TEST(ActionTable, HasNoTwoForAKeyInOneState) {
  ImGui::CreateContext();
  for (int state = 0; state < 256; ++state) {
    SCOPED_TRACE(state);
    const auto on = [&](int n) { return ((state >> n) & 1) != 0; };
    Document document;
    document.model.picture_only = on(0);
    if (on(1)) document.model.pinned.target = Target::output;
    if (on(2)) document.undo = document.redo = {Change{}};
    ImGui::GetIO().ConfigFlags = on(3) ? ImGuiConfigFlags_NavEnableKeyboard : 0;
    const Expected<Results> results = compute(document.model.lesson);
    std::vector<const Action*> heard;
    for (const Action& action : action_table()) {
      if (!enabled(action, document, results, on(4), on(5) ? "slide" : "", on(6), on(7))) continue;
      for (const Action* other : heard) EXPECT_FALSE(share_a_key(action, *other)) << action.id << " " << other->id;
      heard.push_back(&action);
    }
  }
  ImGui::DestroyContext();
}

}  // namespace
}  // namespace deconvlab
