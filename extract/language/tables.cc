// Reads the tables under extract/language/data/. Only entrances: parse_language_tables and
// language_tables. Next to read: sentences.cc.
#include "extract/language/tables.h"

#include <cstdlib>

#include "base/text.h"

namespace tocsin::embedded {
std::string_view language_abbreviations();
std::string_view language_lemmas();
std::string_view language_verbs();
}  // namespace tocsin::embedded

namespace tocsin {
namespace {

// Calls row(fields, line) for each line that is neither empty nor a comment.
template <typename Row>
Status each_row(std::string_view text, Row row) {
  int line = 0;
  for (std::string_view content : split(text, '\n')) {
    ++line;
    if (trim(content).empty() || content.front() == '#') continue;
    if (Status status = row(split(content, '\t'), line); !status) return status;
  }
  return {};
}

template <typename Take>
void each_word(std::string_view words, Take take) {
  for (std::string_view word : split(words, ' ')) {
    if (!trim(word).empty()) take(std::string(trim(word)));
  }
}

Status read_abbreviations(std::string_view text, LanguageTables& tables) {
  return each_row(text, [&](const std::vector<std::string_view>& fields, int line) -> Status {
    const Where where{"abbreviations.tsv", line, 1};
    if (fields.size() != 2) return fail(ErrorCode::kInvalid, "expected kind and words", where);
    if (fields[0] == "starter") {
      each_word(fields[1], [&](std::string word) { tables.starters.insert(std::move(word)); });
      return {};
    }
    if (fields[0] != "title" && fields[0] != "inner") {
      return fail(ErrorCode::kInvalid, "unknown kind " + std::string(fields[0]), where);
    }
    const AbbreviationKind kind =
        fields[0] == "title" ? AbbreviationKind::kTitle : AbbreviationKind::kInner;
    each_word(fields[1], [&](std::string word) { tables.abbreviations[std::move(word)] = kind; });
    return {};
  });
}

Status read_lemmas(std::string_view text, LanguageTables& tables) {
  return each_row(text, [&](const std::vector<std::string_view>& fields, int line) -> Status {
    const Where where{"lemmas.tsv", line, 1};
    if (fields.size() != 2) return fail(ErrorCode::kInvalid, "expected lemma and forms", where);
    Status status;
    each_word(fields[1], [&](std::string form) {
      const auto [place, fresh] = tables.lemmas.emplace(std::move(form), std::string(fields[0]));
      if (!fresh) status = fail(ErrorCode::kInvalid, place->first + " stands here twice", where);
    });
    return status;
  });
}

Status read_verbs(std::string_view text, LanguageTables& tables) {
  return each_row(text, [&](const std::vector<std::string_view>& fields, int line) -> Status {
    if (fields.size() != 1) {
      return fail(ErrorCode::kInvalid, "expected verbs, separated by blanks",
                  {"verbs.tsv", line, 1});
    }
    each_word(fields[0], [&](std::string word) { tables.verbs.insert(std::move(word)); });
    return {};
  });
}

}  // namespace

Result<LanguageTables> parse_language_tables(std::string_view abbreviations,
                                             std::string_view lemmas, std::string_view verbs) {
  LanguageTables tables;
  if (Status status = read_abbreviations(abbreviations, tables); !status) {
    return fail(status.error());
  }
  if (Status status = read_lemmas(lemmas, tables); !status) return fail(status.error());
  if (Status status = read_verbs(verbs, tables); !status) return fail(status.error());
  return tables;
}

const LanguageTables& language_tables() {
  static const LanguageTables tables = [] {
    Result<LanguageTables> parsed =
        parse_language_tables(embedded::language_abbreviations(), embedded::language_lemmas(),
                              embedded::language_verbs());
    // The embedded text is tested at build time; wrong text there is a broken build.
    if (!parsed) std::abort();
    return std::move(*parsed);
  }();
  return tables;
}

}  // namespace tocsin
