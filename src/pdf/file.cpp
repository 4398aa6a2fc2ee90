#include "pdf/file.hpp"

#include "pdf/digest.hpp"

#include <array>
#include <cstdint>
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

class Assembly::State {
 public:
  // The comment's bytes above 127 tell transfer programs that the file is binary.
  explicit State(Packer* packer)
      : packer_(packer != nullptr ? *packer : own_packer_), out_("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") {}

  void expect(std::size_t bytes) { out_.reserve(bytes); }

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
    if (failed()) return;
    begin(number);
    out_ += value;
    out_ += "\nendobj\n";
  }

  void put_stream(Number number, std::string_view entries, std::string_view bytes) {
    if (failed()) return;
    begin(number);
    out_ += "<<";
    out_ += entries;
    append_packed(bytes, Packing::quick);
  }

  void put_stream_of(Number number, std::string_view key, const std::function<std::string()>& make) {
    if (failed()) return;
    const std::optional<std::string> packed = packer_.zlib_of(key, quick_level, make);
    if (!packed) return fail("memory ran out");
    begin(number);
    out_ += "<<";
    append_filtered(*packed);
  }

  bool shares() const { return packer_.keeps(); }

  void put_plain_stream(Number number, std::string_view dictionary, std::string_view bytes) {
    if (failed()) return;
    begin(number);
    out_ += dictionary;
    append_stream(bytes);
  }

  std::string packed(std::string_view bytes, Packing packing) {
    std::optional<std::string> packed =
        packer_.zlib(bytes, packing == Packing::quick ? quick_level : small_level);
    if (!packed) fail("memory ran out");
    return packed ? *std::move(packed) : std::string();
  }

  std::string take() {
    if (!finished_) digest_.add(out_);
    taken_ += out_.size();
    return std::exchange(out_, {});
  }

  void finish(Number catalog, Number info) {
    if (failed()) return;
    flush();
    finished_ = true;
    const std::size_t start = taken_ + out_.size();
    digest_.add(out_);
    begin(reserve());
    const std::string table = packed_table();
    out_ += "<</Type/XRef/W[1 4 2]/Size ";
    append_integer(out_, static_cast<std::int64_t>(locations_.size()));
    append_reference(out_, "/Root", catalog);
    append_reference(out_, "/Info", info);
    append_identifier();
    out_ += "/DecodeParms<</Predictor 12/Columns 7>>";
    append_packed(table, Packing::quick);
    out_ += "startxref\n";
    append_integer(out_, static_cast<std::int64_t>(start));
    out_ += "\n%%EOF\n";
  }

  bool failed() const { return !failure_.empty(); }
  const std::string& failure() const { return failure_; }
  void fail(std::string what) {
    if (!failed()) failure_ = std::move(what);
  }

 private:
  // The object of that number begins here.
  void begin(Number number) {
    const std::size_t at = taken_ + out_.size();
    if (at > UINT32_MAX) fail("the file is larger than 4 GB");
    locations_[number] = {.where = static_cast<std::uint32_t>(at), .index = 0, .kind = 1};
    append_integer(out_, number);
    out_ += " 0 obj\n";
  }

  void flush() {
    if (waiting_.empty()) return;
    const Number number = reserve();
    std::uint16_t index = 0;
    for (const Number packed : waiting_) locations_[packed] = {.where = number, .index = index++, .kind = 2};
    begin(number);
    out_ += "<</Type/ObjStm/N ";
    append_integer(out_, static_cast<std::int64_t>(waiting_.size()));
    out_ += "/First ";
    append_integer(out_, static_cast<std::int64_t>(index_.size()));
    append_packed(index_ + values_, Packing::quick);
    waiting_.clear();
    index_.clear();
    values_.clear();
  }

  // The rest of a stream whose dictionary has begun.
  void append_packed(std::string_view bytes, Packing packing) {
    append_filtered(this->packed(bytes, packing));
  }

  void append_filtered(std::string_view packed) {
    out_ += "/Filter/FlateDecode/Length ";
    append_integer(out_, static_cast<std::int64_t>(packed.size()));
    out_ += ">>";
    append_stream(packed);
  }

  void append_stream(std::string_view bytes) {
    out_ += "\nstream\n";
    out_ += bytes;
    out_ += "\nendstream\nendobj\n";
  }

  void append_identifier() {
    const std::array<std::uint8_t, 16> sum = digest_.finish();
    std::string hex;
    append_hex(hex, std::string_view(reinterpret_cast<const char*>(sum.data()), sum.size()));
    out_ += "/ID[<" + hex + "><" + hex + ">]";
  }

  // The cross-reference table, a row an object, each as its difference from the row above
  // (predictor 12), which is mostly zeros.
  std::string packed_table() const {
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

  Packer own_packer_;
  Packer& packer_;
  std::vector<Location> locations_ = std::vector<Location>(1);  // by object number
  std::string out_;
  bool finished_ = false;
  std::size_t taken_ = 0;        // bytes before those of `out_`
  Digest digest_;                // of all before the cross-reference table
  std::vector<Number> waiting_;  // packed next
  std::string index_;
  std::string values_;
  std::string failure_;
};

Assembly::Assembly(Packer* packer) : state_(std::make_unique<State>(packer)) {}
Assembly::~Assembly() = default;

void Assembly::expect(std::size_t bytes) { state_->expect(bytes); }
Number Assembly::reserve() { return state_->reserve(); }
void Assembly::put(Number number, std::string_view value) { state_->put(number, value); }
void Assembly::put_shared(Number number, std::string_view value) { state_->put_shared(number, value); }
void Assembly::put_stream(Number number, std::string_view entries, std::string_view bytes) {
  state_->put_stream(number, entries, bytes);
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
