// Tar files packed with gzip, made in memory for tests. Apart from its source, since libarchive has a type
// that is called like our namespace.
#pragma once

#include "archive/zip_files.hpp"

#include <string>

namespace pensum::archive {

/// A packed tar file of `files`. A name that ends with “@” becomes a link to what its bytes name.
std::string tar_gz_of(const NamedBytes& files);

}  // namespace pensum::archive
