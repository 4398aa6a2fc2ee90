#include "pdf/metadata.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <string>

using namespace pensum;

namespace {

document::Metadata metadata() {
  return {.title = "Go & <C++> \"fast\"\x01",
          .subject = "A subject",
          .author = "Ada",
          .language = "de-CH",
          .date = parse_date("2026-02-03").value()};
}

}  // namespace

TEST_CASE("the XMP packet is XML with the document's data and the standards that it follows") {
  const std::string xmp = pdf::xmp(metadata());
  CHECK(xmp.starts_with("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"));
  CHECK(xmp.ends_with("<?xpacket end=\"r\"?>\n"));
  pugi::xml_document document;
  REQUIRE(document.load_buffer(xmp.data(), xmp.size(), pugi::parse_default, pugi::encoding_utf8));
  const pugi::xml_node about = document.child("x:xmpmeta").child("rdf:RDF").child("rdf:Description");
  REQUIRE(about);
  const auto alternative = [&](const char* name) {
    return std::string(about.child(name).child("rdf:Alt").child("rdf:li").text().get());
  };
  CHECK(alternative("dc:title") == "Go & <C++> \"fast\" ");
  CHECK(alternative("dc:description") == "A subject");
  CHECK(std::string(about.child("dc:creator").child("rdf:Seq").child("rdf:li").text().get()) == "Ada");
  CHECK(std::string(about.child("dc:language").child("rdf:Bag").child("rdf:li").text().get()) == "de-CH");
  CHECK(std::string(about.child("xmp:CreateDate").text().get()) == "2026-02-03T00:00:00Z");
  CHECK(std::string(about.child("xmp:ModifyDate").text().get()) == "2026-02-03T00:00:00Z");
  CHECK(std::string(about.child("pdfaid:part").text().get()) == "3");
  CHECK(std::string(about.child("pdfaid:conformance").text().get()) == "A");
  CHECK(std::string(about.child("pdfuaid:part").text().get()) == "1");
}

TEST_CASE("data that a document lacks are not in its metadata") {
  document::Metadata plain = metadata();
  plain.author = plain.subject = plain.language = "";
  const std::string xmp = pdf::xmp(plain);
  for (const char* name : {"dc:creator", "dc:description", "dc:language"}) {
    CHECK(xmp.find(std::string("<") + name) == std::string::npos);
  }
}
