// Reports of defects: read back once, kept beside, and what they showed is opened only where that is wished.
#include "app/ui/settings/crash_report.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "app/ui/widgets/imgui_compat.h"
#include "tests/app/window_harness.h"

namespace deconvlab::test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class CrashReports : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  const fs::path folder_ = fs::temp_directory_path() / ("deconvlab-crash-" + std::to_string(::getpid()));
  const fs::path file_ = folder_ / "crash.txt";
};

TEST_F(CrashReports, AreTakenOnce) {
  EXPECT_FALSE(take_crash_report(file_));
  std::ofstream(file_) << "DeconvLab 0.0.0, ended by SIGSEGV\nlink: deconvlab:overlap?k=5\nmain(+0x1)\n";
  const auto taken = take_crash_report(file_);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->link, "deconvlab:overlap?k=5");
  EXPECT_THAT(text_of(taken->file), testing::HasSubstr("main(+0x1)"));
  EXPECT_FALSE(take_crash_report(file_));
}

TEST_F(CrashReports, OfAnythingAreReadWithoutHarm) {
  std::ofstream(file_) << std::string("\0\xFF half", 7);
  const auto taken = take_crash_report(file_);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->link, "");
}

// Each way to end, in a process of its own. A link that is too long is left out.
TEST_F(CrashReports, AreWrittenBeforeTheEnd) {
  const std::string last = "deconvlab:last", longest = "deconvlab:" + std::string(20000, 'x');
  for (const auto& [number, name, link, said] :
       {std::tuple{SIGSEGV, "SIGSEGV", last, last}, {SIGABRT, "SIGABRT", last, last}, {SIGFPE, "SIGFPE", longest, std::string()}}) {
    const auto end = [&, number = number, link = link] {
      report_crashes(file_);
      crash_would_show("deconvlab:first");
      crash_would_show(link);
      ::raise(number);
    };
    EXPECT_DEATH(end(), "") << name;
    EXPECT_THAT(text_of(file_), testing::AllOf(testing::HasSubstr(name), testing::HasSubstr("\nlink: " + said + "\n"))) << name;
  }
}

class CrashWindow : public WindowTest {
 protected:
  static bool asks() {
    const ImGuiWindow* dialog = ImGui::FindWindowByName("###crash");
    return dialog && dialog->Active;
  }
};

TEST_F(CrashWindow, AsksWhetherTheSameIsOpenedAgain) {
  open("convolution", 1280, 720);
  shell().ended_before("deconvlab:overlap?i=4&k=5&s=2", "/home/of/last-crash.txt");
  frame(12);
  EXPECT_TRUE(asks());
  EXPECT_EQ(model().lesson.scene, "convolution");
  click("crash.open");
  frame(4);
  EXPECT_EQ(model().lesson.scene, "overlap");
  EXPECT_EQ(model().lesson.params.k, Extent::square(5));
  EXPECT_FALSE(asks());
}

TEST_F(CrashWindow, StaysWhereItIsWhereThatIsNotWished) {
  open("convolution", 1280, 720);
  shell().ended_before("deconvlab:overlap?k=5", "/home/of/last-crash.txt");
  frame(12);
  key(Key::escape);
  frame(12);
  EXPECT_EQ(model().lesson.scene, "convolution");
  EXPECT_FALSE(asks());
  shell().ended_before("deconvlab:no-such-scene", "/home/of/last-crash.txt");
  frame(12);
  EXPECT_FALSE(asks());
}

}  // namespace
}  // namespace deconvlab::test
