#include "pdf/file.hpp"

#include "base/deflate.hpp"
#include "base/shared_work.hpp"
#include "pdf/digest.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace pensum::pdf {

namespace {

// An object stream is read as a whole for any of its objects: large enough to compress well, small
// enough that a viewer shows a page of a long document at once.
constexpr std::size_t packed_size = 48 * 1024;

constexpr int quick_level = Deflater::quick_level;
constexpr int small_level = Deflater::usual_level;

// PDF/A allows no more (ISO 19005-2 §6.1.13).
constexpr Number most_objects = 8'388'607;

// Where an object is: at a byte of the file, or in an object stream.
struct Location {
  std::uint32_t where = 0;
  std::uint16_t index = 0;
  std::uint8_t kind = 0;  // 0 free, 1 in the file, 2 in an object stream
};

}  // namespace

/// An object, or the bytes that it will be: behind its number.
struct Assembly::Object {
  enum class Form { value, stream, packed, plain };  ///< streams: to be packed, packed, or as they are
  Number number = 0;
  Form form = Form::value;
  std::string head{};  ///< a stream's entries, or if it is plain all of its dictionary
  std::string bytes{};
  bool failed = false;             ///< memory ran out
  std::atomic<bool> ready = true;  ///< whether no thread works on it
};

/// The file's bytes, an object behind another.
class Assembly::Body {
 public:
  // The comment's bytes above 127 tell transfer programs that the file is binary.
  Body() : out_("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") {}

  void expect(std::size_t bytes) { out_.reserve(bytes); }

  void append(const Object& object) {
    append_integer(out_, object.number);
    out_ += " 0 obj\n";
    if (object.form == Object::Form::value) {
      out_ += object.bytes;
    } else {
      if (object.form == Object::Form::plain) {
        out_ += object.head;
      } else {
        out_ += "<<";
        out_ += object.head;
        out_ += "/Filter/FlateDecode/Length ";
        append_integer(out_, static_cast<std::int64_t>(object.bytes.size()));
        out_ += ">>";
      }
      out_ += "\nstream\n";
      out_ += object.bytes;
      out_ += "\nendstream";
    }
    out_ += "\nendobj\n";
  }
  /// The file's last lines: where the table of all objects is.
  void end(std::size_t table) {
    out_ += "startxref\n";
    append_integer(out_, static_cast<std::int64_t>(table));
    out_ += "\n%%EOF\n";
  }

  /// How many bytes there are.
  std::size_t size() const { return taken_ + out_.size(); }
  /// The identifier of a file that has this before its table. What comes behind does not change it.
  std::array<std::uint8_t, 16> identifier() {
    identified_ = true;
    digest_.add(out_);
    return digest_.finish();
  }
  std::string take() {
    if (!identified_) digest_.add(out_);
    taken_ += out_.size();
    return std::exchange(out_, {});
  }

 private:
  std::string out_;
  std::size_t taken_ = 0;  // bytes before those of `out_`
  Digest digest_;          // of all before the cross-reference table
  bool identified_ = false;
};

// Objects get their numbers here, and those that are packed together are gathered.
class Assembly::State {
 public:
  State(Packer* packer, Threads threads)
      : packer_(packer != nullptr ? *packer : own_packer_),
        packing_(threads == Threads::one || packer_.keeps() ? SharedWork::without_help
                                                            : SharedWork::of_streams) {}

  void expect(std::size_t bytes) { body_.expect(bytes); }

  Number reserve() {
    if (locations_.size() > most_objects) fail("a PDF file cannot hold so many objects");
    locations_.emplace_back();
    return static_cast<Number>(locations_.size() - 1);
  }

  void put(Number number, std::string_view value) {
    if (failed()) return;
    waiting_.push_back(number);
    append_integer(index_, number);
    index_ += ' ';
    append_integer(index_, static_cast<std::int64_t>(values_.size()));
    index_ += ' ';
    values_ += value;
    values_ += '\n';
    if (values_.size() >= packed_size) flush();
  }

  void put_shared(Number number, std::string_view value) {
    if (!failed()) add(number, Object::Form::value).bytes = value;
  }

  void put_stream(Number number, std::string_view entries, std::string bytes) {
    if (failed()) return;
    Object& object = add(number, Object::Form::stream);
    object.head = entries;
    object.bytes = std::move(bytes);
    object.ready = false;
    packing_.add(object.bytes.size(), [this, &object](Hand hand) { pack(object, hand); });
    bring_in();
  }

  void put_stream_of(Number number, std::string_view key, const std::function<std::string()>& make) {
    if (failed()) return;
    if (!packer_.keeps()) return put_stream(number, "", make());
    std::optional<std::string> packed = packer_.zlib_of(key, quick_level, make);
    if (!packed) return fail(out_of_memory);
    add(number, Object::Form::packed).bytes = *std::move(packed);
  }

  bool shares() const { return packer_.keeps(); }

  void put_plain_stream(Number number, std::string_view dictionary, std::string_view bytes) {
    if (failed()) return;
    Object& object = add(number, Object::Form::plain);
    object.head = dictionary;
    object.bytes = bytes;
  }

  std::string packed(std::string_view bytes, Packing packing) {
    std::optional<std::string> packed =
        packer_.zlib(bytes, packing == Packing::quick ? quick_level : small_level);
    if (!packed) fail(out_of_memory);
    return packed ? *std::move(packed) : std::string();
  }

  std::string take() {
    bring_all_in();
    return body_.take();
  }

  void finish(Number catalog, Number info) {
    if (failed()) return;
    flush();
    bring_all_in();
    const Number table = reserve();
    const std::size_t start = body_.size();
    place(table, start);
    if (failed()) return;
    std::string entries = "/Type/XRef/W[1 4 2]/Size ";
    append_integer(entries, static_cast<std::int64_t>(locations_.size()));
    append_reference(entries, "/Root", catalog);
    append_reference(entries, "/Info", info);
    append_identifier(entries, body_.identifier());
    entries += "/DecodeParms<</Predictor 12/Columns 7>>";
    Object xref;
    xref.number = table;
    xref.form = Object::Form::packed;
    xref.head = std::move(entries);
    xref.bytes = packed(table_of_locations(), Packing::quick);
    body_.append(xref);
    body_.end(start);
  }

  bool failed() const { return !failure_.empty(); }
  const std::string& failure() const { return failure_; }
  void fail(std::string what) {
    if (!failed()) failure_ = std::move(what);
  }

 private:
  static constexpr const char* out_of_memory = "memory ran out";

  void flush() {
    if (waiting_.empty()) return;
    const Number number = reserve();
    std::uint16_t index = 0;
    for (const Number packed : waiting_) locations_[packed] = {.where = number, .index = index++, .kind = 2};
    std::string entries = "/Type/ObjStm/N ";
    append_integer(entries, static_cast<std::int64_t>(waiting_.size()));
    entries += "/First ";
    append_integer(entries, static_cast<std::int64_t>(index_.size()));
    put_stream(number, entries, index_ + values_);
    waiting_.clear();
    index_.clear();
    values_.clear();
  }

  // The packer is not for two threads: a helper has a deflater of its own.
  void pack(Object& object, Hand hand) {
    const std::optional<std::string> packed =
        hand == Hand::own ? packer_.zlib(object.bytes, quick_level) : helpers_deflater_.zlib(object.bytes);
    object.form = Object::Form::packed;
    object.failed = !packed;
    if (packed) object.bytes = std::string(*packed);  // without room for more
    object.ready = true;
  }

  Object& add(Number number, Object::Form form) {
    Object& object = objects_.emplace_back();
    object.number = number;
    object.form = form;
    return object;
  }

  // Puts objects into the body, up to the first that is being packed.
  void bring_in() {
    for (; !objects_.empty() && objects_.front().ready && !failed(); objects_.pop_front()) {
      const Object& object = objects_.front();
      if (object.failed) fail(out_of_memory);
      place(object.number, body_.size());
      if (!failed()) body_.append(object);
    }
  }

  void bring_all_in() {
    packing_.finish();
    bring_in();
  }

  // The object of that number begins there.
  void place(Number number, std::size_t at) {
    if (at > UINT32_MAX) fail("the file is larger than 4 GB");
    locations_[number] = {.where = static_cast<std::uint32_t>(at), .index = 0, .kind = 1};
  }

  static void append_identifier(std::string& out, const std::array<std::uint8_t, 16>& sum) {
    std::string hex;
    append_hex(hex, std::string_view(reinterpret_cast<const char*>(sum.data()), sum.size()));
    out += "/ID[<" + hex + "><" + hex + ">]";
  }

  // The cross-reference table, a row an object, each as its difference from the row above
  // (predictor 12), which is mostly zeros.
  std::string table_of_locations() const {
    std::string rows;
    rows.reserve(8 * locations_.size());
    std::array<std::uint8_t, 7> above{};
    for (std::size_t number = 0; number < locations_.size(); ++number) {
      const Location& at = locations_[number];
      const std::uint16_t last = number == 0 ? std::uint16_t{0xFFFF} : at.index;
      const std::array<std::uint8_t, 7> row{
          at.kind,
          static_cast<std::uint8_t>(at.where >> 24),
          static_cast<std::uint8_t>(at.where >> 16 & 0xFF),
          static_cast<std::uint8_t>(at.where >> 8 & 0xFF),
          static_cast<std::uint8_t>(at.where & 0xFF),
          static_cast<std::uint8_t>(last >> 8),
          static_cast<std::uint8_t>(last & 0xFF),
      };
      rows += '\2';
      for (std::size_t i = 0; i < row.size(); ++i) rows += static_cast<char>(row[i] - above[i]);
      above = row;
    }
    return rows;
  }

  Deflater helpers_deflater_{quick_level};
  Packer own_packer_;
  Packer& packer_;
  std::vector<Location> locations_ = std::vector<Location>(1);  // by object number
  std::vector<Number> waiting_;                                 // packed next
  std::string index_;
  std::string values_;
  std::string failure_;
  Body body_;
  std::deque<Object> objects_;  // not yet in the body
  SharedWork packing_;          // of these: it ends first
};

Assembly::Assembly(Packer* packer, Threads threads) : state_(std::make_unique<State>(packer, threads)) {}
Assembly::~Assembly() = default;

void Assembly::expect(std::size_t bytes) { state_->expect(bytes); }
Number Assembly::reserve() { return state_->reserve(); }
void Assembly::put(Number number, std::string_view value) { state_->put(number, value); }
void Assembly::put_shared(Number number, std::string_view value) { state_->put_shared(number, value); }
void Assembly::put_stream(Number number, std::string_view entries, std::string bytes) {
  state_->put_stream(number, entries, std::move(bytes));
}
void Assembly::put_stream_of(Number number, std::string_view key, const std::function<std::string()>& make) {
  state_->put_stream_of(number, key, make);
}
bool Assembly::shares() const { return state_->shares(); }
void Assembly::put_plain_stream(Number number, std::string_view dictionary, std::string_view bytes) {
  state_->put_plain_stream(number, dictionary, bytes);
}
std::string Assembly::packed(std::string_view bytes, Packing packing) {
  return state_->packed(bytes, packing);
}
std::string Assembly::take() { return state_->take(); }
void Assembly::finish(Number catalog, Number info) { state_->finish(catalog, info); }
bool Assembly::failed() const { return state_->failed(); }
const std::string& Assembly::failure() const { return state_->failure(); }
void Assembly::fail(std::string what) { state_->fail(std::move(what)); }

}  // namespace pensum::pdf
