#include "app/ui/chord.h"

#include <fmt/format.h>
#include <imgui.h>

#include <cctype>
#include <string_view>
#include <vector>

namespace deconvlab {

namespace {

// In the order of Key.
constexpr std::string_view kKeyNames[] = {"Space",     "Enter", "Esc", "Tab", "←", "→", "↑", "↓", "Home", "End",      "Page Up",
                                          "Page Down", "F5",    "F6",  "F11", "A", "B", "C", "E", "F",    "K",        "L",
                                          "O",         "P",     "Q",   "R",   "S", "T", "V", "Y", "Z",    "Backspace"};
static_assert(std::size(kKeyNames) == static_cast<std::size_t>(Key::backspace) + 1);

bool fits(Held wanted, bool held) { return wanted == Held::either || (wanted == Held::yes) == held; }

// A letter as it stands on the key.
std::string character_name(char c) {
  return c == '-' ? "−" : std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
}

}  // namespace

std::vector<int> pressed(const Chord& chord) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!fits(chord.control, io.KeyCtrl) || !fits(chord.shift, io.KeyShift)) return {};
  if (chord.key) return std::vector<int>(key_pressed(*chord.key, chord.repeats) ? 1 : 0, 0);
  std::vector<int> all;
  for (const ImWchar c : io.InputQueueCharacters) {
    if (c >= chord.first && c <= chord.last) all.push_back(c - chord.first);
  }
  return all;
}

std::string held_name(const Chord& chord) {
  return std::string(chord.control == Held::yes ? "Ctrl + " : "") + (chord.shift == Held::yes ? "Shift + " : "");
}

std::string key_name(const Chord& chord) {
  if (chord.key) return std::string(kKeyNames[static_cast<std::size_t>(*chord.key)]);
  if (chord.first == 0) return {};
  return chord.first == chord.last ? character_name(chord.first) : fmt::format("{} – {}", chord.first, chord.last);
}

}  // namespace deconvlab
