// Lines of a lexicon file: fields between tabs, lists between " | ", comments after "#" at the
// start. Errors name the file, the line and what to write instead. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

// One embedded file of the lexicon.
struct LexiconFile {
  std::string name;  // "patterns.tsv"
  std::string_view text;
};

struct TableRow {
  std::vector<std::string_view> fields;
  Where where;
};

// Calls `take` for each row, whose number of fields must lie in [least, most]; stops at the first
// error.
Status each_row(const LexiconFile& file, std::size_t least, std::size_t most,
                const std::function<Status(const TableRow&)>& take);

// "pull out | kick out" -> {{"pull", "out"}, {"kick", "out"}}; kInvalid where one is empty.
Result<std::vector<std::vector<std::string>>> read_phrases(std::string_view list,
                                                           const Where& where);

// "unknown <what> '<word>', did you mean '<other>'?"
Error unknown_word(std::string_view what, std::string_view word,
                   const std::vector<std::string_view>& known, const Where& where);

}  // namespace tocsin
