// The export dialog, used with scripted mouse and keys.
#include <gmock/gmock.h>
#include <imgui.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "app/record/record_formats.h"
#include "app/record/still.h"
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

TEST_F(Export, AFileThatIsThereIsReplacedWhenThatWasAsked) {
  const auto path = folder_ / "C.npy";
  std::ofstream(path) << "theirs";
  open("convolution?i=4&k=3");
  click("export");
  click("export.what.1");
  write_to(path);
  EXPECT_EQ(*read_whole(path), "theirs");
  EXPECT_FALSE(shell().ui().exporting.valid());
  write_to(folder_ / "D.npy");  // another name is another question
  EXPECT_TRUE(std::filesystem::exists(folder_ / "D.npy"));
  write_to(path);
  EXPECT_EQ(*read_whole(path), "theirs");
  click("export.save");
  wait_for_export();
  EXPECT_EQ(read_array(path)->shape(), (Shape{1, 1, 16, 4}));
  click("export.save");  // its own file it writes again
  wait_for_export();
  EXPECT_FALSE(shell().ui().export_failed);
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

// What stands above the list of folders does not move for it.
TEST_F(Export, EscapeClosesTheDialog) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
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

// Those extensions of every kind that the lesson is offered in.
std::vector<std::pair<int, std::string>> offered(const Model& model, const Results& results) {
  std::vector<std::pair<int, std::string>> all;
  for (int kind = 0; kind < static_cast<int>(export_table().size()); ++kind)
    for (const std::string_view extension : export_extensions(kind, model, &results)) all.emplace_back(kind, extension);
  return all;
}

// Every format of every kind: what is offered is written, what is not is refused.
class Offers : public Export {
 protected:
  // Of every third scene from the n-th on.
  void try_scenes(std::size_t n);
};

void Offers::try_scenes(std::size_t n) {
  std::set<std::string_view> all{".docx"};
  for (const auto& format : format_table()) all.insert(format.extension);
  for (const auto& format : record_format_table()) all.insert(format.extension);
  for (; n < scene_table().size(); n += 3) {
    const Scene& scene = scene_table()[n];
    const Model model = test::lesson(std::string(scene.id));
    const auto& results = test::results_of(model.lesson);
    ASSERT_TRUE(results) << scene.id;
    const auto can = offered(model, *results);
    for (int kind = 0; kind < static_cast<int>(export_table().size()); ++kind) {
      if (export_table()[kind].stem == "film") continue;
      for (const std::string_view extension : all) {
        SCOPED_TRACE(testing::Message() << scene.id << " " << export_table()[kind].stem << extension);
        const auto path = folder_ / ("file" + std::string(extension));
        const bool is_offered = std::ranges::find(can, std::pair(kind, std::string(extension))) != can.end();
        const bool is_page = kind == kPictureExport && is_offered;  // all scenes have the same: one of each is enough
        if (is_page && scene.id != "convolution") continue;
        EXPECT_EQ(write_export({kind, path.string()}, model).has_value(), is_offered);
        EXPECT_EQ(std::filesystem::exists(path), is_offered);
        std::filesystem::remove(path);
      }
    }
  }
}

TEST_F(Offers, AreWrittenAndNothingElseIsOfTheFirstScenes) { try_scenes(0); }
TEST_F(Offers, AreWrittenAndNothingElseIsOfTheSecondScenes) { try_scenes(1); }
TEST_F(Offers, AreWrittenAndNothingElseIsOfTheThirdScenes) { try_scenes(2); }

TEST_F(Export, LayersAreOfferedAsPictureAndTable) {
  const Model model = test::lesson("layers");
  const auto can = offered(model, *test::results_of(model.lesson));
  EXPECT_THAT(can, testing::AllOf(testing::Contains(std::pair(3, ".png")), testing::Contains(std::pair(4, ".csv")),
                                  testing::Contains(std::pair(4, ".json")), testing::Each(testing::Pair(testing::Ge(3), testing::_))));
  const auto path = folder_ / "layers.csv";
  ASSERT_TRUE(write_export({4, path.string()}, model));
  EXPECT_THAT(*read_whole(path), testing::HasSubstr("\nconv k3 s2 p1,,6x6,1x1,5x5,2x2,0x0,"));
}

TEST_F(Export, TheDialogOffersWhatTheLessonHas) {
  open("layers");
  key(Key::e, true);
  frame(3);
  EXPECT_EQ(export_table()[shell().ui().export_request.kind].stem, "picture");
  EXPECT_FALSE(has("export.what.3")) << "there are a picture, layers and a film";
  click("export.what.1");
  EXPECT_EQ(shell().ui().export_request.path, "layers.csv");
  write_to(folder_ / "net.json");
  EXPECT_THAT(*read_whole(folder_ / "net.json"), testing::HasSubstr("\"layer\": \"deconv k4 s2 p1\""));
}

// The picture's place is the film's when that is chosen; while it is written, what is there says how far.
TEST_F(Export, AFilmIsWritten) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  click("export.what.4");
  EXPECT_EQ(shell().ui().export_request.path, "film.gif");
  write_to(folder_ / "film.html");
  EXPECT_FALSE(shell().ui().export_failed) << shell().ui().export_result;
  EXPECT_THAT(*read_whole(folder_ / "film.html"), testing::HasSubstr("const frames = ["));
}

// Little-endian numbers of a GIF's header.
int side_of_gif(const std::string& gif, std::size_t at) {
  return static_cast<unsigned char>(gif[at]) + 256 * static_cast<unsigned char>(gif[at + 1]);
}

TEST_F(Export, AFilmIsAsTheDialogSays) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  click("export.what.4");
  click("export.format.0");
  EXPECT_EQ(shell().ui().export_request.path, "film.gif");
  click("export.size.0");
  click("export.rate.1");
  click("export.theme.1");
  click("export.language.1");
  const ExportLook& look = shell().ui().export_request.look;
  EXPECT_EQ(look.height, 360);
  EXPECT_EQ(look.per_second, 5);
  EXPECT_EQ(look.theme, "dark");
  EXPECT_EQ(look.language, "zh");
  write_to(folder_ / "film.gif");
  const std::string gif = *read_whole(folder_ / "film.gif");
  EXPECT_EQ(side_of_gif(gif, 6), 640);
  EXPECT_EQ(side_of_gif(gif, 8), 360);
  EXPECT_THAT(link_in_file(folder_ / "film.gif"), testing::HasSubstr("theme=dark&lang=zh"));
}

TEST_F(Export, APictureIsAsTheDialogSays) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  click("export.size.1");
  click("export.background.2");
  write_to(folder_ / "p.png");
  const auto picture = read_noted(folder_ / "p.png");
  EXPECT_EQ(picture->array.shape().plane(), (Extent{720, 1280}));
  EXPECT_FALSE(picture->notes.empty()) << "what is not filled is transparent";
}

// Before anything is written the dialog says what it comes to.
TEST_F(Export, WhatAFilmComesToIsKnownBefore) {
  const Model model = test::lesson("convolution?i=4&k=3&s=1&p=0");
  const int film =
      static_cast<int>(std::ranges::find(export_table(), std::string_view("film"), &ExportKind::stem) - export_table().begin());
  for (const char* name : {"film.gif", "film.html", "film.apng"}) {
    ExportRequest request{.kind = film, .path = (folder_ / name).string()};
    request.look.height = 360;
    request.look.per_second = 10;
    const auto estimate = estimate_export(request, model);
    ASSERT_TRUE(estimate);
    ASSERT_TRUE(write_export(request, model));
    const auto bytes = static_cast<double>(std::filesystem::file_size(folder_ / name));
    EXPECT_LT(std::abs(std::log2(static_cast<double>(estimate->bytes) / bytes)), 1) << name << " has " << bytes;
    // 4 steps: 3 seconds between them, and the last one stays for a second.
    EXPECT_NEAR(estimate->seconds, 4.1, 0.2) << name;
    EXPECT_EQ(estimate->width, 640);
  }
  ExportRequest beyond{.kind = film, .path = "film.gif"};
  beyond.look.to = 9;
  EXPECT_FALSE(estimate_export(beyond, model));
  const auto picture = estimate_export({.kind = kPictureExport, .path = "p.png"}, model);
  EXPECT_EQ(picture->height, 1080);
  EXPECT_GT(picture->bytes, 10'000u);
}

// It goes on drawing until that is known, and then stands still.
TEST_F(Export, TheDialogSaysWhatAFilmComesTo) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  frame(3);
  click("export.what.4");
  frame(2);
  const auto& estimate = shell().ui().export_estimate;
  EXPECT_TRUE(estimate.known || estimate.coming.valid());
  wait_until([&] { return estimate.known && !estimate.coming.valid() && (*estimate.known)->seconds > 0; });
  EXPECT_EQ((*estimate.known)->width, 1280);
  EXPECT_GT((*estimate.known)->frames, 20);
}

// The same picture, small; what is transparent lies on a chequer.
TEST_F(Export, ThePreviewIsWhatIsWritten) {
  const Model model = test::lesson("convolution?i=4&k=3&s=1&p=0");
  ExportRequest request{.kind = kPictureExport, .path = "p.png"};
  const Raster whole = *preview_of_export(request, model, 320, 240);
  EXPECT_EQ(whole.width, 320);
  EXPECT_EQ(whole.height, 180);
  const auto shown = still(model, {.width = 320, .height = 180});
  EXPECT_EQ(whole.rgba, rasterized(*shown).rgba);
  request.look.background = Background::none;
  EXPECT_NE(preview_of_export(request, model, 320, 240)->rgba[0], preview_of_export(request, model, 320, 240)->rgba[6]);
  request.look.crop = true;
  const Raster part = *preview_of_export(request, model, 320, 240);
  EXPECT_NE(part.width * 9, part.height * 16);
  request.path = "p.none";
  EXPECT_FALSE(preview_of_export(request, model, 320, 240));
}

TEST_F(Export, TheDialogShowsAPreviewThatFollowsTheSettings) {
  open("convolution?i=4&k=3");
  key(Key::e, true);
  const auto& preview = shell().ui().export_preview;
  const auto is_there = [&] { return preview.known && *preview.known && !preview.coming.valid() && has("export.preview"); };
  wait_until(is_there);
  const auto light = (*preview.known)->id;
  click("export.theme.1");
  wait_until([&] { return is_there() && (*preview.known)->id != light; });
  click("export.margins.1");
  EXPECT_TRUE(shell().ui().export_request.look.crop);
  wait_until([&] { return is_there() && (*preview.known)->width * 9 != (*preview.known)->height * 16; });
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
