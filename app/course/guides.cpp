#include "app/course/guides.h"

#include <algorithm>
#include <utility>

#include "core/embedded_file.h"
#include "core/formats/formats.h"
#include "embedded/embedded_confusions.h"
#include "embedded/embedded_guides.h"
#include "embedded/embedded_told.h"

namespace deconvlab {

namespace {

constexpr std::int64_t kLargestFile = 1 << 20;

void add(LoadedGuides& loaded, std::string_view text, std::string id, const std::string& file, Track track,
         std::span<const SceneFacts> scenes) {
  auto guide = read_guide(text, file, scenes);
  if (!guide) return loaded.refused.push_back(guide.error());
  guide->id = std::move(id);
  guide->track = track;
  loaded.guides.push_back(std::move(*guide));
}

// Sorted as the table says, within what has been loaded of a track.
void add_all(LoadedGuides& loaded, std::span<const EmbeddedFile> files, Track track, std::span<const SceneFacts> scenes) {
  const auto first = std::ssize(loaded.guides);
  for (const EmbeddedFile& file : files) add(loaded, file.bytes, std::string(file.name), std::string(file.name), track, scenes);
  const auto place = [&](const Guide& guide) {
    const auto scene = std::ranges::find(scenes, std::string_view(guide.scene), &SceneFacts::id);
    return std::pair(track == Track::scenes ? scene - scenes.begin() : 0, guide.id);
  };
  std::ranges::sort(loaded.guides.begin() + first, loaded.guides.end(), {}, place);
}

std::vector<std::filesystem::path> texts_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".toml") files.push_back(at->path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

LoadedGuides load_guides(std::span<const SceneFacts> scenes, const std::filesystem::path& folder) {
  LoadedGuides loaded;
  add_all(loaded, embedded_guides(), Track::scenes, scenes);
  add_all(loaded, embedded_confusions(), Track::confusions, scenes);
  if (!folder.empty()) {
    for (const std::filesystem::path& file : texts_in(folder)) {
      const auto text = read_whole(file, kLargestFile);
      if (text) add(loaded, *text, file.stem().string(), file.string(), Track::confusions, scenes);
      if (!text) loaded.refused.push_back(text.error());
    }
  }
  add_all(loaded, embedded_told(), Track::told, scenes);
  return loaded;
}

}  // namespace deconvlab
