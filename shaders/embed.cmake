# cmake -DOUTPUT=x.cpp -P embed.cmake a.comp b.comp ...: writes the table that app/gpu/embedded_shaders.h declares.
set(entries "")
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(n RANGE ${last})
  set(file "${CMAKE_ARGV${n}}")
  if(file MATCHES "\\.comp$")
    get_filename_component(name "${file}" NAME_WE)
    file(READ "${file}" text)
    string(APPEND entries "    {\"${name}\", R\"glsl(${text})glsl\"},\n")
  endif()
endforeach()
file(WRITE "${OUTPUT}" "#include \"app/gpu/embedded_shaders.h\"

namespace deconvlab {

namespace {

constexpr EmbeddedShader kShaders[] = {
${entries}};

}  // namespace

std::span<const EmbeddedShader> embedded_shaders() { return kShaders; }

}  // namespace deconvlab
")
