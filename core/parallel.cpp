#include "core/parallel.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

namespace deconvlab {

namespace {
constexpr std::int64_t kWorthAThread = 200'000;
thread_local bool within_share = false;
}  // namespace

int thread_count() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

void parallel_for(std::int64_t count, std::int64_t cost, const std::function<void(std::int64_t)>& body) {
  const std::int64_t most = within_share ? 1 : thread_count();
  const std::int64_t threads = std::clamp<std::int64_t>(std::min(cost / kWorthAThread, count), 1, most);
  const auto share = [&](std::int64_t part) {
    const bool was = std::exchange(within_share, threads > 1 || within_share);
    for (std::int64_t n = count * part / threads; n < count * (part + 1) / threads; ++n) body(n);
    within_share = was;
  };
  std::vector<std::jthread> others;
  for (std::int64_t part = 1; part < threads; ++part) others.emplace_back(share, part);
  share(0);
}

}  // namespace deconvlab
