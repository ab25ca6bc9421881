#include <cstdio>
#include <cstdlib>

#include "app/cli/command_line.h"
#include "app/draw/fonts.h"
#include "app/gpu/gl_device.h"
#include "core/cpu_device.h"
#include "core/formats/formats.h"

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

void line(const char* name, const std::string& value) { std::printf("%-10s %s\n", name, value.c_str()); }

}  // namespace

Action add_info(CLI::App&, const Language& language) {
  return [&language]() -> Expected<void> {
    line("version", DECONVLAB_VERSION);
    line("CPU", CpuDevice().name());
    line("GPU", gpu_line(language));
    line("display", display_line());
    line("font", or_none(font_files().regular));
    line("CJK font", or_none(font_files().cjk));
    std::string languages, formats;
    for (const Language& each : language_table()) languages += std::string(each.id) + " ";
    for (const Format& format : format_table()) formats += std::string(format.extension) + " ";
    line("languages", languages);
    line("formats", formats);
    return {};
  };
}

}  // namespace deconvlab
