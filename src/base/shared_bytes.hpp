// Bytes that several have: a course's file is read once, and carried by every file that is made of it.
#pragma once

#include <memory>
#include <string>
#include <utility>

namespace pensum {

using SharedBytes = std::shared_ptr<const std::string>;

inline SharedBytes share(std::string bytes) { return std::make_shared<const std::string>(std::move(bytes)); }

}  // namespace pensum
