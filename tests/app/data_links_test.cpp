// Files of data bring the state back, and those who read them otherwise still do.
#include "app/record/data_links.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "app/record/exports.h"
#include "app/record/record_formats.h"
#include "core/formats/formats.h"
#include "tests/app/drawn.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

using test::lesson;

// An input and a kernel of its own, at a step.
constexpr const char* kLink =
    "convolution?i=3x4&k=2&s=1&p=0&input=own:3x4:1,2,3,4,5,6,7,8,9,1,2,3&kernel=own:2:1,0.5,-1,2&t=3&theme=dark&lang=zh";

int kind_of(std::string_view stem) {
  return static_cast<int>(std::ranges::find(export_table(), stem, &ExportKind::stem) - export_table().begin());
}

class DataLinks : public testing::Test {
 protected:
  std::filesystem::path written(std::string_view stem, std::string_view extension, const Model& model) const {
    const auto path = folder_ / (std::string(stem) + std::string(extension));
    EXPECT_TRUE(write_export({kind_of(stem), path.string()}, model)) << path;
    return path;
  }
  test::Folder folder_;
};

TEST_F(DataLinks, BringTheStateBack) {
  const Model model = lesson(kLink);
  for (const char* stem : {"C", "Ct"}) {
    for (const DataLink& each : data_link_table()) {
      const auto path = written(stem, each.extension, model);
      const auto link = link_of(path.string());
      ASSERT_TRUE(link) << path;
      EXPECT_EQ(*open_link(*link), model) << path;
    }
  }
  EXPECT_EQ(link_in_file(written("steps", ".json", model)), to_link(model));
  EXPECT_EQ(link_in_file(written("layers", ".json", lesson("layers"))), to_link(lesson("layers")));
}

TEST_F(DataLinks, HaveNoPlaceInTwoFormats) {
  for (const char* extension : {".csv", ".npy"}) EXPECT_EQ(link_in_file(written("C", extension, lesson(kLink))), "");
}

TEST_F(DataLinks, AreFoundWhereTheyAreAndNowhereElse) {
  for (const DataLink& each : data_link_table()) {
    const auto path = folder_ / ("broken" + std::string(each.extension));
    for (const std::string& bytes : {std::string(), std::string("{"), std::string("link.npy\x93NUMPY\x01"), std::string(40, 'x') + "PK\5\6",
                                     std::string("0123456789link.npy\x93NUMPY\x01\0\xff\xff", 28)}) {
      std::ofstream(path, std::ios::binary) << bytes;
      EXPECT_EQ(link_in_file(path), "") << path;
      EXPECT_TRUE(add_link(path, "deconvlab:convolution")) << path;
    }
  }
}

// The program itself reads a plane beside which a link stands.
TEST_F(DataLinks, LeaveArraysAsTheyAre) {
  Tensor plane(Shape{1, 1, 2, 3});
  for (std::int64_t n = 0; n < 6; ++n) plane.data()[n] = static_cast<float>(n);
  for (const char* extension : {".mtx", ".json", ".png"}) {
    const auto path = folder_ / (std::string("plane") + extension);
    ASSERT_TRUE(write_array(plane, path));
    ASSERT_TRUE(add_link(path, to_link(lesson(kLink))));
    EXPECT_EQ(link_in_file(path), to_link(lesson(kLink)));
    const auto read = read_array(path);
    ASSERT_TRUE(read) << path;
    EXPECT_TRUE(std::ranges::equal(read->data(), plane.data())) << path;
  }
}

// 6 rows of 12: kernel 1, 0.5, -1, 2 at columns 0, 1, 4, 5 of the first row.
TEST_F(DataLinks, NumpyAndScipyReadWhatTheyReadBefore) {
  const Model model = lesson(kLink);
  for (const char* extension : {".npz", ".mtx", ".json"}) written("C", extension, model);
  const auto link = to_link(model);
  std::ofstream(folder_ / "read.py") << "import json, zipfile, numpy, scipy.io, scipy.sparse, sys\n"
                                        "f, link = sys.argv[1:]\n"
                                        "row = [1, .5, 0, 0, -1, 2] + [0] * 6\n"
                                        "for m in scipy.sparse.load_npz(f + '/C.npz'), scipy.io.mmread(f + '/C.mtx'):\n"
                                        "    assert m.shape == (6, 12) and m.toarray()[0].tolist() == row\n"
                                        "assert zipfile.ZipFile(f + '/C.npz').testzip() is None\n"
                                        "assert numpy.load(f + '/C.npz')['link'][()].decode() == link\n"
                                        "c = json.load(open(f + '/C.json'))\n"
                                        "assert c['link'] == link and c['value'][:4] == [1, .5, -1, 2]\n";
  const std::string run = "/usr/bin/python3 '" + (folder_ / "read.py").string() + "' '" + folder_.path().string() + "' '" + link + "'";
  EXPECT_EQ(std::system(run.c_str()), 0);
}

}  // namespace
}  // namespace deconvlab
