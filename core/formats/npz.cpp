// NumPy's .npz: a zip of .npy members; for a matrix those that scipy.sparse.load_npz reads.
#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "core/find_named.h"
#include "core/formats/each_format.h"
#include "core/formats/number.h"
#include "core/try.h"

namespace deconvlab {

namespace {

struct Member {
  std::string name;
  std::string header;
  std::string_view data;
};

// Zip's own error as the file's; without memory it is none of the file's.
tl::unexpected<Error> zip_failure(ErrorCode code, const std::string& path, zip_error_t& error) {
  const bool no_memory = zip_error_code_zip(&error) == ZIP_ER_MEMORY;
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (no_memory) return fail(ErrorCode::no_memory);
  if (code == ErrorCode::malformed) return fail(code, path, ".npz", why);
  return fail(code, path, why);
}

// Members lie in the archive uncompressed, as numpy.savez leaves them. Each is header and data one behind the other.
class MemberSource {
 public:
  explicit MemberSource(Member member) : member_(std::move(member)) {}

  static zip_int64_t call(void* self, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    return static_cast<MemberSource*>(self)->answer(static_cast<char*>(data), length, command);
  }

 private:
  zip_int64_t answer(char* data, zip_uint64_t length, zip_source_cmd_t command) {
    switch (command) {
      case ZIP_SOURCE_OPEN:
        at_ = 0;
        return 0;
      case ZIP_SOURCE_READ:
        return read(data, length);
      case ZIP_SOURCE_CLOSE:
        return 0;
      case ZIP_SOURCE_STAT:
        zip_stat_init(reinterpret_cast<zip_stat_t*>(data));
        reinterpret_cast<zip_stat_t*>(data)->size = member_.header.size() + member_.data.size();
        reinterpret_cast<zip_stat_t*>(data)->valid |= ZIP_STAT_SIZE;
        return sizeof(zip_stat_t);
      case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                              ZIP_SOURCE_FREE, -1);
      case ZIP_SOURCE_FREE:
        delete this;
        return 0;
      default:
        return 0;
    }
  }
  zip_int64_t read(char* data, zip_uint64_t length) {
    const std::string_view parts[] = {member_.header, member_.data};
    std::size_t before = 0;
    zip_int64_t copied = 0;
    for (const std::string_view part : parts) {
      if (at_ < before + part.size() && length > 0) {
        const std::size_t count = part.copy(data + copied, length, at_ - before);
        at_ += count;
        length -= count;
        copied += static_cast<zip_int64_t>(count);
      }
      before += part.size();
    }
    return copied;
  }
  Member member_;
  std::size_t at_ = 0;
};

bool add_member(zip_t* archive, Member member) {
  const std::string name = member.name;
  auto source = std::make_unique<MemberSource>(std::move(member));
  zip_source_t* made = zip_source_function(archive, MemberSource::call, source.get());
  if (!made) return false;
  source.release();  // the archive frees it through ZIP_SOURCE_FREE
  const zip_int64_t index = zip_file_add(archive, name.c_str(), made, ZIP_FL_OVERWRITE);
  if (index < 0) {
    zip_source_free(made);
    return false;
  }
  zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 315532800, 0);  // 1980: the same contents make the same file
  return zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0;
}

// Zip writes to memory, the memory goes to the file whole.
Expected<void> write_members(std::vector<Member> members, const std::filesystem::path& path) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = memory ? zip_open_from_source(memory, ZIP_TRUNCATE, &error) : nullptr;
  if (!archive) {
    zip_source_free(memory);
    return zip_failure(ErrorCode::cannot_write, path.string(), error);
  }
  zip_source_keep(memory);
  bool good = true;
  for (Member& member : members) good = good && add_member(archive, std::move(member));
  if (!good || zip_close(archive) != 0) {
    auto failed = zip_failure(ErrorCode::cannot_write, path.string(), *zip_get_error(archive));
    zip_discard(archive);
    zip_source_free(memory);
    return failed;
  }
  zip_source_open(memory);
  auto written = write_whole(path, [&](Sink& sink) -> Expected<void> {
    std::string block(std::size_t{1} << 18, '\0');
    zip_int64_t count = 0;
    while ((count = zip_source_read(memory, block.data(), block.size())) > 0) sink.write({block.data(), static_cast<std::size_t>(count)});
    if (count < 0) return fail(ErrorCode::cannot_write, path.string(), zip_error_strerror(zip_source_error(memory)));
    return {};
  });
  zip_source_close(memory);
  zip_source_free(memory);
  return written;
}

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

// What the arrays read of one archive may unpack to: a small one can hold, and claim, a thousand times its size. Without compression none
// passes its own size.
struct Limits {
  std::uint64_t bytes = std::uint64_t{1} << 28;
  std::int64_t cells = std::int64_t{1} << 26;
};

Limits limits_of(std::size_t archive_bytes) {
  const Limits small;
  return {std::max<std::uint64_t>(small.bytes, archive_bytes), std::max(small.cells, static_cast<std::int64_t>(archive_bytes))};
}

// A member that is a .npy.
struct Packed {
  zip_uint64_t index = 0;
  std::string name;  // without ".npy"
  std::uint64_t size = 0;
};

std::vector<Packed> arrays_in(zip_t* archive) {
  std::vector<Packed> arrays;
  for (zip_int64_t n = 0; n < zip_get_num_entries(archive, 0); ++n) {
    zip_stat_t info;
    const auto index = static_cast<zip_uint64_t>(n);
    if (zip_stat_index(archive, index, 0, &info) != 0 || !std::string_view(info.name).ends_with(".npy")) continue;
    const std::string_view name(info.name);
    arrays.push_back({index, std::string(name.substr(0, name.size() - 4)), info.size});
  }
  return arrays;
}

// The member's bytes, no more than it says there are.
Expected<std::string> unpack(zip_t* archive, const Packed& member, const std::string& path) {
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive, member.index, 0), zip_fclose);
  std::string bytes;
  bytes.reserve(member.size);
  std::string block(std::size_t{1} << 18, '\0');
  zip_int64_t count = 0;
  while (file && bytes.size() <= member.size && (count = zip_fread(file.get(), block.data(), block.size())) > 0) {
    bytes.append(block.data(), static_cast<std::size_t>(count));
  }
  if (!file || count < 0 || bytes.size() != member.size) return fail(ErrorCode::truncated, path, bytes.size(), member.size);
  return bytes;
}

// Errors: malformed, where the arrays say that they unpack to more than there may be.
Expected<void> check_total(std::span<const Packed> wanted, const Limits& limits, const std::string& path) {
  std::uint64_t total = 0;
  for (const Packed& member : wanted) total = member.size > UINT64_MAX - total ? UINT64_MAX : total + member.size;
  if (total > limits.bytes) return fail(ErrorCode::malformed, path, ".npz", reason("reason.unpacked", total, limits.bytes));
  return {};
}

std::int64_t size_of(const Reading& reading) { return reading.array.size(); }
std::int64_t size_of(const Numbers& numbers) { return numbers.shape.size(); }

template <class Read>
using Parse = Expected<Read> (*)(std::string_view bytes, const std::string& name, std::int64_t most_cells);

// The arrays in the order asked for, which unpack to no more than the limits, all together.
template <class Read>
Expected<std::vector<Read>> read_arrays(zip_t* archive, std::span<const Packed> wanted, Limits limits, const std::string& path,
                                        Parse<Read> parse) {
  TRY(check_total(wanted, limits, path));
  std::vector<Read> arrays;
  for (const Packed& member : wanted) {
    const std::string bytes = TRY(unpack(archive, member, path));
    arrays.push_back(TRY(parse(bytes, fmt::format("{}:{}", path, member.name), limits.cells)));
    limits.cells -= size_of(arrays.back());
  }
  return arrays;
}

// The one named `wanted`; the only one where none is named.
Expected<Packed> choose(zip_t* archive, const std::string& wanted, const std::string& path) {
  const std::vector<Packed> all = arrays_in(archive);
  if (all.empty()) return fail(ErrorCode::malformed, path, ".npz", reason("reason.no_member"));
  if (!wanted.empty()) return *TRY(find_named("array", all, wanted, &Packed::name));
  if (zip_name_locate(archive, "indptr.npy", 0) >= 0) return fail(ErrorCode::malformed, path, ".npz", reason("reason.sparse"));
  if (all.size() == 1) return all.front();
  const std::string example = fmt::format("{}:{}", path == "stdin" ? kStandardStream : path, all.front().name);
  return fail(ErrorCode::cannot_open, path, reason("reason.several_arrays", all.size(), names_of(all, &Packed::name), example));
}

template <class Read>
Expected<Read> read_one(zip_t* archive, const std::string& wanted, const Limits& limits, const std::string& path, Parse<Read> parse) {
  return choose(archive, wanted, path).and_then([&](const Packed& member) {
    return read_arrays(archive, {&member, 1}, limits, path, parse).map([](std::vector<Read> arrays) { return std::move(arrays.front()); });
  });
}

Expected<std::vector<NamedArray>> read_all(zip_t* archive, const Limits& limits, const std::string& path) {
  const std::vector<Packed> all = arrays_in(archive);
  return read_arrays<Reading>(archive, all, limits, path, parse_npy).map([&](std::vector<Reading> readings) {
    std::vector<NamedArray> arrays;
    for (std::size_t n = 0; n < all.size(); ++n) arrays.push_back({all[n].name, std::move(readings[n].array)});
    return arrays;
  });
}

// Opens the archive that `bytes` hold, and nothing else.
template <class Read>
auto in_archive(std::string_view bytes, const std::string& name, Read&& read) -> decltype(read(nullptr, Limits(), name)) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  const Archive archive(source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr, zip_discard);
  if (archive) return read(archive.get(), limits_of(bytes.size()), name);
  zip_source_free(source);
  return zip_failure(ErrorCode::malformed, name, error);
}

}  // namespace

Expected<void> write_npz_matrix(const MatrixFile& file, const std::filesystem::path& path) {
  const Csr& m = file.matrix;
  const std::vector<std::int64_t> shape{m.rows, m.cols};
  const auto count = [](const auto& values) { return std::vector<std::int64_t>{static_cast<std::int64_t>(values.size())}; };
  return write_members({{"indices.npy", npy_header("<i4", count(m.col)), bytes_of(m.col)},
                        {"indptr.npy", npy_header("<i8", count(m.row_start)), bytes_of(m.row_start)},
                        {"format.npy", npy_header("|S3", {}), "csr"},
                        {"shape.npy", npy_header("<i8", {2}), bytes_of(shape)},
                        {"data.npy", npy_header("<f4", count(m.value)), bytes_of(m.value)}},
                       path);
}

Expected<void> write_npz_array(const Tensor& array, const std::filesystem::path& path) {
  return write_members({{"arr_0.npy", npy_header("<f4", numpy_shape(array.shape())), bytes_of(array.data())}}, path);
}

Expected<void> write_npz_array(const Indices& array, const std::filesystem::path& path) {
  const std::vector<std::int64_t> values(array.data().begin(), array.data().end());
  return write_members({{"arr_0.npy", npy_header("<i8", numpy_shape(array.shape())), bytes_of(values)}}, path);
}

Expected<Reading> parse_npz(std::string_view bytes, const std::string& name) { return parse_npz_member(bytes, name, {}); }

Expected<Reading> parse_npz_member(std::string_view bytes, const std::string& name, const std::string& member) {
  return in_archive(bytes, name, [&](zip_t* archive, const Limits& limits, const std::string& path) {
    return read_one<Reading>(archive, member, limits, path, parse_npy);
  });
}

Expected<Numbers> parse_npz_numbers(std::string_view bytes, const std::string& name) { return parse_npz_member_numbers(bytes, name, {}); }

Expected<Numbers> parse_npz_member_numbers(std::string_view bytes, const std::string& name, const std::string& member) {
  return in_archive(bytes, name, [&](zip_t* archive, const Limits& limits, const std::string& path) {
    return read_one<Numbers>(archive, member, limits, path, parse_npy_numbers);
  });
}

Expected<void> write_named_arrays(std::span<const NamedArray> arrays, const std::filesystem::path& path) {
  std::vector<Member> members;
  for (const NamedArray& each : arrays)
    members.push_back({each.name + ".npy", npy_header("<f4", numpy_shape(each.array.shape())), bytes_of(each.array.data())});
  return write_members(std::move(members), path);
}

Expected<std::vector<NamedArray>> parse_named_arrays(std::string_view bytes, const std::string& name) {
  return in_archive(bytes, name, read_all);
}

Expected<std::vector<NamedArray>> read_named_arrays(const std::filesystem::path& path) {
  return read_whole(path).and_then([&](const std::string& bytes) { return parse_named_arrays(bytes, path.string()); });
}

}  // namespace deconvlab
