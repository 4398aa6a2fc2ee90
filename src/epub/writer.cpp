#include "base/uuid.hpp"
#include "epub/book.hpp"
#include "epub/container.hpp"
#include "epub/page_breaks.hpp"
#include "epub/reading.hpp"
#include "epub/stylesheet.hpp"
#include "plan/past.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace pensum::epub {

namespace {

constexpr const char* container =
    R"(<?xml version="1.0" encoding="utf-8"?>)"
    R"(<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>)"
    R"(<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>)"
    R"(</rootfiles></container>)";

/// About how many bytes a day's file has, what one tells of a day or a lesson in a file that has them all,
/// and what the answers to a day's questions have.
constexpr std::size_t bytes_of_day = 4096;
constexpr std::size_t bytes_of_entry = 256;
constexpr std::size_t bytes_of_answers = 1024;
/// A cover is drawn in the time in which about so many are made and packed.
constexpr std::size_t bytes_like_cover = 128 << 10;

/// A book's files on their way into its container, in an order that depends only on the plan. Those that tell
/// of printed pages come into their places when these are known.
class Files {
 public:
  Files(const Book& book, const Options& options, const std::string& identifier, Packer& packer)
      : book_(book), options_(options), identifier_(identifier), container_(&packer) {
    container_.expect(book.stretches().size() * bytes_of_day);
  }

  /// All that does not tell of printed pages; without them, all.
  void add_what_is_known() {
    container_.add({"META-INF/container.xml", container});
    package_ = container_.reserve();
    const Container::Place contents = container_.reserve();
    add(style_file, without_comments(options_.style));
    if (book_.own_style()) add(own_style_file, options_.own_style);
    navigation_ = container_.reserve();
    if (book_.has_cover()) {
      add(cover_file, cover_page(book_));
      container_.add({.name = name_of(cover_picture_file), .stored = true}, bytes_like_cover,
                     [this] { return Contents{options_.cover()}; });
    }
    // In a long plan the cover is drawn meanwhile.
    chapters_ = chapters(book_);
    repeated_.emplace(book_);
    container_.put(contents, {name_of("toc.ncx")}, days() * bytes_of_entry,
                   [this] { return Contents{ncx(book_, chapters_, identifier_)}; });
    if (!book_.expects_pages()) add_what_waits();
    add(title_file, title_page(book_));
    add_with_places(overview_file, days() * bytes_of_entry, [this] { return Contents{overview(book_)}; });
    if (book_.was_made_again()) add(changes_file, changes(book_));
    for (const facts::Stretch& stretch : book_.stretches()) add_days(stretch);
    if (const std::size_t lessons = book_.plan().lessons.size(); lessons > 0)
      add_with_places(index_file, lessons * bytes_of_entry, [this] { return Contents{lesson_index(book_)}; });
    add(about_file, about(book_));
    for (std::size_t i = 0; i < book_.answer_spans().size(); ++i) {
      const DaySpan& span = book_.answer_spans()[i];
      add_with_places(book_.answers_file(i), (span.last - span.first + 1) * bytes_of_answers,
                      [this, i] { return Contents{answers(book_, i)}; });
    }
  }

  /// The pictures in the readings. Errors: one cannot be opened; one is neither PNG nor JPEG.
  Result<void> add_pictures() {
    for (const auto& [source, file] : book_.readings().pictures()) {
      Result<std::string> bytes = picture(source, file);
      if (!bytes) return std::unexpected(std::move(bytes.error()));
      container_.add({.name = name_of(file), .bytes = *std::move(bytes), .stored = true});
    }
    return {};
  }

  void add_carried() {
    for (const CarriedFile& carried : options_.carried)
      container_.add({.name = name_of(carried.name), .shared = carried.bytes});
  }

  /// What tells of printed pages, if there are some.
  void add_what_waits() {
    for (auto& [place, name, contents] : waiting_) {
      Contents whole = with_page_breaks(book_, std::exchange(contents, {}));
      container_.put(
          place,
          {.name = std::move(name), .bytes = std::move(whole.bytes), .insets = std::move(whole.insets)});
    }
    const std::size_t about = days() * bytes_of_entry;
    container_.put(package_, {name_of("package.opf")}, about,
                   [this] { return Contents{package(book_, chapters_, identifier_, options_)}; });
    container_.put(navigation_, {name_of("nav.xhtml")}, about,
                   [this] { return Contents{navigation(book_, chapters_)}; });
  }

  Result<std::string> bytes() { return container_.bytes(options_.date); }

 private:
  struct Waiting {
    Container::Place place;
    std::string name;
    Contents contents;
  };

  static std::string name_of(std::string_view file) { return fmt::format("EPUB/{}", file); }
  void add(std::string_view file, std::string bytes) {
    container_.add({.name = name_of(file), .bytes = std::move(bytes)});
  }
  std::size_t days() const { return book_.plan().days.size(); }
  /// A file in which printed pages may begin, of about so many bytes.
  template <class Make>
  void add_with_places(std::string_view file, std::size_t about, Make make) {
    const Container::Place place = container_.reserve();
    if (book_.expects_pages()) {
      waiting_.push_back({place, name_of(file), make()});
      waiting_.back().contents.bytes.shrink_to_fit();
    } else {
      container_.put(place, {name_of(file)}, about, std::move(make));
    }
  }

  void add_days(const facts::Stretch& stretch) {
    const std::size_t first = stretch.first;
    add_with_places(book_.day_file(first), bytes_of_day, [this, stretch] {
      return stretch.days() > 1 ? Contents{empty_days(book_, *repeated_, stretch)}
                                : day(book_, *repeated_, stretch.first);
    });
    if (!book_.readings().is_apart(first)) return;
    for (std::size_t i = 0; i < book_.plan().days[first].tasks.size(); ++i) {
      if (book_.readings().has(first, i))
        add_with_places(book_.reading_file(first, i), bytes_of_day,
                        [this, first, i] { return reading_page(book_, first, i); });
    }
  }

  Result<std::string> picture(const std::string& source, const std::string& file) const {
    Result<std::string> bytes = options_.texts->picture(source);
    if (!bytes) return bytes;
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
    return bytes;
  }

  const Book& book_;
  const Options& options_;
  const std::string& identifier_;
  std::vector<Chapter> chapters_;
  std::optional<Repeated> repeated_;
  Container container_;
  Container::Place package_{};
  Container::Place navigation_{};
  std::vector<Waiting> waiting_;
};

/// What the book is called wherever it is: the same each time that the plan is made again.
std::string identifier_of(const Plan& plan, const Options& options) {
  const std::string& owner = plan.learner.empty() ? options.owner : plan.learner;
  return "urn:uuid:" + content_uuid(fmt::format("book\n{}\n{}", plan.catalog->id, owner));
}

/// What a book is made of. Once it is written nothing looks at what `write` was given.
struct Making {
  Making(const Plan& plan, const Language& language, const Options& options)
      : whole(with_past(plan)),
        identifier(identifier_of(plan, options)),
        packer(options.packer != nullptr ? *options.packer : own),
        book(whole ? *whole : plan, plan, language, options, packer),
        files(book, options, identifier, packer) {}

  const std::optional<Plan> whole;
  const std::string identifier;
  Packer own;
  Packer& packer;
  Book book;
  Files files;
};

}  // namespace

Result<std::string> write(const Plan& plan, const Language& language, const Options& options) {
  const auto making = std::make_shared<Making>(plan, language, options);
  Files& files = making->files;
  files.add_what_is_known();
  if (Result<void> added = files.add_pictures(); !added) return std::unexpected(std::move(added.error()));
  files.add_carried();
  get_ready();
  if (options.pages) {
    making->book.list_pages(options.pages());
    files.add_what_waits();
  }
  Result<std::string> bytes = files.bytes();
  if (bytes && options.made_of != nullptr) options.made_of->keep(making);
  return bytes;
}

}  // namespace pensum::epub
