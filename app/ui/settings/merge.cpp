#include "app/ui/settings/merge.h"

#include <algorithm>
#include <map>

#include "app/ui/settings/fields.h"

namespace deconvlab {

namespace {

using Texts = std::vector<std::string>;

// Both, each text once.
Texts joined(Texts first, const Texts& second) {
  for (const std::string& text : second) {
    if (std::ranges::find(first, text) == first.end()) first.push_back(text);
  }
  return first;
}

Texts merged_recent(const Settings& base, const Settings& mine, const Settings& theirs) {
  if (mine.recent == base.recent) return theirs.recent;
  Texts recent = joined(mine.recent, theirs.recent);
  recent.resize(std::min(recent.size(), kMostRecent));
  return recent;
}

// Links by the scenes that they lead to.
using Links = std::map<std::string, std::string>;

Links by_scene(const Texts& links) {
  Links scenes;
  for (const std::string& link : links) scenes.insert_or_assign(link.substr(0, link.find('?')), link);
  return scenes;
}

const std::string* link_of(const Links& links, const std::string& scene) {
  const auto found = links.find(scene);
  return found == links.end() ? nullptr : &found->second;
}

bool same(const std::string* a, const std::string* b) { return a == b || (a && b && *a == *b); }

// A scene that went back to its home here has no link any more.
Texts merged_scenes(const Settings& base, const Settings& mine, const Settings& theirs) {
  const Links before = by_scene(base.scenes), now = by_scene(mine.scenes);
  Links all = by_scene(theirs.scenes);
  for (const auto& [scene, link] : now) {
    if (!same(link_of(before, scene), &link)) all.insert_or_assign(scene, link);
  }
  for (const auto& [scene, link] : before) {
    if (!now.contains(scene)) all.erase(scene);
  }
  Texts links;
  for (const auto& [scene, link] : all) links.push_back(link);
  return links;
}

}  // namespace

Settings merged(const Settings& base, const Settings& mine, const Settings& theirs) {
  Settings all = theirs;
  settings::each_field([&](const char*, auto field, const auto&) {
    if (field(mine) != field(base)) field(all) = field(mine);
  });
  all.scenes = merged_scenes(base, mine, theirs);
  all.visited = joined(theirs.visited, mine.visited);
  all.learnt = joined(theirs.learnt, mine.learnt);
  all.recent = merged_recent(base, mine, theirs);
  return all;
}

}  // namespace deconvlab
