// The one file that holds all that was learned: named sections behind a header with a format
// version and a checksum, mapped into memory read-only and shared by all workers. Each component
// (tokenizer, lemmatizer, network) reads and writes sections of its own with SectionReader and
// SectionWriter, which check every bound: a file of foreign bytes is refused, never trusted.
// Immutable after open(); any thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tocsin {

class ModelFile {
 public:
  // kNotFound where there is no such file; kCorrupt where it is truncated, damaged (checksum) or of
  // another format version: the message names the file, what is wrong and what to do.
  static Result<ModelFile> open(const std::string& path);
  // The same from bytes that are copied (tests, fuzzing).
  static Result<ModelFile> from_bytes(std::string_view bytes);

  // The bytes of a section, aligned to 64, alive as long as any copy of this object.
  // kCorrupt where the file has no such section.
  Result<std::string_view> section(std::string_view name) const;
  const std::string& path() const;
  std::vector<std::pair<std::string, std::size_t>> sections() const;  // name and size, in order

 private:
  struct Content;
  explicit ModelFile(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

class ModelWriter {
 public:
  void add(std::string name, std::string bytes);  // a name of 1 to 47 bytes, used once
  std::string bytes() const;
  Status write(const std::string& path) const;  // to a temporary name, then renamed

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

// Fixed-size values and arrays, little-endian; every array begins at a multiple of 64 bytes of its
// section.
class SectionWriter {
 public:
  template <typename T>
  void value(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view text);  // length, then bytes
  template <typename T>
  void array(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    value(static_cast<std::uint64_t>(values.size()));
    bytes_.resize((bytes_.size() + 63) / 64 * 64);
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what SectionWriter wrote, in the same order. After a read beyond the end (or an array that
// claims to be longer than its section) every further read gives zero or nothing, and ok() is
// false: check it once, at the end, and before trusting a count. The bytes must be aligned for the
// arrays in them, as those of ModelFile::section() are. What it returns are views into them.
class SectionReader {
 public:
  explicit SectionReader(std::string_view bytes) : bytes_(bytes) {}
  template <typename T>
  T value() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value{};
    if (!take(sizeof value)) return value;
    std::memcpy(&value, bytes_.data() + at_ - sizeof value, sizeof value);
    return value;
  }
  std::string_view text();
  template <typename T>
  std::span<const T> array() {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto count = value<std::uint64_t>();
    const std::size_t aligned = (at_ + 63) / 64 * 64;
    if (!take(aligned - at_) || count > (bytes_.size() - at_) / sizeof(T) ||
        reinterpret_cast<std::uintptr_t>(bytes_.data() + at_) % alignof(T) != 0) {
      ok_ = false;
      return {};
    }
    const auto* begin = reinterpret_cast<const T*>(bytes_.data() + at_);
    at_ += count * sizeof(T);
    return {begin, static_cast<std::size_t>(count)};
  }
  bool ok() const { return ok_; }

 private:
  bool take(std::size_t count);

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace tocsin
