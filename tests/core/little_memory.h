// A process that has few addresses left.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace deconvlab::test {

// This process may take `bytes` more than it has. Not under AddressSanitizer, which ends the process instead of throwing.
class LittleMemory {
 public:
  explicit LittleMemory(rlim_t bytes) {
    getrlimit(RLIMIT_AS, &before_);
    rlimit limit = before_;
    limit.rlim_cur = taken() + bytes;
    setrlimit(RLIMIT_AS, &limit);
  }
  ~LittleMemory() { setrlimit(RLIMIT_AS, &before_); }
  LittleMemory(const LittleMemory&) = delete;
  LittleMemory& operator=(const LittleMemory&) = delete;

 private:
  static rlim_t taken() {
    rlim_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
  }
  rlimit before_{};
};

}  // namespace deconvlab::test
