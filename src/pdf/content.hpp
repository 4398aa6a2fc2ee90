// A page's operations become its content stream, every piece of it marked as content of a structure
// element or as an artifact.
//
// Consecutive operations of one element share a marked-content sequence, the runs of a line share a
// text object, and fonts, colours and line widths are set only when they change.
#pragma once

#include "document/pages.hpp"
#include "pdf/fonts.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace pensum::pdf {

/// Told of a page's content in reading order.
class ContentListener {
 public:
  /// The next piece of `element`'s content on this page.
  virtual void content(document::ElementId element) = 0;
  virtual void box(const document::TickBox& box) = 0;
  virtual void link(const document::LinkArea& area) = 0;

 protected:
  ~ContentListener() = default;
};

/// Operations [first, last) of a page: it, or its margins.
struct Part {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Tells `listener` of a part's content. Returns how many pieces of content of elements there are.
std::uint32_t announce(const document::Page& page, Part part, ContentListener& listener);

/// The content stream of a part. Of tick boxes it draws the frames, which are for a pen as well; link areas
/// draw nothing in it. Pieces of content have identifiers from `identifier` on, as they are announced.
std::string page_content(const document::Page& page, Part part, const Fonts& fonts, std::uint32_t identifier);

/// All that `page_content` goes by, as bytes: parts that are the same there have the same content.
std::string content_key(const document::Page& page, Part part, const Fonts& fonts, std::uint32_t identifier);

/// The frame of `box`, inside its area: what is printed of it.
document::StrokeRectangle frame_of(const document::TickBox& box);

/// The name of a picture in content streams.
std::string image_resource(document::ImageId id);

/// Appends the operator that sets the colour of fills or of strokes.
enum class Paint { fill, stroke };
void append_color(std::string& out, document::Color color, Paint paint);

}  // namespace pensum::pdf
