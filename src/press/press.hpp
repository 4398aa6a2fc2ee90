// A plan becomes the bytes of files. What plans share is loaded when it is first needed, and kept.
#pragma once

#include "base/diagnostic.hpp"
#include "base/packer.hpp"
#include "cover/cover.hpp"
#include "document/pages.hpp"
#include "epub/texts.hpp"
#include "io/resources.hpp"
#include "language/language.hpp"
#include "language/latin.hpp"
#include "plan/plan.hpp"
#include "plan/printed_page.hpp"
#include "prepared/course.hpp"
#include "press/rendered.hpp"
#include "press/rendering.hpp"
#include "text/font.hpp"
#include "text/typesetter.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pensum::press {

/// A plan on pages.
struct Pages {
  document::Document document;
  std::string layout;          ///< for people, such as "A4, portrait"
  const text::FontSet& fonts;  ///< that the pages are set with: the press's
  Diagnostics warnings;
  std::size_t slip = 0;                         ///< its last pages that are a slip of what changed
  std::vector<layout::SectionKind> left_out{};  ///< sections, where nobody asked for any

  PageList list() const { return {.pages = document.starts, .of = "PDF, " + layout}; }
};

/// What a kind of file is rendered from.
struct RenderSource {
  const Plan& plan;
  const Rendering& rendering;
  const Pages* pages = nullptr;  ///< there where the kind needs them
  Pages* spent = nullptr;        ///< the same, if nobody else does
  std::function<PageList()> page_list =
      {};  ///< that of the print beside it, once it is composed; may be none
};

/// Renders one plan after another. Not for several threads at a time: one Press a thread.
class Press {
 public:
  /// Whether one plan is rendered or many: then what they share is kept, too: paragraphs, covers,
  /// packed streams.
  enum class Run { one, many };

  /// `resources` outlive the press.
  explicit Press(const io::Resources& resources, Run run = Run::one)
      : resources_(resources),
        run_(run),
        packer_(run == Run::many ? Packer::usual_bound : 0, prepared::streams()) {}

  /// What it need not pack by itself.
  void share(SharedStreams streams) { packer_.share(std::move(streams)); }

  Result<Pages> compose(const Plan& plan, const Rendering& rendering);
  Result<Rendered> pdf(const Pages& pages, const Rendering& rendering);
  /// The same; what is on the pages is let go.
  Result<Rendered> pdf(Pages&& pages, const Rendering& rendering);
  /// A slip of what changed, and the pages that are others than in hand; nothing where none is. The plan
  /// cannot be made again from it.
  Result<std::optional<Rendered>> changes(const Plan& plan, const Rendering& rendering);
  /// `pages` is asked when all else of the book is there; without it the book lists no pages.
  Result<Rendered> epub(const Plan& plan, const Rendering& rendering,
                        const std::function<PageList()>& pages = {});
  Result<Rendered> ics(const Plan& plan, const Rendering& rendering);
  Rendered json(const Plan& plan, const Rendering& rendering);
  Rendered text(const Plan& plan, const Rendering& rendering);
  /// The language of a plan's words and dates; it lives as long as the press.
  const Language& language(const Plan& plan);

 private:
  /// What of texts is kept from book to book, in bytes: more is packed anew.
  static constexpr std::size_t most_texts_kept = std::size_t{32} << 20;
  enum class WithSlip { no, yes };
  Result<Pages> compose(const Plan& plan, const Rendering& rendering, WithSlip slip);
  Result<layout::Layout> layout(const Rendering& rendering);
  Result<std::string> built_in_style();
  Result<std::string> own_style(const std::string& file);
  const Result<text::FontSet>& fonts();
  /// Sets text in `language`. Errors: no fonts, a wrong list of hyphenation patterns.
  Result<text::Typesetter*> typesetter(const std::string& language,
                                       text::PlainWords plain_words = text::PlainWords::looked_up);
  std::vector<std::string> explanation(const Plan& plan, const Rendering& rendering);
  std::function<std::string()> cover(const Plan& plan, Diagnostics& warnings);
  Result<epub::Texts*> texts(const Plan& plan, const Rendering& rendering, Diagnostics& warnings);
  Plan with_writable_name(const Plan& plan, const text::FontSet& set, Diagnostics& warnings);

  const io::Resources& resources_;
  Run run_;
  Packer packer_;
  std::optional<Result<text::FontSet>> fonts_;
  std::map<std::string, text::Typesetter> typesetters_;  ///< by language; need the fonts
  std::map<std::string, Language> languages_;
  Latin latin_;
  std::map<std::string, layout::Layout> layouts_;
  cover::Covers covers_;
  std::shared_ptr<const Readings> texts_of_;
  std::optional<epub::Texts> texts_;           ///< of those readings
  std::map<std::string, std::string> styles_;  ///< by file; the built-in one by no name
};

}  // namespace pensum::press
