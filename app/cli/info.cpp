#include <cstdlib>

#include "app/cli/command_line.h"
#include "app/cli/options.h"
#include "app/draw/fonts.h"
#include "app/gpu/gl_device.h"
#include "core/cpu_device.h"

namespace deconvlab {

namespace {

std::string gpu_line(const Language& language) {
  const auto device = make_gl_device();
  if (!device) return say(language, device.error());
  return (*device)->name() + ((*device)->is_software_gpu() ? " (software)" : "");
}

std::string display_line() {
  for (const char* name : {"WAYLAND_DISPLAY", "DISPLAY"}) {
    const char* value = std::getenv(name);
    if (value && *value) return std::string(name) + "=" + value;
  }
  return "none";
}

std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }

void line(const char* name, const std::string& value) { fmt::print("{:<10} {}\n", name, value); }

}  // namespace

Action add_info(CLI::App&, const Language& language) {
  return [&language]() -> Expected<void> {
    line("version", DECONVLAB_VERSION);
    line("CPU", CpuDevice().name());
    line("GPU", gpu_line(language));
    line("display", display_line());
    line("font", or_none(font_files().regular));
    line("CJK font", or_none(font_files().cjk));
    line("languages", names_of(language_table(), &Language::id));
    line("formats", names_of(format_table(), &Format::extension));
    return {};
  };
}

}  // namespace deconvlab
