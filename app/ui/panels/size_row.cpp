#include "app/ui/panels/size_row.h"

#include "app/diagram/labels.h"
#include "app/ui/panels/size_rows.h"
#include "core/samples/samples.h"

namespace deconvlab {

namespace {

constexpr double kLabel = 96;
constexpr double kWord = 20;  // of a label, after its letter

}  // namespace

Color row_color(const Theme& theme, Role role, bool text) {
  if (role == Role::neutral) return theme.text;
  return text ? theme.of(role).ink : theme.of(role).solid;
}

void to_label_column(const Panel& panel) {
  ImGui::Dummy({0, 0});
  ImGui::SameLine(ImGui::GetCursorStartPos().x + panel.px(kLabel));
}

void draw_label(const Panel& panel, const std::string& letter, std::string_view key, Role role) {
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  ImGuiCanvas canvas = canvas_of(panel);
  const double middle = at.y + kSizeRow / 2;
  canvas.text({at.x, middle}, letter, {.color = row_color(panel.theme, role, true), .size = 17.5, .weight = Weight::bold});
  draw_fitting(canvas, {at.x + kWord, middle}, kLabel - kWord - 4, std::string(panel.phrase(key)),
               {.color = panel.theme.muted, .size = 13});
  to_label_column(panel);
}

void draw_number(const Panel& panel, const std::string& id, const TrackScale& scale, std::int64_t value, double width, Color color,
                 const std::function<Command(std::int64_t)>& command) {
  if (track(panel, id, scale, value, width - kNumberField - kInnerGap, color)) panel.send_from_item(command(value));
  beside(panel);
  if (number_field(panel, id + ".field", value, kNumberField)) panel.send_from_item(command(value));
}

void draw_axis_letter(const Panel& panel, Axes axes) {
  if (axes == Axes::both) return;
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  canvas_of(panel).text({at.x - 8, at.y + kSizeRow / 2}, axes == Axes::height ? "h" : "w",
                        {.color = panel.theme.muted, .size = 13, .align = Align::centre});
}

void draw_read_only(const Panel& panel, std::string_view id, const std::string& text, Color color) {
  const Rect at = to_logical(panel, ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos());
  canvas_of(panel).text({at.x + 8, at.y + kSizeRow / 2}, text, {.color = color, .size = 15, .weight = Weight::bold});
  ImGui::Dummy({panel.px(room(panel)), panel.px(kSizeRow)});
  remember(panel, id);
}

void mark_wrong(const Panel& panel) { mark_item(panel, panel.results.error()); }

std::string letter_of(const Panel& panel, std::string_view letter) {
  return std::string(letter) + (is_transposed(panel) && (letter == "i" || letter == "o") ? "′" : "");
}

bool has(const Panel& panel, std::string_view field) { return panel.model().lesson.kind->takes(field); }

bool follows(const Panel& panel, Size size) {
  const Lesson& lesson = panel.model().lesson;
  const Params& p = lesson.params;
  if (size == Size::i) return lesson.kind->on_picture() && !choose_sample(lesson.picture);
  if (size == Size::p) return p.padding != Padding::given;
  return size == Size::a && (p.padding != Padding::given || p.output);
}

bool is_transposed(const Panel& panel) { return panel.model().lesson.kind->input_is_small; }

double room(const Panel& panel) { return ImGui::GetContentRegionAvail().x / panel.surface.scale; }

}  // namespace deconvlab
