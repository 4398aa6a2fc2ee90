// A page's operations become its content stream, every piece of it marked as content of a structure
// element or as an artifact.
//
// Consecutive operations of one element share a marked-content sequence, the runs of a line share a
// text object, and fonts, colours and line widths are set only when they change.
#pragma once

#include "document/pages.hpp"
#include "pdf/fonts.hpp"

#include <cstdint>
#include <string>

namespace pensum::pdf {

/// Told of a page's content in reading order.
class ContentListener {
 public:
  /// The marked-content identifier for the next piece of `element`'s content on this page.
  virtual std::uint32_t content(document::ElementId element) = 0;
  virtual void box(const document::TickBox& box) = 0;
  virtual void link(const document::LinkArea& area) = 0;

 protected:
  ~ContentListener() = default;
};

/// The content stream of `page`. Of tick boxes it draws the frames, which are for a pen as well; link areas
/// draw nothing in it.
std::string page_content(const document::Page& page, const Fonts& fonts, ContentListener& listener);

/// The frame of `box`, inside its area: what is printed of it.
document::StrokeRectangle frame_of(const document::TickBox& box);

/// The name of a picture in content streams.
std::string image_resource(document::ImageId id);

/// Appends the operator that sets the colour of fills or of strokes.
enum class Paint { fill, stroke };
void append_color(std::string& out, document::Color color, Paint paint);

}  // namespace pensum::pdf
