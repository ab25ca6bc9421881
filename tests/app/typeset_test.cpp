// Widths that are added up from letters are those of the whole text.
#include "app/draw/typeset.h"

#include <gtest/gtest.h>

#include <string>

#include "app/lang/lang.h"

namespace deconvlab {
namespace {

TEST(Typeset, EveryPhraseIsAsWideAsItsLettersTogether) {
  for (const Language& language : language_table()) {
    for (const Phrase& phrase : language.phrases) {
      const std::string_view text = phrase.text.substr(0, phrase.text.find('\n'));
      for (const double size : {9.0, 13.0, 21.37}) {
        for (const Weight weight : {Weight::regular, Weight::bold}) {
          const TextStyle style{.color = {}, .size = size, .weight = weight};
          EXPECT_EQ(typeset_width(text, style), layout_width(layout_of(text, style).get())) << text << " " << size;
        }
      }
    }
  }
}

// An accent alone has a width that it has not over its letter; a line below another does not make a text wider.
TEST(Typeset, WhatDoesNotStandForItselfIsLaidOutWhole) {
  const TextStyle style{.color = {}, .size = 16};
  for (const std::string_view text :
       {"o\u0301", "a\nb", "a\u2028bc", "x\u200Dy", "\u0633\u0644\u0627\u0645", "\xE2\x9A\x96\xEF\xB8\x8F", "\xF0\x9F\x91"})
    EXPECT_EQ(typeset_width(text, style), layout_width(layout_of(text, style).get())) << text;
  EXPECT_EQ(typeset_width("o\u0301", style), typeset_width("o", style));
}

}  // namespace
}  // namespace deconvlab
