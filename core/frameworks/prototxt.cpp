#include "core/frameworks/prototxt.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/frameworks/place.h"
#include "core/try.h"

namespace deconvlab {

namespace {

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '+' || c == '-'; }

class ProtoParser {
 public:
  ProtoParser(std::string_view source, std::string_view text) : source_(source), rest_(text) {}

  Expected<std::vector<ProtoField>> all() {
    std::vector<ProtoField> fields;
    while (skip(), !rest_.empty()) TRY(add_field(fields));
    return fields;
  }

  // "layer {", "name: ..."
  bool begins_message() {
    skip();
    if (word().empty()) return false;
    skip();
    return rest_.starts_with('{') || (rest_.starts_with(':') && !rest_.starts_with("::"));
  }

 private:
  void skip() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '#') {
        rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
      } else if (c == '\n' || c == ' ' || c == '\t' || c == '\r' || c == ';' || c == ',') {
        line_ += c == '\n' ? 1 : 0;
        rest_.remove_prefix(1);
      } else {
        return;
      }
    }
  }

  std::string_view word() {
    const auto size = static_cast<std::size_t>(std::ranges::find_if_not(rest_, in_word) - rest_.begin());
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }

  bool take(char mark) {
    if (!rest_.starts_with(mark)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  tl::unexpected<Error> unexpected(std::string_view right) {
    if (rest_.empty()) return wrong(source_, line_, "reason.text_ends");
    const std::string_view found = word();
    return wrong(source_, line_, right, excerpt(found.empty() ? rest_.substr(0, 1) : found));
  }

  Expected<void> add_field(std::vector<ProtoField>& fields) {
    ProtoField field{.line = line_};
    const std::string_view name = word();
    if (name.empty()) return unexpected("reason.want_name");
    field.name = name;
    skip();
    const bool colon = take(':');
    skip();
    if (rest_.starts_with('{')) {
      TRY(read_message(field));
      fields.push_back(std::move(field));
      return {};
    }
    if (!colon) return unexpected("reason.want_colon");
    return add_values(field, fields);
  }

  Expected<void> read_message(ProtoField& field) {
    if (++depth_ > kDeepest) return wrong(source_, line_, "reason.too_deep", kDeepest);
    const int line = line_;
    take('{');
    field.is_message = true;
    while (skip(), !take('}')) {
      if (rest_.empty()) return wrong(source_, line, "reason.unclosed", "{");
      TRY(add_field(field.fields));
    }
    --depth_;
    return {};
  }

  // One value, or those of a list: a field for each.
  Expected<void> add_values(const ProtoField& field, std::vector<ProtoField>& fields) {
    const int line = line_;
    if (!take('[')) return add_value(field, fields);
    while (skip(), !take(']')) {
      if (rest_.empty()) return wrong(source_, line, "reason.unclosed", "[");
      TRY(add_value(field, fields));
    }
    return {};
  }

  Expected<void> add_value(const ProtoField& field, std::vector<ProtoField>& fields) {
    ProtoField one = field;
    one.value = TRY(value());
    one.value.line = field.line;
    fields.push_back(std::move(one));
    return {};
  }

  Expected<Value> value() {
    if (rest_.starts_with('"') || rest_.starts_with('\'')) return text_value();
    const std::string_view found = word();
    if (found.empty()) return unexpected("reason.want_value");
    auto statements = parse_calls(source_, found);
    const bool single = statements && statements->size() == 1;
    Value value = single ? statements->front().value : Value{.kind = Value::Kind::name, .text = std::string(found)};
    value.written = found;
    return value;
  }

  Expected<Value> text_value() {
    const char quote = rest_.front();
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != quote && rest_[end] != '\n') end += rest_[end] == '\\' ? 2 : 1;
    if (end >= rest_.size() || rest_[end] == '\n')
      return wrong(source_, line_, "reason.text_unclosed", excerpt(rest_.substr(0, std::min(end, rest_.size()))));
    Value value{.kind = Value::Kind::text, .text = std::string(rest_.substr(1, end - 1)), .written = std::string(rest_.substr(0, end + 1))};
    rest_.remove_prefix(end + 1);
    return value;
  }

  static constexpr int kDeepest = 50;
  std::string_view source_, rest_;
  int line_ = 1;
  int depth_ = 0;
};

}  // namespace

bool is_prototxt(std::string_view text) { return ProtoParser("", text).begins_message(); }

Expected<std::vector<ProtoField>> parse_prototxt(std::string_view source, std::string_view text) { return ProtoParser(source, text).all(); }

}  // namespace deconvlab
