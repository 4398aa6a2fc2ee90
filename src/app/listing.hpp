// What comes with pensum, by name: for `pensum list`, and for shells that complete names.
#pragma once

#include "app/world.hpp"
#include "base/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pensum::app {

struct Listed {
  std::string name;
  std::string what;  ///< its title or the like
};

/// `things` is what `pensum list` takes, such as “layouts”. Errors: of what cannot be read; another word.
Result<std::vector<Listed>> listed(std::string_view things, const World& world);

}  // namespace pensum::app
