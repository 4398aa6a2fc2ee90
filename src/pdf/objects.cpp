#include "pdf/objects.hpp"

#include "pdf/text_string.hpp"

#include <fmt/format.h>
#include <hpdf_objects.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <new>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace pensum::pdf {

namespace {

constexpr std::size_t longest_name = HPDF_LIMIT_MAX_NAME_LEN;

// Memory for libharu's objects: a long document has hundreds of thousands of small ones, which all
// end together, so none is freed before. (libharu's own pool hands out addresses that are not
// aligned.) libharu hands its allocation function no state, so the arena in use is the thread's
// innermost.
class Arena {
 public:
  Arena() : outer_(std::exchange(innermost, this)) {}
  ~Arena() {
    innermost = outer_;
    while (blocks_ != nullptr) std::free(std::exchange(blocks_, blocks_->before));
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  static void* allocate(HPDF_UINT size) { return innermost->take(size); }
  static void release(void*) {}

 private:
  struct alignas(std::max_align_t) Block {
    Block* before;
  };
  static constexpr std::size_t block_size = std::size_t{128} << 10;

  void* take(std::size_t size) {
    size = (size + alignof(Block) - 1) / alignof(Block) * alignof(Block);
    if (size > left_) {
      const std::size_t wanted = std::max(size, block_size);
      void* memory = std::malloc(sizeof(Block) + wanted);
      if (memory == nullptr) return nullptr;
      blocks_ = new (memory) Block{blocks_};
      next_ = static_cast<std::byte*>(memory) + sizeof(Block);
      left_ = wanted;
    }
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }

  static thread_local Arena* innermost;
  Arena* outer_;
  Block* blocks_ = nullptr;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

thread_local Arena* Arena::innermost = nullptr;

struct MemoryDeleter {
  void operator()(HPDF_MMgr memory) const { HPDF_MMgr_Free(memory); }
};

struct StreamDeleter {
  void operator()(HPDF_Stream stream) const { HPDF_Stream_Free(stream); }
};

// libharu calls this from C: no exception may leave it.
HPDF_STATUS append_bytes(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  try {
    static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
    return HPDF_OK;
  } catch (const std::bad_alloc&) {
    return HPDF_FAILD_TO_ALLOC_MEM;
  }
}

}  // namespace

struct Objects::State {
  Arena arena;  // outlives all that is made in it
  HPDF_Error_Rec error{};
  std::unique_ptr<HPDF_MMgr_Rec, MemoryDeleter> memory_;
  std::unique_ptr<HPDF_Stream_Rec, StreamDeleter> output;
  std::string written;          // what `output` appends to
  std::uint32_t before = 0;     // the numbers of earlier objects end here
  std::vector<void*> numbered;  // dictionaries and arrays; null where a number is reserved
  std::map<std::uint32_t, void*> reserved;
  std::unordered_map<std::uint32_t, std::string> streams;
  std::unordered_set<std::uint32_t> shared;
  Deflater deflater;
  std::string failure;

  explicit State(std::uint32_t last) : before(last) {
    HPDF_Error_Init(&error, nullptr);
    memory_.reset(HPDF_MMgr_New(&error, 0, Arena::allocate, Arena::release));
    if (memory_) output.reset(HPDF_CallbackWriter_New(memory_.get(), append_bytes, &written));
    if (!output) failure = "memory ran out";
  }

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  bool ok() const { return failure.empty(); }

  // Keeps the first status that is not HPDF_OK.
  void check(HPDF_STATUS status) {
    if (status == HPDF_OK || !ok()) return;
    failure = status == HPDF_FAILD_TO_ALLOC_MEM ? "memory ran out"
              : status == HPDF_ARRAY_COUNT_ERR || status == HPDF_DICT_COUNT_ERR
                  ? "an element has too many parts for a PDF file"
                  : fmt::format("libharu refuses an object with status 0x{:04X}", status);
  }

  // Keeps the failure to make an object.
  template <class T>
  T checked(T object) {
    if (!object) check(error.error_no == HPDF_OK ? HPDF_FAILD_TO_ALLOC_MEM : error.error_no);
    return object;
  }

  HPDF_MMgr memory() const { return memory_.get(); }

  // A string object, hexadecimal only where it must be.
  void* text(std::string_view utf8) {
    const std::string text = clipped(utf8);
    if (const auto bytes = to_pdf_doc_encoding(text)) {
      return checked(HPDF_String_New(memory(), bytes->c_str(), nullptr));
    }
    return binary("\xFE\xFF" + to_utf16(text));
  }

  void* binary(std::string bytes) {
    return checked(HPDF_Binary_New(memory(), reinterpret_cast<HPDF_BYTE*>(bytes.data()),
                                   static_cast<HPDF_UINT>(bytes.size())));
  }

  void* name(std::string_view value) {
    if (value.size() > longest_name) value = value.substr(0, longest_name);
    return checked(HPDF_Name_New(memory(), std::string(value).c_str()));
  }

  std::optional<HPDF_INT32> integer(std::int64_t value) {
    if (value >= INT32_MIN && value <= INT32_MAX) return static_cast<HPDF_INT32>(value);
    if (ok()) failure = "a number is too large for a PDF file";
    return std::nullopt;
  }
};

// ------------------------------------------------------------------------------ dictionaries

namespace {

HPDF_Dict dict(void* raw) { return static_cast<HPDF_Dict>(raw); }
HPDF_Array arr(void* raw) { return static_cast<HPDF_Array>(raw); }

}  // namespace

Dictionary& Dictionary::name(const char* key, std::string_view value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.name(value)) state.check(HPDF_Dict_Add(dict(raw_), key, object));
  }
  return *this;
}

Dictionary& Dictionary::integer(const char* key, std::int64_t value) {
  Objects::State& state = *objects_->state_;
  if (!state.ok()) return *this;
  if (const auto number = state.integer(value)) state.check(HPDF_Dict_AddNumber(dict(raw_), key, *number));
  return *this;
}

Dictionary& Dictionary::boolean(const char* key, bool value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(HPDF_Dict_AddBoolean(dict(raw_), key, value ? HPDF_TRUE : HPDF_FALSE));
  return *this;
}

Dictionary& Dictionary::text(const char* key, std::string_view utf8) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.text(utf8)) state.check(HPDF_Dict_Add(dict(raw_), key, object));
  }
  return *this;
}

Dictionary& Dictionary::ascii(const char* key, std::string_view value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    void* object = state.checked(HPDF_String_New(state.memory(), std::string(value).c_str(), nullptr));
    if (object) state.check(HPDF_Dict_Add(dict(raw_), key, object));
  }
  return *this;
}

Dictionary& Dictionary::bytes(const char* key, std::string_view value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.binary(std::string(value))) state.check(HPDF_Dict_Add(dict(raw_), key, object));
  }
  return *this;
}

Dictionary& Dictionary::add(const char* key, Dictionary value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(HPDF_Dict_Add(dict(raw_), key, value.raw_));
  return *this;
}

Dictionary& Dictionary::add(const char* key, Array value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(HPDF_Dict_Add(dict(raw_), key, value.raw_));
  return *this;
}

// ------------------------------------------------------------------------------ arrays

Array& Array::integer(std::int64_t value) {
  Objects::State& state = *objects_->state_;
  if (!state.ok()) return *this;
  if (const auto number = state.integer(value)) state.check(HPDF_Array_AddNumber(arr(raw_), *number));
  return *this;
}

Array& Array::real(std::int64_t thousandths) {
  if (thousandths % 1000 == 0) return integer(thousandths / 1000);
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    state.check(HPDF_Array_AddReal(arr(raw_), static_cast<float>(static_cast<double>(thousandths) / 1000)));
  }
  return *this;
}

Array& Array::name(std::string_view value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.name(value)) state.check(HPDF_Array_Add(arr(raw_), object));
  }
  return *this;
}

Array& Array::text(std::string_view utf8) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.text(utf8)) state.check(HPDF_Array_Add(arr(raw_), object));
  }
  return *this;
}

Array& Array::null() {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    void* object = state.checked(HPDF_Null_New(state.memory()));
    if (object) state.check(HPDF_Array_Add(arr(raw_), object));
  }
  return *this;
}

Array& Array::add(Dictionary value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(HPDF_Array_Add(arr(raw_), value.raw_));
  return *this;
}

Array& Array::add(Array value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(HPDF_Array_Add(arr(raw_), value.raw_));
  return *this;
}

// ------------------------------------------------------------------------------ objects

Objects::Objects(std::uint32_t before) : state_(std::make_unique<State>(before)) {}
Objects::~Objects() = default;

Dictionary Objects::dictionary() {
  if (failed()) return {this, nullptr};
  HPDF_Dict raw = state_->checked(HPDF_Dict_New(state_->memory()));
  return {this, raw};
}

Array Objects::array(std::size_t expected) {
  if (failed()) return {this, nullptr};
  HPDF_Array raw = state_->checked(HPDF_Array_New(state_->memory()));
  if (!raw) return {this, nullptr};
  // A list grows by steps of this size and copies itself each time.
  raw->list->items_per_block = static_cast<HPDF_UINT>(std::clamp<std::size_t>(expected, 1, most_items));
  return {this, raw};
}

Dictionary Objects::numbered() {
  const Dictionary made = dictionary();
  if (made) number(made.raw_, dict(made.raw_)->header);
  return made;
}

Array Objects::array_of_many(std::size_t expected) {
  constexpr std::size_t few = 32;
  const Array made = array(expected);
  if (made && expected > few) number(made.raw_, arr(made.raw_)->header);
  return made;
}

template <class Header>
void Objects::number(void* raw, Header& header) {
  if (last() >= HPDF_LIMIT_MAX_XREF_ELEMENT) {
    fail("a PDF file cannot hold so many objects");
    return;
  }
  state_->numbered.push_back(raw);
  header.obj_id = last() | HPDF_OTYPE_INDIRECT;
}

std::uint32_t Objects::reserve() {
  if (last() >= HPDF_LIMIT_MAX_XREF_ELEMENT) fail("a PDF file cannot hold so many objects");
  state_->numbered.push_back(nullptr);
  return last();
}

Dictionary Objects::reserved(std::uint32_t number) {
  const Dictionary made = reference(number);
  if (made) state_->reserved.emplace(number, made.raw_);
  return made;
}

Dictionary Objects::reference(std::uint32_t number) {
  const Dictionary made = dictionary();
  if (made) dict(made.raw_)->header.obj_id = number | HPDF_OTYPE_INDIRECT;
  return made;
}

Dictionary Objects::shared() {
  const Dictionary made = numbered();
  if (made) state_->shared.insert(number_of(made));
  return made;
}

Dictionary Objects::stream(std::string_view bytes) {
  std::optional<std::string> packed = state_->deflater.zlib(bytes);
  if (!packed) fail("memory ran out");
  Dictionary made = plain_stream(packed ? std::move(*packed) : std::string());
  made.name("Filter", "FlateDecode");
  return made;
}

Dictionary Objects::plain_stream(std::string bytes) {
  Dictionary made = numbered();
  made.integer("Length", static_cast<std::int64_t>(bytes.size()));
  if (made) state_->streams.emplace(number_of(made), std::move(bytes));
  return made;
}

bool Objects::failed() const { return !state_->ok(); }
std::string Objects::failure() const { return state_->failure; }
void Objects::fail(std::string what) {
  if (state_->ok()) state_->failure = std::move(what);
}

std::uint32_t Objects::last() const {
  return state_->before + static_cast<std::uint32_t>(state_->numbered.size());
}

std::vector<std::uint32_t> Objects::numbers() const {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(state_->numbered.size() + state_->reserved.size());
  for (const auto& [number, raw] : state_->reserved) numbers.push_back(number);
  for (std::uint32_t number = state_->before + 1; number <= last(); ++number) {
    if (raw(number) != nullptr) numbers.push_back(number);
  }
  return numbers;
}

void* Objects::raw(std::uint32_t number) const {
  return number > state_->before ? state_->numbered[number - state_->before - 1]
                                 : state_->reserved.at(number);
}

std::uint32_t Objects::number_of(Dictionary numbered) const {
  return numbered ? dict(numbered.raw_)->header.obj_id & ~HPDF_UINT32{HPDF_OTYPE_INDIRECT} : 0;
}

bool Objects::is_shared(std::uint32_t number) const { return state_->shared.contains(number); }

void Objects::append_value(std::string& out, std::uint32_t number) {
  if (failed()) return;
  state_->written.swap(out);
  state_->check(HPDF_Obj_WriteValue(raw(number), state_->output.get(), nullptr));
  state_->written.swap(out);
}

const std::string* Objects::stream_bytes(std::uint32_t number) const {
  const auto found = state_->streams.find(number);
  return found == state_->streams.end() ? nullptr : &found->second;
}

Deflater& Objects::deflater() { return state_->deflater; }

}  // namespace pensum::pdf
