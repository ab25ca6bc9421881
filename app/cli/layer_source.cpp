#include "app/cli/layer_source.h"

#include <cctype>
#include <charconv>

#include "core/formats/formats.h"

namespace deconvlab {

// Protocol Buffers' own limit: a model's file has its weights.
constexpr std::int64_t kMostBytes = INT32_MAX;

Expected<LayerSource> read_layer_file(const std::string& file) {
  if (file == kStandardStream)
    return read_standard_input(kMostBytes).map([](std::string text) { return LayerSource{"stdin", std::move(text)}; });
  return read_whole(file, kMostBytes).map([&](std::string text) { return LayerSource{file, std::move(text)}; });
}

void add_names_to(CLI::App& app, const Language& language, std::vector<std::string>& set) {
  app.add_option("--set", set, say(language, "help.layer_set"))->type_name("NAME=NUMBER")->expected(1)->take_all();
}

Expected<std::string> with_names_set(const std::string& text, const std::vector<std::string>& set) {
  const auto in_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; };
  std::string names;
  for (const std::string& one : set) {
    const std::size_t equal = std::min(one.find('='), one.size());
    const std::string name = one.substr(0, equal), number = one.substr(std::min(equal + 1, one.size()));
    std::int64_t value = 0;
    const auto [end, status] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool good = !name.empty() && std::ranges::all_of(name, in_name) && std::isdigit(static_cast<unsigned char>(name.front())) == 0;
    if (!good || number.empty() || status != std::errc() || end != number.data() + number.size())
      return fail(ErrorCode::usage, reason("reason.set_name", one));
    names += fmt::format("{} = {}; ", name, value);
  }
  return names + text;
}

Expected<PerAxis> parse_sides(const std::string& text) {
  PerAxis sides;
  for (std::string_view rest = text; !rest.empty() || sides.empty();) {
    const std::string_view part = rest.substr(0, rest.find('x'));
    std::int64_t side = 0;
    const auto [end, status] = std::from_chars(part.data(), part.data() + part.size(), side);
    const bool more = part.size() < rest.size(), last = more && part.size() + 1 == rest.size();
    if (status != std::errc() || end != part.data() + part.size() || last) return fail(ErrorCode::not_an_integer, "-i", text);
    sides.push_back(side);
    rest.remove_prefix(more ? part.size() + 1 : part.size());
  }
  return sides;
}

}  // namespace deconvlab
