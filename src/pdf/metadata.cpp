#include "pdf/metadata.hpp"

#include "base/version.hpp"
#include "pdf/text_string.hpp"

#include <fmt/format.h>

namespace pensum::pdf {

namespace {

std::string producer() { return fmt::format("pensum {}", version); }

std::string xmp_date(Date date) { return to_iso(date) + "T00:00:00Z"; }

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : clipped(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string in_any_language(std::string_view name, std::string_view text) {
  return fmt::format("<{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></{0}>\n", name,
                     escaped(text));
}

// PDF/A wants a description of every schema that it does not know itself.
constexpr std::string_view schema_description =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>The part of PDF/UA that the file conforms to</pdfaProperty:description>\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

}  // namespace

std::string pdf_date(Date date) {
  std::string digits = to_iso(date);
  std::erase(digits, '-');
  return fmt::format("D:{}000000Z", digits);
}

Dictionary information(Objects& objects, const document::Metadata& metadata) {
  Dictionary info = objects.numbered();
  info.text("Title", metadata.title);
  if (!metadata.author.empty()) info.text("Author", metadata.author);
  if (!metadata.subject.empty()) info.text("Subject", metadata.subject);
  return info.text("Creator", producer())
      .text("Producer", producer())
      .ascii("CreationDate", pdf_date(metadata.date))
      .ascii("ModDate", pdf_date(metadata.date));
}

std::string xmp(const document::Metadata& metadata) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
      " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
      " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
      " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
      " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";
  out += in_any_language("dc:title", metadata.title);
  if (!metadata.author.empty()) {
    out += fmt::format("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n",
                       escaped(metadata.author));
  }
  if (!metadata.subject.empty()) out += in_any_language("dc:description", metadata.subject);
  if (!metadata.language.empty()) {
    out += fmt::format("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n",
                       escaped(metadata.language));
  }
  const std::string date = xmp_date(metadata.date);
  out += fmt::format(
      "<xmp:CreatorTool>{0}</xmp:CreatorTool>\n<pdf:Producer>{0}</pdf:Producer>\n"
      "<xmp:CreateDate>{1}</xmp:CreateDate>\n<xmp:ModifyDate>{1}</xmp:ModifyDate>\n"
      "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
      "<pdfuaid:part>1</pdfuaid:part>\n",
      producer(), date);
  out += schema_description;
  out += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
  return out;
}

}  // namespace pensum::pdf
