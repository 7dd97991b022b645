// The features of one word form. Entrances: vocabulary_word() and subword_rows(). Shapes and
// folding are those of extract/language/word_shape.h.
#include "extract/language/word_features.h"

#include "extract/language/word_shape.h"

namespace tocsin {
namespace {

constexpr std::size_t kMaxCharacters = 32;  // half from the front, half from the end

// Kinds of subwords: the first character that is hashed, so that kinds never meet by design.
enum class Kind : unsigned char { kShape, kExact, kSuffix, kPrefix, kGram };

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93U;
  value ^= value >> 32;
  return value;
}

std::uint64_t hashed(Kind kind, std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U ^ (static_cast<std::uint64_t>(kind) + 1);
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return mixed(hash);
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

void fold_digits(std::string& word) {
  for (char& byte : word) byte = is_digit(byte) ? '0' : byte;
}

// As pre-tokenised text writes what is folded to '"' elsewhere.
bool is_double_quote(std::string_view form) { return form == "``" || form == "''"; }

// Where each character of `word` begins, and its end; a long word loses its middle.
void character_begins(std::string& word, std::vector<std::uint32_t>& begins) {
  begins.clear();
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((static_cast<unsigned char>(word[i]) & 0xc0U) != 0x80U)
      begins.push_back(static_cast<std::uint32_t>(i));
  }
  begins.push_back(static_cast<std::uint32_t>(word.size()));
  const std::size_t count = begins.size() - 1;
  if (count <= kMaxCharacters) return;
  const std::size_t front = begins[kMaxCharacters / 2];
  const std::size_t back = begins[count - kMaxCharacters / 2];
  word.erase(front, back - front);
  character_begins(word, begins);
}

class Rows {
 public:
  Rows(std::uint32_t table_rows, std::vector<std::uint32_t>& rows)
      : table_rows_(table_rows), first_(rows.size()), rows_(rows) {}
  void add(Kind kind, std::string_view bytes) {
    if (rows_.size() - first_ >= kMaxSubwords) return;
    const std::uint64_t high = hashed(kind, bytes) >> 32U;
    rows_.push_back(static_cast<std::uint32_t>((high * table_rows_) >> 32U));
  }

 private:
  std::uint32_t table_rows_;
  std::size_t first_;
  std::vector<std::uint32_t>& rows_;
};

}  // namespace

std::string vocabulary_word(std::string_view form) {
  return is_double_quote(form) ? "\"" : word_key(form);
}

std::uint64_t vocabulary_key(std::string_view vocabulary_word) {
  std::uint64_t hash = 0x9ae16a3b2f90404fU;
  for (const char byte : vocabulary_word) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  hash = mixed(hash);
  return hash == 0 ? 1 : hash;
}

void subword_rows(std::string_view form, std::uint32_t table_rows,
                  std::vector<std::uint32_t>& rows) {
  std::string folded = fold_form(form);
  if (is_double_quote(form)) folded = "\"";
  fold_digits(folded);
  Rows out(table_rows, rows);
  out.add(Kind::kShape, word_shape(form));
  out.add(Kind::kExact, folded == "\"" ? std::string_view(folded) : form);
  std::string marked = "<" + folded + ">";
  thread_local std::vector<std::uint32_t> begins;
  character_begins(marked, begins);
  const std::size_t count = begins.size() - 1;  // with the two marks
  const auto piece = [&](std::size_t from, std::size_t to) {
    return std::string_view(marked).substr(begins[from], begins[to] - begins[from]);
  };
  for (std::size_t length = 2; length <= 4 && length + 2 <= count; ++length) {
    out.add(Kind::kSuffix, piece(count - 1 - length, count - 1));
  }
  for (const std::size_t length : {std::size_t{1}, std::size_t{3}}) {
    if (length + 2 <= count) out.add(Kind::kPrefix, piece(1, 1 + length));
  }
  for (std::size_t length = 3; length <= 5; ++length) {
    for (std::size_t from = 0; from + length <= count; ++from) {
      out.add(Kind::kGram, piece(from, from + length));
    }
  }
}

}  // namespace tocsin
