// The export dialog, used with scripted mouse and keys.
#include <gmock/gmock.h>
#include <imgui.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/ui/dialogs/show_folder.h"
#include "core/formats/formats.h"
#include "tests/app/drawn.h"
#include "tests/app/window_harness.h"

namespace deconvlab {
namespace {

using test::WindowTest;

class Export : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("deconvlab-export-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    WindowTest::TearDown();
  }
  void write_to(const std::filesystem::path& path) {
    click("export.path");
    key(Key::a, true);
    type(path.string());
    click("export.save");
    wait_for_export();
  }

  static bool is_open() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel); }

  std::filesystem::path folder_;
};

TEST_F(Export, WritesCIntoTheFileNamed) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  click("export.what.0");
  write_to(folder_ / "C.npy");
  const auto written = read_array(folder_ / "C.npy");
  ASSERT_TRUE(written) << shell().ui().export_result;
  EXPECT_EQ(written->shape(), (Shape{1, 1, 4, 16}));
  EXPECT_THAT(shell().ui().export_result, testing::HasSubstr("C.npy"));
}

TEST_F(Export, WritesTheTransposeAndSaysWhatIsWrong) {
  open("convolution?i=4&k=3");
  click("export");
  click("export.what.1");
  write_to(folder_ / "Ct.npy");
  EXPECT_EQ(read_array(folder_ / "Ct.npy")->shape(), (Shape{1, 1, 16, 4}));
  write_to(folder_ / "nowhere" / "C.npy");
  EXPECT_TRUE(shell().ui().export_failed);
  write_to(folder_ / "C.docx");
  EXPECT_TRUE(shell().ui().export_failed);
  EXPECT_THAT(shell().ui().export_result, testing::HasSubstr(".docx"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "C.docx"));
}

TEST_F(Export, WritesTheStepsOfATransposedLesson) {
  Model model;
  model.lesson.kind = &kTransposedKind;
  model.lesson.params = {{3, 3}, {3, 3}, {2, 2}, {1, 1}, {1, 1}};
  const auto path = folder_ / "steps.csv";
  ASSERT_TRUE(write_export({2, path.string()}, model));
  const std::string text = *read_whole(path);
  // 49 products: the nonzeros of Ct. The last one is the corner's: the kernel's middle, 5, times input (2,2).
  EXPECT_EQ(std::ranges::count(text, '\n'), 50);
  EXPECT_THAT(text, testing::HasSubstr("\n24,4,4,1,1,2,2,0,8,"));
  EXPECT_FALSE(write_export({2, (folder_ / "steps.doc").string()}, model));
}

TEST_F(Export, SpeaksOfTheFileThatWasWrittenNotOfTheFieldSince) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  write_to(folder_ / "first.npy");
  click("export.path");
  type("second");
  EXPECT_THAT(shell().ui().export_request.path, testing::HasSubstr("second"));
  EXPECT_THAT(shell().ui().export_result, testing::HasSubstr("first.npy"));
}

TEST_F(Export, OpensOnThePicture) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  EXPECT_EQ(export_table()[shell().ui().export_request.kind].stem, "picture");
  EXPECT_EQ(shell().ui().export_request.path, "picture.png");
}

TEST_F(Export, OpensOnCtInATransposedScene) {
  open("transposed");
  key(Key::e, true);
  EXPECT_EQ(export_table()[shell().ui().export_request.kind].stem, "Ct");
  EXPECT_EQ(usual_export(test::lesson("gallery").lesson), usual_export(test::lesson("decoder").lesson));
}

TEST_F(Export, TheFolderIsPickedInTheDialog) {
  std::filesystem::create_directories(folder_ / "slides" / "week 3");
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  click("export.path");
  key(Key::a, true);
  type((folder_ / "C.npz").string());
  click("export.folder");
  frame(2);
  click("export.folders.slides");
  frame(2);
  click("export.folders.week 3");
  EXPECT_EQ(shell().ui().export_request.path, (folder_ / "slides" / "week 3" / "C.npz").string());
  click("export.folders.up");
  EXPECT_EQ(shell().ui().export_request.path, (folder_ / "slides" / "C.npz").string());
}

// Escape leaves what was opened last; what stands above the list of folders does not move for it.
TEST_F(Export, EscapeClosesTheListAndThenTheDialog) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  click("export.format");
  frame(3);
  key(Key::escape);
  frame(3);
  ASSERT_TRUE(is_open());
  const double before = shell().ui().places.at("export.path").y;
  click("export.folder");
  frame(3);
  EXPECT_NEAR(shell().ui().places.at("export.path").y, before, 1);
  key(Key::escape);
  frame(3);
  EXPECT_FALSE(is_open());
}

TEST_F(Export, TheResultsPathCanBeCopied) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  EXPECT_FALSE(has("export.copy"));
  write_to(folder_ / "p.png");
  frame(2);
  click("export.copy");
  EXPECT_EQ(ImGui::GetClipboardText(), (folder_ / "p.png").string());
  EXPECT_TRUE(has("export.show"));
}

// A desktop's opener is a program on the path: here one that notes what it is asked.
TEST_F(Export, AFolderIsShownByTheDesktop) {
  const auto note = folder_ / "asked";
  const std::string before = std::getenv("PATH");
  ASSERT_EQ(::setenv("PATH", folder_.c_str(), 1), 0);
  EXPECT_FALSE(show_folder(folder_));
  std::ofstream(folder_ / kFolderOpener) << "#!/bin/sh\necho \"$1\" > '" << note.string() << "'\n";
  std::filesystem::permissions(folder_ / kFolderOpener, std::filesystem::perms::owner_all);
  EXPECT_TRUE(show_folder(folder_ / "with a blank"));
  ::setenv("PATH", before.c_str(), 1);
  for (int n = 0; n < 500 && !(read_whole(note) && !read_whole(note)->empty()); ++n)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(*read_whole(note), (folder_ / "with a blank").string() + "\n");
}

}  // namespace
}  // namespace deconvlab
