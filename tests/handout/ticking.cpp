#define POINTERHOLDER_TRANSITION 4
#include "handout/ticking.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <memory>
#include <stdexcept>
#include <vector>

namespace ticking {

std::string changed(const std::string& bytes, const Change& change,
                    const std::function<void(QPDFWriter&)>& settle) {
  QPDF pdf;
  pdf.processMemoryFile("plan.pdf", bytes.data(), bytes.size());
  change(pdf);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  if (settle) settle(writer);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

Change tick(const std::set<std::string>& names, Part part) {
  return [names, part](QPDF& pdf) {
    std::set<std::string> met;
    QPDFAcroFormDocumentHelper form(pdf);
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
      for (QPDFAnnotationObjectHelper& widget : form.getWidgetAnnotationsForPage(page)) {
        QPDFFormFieldObjectHelper field = form.getFieldForAnnotation(widget);
        if (names.count(field.getFullyQualifiedName()) == 0) continue;
        const bool first = met.insert(field.getFullyQualifiedName()).second;
        if (part != Part::widget) field.getObjectHandle().replaceKey("/V", QPDFObjectHandle::newName("/Yes"));
        if (part == Part::both || (part == Part::widget && first)) {
          widget.getObjectHandle().replaceKey("/AS", QPDFObjectHandle::newName("/Yes"));
        }
      }
    }
    if (met != names) throw std::runtime_error("a box that is to be ticked is not there");
  };
}

Change stroke(const std::string& name) {
  return [name](QPDF& pdf) {
    QPDFAcroFormDocumentHelper form(pdf);
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
      for (QPDFAnnotationObjectHelper& widget : form.getWidgetAnnotationsForPage(page)) {
        if (form.getFieldForAnnotation(widget).getFullyQualifiedName() != name) continue;
        QPDFObjectHandle ink = QPDFObjectHandle::newDictionary();
        ink.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
        ink.replaceKey("/Subtype", QPDFObjectHandle::newName("/Ink"));
        ink.replaceKey("/Rect", widget.getObjectHandle().getKey("/Rect"));
        page.getObjectHandle().getKey("/Annots").appendItem(ink);
        return;
      }
    }
    throw std::runtime_error("a box that is to be stroked is not there");
  };
}

Change cut(std::size_t pages) {
  return [pages](QPDF& pdf) {
    QPDFPageDocumentHelper helper(pdf);
    const std::vector<QPDFPageObjectHelper> all = helper.getAllPages();
    for (std::size_t i = pages; i < all.size(); ++i) helper.removePage(all[i]);
  };
}

void flatten(QPDF& pdf) {
  QPDFPageDocumentHelper(pdf).flattenAnnotations();
  pdf.getRoot().removeKey("/AcroForm");
}

Change rename(const std::string& name, const std::string& last) {
  return [name, last](QPDF& pdf) {
    for (QPDFFormFieldObjectHelper& field : QPDFAcroFormDocumentHelper(pdf).getFormFields()) {
      if (field.getFullyQualifiedName() != name) continue;
      QPDFObjectHandle named = field.getObjectHandle();
      if (!named.hasKey("/T")) named = named.getKey("/Parent");
      named.replaceKey("/T", QPDFObjectHandle::newUnicodeString(last));
    }
  };
}

void detach(QPDF& pdf) { pdf.getRoot().removeKey("/Names"); }

std::vector<std::vector<Box>> boxes(const std::string& bytes) {
  QPDF pdf;
  pdf.processMemoryFile("plan.pdf", bytes.data(), bytes.size());
  QPDFAcroFormDocumentHelper form(pdf);
  std::vector<std::vector<Box>> pages;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    pages.emplace_back();
    for (QPDFAnnotationObjectHelper& widget : form.getWidgetAnnotationsForPage(page)) {
      QPDFFormFieldObjectHelper field = form.getFieldForAnnotation(widget);
      pages.back().push_back({field.getFullyQualifiedName(),
                              widget.getObjectHandle().getKey("/Rect").unparse(), field.getValue().getName(),
                              widget.getAppearanceState()});
    }
  }
  return pages;
}

void encrypt(QPDFWriter& writer, const char* user_password) {
  writer.setR6EncryptionParameters(user_password, "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                   true);
}

}  // namespace ticking
