#include "language/words_compiler/compiler.hpp"

#include "base/spelling.hpp"
#include "base/utf8.hpp"
#include "language/words_compiler/encode.hpp"
#include "language/words_compiler/gap.hpp"
#include "language/words_compiler/names.hpp"
#include "language/words_compiler/plurals.hpp"
#include "language/words_files.hpp"
#include "xml/document.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace pensum::words_compiler {
namespace {

constexpr std::string_view english = "en";

/// As std::ranges::contains, which GCC 12 does not have.
template <class Range, class Value, class Projection = std::identity>
bool contains(const Range& range, const Value& value, Projection projection = {}) {
  return std::ranges::find(range, value, projection) != std::ranges::end(range);
}

/// Characters that nobody sees in a file. The two joiners that scripts need for their letters are none of
/// them.
bool is_invisible(char32_t c) {
  return c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200B) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0xFEFF;
}

std::string_view name_of(Argument::Type type) {
  switch (type) {
    case Argument::Type::text:
      return "a text";
    case Argument::Type::count:
      return "a number";
    case Argument::Type::choice:
      break;
  }
  return "a select";
}

/// One file, read and checked in itself and against English.
class Reader {
 public:
  explicit Reader(const File& file) : file_(file) {}

  /// Its language with `keys`, which English fills itself. Nothing where something is wrong.
  std::optional<CompiledLanguage> read(std::vector<Key>& keys) {
    const Result<xml::Document> document = xml::read(file_.bytes, file_.name);
    if (!document) {
      diagnostics_ = document.error();
      return std::nullopt;
    }
    document_ = &*document;
    find_invisible();
    const pugi::xml_node root = document->root();
    if (std::string_view(root.name()) != "words") {
      error(document->place(root), fmt::format("the file’s element is <{}>", shown(root.name())),
            "it has to be <words>");
      finish(diagnostics_);
      return std::nullopt;
    }
    xml::check_shape(*document, root, {"words", {"language"}, {"say", "gap"}}, diagnostics_);
    if (!read_language(root)) return std::nullopt;
    for (const pugi::xml_node say : root.children("say")) read_key(say, keys);
    for (const pugi::xml_node gap : root.children("gap")) read_gap(gap);
    if (is_english()) {
      for (const auto& [name, entry] : read_) {
        if (!entry.message) continue;
        keys[entry.position].arguments = arguments_of(entry);
        keys[entry.position].message = *entry.message;
      }
    } else {
      compare(keys);
    }
    finish(diagnostics_);
    if (!diagnostics_.empty()) return std::nullopt;
    return compiled(keys);
  }

  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  /// A key of this file.
  struct Entry {
    pugi::xml_node node;
    std::optional<Message> message;
    std::size_t position = 0;  ///< in English
    bool is_gap = false;       ///< it is left in English
  };

  void error(Place place, std::string message, std::string hint) {
    if (diagnostics_.size() < most_diagnostics)
      diagnostics_.push_back({Severity::error, std::move(place), std::move(message), std::move(hint)});
  }
  bool is_english() const { return tag_ == english; }

  void find_invisible() {
    Place place{file_.name, 1, 1};
    for (std::size_t at = file_.bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < file_.bytes.size();) {
      const CodePoint point = decode(file_.bytes, at);
      const auto code = static_cast<std::uint32_t>(point.value);
      if (is_invisible(point.value))
        error(place, fmt::format("U+{:04X} cannot be seen in the file", code),
              fmt::format("write &#{};, or a plain space", code));
      at += point.length;
      ++place.column;
      if (point.value == '\n') place = {file_.name, place.line + 1, 1};
    }
  }

  /// The root's language. Without one nothing can be checked.
  bool read_language(pugi::xml_node root) {
    const pugi::xml_attribute attribute = root.attribute("language");
    tag_ = attribute.value();
    UErrorCode status = U_ZERO_ERROR;
    locale_ = icu::Locale::forLanguageTag(tag_, status);
    const auto canonical = locale_.toLanguageTag<std::string>(status);
    const Place place = attribute ? document_->value_place(attribute) : document_->place(root);
    std::string_view name = file_.name;
    name.remove_prefix(name.rfind('/') + 1);
    if (U_FAILURE(status) || tag_.empty() || !is_available() || locale_.getVariant()[0] != '\0' ||
        tag_.size() >= sizeof(WordsFile::tag)) {
      error(place, fmt::format("“{}” is not the tag of a language that ICU knows", shown(tag_)),
            "write a BCP 47 tag such as de or pt-BR");
    } else if (canonical != tag_) {
      error(place, fmt::format("“{}” is not how the language’s tag is written", shown(tag_)),
            fmt::format("write {}", canonical));
    } else if (name != tag_ + ".xml") {
      error(place, fmt::format("the words of “{}” are not in a file of that name", tag_),
            fmt::format("call the file {}.xml, or correct the language", tag_));
    } else {
      plurals_.emplace(locale_);
      if (!plurals_->repeats())
        error(place, fmt::format("the plural rules of “{}” cannot be held in a table", tag_),
              "add what they need to language/message.hpp");
    }
    if (!plurals_) finish(diagnostics_);
    return plurals_.has_value();
  }

  bool is_available() const {
    for (std::int32_t i = 0; i < uloc_countAvailable(); ++i)
      if (icu::Locale(uloc_getAvailable(i)).getLanguage() == std::string_view(locale_.getLanguage()))
        return true;
    return false;
  }

  /// The entry of an element's key, which is new; the end where it cannot be.
  std::map<std::string, Entry>::iterator add_entry(pugi::xml_node node) {
    const Place place = document_->place(node);
    const std::string name = node.attribute("key").value();
    if (!is_name(name)) {
      error(place, fmt::format("“{}” cannot be a key", shown(name)),
            "write small letters a–z, digits and “_”, and no word of C++");
      return read_.end();
    }
    const auto [entry, is_new] = read_.try_emplace(name, Entry{node, std::nullopt});
    if (is_new) return entry;
    error(place, fmt::format("the key “{}” is there twice", name),
          fmt::format("the first one is in line {}", document_->place(entry->second.node).line));
    return read_.end();
  }

  void read_gap(pugi::xml_node gap) {
    xml::check_shape(*document_, gap, {"gap", {"key"}, {}}, diagnostics_);
    if (const auto entry = add_entry(gap); entry != read_.end()) entry->second.is_gap = true;
    if (is_english())
      error(document_->place(gap), "English has no gaps: the other languages fill theirs with it",
            "write the sentence: <say key=\"…\">");
  }

  void read_key(pugi::xml_node say, std::vector<Key>& keys) {
    xml::Shape shape{"say", {"key"}, {}, xml::Shape::Text::yes};
    if (is_english()) shape.attributes.push_back("note");
    xml::check_shape(*document_, say, shape, diagnostics_);
    const Place place = document_->place(say);
    const auto entry = add_entry(say);
    if (entry == read_.end()) return;
    const std::string& name = entry->first;
    const std::string pattern = xml::text_of(say);
    if (pattern.empty())
      error(place, fmt::format("“{}” has no words", name), "write them, or delete the key");
    Result<Message> message = parse_pattern(pattern);
    if (message) {
      check_plurals(place, *message);
      entry->second.message = *std::move(message);
    } else {
      for (Diagnostic& wrong : message.error())
        error(place, fmt::format("“{}”: {}", name, wrong.message), std::move(wrong.hint));
    }
    if (!is_english()) return;
    const std::string note = say.attribute("note").value();
    if (note.empty())
      error(place, fmt::format("“{}” has no note", name), "tell translators where it appears: note=\"…\"");
    entry->second.position = keys.size();
    keys.push_back({name, note, pattern, {}, {}});
  }

  void check_plurals(const Place& place, const Message& message) {
    for (const Piece& piece : message) {
      for (const Branch& branch : piece.branches) {
        check_plurals(place, branch.message);
        if (piece.kind != Piece::Kind::plural || branch.selector.starts_with('=')) continue;
        const std::size_t category = category_number(branch.selector);
        if (category == categories.size())
          error(place,
                fmt::format("{} has the form “{}”, which is not a plural form", braced(piece.text),
                            shown(branch.selector)),
                "the plural forms are " + forms());
        else if (branch.selector != "other" && !plurals_->has(category))
          error(place,
                fmt::format("{} has the plural form “{}”, which “{}” does not use", braced(piece.text),
                            branch.selector, tag_),
                "delete it; the plural forms are " + forms());
      }
      if (piece.kind != Piece::Kind::plural) continue;
      for (std::size_t category = 0; category < categories.size(); ++category) {
        const auto example = plurals_->usual_example(category);
        if (!example || contains(piece.branches, categories[category], &Branch::selector)) continue;
        error(place, fmt::format("{} lacks the plural form “{}”", braced(piece.text), categories[category]),
              fmt::format("“{}” uses it for {}", tag_, *example));
      }
    }
  }

  /// Those that a language has to have or may have.
  std::string forms() const {
    std::string text;
    for (std::size_t category = 0; category < categories.size(); ++category) {
      if (!plurals_->has(category) && categories[category] != "other") continue;
      text += (text.empty() ? "" : ", ") + std::string(categories[category]);
    }
    return text;
  }

  /// The arguments that a message names, in that order. Errors where it is not of one mind about one.
  std::vector<Argument> arguments_of(const Entry& entry) {
    std::vector<Argument> arguments;
    collect(document_->place(entry.node), *entry.message, arguments);
    return arguments;
  }

  void collect(const Place& place, const Message& message, std::vector<Argument>& arguments) {
    for (const Piece& piece : message) {
      if (piece.kind == Piece::Kind::literal) continue;
      Argument argument{piece.text, type_of(piece.kind)};
      if (argument.type == Argument::Type::choice) {
        for (const Branch& branch : piece.branches) argument.choices.push_back(branch.selector);
      }
      argument.chooses_only = piece.kind != Piece::Kind::number && piece.kind != Piece::Kind::text;
      add(place, std::move(argument), arguments);
      for (const Branch& branch : piece.branches) collect(place, branch.message, arguments);
    }
  }

  static Argument::Type type_of(Piece::Kind kind) {
    if (kind == Piece::Kind::text) return Argument::Type::text;
    return kind == Piece::Kind::select ? Argument::Type::choice : Argument::Type::count;
  }

  void add(const Place& place, Argument argument, std::vector<Argument>& arguments) {
    const auto known = std::ranges::find(arguments, argument.name, &Argument::name);
    if (known != arguments.end()) {
      known->chooses_only = known->chooses_only && argument.chooses_only;
      if (known->type != argument.type)
        error(place,
              fmt::format("{} is {} and {}", braced(argument.name), name_of(known->type),
                          name_of(argument.type)),
              "give one of them another name");
      else if (!std::ranges::is_permutation(known->choices, argument.choices))
        error(
            place,
            fmt::format("{} is selected by other words in one place than in another", braced(argument.name)),
            "the words are " + fmt::format("{}", fmt::join(known->choices, ", ")));
      return;
    }
    const bool is_choice = argument.type == Argument::Type::choice;
    if (!is_name(argument.name) || (is_choice && !is_type_of_its_own(argument.name)))
      error(place, fmt::format("“{}” cannot be the name of an argument", shown(argument.name)),
            "write small letters a–z, digits and “_”, and no word of C++");
    for (const std::string& choice : argument.choices)
      if (!is_name(choice))
        error(place, fmt::format("“{}” cannot be a word of a select", shown(choice)),
              "write small letters a–z, digits and “_”, and no word of C++");
    arguments.push_back(std::move(argument));
  }

  /// Against English.
  void compare(const std::vector<Key>& keys) {
    std::vector<std::string_view> names;
    for (const Key& key : keys) names.push_back(key.name);
    for (const Key& key : keys) {
      const auto found = read_.find(key.name);
      if (found == read_.end()) {
        error(document_->place(document_->root()), fmt::format("the key “{}” is missing", key.name),
              fmt::format("in English: {}; to leave it so: <gap key=\"{}\"/>", key.english, key.name));
      } else if (found->second.message) {
        compare(key, found->second);
      }
    }
    for (const auto& [name, entry] : read_) {
      if (!contains(names, name))
        error(document_->place(entry.node), fmt::format("en.xml has no key “{}”", name),
              suggestion(name, names, "delete it"));
    }
  }

  void compare(const Key& key, const Entry& entry) {
    const Place place = document_->place(entry.node);
    const std::vector<Argument> arguments = arguments_of(entry);
    std::vector<std::string_view> names;
    for (const Argument& argument : key.arguments) {
      names.push_back(argument.name);
      const auto here = std::ranges::find(arguments, argument.name, &Argument::name);
      if (here == arguments.end()) {
        // A number that is not inserted has other words in English, and perhaps in no other language.
        if (argument.type == Argument::Type::count && argument.chooses_only) continue;
        error(place, fmt::format("“{}” lacks {}", key.name, braced(argument.name)),
              fmt::format("in English: {}", key.english));
      } else if (here->type != argument.type) {
        error(place,
              fmt::format("{} is {} here and {} in English", braced(argument.name), name_of(here->type),
                          name_of(argument.type)),
              fmt::format("in English: {}", key.english));
      } else if (!std::ranges::is_permutation(here->choices, argument.choices)) {
        error(place, fmt::format("{} is selected by other words than in English", braced(argument.name)),
              fmt::format("the words are {}", fmt::join(argument.choices, ", ")));
      }
    }
    for (const Argument& argument : arguments) {
      if (!contains(names, argument.name))
        error(place, fmt::format("“{}” has no argument {} in English", key.name, braced(argument.name)),
              suggestion(argument.name, names, "delete it"));
    }
  }

  CompiledLanguage compiled(const std::vector<Key>& keys) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale full = locale_;
    full.addLikelySubtags(status);
    std::vector<std::string> messages;
    bool gaps = false;
    for (const Key& key : keys) {
      const Entry& entry = read_.at(key.name);
      gaps = gaps || entry.is_gap;
      messages.push_back(encode(
          entry.is_gap ? in_english(key.message, full.isRightToLeft() != 0) : *entry.message, key.arguments));
    }
    return {tag_,
            full.getLanguage(),
            full.getScript(),
            full.getCountry(),
            encode_all(plurals_->table(), messages),
            gaps};
  }

  const File& file_;
  const xml::Document* document_ = nullptr;
  std::string tag_;
  icu::Locale locale_;
  std::optional<Plurals> plurals_;
  std::map<std::string, Entry> read_;
  Diagnostics diagnostics_;
};

bool is_english_file(const File& file) { return file.name == "en.xml" || file.name.ends_with("/en.xml"); }

}  // namespace

Result<Compiled> compile(std::span<const File> files) {
  std::vector<const File*> sorted;
  for (const File& file : files) sorted.push_back(&file);
  std::ranges::sort(sorted, {},
                    [](const File* file) { return std::pair(!is_english_file(*file), file->name); });
  if (sorted.empty() || !is_english_file(*sorted.front()))
    return failure("no file of words is en.xml", "name it: it says which keys there are");
  Compiled compiled;
  Diagnostics diagnostics;
  for (const File* file : sorted) {
    Reader reader(*file);
    if (auto language = reader.read(compiled.keys)) compiled.languages.push_back(*std::move(language));
    diagnostics.insert(diagnostics.end(), reader.diagnostics().begin(), reader.diagnostics().end());
    // What is wrong with English would be wrong with all.
    if (compiled.languages.empty()) break;
  }
  if (!diagnostics.empty()) return std::unexpected(std::move(diagnostics));
  return compiled;
}

}  // namespace pensum::words_compiler
