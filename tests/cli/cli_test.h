// The program as a process: each test in a fresh folder of its own, which is where the program is started.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace deconvlab::test {

struct Outcome {
  int status = -1;  // the exit status; -1 when a signal ended the process
  std::string out;
  std::string err;
  std::int64_t peak = 0;  // bytes of memory that it had at once, at most
};

using Words = std::vector<std::string>;

// "sizes conv -i 5" as words.
Words words(std::string_view line);

class CliTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // The program with these arguments, without a display and in English; `env` are further NAME=VALUE, `out` takes its standard output.
  Outcome run(std::string_view arguments, const Words& env = {}, const std::filesystem::path& out = {});
  // The same of arguments that may have spaces in them, with `input` as its standard input.
  Outcome piped(const Words& arguments, std::string_view input = {});
  // The same with so much room for its addresses.
  Outcome run_within(std::int64_t bytes, std::string_view arguments);
  // The same at a terminal of its own, where Ctrl+C is typed once it has shown `when`; to a program that shows nothing, once it has
  // computed for a while. What the terminal showed is the outcome's `err`.
  Outcome interrupted(std::string_view arguments, std::string_view when);
  // A line of the shell, in which $PROGRAM is the program.
  Outcome shell(const std::string& line);
  // A script that stands beside these tests.
  Outcome python(const std::string& script, std::string_view arguments);
  // Exit 2, nothing on standard output, one sentence with `part` in it on standard error, and no file made, gone or changed.
  void refuses(std::string_view arguments, std::string_view part, const Words& env = {});
  void refuses(const Words& arguments, std::string_view part);
  // The same run ends with status 0 and says nothing on standard error.
  Outcome does(std::string_view arguments, const Words& env = {});
  Outcome does(const Words& arguments);
  // The same run ends with status 0 and says `part`, and no more than a line, on standard error.
  Outcome warns(std::string_view arguments, std::string_view part);

  std::filesystem::path at(const std::string& name) const { return folder_ / name; }
  void write(const std::string& name, std::string_view bytes);
  std::string read(const std::string& name) const;
  bool exists(const std::string& name) const { return std::filesystem::exists(at(name)); }
  // Every file's bytes by its path within the folder; folders end in a slash.
  std::map<std::string, std::string> files() const;

 private:
  Outcome start(const Words& command, const Words& env, const std::filesystem::path& out = {},
                const std::filesystem::path& in = "/dev/null");
  void expect_refused(const Outcome& outcome, std::string_view part);

  std::filesystem::path folder_;
};

}  // namespace deconvlab::test
