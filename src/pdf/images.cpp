#include "pdf/images.hpp"

#include "pdf/content.hpp"

#include <cstddef>
#include <string>

namespace pensum::pdf {

namespace {

Dictionary write_image(Objects& objects, const Image& image) {
  const bool jpeg = image.coding == Image::Coding::jpeg;
  const bool color = jpeg ? image.color : image.coding == Image::Coding::rgb;
  Dictionary stream = jpeg ? objects.plain_stream(image.bytes) : objects.stream(image.bytes);
  if (jpeg) stream.name("Filter", "DCTDecode");
  // The file's output intent says what the device's colours are.
  return stream.name("Type", "XObject")
      .name("Subtype", "Image")
      .integer("Width", image.width)
      .integer("Height", image.height)
      .name("ColorSpace", color ? "DeviceRGB" : "DeviceGray")
      .integer("BitsPerComponent", 8);
}

}  // namespace

Dictionary write_images(Objects& objects, const std::vector<Image>& images) {
  Dictionary resources = objects.dictionary();
  for (std::size_t i = 0; i < images.size(); ++i) {
    const std::string name = image_resource(static_cast<page::ImageId>(i));
    resources.add(name.c_str(), write_image(objects, images[i]));
  }
  return resources;
}

}  // namespace pensum::pdf
