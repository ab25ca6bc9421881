// Drivers keep memory until the process ends, reached through their own globals. Were they unloaded first, a leak checker would not find
// those and would call the memory lost: so what is loaded when the tests are over stays loaded.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <link.h>

// Fontconfig keeps what it read about the fonts, in memory that only its own tables lead to.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig.so"; }

namespace deconvlab {
namespace {

int keep(dl_phdr_info* library, std::size_t, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(library->dlpi_name);
  return 0;
}

class KeepLibraries : public testing::Environment {
 public:
  void TearDown() override {
    std::vector<std::string> names;
    dl_iterate_phdr(keep, &names);
    for (const std::string& name : names) {
      if (!name.empty()) dlopen(name.c_str(), RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
    }
  }
};

[[maybe_unused]] const testing::Environment* const kKeepLibraries = testing::AddGlobalTestEnvironment(new KeepLibraries);

}  // namespace
}  // namespace deconvlab
