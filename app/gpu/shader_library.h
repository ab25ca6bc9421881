// Compute programs by name, compiled when first asked for. Used, and destroyed, while one and the same context is current.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/gpu/gl_handle.h"
#include "core/error.h"

namespace deconvlab {

class ShaderLibrary {
 public:
  // Files NAME.comp in the folder go before the embedded text, and an edit of one takes effect when its program is asked for next.
  explicit ShaderLibrary(std::filesystem::path folder = folder_from_environment()) : folder_(std::move(folder)) {}

  // The newest program of that name that compiled. Errors: unknown_name; shader_failed when none ever did.
  Expected<GlName> program(std::string_view name);
  // Why the newest edit of a shader is not what runs; nullptr when it is.
  const Error* broken_edit(std::string_view name) const;

  // DECONVLAB_SHADERS; empty, and so no folder, where it is not set.
  static std::filesystem::path folder_from_environment();

 private:
  using Time = std::filesystem::file_time_type;
  struct Source {
    std::string file;  // as an error names it
    std::string text;
  };
  struct Entry {
    GlProgram program;
    std::optional<Time> time;  // of the file compiled last; none for embedded text
    std::optional<Error> error;
  };
  std::filesystem::path file_of(std::string_view name) const;
  std::optional<Time> time_of(std::string_view name) const;
  std::optional<Source> read(std::string_view name, bool from_disk) const;
  void compile(std::string_view name, Entry& entry);

  std::filesystem::path folder_;
  std::map<std::string, Entry, std::less<>> entries_;
};

// shader_failed with the place and text of a compiler log's first error: "0:12(3): error: ..." (Mesa), "0(12) : error ..." (NVIDIA) or
// "ERROR: 0:12: ...".
Error shader_error(std::string_view file, const std::string& log);

}  // namespace deconvlab
