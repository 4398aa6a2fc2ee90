// Text that is set once and kept, in the room of a pointer: a document has very many, most of them empty.
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace pensum {

class KeptText {
 public:
  KeptText() = default;
  KeptText(std::string_view text) : bytes_(text.empty() ? nullptr : new char[sizeof(Size) + text.size()]) {
    if (!bytes_) return;
    const auto size = static_cast<Size>(text.size());
    std::memcpy(bytes_.get(), &size, sizeof size);
    std::memcpy(bytes_.get() + sizeof size, text.data(), size);
  }
  KeptText(const std::string& text) : KeptText(std::string_view(text)) {}
  KeptText(const char* text) : KeptText(std::string_view(text)) {}
  KeptText(const KeptText& other) : KeptText(other.view()) {}
  KeptText(KeptText&&) noexcept = default;
  KeptText& operator=(const KeptText& other) { return *this = KeptText(other); }
  KeptText& operator=(KeptText&&) noexcept = default;
  ~KeptText() = default;

  bool empty() const { return bytes_ == nullptr; }
  std::string_view view() const {
    if (!bytes_) return {};
    Size size = 0;
    std::memcpy(&size, bytes_.get(), sizeof size);
    return {bytes_.get() + sizeof size, size};
  }
  operator std::string_view() const { return view(); }

  template <std::convertible_to<std::string_view> Text>
  friend bool operator==(const KeptText& a, const Text& b) {
    return a.view() == std::string_view(b);
  }
  friend std::string operator+(const KeptText& a, std::string_view b) {
    return std::string(a.view()).append(b);
  }
  friend std::string operator+(std::string_view a, const KeptText& b) {
    return std::string(a).append(b.view());
  }
  friend std::ostream& operator<<(std::ostream& out, const KeptText& text) { return out << text.view(); }

 private:
  using Size = std::uint32_t;
  std::unique_ptr<char[]> bytes_;  // the size, then the text
};

}  // namespace pensum
