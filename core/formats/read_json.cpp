// An array from JSON: lists of numbers in lists, such as [[1,2],[3,4]], or an object {"shape": [2,2], "data": [1,2,3,4]}.
#include <algorithm>
#include <cctype>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "core/formats/each_format.h"
#include "core/formats/float_losses.h"
#include "core/formats/number.h"
#include "core/try.h"

namespace deconvlab {

namespace {

constexpr std::size_t kMostLevels = 4;

// JSON has no numbers for these, so they are words; Python writes the long ones bare in JSON and the short ones in lists.
struct NumberWord {
  std::string_view word;
  float value;
};
constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr NumberWord kWords[] = {{"NaN", kNan}, {"nan", kNan}, {"Infinity", kInfinity}, {"inf", kInfinity}};

std::optional<float> number_of(std::string_view word) {
  const bool negative = word.starts_with('-');
  const auto* const found = std::ranges::find(kWords, word.substr(negative ? 1 : 0), &NumberWord::word);
  if (found == std::end(kWords)) return {};
  return negative ? -found->value : found->value;
}

// How long the word for a number is that begins there, with its sign; 0 where none does.
std::size_t bare_word(std::string_view text, std::size_t at) {
  const auto is_letter = [&](std::size_t n) { return n < text.size() && (std::isalnum(static_cast<unsigned char>(text[n])) != 0); };
  if (at > 0 && is_letter(at - 1)) return 0;
  const std::size_t sign = text[at] == '-' ? 1 : 0;
  for (const NumberWord& each : kWords) {
    const std::size_t size = sign + each.word.size();
    if (text.substr(at + sign).starts_with(each.word) && !is_letter(at + size)) return size;
  }
  return 0;
}

// JSON whose bare words for numbers stand in quotation marks; without any `marks` the text need not be looked at.
struct Quoted {
  std::string text;
  std::vector<std::size_t> marks;  // where in the text those stand that were added
};

Quoted quoted(std::string_view json) {
  Quoted result;
  if (json.find_first_of("NnIi") == std::string_view::npos) return result;
  bool in_string = false;
  const auto add_mark = [&] {
    result.marks.push_back(result.text.size());
    result.text += '"';
  };
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t word = in_string ? 0 : bare_word(json, at);
    const std::size_t size = word > 0 ? word : in_string && json[at] == '\\' ? 2 : 1;  // a quotation mark behind a backslash is none
    if (json[at] == '"') in_string = !in_string;
    if (word > 0) add_mark();
    result.text += json.substr(at, size);
    if (word > 0) add_mark();
    at += size;
  }
  return result;
}

// Lists in lists while they come: each of the same length as the others of its level, numbers on the innermost one only. What is wrong
// comes back as reason() makes it; empty where nothing is.
template <class Value>
class Lists {
 public:
  std::string open() {
    if (open_.size() == kMostLevels) return reason("reason.json_deep", kMostLevels);
    if (numbers_at_ > 0 && open_.size() >= numbers_at_) return reason("reason.json_mixed");
    if (!open_.empty()) ++open_.back();
    open_.push_back(0);
    return {};
  }
  std::string add(const Value& value) {
    if (numbers_at_ == 0) numbers_at_ = open_.size();
    if (open_.size() != numbers_at_) return reason("reason.json_mixed");
    ++open_.back();
    values_.push_back(value);
    return std::ssize(values_) <= kMostTextCells ? std::string() : reason("reason.more_cells", kMostTextCells);
  }
  std::string close() {
    const std::int64_t count = open_.back();
    open_.pop_back();
    if (count == 0) return reason("reason.json_empty");
    if (open_.size() >= sides_.size()) sides_.resize(open_.size() + 1, 0);
    std::int64_t& side = sides_[open_.size()];
    if (side == 0) side = count;
    return side == count ? std::string() : reason("reason.json_ragged", count, side);
  }
  const std::vector<std::int64_t>& sides() const { return sides_; }
  std::vector<Value>& values() { return values_; }

 private:
  std::vector<Value> values_;
  std::vector<std::int64_t> sides_;  // by level, outermost first; 0: not known yet
  std::vector<std::int64_t> open_;   // how many things each list that is open has so far
  std::size_t numbers_at_ = 0;       // how many lists are open around a number; 0: not known yet
};

// What was read: the values as the reader's keeper, FloatLosses or Exact, has them.
template <class Keeper>
struct Kept {
  Shape shape;
  std::vector<typename Keeper::Value> values;
  Keeper keeper;
};

// No tree is built: deep nesting of what is passed over costs no memory.
template <class Keeper>
class ArrayReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  using Value = typename Keeper::Value;

  ArrayReader(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  Expected<Kept<Keeper>> read() {
    quoted_ = quoted(text_);
    if (!nlohmann::json::sax_parse(quoted_.marks.empty() ? text_ : std::string_view(quoted_.text), this))
      return tl::make_unexpected(error_);
    if (!is_object_) return kept(lists_.sides(), lists_.values());
    if (!shape_ || !data_) return malformed(reason("reason.no_shape_and_data"));
    return kept(*shape_, *data_);
  }

  bool null() override { return other("null"); }
  bool boolean(bool value) override { return other(value ? "true" : "false"); }
  bool binary(nlohmann::json::binary_t&) override { return other("binary"); }
  bool number_integer(number_integer_t value) override { return side(value) && number(value, std::int64_t{value}); }
  bool number_unsigned(number_unsigned_t value) override {
    return side(static_cast<std::int64_t>(std::min<number_unsigned_t>(value, INT64_MAX))) && number(value, std::uint64_t{value});
  }
  bool number_float(number_float_t, const std::string& text) override {
    if (in_ == In::shape) return stop(reason("reason.json_shape"));
    if (in_ == In::elsewhere) return other(text);
    const auto value = keeper_.keep_word(text, name_);
    return value ? put(*value) : stop(value.error());
  }
  bool string(std::string& word) override {
    const auto value = number_of(word);
    if (value && (in_ == In::lists || in_ == In::data)) return put(keeper_.keep(*value));
    return other('"' + word.substr(0, 40) + '"');
  }
  bool start_object(std::size_t) override {
    if (in_ != In::elsewhere) return other("{");
    is_object_ = is_object_ || depth_ == 0;
    ++depth_;
    return true;
  }
  bool end_object() override { return --depth_ >= 0; }
  bool key(std::string& name) override {
    if (depth_ == 1) key_ = name;
    return true;
  }
  bool start_array(std::size_t) override {
    if (depth_ == 0) in_ = In::lists;
    if (in_ == In::shape) return stop(reason("reason.json_shape"));
    if (in_ == In::data) return stop(reason("reason.json_nested"));
    if (is_object_ && depth_ == 1) begin_list();
    ++depth_;
    return in_ != In::lists || go_on(lists_.open());
  }
  bool end_array() override {
    --depth_;
    if (in_ == In::lists) return go_on(lists_.close());
    if (depth_ == 1) in_ = In::elsewhere;
    return true;
  }
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& exception) override {
    constexpr int kOverflow = 406;
    if (exception.id == kOverflow) return stop(number_too_large(name_, token).value());
    position -= static_cast<std::size_t>(std::ranges::count_if(quoted_.marks, [&](std::size_t mark) { return mark < position; }));
    const std::string_view before = text_.substr(0, position == 0 ? 0 : position - 1);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
    return stop(reason("reason.not_json", line, column));
  }

 private:
  enum class In { elsewhere, lists, shape, data };

  tl::unexpected<Error> malformed(const std::string& why) const { return fail(ErrorCode::malformed, name_, ".json", why); }
  bool stop(const Error& error) {
    error_ = error;
    return false;
  }
  bool stop(const std::string& why) { return stop(malformed(why).value()); }
  bool go_on(const std::string& why) { return why.empty() || stop(why); }
  // Of a key that is read: the last list of its name is the one that counts.
  void begin_list() {
    if (key_ == "shape") {
      shape_.emplace();
      in_ = In::shape;
    } else if (key_ == "data") {
      data_.emplace();
      in_ = In::data;
    }
  }
  bool side(std::int64_t value) {
    if (in_ == In::shape) shape_->push_back(value);
    return in_ != In::shape || shape_->size() <= kMostLevels || stop(reason("reason.dimensions", fmt::format("> {}", kMostLevels)));
  }
  template <class Shown, class Whole>
  bool number(Shown shown, Whole value) {
    if (in_ == In::shape) return true;
    return in_ == In::elsewhere ? other(fmt::format("{}", shown)) : put(keeper_.keep(value));
  }
  bool put(const Value& value) {
    if (in_ == In::lists) return go_on(lists_.add(value));
    data_->push_back(value);
    return std::ssize(*data_) <= kMostTextCells || stop(reason("reason.more_cells", kMostTextCells));
  }
  // Something that is no number where one is wanted, no list where one is, or what is passed over.
  bool other(const std::string& shown) {
    if (in_ == In::shape) return stop(reason("reason.json_shape"));
    if (in_ != In::elsewhere) return stop(reason("reason.json_value", shown));
    if (depth_ == 0) return stop(reason("reason.json_neither", shown));
    if (depth_ == 1 && key_ == "shape") return stop(reason("reason.json_shape"));
    return depth_ != 1 || key_ != "data" || stop(reason("reason.json_nested"));
  }
  Expected<Kept<Keeper>> kept(const std::vector<std::int64_t>& sides, std::vector<Value>& values) const {
    const auto shape = TRY(shape_from(sides, name_, ".json"));
    const auto count = static_cast<std::int64_t>(values.size());
    if (count != shape.size()) return malformed(reason("reason.wrong_count", shape.size(), count));
    return Kept<Keeper>{shape, std::move(values), keeper_};
  }

  std::string_view text_;
  Quoted quoted_;
  std::string name_;
  Lists<Value> lists_;
  std::optional<std::vector<std::int64_t>> shape_;
  std::optional<std::vector<Value>> data_;
  Keeper keeper_;
  Error error_;
  In in_ = In::elsewhere;
  std::string key_;  // of the outermost object
  int depth_ = 0;
  bool is_object_ = false;
};

}  // namespace

Expected<Reading> parse_json(std::string_view text, const std::string& name) {
  return ArrayReader<FloatLosses>(text, name).read().map([&](const Kept<FloatLosses>& of) {
    return Reading{Tensor(of.shape, of.values), of.keeper.notes(name, of.shape.size())};
  });
}

Expected<Numbers> parse_json_numbers(std::string_view text, const std::string& name) {
  return ArrayReader<Exact>(text, name).read().map([](Kept<Exact> of) { return Numbers{of.shape, std::move(of.values)}; });
}

}  // namespace deconvlab
