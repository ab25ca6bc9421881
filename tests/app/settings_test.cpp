// What is remembered between two starts: it comes back as it was, and what a damaged file has is said and replaced by the usual.
#include "app/ui/settings/settings.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/lang/lang.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

TEST(Settings, ComeBackAsTheyWere) {
  const test::Folder folder;
  Settings settings;
  settings.theme = "dark";
  settings.language = "zh";
  settings.text_scale = 1.5;
  settings.reduce_motion = true;
  settings.splits.left = 333;
  settings.width = 1920;
  settings.visited = {"matrix", "overlap"};
  ASSERT_TRUE(save_settings(settings, folder / "deconvlab" / "settings.json"));
  const LoadedSettings loaded = load_settings(folder / "deconvlab" / "settings.json");
  EXPECT_EQ(loaded.settings, settings);
  EXPECT_TRUE(loaded.refused.empty());
}

TEST(Settings, WhereThereAreNoneNothingIsSaid) {
  const test::Folder folder;
  for (const std::filesystem::path& file : {folder / "none", std::filesystem::path()}) {
    EXPECT_EQ(load_settings(file).settings, Settings());
    EXPECT_TRUE(load_settings(file).refused.empty());
  }
}

TEST(Settings, OnlyAFileOfSettingsSaysThatThisIsNoFirstStart) {
  const test::Folder folder;
  EXPECT_TRUE(load_settings(folder / "none").first_start);
  EXPECT_TRUE(load_settings({}).first_start);
  EXPECT_TRUE(load_settings(folder.put("s.json", "{\"width\": -5, ")).first_start);
  EXPECT_TRUE(load_settings(folder.put("s.json", std::string(2'000'000, ' '))).first_start);
  EXPECT_FALSE(load_settings(folder.put("s.json", "{}")).first_start);
  ASSERT_TRUE(save_settings({}, folder / "s.json"));
  EXPECT_FALSE(load_settings(folder / "s.json").first_start);
}

TEST(Settings, AVisitedSceneThatIsNoneIsSaid) {
  const test::Folder folder;
  const auto loaded = load_settings(folder.put("s.json", R"({"visited": ["matrix", "nowhere", 7]})"));
  EXPECT_EQ(loaded.settings.visited, std::vector<std::string>{"matrix"});
  ASSERT_EQ(loaded.refused.size(), 2u);
  EXPECT_NE(say(language_of("en"), loaded.refused.front()).find("nowhere"), std::string::npos);
}

TEST(Settings, EveryFieldIsCheckedAndSaidWithItsValue) {
  const test::Folder folder;
  struct Case {
    const char* field;
    std::vector<const char*> bad;
    const char* right;
  };
  for (const Case& c :
       {Case{"theme", {"7", "null", "\"purple\""}, "light, dark"}, Case{"language", {"7", "\"xx\""}, "en, zh, es"},
        Case{"text_scale", {"0", "-1", "1e30", "1e999", "true", "\"1\"", "null", "[]"}, "0.5 to 3"},
        Case{"speed", {"0", "-3", "1e30", "{}"}, "0.1 to 64"}, Case{"reduce_motion", {"1", "\"true\"", "null"}, "false, true"},
        Case{"left", {"0", "-3", "1e30"}, "100 to 1000"}, Case{"side", {"0", "1", "-1"}, "0.1 to 0.9"},
        Case{"width", {"0", "-1280", "1280.5", "1e30", "4294968576", "18446744073709551615", "true"}, "640 to 16384"},
        Case{"height", {"0", "-1", "720.5", "4294968016", "\"720\""}, "400 to 16384"}}) {
    for (const char* bad : c.bad) {
      const auto loaded = load_settings(folder.put("s.json", fmt::format("{{\"{}\": {}}}", c.field, bad)));
      SCOPED_TRACE(fmt::format("{}: {}", c.field, bad));
      EXPECT_EQ(loaded.settings, Settings());
      ASSERT_EQ(loaded.refused.size(), 1u);
      const std::string sentence = say(language_of("en"), loaded.refused.front());
      if (std::string_view(bad) == "1e999") continue;  // no JSON at all
      EXPECT_NE(sentence.find(c.field), std::string::npos) << sentence;
      EXPECT_NE(sentence.find(c.right), std::string::npos) << sentence;
    }
  }
}

TEST(Settings, AFileThatIsNoneIsSaid) {
  const test::Folder folder;
  for (const char* text : {"", "{", "[]", "3", "\xFF"}) EXPECT_EQ(load_settings(folder.put("s.json", text)).refused.size(), 1u) << text;
  EXPECT_EQ(load_settings(folder.put("s.json", std::string(1'000'000, '['))).refused.size(), 1u);
  EXPECT_EQ(load_settings(folder.put("s.json", std::string(2'000'000, ' '))).refused.front().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace deconvlab
