// Standard streams and disks that refuse: what was asked for still happens where it can, the status tells, and nothing ends the program.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli_test.h"

namespace deconvlab {
namespace {

using testing::HasSubstr;
using Streams = test::CliTest;

TEST_F(Streams, OutputThatNobodyTakesIsNoSuccess) {
  for (const std::string command :
       {"--help", "--version", "sizes --help", "sizes conv -i 5 -k 3", "sizes conv -i 5 -k 3 --json", "scenes", "info"}) {
    SCOPED_TRACE(command);
    const auto full = shell("$PROGRAM " + command + " >/dev/full");
    EXPECT_EQ(full.status, 2);
    EXPECT_EQ(full.err, "stdout cannot be written: No space left on device.\n");
    const auto closed = shell("$PROGRAM " + command + " >&-");
    EXPECT_EQ(closed.status, 2);
    EXPECT_EQ(closed.err, "stdout cannot be written: Bad file descriptor.\n");
  }
  EXPECT_TRUE(files().empty());
}

TEST_F(Streams, AClosedStreamsNumberIsNoFilesOwn) {
  EXPECT_EQ(shell("$PROGRAM apply conv --input ones -i 3 -k 3 --kernel ones -o y.csv --device cpu <&- >&- 2>&-").status, 2);
  EXPECT_EQ(read("y.csv"), "9\n");
  EXPECT_EQ(shell("$PROGRAM matrix -i 3 -k 3 --kernel ones -o C.csv <&- >&- 2>&-").status, 0);  // it has nothing to say
  EXPECT_EQ(read("C.csv"), "1,1,1,1,1,1,1,1,1\n");
}

TEST_F(Streams, AnErrorThatCannotBeSaidIsStillTheStatus) {
  for (const char* where : {"/dev/full", "&-"}) {
    EXPECT_EQ(shell(std::string("$PROGRAM matrix -i 4 -k 9 -o x.npz 2>") + where).status, 2) << where;
    EXPECT_EQ(shell(std::string("$PROGRAM --help >/dev/full 2>") + where).status, 2) << where;
    EXPECT_EQ(shell(std::string("$PROGRAM sizes conv -i 4 -k 3 2>") + where).status, 0) << where;
  }
  EXPECT_TRUE(files().empty());
}

TEST_F(Streams, AReaderThatHasSeenEnoughEndsItWithoutAWord) {
  EXPECT_EQ(shell("(sleep 0.5; $PROGRAM scenes; echo $? >status) | :").err, "");
  EXPECT_EQ(read("status"), "141\n");  // SIGPIPE's, as of any other command
  EXPECT_EQ(shell("$PROGRAM scenes | head -n 1").status, 0);
}

TEST_F(Streams, TrainingGoesOnWhereItsLogCannotBeWritten) {
  for (const char* where : {">/dev/full", ">/dev/full 2>/dev/full", ">&- 2>&-"}) {
    SCOPED_TRACE(where);
    EXPECT_EQ(shell(std::string("$PROGRAM train segment --steps 2 --side 32 --scenes 2 -o w.npz ") + where).status, 2);
    EXPECT_EQ(python("weights.py", "check w.npz w.state.npz").out, "2\n");
    std::filesystem::remove(at("w.npz"));
    std::filesystem::remove(at("w.state.npz"));
  }
  EXPECT_EQ(shell("(sleep 0.5; $PROGRAM train segment --steps 2 --side 32 --scenes 2 -o w.npz) | :").err, "");
  EXPECT_EQ(python("weights.py", "check w.npz w.state.npz").out, "2\n");
}

TEST_F(Streams, ALimitOfFilesIsAnErrorLikeOthersAndLeavesNothing) {
  const auto outcome = shell("ulimit -f 64; $PROGRAM apply crop --input scene -i 600 --output 600 -o big.npy --device cpu");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, "big.npy cannot be written: File too large.\n");
  EXPECT_TRUE(files().empty());
  const auto matrix = shell("ulimit -f 64; $PROGRAM matrix -i 40 -k 9 -o C.npz");
  EXPECT_EQ(matrix.status, 2);
  EXPECT_EQ(matrix.err, "C.npz cannot be written: File too large.\n");
  EXPECT_TRUE(files().empty());
  EXPECT_EQ(shell("ulimit -f 8; $PROGRAM demo -o demo --size 640x360").status, 2);
  EXPECT_FALSE(exists("demo"));
}

// Whatever else the program says goes through app/cli/print, which never throws.
TEST_F(Streams, NothingPrintsPastTheHelper) {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(DECONVLAB_TESTS_DIR).parent_path();
  int seen = 0;
  for (const char* room : {"app", "core"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      const std::string extension = entry.path().extension().string();
      if ((extension != ".cpp" && extension != ".h") || entry.path().filename() == "print.cpp") continue;
      std::stringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      for (const char* word : {"fmt::print", "std::cout", "std::cerr", "std::clog", "printf(stderr", "std::printf", "std::fputs",
                               "std::puts", "std::fwrite", "std::putchar", "std::perror", "std::fprintf"}) {
        EXPECT_EQ(text.str().find(word), std::string::npos) << entry.path() << " has " << word;
      }
      ++seen;
    }
  }
  EXPECT_GT(seen, 200);
}

}  // namespace
}  // namespace deconvlab
