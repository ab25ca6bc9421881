// NumPy and SciPy read what is written here, and what they write is read.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/formats/formats.h"
#include "folder.h"
#include "support.h"

namespace deconvlab {
namespace {

void write_matrices(const test::Folder& folder) {
  const Params params{.i = {6, 5}, .k = {3, 2}, .s = {2, 1}, .p = {1, 0}, .d = {1, 2}, .flip = true};
  const Geometry g = test::sizes(params);
  Tensor w = test::awkward_values({1, 1, 3, 2});
  for (const Side side : {Side::c, Side::c_transposed}) {
    const Csr matrix = build_matrix(g, w, side).value();
    for (const char* extension : {".npy", ".npz", ".mtx", ".csv", ".json", ".png"}) {
      const std::string name = std::string(side == Side::c ? "C" : "Ct") + extension;
      EXPECT_TRUE(write_matrix({matrix, g, side}, folder / name)) << name;
    }
  }
}

void write_arrays(const test::Folder& folder) {
  for (const auto& [name, shape] : {std::pair{"4x5", Shape{1, 1, 4, 5}}, {"3x4x5", Shape{1, 3, 4, 5}}, {"2x3x4x5", Shape{2, 3, 4, 5}}}) {
    for (const char* extension : {".npy", ".npz", ".json"}) {
      EXPECT_TRUE(write_array(test::awkward_values(shape), folder / (std::string(name) + extension))) << name << extension;
    }
  }
}

// Values that a picture's bytes hold as they are.
Tensor bytes(const Shape& shape) {
  Tensor t(shape);
  for (std::int64_t n = 0; n < t.size(); ++n) t.data()[n] = static_cast<float>(n * 37 % 256);
  return t;
}

void write_planes(const test::Folder& folder) {
  for (const char* extension : {".mtx", ".tex"})
    EXPECT_TRUE(write_array(test::awkward_values({1, 1, 4, 5}), folder / (std::string("4x5") + extension)));
  for (const char* extension : {".npy", ".png"}) {
    EXPECT_TRUE(write_array(bytes({1, 1, 9, 7}), folder / (std::string("grey") + extension)));
    EXPECT_TRUE(write_array(bytes({1, 3, 9, 7}), folder / (std::string("colour") + extension)));
  }
  for (const auto& [name, shape] : {std::pair{"grey16", Shape{1, 1, 9, 7}}, {"colour16", Shape{1, 3, 9, 7}}}) {
    Tensor halves = bytes(shape);
    for (float& value : halves.data()) value /= 257;
    EXPECT_TRUE(write_array(halves, folder / (std::string(name) + ".npy")));
    EXPECT_TRUE(write_deep_array(halves, folder / (std::string(name) + ".png")));
  }
}

TEST(ReadBack, ByNumpyAndScipyAndTheirFilesHere) {
  const test::Folder folder;
  write_matrices(folder);
  write_arrays(folder);
  write_planes(folder);
  const std::string command = "/usr/bin/python3 " DECONVLAB_TESTS_DIR "/core/read_back.py " + folder.path().string();
  ASSERT_EQ(std::system(command.c_str()), 0);
  test::expect_same_bits(read_array(folder / "fortran.npy").value(), test::awkward_values({1, 3, 4, 5}));
  test::expect_same_bits(read_array(folder / "packed.npz").value(), test::awkward_values({1, 3, 4, 5}));
  for (const char* name : {"saved.csv", "saved.txt", "saved.json", "array.mtx"})
    test::expect_same_bits(read_array(folder / name).value(), test::awkward_values({1, 1, 4, 5}));
  Tensor without_signs = test::awkward_values({1, 1, 4, 5});
  for (float& value : without_signs.data()) value = value == 0 ? 0 : value;  // SciPy keeps no entry for -0
  test::expect_same_bits(read_array(folder / "sparse.mtx").value(), without_signs);
  test::expect_same_bits(read_array(folder / "halves.npy").value(), read_array(folder / "halves-wide.npy").value());
}

}  // namespace
}  // namespace deconvlab
