#include "app/record/data_links.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <system_error>

#include "app/draw/svg_canvas.h"
#include "app/record/each_record_format.h"
#include "app/record/png_chunks.h"
#include "core/formats/extension.h"
#include "core/formats/formats.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// Matrix Market: a comment below the first line.
std::string mtx_with_link(std::string bytes, const std::string& link) {
  const std::size_t end = bytes.find('\n');
  return end == std::string::npos ? bytes : bytes.insert(end + 1, "% " + link + "\n");
}
std::string link_in_mtx(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1);
  return link_in_tex(bytes.substr(end + 1));
}

std::string tex_with_link(std::string bytes, const std::string& link) { return "% " + link + "\n" + bytes; }

// JSON: the object's first field. A link has no quotes.
constexpr std::string_view kField = "{\"link\":\"";
std::string json_with_link(std::string bytes, const std::string& link) {
  if (!bytes.starts_with('{')) return bytes;
  return bytes.replace(0, 1, std::string(kField) + link + "\",");
}
std::string link_in_json(std::string_view bytes) {
  if (!bytes.starts_with(kField)) return {};
  const std::string_view rest = bytes.substr(kField.size());
  return std::string(rest.substr(0, rest.find('"')));
}

std::string svg_with_link(std::string bytes, const std::string& link) {
  const std::size_t at = bytes.find("<svg"), end = bytes.find('>', at);
  return at == std::string::npos || end == std::string::npos ? bytes : bytes.insert(end + 1, "\n<desc>" + xml_text(link) + "</desc>");
}

// PNG: a chunk before the last one.
std::string png_with_link(std::string bytes, const std::string& link) {
  constexpr std::size_t kLast = 12;  // IEND
  const std::string data = std::string("deconvlab\0\0\0\0\0", 14) + link;
  return bytes.size() < kLast ? bytes : bytes.insert(bytes.size() - kLast, png_chunk("iTXt", data));
}

// Zip (APPNOTE 6.3.3, sections 4.3.7 to 4.3.16), whose numbers are little-endian.
std::string little(std::uint64_t value, int count) {
  std::string text;
  for (int n = 0; n < count; ++n) text += static_cast<char>(value >> 8 * n & 255);
  return text;
}
std::uint64_t little_at(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t n = count; n-- > 0;) value = value << 8 | (at + n < bytes.size() ? static_cast<unsigned char>(bytes[at + n]) : 0u);
  return value;
}

constexpr std::string_view kMember = "link.npy";
constexpr std::string_view kArray("\x93NUMPY\x01\x00", 8);

// numpy.array(link), of bytes.
std::string as_npy(const std::string& link) {
  std::string header = fmt::format("{{'descr': '|S{}', 'fortran_order': False, 'shape': (), }}", link.size());
  header.append(63 - (kArray.size() + 2 + header.size()) % 64, ' ');
  header += '\n';
  return std::string(kArray) + little(header.size(), 2) + header + link;
}

// What a local header and an entry of the directory have in common: version 2.0, stored, the 1st of January 1980, sizes, the name's length.
std::string member_facts(const std::string& data) {
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size()));
  return little(20, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0x21, 2) + little(crc, 4) + little(data.size(), 4) +
         little(data.size(), 4) + little(kMember.size(), 2) + little(0, 2);
}

// One more member behind the others. An archive with more than zip's first edition counts stays as it is.
std::string npz_with_link(std::string bytes, const std::string& link) {
  constexpr std::size_t kEnd = 22;
  if (bytes.size() < kEnd) return bytes;
  const std::size_t end = bytes.size() - kEnd;
  const std::uint64_t count = little_at(bytes, end + 10, 2), size = little_at(bytes, end + 12, 4), start = little_at(bytes, end + 16, 4);
  if (!std::string_view(bytes).substr(end).starts_with("PK\5\6") || start + size != end || count >= 0xFFFE) return bytes;
  const std::string data = as_npy(link), facts = member_facts(data);
  const std::string local = "PK\3\4" + facts + std::string(kMember) + data;
  const std::string entry = "PK\1\2" + little(20, 2) + facts + std::string(10, '\0') + little(start, 4) + std::string(kMember);
  const std::string directory = bytes.substr(start, size) + entry;
  return bytes.substr(0, start) + local + directory + "PK\5\6" + little(0, 4) + little(count + 1, 2) + little(count + 1, 2) +
         little(directory.size(), 4) + little(start + local.size(), 4) + little(0, 2);
}

std::string link_in_npz(std::string_view bytes) {
  const std::string begin = std::string(kMember) + std::string(kArray);
  const std::size_t at = bytes.rfind(begin);
  if (at == std::string_view::npos || at < 12) return {};
  const std::size_t data = at + kMember.size(), size = little_at(bytes, at - 12, 4);
  const std::size_t before = kArray.size() + 2 + little_at(bytes, data + kArray.size(), 2);
  if (size < before || size > bytes.size() - data) return {};
  return std::string(bytes.substr(data + before, size - before));
}

constexpr DataLink kLinks[] = {{".npz", npz_with_link, link_in_npz},    {".mtx", mtx_with_link, link_in_mtx},
                               {".json", json_with_link, link_in_json}, {".tex", tex_with_link, link_in_tex},
                               {".svg", svg_with_link, link_in_markup}, {".png", png_with_link, link_in_png}};

}  // namespace

std::span<const DataLink> data_link_table() { return kLinks; }

Expected<void> add_link(const std::filesystem::path& path, const std::string& link) {
  std::error_code error;
  const auto* found = std::ranges::find(kLinks, extension_of(path), &DataLink::extension);
  if (found == std::end(kLinks) || !std::filesystem::is_regular_file(path, error)) return {};
  if (std::filesystem::file_size(path, error) > kMostLinkedBytes || error) return {};
  std::string bytes = TRY(read_whole(path));
  bytes = found->with_link(std::move(bytes), link);
  return write_whole(path, [&](Sink& sink) { sink.write(bytes); });
}

}  // namespace deconvlab
