// See table.h.
#include "extract/event/table.h"

#include "base/text.h"

namespace tocsin {

Status each_row(const LexiconFile& file, std::size_t least, std::size_t most,
                const std::function<Status(const TableRow&)>& take) {
  int line = 0;
  for (std::string_view content : split(file.text, '\n')) {
    ++line;
    if (trim(content).empty() || content.front() == '#') continue;
    TableRow row{split(content, '\t'), {file.name, line, 1}};
    for (std::string_view& field : row.fields) field = trim(field);
    if (row.fields.size() < least || row.fields.size() > most) {
      return fail(ErrorCode::kInvalid,
                  "expected " + std::to_string(least) + " fields between tabs, found " +
                      std::to_string(row.fields.size()),
                  row.where);
    }
    if (Status status = take(row); !status) return status;
  }
  return {};
}

Result<std::vector<std::vector<std::string>>> read_phrases(std::string_view list,
                                                           const Where& where) {
  std::vector<std::vector<std::string>> phrases;
  for (std::string_view part : split(list, '|')) {
    std::vector<std::string> words;
    for (std::string_view word : split(part, ' ')) {
      if (!word.empty()) words.emplace_back(word);
    }
    if (words.empty()) return fail(ErrorCode::kInvalid, "an empty phrase between two '|'", where);
    phrases.push_back(std::move(words));
  }
  return phrases;
}

Error unknown_word(std::string_view what, std::string_view word,
                   const std::vector<std::string_view>& known, const Where& where) {
  std::string message = "unknown " + std::string(what) + " '" + std::string(word) + "'";
  const std::string_view nearest = did_you_mean(word, known);
  if (!nearest.empty()) message += ", did you mean '" + std::string(nearest) + "'?";
  return Error{ErrorCode::kInvalid, std::move(message), where};
}

}  // namespace tocsin
