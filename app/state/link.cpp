#include "app/state/link.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/lang/text.h"
#include "app/lessons/kind.h"
#include "app/lessons/wipe.h"
#include "core/find_named.h"
#include "core/try.h"

namespace deconvlab {

std::string write(const MatrixView& v) { return fmt::format("{},{},{}", v.row, v.col, v.zoom); }

bool read(std::string_view text, MatrixView& v) {
  const auto parts = split(text, ',');
  return parts.size() == 3 && read(parts[0], v.row) && read(parts[1], v.col) && read(parts[2], v.zoom);
}

namespace {

constexpr Field<Model> kModelFields[] = {
    field<Model, &Model::time>("t"),      field<Model, &Model::pinned>("pin"),    field<Model, &Model::matrix>("matrix"),
    field<Model, &Model::theme>("theme"), field<Model, &Model::language>("lang"),
};

// A link in its parts.
struct LinkText {
  std::string_view whole, scene;
  std::vector<std::string_view> pairs;

  bool gives(std::string_view field) const {
    return std::ranges::any_of(pairs,
                               [&](std::string_view pair) { return pair.starts_with(field) && pair.substr(field.size(), 1) == "="; });
  }
};

// Nothing between two & is no field.
std::vector<std::string_view> pairs_in(std::string_view fields) {
  auto pairs = split(fields, '&');
  std::erase(pairs, std::string_view());
  return pairs;
}

LinkText parts_of(std::string_view text) {
  const std::string_view rest = text.starts_with(kLinkScheme) ? text.substr(kLinkScheme.size()) : text;
  const std::size_t query = std::min(rest.find('?'), rest.size());
  LinkText link{text, rest.substr(0, query), {}};
  if (query + 1 < rest.size()) link.pairs = pairs_in(rest.substr(query + 1));
  return link;
}

// Where a field is kept, and whether its text could be read.
std::optional<bool> read_field(std::string_view name, std::string_view value, const SceneFacts& scene, Model& model) {
  for (const Field<Model>& field : model_fields()) {
    if (field.name == name) return field.read(value, model);
  }
  if (!scene.views.empty() && name == view_field().name) return view_field().read(value, model.lesson);
  for (const Field<Lesson>& field : lesson_fields()) {
    if (field.name == name && scene.kind->takes(name)) return field.read(value, model.lesson);
  }
  return std::nullopt;
}

std::string listed(const SceneFacts& scene) {
  std::string names;
  const auto add = [&](std::string_view name) { names += (names.empty() ? "" : ", ") + std::string(name); };
  for (const Field<Lesson>& field : lesson_fields()) {
    if (scene.kind->takes(field.name)) add(field.name);
  }
  if (!scene.views.empty()) add(view_field().name);
  for (const Field<Model>& field : model_fields()) add(field.name);
  return names;
}

Expected<void> read_pair(const LinkText& link, std::string_view pair, const SceneFacts& scene, Model& model) {
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos) return fail(ErrorCode::bad_link, link.whole, pair);
  const std::string_view name = pair.substr(0, equals);
  const auto understood = read_field(name, pair.substr(equals + 1), scene, model);
  if (!understood) return fail(ErrorCode::needless_field, scene.id, name, listed(scene));
  if (!*understood) return fail(ErrorCode::bad_link, link.whole, pair);
  return {};
}

// Errors: bad_link.
Expected<void> check_given_once(const LinkText& link) {
  for (auto pair = link.pairs.begin(); pair != link.pairs.end(); ++pair) {
    const std::string_view name = pair->substr(0, pair->find('='));
    const bool again = std::any_of(link.pairs.begin(), pair, [&](std::string_view p) { return p.substr(0, p.find('=')) == name; });
    if (again) return fail(ErrorCode::bad_link, link.whole, *pair);
  }
  return {};
}

Expected<void> check_view(const SceneFacts& scene, const std::string& view) {
  if (!scene.views.empty()) TRY(find_named("view", scene.views, view, &SceneView::id));
  return {};
}

// A p or an a that a link gives is meant: a rule and an output that take its place must come from the same link.
void forget_rules(const LinkText& link, Params& params) {
  if (!link.gives("p") && !link.gives("a")) return;
  params.padding = Padding::given;
  params.output.reset();
}

// What the link says, over what the model has.
Expected<void> read_fields(const LinkText& link, const SceneFacts& scene, Model& model) {
  TRY(check_given_once(link));
  forget_rules(link, model.lesson.params);
  for (const std::string_view pair : link.pairs) {
    TRY(read_pair(link, pair, scene, model));
  }
  model.lesson.square = model.lesson.square && is_square(model.lesson.params);
  return check_view(scene, model.lesson.view);
}

// A home's own input, made for the home's sizes, is for no larger ones.
void replace_small_input(const LinkText& link, Lesson& lesson) {
  const Extent made = lesson.input.own_size;
  const bool beyond = lesson.params.i.h > made.h || lesson.params.i.w > made.w;
  if (made.area() > 0 && beyond && !link.gives("input")) lesson.input = Lesson().input;
}

// The home of the scene lies over that of its kind.
Model model_at_home(const SceneFacts& scene, Model model) {
  model.lesson = Lesson();
  model.lesson.scene = scene.id;
  model.lesson.kind = scene.kind;
  if (!scene.views.empty()) model.lesson.view = scene.views.front().id;
  model.time = 0;
  model.pinned = {};
  model.matrix = {};
  for (const std::string_view home : {scene.kind->home, scene.home}) {
    const auto read = read_fields({home, scene.id, pairs_in(home)}, scene, model);
    if (!read) model.lesson = Lesson();  // never: a test opens every home
  }
  return model;
}

}  // namespace

std::span<const Field<Model>> model_fields() { return kModelFields; }

std::string to_link(const Model& model) {
  std::string link = fmt::format("{}{}", kLinkScheme, model.lesson.scene);
  char separator = '?';
  const auto add = [&](const auto& field, const auto& owner) {
    link += fmt::format("{}{}={}", separator, field.name, field.write(owner));
    separator = '&';
  };
  for (const Field<Lesson>& field : lesson_fields()) {
    if (model.lesson.kind->takes(field.name)) add(field, model.lesson);
  }
  if (!model.lesson.view.empty()) add(view_field(), model.lesson);
  for (const Field<Model>& field : model_fields()) add(field, model);
  return link;
}

Expected<const SceneFacts*> find_facts(std::string_view id, std::span<const SceneFacts> scenes) {
  return find_named("scene", scenes, id, &SceneFacts::id);
}

void fit_moment(const Lesson& before, Model& model) {
  const auto last = [](const Lesson& lesson) { return static_cast<double>(std::max<std::int64_t>(step_count(lesson) - 1, 0)); };
  const double end = last(model.lesson);
  model.time = model.time >= last(before) ? end : std::min(model.time, end);
  if (is_wiped(model.lesson) && !is_wiped(before)) model.time = end / 2;
  if (model.lesson.params.i != before.params.i) model.pinned = {};
}

Expected<Model> with_fields(std::string_view fields, const Model& base, std::span<const SceneFacts> scenes) {
  return find_facts(base.lesson.scene, scenes).and_then([&](const SceneFacts* scene) {
    Model model = base;
    return read_fields({fields, scene->id, pairs_in(fields)}, *scene, model).map([&] { return model; });
  });
}

Expected<Model> open_link(std::string_view text, const Model& base, std::span<const SceneFacts> scenes) {
  const LinkText link = parts_of(text);
  return find_facts(link.scene, scenes).and_then([&](const SceneFacts* scene) {
    const Model home = model_at_home(*scene, base);
    Model model = home;
    return read_fields(link, *scene, model).map([&] {
      replace_small_input(link, model.lesson);
      Model fitted = model;
      fit_moment(home.lesson, fitted);
      if (!link.gives("t")) model.time = fitted.time;
      if (!link.gives("pin")) model.pinned = fitted.pinned;
      return model;
    });
  });
}

Error left_out_error(std::span<const std::string> parts) {
  constexpr std::size_t kMost = 4, kLongest = 40;
  std::string listed;
  for (const std::string& part : parts.first(std::min(parts.size(), kMost)))
    listed += (listed.empty() ? "" : ", ") + shortened(part, kLongest);
  if (parts.size() > kMost) listed += fmt::format(", … (+{})", parts.size() - kMost);
  return {ErrorCode::link_in_part, {listed}};
}

Expected<OpenedInPart> open_in_part(std::string_view text, const Model& base, std::span<const SceneFacts> scenes) {
  constexpr std::size_t kMostPairs = 64;  // what has more is no link of this program
  const LinkText link = parts_of(text);
  auto whole = open_link(text, base, scenes);
  if (whole) return OpenedInPart{std::move(*whole), {}};
  if (link.pairs.size() > kMostPairs) return tl::make_unexpected(whole.error());
  OpenedInPart opened;
  std::string kept = fmt::format("{}?", link.scene);
  for (const std::string_view pair : link.pairs) {
    auto longer = open_link(fmt::format("{}{}&", kept, pair), base, scenes);
    if (!longer) {
      opened.left_out.emplace_back(pair);
      continue;
    }
    opened.model = std::move(*longer);
    kept += fmt::format("{}&", pair);
  }
  if (opened.left_out.size() == link.pairs.size()) return tl::make_unexpected(whole.error());
  return opened;
}

}  // namespace deconvlab
