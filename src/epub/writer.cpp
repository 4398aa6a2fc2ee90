#include "base/uuid.hpp"
#include "epub/book.hpp"
#include "epub/container.hpp"
#include "epub/reading.hpp"
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

/// The readings of a day that are in files of their own.
template <class Keep>
void add_readings_apart(const Book& book, std::size_t day, const Keep& keep) {
  if (!book.readings().is_apart(day)) return;
  for (std::size_t i = 0; i < book.plan().days[day].tasks.size(); ++i) {
    if (book.readings().has(day, i)) keep(book.reading_file(day, i), reading_page(book, day, i));
  }
}

/// The pictures in the readings. Errors: one cannot be opened; one is neither PNG nor JPEG.
Result<std::vector<Entry>> pictures(const Book& book, const Options& options) {
  std::vector<Entry> entries;
  for (const auto& [source, file] : book.readings().pictures()) {
    Result<std::string> bytes = options.texts->picture(source);
    if (!bytes) return std::unexpected(std::move(bytes.error()));
    const bool png = bytes->starts_with("\x89PNG\r\n");
    if (!png && !bytes->starts_with("\xFF\xD8\xFF")) {
      return failure(fmt::format("{}: neither a PNG nor a JPEG picture", shown(source, 4096)),
                     "save it as one of these");
    }
    if (png != file.ends_with("png")) {
      return failure(fmt::format("{}: the picture is {}, which its name does not say", shown(source, 4096),
                                 png ? "a PNG" : "a JPEG"),
                     png ? "name it .png" : "name it .jpg");
    }
    entries.push_back({.name = "EPUB/" + file, .bytes = *std::move(bytes), .stored = true});
  }
  return entries;
}

/// The files that are read, in an order that depends only on the plan.
std::vector<Entry> content(const Book& book, const Options& options) {
  std::vector<Entry> entries;
  const auto keep = [&entries](const std::string& file, std::string bytes) {
    entries.push_back({"EPUB/" + file, std::move(bytes)});
  };
  const auto keep_with_texts = [&entries](const std::string& file, Contents contents) {
    entries.push_back(
        {.name = "EPUB/" + file, .bytes = std::move(contents.bytes), .insets = std::move(contents.insets)});
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
    if (stretch.days() > 1) {
      keep(book.day_file(stretch.first), empty_days(book, stretch));
      continue;
    }
    keep_with_texts(book.day_file(stretch.first), day(book, stretch.first));
    add_readings_apart(book, stretch.first, keep_with_texts);
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
  Packer own;
  Packer& packer = options.packer != nullptr ? *options.packer : own;
  const Book book(whole ? *whole : plan, plan, language, options, packer);
  std::vector<Entry> entries = content(book, options);
  Result<std::vector<Entry>> drawn = pictures(book, options);
  if (!drawn) return std::unexpected(std::move(drawn.error()));
  std::ranges::move(*drawn, std::back_inserter(entries));
  const std::string identifier = identifier_of(plan, options);
  std::vector<Entry> files;
  files.push_back({"META-INF/container.xml", container});
  files.push_back({"EPUB/package.opf", package(book, identifier, options)});
  files.push_back({"EPUB/toc.ncx", ncx(book, identifier)});
  std::ranges::move(entries, std::back_inserter(files));
  for (const CarriedFile& carried : options.carried) files.push_back({"EPUB/" + carried.name, carried.bytes});
  return pack(files, options.date, &packer);
}

}  // namespace pensum::epub
