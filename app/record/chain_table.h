// The layers of a chain as a table: sizes, receptive fields, multiplications and parameters; one file a format.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/chain/chain.h"
#include "core/error.h"

namespace deconvlab {

// The input's row, then each layer's: layer, channels, side, remainder, field, jump, start, multiplications, parameters. What is not known
// is "?". Axes that differ are parted by `mark`; where it is " x ", axes that are alike are said once.
using ChainRow = std::vector<std::string>;
std::vector<ChainRow> chain_rows(const Chain& chain, const std::vector<ChainStage>& stages, std::string_view mark);
// None where a layer's is not known.
std::optional<std::int64_t> sum_of(const std::vector<ChainStage>& stages, std::optional<std::int64_t> ChainStage::*count);

// The same columns in every language; axes are parted by x, outermost first.
std::string chain_csv(const Chain& chain, const std::vector<ChainStage>& stages);
// {"axes", "input", "layers": [{"name", "layer", "line", "from", "with", "crop", "channels", "sides", ...}], "multiplications",
// "parameters"}.
std::string chain_json(const Chain& chain, const std::vector<ChainStage>& stages);

struct ChainFormat {
  std::string_view extension;  // with the dot
  std::string (*text)(const Chain& chain, const std::vector<ChainStage>& stages);
};
std::span<const ChainFormat> chain_format_table();
// Errors: unknown_extension, cannot_write.
Expected<void> write_chain(const Chain& chain, const std::vector<ChainStage>& stages, const std::filesystem::path& path);

}  // namespace deconvlab
