// Where lines of text end: Chinese punctuation and formulas stay with what they belong to.
#include "app/draw/rich_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/drawn.h"

namespace deconvlab::test {
namespace {

using testing::ElementsAre;

// The lines of a text where `characters` of the canvas' equally wide characters fit into one.
std::vector<std::string> lines_of(const std::string& text, int characters) {
  constexpr double kSize = 10;
  constexpr double kCharacter = 5.8;
  RecordingCanvas canvas;
  const double width = characters * kCharacter + 0.01;
  const TextRun run{text, {}};
  const int count = wrapped_lines(canvas, width, run, kSize);
  draw_wrapped(canvas, {0, 0}, width, run, kSize, count);
  std::vector<std::string> lines;
  for (const RecordingCanvas::Text& each : canvas.texts) lines.push_back(each.text);
  EXPECT_EQ(std::ssize(lines), count);
  return lines;
}

TEST(WrappedText, BreaksAtSpaces) {
  EXPECT_THAT(lines_of("the cells that no stamp reaches", 12), ElementsAre("the cells", "that no", "stamp", "reaches"));
  EXPECT_THAT(lines_of("unpooling", 4), ElementsAre("unpo", "olin", "g"));
}

TEST(WrappedText, AProductOfSizesIsOnePiece) {
  EXPECT_THAT(lines_of("from 7 × 7 on", 8), ElementsAre("from", "7 × 7 on"));
  EXPECT_THAT(lines_of("from 7 × 7 on", 6), ElementsAre("from", "7 × 7", "on"));
  EXPECT_THAT(lines_of("从 14 × 14 起", 7), ElementsAre("从", "14 × 14", "起"));
  EXPECT_THAT(lines_of("a 224 × 224 × 3 map", 14), ElementsAre("a", "224 × 224 × 3", "map"));
}

TEST(WrappedText, AShortFormulaIsOnePiece) {
  EXPECT_THAT(lines_of("side is 16(34 − 1) + 64 here", 17), ElementsAre("side is", "16(34 − 1) + 64", "here"));
  EXPECT_THAT(lines_of("with k = 3, s = 1 and p = 1", 8), ElementsAre("with", "k = 3,", "s = 1", "and", "p = 1"));
}

// Before a sign, outside of brackets, and not beside an equals sign.
TEST(WrappedText, ALongFormulaBreaksBeforeASign) {
  EXPECT_THAT(lines_of("side 16(34 − 1) + 64 = 592", 18), ElementsAre("side 16(34 − 1)", "+ 64 = 592"));
  EXPECT_THAT(lines_of("o′ = (14 − 1) + 3 − 2·1 = 14", 20), ElementsAre("o′ = (14 − 1) + 3", "− 2·1 = 14"));
  EXPECT_THAT(lines_of("2·1 + 3·4 + 5·6 + 7·8 + 9·1", 12), ElementsAre("2·1 + 3·4", "+ 5·6 + 7·8", "+ 9·1"));
}

TEST(WrappedText, AFormulaThatNoLineHoldsIsBrokenAfterAll) {
  EXPECT_THAT(lines_of("16(34 − 1) + 64", 10), ElementsAre("16(34 − 1)", "+ 64"));
  EXPECT_THAT(lines_of("7 × 7", 3), ElementsAre("7 ×", "7"));
}

TEST(WrappedText, NoChineseLineBeginsWithWhatCloses) {
  EXPECT_THAT(lines_of("反池化，卷积", 3), ElementsAre("反", "池化，", "卷积"));
  EXPECT_THAT(lines_of("反池化（卷积）。叠加", 7), ElementsAre("反池化", "（卷积）。叠加"));
  EXPECT_THAT(lines_of("由DeconvNet：SegNet", 12), ElementsAre("由DeconvNet：", "SegNet"));
}

TEST(WrappedText, NoChineseLineEndsWithWhatOpens) {
  EXPECT_THAT(lines_of("反池化（卷积", 4), ElementsAre("反池化", "（卷积"));
  EXPECT_THAT(lines_of("反池（SegNet）", 4), ElementsAre("反池", "（Seg", "Net）"));
}

// The end of a word is not alone with its punctuation.
TEST(WrappedText, AChineseLineBeginsWithTwoCharactersBeforePunctuation) {
  EXPECT_THAT(lines_of("反池化不学习：位置", 6), ElementsAre("反池化不", "学习：位置"));
}

TEST(WrappedText, AShortChineseRemarkIsOnePiece) {
  EXPECT_THAT(lines_of("和为四（输入 0）加五", 7), ElementsAre("和为四", "（输入 0）加", "五"));
}

TEST(WrappedText, EveryChinesePhraseKeepsItsPunctuation) {
  for (const Phrase& phrase : language_of("zh").phrases) {
    if (phrase.text.find("_{") != std::string_view::npos) continue;  // a line of several texts
    for (int characters = 6; characters < 40; ++characters) {
      const std::vector<std::string> lines = lines_of(std::string(phrase.text), characters);
      for (std::size_t n = 0; n < lines.size(); ++n) {
        for (const char* closing : {"，", "。", "：", "；", "、", "）"}) EXPECT_FALSE(n > 0 && lines[n].starts_with(closing)) << lines[n];
        EXPECT_FALSE(n + 1 < lines.size() && lines[n].ends_with("（")) << lines[n];
      }
    }
  }
}

}  // namespace
}  // namespace deconvlab::test
