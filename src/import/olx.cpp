#include "import/olx.hpp"

#include "base/language_tag.hpp"
#include "import/foreign_xml.hpp"
#include "import/html_reading.hpp"
#include "import/html_text.hpp"
#include "import/iso_duration.hpp"
#include "import/olx_problem.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"
#include "import/texts.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

namespace pensum::importing {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t seconds_of_unknown_video = 300;
constexpr int most_depth = 24;  ///< of files that point to files

// What only holds others.
constexpr std::array<std::string_view, 9> containers = {"vertical",   "sequential",      "conditional",
                                                        "split_test", "library_content", "randomize",
                                                        "problemset", "videosequence",   "wrapper"};

// Names in pages; not an activity of its own.
constexpr std::array<std::string_view, 4> no_activities = {"wiki", "textbook", "course_image",
                                                           "annotatable_settings"};

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_course(std::string_view bytes) {
  const std::size_t root = bytes.find("<course");
  if (root > 4096) return false;
  const std::size_t end = bytes.find('>', root);
  return bytes.substr(root, end - root).find("url_name") != std::string_view::npos ||
         bytes.find("<chapter", root) != std::string_view::npos;
}

/// The name of the course's first file within the tree; empty where there is none.
std::string root_in(const Input& input) {
  if (input.tree == nullptr) return {};
  if (!input.member.empty()) return input.member;
  return archive::shallowest(*input.tree, "course.xml");
}

/// Text as a number of seconds; such files have “12.5” and “00:00:12”.
std::int64_t seconds_in(std::string_view text) {
  if (const std::optional<std::int64_t> clock = seconds_of_duration(text)) return *clock;
  std::int64_t seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::clamp<std::int64_t>(seconds, 0, 86'400);
}

/// An element, with the file that it is in where that is another one.
struct Element {
  pugi::xml_node node;
  ForeignXml file{};
};

class Course {
 public:
  Course(const Input& input, std::string root, const Choices& choices)
      : input_(input), root_(std::move(root)), texts_(choices.texts) {}

  Result<Outline> read() {
    Result<ForeignXml> first = file(root_);
    if (!first) return std::unexpected(std::move(first).error());
    run_ = attribute(first->root(), "url_name");
    read_policy();
    const std::optional<Element> course = resolved(first->root());
    if (!course) return std::unexpected(std::move(outline_.warnings));
    read_course(first->root(), course->node);
    for (const pugi::xml_node pointer : children(course->node, "chapter")) read_chapter(pointer);
    if (outline_.children.empty()) {
      return failure("the course has no chapters", "export it again, with its content", {place_of(root_)});
    }
    count_left_out();
    texts_.finish(outline_, input_.tree);
    return std::move(outline_);
  }

 private:
  std::string place_of(std::string_view name) const { return fmt::format("{}/{}", input_.name, name); }
  std::string name_of(std::string_view path) const { return archive::resolved(root_, path); }

  Result<ForeignXml> file(const std::string& name) const {
    Result<std::string> bytes = input_.tree->read(name);
    if (!bytes) return std::unexpected(std::move(bytes).error());
    return read_foreign_xml(*std::move(bytes), place_of(name));
  }

  // Titles that older exports have in a file beside; where it is damaged, there are none.
  void read_policy() {
    const std::string name = name_of(fmt::format("policies/{}/policy.json", run_));
    if (!input_.tree->has(name)) return;
    const Result<std::string> bytes = input_.tree->read(name);
    if (bytes) policy_ = Json::parse(*bytes, nullptr, false);
  }

  std::string said(pugi::xml_node pointer, pugi::xml_node element, std::string_view what) const {
    for (const pugi::xml_node node : {element, pointer}) {
      if (const std::string_view value = attribute(node, what); !value.empty())
        return one_line(with_entities_resolved(value));
    }
    const std::string key = fmt::format("{}/{}", local_name(pointer), attribute(pointer, "url_name"));
    if (!policy_.is_object() || !policy_.contains(key) || !policy_[key].is_object()) return {};
    const auto value = policy_[key].find(what);
    return value != policy_[key].end() && value->is_string() ? one_line(value->get_ref<const std::string&>())
                                                             : std::string();
  }

  // The element itself, or what is in the file that it names.
  std::optional<Element> resolved(pugi::xml_node pointer) {
    const std::string_view url_name = attribute(pointer, "url_name");
    const bool is_pointer = !url_name.empty() && !pointer.first_child();
    std::string path(url_name);
    std::ranges::replace(path, ':', '/');
    const std::string name = name_of(fmt::format("{}/{}.xml", local_name(pointer), path));
    // A problem or a page may be all in its attributes; a sequential without a file is lost.
    if (!is_pointer) return Element{pointer};
    if (!input_.tree->has(name) && pointer.attributes().begin()->next_attribute() &&
        !is_among(containers, local_name(pointer))) {
      return Element{pointer};
    }
    Result<ForeignXml> read = file(name);
    if (!read) {
      warn_of(read.error());
      return std::nullopt;
    }
    const pugi::xml_node root = read->root();
    return Element{root, *std::move(read)};
  }

  void warn_of(const Diagnostics& errors) {
    Diagnostic warning = errors.front();
    warning.severity = Severity::warning;
    if (std::ranges::find(outline_.warnings, warning) != outline_.warnings.end()) return;
    if (outline_.warnings.size() < most_diagnostics) outline_.warnings.push_back(std::move(warning));
  }

  void read_course(pugi::xml_node pointer, pugi::xml_node course) {
    outline_.title = said(pointer, course, "display_name");
    const std::string language = said(pointer, course, "language");
    if (is_language_tag(language)) outline_.language = language;
    const std::string name = name_of("about/short_description.html");
    if (!input_.tree->has(name)) return;
    if (const Result<std::string> about = input_.tree->read(name))
      outline_.summary = short_text_of_html(*about, CodeLines::in_line);
  }

  bool is_hidden(pugi::xml_node pointer, pugi::xml_node element) {
    if (said(pointer, element, "visible_to_staff_only") != "true") return false;
    ++hidden_;
    return true;
  }

  void read_chapter(pugi::xml_node pointer) {
    const std::optional<Element> chapter = resolved(pointer);
    if (!chapter || is_hidden(pointer, chapter->node)) return;
    Node part = named(pointer, chapter->node);
    for (const pugi::xml_node child : chapter->node.children()) {
      if (child.type() == pugi::node_element) read_lesson(child, part);
    }
    if (!part.children.empty()) outline_.children.push_back(std::move(part));
  }

  // Old courses have verticals and videos in a chapter, without a sequential around them.
  void read_lesson(pugi::xml_node pointer, Node& part) {
    if (!is_known(local_name(pointer))) return;
    const std::optional<Element> sequential = resolved(pointer);
    if (!sequential || is_hidden(pointer, sequential->node)) return;
    Node lesson = named(pointer, sequential->node);
    if (is_among(containers, local_name(pointer))) {
      read_activities(sequential->node, lesson, 0);
    } else {
      read_activity(pointer, *sequential, lesson, 0);
    }
    part.children.push_back(std::move(lesson));
  }

  Node named(pugi::xml_node pointer, pugi::xml_node element) const {
    Node node;
    node.key = attribute(pointer, "url_name");
    node.title = said(pointer, element, "display_name");
    if (node.title.empty()) node.title = node.key;
    return node;
  }

  void read_activities(pugi::xml_node container, Node& lesson, int depth) {
    if (depth > most_depth) return;
    for (const pugi::xml_node pointer : container.children()) {
      if (pointer.type() != pugi::node_element || is_among(no_activities, local_name(pointer))) continue;
      if (!is_known(local_name(pointer))) {
        ++others_;
        kinds_of_others_.insert(std::string(local_name(pointer)));
        continue;
      }
      const std::optional<Element> element = resolved(pointer);
      if (element && !is_hidden(pointer, element->node)) read_activity(pointer, *element, lesson, depth);
    }
  }

  static bool is_known(std::string_view kind) {
    return is_among(containers, kind) || kind == "html" || kind == "problem" || kind == "video";
  }

  void read_activity(pugi::xml_node pointer, const Element& element, Node& lesson, int depth) {
    const std::string_view kind = local_name(pointer);
    if (!attribute(pointer, "url_name").empty())
      lesson.text.places.push_back(jump + std::string(attribute(pointer, "url_name")));
    if (is_among(containers, kind)) {
      SourceText above = std::exchange(lesson.text, {});
      read_activities(element.node, lesson, depth + 1);
      std::string title = kind == "vertical" ? said(pointer, element.node, "display_name") : std::string();
      if (title == lesson.title) title.clear();
      append_section(above, title, std::move(lesson.text), false);
      lesson.text = std::move(above);
    } else if (kind == "html") {
      read_page(pointer, element, lesson);
    } else if (kind == "problem") {
      ++lesson.effort.questions;
      std::ranges::move(checks_of_problem(element.node), std::back_inserter(lesson.checks));
    } else if (kind == "video") {
      read_video(element.node, lesson);
    }
  }

  // The text is in a file of its own, or written out in the element.
  void read_page(pugi::xml_node pointer, const Element& element, Node& lesson) {
    const std::string title = said(pointer, element.node, "display_name");
    const std::string_view filename = attribute(element.node, "filename");
    if (filename.empty()) return add_page(inner(element.node), title, lesson);
    const std::string name = name_of(fmt::format("html/{}.html", filename));
    const Result<std::string> page = input_.tree->read(name);
    if (!page) return warn_of(page.error());
    add_page(*page, title, lesson);
  }

  static std::string inner(pugi::xml_node element) {
    struct Writer final : pugi::xml_writer {
      std::string bytes;
      void write(const void* data, std::size_t size) override {
        bytes.append(static_cast<const char*>(data), size);
      }
    } writer;
    for (const pugi::xml_node child : element.children()) child.print(writer, "", pugi::format_raw);
    return std::move(writer.bytes);
  }

  void add_page(std::string_view page, std::string_view title, Node& lesson) {
    const Effort effort = html_text(page).effort;
    lesson.effort.words += effort.words;
    lesson.effort.code_lines += effort.code_lines;
    lesson.effort.pictures += effort.pictures;
    const PageLinks links{.file = lesson.key,
                          .resolve = [this](std::string_view link) { return file_of(link); }};
    append_section(lesson.text, {}, read_html(page, title, links, texts_), false);
  }

  // Pages name files and activities by addresses of their platform.
  std::string file_of(std::string_view link) const {
    constexpr std::string_view files = "/static/";
    constexpr std::string_view asset = "+block@";
    if (link.starts_with("/" + jump)) return std::string(link.substr(1));
    if (link.starts_with(files)) return name_of("static/" + archive::resolved({}, link.substr(files.size())));
    const std::size_t at = link.find(asset);
    return at == std::string_view::npos
               ? std::string()
               : name_of("static/" + archive::resolved({}, link.substr(at + asset.size())));
  }

  void read_video(pugi::xml_node video, Node& lesson) {
    std::int64_t seconds =
        seconds_in(attribute(video, "end_time")) - seconds_in(attribute(video, "start_time"));
    for (const pugi::xml_node asset : descendants(video, "video_asset")) {
      if (seconds <= 0) seconds = seconds_in(attribute(asset, "duration"));
    }
    if (seconds > 0) {
      lesson.effort.video_seconds += seconds;
    } else {
      lesson.effort.guessed_seconds += seconds_of_unknown_video;
    }
  }

  void count_left_out() {
    const auto leave_out = [&](std::size_t count, std::string_view one, std::string_view many,
                               std::string why) {
      if (count == 0) return;
      outline_.left_out.push_back(
          {fmt::format(fmt::runtime(count == 1 ? one : many), count), std::move(why), count});
    };
    const std::string drafts = name_of("drafts/vertical/");
    const auto is_draft = [&](const std::string& name) { return name.starts_with(drafts + "/"); };
    leave_out(hidden_, "{} part that only staff sees", "{} parts that only staff sees", {});
    leave_out(static_cast<std::size_t>(std::ranges::count_if(input_.tree->names(), is_draft)), "{} draft",
              "{} drafts", {});
    leave_out(others_, "{} activity of another kind", "{} activities of other kinds",
              fmt::format("{}", fmt::join(kinds_of_others_, ", ")));
  }

  static inline const std::string jump = "jump_to_id/";

  const Input& input_;
  std::string root_;
  Texts texts_;
  std::string run_;
  Json policy_;
  std::size_t hidden_ = 0;
  std::size_t others_ = 0;
  std::set<std::string> kinds_of_others_;
  Outline outline_;
};

}  // namespace

bool is_olx(const Input& input) {
  const std::string root = root_in(input);
  if (root.empty()) return false;
  if (!input.member.empty()) return is_course(input.bytes);
  const Result<std::string> bytes = input.tree->read(root);
  return bytes && is_course(*bytes);
}

Result<Outline> read_olx(const Input& input, const Choices& choices) {
  std::string root = root_in(input);
  if (root.empty()) {
    return failure("course.xml is missing", "name the folder or the packed file of the course", {input.name});
  }
  return Course(input, std::move(root), choices).read();
}

}  // namespace pensum::importing
