#include "pdf/file.hpp"

#include "pdf/digest.hpp"
#include "pdf/numbers.hpp"
#include "pdf/text_string.hpp"

#include <array>
#include <utility>
#include <vector>

namespace pensum::pdf {

namespace {

// An object stream is read as a whole for any of its objects: large enough to compress well, small
// enough that a viewer shows a page of a long document at once.
constexpr std::size_t packed_size = 48 * 1024;

// Where an object is: at a byte of the file, or in an object stream.
struct Location {
  std::uint8_t kind = 0;  // 0 free, 1 in the file, 2 in an object stream
  std::uint32_t where = 0;
  std::uint16_t index = 0;
};

}  // namespace

class Assembly::State {
 public:
  // The comment's bytes above 127 tell transfer programs that the file is binary.
  State() : out_("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") {}

  std::uint32_t last() const { return static_cast<std::uint32_t>(locations_.size() - 1); }

  void add(Objects& objects) {
    objects_ = &objects;
    if (objects.last() > last()) locations_.resize(objects.last() + 1);
    for (const std::uint32_t number : objects.numbers()) {
      if (const std::string* bytes = objects.stream_bytes(number)) {
        write_stream(number, *bytes);
      } else if (objects.is_shared(number)) {
        write_plainly(number);
      } else {
        pack(number);
      }
    }
    flush();
  }

  std::string take() {
    if (!finished_) digest_.add(out_);
    taken_ += out_.size();
    return std::exchange(out_, {});
  }

  void finish(Objects& objects, Dictionary catalog, Dictionary info) {
    objects_ = &objects;
    finished_ = true;
    const std::size_t start = taken_ + out_.size();
    digest_.add(out_);
    const auto number = static_cast<std::uint32_t>(locations_.size());
    place(number, {.kind = 1, .where = offset(), .index = 0});
    const std::string table = packed_table();
    append_head(number);
    out_ += "/Type/XRef/W[1 4 2]/Size ";
    append_integer(out_, static_cast<std::int64_t>(locations_.size()));
    append_reference("/Root ", catalog);
    append_reference("/Info ", info);
    append_identifier();
    out_ += "/DecodeParms<</Predictor 12/Columns 7>>";
    append_packed(table);
    out_ += "startxref\n";
    append_integer(out_, static_cast<std::int64_t>(start));
    out_ += "\n%%EOF\n";
  }

 private:
  std::uint32_t offset() {
    const std::size_t at = taken_ + out_.size();
    if (at > UINT32_MAX) objects_->fail("the file is larger than 4 GB");
    return static_cast<std::uint32_t>(at);
  }

  void place(std::uint32_t number, Location location) {
    if (number >= locations_.size()) locations_.resize(number + 1);
    locations_[number] = location;
  }

  void write_stream(std::uint32_t number, const std::string& bytes) {
    place(number, {.kind = 1, .where = offset(), .index = 0});
    append_integer(out_, number);
    out_ += " 0 obj\n";
    objects_->append_value(out_, number);
    out_ += "\nstream\n";
    out_ += bytes;
    out_ += "\nendstream\nendobj\n";
  }

  void write_plainly(std::uint32_t number) {
    place(number, {.kind = 1, .where = offset(), .index = 0});
    append_integer(out_, number);
    out_ += " 0 obj\n";
    objects_->append_value(out_, number);
    out_ += "\nendobj\n";
  }

  void pack(std::uint32_t number) {
    waiting_.push_back(number);
    append_integer(index_, number);
    index_ += ' ';
    append_integer(index_, static_cast<std::int64_t>(values_.size()));
    index_ += ' ';
    objects_->append_value(values_, number);
    values_ += '\n';
    if (values_.size() >= packed_size) flush();
  }

  void flush() {
    if (waiting_.empty()) return;
    const auto number = static_cast<std::uint32_t>(locations_.size());
    place(number, {.kind = 1, .where = offset(), .index = 0});
    std::uint16_t index = 0;
    for (const std::uint32_t packed : waiting_) place(packed, {.kind = 2, .where = number, .index = index++});
    append_head(number);
    out_ += "/Type/ObjStm/N ";
    append_integer(out_, static_cast<std::int64_t>(waiting_.size()));
    out_ += "/First ";
    append_integer(out_, static_cast<std::int64_t>(index_.size()));
    append_packed(index_ + values_);
    waiting_.clear();
    index_.clear();
    values_.clear();
  }

  void append_head(std::uint32_t number) {
    append_integer(out_, number);
    out_ += " 0 obj\n<<";
  }

  void append_packed(const std::string& bytes) {
    const std::optional<std::string> packed = objects_->deflater().zlib(bytes);
    if (!packed) return objects_->fail("memory ran out");
    out_ += "/Filter/FlateDecode/Length ";
    append_integer(out_, static_cast<std::int64_t>(packed->size()));
    out_ += ">>\nstream\n";
    out_ += *packed;
    out_ += "\nendstream\nendobj\n";
  }

  void append_reference(const char* key, Dictionary to) {
    out_ += key;
    append_integer(out_, objects_->number_of(to));
    out_ += " 0 R";
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

  Objects* objects_ = nullptr;                                  // those being written
  std::vector<Location> locations_ = std::vector<Location>(1);  // by object number
  std::string out_;
  bool finished_ = false;
  std::size_t taken_ = 0;               // bytes before those of `out_`
  Digest digest_;                       // of all before the cross-reference table
  std::vector<std::uint32_t> waiting_;  // packed next
  std::string index_;
  std::string values_;
};

Assembly::Assembly() : state_(std::make_unique<State>()) {}
Assembly::~Assembly() = default;

std::uint32_t Assembly::last() const { return state_->last(); }
void Assembly::add(Objects& objects) { state_->add(objects); }
std::string Assembly::take() { return state_->take(); }
void Assembly::finish(Objects& objects, Dictionary catalog, Dictionary info) {
  state_->finish(objects, catalog, info);
}

std::string assemble(Objects& objects, Dictionary catalog, Dictionary info) {
  Assembly assembly;
  assembly.add(objects);
  assembly.finish(objects, catalog, info);
  return assembly.take();
}

}  // namespace pensum::pdf
