#include "base/uuid.hpp"
#include "epub/book.hpp"
#include "epub/container.hpp"
#include "epub/stylesheet.hpp"
#include "plan/past.hpp"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace pensum::epub {

namespace {

constexpr const char* container =
    R"(<?xml version="1.0" encoding="utf-8"?>)"
    R"(<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>)"
    R"(<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>)"
    R"(</rootfiles></container>)";

/// The files that are read, in an order that depends only on the plan.
std::vector<Entry> content(const Book& book, const Options& options) {
  std::vector<Entry> entries;
  const auto keep = [&entries](const std::string& file, std::string bytes) {
    entries.push_back({"EPUB/" + file, std::move(bytes)});
  };
  keep(style_file, without_comments(options.style));
  if (book.own_style()) keep(own_style_file, options.own_style);
  keep("nav.xhtml", navigation(book));
  if (book.has_cover()) {
    keep(cover_file, cover_page(book));
    keep(cover_picture_file, options.cover);
    entries.back().stored = true;
  }
  keep(title_file, title_page(book));
  keep(overview_file, overview(book));
  if (book.was_made_again()) keep(changes_file, changes(book));
  for (const facts::Stretch& stretch : book.stretches()) {
    keep(book.day_file(stretch.first),
         stretch.days() > 1 ? empty_days(book, stretch) : day(book, stretch.first));
  }
  if (!book.plan().lessons.empty()) keep(index_file, lesson_index(book));
  keep(about_file, about(book));
  for (std::size_t i = 0; i < book.answer_spans().size(); ++i) {
    keep(book.answers_file(i), answers(book, i));
  }
  return entries;
}

/// What the book is called wherever it is: the same each time that the plan is made again.
std::string identifier_of(const Plan& plan, const Options& options) {
  const std::string& owner = plan.learner.empty() ? options.owner : plan.learner;
  return "urn:uuid:" + content_uuid(fmt::format("book\n{}\n{}", plan.catalog->id, owner));
}

}  // namespace

Result<std::string> write(const Plan& plan, const Language& language, const Options& options) {
  const std::optional<Plan> whole = with_past(plan);
  const Book book(whole ? *whole : plan, plan, language, options);
  std::vector<Entry> entries = content(book, options);
  const std::string identifier = identifier_of(plan, options);
  std::vector<Entry> files;
  files.push_back({"META-INF/container.xml", container});
  files.push_back({"EPUB/package.opf", package(book, identifier, options)});
  files.push_back({"EPUB/toc.ncx", ncx(book, identifier)});
  std::ranges::move(entries, std::back_inserter(files));
  for (const CarriedFile& carried : options.carried) files.push_back({"EPUB/" + carried.name, carried.bytes});
  return pack(files, options.date, options.packer);
}

}  // namespace pensum::epub
