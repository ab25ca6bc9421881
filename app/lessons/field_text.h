// Values of a link's fields as text: "5x3", "own:2x2:1,2,3,4", of several planes more values. What is read is written as the same text;
// read() is false where the text is no such value, which is then as good as lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/lessons/lesson.h"

namespace deconvlab {

// The parts between separators, none of them left out.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string write(Extent size);
std::string write(Padding padding);
std::string write(const std::optional<Extent>& size);
std::string write(bool on);
std::string write(std::int64_t value);
std::string write(double value);
std::string write(const std::string& text);
std::string write(const PlaneChoice& choice);
std::string write(const Focus& focus);
std::string write(const WipeSides& sides);
std::string write(const std::vector<float>& values);

// p of both ends as an extent, or of the four sides: "0,1,2,1" at the top, bottom, left, right.
std::string write_padding(const Params& params);
bool read_padding(std::string_view text, Params& params);

bool read(std::string_view text, Extent& size);
bool read(std::string_view text, Padding& padding);
bool read(std::string_view text, std::optional<Extent>& size);
bool read(std::string_view text, bool& on);
bool read(std::string_view text, std::int64_t& value);
bool read(std::string_view text, double& value);
bool read(std::string_view text, std::string& value);
bool read(std::string_view text, PlaneChoice& choice);
bool read(std::string_view text, Focus& focus);
bool read(std::string_view text, WipeSides& sides);
bool read(std::string_view text, std::vector<float>& values);

}  // namespace deconvlab
