#include "pdf/objects.hpp"

#include "pdf/libharu.hpp"
#include "pdf/text_string.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pensum::pdf {

namespace {

/// Once it is known that it can be loaded.
const LibHaru& haru() { return *load_libharu(); }

constexpr std::size_t longest_name = HPDF_LIMIT_MAX_NAME_LEN;

// Memory for libharu's objects, which all end together, so none is freed before. (libharu's own pool hands
// out addresses that are not aligned.) libharu hands its allocation function no state, so the arena in use is
// the thread's innermost.
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
  static constexpr std::size_t block_size = std::size_t{32} << 10;

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
  void operator()(HPDF_MMgr memory) const { haru().mmgr_free(memory); }
};

struct StreamDeleter {
  void operator()(HPDF_Stream stream) const { haru().stream_free(stream); }
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
  std::string written;  // what `output` appends to
  std::vector<std::pair<Number, void*>> numbered;
  std::unordered_map<Number, std::string> streams;
  Assembly& file;

  explicit State(Assembly& in) : file(in) {
    haru().error_init(&error, nullptr);
    memory_.reset(haru().mmgr_new(&error, 0, Arena::allocate, Arena::release));
    if (memory_) output.reset(haru().callback_writer_new(memory_.get(), append_bytes, &written));
    if (!output) file.fail("memory ran out");
  }

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  bool ok() const { return !file.failed(); }

  // Keeps the first status that is not HPDF_OK.
  void check(HPDF_STATUS status) {
    if (status == HPDF_OK || !ok()) return;
    file.fail(status == HPDF_FAILD_TO_ALLOC_MEM
                  ? "memory ran out"
                  : fmt::format("libharu refuses an object with status 0x{:04X}", status));
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
      return checked(haru().string_new(memory(), bytes->c_str(), nullptr));
    }
    return binary("\xFE\xFF" + to_utf16(text));
  }

  void* binary(std::string bytes) {
    return checked(haru().binary_new(memory(), reinterpret_cast<HPDF_BYTE*>(bytes.data()),
                                     static_cast<HPDF_UINT>(bytes.size())));
  }

  void* name(std::string_view value) {
    if (value.size() > longest_name) value = value.substr(0, longest_name);
    return checked(haru().name_new(memory(), std::string(value).c_str()));
  }

  std::optional<HPDF_INT32> integer(std::int64_t value) {
    if (value >= INT32_MIN && value <= INT32_MAX) return static_cast<HPDF_INT32>(value);
    file.fail("a number is too large for a PDF file");
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
    if (void* object = state.name(value)) state.check(haru().dict_add(dict(raw_), key, object));
  }
  return *this;
}

Dictionary& Dictionary::integer(const char* key, std::int64_t value) {
  Objects::State& state = *objects_->state_;
  if (!state.ok()) return *this;
  if (const auto number = state.integer(value)) state.check(haru().dict_add_number(dict(raw_), key, *number));
  return *this;
}

Dictionary& Dictionary::boolean(const char* key, bool value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(haru().dict_add_boolean(dict(raw_), key, value ? HPDF_TRUE : HPDF_FALSE));
  return *this;
}

Dictionary& Dictionary::text(const char* key, std::string_view utf8) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.text(utf8)) state.check(haru().dict_add(dict(raw_), key, object));
  }
  return *this;
}

Dictionary& Dictionary::ascii(const char* key, std::string_view value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    void* object = state.checked(haru().string_new(state.memory(), std::string(value).c_str(), nullptr));
    if (object) state.check(haru().dict_add(dict(raw_), key, object));
  }
  return *this;
}

Dictionary& Dictionary::add(const char* key, Dictionary value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(haru().dict_add(dict(raw_), key, value.raw_));
  return *this;
}

Dictionary& Dictionary::add(const char* key, Array value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(haru().dict_add(dict(raw_), key, value.raw_));
  return *this;
}

// ------------------------------------------------------------------------------ arrays

Array& Array::integer(std::int64_t value) {
  Objects::State& state = *objects_->state_;
  if (!state.ok()) return *this;
  if (const auto number = state.integer(value)) state.check(haru().array_add_number(arr(raw_), *number));
  return *this;
}

Array& Array::real(std::int64_t thousandths) {
  if (thousandths % 1000 == 0) return integer(thousandths / 1000);
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    state.check(
        haru().array_add_real(arr(raw_), static_cast<float>(static_cast<double>(thousandths) / 1000)));
  }
  return *this;
}

Array& Array::name(std::string_view value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.name(value)) state.check(haru().array_add(arr(raw_), object));
  }
  return *this;
}

Array& Array::text(std::string_view utf8) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) {
    if (void* object = state.text(utf8)) state.check(haru().array_add(arr(raw_), object));
  }
  return *this;
}

Array& Array::add(Dictionary value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(haru().array_add(arr(raw_), value.raw_));
  return *this;
}

Array& Array::add(Array value) {
  Objects::State& state = *objects_->state_;
  if (state.ok()) state.check(haru().array_add(arr(raw_), value.raw_));
  return *this;
}

// ------------------------------------------------------------------------------ objects

Objects::Objects(Assembly& file) : state_(std::make_unique<State>(file)) {}
Objects::~Objects() = default;

Dictionary Objects::dictionary() {
  if (!state_->ok()) return {this, nullptr};
  HPDF_Dict raw = state_->checked(haru().dict_new(state_->memory()));
  return {this, raw};
}

Array Objects::array(std::size_t expected) {
  if (!state_->ok()) return {this, nullptr};
  HPDF_Array raw = state_->checked(haru().array_new(state_->memory()));
  if (!raw) return {this, nullptr};
  // A list grows by steps of this size and copies itself each time.
  raw->list->items_per_block = static_cast<HPDF_UINT>(std::clamp<std::size_t>(expected, 1, most_items));
  return {this, raw};
}

Dictionary Objects::numbered() { return numbered(state_->file.reserve()); }

Dictionary Objects::numbered(Number number) {
  const Dictionary made = reference(number);
  if (made) state_->numbered.emplace_back(number, made.raw_);
  return made;
}

Dictionary Objects::reference(Number number) {
  const Dictionary made = dictionary();
  if (made) dict(made.raw_)->header.obj_id = number | HPDF_OTYPE_INDIRECT;
  return made;
}

Dictionary Objects::stream(std::string_view bytes, Packing packing) {
  Dictionary made = plain_stream(state_->file.packed(bytes, packing));
  made.name("Filter", "FlateDecode");
  return made;
}

Dictionary Objects::plain_stream(std::string bytes) {
  Dictionary made = numbered();
  made.integer("Length", static_cast<std::int64_t>(bytes.size()));
  if (made) state_->streams.emplace(number_of(made), std::move(bytes));
  return made;
}

Number Objects::number_of(Dictionary numbered) const {
  return numbered ? dict(numbered.raw_)->header.obj_id & ~HPDF_UINT32{HPDF_OTYPE_INDIRECT} : 0;
}

void Objects::write() {
  for (const auto& [number, raw] : state_->numbered) {
    if (!state_->ok()) return;
    state_->written.clear();
    state_->check(haru().obj_write_value(raw, state_->output.get(), nullptr));
    const auto stream = state_->streams.find(number);
    if (stream == state_->streams.end()) {
      state_->file.put(number, state_->written);
    } else {
      state_->file.put_plain_stream(number, state_->written, stream->second);
    }
  }
}

}  // namespace pensum::pdf
