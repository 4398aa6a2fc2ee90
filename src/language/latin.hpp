// Text of any script in Latin letters, as CLDR transliterates it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace pensum {

/// Not for several threads at a time.
class Latin {
 public:
  Latin();
  ~Latin();
  Latin(const Latin&) = delete;
  Latin& operator=(const Latin&) = delete;

  /// `text` in letters of ASCII as far as there is a way: "Ольга" is "Olga", "ሰላም" is "salami". What has
  /// none, such as an emoji, stays.
  std::string operator()(std::string_view text);
  /// The same of a person's name: words of a script without capitals begin with one.
  std::string name(std::string_view text);

 private:
  struct Transliterator;
  std::unique_ptr<Transliterator> transliterator_;  ///< made for the first text that needs it: it takes time
};

}  // namespace pensum
