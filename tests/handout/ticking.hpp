// Changes PDFs as the programs do that people tick and keep them with, over libqpdf's C++ interface.
#pragma once

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/JSON.hh> // QPDF.hh itself only declares what it has as members
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>

namespace ticking {

using Change = std::function<void(QPDF&)>;

/// The file after `change`, written anew; `settle` may ask the writer for more.
inline std::string changed(const std::string& bytes, const Change& change,
                           const std::function<void(QPDFWriter&)>& settle = {}) {
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

/// What of a box is set.
enum class Part { both, value, widget };

/// The boxes of these names, as their fields are called.
inline Change tick(const std::set<std::string>& names, Part part = Part::both) {
  return [names, part](QPDF& pdf) {
    std::set<std::string> met;
    QPDFAcroFormDocumentHelper form(pdf);
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
      for (QPDFAnnotationObjectHelper& widget : form.getWidgetAnnotationsForPage(page)) {
        QPDFFormFieldObjectHelper field = form.getFieldForAnnotation(widget);
        if (!names.contains(field.getFullyQualifiedName())) continue;
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

/// A stroke of a pen over the first box of this name.
inline Change stroke(const std::string& name) {
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

/// All pages but the first so many are cut off.
inline Change cut(std::size_t pages) {
  return [pages](QPDF& pdf) {
    QPDFPageDocumentHelper helper(pdf);
    const std::vector<QPDFPageObjectHelper> all = helper.getAllPages();
    for (std::size_t i = pages; i < all.size(); ++i) helper.removePage(all[i]);
  };
}

/// The boxes become drawing.
inline void flatten(QPDF& pdf) {
  QPDFPageDocumentHelper(pdf).flattenAnnotations();
  pdf.getRoot().removeKey("/AcroForm");
}

inline void encrypt(QPDFWriter& writer, const char* user_password) {
  writer.setR6EncryptionParameters(user_password, "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                   true);
}

}  // namespace ticking
