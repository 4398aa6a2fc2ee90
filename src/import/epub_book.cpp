#include "import/epub_book.hpp"

#include "base/language_tag.hpp"
#include "import/epub_contents.hpp"
#include "import/foreign_xml.hpp"
#include "import/html_reading.hpp"
#include "import/html_text.hpp"
#include "import/short_text.hpp"
#include "import/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace pensum::importing {
namespace {

constexpr std::int64_t fewest_words = 50;  ///< of a lesson; less is a page with a picture, a dedication

constexpr std::string_view container_name = "META-INF/container.xml";
constexpr std::string_view encryption_name = "META-INF/encryption.xml";

// Fonts may be made unusable outside the book; its text is not concerned.
constexpr std::array<std::string_view, 2> font_obfuscation = {"http://www.idpf.org/2008/embedding",
                                                              "http://ns.adobe.com/pdf/enc#RC"};

struct PackageItem {
  std::string file;
  std::string type;
  std::string properties;
};

struct Package {
  std::string file;  ///< its own name within the book
  std::map<std::string, PackageItem, std::less<>> items;
  std::vector<std::string> spine;      ///< files in reading order
  std::set<std::string> out_of_order;  ///< files of the spine that are read from elsewhere (linear="no")
  std::string ncx;                     ///< file; may be empty
  std::string nav;                     ///< file; may be empty
  std::vector<Entry> landmarks;        ///< of EPUB 2
};

bool has_substance(const Effort& effort, std::int64_t words) {
  return effort.words >= words || effort.code_lines >= 5 || effort.pictures >= 3;
}

void add(Effort& sum, const Effort& part) {
  sum.words += part.words;
  sum.code_lines += part.code_lines;
  sum.pictures += part.pictures;
}

template <class Visit>
void for_each_entry(std::vector<Entry>& entries, const Visit& visit) {
  for (Entry& entry : entries) {
    visit(entry);
    for_each_entry(entry.children, visit);
  }
}

/// Follows the text of the book, and gives it to the entries whose places it passes.
class BookText final : public MarkupHandler {
 public:
  Effort before_first;  ///< before the place of the first entry

  /// `texts` outlives it.
  explicit BookText(Texts& texts) : texts_(texts), maker_(texts), reading_(maker_, texts, {}) {}

  /// The entries of the next file, by anchor.
  void enter(const std::string& file, std::map<std::string, std::vector<Entry*>, std::less<>> entries) {
    here_ = std::move(entries);
    skipped_ = 0;
    go_to("");
    reading_.turn_to(links_of_file(file));
    maker_.add_place(file);
  }
  void finish() { flush(); }

  void open(const MarkupElement& element) override {
    const std::string_view anchor =
        element["id"].empty() && element.name == "a" ? element["name"] : element["id"];
    const std::string_view types = element["epub:type"];
    if (skipped_ > 0 || is_no_lesson(types) || is_no_lesson(element["role"])) {
      ++skipped_;
      if (!anchor.empty()) leave_out(anchor);
      return;
    }
    if (!anchor.empty()) go_to(anchor);
    if (types == "pagebreak") {
      ++skipped_;
    } else {
      gatherer_.open(element);
      if (texts_.wanted()) reading_.open(element);
    }
  }

  void close(std::string_view element) override {
    if (skipped_ > 0) {
      --skipped_;
    } else {
      gatherer_.close(element);
      if (texts_.wanted()) reading_.close(element);
    }
  }

  void text(std::string_view text) override {
    if (skipped_ > 0) return;
    gatherer_.text(text);
    if (texts_.wanted()) reading_.text(text);
  }

 private:
  void leave_out(std::string_view anchor) {
    const auto found = here_.find(anchor);
    if (found == here_.end()) return;
    for (Entry* entry : found->second) entry->left_out = true;
  }

  // Where several entries have one place, its text is that of the last of them: of the chapter, not of its
  // part.
  void go_to(std::string_view anchor) {
    const auto found = here_.find(anchor);
    if (found == here_.end()) return;
    flush();
    current_ = found->second.back();
  }

  void flush() {
    const HtmlText text = gatherer_.take();
    add(current_ == nullptr ? before_first : current_->effort, text.effort);
    if (current_ != nullptr && current_->title.empty())
      current_->title = text.heading.empty() ? text.title : text.heading;
    SourceText read = maker_.take(current_ == nullptr ? std::string() : current_->title);
    if (current_ != nullptr) append_section(current_->text, {}, std::move(read), false);
  }

  Texts& texts_;
  TextGatherer gatherer_;
  ReadingMaker maker_;
  HtmlReading reading_;
  Entry* current_ = nullptr;
  std::map<std::string, std::vector<Entry*>, std::less<>> here_;
  std::size_t skipped_ = 0;  ///< depth in a part that is left out
};

class Book {
 public:
  Book(const Input& input, const Choices& choices)
      : input_(input), tree_(*input.tree), texts_(choices.texts) {}

  Result<Outline> read() {
    if (Result<void> allowed = refuse_protected(); !allowed)
      return std::unexpected(std::move(allowed).error());
    Result<std::string> name = find_package();
    if (!name) return std::unexpected(std::move(name).error());
    if (Result<void> package = read_package(*name); !package)
      return std::unexpected(std::move(package).error());
    if (Result<void> contents = read_contents(); !contents)
      return std::unexpected(std::move(contents).error());
    return read_text();
  }

 private:
  std::string place_of(std::string_view name) const { return fmt::format("{}/{}", input_.name, name); }

  Result<ForeignXml> xml_of(std::string_view name) const {
    Result<std::string> bytes = tree_.read(name);
    if (!bytes) return std::unexpected(std::move(bytes).error());
    return read_foreign_xml(*std::move(bytes), place_of(name));
  }

  Result<void> refuse_protected() const {
    if (!tree_.has(encryption_name)) return {};
    const Result<ForeignXml> encryption = xml_of(encryption_name);
    if (!encryption) return std::unexpected(encryption.error());
    for (const pugi::xml_node method : descendants(encryption->root(), "EncryptionMethod")) {
      if (std::ranges::find(font_obfuscation, attribute(method, "Algorithm")) != font_obfuscation.end())
        continue;
      return failure("the book is protected against copying (DRM)",
                     "ask the publisher for a copy without, or write its chapters as a list", {input_.name});
    }
    return {};
  }

  Result<std::string> find_package() const {
    const Result<ForeignXml> container = xml_of(container_name);
    if (!container) return std::unexpected(container.error());
    for (const pugi::xml_node file : descendants(container->root(), "rootfile")) {
      std::string name = archive::resolved("", attribute(file, "full-path"));
      if (!name.empty()) return name;
    }
    return failure("the book’s container.xml names no package", "ask for another copy of the book",
                   {place_of(container_name)});
  }

  Result<void> read_package(const std::string& name) {
    const Result<ForeignXml> package = xml_of(name);
    if (!package) return std::unexpected(package.error());
    package_.file = name;
    read_metadata(child(package->root(), "metadata"));
    read_items(child(package->root(), "manifest"));
    read_spine(child(package->root(), "spine"));
    for (const pugi::xml_node reference : children(child(package->root(), "guide"), "reference")) {
      package_.landmarks.push_back(entry_for(name, attribute(reference, "href")));
      package_.landmarks.back().types = attribute(reference, "type");
    }
    return {};
  }

  void read_metadata(pugi::xml_node metadata) {
    // Old books have their metadata one deeper.
    if (const pugi::xml_node old = child(metadata, "dc-metadata")) metadata = old;
    const auto text = [&](std::string_view name) { return text_below(child(metadata, name)); };
    outline_.title = main_title(metadata);
    const std::string language = text("language");
    if (is_language_tag(language)) outline_.language = language;
    outline_.summary = short_text_of_html(raw_text_below(child(metadata, "description")), CodeLines::in_line);
    for (const std::string_view name : {"creator", "publisher", "rights"}) {
      for (const pugi::xml_node node : children(metadata, name)) {
        const std::string part = text_below(node);
        if (!part.empty()) outline_.source.text += (outline_.source.text.empty() ? "" : "; ") + part;
      }
    }
    for (const std::string_view name : {"source", "identifier"}) {
      const std::string url = text(name);
      const bool is_address = url.starts_with("http://") || url.starts_with("https://");
      if (outline_.source.url.empty() && is_address) outline_.source.url = url;
    }
  }

  // Where a book has several titles, the one that is marked as the main one, else the first.
  static std::string main_title(pugi::xml_node metadata) {
    const std::vector<pugi::xml_node> titles = children(metadata, "title");
    for (const pugi::xml_node meta : children(metadata, "meta")) {
      if (attribute(meta, "property") != "title-type" || text_below(meta) != "main") continue;
      for (const pugi::xml_node title : titles) {
        if (attribute(meta, "refines") == "#" + std::string(attribute(title, "id"))) return text_below(title);
      }
    }
    return titles.empty() ? std::string() : text_below(titles.front());
  }

  void read_items(pugi::xml_node manifest) {
    for (const pugi::xml_node item : children(manifest, "item")) {
      PackageItem read{archive::resolved(package_.file, attribute(item, "href")),
                       std::string(attribute(item, "media-type")),
                       std::string(attribute(item, "properties"))};
      const bool is_nav = (" " + read.properties + " ").find(" nav ") != std::string::npos;
      if (is_nav) package_.nav = read.file;
      if (read.type == "application/x-dtbncx+xml") package_.ncx = read.file;
      package_.items.insert_or_assign(std::string(attribute(item, "id")), std::move(read));
    }
  }

  void read_spine(pugi::xml_node spine) {
    const auto named = package_.items.find(attribute(spine, "toc"));
    if (named != package_.items.end()) package_.ncx = named->second.file;
    for (const pugi::xml_node reference : children(spine, "itemref")) {
      const auto item = package_.items.find(attribute(reference, "idref"));
      if (item == package_.items.end() || item->second.file.empty()) continue;
      const std::string& file = item->second.file;
      if (attribute(reference, "linear") == "no") {
        package_.out_of_order.insert(file);
      } else if (std::ranges::find(package_.spine, file) == package_.spine.end()) {
        package_.spine.push_back(file);
      }
    }
  }

  Result<void> read_contents() {
    if (!package_.nav.empty() && tree_.has(package_.nav)) {
      const Result<std::string> nav = tree_.read(package_.nav);
      if (!nav) return std::unexpected(nav.error());
      Contents contents = contents_of_nav(*nav, package_.nav);
      entries_ = std::move(contents.entries);
      std::ranges::move(contents.landmarks, std::back_inserter(package_.landmarks));
    }
    if (entries_.empty() && !package_.ncx.empty() && tree_.has(package_.ncx)) {
      Result<std::string> ncx = tree_.read(package_.ncx);
      if (!ncx) return std::unexpected(ncx.error());
      Result<std::vector<Entry>> entries =
          contents_of_ncx(*std::move(ncx), package_.ncx, place_of(package_.ncx));
      if (!entries) return std::unexpected(std::move(entries).error());
      entries_ = *std::move(entries);
    }
    if (entries_.empty()) use_spine();
    return {};
  }

  void use_spine() {
    warn("the book has no table of contents: each of its files becomes a lesson");
    for (const std::string& file : package_.spine) {
      Entry entry;
      entry.target = entry.file = file;
      entries_.push_back(std::move(entry));
    }
  }

  void warn(std::string message) {
    outline_.warnings.push_back({Severity::warning, {input_.name}, std::move(message), {}});
  }

  Result<Outline> read_text() {
    mark_landmarks();
    std::map<std::string, std::vector<Entry*>> by_file;
    for_each_entry(entries_, [&](Entry& entry) {
      if (!entry.file.empty()) by_file[entry.file].push_back(&entry);
      if (package_.out_of_order.contains(entry.file)) entry.left_out = true;
    });
    BookText text(texts_);
    for (const std::string& file : package_.spine) read_file(file, by_file[file], text);
    text.finish();
    return as_outline(text.before_first);
  }

  void mark_landmarks() {
    for (const Entry& landmark : package_.landmarks) {
      if (!is_no_lesson(landmark.types)) continue;
      for_each_entry(entries_, [&](Entry& entry) {
        if (entry.file == landmark.file && entry.anchor == landmark.anchor) entry.left_out = true;
      });
      if (landmark.anchor.empty()) files_left_out_.insert(landmark.file);
    }
    if (!package_.nav.empty()) files_left_out_.insert(package_.nav);
  }

  // A file that is one of the landmarks is left out unless lessons begin within it.
  bool is_left_out(const std::string& file, const std::vector<Entry*>& entries) const {
    return files_left_out_.contains(file) &&
           std::ranges::all_of(entries, [](const Entry* entry) { return entry->left_out; });
  }

  void read_file(const std::string& file, const std::vector<Entry*>& entries, BookText& text) {
    if (is_left_out(file, entries)) {
      if (entries.empty()) ++pages_left_out_;
      return;
    }
    const Result<std::string> page = tree_.read(file);
    if (!page) return warn(page.error().front().message);
    std::map<std::string, std::vector<Entry*>, std::less<>> by_anchor;
    for (Entry* entry : entries) {
      const bool is_there = page->find(fmt::format("\"{}\"", entry->anchor)) != std::string::npos ||
                            page->find(fmt::format("'{}'", entry->anchor)) != std::string::npos;
      by_anchor[is_there ? entry->anchor : std::string()].push_back(entry);
    }
    text.enter(file, std::move(by_anchor));
    if (!walk_markup(*page, text)) warn(fmt::format("“{}” cannot be read as a page", shown(file)));
  }

  Result<Outline> as_outline(const Effort& before_first) {
    const std::size_t pages = pages_left_out_;
    outline_.children = nodes_of(entries_, fewest_words);
    if (outline_.children.empty()) {  // a small book, of small pages
      short_ones_ = 0;
      pages_left_out_ = pages;
      outline_.children = nodes_of(entries_, 1);
    }
    find_notes();
    count_left_out(pages_left_out_, "{} pages such as cover, contents and index",
                   "{} page such as cover, contents or index");
    count_left_out(package_.out_of_order.size(), "{} pages outside the order of reading",
                   "{} page outside the order of reading");
    count_left_out(short_ones_, "{} entries of fewer than 50 words", "{} entry of fewer than 50 words");
    if (before_first.words >= fewest_words) {
      count_left_out(static_cast<std::size_t>(before_first.words),
                     "{} words before the first entry of the contents", "");
    }
    if (outline_.children.empty()) {
      return failure("the book has no text", "a book of scanned pages holds pictures only", {input_.name});
    }
    texts_.finish(outline_, input_.tree);
    return std::move(outline_);
  }

  /// Those that are on pages outside the order of reading, or on one that is left out.
  void find_notes() {
    std::set<std::string> files;
    for (const std::string& key : texts_.missing_notes(outline_.children))
      files.insert(key.substr(0, key.find('#')));
    for (const std::string& file : files) {
      if (const Result<std::string> page = tree_.read(file))
        read_html(*page, {}, links_of_file(file), texts_);
    }
  }

  void count_left_out(std::size_t count, std::string_view many, std::string_view one) {
    if (count == 0) return;
    outline_.left_out.push_back(
        {.what = fmt::format(fmt::runtime(count == 1 ? one : many), count), .count = count});
  }

  std::vector<Node> nodes_of(const std::vector<Entry>& entries, std::int64_t words) {
    std::vector<Node> nodes;
    for (const Entry& entry : entries) {
      Node node = node_of(entry, words);
      if (!node.children.empty() || has_substance(node.effort, words)) {
        nodes.push_back(std::move(node));
      } else if (entry.children.empty()) {
        ++(entry.left_out ? pages_left_out_ : short_ones_);
      }
    }
    return nodes;
  }

  Node node_of(const Entry& entry, std::int64_t words) {
    Node node;
    node.title = entry.title;
    node.key = entry.target;
    node.children = nodes_of(entry.children, words);
    if (!entry.left_out) node.effort = entry.effort;
    if (!entry.left_out) node.text = entry.text;
    return node;
  }

  const Input& input_;
  const archive::FileTree& tree_;
  Texts texts_;
  Package package_;
  std::vector<Entry> entries_;
  std::set<std::string> files_left_out_;
  std::size_t pages_left_out_ = 0;
  std::size_t short_ones_ = 0;
  Outline outline_;
};

}  // namespace

bool is_epub(const Input& input) {
  return input.member.empty() && input.tree != nullptr && input.tree->has(container_name);
}

Result<Outline> read_epub(const Input& input, const Choices& choices) {
  if (!is_epub(input)) {
    return failure("the file is not an e-book (EPUB)", "an e-book is a zip file with META-INF/container.xml",
                   {input.name});
  }
  return Book(input, choices).read();
}

}  // namespace pensum::importing
