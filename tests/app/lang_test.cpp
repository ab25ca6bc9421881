// The language tables: the same keys in each, and sentences that take what they are given.
#include "app/lang/lang.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "app/record/exports.h"
#include "app/record/record_formats.h"
#include "app/scenes/scenes.h"
#include "core/formats/formats.h"
#include "core/operators/kernels.h"
#include "core/samples/labelled.h"
#include "core/samples/samples.h"

namespace deconvlab {
namespace {

std::set<std::string> keys(const Language& language) {
  std::set<std::string> all;
  for (const Phrase& each : language.phrases) EXPECT_TRUE(all.emplace(each.key).second) << each.key << " stands twice";
  return all;
}

// "{0}", "{1}", ... of a phrase, in any order.
std::set<char> places(std::string_view text) {
  std::set<char> all;
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] == '{' && std::isdigit(static_cast<unsigned char>(text[at + 1]))) all.insert(text[at + 1]);
  }
  return all;
}

TEST(Languages, HaveTheSameKeysAndPlaces) {
  const Language& english = language_of("en");
  for (const Language& language : language_table()) {
    EXPECT_EQ(keys(language), keys(english)) << language.id;
    for (const Phrase& each : language.phrases)
      EXPECT_EQ(places(each.text), places(phrase(english, each.key))) << language.id << " " << each.key;
  }
}

// The word used, and others for the same thing that must not stand beside it. A network's unit is 单元, no cell is.
TEST(Languages, ChineseHasOneWordForOneThing) {
  constexpr std::pair<std::string_view, std::string_view> kOthers[] = {
      {"位置索引", "最大值位置"},   {"格", "单元格"},       {"格", "池化单元"},     {"膨胀率", "扩张率"},     {"图片", "图像"},
      {"双线性卷积核", "双线性核"}, {"上排", "上行"},       {"下排", "下行"},       {"反向传回", "往回途中"}, {"无法学到", "学不会"},
      {"总和最大", "显示和最大"},   {"池化结果", "池化图"}, {"插零后", "拉开"},     {"严格卷积", "真卷积"},   {"严格卷积", "真正的卷积"},
      {"卷积核叠加", "加权叠加"},   {"转置卷积", "滤波器"}, {"从 0 起", "从 0 数"}, {"发散", "失控"},         {"快捷键", "按键"},
      {"空洞卷积", "膨胀卷积"}};
  std::string all;
  for (const Phrase& p : language_of("zh").phrases) {
    all += p.text;
    for (const auto& [word, other] : kOthers)
      EXPECT_EQ(p.text.find(other), std::string_view::npos) << p.key << ": " << word << ", not " << other;
    const bool of_cells = p.key.starts_with("unpool.") || p.key.starts_with("imitate.");
    EXPECT_TRUE(!of_cells || p.text.find("单元") == std::string_view::npos) << p.key;
  }
  for (const auto& [word, other] : kOthers) EXPECT_NE(all.find(word), std::string::npos) << word;
}

TEST(Languages, ChineseSentencesListNamesAndJoinWordsAsChineseDoes) {
  const Language& chinese = language_of("zh");
  EXPECT_EQ(say(chinese, Error{ErrorCode::unknown_name, {"scene", "x", "a, b, c"}}), "没有名为“x”的场景；可用的有：a、b、c。");
  EXPECT_EQ(say(language_of("en"), Error{ErrorCode::unknown_name, {"scene", "x", "a, b"}}),
            "There is no scene named \"x\"; there are: a, b.");
  EXPECT_EQ(then("加 0", "（其余）。"), "加 0（其余）。");
}

TEST(Languages, EveryErrorHasASentence) {
  for (int code = 0; code < static_cast<int>(ErrorCode::count); ++code) {
    const auto key = error_key(static_cast<ErrorCode>(code));
    EXPECT_NE(phrase(language_of("en"), key), key) << code;
  }
}

// The sources of a folder, but for `without`, one behind the other.
std::string sources(const std::filesystem::path& folder, std::string_view without = "/none/") {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    const bool source = path.ends_with(".cpp") || path.ends_with(".h");
    if (!source || path.find(without) != std::string::npos) continue;
    std::ifstream file(path);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

const std::filesystem::path kRoot = std::filesystem::path(DECONVLAB_TESTS_DIR).parent_path();

// Keys that the program puts together: a prefix, and the names of a table.
std::set<std::string> computed_keys() {
  std::set<std::string> all;
  const auto add = [&](std::string_view prefix, const auto& table, auto name) {
    for (const auto& line : table) all.insert(std::string(prefix) + std::string(std::invoke(name, line)));
  };
  for (int code = 0; code < static_cast<int>(ErrorCode::count); ++code) all.emplace(error_key(static_cast<ErrorCode>(code)));
  add("kernel.", kernel_table(), &NamedPlane::name);
  add("input.", input_table(), &NamedPlane::name);
  add("sample.", sample_table(), &Sample::name);
  add("class.", scene_classes(), &SceneClass::id);
  add("", scene_table(), &Scene::title_key);
  add("words.", scene_table(), &Scene::id);
  add("", export_table(), &ExportKind::title_key);
  for (const RecordFormat& format : record_format_table()) all.insert("format" + std::string(format.extension));
  for (const Format& format : format_table()) {
    if (format.write_matrix) all.insert("format" + std::string(format.extension));
  }
  return all;
}

TEST(Languages, EveryKeyIsUsed) {
  const std::string code = sources(kRoot / "app", "/lang/") + sources(kRoot / "core");
  const std::set<std::string> computed = computed_keys();
  for (const Phrase& each : language_of("en").phrases) {
    const std::string key(each.key);
    // An error's sentence says "word." + what it is about, and a subcommand's help is "help." + its name.
    const bool composed = key.starts_with("word.") || key.starts_with("help.");
    const std::string tail = key.substr(key.find('.') + 1);
    const bool used = code.find('"' + key + '"') != std::string::npos || (composed && code.find('"' + tail + '"') != std::string::npos);
    EXPECT_TRUE(used || computed.count(key) == 1) << key;
  }
}

TEST(Languages, EveryUsedKeyIsThere) {
  const std::string code = sources(kRoot / "app") + sources(kRoot / "core");
  const std::set<std::string> there = keys(language_of("en"));
  const std::regex use(R"re(\b(?:say|phrase|reason)\((?:[\w.\->]+, )?"([a-z_0-9]+\.[a-z_0-9]+)")re");
  std::set<std::string> used = computed_keys();
  for (std::sregex_iterator at(code.begin(), code.end(), use), end; at != end; ++at) used.insert((*at)[1]);
  // Of layers' texts the places of keys are many.
  const std::string layers = sources(kRoot / "core" / "frameworks") + sources(kRoot / "app" / "cli");
  const std::regex of_layers(R"re("((?:reason|layer|layer_note)\.[a-z_0-9]+)")re");
  for (std::sregex_iterator at(layers.begin(), layers.end(), of_layers), end; at != end; ++at) used.insert((*at)[1]);
  EXPECT_GT(used.size(), 120u);
  for (const std::string& key : used) EXPECT_EQ(there.count(key), 1u) << key;
}

TEST(Languages, AReasonIsSaidInTheSentencesLanguage) {
  const Error error{ErrorCode::malformed, {"x.csv", ".csv", reason("reason.ragged", 2, 1, 3)}};
  EXPECT_EQ(say(language_of("en"), error), "x.csv is not a usable .csv file: line 2 has 1 number and the first 3.");
  EXPECT_EQ(say(language_of("zh"), error), "x.csv 不是可用的 .csv 文件：第 2 行有 1 个数，而第一行有 3 个。");
}

TEST(Sentences, StandASpaceApartUnlessAFullWidthStopDoesIt) {
  EXPECT_EQ(then("One.", "Two."), "One. Two.");
  EXPECT_EQ(then("一。", "二。"), "一。二。");
  EXPECT_EQ(then("", "Two."), "Two.");
  EXPECT_EQ(then("One.", ""), "One.");
}

TEST(Languages, ACodesKeyBearsItsName) {
  EXPECT_EQ(error_key(ErrorCode::not_positive), "error.not_positive");
  EXPECT_EQ(error_key(ErrorCode::cannot_open), "error.cannot_open");
  EXPECT_EQ(error_key(ErrorCode::no_font), "error.no_font");
}

TEST(Languages, TheProgramsWordsAreTranslatedAndTheUsersAreNot) {
  const Language& chinese = language_of("zh");
  EXPECT_EQ(say(chinese, Error{ErrorCode::unknown_name, {"kernel", "input", "ones"}}), "没有名为“input”的卷积核；可用的有：ones。");
  EXPECT_THAT(say(chinese, Error{ErrorCode::cannot_write, {"kernel", "-"}}), testing::HasSubstr("kernel"));
}

}  // namespace
}  // namespace deconvlab
