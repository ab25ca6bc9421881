// The language tables: the same keys in each, and sentences that take what they are given.
#include "app/lang/lang.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

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

TEST(Languages, EveryErrorHasASentence) {
  for (int code = 0; code < static_cast<int>(ErrorCode::count); ++code) {
    const auto key = error_key(static_cast<ErrorCode>(code));
    EXPECT_NE(phrase(language_of("en"), key), key) << code;
  }
}

TEST(Languages, TheProgramsWordsAreTranslatedAndTheUsersAreNot) {
  const Language& chinese = language_of("zh");
  EXPECT_EQ(say(chinese, Error{ErrorCode::unknown_name, {"kernel", "input", "ones"}}), "没有名为“input”的卷积核；可用的有：ones。");
  EXPECT_THAT(say(chinese, Error{ErrorCode::cannot_write, {"kernel", "-"}}), testing::HasSubstr("kernel"));
}

}  // namespace
}  // namespace deconvlab
