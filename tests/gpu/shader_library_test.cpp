// Shaders in the program and on disk: edits, broken edits, and what an error says.
#include "app/gpu/shader_library.h"

#include <glad/gl.h>
#include <gmock/gmock.h>
#include <stdlib.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "embedded/embedded_shaders.h"
#include "gl_test.h"

namespace deconvlab {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;

constexpr const char* kGood = "#version 430\nlayout(local_size_x = 1) in;\nvoid main() {}\n";
constexpr const char* kBroken = "#version 430\nlayout(local_size_x = 1) in;\nvoid main() {\n  missing = 1;\n}\n";

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class ShaderFolder : public test::GlTest {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / fmt::format("shaders-{}", std::chrono::steady_clock::now().time_since_epoch().count());
    fs::create_directories(folder_);
    GlTest::SetUp();
  }
  void TearDown() override {
    fs::remove_all(folder_);
    GlTest::TearDown();
  }
  // Each edit is a second after the one before, as by hand.
  void edit(const std::string& file, const std::string& text) {
    std::ofstream(folder_ / file) << text;
    fs::last_write_time(folder_ / file, fs::file_time_type::clock::now() + std::chrono::seconds(++edits_));
  }

  fs::path folder_;
  int edits_ = 0;
};

TEST(EmbeddedShaders, AreTheFilesOnDisk) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(DECONVLAB_TESTS_DIR) / ".." / "shaders"))
    files += entry.path().extension() == ".comp";
  EXPECT_EQ(embedded_shaders().size(), files);
  for (const EmbeddedFile& shader : embedded_shaders()) {
    const fs::path file = fs::path(DECONVLAB_TESTS_DIR) / ".." / "shaders" / fmt::format("{}.comp", shader.name);
    EXPECT_EQ(shader.bytes, text_of(file)) << shader.name;
  }
}

TEST_F(ShaderFolder, EveryEmbeddedShaderCompiles) {
  ShaderLibrary library("");
  for (const EmbeddedFile& shader : embedded_shaders()) {
    const auto program = library.program(shader.name);
    ASSERT_TRUE(program) << fmt::format("{}", fmt::join(program.error().args, ": "));
    EXPECT_EQ(library.program(shader.name).value(), *program) << "compiled once";
  }
}

TEST_F(ShaderFolder, AnUnknownNameListsTheKnownOnes) {
  const Error error = ShaderLibrary("").program("no-such").error();
  EXPECT_EQ(error.code, ErrorCode::unknown_name);
  EXPECT_EQ(error.args[1], "no-such");
  EXPECT_THAT(error.args[2], HasSubstr("conv, conv_kernel_grad"));
}

TEST_F(ShaderFolder, ABrokenEditKeepsTheLastGoodProgram) {
  ShaderLibrary library(folder_);
  edit("one.comp", kGood);
  const GlName good = library.program("one").value();
  edit("one.comp", kBroken);
  EXPECT_EQ(library.program("one").value(), good);
  ASSERT_NE(library.broken_edit("one"), nullptr);
  EXPECT_EQ(library.broken_edit("one")->code, ErrorCode::shader_failed);
  EXPECT_EQ(library.broken_edit("one")->args[0], (folder_ / "one.comp").string() + ":4");
  EXPECT_THAT(library.broken_edit("one")->args[1], HasSubstr("missing"));
  edit("one.comp", kGood);
  EXPECT_NE(library.program("one").value(), good);
  EXPECT_EQ(library.broken_edit("one"), nullptr);
}

TEST_F(ShaderFolder, ABrokenFirstVersionIsAnErrorUntilItIsMended) {
  ShaderLibrary library(folder_);
  edit("one.comp", kBroken);
  for (int n = 0; n < 2; ++n) EXPECT_THAT(library.program("one").error().args[0], EndsWith("one.comp:4"));
  edit("one.comp", kGood);
  EXPECT_TRUE(library.program("one"));
}

TEST_F(ShaderFolder, AProgramThatDoesNotLinkIsAnError) {
  edit("one.comp", "#version 430\nlayout(local_size_x = 1) in;\nvoid other();\nvoid main() { other(); }\n");
  EXPECT_EQ(ShaderLibrary(folder_).program("one").error().code, ErrorCode::shader_failed);
}

TEST_F(ShaderFolder, AFileGoesBeforeTheEmbeddedTextAndMayGoAway) {
  edit("conv.comp", kBroken);
  ShaderLibrary library(folder_);
  EXPECT_FALSE(library.program("conv"));
  EXPECT_TRUE(library.program("conv_kernel_grad")) << "has no file";
  edit("conv.comp", kGood);
  const GlName good = library.program("conv").value();
  fs::remove(folder_ / "conv.comp");
  EXPECT_EQ(library.program("conv").value(), good);
}

TEST_F(ShaderFolder, TheEnvironmentNamesTheFolder) {
  edit("one.comp", kGood);
  EXPECT_FALSE(ShaderLibrary().program("one"));
  ASSERT_EQ(setenv("DECONVLAB_SHADERS", folder_.c_str(), 1), 0);
  EXPECT_TRUE(ShaderLibrary().program("one"));
  unsetenv("DECONVLAB_SHADERS");
}

TEST(ShaderError, ReadsThePlaceFromEveryCompilersLog) {
  const auto args = [](const std::string& log) { return shader_error("a.comp", log).args; };
  using Args = std::vector<std::string>;
  EXPECT_EQ(args("0:12(3): error: `m' undeclared\n"), (Args{"a.comp:12", "error: `m' undeclared"}));
  EXPECT_EQ(args("0:2(1): warning: w\n0:7(3): error: e\n"), (Args{"a.comp:7", "error: e"}));
  EXPECT_EQ(args("0(12) : error C1008: undefined variable \"m\"\n"), (Args{"a.comp:12", "error C1008: undefined variable \"m\""}));
  EXPECT_EQ(args("ERROR: 0:5: 'm' : undeclared identifier\n"), (Args{"a.comp:5", "'m' : undeclared identifier"}));
  EXPECT_EQ(args("error: unresolved reference\n"), (Args{"a.comp", "error: unresolved reference"}));
  EXPECT_EQ(args(""), (Args{"a.comp", ""}));
}

}  // namespace
}  // namespace deconvlab
