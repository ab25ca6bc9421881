#include "cli_test.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <sstream>

namespace deconvlab::test {

namespace fs = std::filesystem;

namespace {

// What the user's own session would add.
constexpr const char* kUnset[] = {"DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "LC_ALL", "LC_MESSAGES", "LANG"};

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void redirect(const fs::path& to, int descriptor) {
  const int file = descriptor == STDIN_FILENO ? ::open(to.c_str(), O_RDONLY) : ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(file, descriptor);
  ::close(file);
}

std::vector<char*> pointers(const Words& all) {
  std::vector<char*> out;
  for (const std::string& word : all) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

// In the child: never returns.
[[noreturn]] void become(const Words& command, const Words& env) {
  for (const char* name : kUnset) ::unsetenv(name);
  // Drivers and font libraries keep memory to the end; the program's own is checked where it runs in the tests' process.
  ::setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
  for (const std::string& pair : env) ::setenv(pair.substr(0, pair.find('=')).c_str(), pair.substr(pair.find('=') + 1).c_str(), 1);
  ::execv(command[0].c_str(), pointers(command).data());
  ::_exit(127);
}

// In the child.
void enter(const fs::path& folder) {
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
}

int exit_status(pid_t child, std::int64_t* peak = nullptr) {
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  if (peak) *peak = used.ru_maxrss * 1024;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// Until the process has computed for so long; also when it has ended.
void wait_until_busy(pid_t child) {
  constexpr long kNanoseconds = 200'000'000;
  clockid_t clock{};
  timespec spent{};
  ::clock_getcpuclockid(child, &clock);
  const auto ended = [&] {  // a process that nobody has waited for keeps its clock
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
  };
  while (::clock_gettime(clock, &spent) == 0 && spent.tv_sec == 0 && spent.tv_nsec < kNanoseconds && !ended()) ::usleep(1000);
}

// What is shown there until `when` is among it, or else to the end.
std::string shown_at(int terminal, std::string_view when) {
  std::string shown;
  char bytes[4096];
  while (when.empty() || shown.find(when) == std::string::npos) {
    const ssize_t count = ::read(terminal, bytes, sizeof bytes);
    if (count <= 0) break;  // the terminal's last user is gone
    shown.append(bytes, static_cast<std::size_t>(count));
  }
  return shown;
}

Words joined(std::string_view program, std::string_view arguments) {
  Words command{std::string(program)};
  std::ranges::copy(words(arguments), std::back_inserter(command));
  return command;
}

}  // namespace

Words words(std::string_view line) {
  std::istringstream stream{std::string(line)};
  return {std::istream_iterator<std::string>(stream), {}};
}

void CliTest::SetUp() {
  std::string name = (fs::temp_directory_path() / "deconvlab-cli-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
}

void CliTest::TearDown() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Outcome CliTest::start(const Words& command, const Words& env, const fs::path& elsewhere, const fs::path& in) {
  // Beside the folder, not in it: the tests look at what the program leaves there.
  const fs::path out = folder_.string() + ".out";
  const fs::path err = folder_.string() + ".err";
  const pid_t child = ::fork();
  if (child == 0) {
    redirect(in, STDIN_FILENO);
    redirect(elsewhere.empty() ? out : elsewhere, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    enter(folder_);
    become(command, env);
  }
  std::int64_t peak = 0;
  const int status = exit_status(child, &peak);
  const Outcome outcome{status, slurp(out), slurp(err), peak};
  fs::remove(out);
  fs::remove(err);
  return outcome;
}

Outcome CliTest::run(std::string_view arguments, const Words& env, const fs::path& out) {
  return start(joined(DECONVLAB_PROGRAM, arguments), env, out);
}

Outcome CliTest::piped(const Words& arguments, std::string_view input) {
  const fs::path in = folder_.string() + ".in";
  std::ofstream(in, std::ios::binary).write(input.data(), static_cast<std::streamsize>(input.size()));
  Words command{DECONVLAB_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const Outcome outcome = start(command, {}, {}, in);
  fs::remove(in);
  return outcome;
}

Outcome CliTest::run_within(std::int64_t bytes, std::string_view arguments) {
  const Words shell{"/bin/sh", "-c", fmt::format("ulimit -v {}; exec {} {}", bytes / 1024, DECONVLAB_PROGRAM, arguments)};
  return start(shell, {});
}

Outcome CliTest::interrupted(std::string_view arguments, std::string_view when) {
  const fs::path out = folder_.string() + ".out";
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) {
    redirect(out, STDOUT_FILENO);
    enter(folder_);
    become(joined(DECONVLAB_PROGRAM, arguments), {});
  }
  std::string shown;
  when.empty() ? wait_until_busy(child) : void(shown = shown_at(terminal, when));
  EXPECT_EQ(::write(terminal, "\x03", 1), 1);
  shown += shown_at(terminal, "");
  const Outcome outcome{exit_status(child), slurp(out), shown};
  ::close(terminal);
  fs::remove(out);
  return outcome;
}

Outcome CliTest::shell(const std::string& line) { return start({"/bin/sh", "-c", line}, {"PROGRAM=" DECONVLAB_PROGRAM}); }

Outcome CliTest::python(const std::string& script, std::string_view arguments) {
  return start(joined("/usr/bin/python3", fmt::format("{}/cli/{} {}", DECONVLAB_TESTS_DIR, script, arguments)),
               {"PYTHONDONTWRITEBYTECODE=1"});
}

Outcome CliTest::does(std::string_view arguments, const Words& env) {
  const Outcome outcome = run(arguments, env);
  EXPECT_EQ(outcome.status, 0) << arguments << "\n" << outcome.err;
  EXPECT_EQ(outcome.err, "") << arguments;
  return outcome;
}

Outcome CliTest::does(const Words& arguments) {
  const Outcome outcome = piped(arguments);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  return outcome;
}

Outcome CliTest::warns(std::string_view arguments, std::string_view part) {
  const Outcome outcome = run(arguments);
  EXPECT_EQ(outcome.status, 0) << arguments;
  EXPECT_THAT(outcome.err, testing::HasSubstr(std::string(part))) << arguments;
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  return outcome;
}

void CliTest::refuses(std::string_view arguments, std::string_view part, const Words& env) {
  SCOPED_TRACE(arguments);
  const auto before = files();
  expect_refused(run(arguments, env), part);
  EXPECT_EQ(files(), before);
}

void CliTest::refuses(const Words& arguments, std::string_view part) {
  SCOPED_TRACE(testing::PrintToString(arguments));
  const auto before = files();
  expect_refused(piped(arguments), part);
  EXPECT_EQ(files(), before);
}

void CliTest::expect_refused(const Outcome& outcome, std::string_view part) {
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, testing::HasSubstr(std::string(part)));
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  EXPECT_TRUE(outcome.err.ends_with(".\n") || outcome.err.ends_with("。\n")) << outcome.err;
}

void CliTest::write(const std::string& name, std::string_view bytes) {
  std::ofstream(at(name), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string CliTest::read(const std::string& name) const { return slurp(at(name)); }

std::map<std::string, std::string> CliTest::files() const {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    const std::string name = fs::relative(entry.path(), folder_).string();
    if (entry.is_directory()) all[name + "/"] = {};
    if (entry.is_regular_file()) all[name] = slurp(entry.path());
  }
  return all;
}

}  // namespace deconvlab::test
