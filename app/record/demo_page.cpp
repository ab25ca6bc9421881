#include "app/record/demo_page.h"

#include <algorithm>
#include <utility>

#include "embedded/embedded_pages.h"

namespace deconvlab {

namespace {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

// "_{...}" becomes a subscript.
std::string with_subscripts(const std::string& text) {
  std::string html;
  std::string_view rest = text;
  while (true) {
    const std::size_t start = rest.find("_{");
    const std::size_t end = start == std::string_view::npos ? start : rest.find('}', start);
    if (end == std::string_view::npos) return html + escaped(rest);
    html += escaped(rest.substr(0, start)) + "<sub>" + escaped(rest.substr(start + 2, end - start - 2)) + "</sub>";
    rest.remove_prefix(end + 1);
  }
}

// For attributes: "y_{0,1}" becomes "y 0,1".
std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool opens = text.compare(at, 2, "_{") == 0;
    if (opens) ++at;
    if (text[at] != '}') out += opens ? ' ' : text[at];
  }
  return escaped(out);
}

std::string css(Color c) {
  const auto byte = [](double part) { return static_cast<int>(part * 255 + 0.5); };
  return fmt::format("#{:02x}{:02x}{:02x}", byte(c.r), byte(c.g), byte(c.b));
}

std::string formula_html(const DemoFormula& formula) {
  std::string html;
  for (std::size_t line = 0; line < formula.light.size(); ++line) {
    html += "<p class=\"formula\">";
    for (std::size_t n = 0; n < formula.light[line].size(); ++n) {
      const TextRun& run = formula.light[line][n];
      const char* weight = run.weight == Weight::bold ? ";font-weight:700" : "";
      html += fmt::format("<span style=\"--l:{};--d:{}{}\">{}</span>", css(run.color), css(formula.dark[line][n].color), weight,
                          with_subscripts(run.text));
    }
    html += "</p>\n";
  }
  return html;
}

std::string figure_html(const DemoLesson& lesson, const std::string& step, int width, int height) {
  const DemoStep& first = lesson.steps.front();
  const std::string dark =
      first.dark.empty() ? "" : fmt::format("<source media=\"(prefers-color-scheme: dark)\" srcset=\"{}\">", first.dark);
  return fmt::format(
      "<figure><picture>{}<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"></picture></figure>\n"
      "<div class=\"stepper\" hidden><button data-by=\"-1\" aria-label=\"−1\">‹</button>"
      "<input type=\"range\" min=\"0\" max=\"{}\" value=\"0\" aria-label=\"{}\"><button data-by=\"1\" aria-label=\"+1\">›</button>"
      "<output>{}</output></div>\n",
      dark, first.picture, width, height, plain(first.sentence), lesson.steps.size() - 1, escaped(lesson.title), step);
}

std::string files_html(const DemoLesson& lesson) {
  if (lesson.files.empty()) return {};
  std::string html = fmt::format("<ul class=\"files\">\n<li>{}</li>\n", escaped(lesson.matrix));
  for (const std::string& file : lesson.files) {
    html += fmt::format("<li><a href=\"{}\">{}</a></li>\n", file, file.substr(file.find('/') + 1));
  }
  return html + "</ul>\n";
}

std::string lesson_html(const DemoLesson& lesson, const Language& language, int width, int height) {
  const auto step = [&](std::size_t n) { return say(language, "demo.step", n + 1, lesson.steps.size()); };
  std::string html = fmt::format("<section class=\"lesson\" id=\"{}\" tabindex=\"0\">\n<h2>{}</h2>\n", lesson.id, escaped(lesson.title));
  html += formula_html(lesson.formula) + figure_html(lesson, step(0), width, height) + files_html(lesson);
  html += fmt::format("<details><summary>{}</summary><ol>\n", phrase(language, "demo.pictures"));
  for (std::size_t n = 0; n < lesson.steps.size(); ++n) {
    const DemoStep& s = lesson.steps[n];
    html += fmt::format("<li><a href=\"{}\" data-dark=\"{}\" data-step=\"{}\">{}</a></li>\n", s.picture, s.dark, step(n),
                        with_subscripts(s.sentence));
  }
  return html + "</ol></details>\n</section>\n";
}

}  // namespace

std::string demo_page(std::span<const DemoLesson> lessons, const Language& language, int width, int height) {
  std::string sections;
  for (const DemoLesson& lesson : lessons) sections += lesson_html(lesson, language, width, height);
  const std::pair<std::string_view, std::string> parts[] = {{"{{language}}", std::string(language.id)},
                                                            {"{{title}}", escaped(phrase(language, "demo.title"))},
                                                            {"{{hint}}", escaped(phrase(language, "demo.keys"))},
                                                            {"{{lessons}}", sections}};
  std::string page(std::ranges::find(embedded_pages(), "demo", &EmbeddedFile::name)->bytes);
  for (const auto& [mark, text] : parts) {
    for (std::size_t at = 0; (at = page.find(mark, at)) != std::string::npos; at += text.size()) page.replace(at, mark.size(), text);
  }
  return page;
}

}  // namespace deconvlab
