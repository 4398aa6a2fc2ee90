#include "import/moodle.hpp"

#include "base/language_tag.hpp"
#include "import/choices.hpp"
#include "import/foreign_xml.hpp"
#include "import/html_reading.hpp"
#include "import/html_text.hpp"
#include "import/markdown_reading.hpp"
#include "import/plain_text.hpp"
#include "import/short_text.hpp"
#include "import/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace pensum::importing {
namespace {

constexpr std::string_view first_file = "moodle_backup.xml";
constexpr std::string_view nothing = "$@NULL@$";  // as backups write it

// What texts are written in, by the numbers of backups; all others are web pages.
constexpr std::string_view plain_format = "2";
constexpr std::string_view markdown_format = "4";

std::string backup_in(const Input& input) {
  return input.member.empty() && input.tree != nullptr ? archive::shallowest(*input.tree, first_file)
                                                       : std::string();
}

/// The text of a child; names and texts are escaped once more than XML needs it.
std::string text_in(pugi::xml_node node, std::string_view name) {
  std::string text = one_line(with_entities_resolved(raw_text_below(child(node, name))));
  return text == nothing ? std::string() : text;
}

int number_in(pugi::xml_node node, std::string_view name) {
  const std::string text = text_below(child(node, name));
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The files of a backup by the texts that they are in: they lie in a pool, called by what they hold.
class Pool final : public archive::FileTree {
 public:
  Pool(std::shared_ptr<const archive::FileTree> backup, std::map<std::string, std::string, std::less<>> files)
      : backup_(std::move(backup)), files_(std::move(files)) {
    std::vector<std::string> names;
    for (const auto& [name, file] : files_) names.push_back(name);
    set_names(std::move(names));
  }

  Result<std::string> read(std::string_view name) const override {
    const auto file = files_.find(name);
    return backup_->read(file == files_.end() ? name : std::string_view(file->second));
  }

 private:
  std::shared_ptr<const archive::FileTree> backup_;
  std::map<std::string, std::string, std::less<>> files_;  // in the backup
};

/// Where a text is: files that it names are listed under its context, its area, and the number of the item.
struct Origin {
  std::string place;  ///< which links lead to
  std::string context;
  std::string_view area;
  std::string item = "0";

  std::string folder() const { return fmt::format("{}/{}/{}", context, area, item); }
};

/// Of a text that is not marked: a page of it.
std::string page_of_plain(std::string_view text) {
  std::string page;
  for (const char c : text) {
    const std::string_view written = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '\n' ? "<br>" : "";
    page += written.empty() ? std::string(1, c) : std::string(written);
  }
  return page;
}

std::string place_of_module(std::string_view id) { return fmt::format("module {}", id); }

/// The place that an address such as “$@PAGEVIEWBYID*12@$” stands for; empty where it is another.
std::string place_of_address(std::string_view link) {
  constexpr std::string_view by_id = "VIEWBYID";
  const std::size_t star = std::min(link.find('*'), link.size());
  if (!link.starts_with("$@") || !link.substr(0, star).contains(by_id)) return {};
  link.remove_prefix(std::min(star + 1, link.size()));
  return place_of_module(link.substr(0, link.find_first_not_of("0123456789")));
}

struct Activity {
  std::string kind;
  std::string title;
  std::string folder;
};

struct Section {
  int number = 0;
  bool hidden = false;
  Node part;
  SourceText above;                     ///< to be read before the next activity
  Effort above_effort{};                ///< of it
  std::size_t labels = 0;               ///< that have come
  std::vector<std::string> activities;  ///< in the order of the page
};

/// The text that the child called `name` holds; another one says what it is written in.
RichText marked_text_in(pugi::xml_node node, std::string_view name, std::string_view name_of_format) {
  const std::string text = raw_text_below(child(node, name));
  const std::string format = text_below(child(node, name_of_format));
  if (format == markdown_format) return short_text_of_markdown(text);
  return format == plain_format ? RichText(one_line(text)) : short_text_of_html(text);
}

std::optional<Check> check_of(pugi::xml_node question) {
  const std::string kind = text_below(child(question, "qtype"));
  Check check{marked_text_in(question, "questiontext", "questiontextformat"), {}};
  std::vector<Choice> choices;
  for (const pugi::xml_node answer : descendants(question, "answer")) {
    const std::string fraction = text_below(child(answer, "fraction"));
    choices.push_back(
        {marked_text_in(answer, "answertext", "answerformat"), std::strtod(fraction.c_str(), nullptr) > 0});
  }
  if (kind == "multichoice") {
    check.answer = right_ones(choices, true);
    check.question = joined({check.question, listed(choices)}, " ");
  } else if (kind == "truefalse" || kind == "numerical" || kind == "shortanswer") {
    check.answer = right_ones(choices, false);
  }
  if (check.question.empty() || check.answer.empty() || check.answer.text.find('*') != std::string::npos)
    return std::nullopt;
  return check;
}

class Backup {
 public:
  Backup(const Input& input, const Choices& choices)
      : input_(input), root_(backup_in(input)), texts_(choices.texts) {}

  Result<Outline> read() {
    if (root_.empty()) {
      return failure("moodle_backup.xml is missing", "name the backup (.mbz) of a course", {input_.name});
    }
    const Result<ForeignXml> backup = file(std::string(first_file));
    if (!backup) return std::unexpected(backup.error());
    read_activities(backup->root());
    read_course(backup->root());
    read_questions();
    read_files();
    for (Section& section : sections()) add(section);
    if (outline_.children.empty()) {
      return failure("the backup lists no activities", "include activities when you back the course up",
                     {place_of(first_file)});
    }
    leave_out(hidden_, "{} activity that learners do not see", "{} activities that learners do not see");
    leave_out(labels_, "{} text between activities", "{} texts between activities");
    leave_out(unanswered_, "{} question without an answer", "{} questions without an answer");
    texts_.finish(outline_, pool_);
    return std::move(outline_);
  }

 private:
  std::string place_of(std::string_view name) const { return fmt::format("{}/{}", input_.name, name); }

  Result<ForeignXml> file(const std::string& name) const {
    Result<std::string> bytes = input_.tree->read(archive::resolved(root_, name));
    if (!bytes) return std::unexpected(std::move(bytes).error());
    return read_foreign_xml(*std::move(bytes), place_of(name));
  }

  // Nothing where the file is missing or damaged, with a warning.
  std::optional<ForeignXml> file_or_warning(const std::string& name) {
    Result<ForeignXml> read = file(name);
    if (read) return *std::move(read);
    Diagnostic warning = read.error().front();
    warning.severity = Severity::warning;
    if (outline_.warnings.size() < most_diagnostics) outline_.warnings.push_back(std::move(warning));
    return std::nullopt;
  }

  void read_activities(pugi::xml_node backup) {
    for (const pugi::xml_node activity : descendants(backup, "activity")) {
      activities_[text_below(child(activity, "moduleid"))] = {text_below(child(activity, "modulename")),
                                                              text_in(activity, "title"),
                                                              text_below(child(activity, "directory"))};
    }
  }

  void read_course(pugi::xml_node backup) {
    outline_.title = text_in(child(backup, "information"), "original_course_fullname");
    const std::optional<ForeignXml> course = file_or_warning("course/course.xml");
    if (!course) return;
    if (outline_.title.empty()) outline_.title = text_in(course->root(), "fullname");
    outline_.summary =
        short_text_of_html(raw_text_below(child(course->root(), "summary")), CodeLines::in_line);
    context_ = attribute(course->root(), "contextid");
    std::string language = text_below(child(course->root(), "lang"));
    std::ranges::replace(language, '_', '-');
    if (is_language_tag(language)) outline_.language = language;
  }

  // Quizzes name a question itself, newer ones its entry in the bank.
  void read_questions() {
    if (!input_.tree->has(archive::resolved(root_, "questions.xml"))) return;
    bank_ = file_or_warning("questions.xml");
    if (!bank_) return;
    for (const pugi::xml_node question : descendants(bank_->root(), "question")) {
      questions_.try_emplace("question " + std::string(attribute(question, "id")), question);
    }
    for (const pugi::xml_node entry : descendants(bank_->root(), "question_bank_entry")) {
      const std::vector<pugi::xml_node> versions = descendants(entry, "question");
      if (!versions.empty())
        questions_.try_emplace("entry " + std::string(attribute(entry, "id")), versions.back());
    }
  }

  // Pictures, by the texts that they are in.
  void read_files() {
    if (!texts_.wanted()) return;
    std::map<std::string, std::string, std::less<>> files;
    if (input_.tree->has(archive::resolved(root_, "files.xml"))) {
      const std::optional<ForeignXml> list = file_or_warning("files.xml");
      if (list) {
        for (const pugi::xml_node listed : children(list->root(), "file")) {
          const std::string hash = text_below(child(listed, "contenthash"));
          const Origin origin{.place = {},
                              .context = text_below(child(listed, "contextid")),
                              .area = child(listed, "filearea").child_value(),
                              .item = text_below(child(listed, "itemid"))};
          files.try_emplace(origin.folder() + raw_text_below(child(listed, "filepath")) +
                                raw_text_below(child(listed, "filename")),
                            archive::resolved(root_, fmt::format("files/{}/{}", hash.substr(0, 2), hash)));
        }
      }
    }
    pool_ = std::make_shared<Pool>(input_.tree, std::move(files));
  }

  /// The text that the child called `name` holds.
  SourceText text_of(pugi::xml_node node, const std::string& name, std::string_view title,
                     const Origin& origin) {
    const std::string written = raw_text_below(child(node, name));
    if (written == nothing) return {};
    const auto resolve = [&origin](std::string_view link) {
      constexpr std::string_view folder = "@@PLUGINFILE@@/";
      if (!link.starts_with(folder)) return place_of_address(link);
      const std::string file = archive::resolved({}, link.substr(folder.size()));
      return file.empty() ? file : origin.folder() + "/" + file;
    };
    const std::string format = text_below(child(node, name + "format"));
    if (format == markdown_format)
      return read_markdown_text(written, title, {.file = origin.place, .resolve = resolve}, texts_);
    return read_html(format == plain_format ? page_of_plain(written) : written, title,
                     {.file = origin.place, .resolve = resolve}, texts_);
  }

  std::vector<Section> sections() {
    std::vector<Section> found;
    const std::string folder = archive::resolved(root_, "sections/x");
    const std::string_view start = std::string_view(folder).substr(0, folder.size() - 1);
    for (const std::string& name : input_.tree->names()) {
      if (!name.starts_with(start) || !name.ends_with("/section.xml")) continue;
      const std::optional<ForeignXml> document =
          file_or_warning(name.substr(start.size() - std::string_view("sections/").size()));
      if (document) found.push_back(section_of(document->root()));
    }
    std::ranges::stable_sort(found, {}, &Section::number);
    return found;
  }

  Section section_of(pugi::xml_node node) {
    Section section;
    section.number = number_in(node, "number");
    section.hidden = text_below(child(node, "visible")) == "0";
    section.part.title = text_in(node, "name");
    if (section.part.title.empty() && section.number > 0)
      section.part.title = fmt::format("Section {}", section.number);
    const std::string id(attribute(node, "id"));
    section.part.key = "section " + id;
    // What comes before the first section has no name, and is no part.
    (section.part.title.empty() ? section.above : section.part.text) =
        text_of(node, "summary", section.part.title, {section.part.key, context_, "section", id});
    const std::string sequence = text_below(child(node, "sequence"));
    for (std::size_t at = 0; at < sequence.size();) {
      const std::size_t end = std::min(sequence.find(',', at), sequence.size());
      section.activities.push_back(one_line(sequence.substr(at, end - at)));
      at = end + 1;
    }
    return section;
  }

  void add(Section& section) {
    for (const std::string& id : section.activities) {
      const auto activity = activities_.find(id);
      if (activity == activities_.end()) continue;  // left out of the backup, or deleted
      if (section.hidden) {
        ++hidden_;
      } else {
        add(activity->second, id, section);
      }
    }
    if (section.part.children.empty()) {
      labels_ += section.labels;
      return;
    }
    Node& last = section.part.children.back();
    append_section(last.text, {}, std::move(section.above), false);
    add_effort(last.effort, section.above_effort);
    if (section.part.title.empty()) {
      std::ranges::move(section.part.children, std::back_inserter(outline_.children));
    } else {
      outline_.children.push_back(std::move(section.part));
    }
  }

  void add(const Activity& activity, const std::string& id, Section& section) {
    if (activity.kind == "label" && !texts_.wanted()) {
      ++labels_;
      return;
    }
    const std::optional<ForeignXml> module = file_or_warning(activity.folder + "/module.xml");
    if (module && text_below(child(module->root(), "visible")) == "0") {
      ++hidden_;
      return;
    }
    Node node;
    node.key = id;
    node.title = activity.title;
    const std::optional<ForeignXml> document =
        file_or_warning(activity.folder + "/" + activity.kind + ".xml");
    if (document)
      fill(node, child(document->root(), activity.kind), attribute(document->root(), "contextid"));
    if (activity.kind == "label") {
      // A text between activities is read before the next one.
      ++section.labels;
      append_section(section.above, {}, std::move(node.text), false);
      add(section.above_effort, node.effort);
      return;
    }
    add_effort(node.effort, std::exchange(section.above_effort, {}));
    SourceText text = std::exchange(section.above, {});
    append_section(text, {}, std::move(node.text), false);
    node.text = std::move(text);
    section.part.children.push_back(std::move(node));
  }

  void fill(Node& node, pugi::xml_node activity, std::string_view context) {
    if (const std::string name = text_in(activity, "name"); !name.empty()) node.title = name;
    const std::string url = text_below(child(activity, "externalurl"));
    if (url.starts_with("http://") || url.starts_with("https://")) node.url = url;
    // The texts of pages, of books' chapters and of lessons' pages.
    for (const char* name : {"intro", "content", "contents"}) {
      for (const pugi::xml_node text : descendants(activity, name)) add_words(node.effort, text);
    }
    add_texts(node, activity, std::string(context));
    for (const pugi::xml_node question : descendants(activity, "question_instance"))
      add_question(question, node);
  }

  void add_texts(Node& node, pugi::xml_node activity, const std::string& context) {
    if (!texts_.wanted()) return;
    const std::string place = place_of_module(node.key);
    const std::string_view kind = local_name(activity);
    node.text = text_of(activity, "intro", node.title, {place, context, "intro"});
    node.text.places.push_back(place);
    if (kind == "page") {
      append_section(node.text, {}, text_of(activity, "content", node.title, {place, context, "content"}),
                     false);
    } else if (kind == "book") {
      add_parts(node, child(activity, "chapters"), "content", {place, context, "chapter"});
    } else if (kind == "lesson") {
      add_parts(node, child(activity, "pages"), "contents", {place, context, "page_contents"});
    }
  }

  /// Chapters or pages, each below its title.
  void add_parts(Node& node, pugi::xml_node parts, const std::string& name, Origin origin) {
    for (const pugi::xml_node part : parts.children()) {
      if (part.type() != pugi::node_element || text_below(child(part, "hidden")) == "1") continue;
      origin.item = attribute(part, "id");
      const std::string title = text_in(part, "title");
      append_section(node.text, title, text_of(part, name, title, origin),
                     text_below(child(part, "subchapter")) == "1");
    }
  }

  static void add_words(Effort& effort, pugi::xml_node text) {
    const std::string page = raw_text_below(text);
    if (page == nothing) return;
    add(effort, html_text(page).effort);
  }

  static void add(Effort& effort, const Effort& more) {
    effort.words += more.words;
    effort.code_lines += more.code_lines;
    effort.pictures += more.pictures;
  }

  /// Of a text before an activity. Where nothing is known of the activity, the text alone tells nothing.
  static void add_effort(Effort& effort, const Effort& more) {
    if (effort != Effort()) add(effort, more);
  }

  void add_question(pugi::xml_node instance, Node& node) {
    ++node.effort.questions;
    std::string key;
    for (const char* name : {"question", "questionid"}) {
      if (const pugi::xml_node id = child(instance, name)) key = "question " + text_below(id);
    }
    for (const pugi::xml_node id : descendants(instance, "questionbankentryid"))
      key = "entry " + text_below(id);
    const auto question = questions_.find(key);
    std::optional<Check> check = question == questions_.end() ? std::nullopt : check_of(question->second);
    if (check) {
      node.checks.push_back(*std::move(check));
    } else {
      ++unanswered_;
    }
  }

  void leave_out(std::size_t count, std::string_view one, std::string_view many) {
    if (count == 0) return;
    outline_.left_out.push_back(
        {.what = fmt::format(fmt::runtime(count == 1 ? one : many), count), .count = count});
  }

  const Input& input_;
  std::string root_;
  Texts texts_;
  std::string context_;  // of the course
  std::shared_ptr<const Pool> pool_;
  std::map<std::string, Activity> activities_;
  std::optional<ForeignXml> bank_;
  std::map<std::string, pugi::xml_node> questions_;
  std::size_t hidden_ = 0;
  std::size_t labels_ = 0;
  std::size_t unanswered_ = 0;
  Outline outline_;
};

}  // namespace

bool is_moodle(const Input& input) { return !backup_in(input).empty(); }

Result<Outline> read_moodle(const Input& input, const Choices& choices) {
  return Backup(input, choices).read();
}

}  // namespace pensum::importing
