#include "core/parallel.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace deconvlab {

namespace {
constexpr std::int64_t kWorthAThread = 200'000;
}

int thread_count() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

void parallel_for(std::int64_t count, std::int64_t cost, const std::function<void(std::int64_t)>& body) {
  const std::int64_t threads = std::clamp<std::int64_t>(std::min(cost / kWorthAThread, count), 1, thread_count());
  const auto share = [&](std::int64_t part) {
    for (std::int64_t n = count * part / threads; n < count * (part + 1) / threads; ++n) body(n);
  };
  std::vector<std::jthread> others;
  for (std::int64_t part = 1; part < threads; ++part) others.emplace_back(share, part);
  share(0);
}

}  // namespace deconvlab
