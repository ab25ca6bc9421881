// What the files of takes have in common.
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "core/frameworks/place.h"
#include "core/frameworks/takes.h"

namespace deconvlab {

template <class... Args>
tl::unexpected<Error> not_good(const Taking& of, std::string_view key, const Args&... args) {
  return wrong(of.source, of.value.line, key, of.parameter.name, excerpt(of.value.written), args...);
}

// The first name in a value, which the text does not say; empty where it has none.
std::string unsaid_name(const Value& value);

// One number for all, though it may not be said.
inline bool is_one(const Value& value) { return value.is(Value::Kind::integer) || !unsaid_name(value).empty(); }

inline Expected<std::int64_t> whole(const Taking& of, const Value& value, std::int64_t least) {
  if (const std::string name = unsaid_name(value); !name.empty()) return not_good(of, "reason.value_unsaid", excerpt(name));
  if (!value.is(Value::Kind::integer)) return not_good(of, "reason.value_whole");
  if (value.integer < least) return not_good(of, "reason.value_least", least);
  if (value.integer > kLargestSize || value.integer < -kLargestSize) return not_good(of, "reason.value_most", kLargestSize);
  return value.integer;
}

// A name that stands for a number is one that is not said.
inline bool is_unsaid(const Value& value) {
  return value.is(Value::Kind::name) || value.is(Value::Kind::other) || value.is(Value::Kind::call);
}

// Where batch and channels have a number too, it is 1.
inline std::size_t first_axis(const Layer& layer) { return layer.channels_last ? 1 : 2; }

// Words are known in whatever case.
inline std::string lower(std::string_view text) {
  std::string small;
  for (const char c : text) small += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small;
}

template <class Chosen>
struct Word {
  std::string_view text;
  Chosen chosen;
};

// Errors: reason.value_word, with the words there are and the nearest one.
template <class Chosen, std::size_t N>
Expected<Chosen> chosen_word(const Taking& of, const std::array<Word<Chosen>, N>& words) {
  const std::string text =
      lower(of.value.is(Value::Kind::name) ? of.value.text.substr(of.value.text.find_last_of('.') + 1) : of.value.text);
  const auto found = std::ranges::find(words, text, &Word<Chosen>::text);
  if ((of.value.is(Value::Kind::text) || of.value.is(Value::Kind::name)) && found != words.end()) return found->chosen;
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + std::string(word.text);
  return not_good(of, "reason.value_word", all);
}

// Arguments of which only one value leaves the layer what it is.
template <std::size_t N>
Expected<void> take_only(const Taking& of, const std::array<std::string_view, N>& good) {
  const std::string text = lower(of.value.is(Value::Kind::text) ? of.value.text : of.value.written);
  if (std::ranges::count(good, text) > 0) return {};
  return not_good(of, "reason.value_only", good.front());
}

// Of padding.
Expected<void> take_padding(const Taking& of);
Expected<void> take_rule_or_cells(const Taking& of);
Expected<void> take_crop_or_same(const Taking& of);
Expected<void> take_pairs(const Taking& of);
Expected<void> take_frame(const Taking& of);
Expected<void> take_frame_value(const Taking& of);
Expected<void> take_extent(const Taking& of);
Expected<void> take_auto_pad(const Taking& of);
Expected<void> take_end_pads(const Taking& of);
Expected<void> take_end_frame(const Taking& of);
// Of upsampling.
Expected<void> take_scale(const Taking& of);
Expected<void> take_interpolation(const Taking& of);
Expected<void> take_align_corners(const Taking& of);
Expected<void> take_geometry_mode(const Taking& of);
Expected<void> take_rounding_mode(const Taking& of);

}  // namespace deconvlab
