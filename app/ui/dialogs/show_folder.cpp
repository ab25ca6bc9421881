#include "app/ui/dialogs/show_folder.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace deconvlab {

namespace {

// Its end is taken note of, whenever that comes.
void let_run(pid_t process) {
  std::thread([process] { waitpid(process, nullptr, 0); }).detach();
}

}  // namespace

bool show_folder(const std::filesystem::path& folder) {
  std::string opener = kFolderOpener;
  std::string path = folder.string();
  const std::array<char*, 3> arguments{opener.data(), path.data(), nullptr};
  pid_t process = 0;
  if (posix_spawnp(&process, opener.c_str(), nullptr, nullptr, arguments.data(), environ) != 0) return false;
  let_run(process);
  return true;
}

}  // namespace deconvlab
