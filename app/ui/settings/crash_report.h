// What is known of a defect that ends the program: which version, what was shown, the stack.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace deconvlab {

// From now on a signal by which a defect ends the process (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) writes this file first.
void report_crashes(const std::filesystem::path& file);
// The link that the report would have. One that is too long for it is left out.
void crash_would_show(const std::string& link);

struct CrashReport {
  std::string link;            // of what was shown; empty where it is not known
  std::filesystem::path file;  // where the report is kept
};
// The report that an earlier run left in `file`, which is moved beside it so that it is told once.
std::optional<CrashReport> take_crash_report(const std::filesystem::path& file);

}  // namespace deconvlab
