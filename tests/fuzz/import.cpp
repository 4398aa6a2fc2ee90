// A course of another program: a file, or many as “=== NAME” lines with what each holds; read as whatever it
// shows itself to be, and made a catalog of.
#include "archive/tar.hpp"
#include "archive/zip.hpp"
#include "course/catalog_reader.hpp"
#include "fuzz/fuzz.hpp"
#include "import/anki.hpp"
#include "import/course.hpp"

#include <map>

using namespace pensum;
using fuzz::expect;

namespace {

constexpr std::string_view file_mark = "=== ";

/// Files that are written one below the other.
class WrittenTree final : public archive::FileTree {
 public:
  explicit WrittenTree(std::string_view text) {
    std::vector<std::string> names;
    while (text.starts_with(file_mark)) {
      const std::size_t line = std::min(text.find('\n'), text.size());
      const std::size_t end = std::min(text.find("\n=== ", line), text.size());
      std::string name = archive::resolved("", text.substr(file_mark.size(), line - file_mark.size()));
      const std::size_t first = std::min(line + 1, end);
      if (!name.empty() && files_.try_emplace(name, text.substr(first, end - first)).second)
        names.push_back(name);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    set_names(std::move(names));
  }

  Result<std::string> read(std::string_view name) const override {
    const auto file = files_.find(name);
    if (file == files_.end()) return failure("no such file");
    return file->second;
  }

 private:
  std::map<std::string, std::string, std::less<>> files_;
};

importing::Input input_of(std::string_view bytes) {
  importing::Input input;
  input.name = "course";
  if (bytes.starts_with(file_mark)) {
    input.tree = std::make_shared<WrittenTree>(bytes);
    return input;
  }
  input.bytes = bytes;
  const archive::TreeLimits limits{.file_bytes = 1 << 20, .all_bytes = 4 << 20};
  auto tree = bytes.starts_with("PK")   ? archive::open_zip(input.bytes, input.name, limits)
              : archive::is_gzip(bytes) ? archive::open_tar_gz(input.bytes, input.name, limits)
                                        : Result<std::shared_ptr<const archive::FileTree>>(nullptr);
  if (!tree) {
    fuzz::check(tree.error());
  } else {
    input.tree = *std::move(tree);
  }
  return input;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const importing::Input input = input_of(fuzz::text_of(data, size));
  if (importing::is_deck(input)) {
    const Result<importing::Deck> deck = importing::read_deck(input);
    deck ? expect(!deck->questions.empty(), "a deck has questions") : fuzz::check(deck.error());
  }
  importing::Wishes wishes;
  wishes.names.language_otherwise = "en";
  wishes.names.file = "course";
  wishes.names.pictures = "course";
  const Result<importing::Course> course = importing::import_course(input, wishes);
  if (!course) {
    fuzz::check(course.error());
    return 0;
  }
  for (const Diagnostic& warning : course->imported.warnings) {
    expect(warning.severity == Severity::warning, "what is no error is a warning");
    expect(fuzz::is_safe_to_show(to_text(warning)), "a warning is safe to show");
  }
  const std::string catalog = importing::write_imported(course->imported, {});
  const Result<Catalog> again = read_catalog(catalog, "catalog");
  expect(again.has_value(), "what is imported is a catalog");
  for (LessonIndex i = 0; i < again->lessons.size(); ++i) {
    expect(again->lessons[i].reading == course->imported.catalog.lessons[i].reading,
           "a text is read as it was written");
  }
  return 0;
}
