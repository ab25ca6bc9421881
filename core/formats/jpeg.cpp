// What a JPEG's segments must be before it is decoded (ITU T.81, annex B). The decoder believes them: it writes as many Huffman codes as a
// table says, takes a table that a file lacks for what lay in memory, and fills missing pixels with one colour.
#include <algorithm>
#include <bitset>
#include <vector>

#include "core/formats/bytes.h"
#include "core/formats/picture_checks.h"

namespace deconvlab {

namespace {

constexpr int kMostCodes = 256;
constexpr int kTables = 0xC4;
constexpr int kProgressive = 0xC2;
constexpr int kEnd = 0xD9;
constexpr int kScan = 0xDA;
constexpr int kQuantisation = 0xDB;
constexpr int kMostTables = 4;  // of a class

// The tables that have come so far, by their numbers, and what the frame asks for.
struct Tables {
  std::bitset<kMostTables> dc, ac, quantisation;
  std::bitset<kMostTables> quantised_by;
  bool progressive = false;
};

// SOF: the 16 markers but tables, an extension and conditioning.
bool begins_frame(int marker) { return marker >= 0xC0 && marker <= 0xCF && marker != kTables && marker != 0xC8 && marker != 0xCC; }

// The next marker that a segment or the end follows: not a stuffed 0, a restart or the start. 0 where none is left.
int next_marker(Bytes& bytes) {
  int before = 0;
  while (!bytes.ended()) {
    const int byte = bytes.next();
    const bool within = byte == 0 || byte == 0xFF || (byte >= 0xD0 && byte <= 0xD8);
    if (before == 0xFF && !within) return byte;
    before = byte;
  }
  return 0;
}

// Of the frame that begins here, after the bits of a value.
void take_frame(Bytes frame, PictureCheck& check, Tables& tables) {
  frame.next();
  check.height = frame.big(2);
  check.width = frame.big(2);
  for (int components = frame.next(); components > 0; --components) {
    frame.skip(2);  // its name and its sampling
    tables.quantised_by.set(static_cast<std::size_t>(frame.next() % kMostTables));
  }
}

void take_quantisation(Bytes bytes, int length, Tables& tables) {
  while (length > 0) {
    const int head = bytes.next();
    const int values = head >= 16 ? 128 : 64;  // of two bytes or of one
    tables.quantisation.set(static_cast<std::size_t>(head % kMostTables));
    bytes.skip(values);
    length -= 1 + values;
  }
}

// Whether the scan that begins here has what it is coded with. Of a progressive frame a scan codes either the first coefficient, which is
// refined without a table, or some of the others.
bool scan_has_tables(Bytes scan, const Tables& tables) {
  std::vector<int> components(static_cast<std::size_t>(scan.next()));
  for (int& numbers : components) scan.next(), numbers = scan.next();
  const int first = scan.next(), last = scan.next(), refined = scan.next() / 16;
  const bool dc = !tables.progressive || (first == 0 && refined == 0), ac = !tables.progressive || last > 0;
  const auto has = [](const std::bitset<kMostTables>& there, int number) { return there[static_cast<std::size_t>(number % kMostTables)]; };
  return (tables.quantised_by & ~tables.quantisation).none() && std::ranges::all_of(components, [&](int numbers) {
           return (!dc || has(tables.dc, numbers / 16)) && (!ac || has(tables.ac, numbers % 16));
         });
}

// Passes over one DHT segment's tables.
bool tables_fit(Bytes& bytes, int length, Tables& tables) {
  while (length > 0) {
    const int head = bytes.next();
    (head >= 16 ? tables.ac : tables.dc).set(static_cast<std::size_t>(head % kMostTables));
    int codes = 0;
    for (int bits = 1; bits <= 16; ++bits) codes += bytes.next();
    if (codes > kMostCodes) return false;
    bytes.skip(codes);
    length -= 17 + codes;
  }
  return length == 0;
}

}  // namespace

PictureCheck check_jpeg(std::string_view file) {
  Bytes bytes(file);
  PictureCheck check;
  Tables tables;
  while (const int marker = next_marker(bytes)) {
    if (marker == kEnd) return check;
    const auto length = static_cast<int>(bytes.big(2)) - 2;
    if (length < 0) return {reason("reason.short_segment")};
    if (begins_frame(marker)) tables.progressive = marker == kProgressive, take_frame(bytes, check, tables);
    if (marker == kQuantisation) take_quantisation(bytes, length, tables);
    if (marker == kScan && !scan_has_tables(bytes, tables)) return {reason("reason.no_table")};
    if (marker != kTables) {
      bytes.skip(length);
    } else if (!tables_fit(bytes, length, tables)) {
      return {reason("reason.huffman")};
    }
  }
  return {reason("reason.cut_picture")};
}

}  // namespace deconvlab
