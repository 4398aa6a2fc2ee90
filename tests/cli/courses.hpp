// Courses of the formats that are packed, made small for tests.
#pragma once

#include "archive/tar_files.hpp"
#include "archive/zip_files.hpp"
#include "cli/folder.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <filesystem>
#include <string>

namespace pensum::test {

inline std::string sixty_words() {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word ";
  return text;
}

inline std::string page(const std::string& title) {
  return "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>" + title + "</title></head><body><h1>" +
         title + "</h1><p>" + sixty_words() + "</p></body></html>";
}

inline std::string small_epub() {
  return archive::zip_of(
      {{"mimetype", "application/epub+zip"},
       {"META-INF/container.xml",
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' "
        "version='1.0'><rootfiles><rootfile "
        "full-path='book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>"},
       {"book.opf",
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>A "
        "novel</dc:title><dc:language>en</dc:language>"
        "</metadata><manifest><item id='n' href='nav.xhtml' media-type='application/xhtml+xml' "
        "properties='nav'/><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><item id='b' "
        "href='b.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/><itemref "
        "idref='b'/></spine></package>"},
       {"nav.xhtml",
        "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body><nav "
        "epub:type='toc'><ol><li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml'>Two</a></li></ol></nav>"
        "</body></html>"},
       {"a.xhtml", page("One")},
       {"b.xhtml", page("Two")}});
}

inline std::string small_cartridge() {
  return archive::zip_of(
      {{"imsmanifest.xml",
        "<manifest identifier='m' "
        "xmlns='http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1'><metadata><schema>IMS "
        "Common "
        "Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata><organizations><organization "
        "identifier='o'><item identifier='r'><item identifier='g'><title>Basics</title><item identifier='i' "
        "identifierref='p'><title>The type case</title></item></item></item></organization></organizations>"
        "<resources><resource identifier='p' type='webcontent' href='p.html'><file href='p.html'/></resource>"
        "</resources></manifest>"},
       {"p.html", page("The type case")}});
}

inline std::string small_scorm() {
  return archive::zip_of(
      {{"imsmanifest.xml",
        "<manifest identifier='m' "
        "xmlns='http://www.imsproject.org/xsd/imscp_rootv1p1p2'><metadata><schema>ADL "
        "SCORM</schema><schemaversion>1.2</schemaversion></metadata><organizations default='o'><organization "
        "identifier='o'><title>Letterpress</title><item identifier='i' identifierref='p'><title>The type "
        "case</title></item></organization></organizations><resources><resource identifier='p' "
        "type='webcontent' href='p.html'><file href='p.html'/></resource></resources></manifest>"},
       {"p.html", page("The type case")}});
}

inline std::string small_open_edx() {
  return archive::tar_gz_of({{"course/course.xml", "<course url_name='r' org='O' course='C'/>"},
                             {"course/course/r.xml",
                              "<course display_name='Letterpress'><chapter display_name='Basics'><sequential "
                              "display_name='The type "
                              "case'><vertical><html>" +
                                  sixty_words() + "</html></vertical></sequential></chapter></course>"}});
}

inline std::string small_moodle() {
  return archive::tar_gz_of(
      {{"moodle_backup.xml",
        "<moodle_backup><information><original_course_fullname>Letterpress</"
        "original_course_fullname><contents>"
        "<activities><activity><moduleid>7</moduleid><sectionid>3</sectionid><modulename>page</modulename>"
        "<title>The type "
        "case</title><directory>activities/page_7</directory></activity></activities><sections>"
        "<section><sectionid>3</sectionid><title>1</title><directory>sections/section_3</directory></section>"
        "</sections></contents></information></moodle_backup>"},
       {"sections/section_3/section.xml",
        "<section "
        "id='3'><number>1</number><name>Basics</name><sequence>7</sequence><visible>1</visible></section>"},
       {"activities/page_7/module.xml", "<module id='7'><visible>1</visible></module>"},
       {"activities/page_7/page.xml",
        "<activity id='1' moduleid='7' modulename='page'><page id='1'><name>The type "
        "case</name><content>&lt;p&gt;" +
            sixty_words() + "&lt;/p&gt;</content></page></activity>"}});
}

inline std::string small_workbook() {
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const auto cell = [](const std::string& at, const std::string& text) {
    return "<c r='" + at + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
  };
  return archive::zip_of(
      {{"[Content_Types].xml",
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default "
        "Extension='xml' "
        "ContentType='application/xml'/><Override PartName='/xl/workbook.xml' "
        "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"},
       {"_rels/.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship "
        "Id='r1' "
        "Type='" +
            relations + "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
       {"xl/workbook.xml", "<workbook xmlns='" + main + "' xmlns:r='" + relations +
                               "'><sheets><sheet name='Course' sheetId='1' r:id='r1'/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship "
        "Id='r1' "
        "Type='" +
            relations + "/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"},
       {"xl/worksheets/sheet1.xml", "<worksheet xmlns='" + main + "'><sheetData><row r='1'>" +
                                        cell("A1", "lesson") + cell("B1", "minutes") + "</row><row r='2'>" +
                                        cell("A2", "The type case") +
                                        "<c r='B2'><v>25</v></c></row></sheetData></worksheet>"}});
}

inline std::string small_deck() {
  sqlite3* connection = nullptr;
  sqlite3_open(":memory:", &connection);
  sqlite3_exec(
      connection,
      "CREATE TABLE notes(id INTEGER PRIMARY KEY, flds TEXT, tags TEXT); CREATE TABLE cards(nid INTEGER, "
      "did INTEGER); CREATE TABLE col(decks TEXT); INSERT INTO col VALUES('{\"7\": {\"name\": "
      "\"Letterpress::Proofs\"}}'); INSERT INTO cards VALUES(1, 7); INSERT INTO notes VALUES(1, 'Why a "
      "proof?' || char(31) || 'To find mistakes.', '');",
      nullptr, nullptr, nullptr);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(connection, "main", &size, 0);
  const std::string database(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(connection);
  return archive::zip_of({{"collection.anki2", database}, {"media", "{}"}});
}

/// One of each kind, under the names that docs/import.md uses.
inline void put_packed_courses(const std::filesystem::path& folder) {
  write(folder / "novel.epub", small_epub());
  write(folder / "course.imscc", small_cartridge());
  write(folder / "scorm.zip", small_scorm());
  write(folder / "course.tar.gz", small_open_edx());
  write(folder / "backup.mbz", small_moodle());
  write(folder / "course.xlsx", small_workbook());
  write(folder / "deck.apkg", small_deck());
}

}  // namespace pensum::test
