// The libraries that the program stands on, those that tell their version, as they are on this machine.
#pragma once

#include <string>
#include <vector>

namespace deconvlab {

struct Library {
  std::string name, version;
};

// In the order of the alphabet. Versions are those that run where the library says so, else those that were compiled with.
std::vector<Library> libraries();

}  // namespace deconvlab
