// Where sentences end. Pure; linear; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "extract/language/tables.h"
#include "news/span.h"

namespace tocsin {

// Sentences of one paragraph, [begin, end) in bytes of `text`, without the white space around them.
// Abbreviations, initials, decimals and quotations do not end one; the end of the paragraph does.
// What runs on for over 2000 bytes is cut at the next blank, over 4000 at the next mark.
std::vector<Span> split_sentences(std::string_view text, Span paragraph,
                                  const LanguageTables& tables);

}  // namespace tocsin
