// Changes PDFs as the programs do that people tick and keep them with, over libqpdf's C++ interface. Its
// headers are of C++17: clang takes them for nothing later.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

class QPDF;
class QPDFWriter;

namespace ticking {

using Change = std::function<void(QPDF&)>;

/// The file after `change`, written anew; `settle` may ask the writer for more.
std::string changed(const std::string& bytes, const Change& change,
                    const std::function<void(QPDFWriter&)>& settle = {});

/// What of a box is set.
enum class Part { both, value, widget };

/// The boxes of these names, as their fields are called.
Change tick(const std::set<std::string>& names, Part part = Part::both);

/// A stroke of a pen over the first box of this name.
Change stroke(const std::string& name);

/// All pages but the first so many are cut off.
Change cut(std::size_t pages);

/// The boxes become drawing.
void flatten(QPDF& pdf);

/// Another name for the last part of a box's.
Change rename(const std::string& name, const std::string& last);

/// Nothing is attached any more.
void detach(QPDF& pdf);

/// A box where it is drawn; value and appearance are names such as “/Yes”.
struct Box {
  std::string name;
  std::string rectangle;
  std::string value;
  std::string appearance;
};

/// The boxes of each page.
std::vector<std::vector<Box>> boxes(const std::string& bytes);

void encrypt(QPDFWriter& writer, const char* user_password);

}  // namespace ticking
