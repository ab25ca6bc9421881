// Folders of results: whole or as they were, with whatever else is in them.
#include "app/record/whole_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/formats/formats.h"
#include "tests/core/folder.h"

namespace deconvlab {
namespace {

namespace fs = std::filesystem;

class WholeFolder : public ::testing::Test {
 protected:
  static void put(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    ASSERT_TRUE(write_whole(file, [&](Sink& sink) { sink.write(text); }));
  }
  static std::string text_of(const fs::path& file) { return read_whole(file).value_or("nothing"); }
  static ino_t number_of(const fs::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_ino : 0;
  }
  Expected<void> write(const std::string& text) const {
    return write_whole_folder(results_, [&](const fs::path& draft) {
      put(draft / "page", text);
      put(draft / "steps" / "1", text);
      return Expected<void>();
    });
  }
  std::size_t count_beside() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(results_.parent_path()), fs::directory_iterator()));
  }

  const test::Folder folder_;
  const fs::path results_ = folder_.path() / "results";
};

TEST_F(WholeFolder, AppearsWhole) {
  ASSERT_TRUE(write("first"));
  EXPECT_EQ(text_of(results_ / "page"), "first");
  EXPECT_EQ(count_beside(), 1u);
}

TEST_F(WholeFolder, BehindALinkIsReplacedWhereItIs) {
  put(folder_.path() / "real" / "mine", "mine");
  fs::create_directory_symlink("real", results_);
  ASSERT_TRUE(write("first"));
  EXPECT_TRUE(fs::is_symlink(results_));
  EXPECT_EQ(text_of(folder_.path() / "real" / "page"), "first");
  EXPECT_EQ(text_of(results_ / "mine"), "mine");
}

TEST_F(WholeFolder, OfResultsAloneIsReplacedAtOnce) {
  ASSERT_TRUE(write("first"));
  fs::permissions(results_, fs::perms::owner_all);
  const ino_t before = number_of(results_);
  ASSERT_TRUE(write("second"));
  EXPECT_NE(number_of(results_), before);  // one folder in the place of another, not file after file
  for (const char* own : {"page", "steps/1"}) EXPECT_EQ(text_of(results_ / own), "second") << own;
  EXPECT_EQ(fs::status(results_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(count_beside(), 1u);
}

// The folder is the user's own: it stays, and so does all that is in it.
TEST_F(WholeFolder, WithOtherFilesStaysTheSameFolder) {
  ASSERT_TRUE(write("first"));
  put(results_ / "mine", "mine");
  put(results_ / "steps" / "mine", "mine too");
  put(results_ / "other" / "mine", "mine as well");
  fs::create_symlink("mine", results_ / "link");
  const ino_t before = number_of(results_), steps = number_of(results_ / "steps");
  ASSERT_TRUE(write("second"));
  EXPECT_EQ(number_of(results_), before);
  EXPECT_EQ(number_of(results_ / "steps"), steps);
  for (const char* own : {"page", "steps/1"}) EXPECT_EQ(text_of(results_ / own), "second") << own;
  EXPECT_EQ(text_of(results_ / "mine"), "mine");
  EXPECT_EQ(text_of(results_ / "steps" / "mine"), "mine too");
  EXPECT_EQ(text_of(results_ / "other" / "mine"), "mine as well");
  EXPECT_EQ(fs::read_symlink(results_ / "link"), "mine");
  EXPECT_EQ(count_beside(), 1u);
}

// What stands in it under a name of the results, but is something else, is not taken for one.
TEST_F(WholeFolder, WithALinkInAResultsPlaceStaysTheSameFolder) {
  ASSERT_TRUE(write("first"));
  fs::rename(results_ / "steps", folder_.path() / "elsewhere");
  fs::create_directory_symlink(folder_.path() / "elsewhere", results_ / "steps");
  ASSERT_TRUE(write("second"));
  EXPECT_TRUE(fs::is_symlink(results_ / "steps"));
  EXPECT_EQ(text_of(folder_.path() / "elsewhere" / "1"), "second");
}

TEST_F(WholeFolder, IsWrittenWhereAnotherProcessHasTheFolder) {
  ASSERT_TRUE(write("first"));
  const ino_t before = number_of(results_);
  const int lock = ::open(results_.c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  EXPECT_TRUE(write("second"));
  ::close(lock);
  EXPECT_EQ(number_of(results_), before);
  EXPECT_EQ(text_of(results_ / "page"), "second");
}

TEST_F(WholeFolder, StaysAsItWasWhereWritingFails) {
  ASSERT_TRUE(write("first"));
  const auto failed = write_whole_folder(results_, [&](const fs::path& draft) -> Expected<void> {
    put(draft / "page", "half");
    return fail(ErrorCode::cannot_write, (draft / "steps").string(), "full");
  });
  EXPECT_EQ(failed.error(), (Error{ErrorCode::cannot_write, {(results_ / "steps").string(), "full"}}));
  EXPECT_EQ(text_of(results_ / "page"), "first");
  EXPECT_EQ(count_beside(), 1u);
}

TEST_F(WholeFolder, IsWrittenFileByFileWhereThisProcessStandsInIt) {
  ASSERT_TRUE(write("first"));
  const fs::path before = fs::current_path();
  fs::current_path(results_ / "steps");
  const bool written = write("second").has_value();
  const std::string seen = text_of("1");
  fs::current_path(before);
  EXPECT_TRUE(written);
  EXPECT_EQ(seen, "second");
  EXPECT_EQ(text_of(results_ / "page"), "second");
  EXPECT_EQ(count_beside(), 1u);
}

TEST_F(WholeFolder, ADraftOfAProcessThatDiedIsRemovedOneOfALivingOneIsNot) {
  const fs::path living = results_.string() + ".0.part", dead = results_.string() + ".1.part";
  put(dead / "page", "half");
  put(living / "page", "half");
  const int lock = ::open(living.c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  ASSERT_TRUE(write("first"));
  EXPECT_FALSE(fs::exists(dead));
  EXPECT_EQ(text_of(living / "page"), "half");
  ::close(lock);
  EXPECT_EQ(text_of(results_ / "page"), "first");
}

}  // namespace
}  // namespace deconvlab
