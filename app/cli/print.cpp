#include "app/cli/print.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace deconvlab {

namespace {

int& refusal() {
  static int reason = 0;  // the errno of the first one
  return reason;
}

void note_refusal() {
  if (refusal() == 0) refusal() = errno;
}

}  // namespace

void put_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) < text.size()) note_refusal();
}

void put_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

Expected<void> flush_output() {
  if (std::fflush(stdout) != 0) note_refusal();
  if (refusal() == 0) return {};
  return fail(ErrorCode::cannot_write, "stdout", std::strerror(refusal()));
}

bool reader_has_gone() { return refusal() == EPIPE; }

void prepare_streams() {
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);  // the lowest number that is free: this one
  }
}

void end_by_broken_pipe() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
  ::_exit(128 + SIGPIPE);
}

}  // namespace deconvlab
