#include "fuzz/containers.hpp"

#include "fuzz/fuzz.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <qpdf/qpdf-c.h>
#include <zip.h>

#include <functional>
#include <map>
#include <memory>
#include <string_view>

namespace fuzz {

namespace {

struct Free {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  void operator()(xmlChar* text) const { xmlFree(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

/// Adds the names of the form fields in `list`, a value of that PDF, whose names begin with `before`.
void add_fields(qpdf_data pdf, qpdf_oh list, const std::string& before, std::set<std::string>& names) {
  for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, list); ++i) {
    const qpdf_oh field = qpdf_oh_get_array_item(pdf, list, i);
    if (qpdf_oh_has_key(pdf, field, "/T") == QPDF_FALSE) continue;  // a field's place on a page
    const std::string name = before + qpdf_oh_get_utf8_value(pdf, qpdf_oh_get_key(pdf, field, "/T"));
    names.insert(name);
    const qpdf_oh kids = qpdf_oh_get_key(pdf, field, "/Kids");
    if (qpdf_oh_is_array(pdf, kids) == QPDF_TRUE) add_fields(pdf, kids, name + ".", names);
  }
}

/// The files of an archive, in its order.
std::vector<std::pair<std::string, std::string>> files_of(const std::string& bytes) {
  zip_error_t error{};
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  expect(source != nullptr, "memory for an archive");
  const Owned<zip_t> archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
  expect(archive != nullptr, "a book is a consistent archive");
  std::vector<std::pair<std::string, std::string>> files;
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
  for (zip_uint64_t i = 0; i < count; ++i) {
    zip_stat_t about{};
    expect(zip_stat_index(archive.get(), i, 0, &about) == 0, "an archive's file has a size");
    const Owned<zip_file_t> file(zip_fopen_index(archive.get(), i, 0));
    expect(file != nullptr, "an archive's file can be opened");
    std::string content(about.size, '\0');
    expect(zip_fread(file.get(), content.data(), content.size()) == static_cast<zip_int64_t>(content.size()),
           "an archive's file is whole");
    char more = 0;
    expect(zip_fread(file.get(), &more, 1) == 0, "an archive's file has its checksum");
    if (i == 0) expect(about.comp_method == ZIP_CM_STORE, "the first file is not packed");
    files.emplace_back(about.name, std::move(content));
  }
  return files;
}

std::string attribute(xmlNode* node, const char* name) {
  const Owned<xmlChar> value(xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)));
  return value ? reinterpret_cast<const char*>(value.get()) : "";
}

void walk(xmlNode* node, const std::function<void(xmlNode*)>& visit) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) visit(node);
    walk(node->children, visit);
  }
}

Owned<xmlDoc> parsed(const std::string& name, const std::string& bytes) {
  Owned<xmlDoc> document(xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), name.c_str(), nullptr,
                                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  expect(document != nullptr, name + " is well-formed");
  return document;
}

bool is_xml(std::string_view name) {
  return name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".ncx") ||
         name.ends_with(".xml");
}

}  // namespace

void check_pdf(const std::string& bytes, std::size_t pages, const std::set<std::string>& boxes) {
  qpdf_data pdf = qpdf_init();
  qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
  const auto is_clean = [&](QPDF_ERROR_CODE code) { return code == QPDF_SUCCESS && !qpdf_has_error(pdf); };
  expect(is_clean(qpdf_read_memory(pdf, "plan.pdf", bytes.data(), bytes.size(), nullptr)),
         "a PDF can be read");
  expect(is_clean(qpdf_check_pdf(pdf)), "every object and stream of a PDF can be read");
  expect(qpdf_get_num_pages(pdf) == static_cast<int>(pages), "a PDF has all its pages");
  std::set<std::string> names;
  const qpdf_oh form = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/AcroForm");
  if (!boxes.empty()) add_fields(pdf, qpdf_oh_get_key(pdf, form, "/Fields"), "", names);
  expect(!qpdf_more_warnings(pdf), "a PDF gives no cause for warnings");
  qpdf_cleanup(&pdf);
  for (std::string box : boxes) {
    if (names.contains(box)) continue;
    // A full stop that is not a step of the hierarchy.
    const std::size_t id = box.find('.') + 1;
    for (std::size_t dot = box.find('.', id); dot != std::string::npos; dot = box.find('.', dot)) {
      box.replace(dot, 1, "%2E");
    }
    expect(names.contains(box), "everything planned can be ticked: " + box);
  }
}

void check_epub(const std::string& bytes, const std::vector<std::string>& titles) {
  const auto list = files_of(bytes);
  expect(!list.empty() && list.front().first == "mimetype" && list.front().second == "application/epub+zip",
         "a book says first what it is");
  std::map<std::string, std::string> files(list.begin(), list.end());
  expect(files.size() == list.size(), "no two files of a book have one name");
  std::string package;
  for (const auto& [name, content] : files) {
    expect(name.find("..") == std::string::npos && name.front() != '/', "a book's files stay in it");
    if (is_xml(name)) parsed(name, content);
    if (name.ends_with(".opf")) package = name;
  }
  expect(!package.empty(), "a book has a package");
  const std::string folder = package.substr(0, package.rfind('/') + 1);

  std::map<std::string, std::string> manifest;
  std::vector<std::string> spine;
  walk(xmlDocGetRootElement(parsed(package, files[package]).get()), [&](xmlNode* node) {
    const std::string_view name = reinterpret_cast<const char*>(node->name);
    if (name == "item") manifest[attribute(node, "id")] = folder + attribute(node, "href");
    if (name == "itemref") spine.push_back(attribute(node, "idref"));
  });
  for (const auto& [id, file] : manifest) expect(files.contains(file), "the manifest's files are there");
  expect(manifest.size() + 3 == files.size(), "all files are in the manifest");

  std::vector<std::string> said;
  for (const std::string& id : spine) {
    expect(manifest.contains(id), "what is read is in the manifest");
    const std::string& file = manifest[id];
    walk(xmlDocGetRootElement(parsed(file, files[file]).get()), [&](xmlNode* node) {
      if (attribute(node, "class") != "lesson") return;
      const Owned<xmlChar> text(xmlNodeGetContent(node));
      said.emplace_back(reinterpret_cast<const char*>(text.get()));
    });
  }
  expect(said == titles, "a book has all lessons, in their order");
}

}  // namespace fuzz
