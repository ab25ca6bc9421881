// What pages say, over a sweep of settings: equations that are true, forms that go with their numbers, one way to write a number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <regex>
#include <set>

#include "tests/app/said.h"
#include "tests/equations.h"

namespace deconvlab {
namespace {

using test::draw;
using test::said_on;
using testing::HasSubstr;
using testing::Not;

// "1 rows", "those 1 cells", "10 to 10": what is wrong in a text, or nothing. A size such as 3 × 1 has cells, and a verb has its s.
std::string mismatch(const std::string& text) {
  static const std::regex kPlural(R"((^|[^0-9.,·_{(|×x ] ?|[a-z:,;] )1 ([a-z]+s)\b)");
  static const std::regex kEnds(R"((^|[^0-9.(=] ?)\b([0-9]+) ?(?:to|至|到) ?([0-9]+)\b)");
  static const std::set<std::string> kVerbs{"is",    "was",     "has",   "as",    "this",  "does",  "divides", "stands",
                                            "takes", "holds",   "keeps", "shows", "needs", "means", "grows",   "stamps",
                                            "skips", "answers", "lies",  "makes", "meets", "times", "ms",      "es"};
  for (std::sregex_iterator at(text.begin(), text.end(), kPlural), end; at != end; ++at) {
    if (kVerbs.count((*at)[2]) == 0) return (*at)[0];
  }
  for (std::sregex_iterator at(text.begin(), text.end(), kEnds), end; at != end; ++at) {
    if ((*at)[2] == (*at)[3]) return (*at)[0];
  }
  return {};
}

TEST(Pages, MismatchesOfFormsAreFound) {
  EXPECT_EQ(mismatch("read by 1 placements of the kernel"), "y 1 placements");
  EXPECT_EQ(mismatch("rows 10 to 10"), "s 10 to 10");
  EXPECT_EQ(mismatch("over 3 × 1 cells, 21 rows, 1 is"), "");
}

TEST(Pages, EveryEquationHoldsWithItsNumbersAndFormsGoWithTheirs) {
  int compared = 0;
  test::for_each_text([&](const std::string& text, const std::string& link) {
    const test::Equations equations(text);
    compared += equations.compared();
    EXPECT_THAT(equations.wrong(), testing::IsEmpty()) << link;
    EXPECT_EQ(mismatch(text), "") << link << "\n" << text;
  });
  EXPECT_GT(compared, 2000);
}

// Of every sentence there is, whoever says it: all its arguments are 1.
TEST(Languages, EveryPhraseHasAFormForOne) {
  // What cannot be 1, or is no count.
  static const std::set<std::string_view> kNeverOne{"decoder.more_deconvs",
                                                    "decoder.more_convs",
                                                    "decoder.story_deconv",
                                                    "decoder.story_conv",
                                                    "decoder.story_input",
                                                    "decoder.story_zeros",
                                                    "project.story_back",
                                                    "scene.fcn_note",
                                                    "scene.fcn_note_overlay",
                                                    "scene.fcn_step_scores",
                                                    "scene.fcn_step_fused",
                                                    "unpool.tie_more",
                                                    "imitate.step",
                                                    "scene.ways_skipped",
                                                    "scene.conv2d_transpose_sizes",
                                                    "train.judged",
                                                    "train.score",
                                                    "demo.lessons",
                                                    "error.matrix_too_large",
                                                    "error.groups_do_not_divide",
                                                    "unpool.output_sizes",
                                                    "scene.conv2d_transpose_shifted",
                                                    "scene.nonzero",
                                                    "reason.plan_number",
                                                    "reason.setting_range",
                                                    "scene.t_nonzero",
                                                    "reason.stream_too_large",
                                                    "reason.several_arrays",
                                                    "reason.mtx_more",
                                                    "note.channels_first",
                                                    "note.planes_stacked",
                                                    "decoder.growth",
                                                    "layer.block",
                                                    "reason.layer_groups",
                                                    "layer.groups",
                                                    "layer_note.no_switches",
                                                    "layer_note.only_zeros",
                                                    "reason.argument_twice",
                                                    "reason.contradiction",
                                                    "reason.size_and_scale"};
  const std::int64_t one = 1;
  for (const Language& language : language_table()) {
    for (const Phrase& each : language.phrases) {
      if (kNeverOne.count(each.key) == 1) continue;
      EXPECT_EQ(mismatch(filled(each.text, fmt::make_format_args(one, one, one, one, one, one, one, one, one, one))), "") << each.key;
    }
  }
}

TEST(Languages, FormsAreChosenByTheArgument) {
  const auto with = [](std::string_view text, auto... args) { return filled(text, fmt::make_format_args(args...)); };
  EXPECT_EQ(with("{0} {0|cell|cells}", 1), "1 cell");
  EXPECT_EQ(with("{0} {0|cell|cells}", 0), "0 cells");
  EXPECT_EQ(with("{0} {0|cell|cells}", 11), "11 cells");
  EXPECT_EQ(with("{1|that cell|those {1} cells} of {0}", "x", 2), "those 2 cells of x");
  EXPECT_EQ(with("{0=1|row {0}|rows {0} to {1}}", 4, 4), "row 4");
  EXPECT_EQ(with("{0=1|row {0}|rows {0} to {1}}", 4, 5), "rows 4 to 5");
  EXPECT_EQ(with("{0=1||not }here", 4, 5), "not here");
  EXPECT_EQ(with("x_{{{0},{1}}} {0|has|have}", 1, 2), "x_{1,2} has");
  EXPECT_EQ(with("p | p_end of {0}", 1), "p | p_end of 1");
  EXPECT_EQ(with("{0:<4}| {0|one|more}", std::string("1")), "1   | one");
}

TEST(Numbers, AreWrittenInOneWay) {
  constexpr float kInf = std::numeric_limits<float>::infinity();
  EXPECT_EQ(number(1.4e9), "1.4·10⁹");
  // Sixteenths are those of bilinear kernels.
  EXPECT_EQ(number(0.5625), "0.5625");
  EXPECT_EQ(number(-0.0625), "−0.0625");
  EXPECT_EQ(number(0.75), "0.75");
  EXPECT_EQ(number(1.0 / 3), "0.333");
  EXPECT_FALSE(is_rounded(0.5625f));
  EXPECT_EQ(number(-2.5e8), "−2.5·10⁸");
  EXPECT_EQ(number(1e-5), "10⁻⁵");
  EXPECT_EQ(number(-1e-16), "−10⁻¹⁶");
  EXPECT_EQ(number(kInf), "∞");
  EXPECT_EQ(number(-kInf), "−∞");
  EXPECT_EQ(number(std::numeric_limits<float>::quiet_NaN()), "NaN");
  EXPECT_EQ(number(9999999), "9999999");
  EXPECT_EQ(number(-0.25), "−0.25");
  EXPECT_EQ(every_digit(1e20f), "10²⁰");
  EXPECT_EQ(every_digit(-0.1f), "−0.1");
  EXPECT_EQ(significant(0.0001, 3), "0.0001");
  EXPECT_EQ(significant(1.23456e7, 4), "1.235·10⁷");
  EXPECT_FALSE(is_rounded(kInf));
  EXPECT_TRUE(is_rounded(1.23456e9f));
}

// No exponent as C writes it, and no hyphen for a minus before a digit.
TEST(Numbers, OfEveryPageAreWrittenSo) {
  static const std::regex kC(R"([0-9]e[+-][0-9])");
  static const std::regex kHyphen(R"((^|[ (=])-[0-9])");
  for (const char* link :
       {"convolution?i=3&k=2&input=own:3x3:1.4e9,-1,0.00001,2,3,4,5,6,-0.1&kernel=own:2x2:0.1,-25,0.3,-100",
        "transposed?i=2&k=2&input=own:2x2:1.4e9,-1,0.00001,-2&kernel=own:2x2:0.1,-25,0.3,-100",
        "overlap?i=2&k=2&input=own:2x2:1.4e9,-1,0.00001,-2", "passes?i=3&k=2&input=own:3x3:1.4e9,-1,0.00001,2,3,4,5,6,-0.1",
        "unpool?i=4&k=2&s=2&up=2&kernel=own:2x2:0.00001,-25,0.3,-100&input=own:4x4:1.4e9,-1,2,3,4,5,6,7,8,9,1,2,3,4,-5,6",
        "imitate?i=4&k=2&s=2&up=2&rate=0.00001"}) {
    for (const std::string& text : said_on(test::lesson(link))) {
      EXPECT_FALSE(std::regex_search(text, kC)) << text;
      EXPECT_FALSE(std::regex_search(text, kHyphen)) << text;
    }
  }
}

// "9 × 25，81" reads as a fraction: what parts numbers in Chinese is another sign.
TEST(Numbers, AreNotPartedByAFullWidthComma) {
  static const std::regex kComma("[0-9] ?， ?[0-9]");
  int chinese = 0;
  test::for_each_text([&](const std::string& text, const std::string& link) {
    EXPECT_FALSE(std::regex_search(text, kComma)) << link << "\n" << text;
    chinese += text.find("，") != std::string::npos;
  });
  EXPECT_GT(chinese, 100);
}

std::string sentence_of(const std::string& link, Focus focus = {}) { return draw(link, focus).sentence; }

// The way back of 5 cells in windows of 2 that overhang: 4 4 5 5 6 in each row of ② and ③.
TEST(UnpoolPage, WhereWindowsOverhangTheEndTheWayBackIsCutThere) {
  const char* link = "unpool?i=5&k=2&s=2&up=2&ceil=1&kernel=ones&t=17&input=own:5x5:1,3,2,1,6,4,2,0,5,2,7,6,1,1,3,5,0,2,9,1,8,1,2,3,4";
  const auto results = compute(test::lesson(link).lesson);
  ASSERT_TRUE(results);
  const Resampled& r = *results->pooling().resampled;
  EXPECT_EQ(r.pooled.values, Tensor::plane({3, 3}, {4, 5, 6, 7, 9, 3, 8, 3, 4}));
  EXPECT_EQ(results->output, r.nearest);
  const auto row = results->output.data().subspan(0, 5);
  EXPECT_EQ(std::vector<float>(row.begin(), row.end()), (std::vector<float>{4, 4, 5, 5, 6}));
  const auto said = said_on(test::lesson(link));
  EXPECT_THAT(said, testing::Contains("o = ⌈(i + 2p − k) / s⌉ + 1 = ⌈(5 + 2·0 − 2) / 2⌉ + 1 = 3"));
  EXPECT_THAT(said, testing::Contains(HasSubstr("way back:  o′ = s(i′ − 1) + a + k′ − p_{↑} − p_{end} = 2·(3 − 1) + 0 + 2 − 0 − 1 = 5")));
  EXPECT_THAT(said, testing::Contains(HasSubstr("③ equals ② exactly, for every input: all 25 rows")));
}

TEST(UnpoolPage, SaysWhereAWindowIsLeftOut) {
  const auto said = said_on(test::lesson("unpool?i=3&k=2&s=2&p=1&up=2&ceil=1"));
  EXPECT_THAT(said, testing::Contains(HasSubstr("o = ⌈(i + 2p − k) / s⌉ + 1 − 1 = ⌈(3 + 2·1 − 2) / 2⌉ + 1 − 1 = 2")));
}

TEST(OverlapPage, SaysWhatACellShowsAndWhatItWillShow) {
  const Focus cell{Target::output, {2, 0}, {}};
  EXPECT_THAT(sentence_of("overlap?i=2&k=3&s=1&t=0", cell), HasSubstr("1 so far, in the end 2 × 1 = 2"));
  EXPECT_THAT(sentence_of("overlap?i=2&k=3&s=1&t=3", cell), Not(HasSubstr("so far")));
  // What is said is what the cell shows, at every moment.
  for (double t = 0; t <= 3; t += 0.25) {
    const std::string link = fmt::format("overlap?i=2&k=3&s=1&t={}", t);
    const std::string said = sentence_of(link, cell);
    const std::regex shown(R"(: (\d+) (so far|× \d+ = (\d+)))");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(said, found, shown)) << said;
    const std::string count = found[3].matched ? found[3] : found[1];
    const auto drawn = draw(link, cell);
    const auto hit = std::ranges::find_if(drawn.hits, [&](const Hit& h) { return h.holds(cell); });
    ASSERT_NE(hit, drawn.hits.end());
    const Rect place = hit->of(cell).rect;
    const auto text = std::ranges::find_if(drawn.canvas.texts, [&](const auto& t) { return place.contains(t.rect.centre()); });
    ASSERT_NE(text, drawn.canvas.texts.end());
    EXPECT_EQ(text->text, count) << link << " " << said;
  }
}

TEST(OverlapPage, MendsNothingWhereNothingIsEnlarged) {
  EXPECT_THAT(said_on(test::lesson("overlap?i=3&k=3&s=1")), testing::Contains(HasSubstr("there is nothing to mend")));
  EXPECT_THAT(said_on(test::lesson("overlap?i=3&k=3&s=2")), testing::Contains(HasSubstr("copy each cell of x over 2 × 2 cells")));
}

// A Sobel kernel has a column of zeros.
TEST(KernelsPage, SaysHowManyWeightsAreLeftOut) {
  EXPECT_THAT(sentence_of("kernels?i=16&k=3&kernel=sobel-x&t=4"), HasSubstr("6 products (3 weights are 0 and left out), done again"));
  EXPECT_THAT(sentence_of("kernels?i=16&k=3&kernel=box&t=4"), HasSubstr("9 products, done again"));
}

// 2 x 2 cells, stride 2, a = 1: the kernel's last place lies on one cell, on zeros of the output padding and on padding.
TEST(FractionalPage, CountsZerosOfTheOutputPaddingApart) {
  const std::string said = sentence_of("fractional?i=2&k=3&s=2&p=1&a=1&t=20");
  EXPECT_THAT(said, HasSubstr("of its 9 weights 1 lies on cells, 0 on inserted zeros, 5 on padding, 3 on the output padding"));
  EXPECT_THAT(sentence_of("fractional?i=2&k=3&s=2&p=1&a=1&t=10"), Not(HasSubstr("output padding")));
}

}  // namespace
}  // namespace deconvlab
