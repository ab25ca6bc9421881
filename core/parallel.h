// Work shared among all cores.
#pragma once

#include <cstdint>
#include <functional>

namespace deconvlab {

// Calls body(n) for every n in [0, count), in contiguous shares on all cores; on the caller's thread when `cost` (about one a
// nanosecond) is too small to pay for starting threads, or within such a share, whose cores are busy already. The bodies must not write
// what another reads. What a body throws is thrown here, the first of all, when every thread has ended; bodies that had not begun by then
// are left out. Shares whose threads the system refuses are done on the caller's.
void parallel_for(std::int64_t count, std::int64_t cost, const std::function<void(std::int64_t)>& body);

// How many threads parallel_for uses.
int thread_count();

}  // namespace deconvlab
