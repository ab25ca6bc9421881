#include "app/record/child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "app/lang/text.h"

extern char** environ;

namespace deconvlab {

namespace {

constexpr std::size_t kMostSaid = 200;  // characters of what it says
constexpr int kBehind = 5;              // its niceness: a window that is drawn meanwhile comes first

}  // namespace

bool has_program(std::string_view name) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((std::filesystem::path(folder) / name).c_str(), X_OK) == 0) return true;
  }
  return false;
}

PipeEnds::~PipeEnds() {
  close(own);
  close(others);
}

void PipeEnds::close(int& end) {
  if (end >= 0) ::close(end);
  end = -1;
}

Child::Child(std::vector<std::string> arguments, Words words) : refused_(EAGAIN) {
  int bytes[2], said[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, bytes) != 0) return;
  bytes_.own = bytes[0], bytes_.others = bytes[1];
  if (words == Words::heard) {
    if (::pipe2(said, O_CLOEXEC) != 0) return;
    words_.own = said[0], words_.others = said[1];
  }
  start(arguments);
  PipeEnds::close(bytes_.others);
  PipeEnds::close(words_.others);
}

Child::~Child() {
  if (process_ > 0) static_cast<void>(finish());
}

bool Child::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(bytes_.own, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string Child::finish() {
  PipeEnds::close(bytes_.own);
  std::string said;
  char buffer[512];
  for (ssize_t count = 0; words_.own >= 0 && (count = ::read(words_.own, buffer, sizeof buffer)) > 0;)
    said.append(buffer, static_cast<std::size_t>(count));
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return shortened(printable(said.empty() ? "?" : said.substr(0, said.find('\n'))), kMostSaid);
}

void Child::start(std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (std::string& each : arguments) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, bytes_.others, STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (words_.others >= 0) {
    posix_spawn_file_actions_adddup2(&actions, words_.others, STDERR_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  refused_ = ::posix_spawnp(&process_, pointers.front(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (refused_ == 0) ::setpriority(PRIO_PROCESS, static_cast<id_t>(process_), ::getpriority(PRIO_PROCESS, 0) + kBehind);
}

}  // namespace deconvlab
