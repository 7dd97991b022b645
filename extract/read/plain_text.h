// An article as plain text: perhaps a date, a title, a byline and a dateline, then paragraphs. What
// is not there stays unknown. Pure; any thread; linear.
#pragma once

#include <string_view>
#include <vector>

#include "news/article.h"

namespace tocsin {

// One article, or none where nothing follows the heading. The beginnings that are known:
//   date 2023-08-31 Text ...                     (the date's own line may also end there)
//   Title without full stop, a blank line, By A, B and C, Source, a blank line
//   PARIS (Reuters) - Text ...                   (see dateline.h)
// "Aug 31" without its year, or a day that does not exist, is no date of publication.
std::vector<Article> read_plain_text(std::string_view clean);

}  // namespace tocsin
