// The container: a header of 32 bytes, then, all under one checksum, a table of sections and the
// sections themselves, each at a multiple of 64. Read by parse(), written by ModelWriter::bytes().
#include "model/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <bit>
#include <cassert>
#include <cerrno>
#include <new>

#include "base/files.h"

namespace tocsin {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is little-endian");

constexpr char kMagic[9] = "TOCSINLM";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlignment = 64;
constexpr std::uint64_t kMostSections = 1000;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t nothing;   // zero
  std::uint64_t size;      // of the whole file
  std::uint64_t checksum;  // XXH3 of all that follows
};
static_assert(sizeof(Header) == 32);

struct Table {
  std::uint64_t count;
  std::uint64_t nothing[3];  // zero; `count` entries follow
};
static_assert(sizeof(Header) + sizeof(Table) == kAlignment);

struct Entry {
  char name[48];  // ended by a zero
  std::uint64_t offset;
  std::uint64_t size;
};
static_assert(sizeof(Entry) == kAlignment);

std::size_t aligned(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

template <typename T>
T read_at(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

std::string count_text(std::uint64_t count) { return std::to_string(count); }

// Why these bytes are no model that this program can read; empty where they are.
std::string find_fault(std::string_view bytes) {
  const std::string_view magic(kMagic, sizeof Header::magic);
  if (bytes.substr(0, magic.size()) != magic.substr(0, bytes.size()))
    return "is not a Tocsin model";
  if (bytes.size() < sizeof(Header)) {
    return "is truncated: " + count_text(bytes.size()) +
           " bytes, less than its header; fetch it again";
  }
  const auto header = read_at<Header>(bytes, 0);
  if (header.version != kVersion) {
    return "has format version " + count_text(header.version) + ", this program reads " +
           count_text(kVersion) + ": fetch the model that came with this program";
  }
  if (bytes.size() < header.size) {
    return "is truncated: " + count_text(bytes.size()) + " bytes of " + count_text(header.size) +
           "; fetch it again";
  }
  if (bytes.size() > header.size) {
    return "is damaged: " + count_text(bytes.size()) + " bytes instead of " +
           count_text(header.size) + "; fetch it again";
  }
  const std::string_view rest = bytes.substr(sizeof(Header));
  if (header.nothing != 0 || XXH3_64bits(rest.data(), rest.size()) != header.checksum)
    return "is damaged: its checksum is wrong; fetch it again";
  return "";
}

struct Section {
  std::string name;
  std::string_view bytes;
};

bool ends_in_file(const Entry& entry, std::size_t size) {
  return entry.offset <= size && entry.size <= size - entry.offset;
}

// The sections of bytes without fault, in order and apart from each other; nothing where the table
// says otherwise, which no writer of ours does.
Result<std::vector<Section>> read_table(std::string_view bytes) {
  const auto wrong = [](const std::string& what) {
    return fail(ErrorCode::kCorrupt, "is damaged: " + what + "; fetch it again");
  };
  if (bytes.size() < kAlignment) return wrong("it has no section table");
  const auto count = read_at<Table>(bytes, sizeof(Header)).count;
  if (count > kMostSections || count > bytes.size() / kAlignment - 1)
    return wrong("its section table is longer than the file");
  std::vector<Section> out;
  std::size_t end = kAlignment + count * sizeof(Entry);
  for (std::size_t i = 0; i < count; ++i) {
    const auto entry = read_at<Entry>(bytes, kAlignment + i * sizeof(Entry));
    const std::string name(entry.name, ::strnlen(entry.name, sizeof entry.name));
    if (name.empty() || name.size() == sizeof entry.name)
      return wrong("section " + count_text(i + 1) + " has no name");
    for (const Section& other : out) {
      if (other.name == name) return wrong("two sections are called " + name);
    }
    if (entry.offset % kAlignment != 0 || entry.offset < end || !ends_in_file(entry, bytes.size()))
      return wrong("section " + name + " does not lie where it may");
    end = entry.offset + entry.size;
    out.push_back({name, bytes.substr(entry.offset, entry.size)});
  }
  return out;
}

// Memory that is the file itself, or a copy of bytes.
class Memory {
 public:
  static Memory mapping(void* data, std::size_t size) { return {data, size, true}; }
  static Memory copy(std::string_view bytes) {
    void* data = ::operator new(bytes.size(), std::align_val_t(kAlignment));
    if (!bytes.empty()) std::memcpy(data, bytes.data(), bytes.size());
    return {data, bytes.size(), false};
  }
  Memory(Memory&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(other.size_), mapped_(other.mapped_) {}
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  Memory& operator=(Memory&&) = delete;
  ~Memory() {
    if (data_ == nullptr) return;
    if (mapped_)
      ::munmap(data_, size_);
    else
      ::operator delete(data_, std::align_val_t(kAlignment));
  }
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  Memory(void* data, std::size_t size, bool mapped) : data_(data), size_(size), mapped_(mapped) {}
  void* data_;
  std::size_t size_;
  bool mapped_;
};

Result<Memory> map_file(const std::string& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    const int error = errno;
    if (error == ENOENT) return fail(ErrorCode::kNotFound, "there is no model at " + path);
    return fail(ErrorCode::kUnavailable, "cannot open " + path + ": " + errno_text(error));
  }
  struct stat info = {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return fail(ErrorCode::kInvalid, path + " is not a file");
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size == 0) return Memory::copy("");
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.get(), 0);
  if (data == MAP_FAILED)
    return fail(ErrorCode::kUnavailable, "cannot map " + path + ": " + errno_text(errno));
  return Memory::mapping(data, size);
}

}  // namespace

struct ModelFile::Content {
  Memory memory;
  std::string path;
  std::vector<Section> sections;
};

namespace {

// Complaints about a model begin with its name.
template <typename Content>
Result<std::shared_ptr<const Content>> parse(Memory memory, const std::string& path) {
  const std::string fault = find_fault(memory.bytes());
  if (!fault.empty()) return fail(ErrorCode::kCorrupt, path + " " + fault);
  auto sections = read_table(memory.bytes());
  if (!sections) return fail(sections.error().code, path + " " + sections.error().message);
  return std::make_shared<const Content>(Content{std::move(memory), path, *std::move(sections)});
}

}  // namespace

Result<ModelFile> ModelFile::open(const std::string& path) {
  auto memory = map_file(path);
  if (!memory) return fail(memory.error());
  auto content = parse<Content>(*std::move(memory), path);
  if (!content) return fail(content.error());
  return ModelFile(*std::move(content));
}

Result<ModelFile> ModelFile::from_bytes(std::string_view bytes) {
  auto content = parse<Content>(Memory::copy(bytes), "the model");
  if (!content) return fail(content.error());
  return ModelFile(*std::move(content));
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
  for (const Section& section : content_->sections) {
    if (section.name == name) return section.bytes;
  }
  return fail(ErrorCode::kCorrupt, "the model has no section " + std::string(name),
              {content_->path});
}

const std::string& ModelFile::path() const { return content_->path; }

std::vector<std::pair<std::string, std::size_t>> ModelFile::sections() const {
  std::vector<std::pair<std::string, std::size_t>> out;
  for (const Section& section : content_->sections)
    out.emplace_back(section.name, section.bytes.size());
  return out;
}

void ModelWriter::add(std::string name, std::string bytes) {
  assert(!name.empty() && name.size() < sizeof Entry::name);
  sections_.emplace_back(std::move(name), std::move(bytes));
}

std::string ModelWriter::bytes() const {
  std::string table;
  std::string body;
  const std::size_t begin = kAlignment + sections_.size() * sizeof(Entry);
  for (const auto& [name, bytes] : sections_) {
    body.resize(aligned(body.size()));
    Entry entry = {};
    name.copy(entry.name, sizeof entry.name - 1);
    entry.offset = begin + body.size();
    entry.size = bytes.size();
    table.append(reinterpret_cast<const char*>(&entry), sizeof entry);
    body += bytes;
  }
  const Table head = {sections_.size(), {}};
  const std::string rest =
      std::string(reinterpret_cast<const char*>(&head), sizeof head) + table + body;
  Header header = {};
  std::memcpy(header.magic, kMagic, sizeof header.magic);
  header.version = kVersion;
  header.size = sizeof header + rest.size();
  header.checksum = XXH3_64bits(rest.data(), rest.size());
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + rest;
}

Status ModelWriter::write(const std::string& path) const {
  return write_file_durably(path, bytes(), 0644);
}

void SectionWriter::text(std::string_view text) {
  value(static_cast<std::uint64_t>(text.size()));
  bytes_ += text;
}

std::string_view SectionReader::text() {
  const auto size = value<std::uint64_t>();
  if (!take(size)) return {};
  return bytes_.substr(at_ - size, size);
}

bool SectionReader::take(std::size_t count) {
  if (!ok_ || count > bytes_.size() - at_) {
    ok_ = false;
    return false;
  }
  at_ += count;
  return true;
}

}  // namespace tocsin
