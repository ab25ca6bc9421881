#include "app/gpu/shader_library.h"

#include <glad/gl.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "core/find_named.h"
#include "core/try.h"
#include "embedded/embedded_shaders.h"

namespace deconvlab {

namespace {

Expected<const EmbeddedFile*> find_embedded(std::string_view name) {
  return find_named("shader", embedded_shaders(), name, &EmbeddedFile::name);
}

// The log of a shader or program, by its two getters.
template <class GetNumber, class GetLog>
std::string log_of(GlName name, GetNumber get_number, GetLog get_log) {
  GLint length = 0;
  get_number(name, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
  get_log(name, static_cast<GLsizei>(log.size()), &length, log.data());
  log.resize(static_cast<std::size_t>(length));
  return log;
}

Expected<GlShader> compile_shader(std::string_view file, const std::string& text) {
  GlShader shader = make_shader(GL_COMPUTE_SHADER);
  const char* source = text.c_str();
  glShaderSource(shader.name(), 1, &source, nullptr);
  glCompileShader(shader.name());
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader.name(), GL_COMPILE_STATUS, &compiled);
  if (!compiled) return tl::make_unexpected(shader_error(file, log_of(shader.name(), glGetShaderiv, glGetShaderInfoLog)));
  return shader;
}

Expected<GlProgram> link_program(std::string_view file, const std::string& text) {
  const GlShader shader = TRY(compile_shader(file, text));
  GlProgram program = make_program();
  glAttachShader(program.name(), shader.name());
  glLinkProgram(program.name());
  glDetachShader(program.name(), shader.name());
  GLint linked = GL_FALSE;
  glGetProgramiv(program.name(), GL_LINK_STATUS, &linked);
  if (!linked) return tl::make_unexpected(shader_error(file, log_of(program.name(), glGetProgramiv, glGetProgramInfoLog)));
  return program;
}

// The first line of the log that speaks of an error, else its first line.
std::string first_error(const std::string& log) {
  std::istringstream lines(log);
  std::string first;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("error") != std::string::npos || line.find("ERROR") != std::string::npos) return line;
    if (first.empty()) first = line;
  }
  return first;
}

}  // namespace

Error shader_error(std::string_view file, const std::string& log) {
  static const std::regex kPlace(R"(^\s*(?:ERROR:\s*)?\d+(?::(\d+)(?:\(\d+\))?|\((\d+)\))\s*:\s*(.*)$)");
  const std::string line = first_error(log);
  std::smatch parts;
  if (!std::regex_match(line, parts, kPlace)) return {ErrorCode::shader_failed, {std::string(file), line}};
  const std::string number = parts[1].matched ? parts[1] : parts[2];
  return {ErrorCode::shader_failed, {fmt::format("{}:{}", file, number), parts[3]}};
}

std::filesystem::path ShaderLibrary::folder_from_environment() {
  const char* folder = std::getenv("DECONVLAB_SHADERS");
  return folder ? folder : "";
}

std::filesystem::path ShaderLibrary::file_of(std::string_view name) const { return folder_ / fmt::format("{}.comp", name); }

std::optional<ShaderLibrary::Time> ShaderLibrary::time_of(std::string_view name) const {
  if (folder_.empty()) return std::nullopt;
  std::error_code error;
  const Time time = std::filesystem::last_write_time(file_of(name), error);
  return error ? std::nullopt : std::optional(time);
}

std::optional<ShaderLibrary::Source> ShaderLibrary::read(std::string_view name, bool from_disk) const {
  if (!from_disk) {
    const auto shader = find_embedded(name);
    if (!shader) return std::nullopt;
    return Source{fmt::format("{}.comp", name), std::string((*shader)->bytes)};
  }
  std::ifstream in(file_of(name), std::ios::binary);
  if (!in) return std::nullopt;
  return Source{file_of(name).string(), std::string(std::istreambuf_iterator<char>(in), {})};
}

void ShaderLibrary::compile(std::string_view name, Entry& entry) {
  const std::optional<Source> source = read(name, entry.time.has_value());
  Expected<GlProgram> made = source ? link_program(source->file, source->text) : fail(ErrorCode::cannot_open, file_of(name).string(), "");
  if (made) {
    entry.program = std::move(*made);
    entry.error.reset();
  } else {
    entry.error = made.error();
  }
}

// A file that went away (an editor may be about to put another in its place) leaves what was compiled last.
Expected<GlName> ShaderLibrary::program(std::string_view name) {
  const std::optional<Time> time = time_of(name);
  auto found = entries_.find(name);
  const bool is_new = found == entries_.end();
  if (is_new && !time) TRY(find_embedded(name));
  if (is_new) found = entries_.emplace(name, Entry{}).first;
  Entry& entry = found->second;
  if (is_new || (time && time != entry.time)) {
    entry.time = time;
    compile(name, entry);
  }
  if (!entry.program) return tl::make_unexpected(*entry.error);
  return entry.program.name();
}

const Error* ShaderLibrary::broken_edit(std::string_view name) const {
  const auto found = entries_.find(name);
  return found != entries_.end() && found->second.error ? &*found->second.error : nullptr;
}

}  // namespace deconvlab
