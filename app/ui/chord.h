// Keys as the window listens to them, and as it names them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/widgets/imgui_compat.h"

namespace deconvlab {

enum class Held { no, yes, either };

// A key with what is held beside it, or the characters from `first` to `last`, which come as text. One with neither is never pressed.
struct Chord {
  std::optional<Key> key = std::nullopt;
  Held control = Held::no;
  Held shift = Held::no;
  bool repeats = false;  // while the key is held
  char first = 0;
  char last = 0;

  // What the controls listen to themselves while the keyboard walks through them.
  bool is_of_controls() const { return key && control == Held::no; }
};

constexpr Chord plain(Key key, Held shift = Held::no) { return {.key = key, .shift = shift}; }
constexpr Chord repeating(Key key, Held shift = Held::no) { return {.key = key, .shift = shift, .repeats = true}; }
constexpr Chord control(Key key, Held shift = Held::either) { return {.key = key, .control = Held::yes, .shift = shift}; }
constexpr Chord whatever_is_held(Key key) { return {.key = key, .control = Held::either, .shift = Held::either}; }
constexpr Chord anyhow(Key key, Held shift) { return {.key = key, .control = Held::either, .shift = shift}; }  // controls listen to no such
constexpr Chord typed(char first, char last) { return {.shift = Held::either, .first = first, .last = last}; }
constexpr Chord typed(char c) { return typed(c, c); }

// What of the chord this frame has, in order: for characters how far each lies behind the first, for a key 0.
std::vector<int> pressed(const Chord& chord);

// "Ctrl + Shift + " as far as it must be held, "Page Up", "1 – 9".
std::string held_name(const Chord& chord);
std::string key_name(const Chord& chord);

}  // namespace deconvlab
