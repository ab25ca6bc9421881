#include "app/state/update.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "app/lessons/kind.h"
#include "app/lessons/wipe.h"
#include "core/geometry/geometry.h"
#include "core/operators/kernels.h"

namespace deconvlab {

namespace {

double last_step(const Lesson& lesson) { return static_cast<double>(std::max<std::int64_t>(step_count(lesson) - 1, 0)); }

// The step that makes the output, or stamps the input, where each step makes or stamps one.
std::optional<std::int64_t> step_of(const Lesson& lesson, const Focus& focus) {
  const auto geometry = resolve(lesson);
  const bool stamps = steps_are_stamps(lesson);
  if (focus.target != (stamps ? Target::input : Target::output) || !geometry) return {};
  const Extent outputs = lesson.kind->input_is_small != stamps ? geometry->input() : geometry->output();
  if (lead_steps(lesson) + outputs.area() != step_count(lesson) || !outputs.contains(focus.cell)) return {};
  return lead_steps(lesson) + outputs.index_of(focus.cell);
}

// One overload a command; those that change the lesson return it changed through `lesson`, the history is kept by update().
struct Apply {
  Document& document;
  Model& model = document.model;
  Lesson& lesson = document.model.lesson;

  void operator()(const command::SetSize& c) {
    if (c.size == Size::p || c.size == Size::p_end || c.size == Size::a) give_numbers(lesson);
    set_size(lesson, c.size, c.axes, c.value);
  }
  void operator()(const command::SetOutput& c) {
    const auto geometry = with_room(lesson.params);
    if (!geometry) return refuse(geometry.error());
    const Axes axes = lesson.square ? Axes::both : c.axes;
    const auto h = inputs_for_output(geometry->h, c.value, lesson.params.padding);
    const auto w = inputs_for_output(geometry->w, c.value, lesson.params.padding);
    if (axes != Axes::width && !h) return refuse(h.error());
    if (axes != Axes::height && !w) return refuse(w.error());
    if (axes != Axes::width) lesson.params.i.h = std::min(h->first + c.remainder, h->last);
    if (axes != Axes::height) lesson.params.i.w = std::min(w->first + c.remainder, w->last);
  }
  void operator()(const command::SetPadding& c) {
    if (c.rule == Padding::given) return make_plain(lesson);
    lesson.params.p_end.reset();
    lesson.params.padding = c.rule;
    lesson.params.output.reset();
  }
  void operator()(const command::SetEndsApart&) { set_ends_apart(lesson); }
  void operator()(const command::SetOutputShape& c) { lesson.params.output = c.size; }
  void operator()(const command::SetSquare& c) {
    lesson.square = c.on;
    if (!c.on) return;
    if (lesson.params.output) lesson.params.output->w = lesson.params.output->h;
    for (const Size size : {Size::i, Size::k, Size::s, Size::p, Size::p_end, Size::d, Size::up}) {
      Extent& e = size_of(lesson, size);
      e.w = e.h;
    }
  }
  void operator()(const command::SetFlip& c) { lesson.params.flip = c.on; }
  void operator()(const command::SetCeil& c) { lesson.params.ceil_mode = c.on; }
  void operator()(const command::SetSymbols& c) { lesson.symbols = c.on; }
  void operator()(const command::ChooseKernel& c) {
    if (auto known = make_kernel(c.name, Extent::square(1)); !known) return refuse(known.error());
    lesson.kernel = {c.name, c.seed, {}, {}};
  }
  void operator()(const command::ChooseInput& c) {
    if (auto known = make_input(c.name, Extent::square(1)); !known) return refuse(known.error());
    lesson.input = {c.name, c.seed, {}, {}};
  }
  void operator()(const command::ChoosePicture& c) { lesson.picture = c.name; }
  void operator()(const command::ChooseOptimiser& c) { lesson.optimiser = c.name; }
  void operator()(const command::SetRate& c) { lesson.rate = c.rate; }
  void operator()(const command::SetWeight& c) {
    if (lesson.kind->weights) set_own_cell(lesson, true, c.plane, c.cell, c.value);
  }
  void operator()(const command::SetInputCell& c) { set_own_cell(lesson, false, c.plane, c.cell, c.value); }
  void operator()(const command::GoToScene& c) {
    if (c.id == lesson.scene) return;
    const auto left = document.left.find(c.id);
    left == document.left.end() ? keep(open_link(c.id, model, document.scenes)) : put(left->second);
  }
  void operator()(const command::GoHome&) { keep(open_link(lesson.scene, model, document.scenes)); }
  void operator()(const command::TakeOver&) {
    lesson = offer_in(document).lesson;
    model.time = std::min(model.time, last_step(lesson));
  }
  void operator()(const command::SetChannel& c) { lesson.channel = std::max<std::int64_t>(-1, c.channel); }
  void operator()(const command::SetLayerChannels& c) {
    lesson.channels = c.channels;
    const std::int64_t common = std::gcd(c.channels.h, c.channels.w);
    lesson.params.groups = std::clamp<std::int64_t>(c.groups, 1, std::max<std::int64_t>(1, common));
    while (common % lesson.params.groups != 0) --lesson.params.groups;
    if (!lesson.bias.empty() && c.channels.w > 0) lesson.bias.resize(static_cast<std::size_t>(c.channels.w));
    model.time = std::min(model.time, last_step(lesson));
    model.pinned = {};  // its channel may be gone
  }
  void operator()(const command::SetBias& c) { lesson.bias = c.values; }
  void operator()(const command::SetLevel& c) {
    lesson.level = std::max<std::int64_t>(0, c.level);
    model.time = std::min(model.time, last_step(lesson));
  }
  void operator()(const command::SetLayers& c) {
    lesson.layers = c.lines;
    lesson.params.i = c.i.value_or(lesson.params.i);
    lesson.square = lesson.params.i.h == lesson.params.i.w;
    model.time = std::min(model.time, last_step(lesson));
    if (c.i) model.pinned = {};  // another network
  }
  void operator()(const command::SetView& c) {
    const bool was_wiped = is_wiped(lesson);
    lesson.view = c.id;
    model.time = is_wiped(lesson) && !was_wiped ? last_step(lesson) / 2 : std::min(model.time, last_step(lesson));
  }
  void operator()(const command::NextScene& c) {
    const auto here = std::ranges::find(document.scenes, std::string_view(lesson.scene), &SceneFacts::id) - document.scenes.begin();
    const auto there = here + c.by;
    if (there >= 0 && there < std::ssize(document.scenes)) (*this)(command::GoToScene{std::string(document.scenes[there].id)});
  }
  void operator()(const command::SetTime& c) {
    leave_pin();
    model.time = std::clamp(c.time, 0.0, last_step(lesson));
  }
  void operator()(const command::StepBy& c) {
    leave_pin();
    const double from = c.steps > 0 ? std::floor(model.time) : std::ceil(model.time);
    model.playing = false;
    (*this)(command::SetTime{from + c.steps});
  }
  void operator()(const command::ToEnd& c) {
    leave_pin();
    model.playing = false;
    model.time = c.last ? last_step(lesson) : 0;
  }
  void operator()(const command::Play& c) {
    if (c.on) leave_pin();
    model.playing = c.on;
    if (c.on && model.time >= last_step(lesson)) model.time = 0;
  }
  void operator()(const command::SetSpeed& c) { model.speed = std::clamp(c.steps_per_second, 0.1, 64.0); }
  void operator()(const command::Pin& c) { model.pinned = c.focus; }
  void operator()(const command::LookAt& c) { model.matrix = c.view; }
  void operator()(const command::SetTheme& c) { model.theme = c.id; }
  void operator()(const command::SetLanguage& c) { model.language = c.id; }
  void operator()(const command::SetTextScale& c) { model.text_scale = std::clamp(c.scale, 0.5, 3.0); }
  void operator()(const command::SetReduceMotion& c) { model.reduce_motion = c.on; }
  void operator()(const command::SetPictureOnly& c) { model.picture_only = c.on; }
  void operator()(const command::Open& c) {
    if (const std::string id = lesson_in(c.link); !id.empty()) return (*this)(command::StartGuide{id});
    open_what_is_read(c.link);
  }
  void operator()(const command::StartGuide& c) {
    const auto found = find_guide(document.guides, c.id);
    if (!found) return refuse(unknown_lesson(document.guides, c.id));
    document.guide = GuidePlace{*found, std::min(c.beat, document.guides[*found].beats.size() - 1)};
    open_beat();
  }
  void operator()(const command::ToBeat& c) {
    if (!document.guide) return;
    GuidePlace& place = *document.guide;
    const Guide& guide = document.guides[place.guide];
    if (c.by < 0 && place.beat == 0) return;
    if (c.by > 0 && place.beat + 1 == guide.beats.size()) return end_guide();
    place = {place.guide, c.by < 0 ? place.beat - 1 : place.beat + 1};
    open_beat();
  }
  void operator()(const command::BackToGuide&) {
    if (!document.guide) return;
    document.guide = GuidePlace{document.guide->guide, document.guide->beat};
    open_beat();
  }
  void operator()(const command::LeaveGuide&) { document.guide.reset(); }
  void operator()(const command::Answer& c) {
    if (!document.guide) return;
    document.guide->answer = c.value;
    document.guide->solved = c.right;
  }
  void operator()(const command::Learn& c) { document.learnt.insert(c.id); }
  void operator()(const command::Undo&) { travel(document.undo, document.redo); }
  void operator()(const command::Redo&) { travel(document.redo, document.undo); }

 private:
  // The beat's state, at its first step; playing goes on from there.
  void open_beat() {
    const Beat& beat = *beat_in(document);
    keep(open_link(beat.link, model, document.scenes));
    model.time = std::min(model.reduce_motion ? beat.last : beat.first, last_step(lesson));
  }
  // The next guide of its track follows, if there is one.
  void end_guide() {
    const std::size_t here = document.guide->guide;
    document.learnt.insert(document.guides[here].id);
    const bool last = here + 1 == document.guides.size() || document.guides[here + 1].track != document.guides[here].track;
    if (last) return document.guide.reset();
    document.guide = GuidePlace{.guide = here + 1, .follows = true};
    open_beat();
  }
  // What is pinned would hide where the steps are: they go on from an output that is made in a step of its own, and let go of anything
  // else. A pin that chooses what the steps are of stays.
  void leave_pin() {
    const bool chooses = !lesson.kind->exported || lesson.kind->on_picture() || lesson.kind->repeats;
    if (chooses || model.pinned.target == Target::none) return;
    if (const auto step = step_of(lesson, model.pinned)) model.time = static_cast<double>(*step);
    model.pinned = {};
  }
  void refuse(Error error) { document.refused = std::move(error); }
  void keep(Expected<Model> changed) {
    if (!changed) return refuse(changed.error());
    model = std::move(*changed);
  }
  void open_what_is_read(const std::string& link) {
    auto opened = open_in_part(link, model, document.scenes);
    if (!opened) return refuse(opened.error());
    model = std::move(opened->model);
    if (!opened->left_out.empty()) refuse(left_out_error(opened->left_out));
  }
  void put(const SceneState& state) { static_cast<SceneState&>(model) = state; }
  void travel(std::vector<Change>& from, std::vector<Change>& to) {
    if (from.empty()) return;
    const Change change = std::move(from.back());
    from.pop_back();
    to.push_back({model, change.moved});
    change.moved ? put(change.before) : void(lesson = change.before.lesson);
  }
};

template <class... Some>
bool is_one_of(const Command& command) {
  return (std::holds_alternative<Some>(command) || ...);
}

bool guides(const Command& command) {
  return is_one_of<command::StartGuide, command::ToBeat, command::BackToGuide, command::LeaveGuide, command::Answer>(command);
}

bool sets_the_moment(const Command& command) {
  return is_one_of<command::Open, command::GoHome>(command) || (guides(command) && !is_one_of<command::Answer>(command));
}

// A training that has changed is another one: it starts at its first step, unless the command says where.
void restart_changed_training(Model& model, const SceneState& before, const Command& command) {
  const bool here = model.lesson.kind->restarts && before.lesson.scene == model.lesson.scene;
  const bool elsewhere = sets_the_moment(command) || model.time != before.time;
  if (here && !elsewhere && !same_computation(before.lesson, model.lesson)) model.time = 0;
}

// A lesson that stood at its end stands at its end with other sizes too.
void stay_at_the_end(Model& model, const SceneState& before) {
  const Lesson& lesson = model.lesson;
  const bool here = before.lesson.scene == lesson.scene && before.time == model.time && !lesson.kind->restarts && !lesson.kind->repeats;
  const double end = last_step(before.lesson);
  if (here && end > 0 && before.time == end && step_count(lesson) > 0) model.time = last_step(lesson);
}

// A scene that is come to stands still.
void leave(Document& document, const SceneState& before) {
  if (before.lesson.scene == document.model.lesson.scene) return;
  document.left.insert_or_assign(before.lesson.scene, before);
  document.before = before.lesson.scene;
  document.model.playing = false;
}

void keep_history(Document& document, const Command& command, const SceneState& before, bool continues) {
  const SceneState& now = document.model;
  const bool changed = sets_the_moment(command) ? !(before == now) : before.lesson != now.lesson;
  if (!changed || is_one_of<command::Undo, command::Redo>(command)) return;
  document.redo.clear();
  const bool moved = before.time != now.time || before.pinned != now.pinned || before.matrix != now.matrix;
  if (!continues) document.undo.push_back({before, moved || before.lesson.scene != now.lesson.scene});
}

// Touching something else leaves a guide where it is; what a goal asks for is no such thing, as long as the scene stays.
void follow_guide(Document& document, const Command& command, const SceneState& before) {
  const Beat* beat = shown_beat(document);
  if (!beat) return;
  const auto* opened = std::get_if<command::Open>(&command);
  const bool stands = is_one_of<command::StartGuide, command::ToBeat, command::BackToGuide>(command) ||
                      (opened && !lesson_in(opened->link).empty() && !document.refused);
  const Model& now = document.model;
  const bool same = now.lesson == before.lesson;
  GuidePlace& place = *document.guide;
  if (!stands && !same) place.away = beat->kind != BeatKind::goal || now.lesson.scene != before.lesson.scene;
  if (beat->kind == BeatKind::goal && !place.away) place.solved = place.solved || reaches(*beat, now, document.scenes);
  if (stands) document.model.playing = beat->last > now.time;
}

}  // namespace

const Guide* guide_in(const Document& document) { return document.guide ? &document.guides[document.guide->guide] : nullptr; }

const Beat* beat_in(const Document& document) {
  const Guide* guide = guide_in(document);
  return guide ? &guide->beats[document.guide->beat] : nullptr;
}

const Beat* shown_beat(const Document& document) { return document.guide && !document.guide->away ? beat_in(document) : nullptr; }

void update(Document& document, const Command& command, bool continues) {
  document.refused.reset();
  const SceneState before = document.model;
  std::visit(Apply{document}, command);
  restart_changed_training(document.model, before, command);
  leave(document, before);
  keep_history(document, command, before, continues);
  if (!guides(command)) stay_at_the_end(document.model, before);
  follow_guide(document, command, before);
}

Offer offer_in(const Document& document) {
  const auto before = document.left.find(document.before);
  const Lesson& lesson = document.model.lesson;
  return before == document.left.end() ? Offer{lesson, {}, false} : offer_of(before->second.lesson, lesson);
}

bool is_at_home(const Document& document) {
  const auto home = open_link(document.model.lesson.scene, document.model, document.scenes);
  return home && static_cast<const SceneState&>(*home) == document.model;
}

}  // namespace deconvlab
