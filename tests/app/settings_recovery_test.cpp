// Settings that outlast crashes, damage, later versions of the program and other windows of it.
#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <thread>

#include "app/ui/settings/keeper.h"
#include "app/ui/settings/merge.h"
#include "app/ui/settings/recovery.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(SettingsMerge, WhatEachWindowChangedStays) {
  Settings base;
  base.scenes = {"deconvlab:matrix?i=4&k=3", "deconvlab:kernels?i=16"};
  base.visited = {"matrix"};
  Settings theirs = base, mine = base;
  theirs.theme = "dark";
  theirs.splits.left = 333;
  theirs.scenes = {"deconvlab:matrix?i=9&k=3", "deconvlab:kernels?i=16", "deconvlab:overlap?k=5"};
  theirs.visited = {"matrix", "overlap"};
  theirs.learnt = {"overlap"};
  mine.language = "zh";
  mine.splits.side = 0.5;
  mine.scenes = {"deconvlab:matrix?i=4&k=3", "deconvlab:fcn?k=4"};  // the kernels went home
  mine.visited = {"matrix", "fcn"};
  mine.learnt = {"fcn"};
  const Settings all = merged(base, mine, theirs);
  EXPECT_EQ(all.theme, "dark");
  EXPECT_EQ(all.language, "zh");
  EXPECT_EQ(all.splits.left, 333);
  EXPECT_EQ(all.splits.side, 0.5);
  EXPECT_THAT(all.scenes, UnorderedElementsAre("deconvlab:matrix?i=9&k=3", "deconvlab:overlap?k=5", "deconvlab:fcn?k=4"));
  EXPECT_THAT(all.visited, UnorderedElementsAre("matrix", "overlap", "fcn"));
  EXPECT_THAT(all.learnt, UnorderedElementsAre("overlap", "fcn"));
}

TEST(SettingsMerge, WhatWasOpenedHereComesFirst) {
  Settings base, mine, theirs;
  base.recent = {"/a"};
  theirs.recent = {"/t", "/a"};
  mine.recent = {"/a"};
  EXPECT_THAT(merged(base, mine, theirs).recent, ElementsAre("/t", "/a"));
  mine.recent = {"/m", "/a"};
  EXPECT_THAT(merged(base, mine, theirs).recent, ElementsAre("/m", "/a", "/t"));
  for (int n = 0; n < 9; ++n) theirs.recent.push_back("/" + std::to_string(n));
  EXPECT_EQ(merged(base, mine, theirs).recent.size(), kMostRecent);
}

TEST(SettingsRecovery, ADamagedFileIsSetAsideAndSaid) {
  for (const char* damaged : {"", "{\"theme\": \"da", "[]", "{\"theme\": \"purple\", \"speed\": 2}", "\xFF\xFE"}) {
    const test::Folder folder;
    const auto file = folder.put("settings.json", damaged);
    const OpenedSettings opened = open_settings(file);
    EXPECT_FALSE(std::filesystem::exists(file)) << damaged;
    EXPECT_EQ(opened.aside, folder / "settings.damaged-1.json");
    EXPECT_EQ(text_of(opened.aside), damaged);
    const std::string said = words_about(opened, file, language_of("en"));
    EXPECT_THAT(said, HasSubstr((folder / "settings.damaged-1.json").string()));
    EXPECT_THAT(said, HasSubstr(file.string()));
    EXPECT_EQ(said.find('{'), std::string::npos) << said;
  }
}

TEST(SettingsRecovery, WhatIsSetAsideIsNeverWrittenOver) {
  const test::Folder folder;
  for (const char* text : {"first", "second", "third"}) open_settings(folder.put("settings.json", text));
  EXPECT_EQ(text_of(folder / "settings.damaged-1.json"), "first");
  EXPECT_EQ(text_of(folder / "settings.damaged-2.json"), "second");
  EXPECT_EQ(text_of(folder / "settings.damaged-3.json"), "third");
}

TEST(SettingsRecovery, ASoundFileStaysWhereItIs) {
  const test::Folder folder;
  const auto file = folder / "settings.json";
  EXPECT_EQ(words_about(open_settings(file), file, language_of("en")), "");
  Settings settings;
  settings.recent = {"/a/picture.png"};
  ASSERT_TRUE(save_settings(settings, file));
  const OpenedSettings opened = open_settings(file);
  EXPECT_EQ(opened.loaded.settings, settings);
  EXPECT_TRUE(opened.aside.empty());
  EXPECT_EQ(words_about(opened, file, language_of("en")), "");
  EXPECT_THAT(folder.names(), ElementsAre("settings.json"));
}

TEST(SettingsRecovery, AFileOfALaterVersionIsLeftAlone) {
  const test::Folder folder;
  const std::string text = R"({"version": 2, "theme": "dark", "text_scale": {"window": 1}, "new": [1]})";
  const auto file = folder.put("settings.json", text);
  const OpenedSettings opened = open_settings(file);
  EXPECT_TRUE(opened.loaded.later);
  EXPECT_EQ(opened.loaded.settings.theme, "dark");
  EXPECT_EQ(opened.loaded.settings.text_scale, 1);
  EXPECT_THAT(words_about(opened, file, language_of("en")), HasSubstr(file.string()));
  Settings changed;
  changed.theme = "light";
  EXPECT_TRUE(merge_into(file, {}, changed));
  EXPECT_EQ(text_of(file), text);
  EXPECT_THAT(folder.names(), ElementsAre("settings.json"));
}

TEST(SettingsRecovery, AFileDamagedWhileItRunsIsSetAsideAndAllIsWritten) {
  const test::Folder folder;
  const auto file = folder.put("settings.json", "{\"theme\":");
  Settings base;
  base.theme = "dark";
  ASSERT_TRUE(merge_into(file, base, base));
  EXPECT_EQ(load_settings(file).settings.theme, "dark");
  EXPECT_EQ(text_of(folder / "settings.damaged-1.json"), "{\"theme\":");
}

// As long as a slow machine may need.
bool comes_true(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!holds() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return holds();
}

TEST(SettingsKeeper, WritesWhileItRuns) {
  const test::Folder folder;
  const auto file = folder / "deconvlab" / "settings.json";
  SettingsKeeper keeper(file, std::nullopt);
  Settings now;
  for (int n = 0; n < 20; ++n) {
    now.splits.left = 200 + n;
    keeper.keep(now);
  }
  EXPECT_TRUE(comes_true([&] { return load_settings(file).settings.splits.left == 219; }));
  now.theme = "dark";
  keeper.keep(now);
  EXPECT_TRUE(keeper.finish());
  EXPECT_EQ(load_settings(file).settings, now);
}

TEST(SettingsKeeper, TwoWindowsDoNotUndoEachOther) {
  const test::Folder folder;
  const auto file = folder / "settings.json";
  const Settings first;
  ASSERT_TRUE(save_settings(first, file));
  SettingsKeeper one(file, first), other(file, first);
  Settings a = first, b = first;
  a.learnt = {"convolution"};
  a.theme = "dark";
  one.keep(a);
  ASSERT_TRUE(one.finish());
  b.learnt = {"matrix"};
  b.text_scale = 1.5;
  other.keep(b);
  ASSERT_TRUE(other.finish());
  const Settings all = load_settings(file).settings;
  EXPECT_THAT(all.learnt, UnorderedElementsAre("convolution", "matrix"));
  EXPECT_EQ(all.theme, "dark");
  EXPECT_EQ(all.text_scale, 1.5);
}

TEST(SettingsKeeper, ManyWindowsAtOnceLoseNothing) {
  const test::Folder folder;
  const auto file = folder / "settings.json";
  constexpr int kWindows = 8;
  std::vector<std::thread> windows;
  for (int n = 0; n < kWindows; ++n) {
    windows.emplace_back([&, n] {
      Settings mine;
      mine.learnt = {"lesson" + std::to_string(n)};
      EXPECT_TRUE(merge_into(file, {}, mine));
    });
  }
  for (std::thread& window : windows) window.join();
  EXPECT_EQ(load_settings(file).settings.learnt.size(), std::size_t{kWindows});
  EXPECT_THAT(folder.names(), ElementsAre("settings.json"));
}

TEST(SettingsKeeper, SaysOnceThatNothingCanBeWritten) {
  const test::Folder folder;
  const auto file = folder.put("file", "no folder") / "settings.json";
  SettingsKeeper keeper(file, std::nullopt);
  keeper.keep({});
  std::optional<Error> error;
  EXPECT_TRUE(comes_true([&] { return (error = error ? error : keeper.refused()).has_value(); }));
  EXPECT_EQ(error->code, ErrorCode::cannot_write);
  EXPECT_FALSE(keeper.refused());
  EXPECT_FALSE(keeper.finish());
}

}  // namespace
}  // namespace deconvlab
