#include "app/lessons/fields.h"

namespace deconvlab {

namespace {

constexpr auto kParams = &Lesson::params;
constexpr Field<Lesson> kLessonFields[] = {
    field<Lesson, kParams, &Params::i>("i"),
    field<Lesson, kParams, &Params::k>("k"),
    field<Lesson, kParams, &Params::s>("s"),
    {"p", true, [](const Lesson& lesson) { return write_padding(lesson.params); },
     [](std::string_view text, Lesson& lesson) { return read_padding(text, lesson.params); },
     [](const Lesson& a, const Lesson& b) { return a.params.p == b.params.p && a.params.p_end == b.params.p_end; },
     [](const Lesson& from, Lesson& to) {
       to.params.p = from.params.p;
       to.params.p_end = from.params.p_end;
     }},
    field<Lesson, kParams, &Params::d>("d"),
    field<Lesson, kParams, &Params::a>("a"),
    field<Lesson, kParams, &Params::padding>("padding"),
    field<Lesson, kParams, &Params::output>("output"),
    field<Lesson, kParams, &Params::ceil_mode>("ceil"),
    field<Lesson, kParams, &Params::flip>("flip"),
    field<Lesson, &Lesson::square>("square", false),
    field<Lesson, &Lesson::input>("input"),
    field<Lesson, &Lesson::kernel>("kernel"),
    field<Lesson, &Lesson::up>("up"),
    field<Lesson, &Lesson::optimiser>("optimiser"),
    field<Lesson, &Lesson::rate>("rate"),
    field<Lesson, &Lesson::picture>("picture"),
    field<Lesson, &Lesson::channel>("channel"),
    field<Lesson, &Lesson::level>("level"),
    field<Lesson, &Lesson::layers>("layers"),
    field<Lesson, &Lesson::channels>("channels"),
    field<Lesson, kParams, &Params::groups>("groups"),
    field<Lesson, &Lesson::bias>("bias"),
    field<Lesson, &Lesson::wipe>("wipe", false),
    field<Lesson, &Lesson::symbols>("symbols", false),
};

constexpr Field<Lesson> kViewField = field<Lesson, &Lesson::view>("view");

}  // namespace

std::span<const Field<Lesson>> lesson_fields() { return kLessonFields; }

const Field<Lesson>& view_field() { return kViewField; }

}  // namespace deconvlab
