// A language that leaves some of its sentences in English: what translators may do, and none of pensum's
// languages does.
#pragma once

#include "language/language.hpp"
#include "language/words_compiler/compiler.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <sstream>
#include <string>
#include <string_view>

namespace pensum::test {

class WithGaps {
 public:
  /// The words of `tag` but for the sentences `first`, `first` + `step` and so on.
  WithGaps(std::string_view tag, std::size_t first, std::size_t step) : tag_(tag) {
    const std::string own = file_of(tag, first, step);
    const auto compiled = words_compiler::compile(
        std::vector<words_compiler::File>{{"en.xml", file_of("en", 1, 0)}, {std::string(tag) + ".xml", own}});
    REQUIRE(compiled.has_value());
    bytes_ = compiled->languages.at(1).bytes;
    REQUIRE(compiled->languages.at(1).gaps);
    words_ = {reinterpret_cast<const unsigned char*>(bytes_.data()), compiled->keys.size(), true};
  }
  WithGaps(const WithGaps&) = delete;
  WithGaps& operator=(const WithGaps&) = delete;

  /// This outlives it.
  Language language() const { return {tag_, words_}; }

 private:
  static std::string file_of(std::string_view tag, std::size_t first, std::size_t step) {
    const std::string name = PENSUM_SOURCE_DIR "/src/language/words/" + std::string(tag) + ".xml";
    pugi::xml_document document;
    REQUIRE(document.load_file(name.c_str()));
    std::size_t position = 0;
    for (pugi::xml_node say : document.child("words").children("say")) {
      if (step == 0 || position++ % step != first) continue;
      say.set_name("gap");
      while (say.first_child()) say.remove_child(say.first_child());
    }
    // Characters that cannot be seen are written as numbers in the files, but not by pugixml.
    std::ostringstream out;
    document.save(out, "", pugi::format_raw);
    return visible(out.str());
  }

  static std::string visible(std::string text) {
    for (const auto& [character, written] : {std::pair{"\u00A0", "&#160;"},
                                             {"\u202F", "&#8239;"},
                                             {"\u2060", "&#8288;"},
                                             {"\u200B", "&#8203;"},
                                             {"\u2068", "&#8296;"},
                                             {"\u2069", "&#8297;"},
                                             {"\u2067", "&#8295;"},
                                             {"\u2066", "&#8294;"},
                                             {"\u200E", "&#8206;"},
                                             {"\u200F", "&#8207;"},
                                             {"\u00AD", "&#173;"},
                                             {"\u2011", "&#8209;"}}) {
      const std::string_view what(character);
      for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
        text.replace(at, what.size(), written);
    }
    return text;
  }

  std::string tag_;
  std::string bytes_;
  message::Words words_;
};

}  // namespace pensum::test
