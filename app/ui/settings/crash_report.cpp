#include "app/ui/settings/crash_report.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <string_view>

#if __has_include(<execinfo.h>)
#include <execinfo.h>
#define DECONVLAB_HAS_STACK 1
#endif

namespace deconvlab {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kLink = "link: ";
constexpr std::size_t kMostLink = std::size_t{1} << 14, kMostPath = std::size_t{1} << 12, kSignalStack = std::size_t{1} << 16;

struct Deadly {
  int number;
  std::string_view name;
  struct sigaction before;  // who heard it until now
};

// All that a signal's handler needs, where nothing has to be allocated.
struct Last {
  std::array<char, kMostPath> file;
  std::array<std::array<char, kMostLink>, 2> links;  // one is written while the other is shown
  std::atomic<std::size_t> shown;
  std::array<Deadly, 5> signals{
      {{SIGSEGV, "SIGSEGV", {}}, {SIGBUS, "SIGBUS", {}}, {SIGFPE, "SIGFPE", {}}, {SIGILL, "SIGILL", {}}, {SIGABRT, "SIGABRT", {}}}};
};
Last last;

void put(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void put_stack(int file) {
#ifdef DECONVLAB_HAS_STACK
  constexpr int kMostCalls = 64;
  void* calls[kMostCalls];
  ::backtrace_symbols_fd(calls, ::backtrace(calls, kMostCalls), file);
#else
  static_cast<void>(file);
#endif
}

void write_report(std::string_view signal) {
  const int file = ::open(last.file.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return;
  put(file, "DeconvLab " DECONVLAB_VERSION ", ended by ");
  put(file, signal);
  put(file, "\n");
  put(file, kLink);
  put(file, last.links[last.shown].data());
  put(file, "\n");
  put_stack(file);
  ::close(file);
}

// A second defect, while the first one is reported, ends the process as ever; so does a report that does not come to its end.
void let_end() {
  constexpr unsigned kSeconds = 5;
  for (const Deadly& deadly : last.signals) ::sigaction(deadly.number, &deadly.before, nullptr);
  ::signal(SIGALRM, SIG_DFL);
  ::alarm(kSeconds);
}

// Then the signal does what it did before.
void hear(int number) {
  let_end();
  write_report(std::ranges::find(last.signals, number, &Deadly::number)->name);
  ::raise(number);
}

// A stack that has run over cannot hold the handler.
void stand_on_another_stack() {
  static std::array<char, kSignalStack> stack;
  stack_t other{};
  other.ss_sp = stack.data();
  other.ss_size = stack.size();
  ::sigaltstack(&other, nullptr);
}

// Its first call loads a library, which a handler must not.
void make_stack_ready() {
#ifdef DECONVLAB_HAS_STACK
  void* call = nullptr;
  ::backtrace(&call, 1);
#endif
}

}  // namespace

void report_crashes(const fs::path& file) {
  const std::string path = file.string();
  if (path.empty() || path.size() >= last.file.size()) return;
  std::ranges::copy(path, last.file.begin());
  make_stack_ready();
  stand_on_another_stack();
  for (Deadly& deadly : last.signals) {
    struct sigaction action {};
    action.sa_handler = hear;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    ::sigaction(deadly.number, &action, &deadly.before);
  }
}

void crash_would_show(const std::string& link) {
  const std::size_t next = 1 - last.shown;
  const std::string_view kept = link.size() < kMostLink ? std::string_view(link) : std::string_view();
  std::ranges::copy(kept, last.links[next].begin());
  last.links[next][kept.size()] = '\0';
  last.shown = next;
}

std::optional<CrashReport> take_crash_report(const fs::path& file) {
  std::ifstream report(file);
  if (!report) return std::nullopt;
  CrashReport taken{.link = {}, .file = fs::path(file).replace_filename("last-crash.txt")};
  for (std::string line; std::getline(report, line);) {
    if (line.starts_with(kLink)) taken.link = line.substr(kLink.size());
  }
  std::error_code error;
  fs::rename(file, taken.file, error);
  if (error) fs::remove(file, error);
  return taken;
}

}  // namespace deconvlab
