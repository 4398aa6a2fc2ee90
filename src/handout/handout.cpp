#include "handout/handout.hpp"

#include "archive/zip.hpp"
#include "base/deflate.hpp"
#include "base/spelling.hpp"
#include "handout/qpdf_library.hpp"
#include "pdf/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace pensum::handout {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;
constexpr std::size_t most_attached = std::size_t{64} << 20;
constexpr std::size_t most_annotations = 1'000'000;
constexpr std::size_t most_attachments = 1'000;
/// Of fields in fields, and of lists of files in lists.
constexpr int deepest = 64;
/// Of a box, in percent, that a stroke has to cover.
constexpr double enough_covered = 40;

/// In points, whichever corner is given first.
struct Area {
  double left = 0;
  double bottom = 0;
  double right = 0;
  double top = 0;

  double size() const { return std::max(0.0, right - left) * std::max(0.0, top - bottom); }
};

Area common(const Area& a, const Area& b) {
  return {std::max(a.left, b.left), std::max(a.bottom, b.bottom), std::min(a.right, b.right),
          std::min(a.top, b.top)};
}

/// What a person may have put over a box.
bool is_stroke(std::string_view subtype) {
  constexpr std::array<std::string_view, 9> strokes{
      "/Ink", "/FreeText", "/Stamp", "/Highlight", "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine"};
  return std::ranges::find(strokes, subtype) != strokes.end();
}

class Reader {
 public:
  Reader(const QpdfLibrary& qpdf, std::string_view bytes, const std::string& file)
      : qpdf_(qpdf), data_(qpdf.init()), bytes_(bytes), file_(file) {}
  ~Reader() { qpdf_.cleanup(&data_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  Result<Handout> read() {
    qpdf_.silence_errors(data_);
    qpdf_.set_suppress_warnings(data_, QPDF_TRUE);
    qpdf_.read_memory(data_, file_.c_str(), bytes_.data(), bytes_.size(), "");
    if (Result<void> fine = check(); !fine) return std::unexpected(std::move(fine.error()));
    read_boxes();
    if (Result<void> fine = check(); !fine) return std::unexpected(std::move(fine.error()));
    if (!doubled_.empty()) {
      return failure(
          fmt::format("{}: there are two plans in it: the box “{}” belongs to both", file_, shown(doubled_)),
          "name the file of one plan");
    }
    const qpdf_oh names = key(qpdf_.get_root(data_), "/Names");
    read_attachments(key(names, "/EmbeddedFiles"), 0);
    if (Result<void> fine = check(); !fine) return std::unexpected(std::move(fine.error()));
    std::ranges::stable_sort(handout_.attachments, {}, &Attachment::name);
    for (auto& [name, field] : fields_)
      handout_.boxes.push_back({name, field.ticked, field.ticked ? 0 : field.strokes});
    return std::move(handout_);
  }

 private:
  struct Field {
    std::pair<int, int> object;
    bool ticked = false;
    std::size_t strokes = 0;
  };

  /// What libqpdf found wrong, or this reader.
  Result<void> check() {
    if (!error_.empty())
      return failure(fmt::format("{}: {}", file_, error_), "it is not a plan that pensum wrote");
    if (qpdf_.has_error(data_) == QPDF_FALSE) return {};
    qpdf_error error = qpdf_.get_error(data_);
    if (qpdf_.get_error_code(data_, error) == qpdf_e_password) {
      return failure(fmt::format("{}: it is protected with a password", file_),
                     "save a copy without a password");
    }
    // A PDF may have other bytes before it.
    if (!bytes_.substr(0, 1024).contains("%PDF-")) {
      return failure(fmt::format("{}: it is not a PDF or a book (EPUB)", file_),
                     "name a plan that pensum wrote, or a copy that a viewer saved");
    }
    return failure(fmt::format("{}: it is not a readable PDF: {}", file_,
                               shown(qpdf_.get_error_message_detail(data_, error))),
                   "name a plan as a viewer saved it");
  }

  // ------------------------------------------------------------------ objects

  bool is_dictionary(qpdf_oh object) const { return qpdf_.is_dictionary(data_, object) != QPDF_FALSE; }
  bool is_array(qpdf_oh object) const { return qpdf_.is_array(data_, object) != QPDF_FALSE; }

  /// Null where there is none.
  qpdf_oh key(qpdf_oh dictionary, const char* name) const {
    return is_dictionary(dictionary) ? qpdf_.get_key(data_, dictionary, name) : dictionary_of_nothing();
  }
  qpdf_oh dictionary_of_nothing() const {
    return qpdf_.get_key(data_, qpdf_.get_root(data_), "/PENSUM_Nothing");
  }

  std::string name(qpdf_oh object) const {
    return qpdf_.is_name(data_, object) != QPDF_FALSE ? qpdf_.get_name(data_, object) : "";
  }

  std::string text(qpdf_oh object) const {
    if (qpdf_.is_string(data_, object) == QPDF_FALSE) return {};
    std::size_t length = 0;
    const char* const bytes = qpdf_.get_binary_utf8_value(data_, object, &length);
    return {bytes, length};
  }

  std::optional<Area> area(qpdf_oh annotation) const {
    const qpdf_oh rectangle = key(annotation, "/Rect");
    if (!is_array(rectangle) || qpdf_.get_array_n_items(data_, rectangle) != 4) return std::nullopt;
    std::array<double, 4> sides{};
    for (int i = 0; i < 4; ++i) {
      const qpdf_oh side = qpdf_.get_array_item(data_, rectangle, i);
      if (qpdf_.is_number(data_, side) == QPDF_FALSE) return std::nullopt;
      sides.at(static_cast<std::size_t>(i)) = qpdf_.get_numeric_value(data_, side);
    }
    return Area{std::min(sides[0], sides[2]), std::min(sides[1], sides[3]), std::max(sides[0], sides[2]),
                std::max(sides[1], sides[3])};
  }

  // ------------------------------------------------------------------ boxes

  void read_boxes() {
    const int pages = qpdf_.get_num_pages(data_);
    for (int page = 0; page < pages && error_.empty(); ++page) {
      read_page(key(qpdf_.get_page_n(data_, static_cast<std::size_t>(page)), "/Annots"));
      qpdf_.release_all(data_);
    }
  }

  void read_page(qpdf_oh annotations) {
    if (!is_array(annotations)) return;
    std::vector<std::pair<std::string, Area>> boxes;
    std::vector<Area> strokes;
    const int count = qpdf_.get_array_n_items(data_, annotations);
    for (int i = 0; i < count; ++i) {
      if (++annotations_ > most_annotations) {
        error_ = fmt::format("it has more than {} annotations", most_annotations);
        return;
      }
      const qpdf_oh annotation = qpdf_.get_array_item(data_, annotations, i);
      const std::string subtype = name(key(annotation, "/Subtype"));
      const std::optional<Area> where = area(annotation);
      if (subtype == "/Widget") {
        const std::string* box = read_widget(annotation);
        if (box != nullptr && where) boxes.emplace_back(*box, *where);
      } else if (where && is_stroke(subtype)) {
        strokes.push_back(*where);
      }
    }
    for (const auto& [box, where] : boxes) {
      for (const Area& stroke : strokes) {
        if (common(stroke, where).size() * 100 >= where.size() * enough_covered && where.size() > 0) {
          ++fields_.at(box).strokes;
        }
      }
    }
  }

  /// The name of its box; null where it belongs to no check box with a name.
  const std::string* read_widget(qpdf_oh widget) {
    std::string full_name;
    std::string value;
    std::string type;
    std::optional<std::pair<int, int>> field;
    qpdf_oh at = widget;
    for (int depth = 0; depth < deepest && is_dictionary(at); ++depth) {
      if (const std::string partial = text(key(at, "/T")); !partial.empty()) {
        full_name = full_name.empty() ? partial : fmt::format("{}.{}", partial, full_name);
        if (!field) field = {qpdf_.get_object_id(data_, at), qpdf_.get_generation(data_, at)};
      }
      if (value.empty()) value = name(key(at, "/V"));
      if (type.empty()) type = name(key(at, "/FT"));
      // Programs that unite files lose the parents; pensum names them twice.
      const qpdf_oh parent = key(at, "/Parent");
      at = is_dictionary(parent) ? parent : key(at, "/PENSUM_Parent");
    }
    if (!field || (!type.empty() && type != "/Btn")) return nullptr;
    const auto [found, added] = fields_.try_emplace(pdf::box_name_of(full_name), Field{.object = *field});
    Field& box = found->second;
    if (!added && box.object != *field && doubled_.empty()) doubled_ = found->first;
    const std::string state = name(key(widget, "/AS"));
    box.ticked = box.ticked || is_on(value) || is_on(state);
    return &found->first;
  }

  static bool is_on(const std::string& state) { return !state.empty() && state != "/Off"; }

  // ------------------------------------------------------------------ attachments

  /// A tree of names (ISO 32000-1 §7.9.6).
  void read_attachments(qpdf_oh node, int depth) {
    if (depth >= deepest || !is_dictionary(node) || !error_.empty()) return;
    if (const qpdf_oh kids = key(node, "/Kids"); is_array(kids)) {
      const int count = qpdf_.get_array_n_items(data_, kids);
      for (int i = 0; i < count && handout_.attachments.size() < most_attachments; ++i) {
        read_attachments(qpdf_.get_array_item(data_, kids, i), depth + 1);
      }
    }
    const qpdf_oh names = key(node, "/Names");
    if (!is_array(names)) return;
    const int count = qpdf_.get_array_n_items(data_, names);
    for (int i = 0; i + 1 < count && handout_.attachments.size() < most_attachments; i += 2) {
      read_file(text(qpdf_.get_array_item(data_, names, i)), qpdf_.get_array_item(data_, names, i + 1));
    }
  }

  void read_file(const std::string& key_name, qpdf_oh specification) {
    std::string file_name = text(key(specification, "/UF"));
    if (file_name.empty()) file_name = text(key(specification, "/F"));
    if (file_name.empty()) file_name = key_name;
    const qpdf_oh streams = key(specification, "/EF");
    qpdf_oh stream = key(streams, "/UF");
    if (qpdf_.is_stream(data_, stream) == QPDF_FALSE) stream = key(streams, "/F");
    if (qpdf_.is_stream(data_, stream) == QPDF_FALSE) return;
    std::optional<std::string> unpacked = bytes_of(stream);
    if (!unpacked) {
      error_ = fmt::format("its attachment “{}” cannot be unpacked, or is larger than {} MiB",
                           shown(file_name), most_attached >> 20);
      return;
    }
    attached_ += unpacked->size();
    if (attached_ > most_attached) {
      error_ = fmt::format("its attachments are larger than {} MiB", most_attached >> 20);
      return;
    }
    handout_.attachments.push_back({std::move(file_name), *std::move(unpacked)});
  }

  /// Unpacked here, where there is a limit to it.
  std::optional<std::string> bytes_of(qpdf_oh stream) {
    unsigned char* raw = nullptr;
    std::size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    qpdf_.get_stream_data(data_, stream, qpdf_dl_none, &filtered, &raw, &size);
    const std::unique_ptr<unsigned char, decltype(&std::free)> owner(raw, &std::free);
    const std::string_view packed(reinterpret_cast<const char*>(raw), raw == nullptr ? 0 : size);
    const qpdf_oh dictionary = qpdf_.get_dict(data_, stream);
    qpdf_oh filter = key(dictionary, "/Filter");
    if (is_array(filter)) {
      const int count = qpdf_.get_array_n_items(data_, filter);
      if (count > 1) return std::nullopt;
      filter = count == 1 ? qpdf_.get_array_item(data_, filter, 0) : dictionary_of_nothing();
    }
    if (qpdf_.is_null(data_, filter) != QPDF_FALSE) return std::string(packed);
    if (name(filter) != "/FlateDecode" && name(filter) != "/Fl") return std::nullopt;
    return inflate_zlib(packed, most_attached);
  }

  const QpdfLibrary& qpdf_;
  qpdf_data data_;
  std::string_view bytes_;
  const std::string& file_;
  std::string error_;    ///< found by this reader; may be empty
  std::string doubled_;  ///< a box of two fields; may be empty
  std::size_t annotations_ = 0;
  std::size_t attached_ = 0;  ///< bytes
  std::map<std::string, Field> fields_;
  Handout handout_;
};

}  // namespace

Result<Handout> read_pdf(std::string_view bytes, const std::string& file) {
  if (bytes.size() > most_bytes) {
    return failure(fmt::format("{}: it is larger than {} MiB", file, most_bytes >> 20),
                   "name a plan that pensum wrote");
  }
  const Result<QpdfLibrary>& qpdf = qpdf_library();
  if (!qpdf) return std::unexpected(qpdf.error());
  return Reader(*qpdf, bytes, file).read();
}

namespace {

/// A book of pensum's has its files in one folder, with those that it was made from.
Result<Handout> read_epub(std::string_view bytes, const std::string& file) {
  const archive::TreeLimits limits{
      .files = 100'000, .file_bytes = most_attached, .all_bytes = 4 * most_attached};
  const Result<std::shared_ptr<const archive::FileTree>> tree =
      archive::open_zip(std::string(bytes), file, limits);
  if (!tree) return std::unexpected(tree.error());
  Handout handout{.kind = Kind::book, .attachments = {}, .boxes = {}};
  const std::string package = archive::shallowest(**tree, "package.opf");
  const std::string folder = package.substr(0, package.rfind('/') + 1);
  if (package.empty()) return handout;
  for (const std::string& name : (*tree)->names()) {
    if (!name.starts_with(folder) || !name.ends_with(".xml") ||
        name.find('/', folder.size()) != std::string::npos)
      continue;
    Result<std::string> content = (*tree)->read(name);
    if (!content) return std::unexpected(std::move(content.error()));
    handout.attachments.push_back({name.substr(folder.size()), *std::move(content)});
  }
  return handout;
}

}  // namespace

Result<Handout> read(std::string_view bytes, const std::string& file) {
  return bytes.starts_with("PK\x03\x04") ? read_epub(bytes, file) : read_pdf(bytes, file);
}

const std::string* find_attachment(const Handout& handout, std::string_view name) {
  const auto found = std::ranges::find(handout.attachments, name, &Attachment::name);
  return found == handout.attachments.end() ? nullptr : &found->bytes;
}

}  // namespace pensum::handout
