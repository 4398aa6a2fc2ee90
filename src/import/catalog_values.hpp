// What sources tell, made fit for a catalog or for comparing.
#pragma once

#include <string>
#include <string_view>

namespace pensum::importing {

/// `text` for comparing titles: on one line, in small letters.
std::string folded(std::string_view text);

/// `url` with what a catalog's address cannot hold written as %XX; empty where that makes no web address of
/// it.
std::string catalog_url(std::string_view url);

}  // namespace pensum::importing
