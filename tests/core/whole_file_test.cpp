// Files appear whole or not at all, and whatever was there before stays when they do not.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <new>
#include <stdexcept>
#include <thread>
#include <tuple>

#include "core/formats/formats.h"
#include "core/formats/same_file.h"
#include "folder.h"
#include "full_disk.h"

namespace deconvlab {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

void say_hello(Sink& sink) { sink.write("hello"); }

void say_much(Sink& sink) {
  const std::string block(100'000, 'x');
  for (int n = 0; n < 20; ++n) sink.write(block);
}

Error refused(const fs::path& path) {
  const auto written = write_whole(path, say_hello);
  EXPECT_FALSE(written);
  return written ? Error{} : written.error();
}

TEST(WholeFile, HoldsWhatWasProduced) {
  const test::Folder folder;
  ASSERT_TRUE(write_whole(folder / "new", say_hello));
  EXPECT_EQ(test::bytes_in(folder / "new"), "hello");
  ASSERT_TRUE(write_whole(folder / "new", say_much));
  EXPECT_EQ(test::bytes_in(folder / "new"), std::string(2'000'000, 'x'));
  EXPECT_EQ(folder.names(), Names{"new"});
}

TEST(WholeFile, OrderIsKeptAcrossSmallAndLargeWrites) {
  const test::Folder folder;
  const std::string large(300'000, 'b');
  ASSERT_TRUE(write_whole(folder / "x", [&](Sink& sink) {
    sink.write("a");
    sink.write(large);
    sink.write("c");
  }));
  EXPECT_EQ(test::bytes_in(folder / "x"), "a" + large + "c");
}

TEST(WholeFile, NamesTheFolderThatIsInTheWay) {
  const test::Folder folder;
  EXPECT_EQ(refused(folder.path()), (Error{ErrorCode::cannot_write, {folder.path().string(), "Is a directory"}}));
  const fs::path missing = folder / "none" / "x";
  EXPECT_EQ(refused(missing), (Error{ErrorCode::cannot_write, {missing.string(), "No such file or directory"}}));
  const fs::path below = folder.put("file", "") / "x";
  EXPECT_EQ(refused(below), (Error{ErrorCode::cannot_write, {below.string(), "Not a directory"}}));
  EXPECT_EQ(folder.names(), Names{"file"});
}

TEST(WholeFile, AFullDeviceIsSaid) {
  EXPECT_EQ(refused("/dev/full"), (Error{ErrorCode::cannot_write, {"/dev/full", "No space left on device"}}));
  EXPECT_TRUE(write_whole("/dev/null", say_much));
}

TEST(WholeFile, AFullDiskLeavesTheOldFileAndNothingElse) {
  const test::Folder folder;
  folder.put("old", "before");
  {
    const test::FullDisk full(150'000);
    EXPECT_FALSE(write_whole(folder / "old", say_much));
    EXPECT_FALSE(write_whole(folder / "new", say_much));
  }
  EXPECT_EQ(test::bytes_in(folder / "old"), "before");
  EXPECT_EQ(folder.names(), Names{"old"});
}

// As power that fails would end it: what cannot be caught leaves a part only where files must have a name from the start.
TEST(WholeFile, AProcessThatIsKilledLeavesTheOldFile) {
  const test::Folder folder;
  folder.put("old", "before");
  const int nameless = ::open(folder.path().c_str(), O_WRONLY | O_TMPFILE, 0600);
  const pid_t child = ::fork();
  if (child == 0) {
    (void)write_whole(folder / "old", [](Sink& sink) {
      say_much(sink);
      ::raise(SIGKILL);
    });
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(test::bytes_in(folder / "old"), "before");
  EXPECT_EQ(folder.names(), nameless < 0 ? (Names{"old", "old.0.part"}) : Names{"old"});
  ::close(nameless);
}

// As another program that is killed, or that fails, or that ends well.
TEST(WholeFile, AnotherProgramsFileIsWholeToo) {
  const test::Folder folder;
  folder.put("old", "before");
  const pid_t child = ::fork();
  if (child == 0) {
    (void)write_whole_by(folder / "old", [](const fs::path& part) {
      std::ofstream(part) << "half";
      ::raise(SIGKILL);
      return Expected<void>();
    });
    ::_exit(0);
  }
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  EXPECT_EQ(test::bytes_in(folder / "old"), "before");
  const auto failed = write_whole_by(folder / "old", [](const fs::path& part) -> Expected<void> {
    std::ofstream(part) << "half";
    return fail(ErrorCode::truncated, "x", 1, 2);
  });
  EXPECT_EQ(failed.error().code, ErrorCode::truncated);
  EXPECT_EQ(test::bytes_in(folder / "old"), "before");
  ASSERT_TRUE(write_whole_by(folder / "old", [](const fs::path& part) {
    std::ofstream(part) << "after";
    return Expected<void>();
  }));
  EXPECT_EQ(test::bytes_in(folder / "old"), "after");
  EXPECT_EQ(folder.names(), Names{"old"});
}

TEST(WholeFile, ANameMayBeAsLongAsNamesGet) {
  const test::Folder folder;
  const std::string name(255, 'n');
  for (int n = 0; n < 2; ++n) {
    ASSERT_TRUE(write_whole(folder / name, say_hello));
    EXPECT_EQ(test::bytes_in(folder / name), "hello");
  }
  EXPECT_EQ(folder.names(), Names{name});
  EXPECT_FALSE(write_whole(folder / (name + "n"), say_hello));
}

TEST(WholeFile, APartOfAnotherProcessStays) {
  const test::Folder folder;
  folder.put("new.0.part", "theirs");
  ASSERT_TRUE(write_whole(folder / "new", say_hello));
  EXPECT_EQ(test::bytes_in(folder / "new.0.part"), "theirs");
  EXPECT_EQ(test::bytes_in(folder / "new"), "hello");
  EXPECT_EQ(folder.names(), (Names{"new", "new.0.part"}));
}

TEST(WholeFile, AnExceptionLeavesTheOldFileAndNothingElse) {
  const test::Folder folder;
  folder.put("old", "before");
  EXPECT_THROW((void)write_whole(folder / "old",
                                 [](Sink& sink) {
                                   sink.write("half");
                                   throw std::bad_alloc();
                                 }),
               std::bad_alloc);
  EXPECT_EQ(test::bytes_in(folder / "old"), "before");
  EXPECT_EQ(folder.names(), Names{"old"});
}

TEST(WholeFile, WhatTheProducerCannotFinishLeavesTheOldFileAndNothingElse) {
  const test::Folder folder;
  folder.put("old", "before");
  const auto written = write_whole(folder / "old", [](Sink& sink) -> Expected<void> {
    sink.write("half");
    return fail(ErrorCode::truncated, "x", 1, 2);
  });
  EXPECT_EQ(written.error(), (Error{ErrorCode::truncated, {"x", "1", "2"}}));
  EXPECT_EQ(test::bytes_in(folder / "old"), "before");
  EXPECT_EQ(folder.names(), Names{"old"});
}

// Until it ends this process is not root, whom no permission stops.
class AsNobody {
 public:
  AsNobody() : root_(::geteuid() == 0 && ::seteuid(65534) == 0) {}
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody() {
    if (root_) std::ignore = ::seteuid(0);
  }

 private:
  bool root_;
};

TEST(WholeFile, AProtectedFileIsRefusedThoughItsFolderIsNot) {
  const test::Folder folder;
  fs::permissions(folder.path(), fs::perms{0777});
  fs::permissions(folder.put("old", "before"), fs::perms{0444});
  const Error error{ErrorCode::cannot_write, {(folder / "old").string(), "Permission denied"}};
  {
    const AsNobody nobody;
    EXPECT_EQ(refused(folder / "old"), error);
    const auto checked = check_writable(folder / "old");
    EXPECT_TRUE(!checked && checked.error() == error);
    EXPECT_TRUE(check_writable(folder / "new"));
    EXPECT_TRUE(write_whole(folder / "new", say_hello));
  }
  EXPECT_EQ(test::bytes_in(folder / "old"), "before");
}

TEST(WholeFile, ALinkStaysAndItsTargetIsReplaced) {
  const test::Folder folder;
  folder.put("target", "before");
  fs::create_symlink("target", folder / "link");
  ASSERT_TRUE(write_whole(folder / "link", say_hello));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(test::bytes_in(folder / "target"), "hello");
}

TEST(WholeFile, ALinkToNothingYetMakesItsTarget) {
  const test::Folder folder;
  fs::create_directory(folder / "elsewhere");
  fs::create_symlink("elsewhere/target", folder / "middle");
  fs::create_symlink(folder / "middle", folder / "link");
  ASSERT_TRUE(write_whole(folder / "link", say_hello));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_TRUE(fs::is_symlink(folder / "middle"));
  EXPECT_EQ(test::bytes_in(folder / "elsewhere" / "target"), "hello");
}

TEST(WholeFile, LinksThatLeadInACircleAreRefused) {
  const test::Folder folder;
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  EXPECT_EQ(refused(folder / "a").code, ErrorCode::cannot_write);
  EXPECT_TRUE(fs::is_symlink(folder / "a"));
  EXPECT_EQ(folder.names(), (Names{"a", "b"}));
}

TEST(WholeFile, KeepsTheOldPermissionsAndHeedsTheMask) {
  const test::Folder folder;
  fs::permissions(folder.put("old", ""), fs::perms{0640});
  const mode_t mask = ::umask(027);
  ASSERT_TRUE(write_whole(folder / "old", say_hello));
  ASSERT_TRUE(write_whole(folder / "new", say_hello));
  ::umask(mask);
  EXPECT_EQ(fs::status(folder / "old").permissions(), fs::perms{0640});
  EXPECT_EQ(fs::status(folder / "new").permissions(), fs::perms{0640});
}

TEST(WholeFile, OtherThreadsFilesKeepTheMaskMeanwhile) {
  const test::Folder folder;
  const mode_t mask = ::umask(077);
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int n = 0; n < 2000; ++n) {
      (void)write_whole(folder / "written", say_hello);
      fs::remove(folder / "written");
    }
    done = true;
  });
  bool open_to_all = false;
  while (!done) {
    ::close(::open((folder / "other").c_str(), O_WRONLY | O_CREAT, 0666));
    open_to_all = open_to_all || fs::status(folder / "other").permissions() != fs::perms{0600};
    fs::remove(folder / "other");
  }
  writer.join();
  ::umask(mask);
  EXPECT_FALSE(open_to_all);
}

TEST(SameFile, IsToldThroughLinksAndDots) {
  const test::Folder folder;
  fs::create_directory(folder / "sub");
  folder.put("there", "x");
  fs::create_symlink("there", folder / "link");
  fs::create_hard_link(folder / "there", folder / "hard");
  fs::create_symlink("../new", folder / "sub" / "dangling");
  fs::create_directory_symlink("sub", folder / "way");
  for (const char* name : {"there", "./there", "sub/../there", "way/../there", "link", "hard"})
    EXPECT_TRUE(is_same_file(folder / "there", folder / name)) << name;
  for (const char* name : {"new", "./new", "sub/../new", "sub/dangling", "way/dangling"})
    EXPECT_TRUE(is_same_file(folder / "new", folder / name)) << name;
  for (const char* name : {"other", "sub/new", "there", "link"}) EXPECT_FALSE(is_same_file(folder / "new", folder / name)) << name;
  EXPECT_FALSE(is_same_file(folder / "there", folder / "new"));
  EXPECT_TRUE(is_same_file("no-such-file", "./no-such-file"));
}

TEST(CheckWritable, SaysBeforehandWhatWritingWouldSay) {
  const test::Folder folder;
  EXPECT_TRUE(check_writable(folder / "new"));
  EXPECT_TRUE(check_writable("/dev/full"));
  EXPECT_EQ(check_writable(folder.path()).error().code, ErrorCode::cannot_write);
  EXPECT_EQ(check_writable(folder / "none" / "x").error().code, ErrorCode::cannot_write);
  EXPECT_EQ(folder.names(), Names{});
}

TEST(Extensions, UnknownOnesNameThoseThereAre) {
  const test::Folder folder;
  const Error error = write_array(Tensor::plane({1, 1}, {1}), folder / "x.svg").error();
  EXPECT_EQ(error, (Error{ErrorCode::unknown_extension, {(folder / "x.svg").string(), ".svg", ".npz .npy .mtx .csv .tex .json .png"}}));
  EXPECT_EQ(read_array(folder.put("y", "1")).error().code, ErrorCode::unknown_extension);
  fs::remove(folder / "y");
  EXPECT_TRUE(write_array(Tensor::plane({1, 1}, {1}), folder / "x.CSV"));
  EXPECT_EQ(folder.names(), Names{"x.CSV"});
}

TEST(Extensions, OneTableIsForOnePlane) {
  const test::Folder folder;
  for (const char* name : {"x.mtx", "x.tex"}) {
    EXPECT_EQ(write_array(Tensor(Shape{1, 2, 3, 4}), folder / name).error(),
              (Error{ErrorCode::cannot_write, {(folder / name).string(), reason("reason.one_plane", "1x2x3x4", ".npz .npy .json")}}));
  }
  EXPECT_EQ(folder.names(), Names{});
}

TEST(Extensions, SymbolsAreRefusedWhereThereAreOnlyValues) {
  EXPECT_TRUE(check_symbols("C.TEX"));
  EXPECT_EQ(check_symbols("C.mtx").error(), (Error{ErrorCode::only_values, {"C.mtx", ".mtx", ".csv .tex .json .svg"}}));
  EXPECT_EQ(check_symbols("C.txt").error().code, ErrorCode::unknown_extension);
}

TEST(ReadWhole, OnlyRegularFilesWithinTheLimit) {
  const test::Folder folder;
  EXPECT_EQ(read_whole(folder.put("x", "12345"), 5).value(), "12345");
  EXPECT_EQ(read_whole(folder / "x", 4).error(), (Error{ErrorCode::too_large, {(folder / "x").string(), "5", "4"}}));
  EXPECT_EQ(read_whole(folder.path()).error().args[1], "Is a directory");
  EXPECT_EQ(read_whole(folder / "none").error().args[1], "No such file or directory");
  EXPECT_EQ(read_whole("/dev/zero").error().code, ErrorCode::cannot_open);
}

// Whatever the extension: what is not there cannot be of a wrong kind.
TEST(ReadArray, WhatIsNotThereAndFoldersAreNamed) {
  const test::Folder folder;
  fs::create_directory(folder / "pictures.png");
  for (const char* name : {"none", "none.npy", "none.xyz"}) {
    EXPECT_EQ(read_array(folder / name).error(), (Error{ErrorCode::cannot_open, {(folder / name).string(), "No such file or directory"}}));
  }
  for (const auto& path : {folder / "pictures.png", folder.path()}) {
    EXPECT_EQ(read_array(path).error(), (Error{ErrorCode::cannot_open, {path.string(), "Is a directory"}}));
  }
}

TEST(Extensions, AFormatMayBeNamed) {
  const test::Folder folder;
  EXPECT_TRUE(write_array(Tensor::plane({1, 2}, {1, 2}), Place(folder / "x", "csv")));
  EXPECT_EQ(read_array(Place(folder / "x", ".CSV")).value(), Tensor::plane({1, 2}, {1, 2}));
  EXPECT_EQ(read_array(Place(folder / "x", "tsv")).error().code, ErrorCode::unknown_name);
}

TEST(ReadWhole, APipeIsRefusedAtOnce) {
  const test::Folder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_whole(folder / "pipe").error().code, ErrorCode::cannot_open);
}

TEST(ReadWhole, AHoleOfTerabytesIsNotAllocated) {
  const test::Folder folder;
  fs::resize_file(folder.put("x.npy", ""), std::uintmax_t{1} << 40);
  EXPECT_EQ(read_array(folder / "x.npy").error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace deconvlab
