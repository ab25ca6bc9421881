// Text fields: undoing in them and beside them, texts of any length, and a seeded monkey that types, pastes, undoes, leaves and comes back.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>

#include "app/lang/text.h"
#include "app/scenes/scenes.h"
#include "core/formats/formats.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using test::WindowTest;

class TextFields : public WindowTest {
 protected:
  void times(int count, Key pressed, bool control = false) {
    for (int n = 0; n < count; ++n) {
      key(pressed, control);
      expect_sane_field();
    }
  }
  void write(const std::string& text) {
    type(text);
    expect_sane_field();
  }
  // ImGui's own account of the text that is typed into: what undoing wrongly destroys.
  void expect_sane_field() const {
    const ImGuiInputTextState& state = ImGui::GetCurrentContext()->InputTextState;
    if (ImGui::GetActiveID() == 0 || state.ID != ImGui::GetActiveID()) return;
    ASSERT_GE(state.CurLenW, 0);
    ASSERT_LT(state.CurLenW, state.TextW.Size);
    ASSERT_EQ(state.TextW[state.CurLenW], 0);
    ASSERT_THAT(state.Stb.cursor, testing::AllOf(testing::Ge(0), testing::Le(state.CurLenW)));
  }
  const std::string& field_text() { return shell().ui().edit.text; }
  const Tensor& weights() { return shell().results()->trace.kernel(); }
};

TEST_F(TextFields, SixUndosInTheSecondCellLeaveItAsItWas) {
  open("convolution?i=5&k=3&kernel=counting");
  double_click(middle_of("weight.0.0"));
  write("0.25");
  key(Key::enter);
  EXPECT_EQ(weights().at({0, 0}), 0.25f);
  double_click(middle_of("weight.1.1"));
  EXPECT_EQ(field_text(), "5");
  times(6, Key::z, true);
  EXPECT_EQ(field_text(), "5");
  key(Key::enter);
  EXPECT_EQ(weights().at({1, 1}), 5);
  EXPECT_EQ(weights().at({0, 0}), 0.25f);
}

TEST_F(TextFields, UndoingInTheSecondCellAndTypingGoOn) {
  open("convolution?i=5&k=3&kernel=counting");
  double_click(middle_of("weight.0.0"));
  write("0.25");
  key(Key::enter);
  double_click(middle_of("weight.1.1"));
  times(2, Key::z, true);  // nothing to undo: only the selection is gone
  write("7");
  write("5");
  EXPECT_EQ(field_text(), "575");
  key(Key::enter);
  EXPECT_EQ(weights().at({1, 1}), 575);
}

TEST_F(TextFields, AFieldWhoseNumberWasUndoneIsEnteredAnew) {
  open("convolution?i=40&k=3&s=1");
  click("size.s.field");
  key(Key::end);
  write("23");
  key(Key::enter);
  EXPECT_EQ(model().lesson.params.s, Extent::square(123));
  key(Key::z, true);  // the program's
  EXPECT_EQ(model().lesson.params.s, Extent::square(1));
  click("size.s.field");
  times(2, Key::z, true);
  write("7");
  EXPECT_EQ(model().lesson.params.s, Extent::square(17));
  key(Key::escape);
}

TEST_F(TextFields, UndoInAFieldIsTheFieldsAndBesideItTheProgram) {
  open("convolution?i=5&k=3&kernel=ones");
  double_click(middle_of("weight.0.0"));
  write("2");
  key(Key::enter);
  frame(30);  // the next double click is one of its own
  double_click(middle_of("weight.0.0"));
  write("3");
  EXPECT_EQ(field_text(), "3");
  times(2, Key::z, true);  // the letter, and what it took the place of
  EXPECT_EQ(field_text(), "2");
  times(2, Key::y, true);
  EXPECT_EQ(field_text(), "3");
  EXPECT_EQ(weights().at({0, 0}), 2);  // not sent yet
  key(Key::enter);
  EXPECT_EQ(weights().at({0, 0}), 3);
  key(Key::z, true);
  EXPECT_EQ(weights().at({0, 0}), 2);
  key(Key::z, true);
  EXPECT_EQ(model().lesson.kernel.name, "ones");
  key(Key::y, true);
  EXPECT_EQ(weights().at({0, 0}), 2);
}

TEST_F(TextFields, DialogsFieldsAreEnteredAnewToo) {
  open("convolution?i=5&k=3");
  for (const auto& [opening, field, close] :
       {std::tuple(Key::e, "export.path", "export.close"), std::tuple(Key::o, "open.path", "open.close")}) {
    for (int n = 0; n < 2; ++n) {
      key(opening, true);
      frame(3);
      click(field);
      times(3, Key::z, true);
      write("a.npy");
      click(close);
      frame(3);
    }
  }
}

// Texts that would take more vertices than ImGui can count with 16 bits.
TEST_F(TextFields, ALongTextOnTheClipboardIsSaidInALine) {
  open("convolution?i=5&k=3");
  ImGui::SetClipboardText(std::string(100'000, 'x').c_str());
  key(Key::v, true);
  frame(3);
  EXPECT_TRUE(shell().ui().message_is_error);
  EXPECT_LT(shell().ui().message.size(), 5000u);
}

TEST_F(TextFields, ALongTextIsNoNameOfAFile) {
  open("convolution?i=5&k=3");
  key(Key::e, true);
  frame(3);
  for (const std::size_t length : {3000u, 30'000u}) {
    ImGui::SetClipboardText((std::string(length, 'x') + ".npy").c_str());
    click("export.path");
    key(Key::a, true);
    key(Key::v, true);
    click("export.save");
    wait_for_export();
    frame(3);
    EXPECT_TRUE(shell().ui().export_failed);
    const Rect close = shell().ui().places.at("export.close");
    EXPECT_LT(close.bottom(), 720) << "the dialog fits into the window";
  }
}

TEST(Shortened, LosesTheMiddle) {
  EXPECT_EQ(shortened("/home/me/C.npy", 14), "/home/me/C.npy");
  EXPECT_EQ(shortened("/home/me/C.npy", 13), "/home/…/C.npy");
  EXPECT_EQ(shortened("/home/me/C.npy", 2), "/…");
  EXPECT_EQ(shortened("/home/me/C.npy", 1), "…");
  EXPECT_EQ(shortened("/home/me/C.npy", 0), "");
  EXPECT_EQ(shortened("字字字字", 3), "字…字");
  EXPECT_EQ(shortened("", 5), "");
}

TEST(Shortened, AreWhatSentencesQuote) {
  const Error error{ErrorCode::bad_link, {std::string(100'000, 'x'), "x"}};
  for (const Language& language : language_table()) EXPECT_LT(say(language, error).size(), 2000u);
}

// Every field goes through the helpers that forget what was typed before.
TEST(TextFieldsOfTheProgram, AreThoseOfImguiCompat) {
  const std::filesystem::path app = std::filesystem::path(DECONVLAB_TESTS_DIR).parent_path() / "app";
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(app)) {
    const std::string extension = entry.path().extension().string();
    if ((extension != ".cpp" && extension != ".h") || entry.path().filename() == "imgui_compat.h") continue;
    ++files;
    const std::string text = *read_whole(entry.path());
    for (const char* field : {"ImGui::Input", "ImGui::Drag", "ImGui::Slider", "ImGui::VSlider", "ImGui::TempInput", "imgui_stdlib.h"})
      EXPECT_EQ(text.find(field), std::string::npos) << entry.path() << " " << field;
  }
  EXPECT_GT(files, 100);
}

// One run of the monkey. Files that it writes lie in a folder of its own.
class Monkey : public TextFields {
 protected:
  void SetUp() override {
    TextFields::SetUp();
    before_ = std::filesystem::current_path();
    folder_ = std::filesystem::temp_directory_path() / ("deconvlab-monkey-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    std::filesystem::current_path(folder_);
  }
  void TearDown() override {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
    TextFields::TearDown();
  }
  std::size_t below(std::size_t count) { return random_() % count; }
  template <class Choices>
  const auto& one_of(const Choices& choices) {
    return choices[below(std::size(choices))];
  }
  bool dialog_is_open() const { return ImGui::GetCurrentContext()->OpenPopupStack.Size > 0; }

  void enter_a_field() {
    static const std::string kCells[] = {"weight.0.0", "weight.1.1", "weight.2.0"};
    static const std::string kNumbers[] = {"size.i.field", "size.k.field", "size.s.field", "size.p.field", "size.d.field"};
    static const std::string kPaths[] = {"export.path", "open.path"};
    if (dialog_is_open()) return click_if_there(one_of(kPaths));
    if (below(2) == 0) return click_if_there(one_of(kNumbers));
    const std::string& cell = one_of(kCells);
    if (has(cell)) double_click(middle_of(cell));
  }
  void click_if_there(const std::string& id) {
    if (has(id)) click(middle_of(id));
  }
  void paste() {
    static const std::string kTexts[] = {
        "", "0.125", "-7", "1e30", "3", "字é−", "a b\tc\nd", std::string(5000, '9'), std::string(300, 'x')};
    ImGui::SetClipboardText(one_of(kTexts).c_str());
    key(Key::v, true);
  }
  void press() {
    static const Key kKeys[] = {Key::left, Key::right, Key::home, Key::end, Key::backspace, Key::enter, Key::escape, Key::tab, Key::up};
    key(one_of(kKeys), false, below(3) == 0);
  }
  void type_some() {
    static const std::string kTexts[] = {"0", "1", "2", "9", "0.25", "-", ".", "e", "12345", "x", "é", "字"};
    type(one_of(kTexts));
  }
  void open_or_close_a_dialog() {
    if (dialog_is_open()) return key(Key::escape);
    key(below(2) == 0 ? Key::e : Key::o, true);
    frame(3);
  }
  void one_deed() {
    const std::size_t deed = below(20);
    if (deed < 4) return enter_a_field();
    if (deed < 9) return type_some();
    if (deed < 12) return press();
    if (deed < 16) return key(Key::z, true);
    if (deed < 17) return key(Key::y, true);
    if (deed < 18) return paste();
    if (deed < 19) return key(Key::a, true);
    open_or_close_a_dialog();
  }
  void run(std::uint64_t seed, int deeds) {
    random_.seed(seed);
    open("convolution?i=5&k=3&kernel=counting");
    for (int n = 0; n < deeds && !HasFatalFailure(); ++n) {
      one_deed();
      expect_sane_field();
      const auto again = open_link(to_link(model()), model());
      ASSERT_TRUE(again) << "deed " << n << " " << to_link(model());
      ASSERT_EQ(again->lesson, model().lesson) << "deed " << n;
    }
    key(Key::escape);
    key(Key::escape);
    wait_for_export();
  }

 private:
  std::filesystem::path before_, folder_;
  std::mt19937_64 random_;
};

// DECONVLAB_MONKEY_RUNS says how many runs, DECONVLAB_MONKEY_SEED the first one's seed.
TEST_F(Monkey, FindsNoFieldThatFalls) {
  const auto setting = [](const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text ? std::atoi(text) : otherwise;
  };
  const int runs = setting("DECONVLAB_MONKEY_RUNS", 1);
  const int seed = setting("DECONVLAB_MONKEY_SEED", 2);
  for (int n = 0; n < runs && !HasFatalFailure(); ++n) {
    SCOPED_TRACE(fmt::format("DECONVLAB_MONKEY_SEED={}", seed + n));
    run(static_cast<std::uint64_t>(seed + n), 120);
  }
}

}  // namespace
}  // namespace deconvlab
