// Exercises: each has exactly the answers that it says, by loops of the test's own; none is plain, no two of a sheet are the same, and
// what is said about them is true.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <regex>
#include <set>
#include <sstream>

#include "app/exercises/exercise.h"
#include "app/lang/reasons.h"
#include "app/scenes/scenes.h"
#include "app/state/link.h"
#include "tests/equations.h"

namespace deconvlab::test {
namespace {

using Numbers = std::map<std::string, long>;
using Grid2 = std::vector<std::vector<long>>;

constexpr int kEach = 10000;

// "scene?i=5&k=3": what the link says of sizes.
Numbers numbers_of(const std::string& link) {
  Numbers numbers;
  static const std::regex kField(R"([?&](\w+)=(-?\d+)(?=&|$))");
  numbers["d"] = 1;
  for (std::sregex_iterator at(link.begin(), link.end(), kField), end; at != end; ++at) numbers[(*at)[1]] = std::stol((*at)[2]);
  return numbers;
}

// The arguments of a reason().
std::vector<std::string> args_of(const std::string& text) {
  std::vector<std::string> args;
  std::stringstream rest(text.substr(1));
  for (std::string part; std::getline(rest, part, kReasonMark);) args.push_back(part);
  args.erase(args.begin());
  return args;
}

Grid2 rows_of(const Grid& grid) {
  Grid2 rows(static_cast<std::size_t>(grid.size.h));
  for (std::size_t n = 0; n < grid.cells.size(); ++n)
    rows[n / static_cast<std::size_t>(grid.size.w)].push_back(std::atol(grid.cells[n].c_str()));
  return rows;
}

// Where the placements of a kernel along an axis begin.
std::vector<long> starts(long i, long k, long s, long p, long d) {
  std::vector<long> all;
  for (long at = -p; at + d * (k - 1) < i + p; at += s) all.push_back(at);
  return all;
}

using Answers = std::set<Answer>;

Answers output_size(const Exercise& e, Numbers n) {
  (void)e;
  return {{std::ssize(starts(n["i"], n["k"], n["s"], n["p"], n["d"]))}};
}

Answers input_sizes(const Exercise& e, Numbers n) {
  const long o = std::stol(args_of(e.question)[1]);
  Answer all;
  for (long i = 1; i < 200; ++i) {
    if (std::ssize(starts(i, n["k"], n["s"], n["p"], n["d"])) == o) all.push_back(i);
  }
  if (e.level > 1) return {all};
  Answers each;
  for (const auto i : all) each.insert({i});
  return each;
}

Answers matrix_row(const Exercise& e, Numbers n) {
  const Grid2 w = rows_of(e.grids[0]);
  const long row = std::stol(args_of(e.question)[1]), i = n["i"], k = n["k"];
  const auto at = starts(i, k, n["s"], n["p"], n["d"]);
  const long o = std::ssize(at);
  std::vector<Answer> c(static_cast<std::size_t>(o * o), Answer(static_cast<std::size_t>(i * i), 0));
  for (long r = 0; r < o * o; ++r) {
    for (long u = 0; u < k; ++u) {
      for (long v = 0; v < k; ++v) {
        const long y = at[static_cast<std::size_t>(r / o)] + u, x = at[static_cast<std::size_t>(r % o)] + v;
        if (y >= 0 && y < i && x >= 0 && x < i)
          c[static_cast<std::size_t>(r)][static_cast<std::size_t>(y * i + x)] = w[static_cast<std::size_t>(u)][static_cast<std::size_t>(v)];
      }
    }
  }
  if (e.level < 3) return {c[static_cast<std::size_t>(row)]};
  Answer column;
  for (const Answer& line : c) column.push_back(line[static_cast<std::size_t>(row)]);
  return {column};
}

// Which padding makes the direct computation equal to adding up stamps, along one axis.
Answers direct_padding(const Exercise& e, Numbers n) {
  (void)e;
  const long i = n["i"], k = n["k"], s = n["s"], p = n["p"], d = n["d"];
  const auto x = [](long t) { return 3 + 7 * t * t; };
  const auto w = [](long u) { return 1 + 100 * u * u * u; };
  const long length = (i - 1) * s + (k - 1) * d + 1 - 2 * p;
  std::vector<long> wanted(static_cast<std::size_t>(length), 0);
  for (long t = 0; t < i; ++t) {
    for (long u = 0; u < k; ++u) {
      const long at = t * s + u * d - p;
      if (at >= 0 && at < length) wanted[static_cast<std::size_t>(at)] += x(t) * w(u);
    }
  }
  Answers all;
  for (long q = -30; q < 60; ++q) {
    std::vector<long> got;
    for (long at = -q; at + (k - 1) * d < (i - 1) * s + 1 + q; ++at) {
      long sum = 0;
      for (long u = 0; u < k; ++u) {
        const long z = at + u * d;
        if (z >= 0 && z <= (i - 1) * s && z % s == 0) sum += x(z / s) * w(k - 1 - u);
      }
      got.push_back(sum);
    }
    if (got == wanted) all.insert({q});
  }
  return all;
}

Answers output_padding(const Exercise& e, Numbers n) {
  const auto args = args_of(e.question);
  const long o = std::stol(args[1]), i = std::stol(args[2]);
  EXPECT_EQ(std::ssize(starts(i, n["k"], n["s"], n["p"], n["d"])), o);
  Answers all;
  for (long a = 0; a < std::max(n["s"], n["d"]); ++a) {
    std::set<long> cells;  // of the full result, with a at the end
    for (long at = 0; at <= (o - 1) * n["s"] + (n["k"] - 1) * n["d"] + a; ++at) cells.insert(at);
    if (std::ssize(cells) - 2 * n["p"] == i) all.insert({a});
  }
  return all;
}

Answers weight_touches(const Exercise& e, Numbers n) {
  const auto args = args_of(e.question);
  const long i = n["i"], u = std::stol(args[1]), v = std::stol(args[2]);
  std::set<std::int64_t> touched;
  const auto at = starts(i, n["k"], n["s"], n["p"], n["d"]);
  for (const long y : at) {
    for (const long x : at) {
      const long row = y + u * n["d"], col = x + v * n["d"];
      if (row >= 0 && row < i && col >= 0 && col < i) touched.insert(row * i + col);
    }
  }
  return {{touched.begin(), touched.end()}};
}

Answers unread(const Exercise& e, Numbers n) {
  (void)e;
  const long i = n["i"], k = n["k"], d = n["d"];
  std::set<std::int64_t> left;
  for (long c = 0; c < i * i; ++c) left.insert(c);
  const auto at = starts(i, k, n["s"], n["p"], d);
  for (const long y : at) {
    for (const long x : at) {
      for (long tap = 0; tap < k * k; ++tap) {
        const long row = y + tap / k * d, col = x + tap % k * d;
        if (row >= 0 && row < i && col >= 0 && col < i) left.erase(row * i + col);
      }
    }
  }
  return {{left.begin(), left.end()}};
}

Answers checkerboard(const Exercise& e, Numbers) {
  Answer uneven;
  for (std::size_t n = 0; n < e.options.size(); ++n) {
    long k = 0, s = 0;
    EXPECT_EQ(std::sscanf(e.options[n].c_str(), "k = %ld, s = %ld", &k, &s), 2);
    std::vector<int> counts(200, 0);
    for (long at = 0; at + k <= 200; at += s) {
      for (long u = 0; u < k; ++u) ++counts[static_cast<std::size_t>(at + u)];
    }
    if (std::set<int>(counts.begin() + 50, counts.begin() + 150).size() > 1) uneven.push_back(static_cast<std::int64_t>(n));
  }
  return {uneven};
}

Answers three_pictures(const Exercise& e, Numbers) {
  const Grid2 x = rows_of(e.grids[0]), w = rows_of(e.grids[2]);
  const long k = std::ssize(w), cut = (k - 2) / 2;
  std::vector<Grid2> made(4, Grid2(4, std::vector<long>(4, 0)));
  for (std::size_t r = 0; r < 2; ++r) {
    for (std::size_t c = 0; c < 2; ++c) {
      std::size_t best = 0;
      for (std::size_t t = 1; t < 4; ++t) {
        if (x[2 * r + t / 2][2 * c + t % 2] > x[2 * r + best / 2][2 * c + best % 2]) best = t;
      }
      const long value = x[2 * r + best / 2][2 * c + best % 2];
      EXPECT_EQ(rows_of(e.grids[1])[r][c], value);
      made[0][2 * r + best / 2][2 * c + best % 2] = value;
      for (std::size_t t = 0; t < 4; ++t) made[1][2 * r + t / 2][2 * c + t % 2] = value;
      made[3][2 * r][2 * c] = value;
      for (long u = 0; u < k * k; ++u) {
        const long row = static_cast<long>(2 * r) + u / k - cut, col = static_cast<long>(2 * c) + u % k - cut;
        if (row >= 0 && row < 4 && col >= 0 && col < 4)
          made[2][static_cast<std::size_t>(row)][static_cast<std::size_t>(col)] +=
              value * w[static_cast<std::size_t>(u / k)][static_cast<std::size_t>(u % k)];
      }
    }
  }
  Answer order(e.options.size());
  std::iota(order.begin(), order.end(), 0);
  Answers all;
  do {
    bool fits = true;
    for (std::size_t n = 0; n < order.size(); ++n) fits = fits && rows_of(e.grids[3 + n]) == made[static_cast<std::size_t>(order[n])];
    if (fits) all.insert(order);
  } while (std::ranges::next_permutation(order).found);
  return all;
}

// A number of the line by its name, else the nth one that has none.
long said(const std::string& line, const std::string& name, long otherwise, int nth = -1) {
  std::smatch found;
  if (std::regex_search(line, found, std::regex("\\b" + name + "=(\\d+)"))) return std::stol(found[1]);
  static const std::regex kPlain(R"([(,] ?(\d+)(?=[,)]))");
  std::vector<long> plain;
  for (std::sregex_iterator at(line.begin(), line.end(), kPlain), end; at != end; ++at) plain.push_back(std::stol((*at)[1]));
  return nth >= 0 && nth < std::ssize(plain) ? plain[static_cast<std::size_t>(nth)] : otherwise;
}

Answers framework_line(const Exercise& e, Numbers) {
  const std::string& line = e.code;
  const auto has = [&](const char* word) { return line.find(word) != std::string::npos; };
  const long i = std::stol(args_of(e.question)[0]);
  const bool keras = has("layers."), up = has("Transpose"), torch_up = has("nn.ConvTranspose2d");
  const long k = keras ? said(line, "kernel", 0, 1) : said(line, "kernel_size", 0, 2);
  const long s = said(line, keras ? "strides" : "stride", 1, torch_up ? 3 : -1), p = said(line, "padding", 0, torch_up ? 4 : -1);
  const long a = said(line, "output_padding", 0, torch_up ? 5 : -1), d = said(line, "dilation", 1);
  long o = 0;
  if (has("'same'")) {
    for (long at = 0; at < i; ++at) o += up ? s : at % s == 0 ? 1 : 0;
  } else if (up) {  // up to the end of the last stamp, or of the last stride where that reaches further
    const long span = d * (k - 1) + 1;
    o = (i - 1) * s + (keras ? std::max(span, s) : span) - 2 * p + a;
  } else if (has("ceil_mode=True")) {
    for (long at = 0; at < i; at += s) {
      ++o;
      if (at + k >= i) break;
    }
  } else {
    o = std::ssize(starts(i, k, s, p, d));
  }
  return {{o}};
}

Answers wrong_number(const Exercise& e, Numbers n) {
  const Grid2 x = rows_of(e.grids[0]), w = rows_of(e.grids[1]), y = rows_of(e.grids[2]);
  const bool up = e.level == 3;
  const long k = n["k"], s = n["s"], p = n["p"], small = std::ssize(up ? x : y), large = std::ssize(up ? y : x);
  Grid2 right(y.size(), std::vector<long>(y.size(), 0));
  for (long t = 0; t < small * small; ++t) {
    for (long u = 0; u < k * k; ++u) {
      const long row = t / small * s + u / k - p, col = t % small * s + u % k - p;
      if (row < 0 || row >= large || col < 0 || col >= large) continue;
      const auto at = [](const Grid2& g, long r, long c) { return g[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)]; };
      long& to = up ? right[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)]
                    : right[static_cast<std::size_t>(t / small)][static_cast<std::size_t>(t % small)];
      to += at(w, u / k, u % k) * (up ? at(x, t / small, t % small) : at(x, row, col));
    }
  }
  Answer wrong;
  for (std::size_t c = 0; c < y.size() * y.size(); ++c) {
    if (right[c / y.size()][c % y.size()] != y[c / y.size()][c % y.size()]) wrong.push_back(static_cast<std::int64_t>(c));
  }
  EXPECT_EQ(wrong.size(), 1u);
  return {wrong};
}

const std::map<std::string_view, Answers (*)(const Exercise&, Numbers)> kRight{{"output-size", output_size},
                                                                               {"input-sizes", input_sizes},
                                                                               {"matrix-row", matrix_row},
                                                                               {"direct-padding", direct_padding},
                                                                               {"output-padding", output_padding},
                                                                               {"weight-touches", weight_touches},
                                                                               {"unread", unread},
                                                                               {"checkerboard", checkerboard},
                                                                               {"three-pictures", three_pictures},
                                                                               {"framework-line", framework_line},
                                                                               {"wrong-number", wrong_number}};

// What can be answered without a thought: nothing, all, or the number that the question begins with.
bool is_plain(const Exercise& e, const Answer& answer) {
  const Grid* grid = asked_grid(e);
  if (answer.empty()) return true;
  if (e.form == AnswerForm::cells) return std::ssize(answer) == grid->size.area();
  if (e.form == AnswerForm::choice) return answer.size() == e.options.size();
  if (e.form == AnswerForm::filling) return std::ranges::count(answer, 0) == std::ssize(answer) || std::ranges::count(answer, 0) == 0;
  const Numbers n = numbers_of(e.link);
  if (e.kind == "output-size" || e.kind == "framework-line") return answer[0] == n.at("i");
  if (e.kind == "direct-padding") return answer[0] == n.at("p");
  return false;
}

class EveryExercise : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryExercise, HasExactlyTheAnswersThatItSays) {
  const ExerciseKind& kind = **find_exercise_kind(GetParam());
  for (int n = 0; n < kEach; ++n) {
    const Exercise e = make_exercise(kind, static_cast<std::uint64_t>(n), 1 + n % kLevels);
    const Answers right = kRight.at(kind.id)(e, numbers_of(e.link));
    ASSERT_EQ(Answers(e.accepted.begin(), e.accepted.end()), right) << n << " " << e.link << " " << e.code;
    ASSERT_EQ(e.accepted.size(), right.size()) << n;
    for (const Answer& answer : e.accepted) ASSERT_FALSE(is_plain(e, answer)) << n << " " << e.link << " " << e.code;
  }
}

TEST_P(EveryExercise, IsSaidInBothLanguagesWithEquationsThatHold) {
  const ExerciseKind& kind = **find_exercise_kind(GetParam());
  for (int n = 0; n < 300; ++n) {
    const Exercise e = make_exercise(kind, static_cast<std::uint64_t>(n), 1 + n % kLevels);
    for (const Language& language : language_table()) {
      for (const std::string& text : {e.question, e.hint, e.explanation}) {
        const std::string words = in_words(language, text);
        EXPECT_THAT(words, testing::Not(testing::HasSubstr("exercise.")));
        EXPECT_THAT(Equations(words).wrong(), testing::IsEmpty()) << e.link;
      }
      EXPECT_NE(phrase(language, kind.title_key), kind.title_key);
    }
  }
}

TEST_P(EveryExercise, OpensTheStateThatItIsAbout) {
  const ExerciseKind& kind = **find_exercise_kind(GetParam());
  for (int n = 0; n < 300; ++n) {
    const Exercise e = make_exercise(kind, static_cast<std::uint64_t>(n), 1 + n % kLevels);
    const auto model = open_link(e.link, Model(), scene_facts());
    ASSERT_TRUE(model) << e.link << ": " << say(language_of("en"), model.error());
    const auto geometry = resolve(model->lesson);
    ASSERT_TRUE(geometry) << e.link << ": " << say(language_of("en"), geometry.error());
  }
}

TEST_P(EveryExercise, IsMadeFromItsSeedAlone) {
  const ExerciseKind& kind = **find_exercise_kind(GetParam());
  EXPECT_TRUE(same_question(make_exercise(kind, 7, 2), make_exercise(kind, 7, 2)));
  std::set<std::string> questions;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Exercise e = make_exercise(kind, seed, 2);
    std::string all = e.question + e.code;
    for (const std::string& option : e.options) all += option;
    for (const Grid& grid : e.grids) {
      for (const std::string& cell : grid.cells) all += cell + " ";
    }
    questions.insert(all);
  }
  EXPECT_GT(questions.size(), 15u);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryExercise, testing::ValuesIn([] {
                           std::vector<std::string_view> ids;
                           for (const ExerciseKind& kind : exercise_table()) ids.push_back(kind.id);
                           return ids;
                         }()),
                         [](const auto& info) { return std::regex_replace(std::string(info.param), std::regex("-"), "_"); });

TEST(Exercises, NoTwoOfASheetAreTheSame) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const auto sheet = make_sheet({}, seed, 30);
    ASSERT_EQ(sheet.size(), 30u);
    for (std::size_t a = 0; a < sheet.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) EXPECT_FALSE(same_question(sheet[a], sheet[b])) << seed;
    }
  }
  for (const ExerciseKind& kind : exercise_table()) {
    const std::vector<const ExerciseKind*> one{&kind};
    const auto sheet = make_sheet(one, 1, kMostExercises);
    ASSERT_EQ(std::ssize(sheet), kMostExercises) << kind.id;
    for (std::size_t a = 0; a < sheet.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) EXPECT_FALSE(same_question(sheet[a], sheet[b])) << kind.id;
    }
  }
}

TEST(Exercises, ASheetEndsWhereAKindHasNoMore) {
  const ExerciseKind three{"three", "exercise.output_size", [](Random& random, int) {
                             return std::optional(Exercise{.question = std::to_string(random.below(3)), .accepted = {{1}}});
                           }};
  const std::vector<const ExerciseKind*> one{&three};
  EXPECT_EQ(make_sheet(one, 1, kMostExercises).size(), 3u);
}

TEST(Exercises, ASheetHasItsKindsInTurnFromPlainToHard) {
  const auto all = make_sheet({}, 3, static_cast<int>(exercise_table().size()));
  std::set<std::string_view> kinds;
  for (const Exercise& e : all) kinds.insert(e.kind);
  EXPECT_EQ(kinds.size(), exercise_table().size());
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, &Exercise::level));
  EXPECT_EQ(all.front().level, 1);
  EXPECT_EQ(all.back().level, kLevels);
}

TEST(Exercises, AnAnswerIsReadAsItIsTyped) {
  Exercise numbers{.form = AnswerForm::numbers, .accepted = {{5, 6}}};
  EXPECT_EQ(*read_answer(numbers, " 6, 5"), (Answer{6, 5}));
  EXPECT_EQ(*read_answer(numbers, "6、5"), (Answer{6, 5}));
  EXPECT_EQ(*read_answer(numbers, "−2"), (Answer{-2}));
  EXPECT_TRUE(accepts(numbers, {6, 5, 5}));
  EXPECT_FALSE(accepts(numbers, {5}));
  for (const char* wrong : {"", "six", "5.5", "5x", "99999999999999999999"}) {
    const auto answer = read_answer(numbers, wrong);
    ASSERT_FALSE(answer) << wrong;
    EXPECT_THAT(say(language_of("en"), answer.error()), testing::HasSubstr("is not a number"));
  }
  Exercise matching{.form = AnswerForm::matching, .options = {"a", "b", "c"}, .accepted = {{1, 0, 2}}};
  EXPECT_EQ(*read_answer(matching, "bac"), (Answer{1, 0, 2}));
  EXPECT_TRUE(accepts(matching, {1, 0, 2}));
  EXPECT_FALSE(accepts(matching, {0, 1, 2}));
  EXPECT_THAT(say(language_of("en"), read_answer(matching, "ad").error()), testing::HasSubstr("A, B, C"));
  EXPECT_EQ(write_answer(matching, {1, 0, 2}), "1 B, 2 A, 3 C");
}

}  // namespace
}  // namespace deconvlab::test
