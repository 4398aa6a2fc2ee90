// Which languages there are, as far as a tag can be told from a slip.
#pragma once

#include <string>
#include <string_view>

namespace pensum {

/// Whether `tag` has the form of a BCP 47 tag and begins with a language: two letters that ICU knows; three
/// letters, of which there are thousands, unless a shorter code means the same ("deu" is "de"); x or i.
/// Longer first parts are in no register.
bool is_known_language(std::string_view tag);

/// What to write instead: the tag of a language that is called so ("German", "Deutsch"), that has a longer
/// code or a locale of that name ("deu", "de_DE.UTF-8"), or that is spoken in the country whose code it is
/// ("jp"); else how a tag looks.
std::string language_hint(std::string_view tag);

}  // namespace pensum
