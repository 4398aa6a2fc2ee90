// The table of contents, for readers of EPUB 3 (EPUB 3.3 §7) and for older ones (NCX).
#include "epub/book.hpp"
#include "epub/page_breaks.hpp"
#include "language/word.hpp"

namespace pensum::epub {

namespace {

void add_label(const Book& book, Element node, const Chapter& chapter) {
  if (chapter.is_title) {
    set_isolated(node, chapter.label);
  } else {
    book.add_sentence(book.in_own_words(node), chapter.label);
  }
}

void add_chapters(const Book& book, Element parent, const std::vector<Chapter>& chapters) {
  Element list = add(parent, "ol");
  for (const Chapter& chapter : chapters) {
    Element item = add(list, "li");
    const bool group = chapter.id.empty() && !chapter.chapters.empty();
    add_label(book, group ? add(item, "span") : add_link(item, chapter.file), chapter);
    if (!chapter.chapters.empty()) add_chapters(book, item, chapter.chapters);
  }
}

void add_landmark(const Book& book, Element list, const char* type, const std::string& file,
                  std::string_view text) {
  book.in_own_words(set(add_link(add(list, "li"), file, text), "epub:type", type));
}

void add_page_list(const Book& book, Element body) {
  Element nav = set(add(body, "nav"), "epub:type", "page-list");
  set(set(nav, "role", "doc-pagelist"), "hidden", "hidden");
  book.in_own_words(add(nav, "h2", book.say(word::printed_pages{})));
  Element list = add(nav, "ol");
  for (const auto& [place, label] : book.pages()) {
    add_link(add(list, "li"), book.file_of(place) + "#" + page_id(label), label);
  }
}

void add_points(Element parent, const std::vector<Chapter>& chapters, std::size_t& order) {
  for (const Chapter& chapter : chapters) {
    Element point = add(parent, "navPoint");
    const bool group = chapter.id.empty() && !chapter.chapters.empty();
    const std::string number = std::to_string(++order);
    set(set(point, "id", (group ? "group-" : "point-") + number), "playOrder", number);
    add(add(point, "navLabel"), "text", plain(chapter.label));
    set(add(point, "content"), "src", chapter.file);
    // A group and its first file are the same place, so they have the same number.
    if (group) --order;
    if (!chapter.chapters.empty()) add_points(point, chapter.chapters, order);
  }
}

}  // namespace

std::string navigation(const Book& book, const std::vector<Chapter>& chapters) {
  const std::string title = book.say(word::contents{});
  Xhtml file = book.file(title);
  Element body = file.typed_body();
  Element toc = set(set(add(body, "nav"), "epub:type", "toc"), "role", "doc-toc");
  book.in_own_words(add(toc, "h1", title));
  add_chapters(book, toc, chapters);
  Element landmarks = set(set(add(body, "nav"), "epub:type", "landmarks"), "hidden", "hidden");
  book.in_own_words(add(landmarks, "h2", book.say(word::landmarks{})));
  Element list = add(landmarks, "ol");
  if (book.has_cover()) add_landmark(book, list, "cover", cover_file, book.say(word::cover{}));
  add_landmark(book, list, "titlepage", title_file, book.say(word::title_page{}));
  // A landmark must be a file that is read; the overview lists and links all days.
  const std::string overview = book.say(word::overview{});
  add_landmark(book, list, "toc", overview_file, overview);
  // Where readers open a book for the first time: from its calendar today is one tap away.
  add_landmark(book, list, "bodymatter", overview_file, overview);
  if (!book.plan().lessons.empty())
    add_landmark(book, list, "index", index_file, book.say(word::lesson_index{}));
  if (!book.pages().empty()) add_page_list(book, body);
  return file.bytes();
}

std::string ncx(const Book& book, const std::vector<Chapter>& chapters, const std::string& identifier) {
  xml::Writer writer(book.language().has_gaps() ? xml::Gaps::drop : xml::Gaps::keep);
  writer.begin_with(xml_declaration);
  Element root = add(writer.document(), "ncx");
  set(set(root, "xmlns", "http://www.daisy.org/z3986/2005/ncx/"), "version", "2005-1");
  set(root, "xml:lang", book.own_language());
  Element head = add(root, "head");
  set(set(add(head, "meta"), "name", "dtb:uid"), "content", identifier);
  add(add(root, "docTitle"), "text", book.title());
  std::size_t order = 0;
  add_points(add(root, "navMap"), chapters, order);
  return writer.bytes();
}

}  // namespace pensum::epub
