// The pictures of a document, each an object of its own that all its uses share.
#pragma once

#include "image/image.hpp"
#include "pdf/objects.hpp"

#include <vector>

namespace pensum::pdf {

/// The pictures by their resource names (see content.hpp).
Dictionary write_images(Objects& objects, const std::vector<Image>& images);

}  // namespace pensum::pdf
