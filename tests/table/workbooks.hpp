// Workbooks, made in memory for tests as Excel and LibreOffice write them.
#pragma once

#include "archive/zip.hpp"
#include "archive/zip_files.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pensum::table {

using archive::NamedBytes;

inline const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
inline const std::string main_namespace =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
inline const std::string r_namespace =
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// One sheet of an .xlsx file: its attributes beside its name, and what is in <worksheet>.
struct SheetXml {
  std::string name;
  std::string inside;
  std::string attributes{};
  std::string relations{};
};

/// The files of an .xlsx file. `strings` and `styles` are what is in <sst> and <styleSheet>.
inline NamedBytes xlsx_files(const std::vector<SheetXml>& sheets, const std::string& strings = {},
                             const std::string& styles = {}, const std::string& workbook = {}) {
  std::string list;
  std::string relations;
  NamedBytes files;
  for (std::size_t i = 1; i <= sheets.size(); ++i) {
    const SheetXml& sheet = sheets[i - 1];
    list +=
        fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="rId{}" {}/>)", sheet.name, i, i, sheet.attributes);
    relations += fmt::format(R"(<Relationship Id="rId{}" Type="t" Target="worksheets/sheet{}.xml"/>)", i, i);
    files.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", i),
                       fmt::format("{}<worksheet {} {}>{}</worksheet>", declaration, main_namespace,
                                   r_namespace, sheet.inside));
    if (sheet.relations.empty()) continue;
    files.emplace_back(fmt::format("xl/worksheets/_rels/sheet{}.xml.rels", i),
                       fmt::format("<Relationships>{}</Relationships>", sheet.relations));
  }
  files.emplace_back("xl/workbook.xml", declaration + "<workbook " + main_namespace + " " + r_namespace +
                                            ">" + workbook + "<sheets>" + list + "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels",
                     declaration + "<Relationships>" + relations + "</Relationships>");
  if (!strings.empty()) {
    files.emplace_back("xl/sharedStrings.xml",
                       declaration + "<sst " + main_namespace + ">" + strings + "</sst>");
  }
  if (!styles.empty()) {
    files.emplace_back("xl/styles.xml",
                       declaration + "<styleSheet " + main_namespace + ">" + styles + "</styleSheet>");
  }
  return files;
}

/// The files of an .ods file with what is in <office:automatic-styles> and <office:spreadsheet>.
inline NamedBytes ods_files(const std::string& inside, const std::string& styles = {}) {
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
          {"content.xml",
           declaration +
               "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
               "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
               "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
               "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
               "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><office:automatic-styles>" +
               styles + "</office:automatic-styles><office:body><office:spreadsheet>" + inside +
               "</office:spreadsheet></office:body></office:document-content>"}};
}

inline std::shared_ptr<const archive::FileTree> tree_of(const NamedBytes& files) {
  return archive::open_zip(archive::zip_of(files), "book").value();
}

}  // namespace pensum::table
