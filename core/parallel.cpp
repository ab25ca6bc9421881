#include "core/parallel.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "core/exceptions.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kWorthAThread = 200'000;
thread_local bool within_share = false;

// As many threads of run(part), parts counted from 1, as the system gives. It says the first part without one.
template <class Run>
std::int64_t start_threads(std::vector<std::jthread>& threads, std::int64_t parts, const Run& run) {
  std::int64_t part = 1;
  try {
    threads.reserve(static_cast<std::size_t>(parts));
    for (; part < parts; ++part) threads.emplace_back(run, part);
  } catch (const std::exception&) {  // std::system_error, std::bad_alloc: what is missing is a thread, not the work's own memory
  }
  return part;
}

}  // namespace

int thread_count() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

void parallel_for(std::int64_t count, std::int64_t cost, const std::function<void(std::int64_t)>& body) {
  const std::int64_t most = within_share ? 1 : thread_count();
  const std::int64_t threads = std::clamp<std::int64_t>(std::min(cost / kWorthAThread, count), 1, most);
  ExceptionKeeper thrown;
  const auto share = [&](std::int64_t part) {
    const bool was = std::exchange(within_share, threads > 1 || within_share);
    thrown.contain([&] {
      for (std::int64_t n = count * part / threads; n < count * (part + 1) / threads && !thrown.holds_one(); ++n) body(n);
    });
    within_share = was;
  };
  {
    std::vector<std::jthread> others;
    const std::int64_t without_thread = start_threads(others, threads, share);
    share(0);
    for (std::int64_t part = without_thread; part < threads; ++part) share(part);
  }
  thrown.rethrow();
}

}  // namespace deconvlab
