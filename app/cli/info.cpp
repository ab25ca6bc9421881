#include <cstdlib>

#include "app/cli/command_line.h"
#include "app/cli/libraries.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/draw/fonts.h"
#include "app/gpu/gl_device.h"
#include "app/lang/reasons.h"
#include "core/cpu/cpu_device.h"

namespace deconvlab {

namespace {

std::string gpu_line(const Language& language) {
  const auto device = make_gl_device();
  if (!device) return say(language, device.error());
  return (*device)->is_software_gpu() ? say(language, "info.software", (*device)->name()) : (*device)->name();
}

std::string display_line(const Language& language) {
  for (const char* name : {"WAYLAND_DISPLAY", "DISPLAY"}) {
    const char* value = std::getenv(name);
    if (value && *value) return std::string(name) + "=" + value;
  }
  return say(language, "info.none");
}

std::string or_none(const Language& language, const std::string& text) { return text.empty() ? say(language, "info.none") : text; }

std::string library_text() {
  std::string text;
  for (const Library& each : libraries()) text += (text.empty() ? "" : ", ") + each.name + " " + each.version;
  return text;
}

void print_line(std::string_view name, const std::string& value) { print_out("{:<10} {}\n", name, value); }

}  // namespace

Action add_info(CLI::App&, const Language& language) {
  return [&language]() -> Expected<void> {
    print_line(phrase(language, "info.version"), DECONVLAB_VERSION);
    print_line("CPU", in_words(language, CpuDevice().name()));
    print_line("GPU", gpu_line(language));
    print_line(phrase(language, "info.display"), display_line(language));
    print_line(phrase(language, "info.font"), or_none(language, font_files().regular));
    print_line(phrase(language, "info.cjk_font"), or_none(language, font_files().cjk));
    print_line(phrase(language, "info.languages"), names_of(language_table(), &Language::id));
    print_line(phrase(language, "info.formats"), names_of(format_table(), &Format::extension));
    print_line(phrase(language, "info.libraries"), library_text());
    return {};
  };
}

}  // namespace deconvlab
