// Unannotated news for training: the paragraphs of a file, each once, without what is not prose.
// Word vectors and distillation read it. Order is the file's, so what is learned from it is the
// same every time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

// The file's name says what its lines are, with ".gz" behind it or not (the bytes tell whether it
// is gzip):
//   .jsonl  a JSON object whose "text" holds one paragraph or several (blank lines between)
//   .txt    a paragraph
// White space is collapsed, repeated paragraphs are left out, and so is what is_prose refuses.
// A line holds at most 1 MiB, a file 1 GiB when unpacked.
//   kNotFound, kUnavailable  there is no such file, or it cannot be read
//   kInvalid                 another name, a line that is too long, no JSON object or not UTF-8:
//                            `where` names file and line
//   kCorrupt                 gzip bytes that are damaged or cut short
Result<std::vector<std::string>> read_paragraphs(const std::string& path);

// Is this English that teaches how words stand together? At least six words, mostly letters of
// ASCII, and among them one of the words that every English sentence has.
bool is_prose(std::string_view paragraph);

}  // namespace tocsin
