#include "pdf/attachments.hpp"

#include "pdf/metadata.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pensum::pdf {

namespace {

const char* name_of(Attachment::Relationship relationship) {
  return relationship == Attachment::Relationship::source ? "Source" : "Data";
}

Dictionary embedded(Objects& objects, const Attachment& attachment, Date date) {
  Dictionary stream = objects.stream(*attachment.bytes);
  return stream.name("Type", "EmbeddedFile")
      .name("Subtype", attachment.mime)
      .add("Params", objects.dictionary()
                         .integer("Size", static_cast<std::int64_t>(attachment.bytes->size()))
                         .ascii("ModDate", pdf_date(date)));
}

Dictionary specification(Objects& objects, const Attachment& attachment, Date date) {
  const Dictionary stream = embedded(objects, attachment, date);
  Dictionary file = objects.numbered();
  return file.name("Type", "Filespec")
      .text("F", attachment.name)
      .text("UF", attachment.name)
      .text("Desc", attachment.description)
      .name("AFRelationship", name_of(attachment.relationship))
      .add("EF", objects.dictionary().add("F", stream).add("UF", stream));
}

}  // namespace

void attach(Objects& objects, Dictionary catalog, std::span<const Attachment> attachments, Date date) {
  std::vector<const Attachment*> sorted;
  for (const Attachment& attachment : attachments) sorted.push_back(&attachment);
  std::ranges::sort(sorted, {}, [](const Attachment* each) { return std::string_view(each->name); });
  Array names = objects.array(2 * sorted.size());
  Array associated = objects.array(sorted.size());
  for (const Attachment* attachment : sorted) {
    const Dictionary file = specification(objects, *attachment, date);
    names.text(attachment->name).add(file);
    associated.add(file);
  }
  const Dictionary tree = objects.dictionary().add("Names", names);
  catalog.add("Names", objects.dictionary().add("EmbeddedFiles", tree)).add("AF", associated);
}

}  // namespace pensum::pdf
