// .json: what it says, and what it makes of bad text.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/formats/each_format.h"
#include "small_matrix.h"

namespace deconvlab {
namespace {

using test::Small;
using test::written;
using testing::ElementsAre;
using testing::HasSubstr;

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

}  // namespace
}  // namespace deconvlab
