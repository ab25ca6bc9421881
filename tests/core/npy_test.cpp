// .npy and .npz: what NumPy writes, and what nobody should.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>

#include "core/formats/each_format.h"
#include "core/formats/number.h"
#include "folder.h"
#include "support.h"

namespace deconvlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A file of this version with this dictionary.
std::string npy(std::string_view dictionary, std::string_view data, int version = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += {static_cast<char>(version), '\0'};
  for (int n = 0; n < (version == 1 ? 2 : 4); ++n) bytes += static_cast<char>(dictionary.size() >> (8 * n) & 255);
  return bytes.append(dictionary).append(data);
}

std::string dictionary(std::string_view dtype, std::string_view shape, std::string_view fortran = "False") {
  return fmt::format("{{'descr': '{}', 'fortran_order': {}, 'shape': {}, }}\n", dtype, fortran, shape);
}

template <class T>
std::string raw(std::initializer_list<T> values, bool swapped = false) {
  std::string bytes;
  for (const T value : values) {
    char one[sizeof(T)];
    std::memcpy(one, &value, sizeof(T));
    if (swapped) std::reverse(one, one + sizeof(T));
    bytes.append(one, sizeof(T));
  }
  return bytes;
}

Tensor good(const std::string& bytes) {
  const auto read = parse_npy(bytes, "x.npy");
  EXPECT_TRUE(read) << fmt::format("{}", fmt::join(read ? std::vector<std::string>{} : read.error().args, "; "));
  return read.value_or(Reading()).array;
}

Error bad(const std::string& bytes) {
  const auto read = parse_npy(bytes, "x.npy");
  EXPECT_FALSE(read);
  return read ? Error{} : read.error();
}

// What a float would round keeps every digit.
TEST(Npy, NumbersAreWhatTheFileHas) {
  const auto numbers =
      parse_npy_numbers(npy(dictionary("<i8", "(2, 2)", "True"), raw<std::int64_t>({-1, 1099511627777, 16777217, 3})), "x");
  ASSERT_TRUE(numbers);
  EXPECT_EQ(numbers->shape, (Shape{1, 1, 2, 2}));
  EXPECT_THAT(numbers->values, ElementsAre(Number(std::int64_t{-1}), Number(std::int64_t{16777217}), Number(std::int64_t{1099511627777}),
                                           Number(std::int64_t{3})));
  const auto largest = parse_npy_numbers(npy(dictionary(">u8", "(1,)"), raw<std::uint64_t>({UINT64_MAX}, true)), "x");
  EXPECT_THAT(largest.value().values, ElementsAre(Number(UINT64_MAX)));
  const auto half = parse_npy_numbers(npy(dictionary("<f4", "(1,)"), raw<float>({1.5f})), "x");
  EXPECT_THAT(half.value().values, ElementsAre(Number(1.5f)));
}

template <class T>
void expect_dtype(std::string_view name, std::initializer_list<T> values, std::initializer_list<float> wanted) {
  SCOPED_TRACE(name);
  const auto shape = fmt::format("({},)", values.size());
  EXPECT_EQ(good(npy(dictionary(fmt::format("<{}", name), shape), raw(values))), Tensor::plane({1, std::ssize(wanted)}, wanted));
  EXPECT_EQ(good(npy(dictionary(fmt::format(">{}", name), shape), raw(values, true))), Tensor::plane({1, std::ssize(wanted)}, wanted));
}

TEST(Npy, EveryDtypeInEitherEndianness) {
  expect_dtype<float>("f4", {1.5f, -2}, {1.5f, -2});
  expect_dtype<double>("f8", {1.5, -0.1}, {1.5f, -0.1f});
  expect_dtype<std::int8_t>("i1", {-128, 127}, {-128, 127});
  expect_dtype<std::int16_t>("i2", {-32768, 300}, {-32768, 300});
  expect_dtype<std::int32_t>("i4", {-70000, 7}, {-70000, 7});
  expect_dtype<std::int64_t>("i8", {-5'000'000'000, 7}, {-5e9f, 7});
  expect_dtype<std::uint8_t>("u1", {255}, {255});
  expect_dtype<std::uint16_t>("u2", {65535}, {65535});
  expect_dtype<std::uint32_t>("u4", {4'000'000'000u}, {4e9f});
  expect_dtype<std::uint64_t>("u8", {18'000'000'000'000'000'000u}, {1.8e19f});
  EXPECT_EQ(good(npy(dictionary("|b1", "(2,)"), raw<char>({0, 1}))), Tensor::plane({1, 2}, {0, 1}));
}

TEST(Npy, ADoubleBeyondFloatIsInfinity) {
  EXPECT_EQ(good(npy(dictionary("<f8", "(2,)"), raw({1e300, -1e300}))), Tensor::plane({1, 2}, {HUGE_VALF, -HUGE_VALF}));
}

// The values of every kind of half: zeros, the least and largest subnormal, the least normal, 1 and its neighbour, the largest.
TEST(Npy, HalvesInEitherEndianness) {
  const std::initializer_list<std::uint16_t> bits{0x0000, 0x8000, 0x0001, 0x03FF, 0x0400, 0x3C00, 0x3C01, 0xC000, 0x7BFF, 0xFC00};
  const std::vector<float> wanted{0, -0.0f, 0x1p-24f, 1023 * 0x1p-24f, 0x1p-14f, 1, 1 + 0x1p-10f, -2, 65504, -HUGE_VALF};
  for (const bool big : {false, true}) {
    test::expect_same_bits(good(npy(dictionary(big ? ">f2" : "<f2", "(10,)"), raw(bits, big))), Tensor::plane({1, 10}, wanted));
  }
  EXPECT_TRUE(std::isnan(good(npy(dictionary("<f2", "(1,)"), raw<std::uint16_t>({0x7E00}))).data()[0]));
}

TEST(Npy, WhatFloatsDoNotHoldIsCounted) {
  const auto notes = [](std::string_view dtype, const std::string& data, int count) {
    return parse_npy(npy(dictionary(dtype, fmt::format("({},)", count)), data), "x.npy").value().notes;
  };
  const auto infinite = [](int count, int of) { return reason("note.infinite", "x.npy", count, of); };
  const auto rounded = [](int count, int of) { return reason("note.rounded", "x.npy", count, of); };
  const double inf = HUGE_VAL;
  EXPECT_THAT(notes("<f8", raw<double>({1e300, -1e39, 3.4e38, inf, std::nan("")}), 5), ElementsAre(infinite(2, 5)));
  EXPECT_THAT(notes("<f8", raw<double>({16777217, -16777219, 16777218, 16777217.5, 6e23, 0.1}), 6), ElementsAre(rounded(2, 6)));
  EXPECT_THAT(notes("<f8", raw<double>({1e300, 16777217}), 2), ElementsAre(infinite(1, 2), rounded(1, 2)));
  EXPECT_THAT(notes("<i4", raw<std::int32_t>({16777216, 16777217, -16777217, 33554434, INT32_MIN, INT32_MAX}), 6),
              ElementsAre(rounded(4, 6)));
  EXPECT_THAT(notes(">i8", raw<std::int64_t>({INT64_MIN, INT64_MAX, std::int64_t{1} << 40}, true), 3), ElementsAre(rounded(1, 3)));
  EXPECT_THAT(notes("<u8", raw<std::uint64_t>({UINT64_MAX, std::uint64_t{1} << 63}), 2), ElementsAre(rounded(1, 2)));
  EXPECT_THAT(notes("<u4", raw<std::uint32_t>({UINT32_MAX, 1}), 2), ElementsAre(rounded(1, 2)));
  EXPECT_THAT(notes("<f4", raw<float>({HUGE_VALF, 3e38f}), 2), ElementsAre());
}

TEST(Npy, EveryVersion) {
  for (const int version : {1, 2, 3}) {
    EXPECT_EQ(good(npy(dictionary("<f4", "(1, 2)"), raw<float>({3, 4}), version)), Tensor::plane({1, 2}, {3, 4})) << version;
  }
  for (const int version : {0, 4, 255}) {
    const Error error = bad(npy(dictionary("<f4", "(1, 2)"), raw<float>({3, 4}), version));
    EXPECT_EQ(error.code, ErrorCode::malformed);
    EXPECT_THAT(error.args[2], HasSubstr(std::to_string(version)));
  }
}

TEST(Npy, FortranOrderIsTurned) {
  EXPECT_EQ(good(npy(dictionary("<f4", "(2, 3)", "True"), raw<float>({0, 3, 1, 4, 2, 5}))), Tensor::plane({2, 3}, {0, 1, 2, 3, 4, 5}));
  const Tensor cube = good(npy(dictionary("<f4", "(2, 2, 2)", "True"), raw<float>({0, 4, 2, 6, 1, 5, 3, 7})));
  EXPECT_EQ(cube, Tensor(Shape{1, 2, 2, 2}, {0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(Npy, ShapesOfOneToFourSides) {
  EXPECT_EQ(good(npy(dictionary("<f4", "(2,)"), raw<float>({1, 2}))).shape(), (Shape{1, 1, 1, 2}));
  EXPECT_EQ(good(npy(dictionary("<f4", "(2, 1)"), raw<float>({1, 2}))).shape(), (Shape{1, 1, 2, 1}));
  EXPECT_EQ(good(npy(dictionary("<f4", "(2, 1, 1)"), raw<float>({1, 2}))).shape(), (Shape{1, 2, 1, 1}));
  EXPECT_EQ(good(npy(dictionary("<f4", "(2, 1, 1, 1)"), raw<float>({1, 2}))).shape(), (Shape{2, 1, 1, 1}));
  EXPECT_THAT(bad(npy(dictionary("<f4", "()"), raw<float>({1}))).args[2], reason("reason.dimensions", 0));
  EXPECT_THAT(bad(npy(dictionary("<f4", "(1, 1, 1, 1, 1)"), raw<float>({1}))).args[2], reason("reason.dimensions", 5));
}

TEST(Npy, HostileShapes) {
  for (const char* shape : {"(-1, 4)", "(0,)", "(2, x)", "(2,", "2, 2", "(2.5,)", "(99999999999999999999,)"}) {
    EXPECT_EQ(bad(npy(dictionary("<f4", shape), raw<float>({1, 2}))).code, ErrorCode::malformed) << shape;
  }
  for (const char* shape : {"(2000000000000, 1)", "(4294967296, 4294967296)", "(9223372036854775807, 2, 2)"}) {
    EXPECT_THAT(bad(npy(dictionary("<f4", shape), raw<float>({1, 2}))).args[1], HasSubstr("shape_too_large")) << shape;
  }
  EXPECT_EQ(bad(npy(dictionary("<f4", "(1000000000000, 1000000000000)"), raw<float>({1, 2}))),
            (Error{ErrorCode::cannot_open, {"x.npy", reason("reason.shape_too_large", "1000000000000x1000000000000", 2147483648)}}));
  EXPECT_EQ(bad(npy(dictionary("<f4", "(40000, 50000)"), raw<float>({1, 2}))).code, ErrorCode::truncated);
}

TEST(Npy, TruncatedAnywhereIsAnError) {
  const std::string whole = npy(dictionary("<f4", "(2, 2)"), raw<float>({1, 2, 3, 4}));
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(parse_npy(whole.substr(0, size), "x.npy")) << size;
  const Error error = bad(whole.substr(0, whole.size() - 1));
  EXPECT_EQ(error, (Error{ErrorCode::truncated, {"x.npy", std::to_string(whole.size() - 1), std::to_string(whole.size())}}));
  EXPECT_EQ(bad(whole + "x").code, ErrorCode::malformed);
}

TEST(Npy, AHeaderLongerThanTheFileIsTruncated) {
  std::string bytes = npy(dictionary("<f4", "(2,)"), raw<float>({1, 2}), 2);
  bytes.replace(8, 4, "\xFF\xFF\xFF\xFF");
  EXPECT_EQ(bad(bytes), (Error{ErrorCode::truncated, {"x.npy", std::to_string(bytes.size()), "4294967307"}}));
}

TEST(Npy, OtherDtypesAreNamed) {
  for (const char* dtype : {"|O", "<c8", "<U4", "<M8[ns]", "|S3", "f4", "xf4", "", "<", "<f1", "|V8"}) {
    const Error error = bad(npy(dictionary(dtype, "(1,)"), raw<double>({1})));
    EXPECT_EQ(error.code, ErrorCode::unsupported_dtype) << dtype;
    EXPECT_EQ(error.args[1], dtype);
  }
  EXPECT_EQ(bad(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", raw<float>({1}))).code,
            ErrorCode::unsupported_dtype);
}

TEST(Npy, AHeaderThatLacksAKeyIsMalformed) {
  EXPECT_EQ(bad(npy("{'fortran_order': False, 'shape': (1,), }", raw<float>({1}))).code, ErrorCode::malformed);
  EXPECT_EQ(bad(npy("{'descr': '<f4', 'fortran_order': False}", raw<float>({1}))).code, ErrorCode::malformed);
  EXPECT_EQ(bad(npy("", "data")).code, ErrorCode::malformed);
  EXPECT_EQ(bad("PK\x03\x04").code, ErrorCode::malformed);
}

TEST(Npy, HeadersAreAlignedAsNumpyWantsThem) {
  for (const std::vector<std::int64_t>& shape : {std::vector<std::int64_t>{}, {7}, {3, 4}, {100000, 200000, 3, 4}}) {
    const std::string header = npy_header("<f4", shape);
    EXPECT_EQ(header.size() % 64, 0u);
    EXPECT_EQ(header.back(), '\n');
    EXPECT_EQ(header.size(), 10u + static_cast<unsigned char>(header[8]) + 256u * static_cast<unsigned char>(header[9]));
  }
}

TEST(Npy, WrittenArraysReadBackToTheLastBit) {
  const test::Folder folder;
  for (const char* name : {"x.npy", "x.npz"}) {
    for (const Shape shape : {Shape{1, 1, 3, 4}, Shape{1, 3, 2, 2}, Shape{2, 1, 2, 3}, Shape{2, 3, 1, 2}}) {
      SCOPED_TRACE(name + shape.text());
      const Tensor array = test::awkward_values(shape);
      ASSERT_TRUE(write_array(array, folder / name));
      test::expect_same_bits(read_array(folder / name).value(), array);
    }
  }
}

TEST(Npz, TheOnlyArrayIsRead) {
  const test::Folder folder;
  ASSERT_TRUE(write_array(Tensor::plane({1, 3}, {1, 2, 3}), folder / "x.npz"));
  const std::string bytes = test::bytes_in(folder / "x.npz");
  EXPECT_THAT(parse_npz(bytes, "x.npz")->array.data(), ElementsAre(1, 2, 3));
}

TEST(Npz, OneOfSeveralArraysIsNamed) {
  const test::Folder folder;
  const NamedArray arrays[] = {{"conv1.weight", Tensor::plane({1, 2}, {1, 2})}, {"bias", Tensor::plane({1, 1}, {3})}};
  ASSERT_TRUE(write_named_arrays(arrays, folder / "w.npz"));
  const std::string path = (folder / "w.npz").string();
  EXPECT_EQ(read_array(path).error(),
            (Error{ErrorCode::cannot_open, {path, reason("reason.several_arrays", 2, "conv1.weight, bias", path + ":conv1.weight")}}));
  EXPECT_EQ(read_array(path + ":conv1.weight").value(), Tensor::plane({1, 2}, {1, 2}));
  EXPECT_EQ(read_array(path + ":bias").value(), Tensor::plane({1, 1}, {3}));
  EXPECT_EQ(read_array(path + ":conv2").error(), (Error{ErrorCode::unknown_name, {"array", "conv2", "conv1.weight, bias"}}));
  EXPECT_EQ(read_array(folder / "none.npz:bias").error().code, ErrorCode::cannot_open);
  std::filesystem::copy_file(folder / "w.npz", folder / "w.npz:bias.npz");  // a file of that very name is meant
  EXPECT_EQ(read_array(folder / "w.npz:bias.npz").error().args[0], path + ":bias.npz");
}

// 16777217 is the first whole number that is no float.
TEST(Npz, SwitchesOfANamedArrayStayWhole) {
  const test::Folder folder;
  const auto switches = Indices::plane({1, 2}, {16777217, 3});
  ASSERT_TRUE(write_array(switches, folder / "s.npz"));
  const std::string path = (folder / "s.npz").string();
  for (const std::string& each : {path, path + ":arr_0"}) EXPECT_EQ(read_indices(each, {1, 1, 1, 2}, 1 << 25).value(), switches) << each;
  EXPECT_EQ(read_indices(path + ":s", {1, 1, 1, 2}, 1 << 25).error(), (Error{ErrorCode::unknown_name, {"array", "s", "arr_0"}}));
}

TEST(Npz, TheSameContentsMakeTheSameFile) {
  const test::Folder folder;
  ASSERT_TRUE(write_array(Tensor::plane({1, 3}, {1, 2, 3}), folder / "a.npz"));
  ASSERT_TRUE(write_array(Tensor::plane({1, 3}, {1, 2, 3}), folder / "b.npz"));
  EXPECT_EQ(test::bytes_in(folder / "a.npz"), test::bytes_in(folder / "b.npz"));
}

TEST(Npz, TruncatedOrDamagedIsAnError) {
  const test::Folder folder;
  ASSERT_TRUE(write_array(Tensor::plane({1, 3}, {1, 2, 3}), folder / "x.npz"));
  const std::string whole = test::bytes_in(folder / "x.npz");
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(parse_npz(whole.substr(0, size), "x.npz")) << size;
  std::string damaged = whole;
  damaged[whole.find("\x93NUMPY") + 130] ^= 1;  // a byte of the data: its checksum tells
  EXPECT_FALSE(parse_npz(damaged, "x.npz"));
  EXPECT_EQ(parse_npz("no zip", "x.npz").error().code, ErrorCode::malformed);
}

std::string little(std::uint64_t value, int bytes) {
  std::string text;
  for (int n = 0; n < bytes; ++n) text += static_cast<char>(value >> (8 * n) & 255);
  return text;
}

std::string deflated(const std::string& data) {
  uLongf size = compressBound(data.size());
  std::string packed(size, '\0');
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(data.data()), data.size(), 9);
  return packed.substr(2, size - 6);  // without zlib's header and checksum
}

// An archive in which the same member is listed so often, and says that it unpacks to so many bytes.
std::string archive_of(const std::string& member, int times, std::uint32_t said) {
  const std::string packed = deflated(member);
  const std::uint32_t sum = static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(member.data()), member.size()));
  const std::string name = "0.npy";
  const std::string common =
      little(8, 2) + little(0, 4) + little(sum, 4) + little(packed.size(), 4) + little(said, 4) + little(name.size(), 2) + little(0, 2);
  const std::string local = little(0x04034b50, 4) + little(20, 2) + little(0, 2) + common + name + packed;
  std::string directory;
  for (int n = 0; n < times; ++n) {
    const std::string entry = little(0x02014b50, 4) + little(20, 2) + little(20, 2) + little(0, 2) + common;
    directory +=
        entry + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0, 4) + static_cast<char>('0' + n) + name.substr(1);
  }
  const std::string end = little(0x06054b50, 4) + little(0, 4) + little(times, 2) + little(times, 2) + little(directory.size(), 4) +
                          little(local.size(), 4) + little(0, 2);
  return local + directory + end;
}

TEST(Npz, ASmallArchiveUnpacksToNoMoreThanItsLimit) {
  const std::string two = npy(dictionary("<f4", "(2,)"), raw<float>({1, 2}));
  EXPECT_EQ(parse_npz(archive_of(two, 1, static_cast<std::uint32_t>(two.size())), "x.npz").value_or(Reading()).array,
            Tensor::plane({1, 2}, {1, 2}));
  const auto unpacks_to = [](std::uint64_t bytes) {
    return Error{ErrorCode::malformed, {"x.npz", ".npz", reason("reason.unpacked", bytes, 268435456)}};
  };
  EXPECT_EQ(parse_npz(archive_of(two, 1, 300'000'000), "x.npz").error(), unpacks_to(300'000'000));
  EXPECT_EQ(parse_named_arrays(archive_of(two, 40, 10'000'000), "x.npz").error(), unpacks_to(400'000'000));
  // A member that says less than it holds is unpacked no further; one that says more ends early.
  EXPECT_EQ(parse_npz(archive_of(two, 1, 10), "x.npz").error().code, ErrorCode::truncated);
  EXPECT_EQ(parse_npz(archive_of(two, 1, 100'000'000), "x.npz").error().code, ErrorCode::truncated);
}

// A byte each in the archive, four in memory.
TEST(Npz, AllArraysTogetherHaveNoMoreValuesThanTheirLimit) {
  const std::string many = npy(dictionary("|u1", "(8192, 8192)"), std::string(std::size_t{1} << 26, '\1'));
  const auto size = static_cast<std::uint32_t>(many.size());
  EXPECT_EQ(parse_npz(archive_of(many, 1, size), "x.npz").value_or(Reading()).array.size(), 1 << 26);
  EXPECT_EQ(parse_named_arrays(archive_of(many, 2, size), "x.npz").error(),
            (Error{ErrorCode::malformed, {"x.npz:1", ".npy", reason("reason.cells", 1 << 26, 0)}}));
}

TEST(Npz, ASparseMatrixIsNotMistakenForAnArray) {
  const test::Folder folder;
  const Geometry g = resolve({.i = {4, 4}, .k = {3, 3}}).value();
  const Csr c = build_matrix(g, Tensor(Shape{1, 1, 3, 3}, 1), Side::c).value();
  ASSERT_TRUE(write_matrix({c, g}, folder / "C.npz"));
  const Error error = read_array(folder / "C.npz").error();
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.args[2], HasSubstr("sparse"));
}

}  // namespace
}  // namespace deconvlab
