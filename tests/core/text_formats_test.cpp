// .csv, .json, .mtx, .tex and .svg: what they say, and what they make of bad text.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/formats/each_format.h"
#include "folder.h"
#include "support.h"

namespace deconvlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

// (3,2,1,0) with the kernel 1 2 / 3 4: the smallest matrix with every feature.
struct Small {
  Geometry g = test::sizes(test::square(3, 2, 1, 0));
  Tensor w = Tensor::plane({2, 2}, {1, 2, 3, 4});
  Csr c = build_matrix(g, w, Side::c).value();
  Csr ct = build_matrix(g, w, Side::c_transposed).value();
};

std::string written(const MatrixFile& file, const std::string& name) {
  const test::Folder folder;
  EXPECT_TRUE(write_matrix(file, folder / name));
  return test::bytes_in(folder / name);
}

TEST(Csv, NumbersBetweenCommasSemicolonsAndBlanks) {
  const Tensor wanted = Tensor::plane({2, 3}, {1, -2.5f, 3, 4, 5, 6});
  for (const char* text : {"1,-2.5,3\n4,5,6\n", "1;-2.5;3\r\n4;5;6", " 1 -2.5\t3\n\n  4 5 6  \n", "1, -2.5 ,3,\n4, 5, 6,\n",
                           "\xEF\xBB\xBF"
                           "1,-2.5,3\n4,5,6"}) {
    EXPECT_EQ(parse_csv(text, "x.csv").value_or(Reading()).array, wanted) << text;
  }
}

TEST(Csv, ASemicolonEndsARowWhereBlanksPartNumbers) {
  const Tensor wanted = Tensor::plane({2, 2}, {1, 2, 3, 4});
  for (const char* text : {"1 2; 3 4", "1 2;3 4;", "1, 2; 3, 4 # both", "1 2;\n3 4;\n", "1 2 ;; 3 4"}) {
    EXPECT_EQ(parse_csv(text, "x.csv").value_or(Reading()).array, wanted) << text;
    EXPECT_EQ(parse_txt(text, "x.txt").value_or(Reading()).array, wanted) << text;
  }
  EXPECT_EQ(parse_csv("1;2\n3; 4\n", "x.csv").value_or(Reading()).array, wanted);
  EXPECT_EQ(parse_txt("7\n1;2\n", "x.txt").error(), (Error{ErrorCode::malformed, {"x.txt", ".txt", reason("reason.semicolons", 2)}}));
}

TEST(Csv, CommasThatMayBeDecimalsAreRefused) {
  for (const char* text : {"7 7\n1,5;2,5", "7 7\n1,5 2,5", "7 7\n1,5; 2,5", "7 7\n1,5\t2"}) {
    EXPECT_EQ(parse_csv(text, "x.csv").error(), (Error{ErrorCode::malformed, {"x.csv", ".csv", reason("reason.separators", 2)}})) << text;
  }
}

TEST(Csv, WhatIsNoNumberIsNamedWithItsLine) {
  EXPECT_EQ(parse_csv("1,2\n3,x4\n", "x.csv").error(), (Error{ErrorCode::bad_number, {"x.csv:2", "x4"}}));
  EXPECT_EQ(parse_csv("1,,3\n", "x.csv").error(), (Error{ErrorCode::bad_number, {"x.csv:1", ""}}));
  EXPECT_EQ(parse_csv(",1\n", "x.csv").error(), (Error{ErrorCode::bad_number, {"x.csv:1", ""}}));
  EXPECT_EQ(parse_csv("1e999\n", "x.csv").error(),
            (Error{ErrorCode::cannot_open, {"x.csv:1", reason("reason.number", "1e999", "1.8e+308")}}));
  for (const char* word : {"+-1", "++1", "+", "1e", "0x10", "1.2.3"}) EXPECT_EQ(parse_csv(word, "x").error().code, ErrorCode::bad_number);
  EXPECT_EQ(parse_csv(std::string(1000, 'y'), "x.csv").error().args[1], std::string(40, 'y'));
}

TEST(Csv, RowsOfUnequalLengthAreNamed) {
  const Error error = parse_csv("1,2\n3\n", "x.csv").error();
  EXPECT_EQ(error, (Error{ErrorCode::malformed, {"x.csv", ".csv", reason("reason.ragged", 2, 1, 2)}}));
  EXPECT_EQ(parse_csv(" \n\n", "x.csv").error().code, ErrorCode::malformed);
}

TEST(Csv, DoublesBeyondFloatAreTheNearestFloat) {
  const Reading read = parse_csv("1e-50,-1e300,nan,1e-999,+1e2\n", "x.csv").value();
  EXPECT_EQ(read.array.data()[0], 0);
  EXPECT_EQ(read.array.data()[1], -HUGE_VALF);
  EXPECT_EQ(read.array.data()[3], 0);
  EXPECT_EQ(read.array.data()[4], 100);
  EXPECT_THAT(read.notes, ElementsAre(reason("note.infinite", "x.csv", 1, 5), reason("note.vanished", "x.csv", 2, 5)));
}

TEST(Csv, WholeNumbersThatAreRoundedAreCounted) {
  const auto rounded = [](std::string_view text) { return parse_csv(text, "x.csv").value().notes; };
  EXPECT_THAT(rounded("16777216,16777218,-33554432,1e30,18446744073709551616,000016777216,16777217.5\n"), ElementsAre());
  EXPECT_THAT(rounded("16777217,-16777217,16777217.0,1.677721700000000000e+07,18446744073709551617,16777218\n"),
              ElementsAre(reason("note.rounded", "x.csv", 5, 6)));
}

// As numpy.savetxt writes: blanks, and a header and a footer behind #.
TEST(Txt, BlanksAndComments) {
  const Tensor wanted = Tensor::plane({2, 3}, {1, -2.5f, 3, 4, 5, 6});
  EXPECT_EQ(parse_txt("# a b c\n1.0e+00 -2.5e+00 3.0e+00\n\n  4 5\t6 # the last one\n# end\n", "x.txt").value().array, wanted);
  EXPECT_EQ(parse_csv("# a,b,c\n1,-2.5,3\n4,5,6\n", "x.csv").value().array, wanted);
  EXPECT_EQ(parse_txt("1 2\n# more\n3\n", "x.txt").error(),
            (Error{ErrorCode::malformed, {"x.txt", ".txt", reason("reason.ragged", 3, 1, 2)}}));
  EXPECT_EQ(parse_txt("# nothing\n", "x.txt").error(), (Error{ErrorCode::malformed, {"x.txt", ".txt", reason("reason.no_numbers")}}));
}

TEST(Csv, AndJsonReadBackToTheLastBit) {
  const test::Folder folder;
  for (const char* name : {"x.csv", "x.json"}) {
    SCOPED_TRACE(name);
    const Tensor array = test::awkward_values({1, 1, 5, 4});
    ASSERT_TRUE(write_array(array, folder / name));
    test::expect_same_bits(read_array(folder / name).value(), array);
  }
}

TEST(Csv, DenseMatrixAndItsSymbols) {
  const Small small;
  EXPECT_THAT(written({small.c, small.g}, "C.csv"), StartsWith("1,2,0,3,4,0,0,0,0\n0,1,2,0,3,4,0,0,0\n"));
  EXPECT_THAT(written({small.ct, small.g, Side::c_transposed, true}, "C.csv"),
              StartsWith("\"w_{0,0}\",0,0,0\n\"w_{0,1}\",\"w_{0,0}\",0,0\n"));
}

TEST(Json, ArraysOfAnyOrderOfKeysWithOthersPassedOver) {
  const Tensor wanted(Shape{1, 1, 2, 2}, {1, 2, 3, 4});
  for (const char* text :
       {R"({"shape":[2,2],"data":[1,2.0,3e0,4]})", R"({"data":[1,2,3,4],"name":"x","shape":[2,2]})",
        R"({"more":{"shape":[[7]],"data":[null,{}]},"on":true,"shape":[2,2],"none":null,"n":-3,"data":[1,2,3,4],"list":[1.5,"a",[]]})"}) {
    const auto read = parse_json(text, "x.json");
    EXPECT_EQ(read.value_or(Reading()).array, wanted) << text;
  }
}

TEST(Json, ListsInListsOfOneToFourLevels) {
  EXPECT_EQ(parse_json("[1, 2, 3]", "x")->array, Tensor::plane({1, 3}, {1, 2, 3}));
  EXPECT_EQ(parse_json(" [[1,2],[3,4],[5,6]]\n", "x")->array, Tensor::plane({3, 2}, {1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(parse_json("[[[1],[2]],[[3],[4]]]", "x")->array, Tensor(Shape{1, 2, 2, 1}, {1, 2, 3, 4}));
  const Tensor four = parse_json("[[[[1,2]],[[3,4]]]]", "x")->array;
  EXPECT_EQ(four, Tensor(Shape{1, 2, 1, 2}, {1, 2, 3, 4}));
  EXPECT_EQ(four.shape().rank, 4);
  EXPECT_EQ(parse_json(R"([["Infinity",-0.0],[1e-50,2]])", "x")->array, Tensor::plane({2, 2}, {HUGE_VALF, -0.0f, 0, 2}));
  EXPECT_THAT(parse_json("[16777217,1e300,18446744073709551617,-16777217]", "x")->notes,
              ElementsAre(reason("note.infinite", "x", 1, 4), reason("note.rounded", "x", 3, 4)));
}

// As Python writes them, in JSON and in lists; within a string they are letters.
TEST(Json, WordsForNumbersNeedNoQuotationMarks) {
  const auto values = [](std::string_view text) { return parse_json(text, "x").value_or(Reading()).array; };
  for (const char* text :
       {"[NaN, Infinity,-Infinity,1]", "[nan,inf,-inf,1]", R"({"a \"NaN\"": "inf", "shape":[4], "data":[nan,Infinity,-inf,1]})"}) {
    const Tensor read = values(text);
    ASSERT_EQ(read.size(), 4) << text;
    EXPECT_TRUE(std::isnan(read.data()[0])) << text;
    EXPECT_EQ(read.data()[1], HUGE_VALF) << text;
    EXPECT_EQ(read.data()[2], -HUGE_VALF) << text;
  }
  const auto why = [](const char* text) { return parse_json(text, "x").error().args.back(); };
  EXPECT_EQ(why("[nan,1,\n inf, -inf 2]"), reason("reason.not_json", 2, 12));
  EXPECT_EQ(why("[xnan]"), reason("reason.not_json", 1, 2));
  EXPECT_EQ(why("[nano]"), reason("reason.not_json", 1, 3));
  EXPECT_EQ(why("[[nan],1]"), reason("reason.json_mixed"));
}

// Syntax, shape and nesting are told apart.
TEST(Json, WhatIsWrongIsSaid) {
  const std::pair<const char*, std::string> cases[] = {
      {"", reason("reason.not_json", 1, 1)},
      {"hello", reason("reason.not_json", 1, 1)},
      {"[[1,2],\n [3,]]", reason("reason.not_json", 2, 5)},
      {"[1,2", reason("reason.not_json", 1, 5)},
      {"[1 2]", reason("reason.not_json", 1, 4)},
      {"3", reason("reason.json_neither", 3)},
      {"\"NaN\"", reason("reason.json_neither", "\"NaN\"")},
      {"null", reason("reason.json_neither", "null")},
      {"[]", reason("reason.json_empty")},
      {"[[1],[]]", reason("reason.json_empty")},
      {"[[1,2],[3]]", reason("reason.json_ragged", 1, 2)},
      {"[[[1],[2]],[[3]]]", reason("reason.json_ragged", 1, 2)},
      {"[1,[2]]", reason("reason.json_mixed")},
      {"[[1],2]", reason("reason.json_mixed")},
      {"[[1],[[2]]]", reason("reason.json_mixed")},
      {"[[[[[1]]]]]", reason("reason.json_deep", 4)},
      {"[true]", reason("reason.json_value", "true")},
      {"[[1,null]]", reason("reason.json_value", "null")},
      {"[[1,\"one\"]]", reason("reason.json_value", "\"one\"")},
      {"[{}]", reason("reason.json_value", "{")},
      {"{}", reason("reason.no_shape_and_data")},
      {R"({"shape":[1]})", reason("reason.no_shape_and_data")},
      {R"({"shape":1,"data":[1]})", reason("reason.json_shape")},
      {R"({"shape":"1","data":[1]})", reason("reason.json_shape")},
      {R"({"shape":[1.5],"data":[1]})", reason("reason.json_shape")},
      {R"({"shape":[[1]],"data":[1]})", reason("reason.json_shape")},
      {R"({"shape":[1,1],"data":[[1]]})", reason("reason.json_nested")},
      {R"({"shape":[1],"data":1})", reason("reason.json_nested")},
      {R"({"shape":[2],"data":[1]})", reason("reason.wrong_count", 2, 1)},
      {R"({"shape":[1],"data":[null]})", reason("reason.json_value", "null")},
  };
  for (const auto& [text, why] : cases) {
    const auto read = parse_json(text, "x.json");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error(), (Error{ErrorCode::malformed, {"x.json", ".json", why}})) << text;
  }
  for (const char* text : {"[1e999]", R"({"shape":[1],"data":[1e999]})"}) {
    EXPECT_EQ(parse_json(text, "x").error(), (Error{ErrorCode::cannot_open, {"x", reason("reason.number", "1e999", "1.8e+308")}}));
  }
}

TEST(Json, WhatIsNoArrayIsMalformed) {
  for (const char* text : {"",
                           "{",
                           "[]",
                           "3",
                           "null",
                           "\"NaN\"",
                           "{}",
                           R"({"shape":[1]})",
                           R"({"data":[1]})",
                           R"({"shape":[1],"data":[1,2]})",
                           R"({"shape":[1],"data":[null]})",
                           R"({"shape":[1],"data":["1"]})",
                           R"({"shape":[1],"data":[[1]]})",
                           R"({"shape":1,"data":1})",
                           R"({"shape":[1],"data":{"data":[1]}})",
                           R"({"shape":[1.0],"data":[1]})",
                           R"({"shape":["NaN"],"data":[1]})",
                           R"({"shape":[-1],"data":[]})",
                           R"({"shape":[],"data":[]})",
                           R"({"shape":[1],"data":[1]} x)",
                           R"([{"shape":[1],"data":[1]}])",
                           R"({"shape":[1],"data":[true]})",
                           R"({"shape":[1],"data":[1]})"
                           "\xFF"}) {
    const auto read = parse_json(text, "x.json");
    EXPECT_TRUE(!read && read.error().code == ErrorCode::malformed) << text;
  }
  for (const char* shape : {"4294967296,4294967296", "18446744073709551615"}) {
    const Error error = parse_json(fmt::format(R"({{"shape":[{}],"data":[]}})", shape), "x.json").error();
    EXPECT_THAT(error.args[1], HasSubstr("shape_too_large")) << shape;
  }
}

TEST(Json, ValuesAndSidesEndAtTheirLimits) {
  const Error sides{ErrorCode::malformed, {"x.json", ".json", reason("reason.dimensions", "> 4")}};
  EXPECT_EQ(parse_json(R"({"shape":[1,1,1,1,1],"data":[1]})", "x.json").error(), sides);
}

TEST(Json, DeepNestingIsOnlyText) {
  EXPECT_FALSE(parse_json(std::string(10'000'000, '['), "x.json"));
  const std::string nested = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  EXPECT_TRUE(parse_json("{\"deep\":" + nested + ",\"shape\":[1],\"data\":[1]}", "x.json"));
}

TEST(Json, AMatrixIsItsArraysAndGeometry) {
  const Small small;
  const auto json = nlohmann::json::parse(written({small.ct, small.g, Side::c_transposed}, "C.json"));
  EXPECT_EQ(json["matrix"], "Ct");
  EXPECT_EQ(json["rows"], 9);
  EXPECT_EQ(json["columns"], 4);
  EXPECT_EQ(json["i"], nlohmann::json::parse("[3,3]"));
  EXPECT_EQ(json["row_start"].get<std::vector<std::int64_t>>(),
            std::vector<std::int64_t>(small.ct.row_start.begin(), small.ct.row_start.end()));
  EXPECT_EQ(json["column"].get<std::vector<int>>(), std::vector<int>(small.ct.col.begin(), small.ct.col.end()));
  EXPECT_EQ(json["value"].get<std::vector<float>>(), std::vector<float>(small.ct.value.begin(), small.ct.value.end()));
  for (std::size_t n = 0; n < small.ct.value.size(); ++n) {
    const auto tap = json["weight"][n].get<std::vector<int>>();
    EXPECT_EQ(small.w.at({tap[0], tap[1]}), small.ct.value[n]);
  }
}

TEST(Json, AMatrixOfNoNumbersIsStillJson) {
  Small small;
  small.w.data()[0] = __builtin_nanf("");
  small.w.data()[1] = -HUGE_VALF;
  const auto json = nlohmann::json::parse(written({build_matrix(small.g, small.w, Side::c).value(), small.g}, "C.json"));
  EXPECT_EQ(json["value"][0], "NaN");
  EXPECT_EQ(json["value"][1], "-Infinity");
}

TEST(Mtx, OneBasedEntriesInOrder) {
  const Small small;
  EXPECT_THAT(written({small.c, small.g}, "C.mtx"),
              StartsWith("%%MatrixMarket matrix coordinate real general\n4 9 16\n1 1 1\n1 2 2\n1 4 3\n1 5 4\n2 2 1\n"));
}

TEST(Mtx, EveryWeightReadsBackToTheLastBit) {
  const Geometry g = test::sizes(test::square(6, 4, 1, 0));
  const Tensor w = test::awkward_values({1, 1, 4, 4});
  const Csr c = build_matrix(g, w, Side::c).value();
  std::istringstream text(written({c, g}, "C.mtx"));
  std::string line;
  std::getline(text, line);
  std::getline(text, line);
  for (std::int64_t row = 0; row < c.rows; ++row) {
    for (std::int64_t n = c.row_start[row]; n < c.row_start[row + 1]; ++n) {
      std::int64_t r = 0;
      std::int64_t col = 0;
      std::string value;
      text >> r >> col >> value;
      EXPECT_EQ(r, row + 1);
      EXPECT_EQ(col, c.col[n] + 1);
      EXPECT_EQ(std::bit_cast<std::uint32_t>(std::strtof(value.c_str(), nullptr)), std::bit_cast<std::uint32_t>(c.value[n])) << value;
    }
  }
}

Tensor read_mtx(std::string_view text) {
  const auto read = parse_mtx(text, "x.mtx");
  EXPECT_TRUE(read) << text << (read ? "" : read.error().args.back());
  return read ? read->array : Tensor();
}

TEST(Mtx, EveryKindIsRead) {
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate real general\n% a comment\n2 3 3\n1 1 1.5\n\n2 3 -2e0\n1 1 1\n"),
            Tensor::plane({2, 3}, {2.5f, 0, 0, 0, 0, -2}));
  EXPECT_EQ(read_mtx("%%matrixmarket MATRIX Coordinate Integer Symmetric\r\n2 2 2\r\n1 1 3\r\n2 1 4\r\n"),
            Tensor::plane({2, 2}, {3, 4, 4, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 2"), Tensor::plane({2, 2}, {0, 1, 0, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 5\n"), Tensor::plane({2, 2}, {0, -5, 5, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix array real general\n2 3\n1\n2\n3\n4\n5\n6\n"), Tensor::plane({2, 3}, {1, 3, 5, 2, 4, 6}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix array integer symmetric\n2 2\n1\n2\n3\n"), Tensor::plane({2, 2}, {1, 2, 2, 3}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix array real skew-symmetric\n3 3\n1\n2\n3\n"),
            Tensor::plane({3, 3}, {0, -1, -2, 1, 0, -3, 2, 3, 0}));
  EXPECT_EQ(read_mtx("%%MatrixMarket matrix coordinate real general\n2 2 0\n"), Tensor(Shape{1, 1, 2, 2}));
}

TEST(Mtx, WhatIsWrongIsSaidWithItsLine) {
  const std::string general = "%%MatrixMarket matrix coordinate real general\n";
  const auto why = [](const std::string& text) { return parse_mtx(text, "x.mtx").error().args.back(); };
  for (const char* banner : {"hello", "", "%%MatrixMarket matrix coordinate complex general", "%%MatrixMarket matrix array pattern general",
                             "%%MatrixMarket matrix coordinate real hermitian", "%%MatrixMarket vector array real general"}) {
    EXPECT_EQ(why(banner), reason("reason.mtx_banner", banner));
  }
  EXPECT_EQ(why(general), reason("reason.mtx_sizes"));
  EXPECT_EQ(why(general + "2 x 1\n"), reason("reason.mtx_whole", 2, "x", 1, INT64_MAX));
  EXPECT_EQ(why(general + "2 2\n"), reason("reason.mtx_whole", 2, "", 0, INT64_MAX));
  EXPECT_EQ(why(general + "2 2 2\n1 1 1\n"), reason("reason.mtx_short", 1, 2));
  EXPECT_EQ(why(general + "2 2 1\n3 1 1\n"), reason("reason.mtx_whole", 3, "3", 1, 2));
  EXPECT_EQ(why(general + "2 2 1\n1 0 1\n"), reason("reason.mtx_whole", 3, "0", 1, 2));
  EXPECT_EQ(why(general + "2 2 1\n1 1 1 1\n"), reason("reason.mtx_word", 3, "1"));
  EXPECT_EQ(why(general + "2 2 1\n1 1 1\n2 2 1\n"), reason("reason.mtx_more", 4));
  EXPECT_EQ(why("%%MatrixMarket matrix array real symmetric\n2 3\n1\n"), reason("reason.mtx_square", 2, 3));
  EXPECT_EQ(parse_mtx(general + "2 2 1\n1 1 one\n", "x.mtx").error(), (Error{ErrorCode::bad_number, {"x.mtx:3", "one"}}));
  EXPECT_EQ(parse_mtx(general + "100000 100000 0\n", "x.mtx").error(),
            (Error{ErrorCode::cannot_open, {"x.mtx", reason("reason.shape_too_large", "100000x100000", 67108864)}}));
}

TEST(Mtx, MatricesAndArraysReadBackToTheLastBit) {
  const test::Folder folder;
  const Tensor array = test::awkward_values({1, 1, 5, 4});
  ASSERT_TRUE(write_array(array, folder / "x.mtx"));
  test::expect_same_bits(read_array(folder / "x.mtx").value(), array);
  const Small small;
  EXPECT_EQ(read_mtx(written({small.ct, small.g, Side::c_transposed}, "Ct.mtx")).at({4, 0}), 4);
}

TEST(Tex, ValuesAndSymbols) {
  const Small small;
  const std::string head = "{\\setcounter{MaxMatrixCols}{9}\n\\begin{bmatrix}\n";
  const std::string values = written({small.c, small.g}, "C.tex");
  EXPECT_THAT(values, StartsWith(head + "1 & 2 & 0 & 3 & 4 & 0 & 0 & 0 & 0 \\\\\n"));
  EXPECT_TRUE(values.ends_with("\\end{bmatrix}}\n"));
  EXPECT_THAT(written({small.c, small.g, Side::c, true}, "C.tex"),
              StartsWith(head + "w_{0,0} & w_{0,1} & 0 & w_{1,0} & w_{1,1} & 0 & 0 & 0 & 0 \\\\\n"));
}

// A kernel over one placement is a row of the matrix.
TEST(Tex, NumbersAreMath) {
  const Geometry g = test::sizes({.i = {1, 6}, .k = {1, 6}});
  const Tensor w = Tensor::plane({1, 6}, {-__builtin_nanf(""), HUGE_VALF, -HUGE_VALF, 1e-45f, -2.5e30f, -0.0f});
  const Csr c = build_matrix(g, w, Side::c).value();
  EXPECT_THAT(written({c, g}, "C.tex"),
              HasSubstr("\n\\mathrm{NaN} & \\infty & -\\infty & 1\\times 10^{-45} & -2.5\\times 10^{30} & -0 \\\\\n"));
}

// As numpy.loadtxt and float() read them; a NaN's sign means nothing.
TEST(Text, ValuesThatAreNotFiniteHaveOneSpelling) {
  const Geometry g = test::sizes({.i = {1, 3}, .k = {1, 3}});
  const Tensor w = Tensor::plane({1, 3}, {-__builtin_nanf(""), HUGE_VALF, -HUGE_VALF});
  const Csr c = build_matrix(g, w, Side::c).value();
  EXPECT_EQ(written({c, g}, "C.csv"), "nan,inf,-inf\n");
  EXPECT_THAT(written({c, g}, "C.mtx"), testing::EndsWith("\n1 1 nan\n1 2 inf\n1 3 -inf\n"));
  const test::Folder folder;
  ASSERT_TRUE(write_array(w, folder / "w.csv"));
  EXPECT_EQ(test::bytes_in(folder / "w.csv"), "nan,inf,-inf\n");
}

TEST(Tex, TheFlippedKernelBearsItsOwnLabels) {
  const Geometry g = test::sizes({.i = {3, 3}, .k = {2, 2}, .flip = true});
  const Csr c = build_matrix(g, Tensor::plane({2, 2}, {1, 2, 3, 4}), Side::c).value();
  EXPECT_THAT(written({c, g, Side::c, true}, "C.tex"), HasSubstr("\nw_{1,1} & w_{1,0} & 0 & w_{0,1} & w_{0,0} &"));
}

TEST(Svg, ASquareAndALabelForEachNonzero) {
  const Small small;
  const std::string svg = written({small.c, small.g}, "C.svg");
  const auto count = [&](std::string_view word) {
    int found = 0;
    for (std::size_t at = svg.find(word); at != std::string::npos; at = svg.find(word, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("<rect"), 16 + 1);
  EXPECT_EQ(count("<text"), 16);
  EXPECT_EQ(count("</text>"), 16);
  EXPECT_THAT(svg, HasSubstr("viewBox=\"-1 -1 326 146\""));
  EXPECT_TRUE(svg.ends_with("</svg>\n"));
}

TEST(Svg, ShadesByAbsoluteValueAndHatchesBelowZero) {
  const Geometry g = test::sizes(test::square(3, 2, 1, 0));
  const auto svg_of = [&](const std::vector<float>& weights) {
    const Csr c = build_matrix(g, Tensor::plane({2, 2}, weights), Side::c).value();
    return written({c, g}, "C.svg");
  };
  const auto count = [](const std::string& svg, std::string_view word) {
    int found = 0;
    for (std::size_t at = svg.find(word); at != std::string::npos; at = svg.find(word, at + 1)) ++found;
    return found;
  };
  const std::string mixed = svg_of({-2, 0, 1, 2});
  EXPECT_EQ(count(mixed, "fill=\"#e69f00\""), 8);  // -2 and 2, in four rows
  EXPECT_EQ(count(mixed, "fill=\"#fcefcf\""), 4);
  EXPECT_EQ(count(mixed, "fill=\"#f1c768\""), 4);
  EXPECT_EQ(count(mixed, "url(#negative)"), 4);
  const std::string ones = svg_of({1, 1, 1, 1});
  EXPECT_EQ(count(ones, "fill=\"#e69f00\""), 16);
  EXPECT_EQ(count(ones, "negative"), 0);
}

TEST(Dense, FormatsMadeForReadingRefuseWhatNobodyReads) {
  const test::Folder folder;
  const Geometry g = test::sizes(test::square(150, 5, 1, 2));
  const Csr c = build_matrix(g, Tensor(Shape{1, 1, 5, 5}, 1), Side::c).value();
  for (const char* name : {"C.tex", "C.csv", "C.svg"}) {
    EXPECT_EQ(write_matrix({c, g}, folder / name).error().code, ErrorCode::cannot_write) << name;
  }
  EXPECT_TRUE(folder.names().empty());
}

// Each at its limit and one beyond, by numbers alone.
TEST(Dense, WhatAFormatTakesOfAMatrixIsKnownBeforehand) {
  struct Case {
    const char* name;
    std::int64_t cells, nonzeros;  // the most; INT64_MAX where nonzeros alone decide
  };
  constexpr std::int64_t kMost = 1 << 26;
  for (const Case& c : {Case{"C.tex", 20'000, kMost}, Case{"C.csv", 100'000'000, kMost}, Case{"C.npy", 1 << 30, kMost},
                        Case{"C.svg", INT64_MAX, 200'000}, Case{"C.npz", INT64_MAX, kMost / 2}, Case{"C.mtx", INT64_MAX, kMost},
                        Case{"C.json", INT64_MAX, kMost}, Case{"C.png", INT64_MAX, kMost}}) {
    SCOPED_TRACE(c.name);
    EXPECT_TRUE(check_matrix_size(c.name, c.cells, c.nonzeros));
    if (c.cells < INT64_MAX) {
      const Error error = check_matrix_size(c.name, c.cells + 1, 0).error();
      EXPECT_EQ(error.code, ErrorCode::cannot_write);
      EXPECT_EQ(error.args.front(), c.name);
      EXPECT_THAT(error.args.back(), HasSubstr(fmt::format("_cells\x1f{}\x1f{}\x1f", c.cells + 1, c.cells)));
    }
    const Error error = check_matrix_size(c.name, 0, c.nonzeros + 1).error();
    EXPECT_EQ(error.code, ErrorCode::cannot_write);
    EXPECT_THAT(error.args.back(), HasSubstr(fmt::format("\x1f{}\x1f{}", c.nonzeros + 1, c.nonzeros)));
  }
}

TEST(Dense, WhatAFormatDoesNotTakeIsSaidWithThoseThatDo) {
  EXPECT_EQ(check_matrix_size("C.tex", 20'001, 1).error(),
            (Error{ErrorCode::cannot_write, {"C.tex", reason("reason.tex_cells", 20'001, 20'000, ".npz .npy .mtx .csv .json .svg .png")}}));
  EXPECT_EQ(
      check_matrix_size("C.csv", 200'000'000, 300'000).error(),
      (Error{ErrorCode::cannot_write, {"C.csv", reason("reason.many_cells", 200'000'000, 100'000'000, ".npz .npy .mtx .json .png")}}));
  EXPECT_EQ(check_matrix_size("C.npz", 0, 40'000'000).error(),
            (Error{ErrorCode::cannot_write,
                   {"C.npz", reason("reason.many_nonzeros", 40'000'000, 33'554'432, ".npy .mtx .csv .tex .json .png")}}));
  EXPECT_EQ(check_matrix_size("C.csv", INT64_MAX, 70'000'000).error(),
            (Error{ErrorCode::cannot_write, {"C.csv", reason("reason.no_format", 70'000'000, 67'108'864)}}));
}

}  // namespace
}  // namespace deconvlab
